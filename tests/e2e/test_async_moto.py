"""The async client over HTTP, with aiobotocore, against moto's server and a scripted one.

aiobotocore allows a narrow range of botocore versions; where it cannot be installed beside the one at hand these tests
are skipped, and the continuous integration has a job that installs it and checks that they ran.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from generated import sagemaker
from tests.e2e.scripted import FakeClock, Refusal, Script, credentials, endpoint, pending, playing

pytest.importorskip("aiobotocore", reason="aiobotocore is not installed")
# aiohttp and aiobotocore leave closing of transports to the loop.
pytestmark = pytest.mark.filterwarnings("default::DeprecationWarning", "default::ResourceWarning")

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"
Use = Callable[[sagemaker.AsyncSageMakerClient], Awaitable[Any]]


def run(address: str, use: Use, clock: FakeClock | None = None) -> Any:
    from aiobotocore.config import AioConfig  # noqa: PLC0415 - an extra
    from aiobotocore.session import get_session  # noqa: PLC0415

    async def main() -> Any:
        config = AioConfig(retries={"total_max_attempts": 1})
        async with get_session().create_client(
            "sagemaker", endpoint_url=address, config=config, **credentials()
        ) as raw:
            return await use(sagemaker.AsyncSageMakerClient(raw, clock=clock))

    return asyncio.run(main())


def test_create_describe_wait_and_deploy(moto_address: str) -> None:
    async def use(client: sagemaker.AsyncSageMakerClient) -> None:
        await client.create_model(
            model_name="async",
            execution_role_arn=ROLE,
            primary_container=sagemaker.ContainerDefinition(image=IMAGE),
        )
        variant = sagemaker.ProductionVariant(
            variant_name="main", model_name="async", instance_type="ml.m5.large", initial_instance_count=1
        )
        await client.create_endpoint_config(endpoint_config_name="async", production_variants=[variant])
        outcome = await sagemaker.deploy_async(client, endpoint_name="async", endpoint_config_name="async")
        assert outcome.created
        described = await client.send(sagemaker.DescribeEndpointInput(endpoint_name="async"))
        assert described.endpoint_status is sagemaker.EndpointStatus.IN_SERVICE
        assert described.response_metadata["HTTPStatusCode"] == 200
        assert await client.wait_until_endpoint_in_service(endpoint_name="async") == described
        with pytest.raises(sagemaker.SageMakerError, match="ValidationException"):
            await client.create_endpoint(endpoint_name="async", endpoint_config_name="nobody")

    run(moto_address, use)


def test_invalid_request_never_leaves() -> None:
    script = Script([endpoint("InService")])

    async def use(client: sagemaker.AsyncSageMakerClient) -> None:
        with pytest.raises(sagemaker.ValidationError):
            await client.describe_endpoint(endpoint_name="-no-name-")

    with playing(script) as address:
        run(address, use)
    assert script.requests == []


def test_rollback_is_no_success() -> None:
    back = endpoint("InService", LastModifiedTime=1700000900.0)
    throttled = Refusal("ThrottlingException", "Rate exceeded")
    script = Script([endpoint("InService"), pending("Updating", "Baking"), throttled, back])
    clock = FakeClock()

    async def use(client: sagemaker.AsyncSageMakerClient) -> None:
        with pytest.raises(sagemaker.RolledBack):
            await sagemaker.deploy_async(client, endpoint_name="shop", endpoint_config_name="new")

    with playing(script) as address:
        run(address, use, clock)
    assert clock.slept == [30.0, 30.0]


def test_stubber_of_aiobotocore(moto_address: str) -> None:
    async def use(client: sagemaker.AsyncSageMakerClient) -> None:
        stubber = sagemaker.SageMakerStubber(client)
        stubber.add_error("DescribeEndpoint", "ResourceLimitExceeded", "no more")
        with stubber, pytest.raises(sagemaker.ResourceLimitExceeded):
            await client.describe_endpoint(endpoint_name="shop")

    run(moto_address, use)


@pytest.mark.parametrize("whose", ["client", "session"])
def test_a_guard_refuses_and_lets_pass(whose: str) -> None:
    from aiobotocore.session import get_session  # noqa: PLC0415 - an extra

    script = Script([endpoint("InService")])

    async def main(address: str) -> list[str]:
        seen: list[str] = []

        async def note(found: list[sagemaker.Violation]) -> None:
            await asyncio.sleep(0)
            seen.extend(violation.rule for violation in found)

        session = get_session()
        if whose == "session":
            sagemaker.guard(session)
        async with session.create_client("sagemaker", endpoint_url=address, **credentials()) as raw:
            if whose == "client":
                sagemaker.guard(raw)
            with pytest.raises(sagemaker.ValidationError):
                await raw.describe_endpoint(EndpointName="-")
            assert script.requests == []
            await raw.describe_endpoint(EndpointName="shop")
            sagemaker.guard(raw, note)
            await raw.describe_endpoint(EndpointName="-")
        return seen

    with playing(script) as address:
        assert asyncio.run(main(address)) == ["pattern"]
    assert [data["EndpointName"] for _, data in script.requests] == ["shop", "-"]
