"""What people expect of any Python package holds for a generated one: names, errors as data, objects as arguments."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.pretty import pretty_repr

import generated
from generated import sagemaker
from generated._runtime.wire.violations import REDACTED, HiddenKey, ValidationError, Violation
from tests.workshop import Workshop, structure

VARIANT = sagemaker.ProductionVariant(
    variant_name="b", model_name="m", instance_type="ml.g5.xlarge", initial_instance_count=2
)
SLOW = r"(https|s3)://([^/]+)/?(.*)"
"""Of a text that is long enough it takes too long to say that it does not match."""
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/fraud:1"
OWN = ("MODEL", "operations", "rules", "schema", "validate", "validate_release", "ValidationError", "Violation")


def raw(service: str) -> Any:
    """A client of boto3 that calls nothing."""
    return boto3.client(service, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")


# --- names ---------------------------------------------------------------------------------------------------------


def test_dir_and_star_have_the_public_names_alone() -> None:
    sagemaker.validate("CreateEndpoint", {"EndpointName": 1})  # loads submodules, which are no public names
    names = dir(sagemaker)
    assert {*OWN, "SageMakerClient", "ProductionVariant", "deploy"} <= set(names)
    assert not {"annotations", "lazy_exports", "checks", "index"} & set(names)
    assert not [name for name in names if name.startswith("_")]
    space: dict[str, Any] = {}
    exec("from generated.sagemaker import *", space)  # noqa: S102 - the statement under test
    assert set(names) == space.keys() - {"__builtins__"}


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match="did you mean CreateEndpointInput") as caught:
        _ = sagemaker.CreateEndpontInput  # type: ignore[attr-defined] # the mistake
    assert caught.value.obj is sagemaker
    with pytest.raises(ValueError, match=r"no ProductionVariantInstanceType; did you mean ml\.g5\.xlarge"):
        sagemaker.ProductionVariantInstanceType("ml.g5.xlarg")
    with pytest.raises(ValueError, match="3 is no EndpointStatus"):
        sagemaker.EndpointStatus(3)  # type: ignore[arg-type] # the mistake


def test_strategies_are_at_hand() -> None:
    assert sagemaker.strategies is generated.sagemaker.strategies
    assert "strategies" not in dir(sagemaker)


def test_rich_prints_what_is_set() -> None:
    assert pretty_repr(VARIANT, max_width=200) == repr(VARIANT)
    secret = sagemaker.ContainerDefinition(image="i", unknown_members=None)
    assert "None" not in pretty_repr(secret)


# --- objects as arguments --------------------------------------------------------------------------------------------


def test_validate_takes_objects_at_any_depth() -> None:
    request = sagemaker.CreateEndpointConfigInput(endpoint_config_name="c", production_variants=[VARIANT])
    assert sagemaker.validate("CreateEndpointConfig", request) == []
    given = {"EndpointConfigName": "c", "ProductionVariants": (VARIANT,)}
    assert sagemaker.validate("CreateEndpointConfig", given) == []
    assert given["ProductionVariants"] == (VARIANT,)
    (found,) = sagemaker.validate("CreateEndpointConfig", {"EndpointConfigName": "c!", "ProductionVariants": [VARIANT]})
    assert (found.rule, found.path) == ("pattern", ("EndpointConfigName",))


@pytest.mark.parametrize("client", ["x", 3, object()])
def test_a_client_wraps_a_client(client: object) -> None:
    for kind in (sagemaker.SageMakerClient, sagemaker.AsyncSageMakerClient):
        with pytest.raises(TypeError, match=f"wraps a client of sagemaker .* found {type(client).__name__}"):
            kind(client)


def test_a_client_wraps_one_of_its_service_and_kind() -> None:
    assert sagemaker.SageMakerClient(raw("sagemaker")).client is not None
    with pytest.raises(TypeError, match="found a client of s3"):
        sagemaker.SageMakerClient(raw("s3"))
    with pytest.raises(TypeError, match="aiobotocore made, found a client of sagemaker"):
        sagemaker.AsyncSageMakerClient(raw("sagemaker"))


# --- constraints ---------------------------------------------------------------------------------------------------


def test_a_value_that_breaks_several_constraints_reports_them_all() -> None:
    found = sagemaker.validate("CreateEndpoint", {"EndpointName": "a b" * 40, "EndpointConfigName": "c"})
    assert [(v.rule, v.path) for v in found] == [("max-length", ("EndpointName",)), ("pattern", ("EndpointName",))]
    (key,) = environment = {"1" * 2_000: "x"}
    found = sagemaker.ContainerDefinition.violations_in({"Image": IMAGE, "Environment": environment})
    assert [(v.rule, v.path) for v in found] == [(rule, ("Environment", key)) for rule in ("max-length", "pattern")]


def test_a_pattern_that_is_known_of_legal_lengths_alone_is_not_asked_of_longer_texts(workshop: Workshop) -> None:
    tiny = workshop.generate({"In": structure(A="Url"), "Url": {"type": "string", "max": 64, "pattern": SLOW}})
    assert [v.rule for v in tiny.validate("Do", {"A": "x" * 65})] == ["max-length"]
    assert [v.rule for v in tiny.validate("Do", {"A": "x" * 64})] == ["pattern"]


# --- errors as data --------------------------------------------------------------------------------------------------


class Odd:
    """Data that refuses to be compared or shown."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        raise RuntimeError


LOOP: list[Any] = []
LOOP.append(LOOP)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner),
)


@given(anything)
def test_a_violation_is_json_whatever_it_holds(value: object) -> None:
    violation = Violation("type", "error", ("A", 0, "b c"), "m", value, "Do")
    assert violation == copy.copy(violation)
    found = json.loads(json.dumps(violation.to_dict(), allow_nan=False))
    assert found["path"] == ["A", 0, "b c"]
    assert set(found) == {"rule", "severity", "message", "operation", "path", "value"}


@pytest.mark.parametrize(
    "value", [float("nan"), Odd(), LOOP, {"a": LOOP}, 10**5000], ids=("nan", "odd", "loop", "loop inside", "huge")
)
def test_a_violation_equals_itself(value: object) -> None:
    violation = Violation("type", "error", (), "m", value)
    assert violation == copy.copy(violation)
    assert violation != Violation("type", "error", (), "m", 3)
    json.dumps(violation.to_dict(), allow_nan=False)


def test_nan_survives_a_pickle() -> None:
    violation = Violation("type", "error", (), "m", float("nan"))
    assert pickle.loads(pickle.dumps(violation)) == violation


def test_what_is_sensitive_stays_so() -> None:
    shown = Violation("type", "error", ("A", HiddenKey("key")), "m", REDACTED).to_dict()
    assert shown["value"] == "<sensitive>"
    assert shown["path"] == ["A", "<sensitive>"]
    assert "key" not in json.dumps(shown)


def test_an_error_is_the_body_of_an_answer() -> None:
    with pytest.raises(ValidationError) as caught:
        sagemaker.CreateEndpointInput.from_dict({"EndpointName": "a!"})
    body = json.loads(caught.value.json())
    assert body == caught.value.errors()
    assert [(entry["rule"], entry["path"]) for entry in body] == [
        ("pattern", ["EndpointName"]),
        ("required", ["EndpointConfigName"]),
    ]
    assert str(caught.value).startswith("invalid CreateEndpointInput: 2 violations\n")
