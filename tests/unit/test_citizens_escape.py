"""The escape reaches everywhere: a block, a client, and whatever else takes ids to ignore."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest

from generated import sagemaker
from tests.workshop import Workshop, structure

DATA = {"VariantName": "b", "ModelName": "m", "InstanceType": "ml.g9.xlarge", "InitialInstanceCount": 1}
REQUEST = {"EndpointConfigName": "c", "ProductionVariants": [DATA]}


def variant() -> sagemaker.ProductionVariant:
    """A variant of an instance type that the model does not know."""
    kind: Any = "ml.g9.xlarge"
    return sagemaker.ProductionVariant(variant_name="b", model_name="m", instance_type=kind, initial_instance_count=1)


def refused(build: Callable[[], object]) -> bool:
    """Whether the check stops it."""
    try:
        build()
    except sagemaker.ValidationError:
        return True
    return False


class Raw:
    """A client that answers."""

    def create_endpoint_config(self, **request: Any) -> dict[str, Any]:
        self.request = request
        return {"EndpointConfigArn": "arn"}


def test_a_block_holds_for_all_that_is_built_inside() -> None:
    assert refused(variant)
    with sagemaker.ignoring({"enum"}):
        built = variant()
        request = sagemaker.CreateEndpointConfigInput(endpoint_config_name="c", production_variants=[built])
        assert request.to_dict() == REQUEST
        assert attrs.evolve(built, initial_instance_count=2).instance_type == "ml.g9.xlarge"
        assert sagemaker.ProductionVariant.from_dict(DATA) == built
        assert sagemaker.validate("CreateEndpointConfig", REQUEST) == []
        raw = Raw()
        sagemaker.SageMakerClient(raw).send(request)
        assert raw.request == REQUEST
        assert refused(lambda: attrs.evolve(built, variant_name="no!")), "what is not ignored still counts"
    assert refused(variant)
    assert refused(lambda: attrs.evolve(built, initial_instance_count=2))


def test_blocks_nest_and_end_with_an_error() -> None:
    with sagemaker.ignoring({"enum"}), sagemaker.ignoring({"max-value"}):
        variant()
        with pytest.raises(RuntimeError), sagemaker.ignoring(()):
            raise RuntimeError
        variant()
    assert refused(variant)
    block = sagemaker.ignoring({"enum"})
    with block, pytest.raises(RuntimeError, match="is open"), block:
        pass
    with block:
        variant()


def test_a_path_limits_a_block() -> None:
    with sagemaker.ignoring({"enum@ProductionVariants.*.InstanceType"}):
        assert refused(variant)
        assert sagemaker.CreateEndpointConfigInput.from_dict(REQUEST).to_dict() == REQUEST


def test_threads_and_tasks_that_begin_inside_are_inside() -> None:
    before = ThreadPoolExecutor(1)
    assert before.submit(refused, variant).result()
    started, go = threading.Event(), threading.Event()
    found: list[bool] = []

    def late() -> None:
        started.set()
        go.wait(10)
        found.append(refused(variant))

    async def task() -> bool:
        return await asyncio.create_task(asyncio.to_thread(refused, variant))

    with sagemaker.ignoring({"enum"}), ThreadPoolExecutor(1) as inside:
        assert not inside.submit(refused, variant).result()
        assert before.submit(refused, variant).result(), "a thread that was there before is outside"
        assert not asyncio.run(task())
        thread = threading.Thread(target=late)
        thread.start()
        started.wait(10)
    go.set()
    thread.join()
    assert found == [False], "it began inside"
    after = threading.Thread(target=lambda: found.append(refused(variant)))
    after.start()
    after.join()
    assert found == [False, True]
    before.shutdown()


def test_a_client_ignores_for_itself() -> None:
    raw = Raw()
    client = sagemaker.SageMakerClient(raw, ignore={"enum"})
    with sagemaker.ignoring({"enum"}):
        request = sagemaker.CreateEndpointConfigInput.from_dict(REQUEST)
    client.send(request)
    assert raw.request == REQUEST
    assert client.ignore == ("enum",)
    assert refused(lambda: sagemaker.SageMakerClient(raw).send(request))


def test_a_block_is_one_packages_own(workshop: Workshop) -> None:
    tiny = workshop.generate({"In": structure(E="E"), "E": {"type": "string", "enum": ["a"]}})
    with tiny.ignoring({"enum"}):
        assert tiny.In(e="b").e == "b"
        assert refused(variant)


@pytest.mark.parametrize(
    "use",
    [
        lambda ids: sagemaker.validate("CreateEndpointConfig", REQUEST, ignore=ids),
        lambda ids: sagemaker.validate_release([("CreateEndpointConfig", REQUEST)], ignore=ids),
        lambda ids: sagemaker.ProductionVariant.from_dict(DATA | {"InstanceType": "ml.m5.large"}, ignore=ids),
        sagemaker.ignoring,
        lambda ids: sagemaker.SageMakerClient(Raw(), ignore=ids),
        lambda ids: sagemaker.SageMakerClient(Raw()).describe_endpoint(endpoint_name="x", ignore=ids),
    ],
    ids=("validate", "validate_release", "from_dict", "ignoring", "client", "call"),
)
def test_a_misspelt_id_is_refused(use: Callable[[set[str]], object]) -> None:
    for wrong, right in (("enumm", "enum"), ("canary-percnt-max@A.B", "canary-percent-max")):
        with pytest.raises(ValueError, match=f"did you mean {right}"):
            use({wrong})
    with pytest.raises(ValueError, match=r"rules\(\) lists them"):
        use({"zzzzzzzz"})
