"""The typed stubber: what it answers with, what it expects, and what it refuses to answer with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from botocore.exceptions import ParamValidationError, StubAssertionError
from hypothesis import given, settings
from hypothesis import strategies as st

from generated import sagemaker
from generated._runtime.calls.response_check import ResponseCheck
from generated._runtime.wire.violations import Report
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies

ARN = "arn:aws:sagemaker:us-east-1:123456789012:endpoint/shop"
WHEN = datetime(2026, 11, 1, tzinfo=UTC)
DESCRIBED = {
    "EndpointName": "shop",
    "EndpointArn": ARN,
    "EndpointConfigName": "shop-1",
    "EndpointStatus": "InService",
    "CreationTime": WHEN,
    "LastModifiedTime": WHEN,
}
RAW = boto3.client("sagemaker", region_name="us-east-1", aws_access_key_id="testing", aws_secret_access_key="testing")


@pytest.fixture
def client() -> sagemaker.SageMakerClient:
    return sagemaker.SageMakerClient(RAW)


@pytest.fixture
def stubber(client: sagemaker.SageMakerClient) -> Any:
    with sagemaker.SageMakerStubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def test_answers_in_order(client: sagemaker.SageMakerClient, stubber: sagemaker.SageMakerStubber) -> None:
    request = sagemaker.UpdateEndpointInput(endpoint_name="shop", endpoint_config_name="new")
    stubber.add_update_endpoint(sagemaker.UpdateEndpointOutput(endpoint_arn=ARN), expected=request)
    stubber.add_describe_endpoint(DESCRIBED, expected={"EndpointName": "shop"})
    stubber.add_error("UpdateEndpoint", "ThrottlingException", "Rate exceeded", status=429)
    assert client.send(request).endpoint_arn == ARN
    assert client.describe_endpoint(endpoint_name="shop").creation_time == WHEN
    with pytest.raises(sagemaker.SageMakerError) as caught:
        client.send(request)
    assert caught.value.throttled


def test_other_request_than_expected(client: sagemaker.SageMakerClient) -> None:
    with sagemaker.SageMakerStubber(client) as stubber:
        stubber.add_describe_endpoint(DESCRIBED, expected=sagemaker.DescribeEndpointInput(endpoint_name="other"))
        with pytest.raises(StubAssertionError):
            client.describe_endpoint(endpoint_name="shop")
        with pytest.raises(AssertionError):
            stubber.assert_no_pending_responses()


def test_modelled_error(client: sagemaker.SageMakerClient, stubber: sagemaker.SageMakerStubber) -> None:
    stubber.add_error("CreateEndpoint", "ResourceLimitExceeded", "8 instances")
    with pytest.raises(sagemaker.ResourceLimitExceeded, match="8 instances"):
        client.create_endpoint(endpoint_name="shop", endpoint_config_name="old")


def test_error_of_an_unknown_operation(stubber: sagemaker.SageMakerStubber) -> None:
    with pytest.raises(ValueError, match="CreateEndpoint"):
        stubber.add_error("CreateEndpont", "ResourceLimitExceeded")  # type: ignore[arg-type] # the mistake


@pytest.mark.parametrize(
    ("change", "rule", "path"),
    [
        ({"EndpointStatus": "Inservice"}, "enum", ("EndpointStatus",)),
        ({"EndpointStatus": 1}, "type", ("EndpointStatus",)),
        ({"EndpointName": None}, "type", ("EndpointName",)),
        ({"EndpointNam": "x"}, "unknown-member", ("EndpointNam",)),
        ({"EndpointName": "x" * 64}, "max-length", ("EndpointName",)),
        ({"EndpointName": "a b"}, "pattern", ("EndpointName",)),
        ({"FailureReason": "x" * 1025}, "max-length", ("FailureReason",)),
        ({"ProductionVariants": []}, "min-items", ("ProductionVariants",)),
        ({"ProductionVariants": [{}]}, "required", ("ProductionVariants", 0, "VariantName")),
        ({"CreationTime": "yesterday"}, "type", ("CreationTime",)),
        (
            {"ProductionVariants": [{"VariantName": "a", "CurrentWeight": -1.0}]},
            "min-value",
            ("ProductionVariants", 0, "CurrentWeight"),
        ),
        (
            {"ProductionVariants": [{"VariantName": "a", "CurrentInstanceCount": True}]},
            "type",
            ("ProductionVariants", 0, "CurrentInstanceCount"),
        ),
    ],
)
def test_what_the_service_could_not_send(
    client: sagemaker.SageMakerClient, change: dict[str, object], rule: str, path: tuple[str | int, ...]
) -> None:
    stubber = sagemaker.SageMakerStubber(client)
    with pytest.raises(sagemaker.ValidationError) as caught:
        stubber.add_describe_endpoint(DESCRIBED | change)
    assert [(v.rule, v.path) for v in caught.value.violations] == [(rule, path)]
    assert "answer of DescribeEndpoint" in str(caught.value)


def test_missing_members_are_refused(client: sagemaker.SageMakerClient) -> None:
    with pytest.raises(sagemaker.ValidationError) as caught:
        sagemaker.SageMakerStubber(client).add_create_endpoint({})
    assert [(v.rule, v.path) for v in caught.value.violations] == [("required", ("EndpointArn",))]


def test_values_newer_than_the_model_on_request(
    client: sagemaker.SageMakerClient, stubber: sagemaker.SageMakerStubber
) -> None:
    stubber.add_describe_endpoint(DESCRIBED | {"EndpointStatus": "Rebalancing"}, ignore={"enum"})
    assert client.describe_endpoint(endpoint_name="shop").endpoint_status == "Rebalancing"


def test_botocore_knows_no_other_members(client: sagemaker.SageMakerClient) -> None:
    with pytest.raises(ParamValidationError):
        sagemaker.SageMakerStubber(client).add_describe_endpoint(DESCRIBED | {"Newer": 1}, ignore={"unknown-member"})


@pytest.mark.parametrize("operation", sorted(sagemaker.operations()))
@settings(max_examples=20)
@given(data=st.data())
def test_whatever_the_model_allows_is_accepted(operation: OperationName, data: st.DataObject) -> None:
    answer = data.draw(strategies.responses(operation))
    found = Report(operation)
    ResponseCheck.of_package("generated.sagemaker").check(operation, answer, found)
    assert found.violations == []
