"""`validate` against an independent validator on the emitted schemas: equal verdicts, apart from what is listed here.

What JSON Schema cannot say stands in `x-botoforge-rules` and is left out. What JSON cannot hold (NaN, bytes, moments in
time) is no matter of JSON Schema. JSON has one kind of number, 1.0 is an integer to JSON Schema and none to `validate`:
integral floats are compared as ints.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies
from tests.differential.mutations import mutated

OPERATIONS: Final = sorted(sagemaker.operations())
RULE_TARGETS: Final = [(o, t) for o in OPERATIONS for t in strategies.targets(o) if t.modes is not None]


@cache
def schema(operation: OperationName) -> Any:
    """The emitted schema of an operation's request."""
    folder = resources.files(sagemaker) / "schemas"
    return json.loads((folder / f"{operation}.json").read_text(encoding="utf-8"))


@cache
def validator(operation: OperationName) -> Draft202012Validator:
    """The independent validator."""
    return Draft202012Validator(schema(operation))


def unsaid(operation: OperationName) -> list[str]:
    """The rules that the schema does not say."""
    found: list[str] = schema(operation)["$defs"].get("x-botoforge-rules", {"enum": []})["enum"]
    return found


def assert_equal_verdicts(operation: OperationName, request: dict[str, Any]) -> None:
    """Both accept the request, or neither does."""
    try:
        text = json.dumps(request, allow_nan=False)
    except (TypeError, ValueError):
        return
    plain = json.loads(text, parse_float=number)
    found = sagemaker.validate(operation, plain, ignore=unsaid(operation))
    errors = [v for v in found if v.severity == "error"]
    refused = [error.message for error in validator(operation).iter_errors(plain)]
    assert bool(errors) == bool(refused), (errors, refused)


def number(text: str) -> float:
    """A JSON number as Python has it: an int where its value is integral."""
    value = float(text)
    return int(value) if value.is_integer() else value


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_schemas_are_schemas(operation: OperationName) -> None:
    Draft202012Validator.check_schema(schema(operation))


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=150)
@given(data=st.data())
def test_what_is_drawn_as_valid_is_valid_to_both(operation: OperationName, data: st.DataObject) -> None:
    request = data.draw(strategies.requests(operation))
    assert list(validator(operation).iter_errors(request)) == []


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=150)
@given(data=st.data())
def test_equal_verdicts_on_near_misses(operation: OperationName, data: st.DataObject) -> None:
    assert_equal_verdicts(operation, data.draw(strategies.near_misses(operation)).data)


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=150)
@given(data=st.data())
def test_equal_verdicts_on_mutated_requests(operation: OperationName, data: st.DataObject) -> None:
    assert_equal_verdicts(operation, data.draw(mutated(operation)))


@pytest.mark.parametrize(("operation", "target"), RULE_TARGETS, ids=str)
@settings(max_examples=10)
@given(data=st.data())
def test_equal_verdicts_on_broken_rules(
    operation: OperationName, target: strategies.Target, data: st.DataObject
) -> None:
    assert_equal_verdicts(operation, data.draw(strategies.near_misses(operation, target=target)).data)
