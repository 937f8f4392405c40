"""Requests and answers as values: pickled, copied, evolved and compared, each class of the committed package."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated import sagemaker
from generated._runtime.typed.responses import EmptyResponse, Response
from generated._runtime.typed.structure import Structure
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies

CLASSES: list[type[Structure]] = [
    found
    for name in dir(sagemaker)
    if isinstance(found := getattr(sagemaker, name), type) and issubclass(found, Structure)
]
RULES = frozenset(rule.id for rule in sagemaker.rules())
NAMES = {cls.__module__.rpartition(".")[2]: cls for cls in CLASSES}


def test_every_class_is_looked_at() -> None:
    assert len(NAMES) > 70
    assert {operation.input for operation in sagemaker.operations().values()} <= {c.__name__ for c in CLASSES}


@pytest.mark.parametrize("module", sorted(NAMES))
@settings(max_examples=10)
@given(data=st.data())
def test_values_survive(module: str, data: st.DataObject) -> None:
    cls = NAMES[module]
    check(cls.from_response(data.draw(getattr(strategies, module)())))


@pytest.mark.parametrize("operation", sorted(sagemaker.operations()))
@settings(max_examples=10)
@given(data=st.data())
def test_requests_survive(operation: OperationName, data: st.DataObject) -> None:
    cls = getattr(sagemaker, sagemaker.operations()[operation].input)
    check(cls.from_dict(data.draw(strategies.requests(operation)), ignore=RULES))


def check(value: Structure) -> None:
    for twin in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert type(twin) is type(value)
        assert twin == value
        assert hash(twin) == hash(value)
        assert twin.to_dict() == value.to_dict()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, "unknown_members", {})  # noqa: B010 - checkers refuse the assignment too
    if not any(violation.severity == "error" for violation in value.violations_in(value.to_dict())):
        assert attrs.evolve(value) == value  # type: ignore[misc] # attrs classes all, below a base that is none


def test_evolving_checks_again() -> None:
    request = sagemaker.CreateEndpointInput(endpoint_name="shop", endpoint_config_name="old")
    assert attrs.evolve(request, endpoint_config_name="new").to_dict()["EndpointConfigName"] == "new"
    with pytest.raises(sagemaker.ValidationError):
        attrs.evolve(request, endpoint_name="-")


RAW = {"EndpointArn": "arn:x", "Newer": 1, "ResponseMetadata": {"RequestId": "r-1", "HTTPStatusCode": 200}}


@pytest.mark.parametrize("cls", [sagemaker.CreateEndpointOutput, EmptyResponse])
def test_metadata_is_beside_the_members(cls: type[Response]) -> None:
    answer = cls.from_response(RAW)
    silent = cls.from_response({k: v for k, v in RAW.items() if k != "ResponseMetadata"})
    assert answer.response_metadata["RequestId"] == "r-1"
    assert silent.response_metadata == {}
    assert answer == silent
    assert hash(answer) == hash(silent)
    assert "r-1" not in repr(answer)
    assert answer.to_dict() == {"EndpointArn": "arn:x", "Newer": 1}
    for twin in (pickle.loads(pickle.dumps(answer)), copy.copy(answer), copy.deepcopy(answer)):
        assert twin == answer
        assert twin.response_metadata == answer.response_metadata
    assert RAW["ResponseMetadata"] == {"RequestId": "r-1", "HTTPStatusCode": 200}


def test_answers_differ_from_other_classes() -> None:
    assert EmptyResponse.from_response({}) != sagemaker.CreateEndpointOutput.from_response({})


def test_what_was_changed_is_no_answer_any_more() -> None:
    answer = sagemaker.CreateEndpointOutput.from_response(RAW)
    assert attrs.evolve(answer, endpoint_arn="arn:y").response_metadata == {}


def test_errors_and_outcomes_are_pickled() -> None:
    response = {"Error": {"Code": "ResourceLimitExceeded", "Message": "8"}, "ResponseMetadata": {"RequestId": "r-1"}}
    error = sagemaker.ResourceLimitExceeded(response, "CreateEndpoint")
    twin = pickle.loads(pickle.dumps(error))
    assert type(twin) is sagemaker.ResourceLimitExceeded
    assert (twin.code, twin.request_id, str(twin)) == (error.code, "r-1", str(error))
    endpoint = sagemaker.DescribeEndpointOutput.from_response({"EndpointStatus": "InService"})
    outcome = sagemaker.RolledBack("shop", endpoint, "alarm", ["errors"], 90.0)
    again = pickle.loads(pickle.dumps(outcome))
    assert type(again) is sagemaker.RolledBack
    assert (again.endpoint, again.alarms, str(again)) == (endpoint, ("errors",), str(outcome))
    waited = sagemaker.WaitTimeout("late", "EndpointInService", endpoint, 60.0, 3)
    assert pickle.loads(pickle.dumps(waited)).response == endpoint
