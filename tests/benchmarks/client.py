"""The typed client against bare boto3 and against sagemaker-core, with HTTP stubbed; and what loading it costs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import boto3
from botocore.awsrequest import AWSResponse

from generated import sagemaker
from tests.benchmarks.rows import Row, inside, paired, row_of

CREDENTIALS: Final = {
    "region_name": "us-east-1",
    "aws_access_key_id": "testing",
    "aws_secret_access_key": "testing",
}
ARN: Final = "arn:aws:sagemaker:us-east-1:123456789012:endpoint-config/fraud-detector-2026-11-21"


class _Body:
    """The body of a stubbed answer, as urllib3 hands it over."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, *_args: object, **_kwargs: object) -> Iterator[bytes]:
        yield self._body


def answering(client: Any, **answers: object) -> Any:
    """`client`, with every request answered where it would leave the process."""

    def answer(request: Any, **_: object) -> AWSResponse:
        operation = request.headers["X-Amz-Target"].decode().removeprefix("SageMaker.")
        body = json.dumps(answers[operation]).encode()
        headers = {"x-amzn-requestid": "r-1", "content-type": "application/x-amz-json-1.1"}
        return AWSResponse(request.url, 200, headers, _Body(body))

    client.meta.events.register("before-send.sagemaker.*", answer)
    return client


def request() -> dict[str, Any]:
    """A CreateEndpointConfig request with two variants."""
    variant = {
        "VariantName": "blue",
        "ModelName": "fraud-detector-2026-11",
        "InstanceType": "ml.m5.xlarge",
        "InitialInstanceCount": 2,
        "InitialVariantWeight": 0.9,
    }
    return {
        "EndpointConfigName": "fraud-detector-2026-11-21",
        "ProductionVariants": [variant, variant | {"VariantName": "green", "InitialVariantWeight": 0.1}],
        "Tags": [{"Key": "team", "Value": "risk"}],
    }


def described() -> dict[str, Any]:
    """What DescribeEndpointConfig answers afterwards."""
    known = {"EndpointConfigArn": ARN, "CreationTime": 1700000000.0}
    return {name: value for name, value in request().items() if name != "Tags"} | known


def typed_call(client: Any) -> Callable[[], object]:
    """A call through the typed client, its argument objects built anew each time as users do."""
    typed = sagemaker.SageMakerClient(client)

    def variant(name: str, weight: float) -> sagemaker.ProductionVariant:
        return sagemaker.ProductionVariant(
            variant_name=name,
            model_name="fraud-detector-2026-11",
            instance_type="ml.m5.xlarge",
            initial_instance_count=2,
            initial_variant_weight=weight,
        )

    def call() -> object:
        return typed.create_endpoint_config(
            endpoint_config_name="fraud-detector-2026-11-21",
            production_variants=[variant("blue", 0.9), variant("green", 0.1)],
            tags=[sagemaker.Tag(key="team", value="risk")],
        )

    return call


def core_call(client: Any) -> Callable[[], object] | None:
    """The same call through sagemaker-core; None where it is not installed. It describes what it has created."""
    try:
        from sagemaker.core import shapes  # type: ignore[import-not-found] # noqa: PLC0415 - an optional peer
        from sagemaker.core.resources import EndpointConfig  # type: ignore[import-not-found] # noqa: PLC0415
        from sagemaker.core.utils.utils import SageMakerClient  # type: ignore[import-not-found] # noqa: PLC0415
    except ImportError:
        return None
    session = boto3.Session(**CREDENTIALS)
    SageMakerClient(session=session, region_name="us-east-1").sagemaker_client = client
    variants = request()["ProductionVariants"]

    def variant(data: dict[str, Any]) -> Any:
        return shapes.ProductionVariant(
            variant_name=data["VariantName"],
            model_name=data["ModelName"],
            instance_type=data["InstanceType"],
            initial_instance_count=data["InitialInstanceCount"],
            initial_variant_weight=data["InitialVariantWeight"],
        )

    def call() -> object:
        return EndpointConfig.create(
            endpoint_config_name="fraud-detector-2026-11-21",
            production_variants=[variant(data) for data in variants],
            tags=[shapes.Tag(key="team", value="risk")],
            session=session,
            region="us-east-1",
        )

    return call


def rows(_folder: Path) -> list[Row]:
    """Measures."""
    answers = {"CreateEndpointConfig": {"EndpointConfigArn": ARN}, "DescribeEndpointConfig": described()}
    raw = answering(boto3.client("sagemaker", **CREDENTIALS), **answers)
    typed, data = typed_call(raw), request()
    what = "CreateEndpointConfig call, HTTP stubbed"
    pair = paired(typed, lambda: raw.create_endpoint_config(**data), seconds=0.005)
    measured = [row_of(what, pair, "boto3", 1.08)]
    watched = sagemaker.guard(answering(boto3.client("sagemaker", **CREDENTIALS), **answers))
    guarded = paired(
        lambda: watched.create_endpoint_config(**data), lambda: raw.create_endpoint_config(**data), seconds=0.005
    )
    measured.append(row_of(f"guarded {what}", guarded, "boto3", 1.10))
    core = core_call(raw)
    if core is None:
        measured.append(Row(what, pair.ours, "µs", "sagemaker-core", None, 1 / 4))
    else:
        measured.append(row_of(what, paired(typed, core, rounds=20), "sagemaker-core", 1 / 4))
    setup = f"import sys; sys.path.insert(0, '.')\nimport boto3\nraw = boto3.client('sagemaker', **{CREDENTIALS!r})"
    build = "from generated import sagemaker; sagemaker.SageMakerClient(raw)"
    measured.append(Row("import and build the client, after boto3's", inside(build, setup), "ms", "", None, 30))
    return measured
