"""The cost of checking follows the size of what is checked, whether it is valid or not: ten times the size, ten times.

Measured in CPU time with a wide margin: what grows with the square takes a hundred times as long.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName
from tests.preflight_harness import run

SIZE: Final = 250
"""Items of the smaller request."""
POWER: Final = 1.6
"""Of the size: linear growth has 1, the square has 2, and a busy machine something on top."""

_ANOTHER: Final = count()


def _variant(number: int, **members: object) -> dict[str, Any]:
    name = {"VariantName": f"v{number}", "ModelName": "m"}
    return {**name, "InitialInstanceCount": 1, "InstanceType": "ml.m5.xlarge", **members}


def _config(size: int, variant: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
    return {"EndpointConfigName": "x", "ProductionVariants": [variant(number) for number in range(size)]}


VARIANTS: Final[dict[str, Callable[[int], dict[str, Any]]]] = {
    "clean": _variant,
    "one error each": lambda number: _variant(number, InitialInstanceCount=0),
    "one warning each": lambda number: _variant(number, AcceleratorType="ml.eia1.medium"),
    "one typo each": lambda number: _variant(number, InstanceType="ml.m5.xlargee"),
    # Another in each request, too: what has been suggested before is remembered.
    "another typo each": lambda number: _variant(number, InstanceType=f"ml.m5.xlarge{number}.{next(_ANOTHER)}"),
    "one unknown member each": lambda number: _variant(number, ModelNam="m"),
    "one wrong type each": lambda number: _variant(number, VariantName=["v"]),
    "the same name": lambda _: _variant(0),
}


def _seconds(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def _assert_linear(call: Callable[[int], Callable[[], object]], size: int = SIZE, times: int = 10) -> None:
    """The call that `call` prepares takes, at `times` the size, hardly more than `times` as long."""
    call(size)()  # what is loaded once
    little = min(_seconds(call(size)) for _ in range(3))
    much = min(_seconds(call(times * size)) for _ in range(2))
    assert much <= times**POWER * max(little, 0.002), f"{little:.4f} s, and {much:.4f} s for {times} times the size"


@pytest.mark.parametrize("kind", VARIANTS)
def test_validate(kind: str) -> None:
    def call(size: int) -> Callable[[], object]:
        data = _config(size, VARIANTS[kind])
        return lambda: sagemaker.validate("CreateEndpointConfig", data)

    _assert_linear(call)


@pytest.mark.parametrize("kind", VARIANTS)
def test_validate_release_of_one_request(kind: str) -> None:
    def call(size: int) -> Callable[[], object]:
        data = _config(size, VARIANTS[kind])
        return lambda: sagemaker.validate_release([("CreateEndpointConfig", data)])

    _assert_linear(call)


@pytest.mark.parametrize("names", ["their own", "one", "two"])
@pytest.mark.parametrize("kind", ["clean", "one error each"])
def test_validate_release_of_many_requests(kind: str, names: str) -> None:
    shared = {"their own": 0, "one": 1, "two": 2}[names]

    def call(size: int) -> Callable[[], object]:
        release: list[tuple[OperationName, object]] = []
        for number in range(size):
            name = f"c{number % shared if shared else number}"
            variant = VARIANTS[kind](0)
            variant["ModelName"] = f"m{number}"
            release.append(("CreateEndpointConfig", {"EndpointConfigName": name, "ProductionVariants": [variant]}))
            release.append(("CreateEndpoint", {"EndpointName": f"e{name}", "EndpointConfigName": name}))
        return lambda: sagemaker.validate_release(release)

    _assert_linear(call, 140, 4)  # of one name, no more than 64 are combined


@pytest.mark.parametrize("kind", VARIANTS)
def test_from_dict(kind: str) -> None:
    def call(size: int) -> Callable[[], object]:
        data = _config(size, VARIANTS[kind])

        def build() -> None:
            with pytest.raises(sagemaker.ValidationError):
                sagemaker.CreateEndpointConfigInput.from_dict(data)

        return build

    _assert_linear(call)


@pytest.mark.parametrize("kind", ["clean", "one typo each", "one unknown member each"])
def test_from_response(kind: str) -> None:
    def call(size: int) -> Callable[[], object]:
        data = _config(size, VARIANTS[kind])
        return lambda: sagemaker.DescribeEndpointConfigOutput.from_response(data)

    _assert_linear(call)


def test_a_response_that_cannot_be_read() -> None:
    def call(size: int) -> Callable[[], object]:
        data = _config(size, _variant)
        data["ProductionVariants"] += [["no object"]] * size

        def build() -> None:
            with pytest.raises(sagemaker.ValidationError):
                sagemaker.DescribeEndpointConfigOutput.from_response(data)

        return build

    _assert_linear(call)


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("kind", VARIANTS)
def test_preflight(tmp_path: Path, kind: str, indent: int | None) -> None:
    def call(size: int) -> Callable[[], object]:
        path = tmp_path / f"{size}.create-endpoint-config.json"
        path.write_text(json.dumps(_config(size, VARIANTS[kind]), indent=indent), encoding="utf-8")
        return lambda: run("preflight", str(path), package="generated", services=("sagemaker",))

    _assert_linear(call)
