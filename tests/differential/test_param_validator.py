"""`validate` against botocore's own ParamValidator: what botocore refuses before it sends, `validate` refuses too.

The other way round there is no law: botocore knows neither patterns nor enums nor most bounds.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from botocore.model import ServiceModel
from botocore.validate import ParamValidator
from hypothesis import given, settings
from hypothesis import strategies as st

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies
from tests.differential.mutations import mutated

OPERATIONS: Final = sorted(sagemaker.operations())
PINNED: Final = Path(__file__).parents[2] / "specs" / "sagemaker" / "model.json"


@cache
def service_model() -> ServiceModel:
    """Botocore's view of the pinned model."""
    return ServiceModel(json.loads(PINNED.read_text(encoding="utf-8")), "sagemaker")


def botocore_errors(operation: OperationName, request: object) -> str:
    """What botocore says against the request; nothing if it would send it."""
    shape = service_model().operation_model(operation).input_shape
    report: str = ParamValidator().validate(request, shape).generate_report()
    return report


def refused(operation: OperationName, request: object) -> bool:
    """Whether `validate` finds an error."""
    return any(v.severity == "error" for v in sagemaker.validate(operation, request))


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=300)
@given(data=st.data())
def test_botocore_sends_what_is_drawn_as_valid(operation: OperationName, data: st.DataObject) -> None:
    assert botocore_errors(operation, data.draw(strategies.requests(operation))) == ""


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=300)
@given(data=st.data())
def test_what_botocore_refuses_of_mutated_requests_is_refused(operation: OperationName, data: st.DataObject) -> None:
    request = data.draw(mutated(operation))
    report = botocore_errors(operation, request)
    assert not report or refused(operation, request), report


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=300)
@given(data=st.data())
def test_what_botocore_refuses_of_near_misses_is_refused(operation: OperationName, data: st.DataObject) -> None:
    miss = data.draw(strategies.near_misses(operation))
    report = botocore_errors(operation, miss.data)
    assert not report or refused(operation, miss.data), report


@pytest.mark.parametrize("junk", [None, [], "x", 0, {"EndpointName": {}}, {1: 2}])
def test_what_is_no_request_at_all_is_refused_by_both(junk: Any) -> None:
    assert botocore_errors("DescribeEndpoint", junk)
    assert refused("DescribeEndpoint", junk)
