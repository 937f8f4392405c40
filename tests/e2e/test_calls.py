"""What reaches the wire and what does not, and how refusals come back, against a scripted server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError

from generated import sagemaker
from tests.e2e.scripted import Dropped, Refusal, Script, boto_client, endpoint, playing


@pytest.fixture
def script() -> Script:
    return Script([endpoint("InService")])


@pytest.fixture
def client(script: Script) -> Iterator[sagemaker.SageMakerClient]:
    with playing(script) as address:
        yield sagemaker.SageMakerClient(boto_client(address))


def test_invalid_request_never_reaches_the_wire(client: sagemaker.SageMakerClient, script: Script) -> None:
    with pytest.raises(sagemaker.ValidationError) as caught:
        client.create_endpoint(endpoint_name="-", endpoint_config_name="", tags=[])
    assert {violation.path for violation in caught.value.violations} == {("EndpointName",), ("EndpointConfigName",)}
    assert all(violation.operation == "CreateEndpoint" for violation in caught.value.violations)
    assert script.requests == []


def test_invalid_request_object_never_reaches_the_wire(client: sagemaker.SageMakerClient, script: Script) -> None:
    loose = sagemaker.DescribeEndpointInput.from_dict({"EndpointName": "-"}, ignore={"pattern"})
    with pytest.raises(sagemaker.ValidationError):
        client.send(loose)
    assert script.requests == []
    assert client.send(loose, ignore={"pattern"}).endpoint_name == "shop"
    assert client.send(loose, validate=False).endpoint_name == "shop"
    assert script.operations() == ["DescribeEndpoint"] * 2


def test_escapes(client: sagemaker.SageMakerClient, script: Script) -> None:
    client.describe_endpoint(endpoint_name="-", validate=False)
    client.describe_endpoint(endpoint_name="-", ignore={"pattern@EndpointName"})
    assert script.requests == [("DescribeEndpoint", {"EndpointName": "-"})] * 2


def test_wait_checks_first(client: sagemaker.SageMakerClient, script: Script) -> None:
    with pytest.raises(sagemaker.ValidationError):
        client.wait_until_endpoint_in_service(endpoint_name="-")
    assert script.requests == []


def test_duplicate_is_an_error(client: sagemaker.SageMakerClient, script: Script) -> None:
    script.changes["CreateEndpoint"] = Refusal("ValidationException", "Cannot create already existing endpoint.")
    with pytest.raises(sagemaker.SageMakerError) as caught:
        client.create_endpoint(endpoint_name="shop", endpoint_config_name="old")
    assert caught.value.message == "Cannot create already existing endpoint."
    assert caught.value.request_id == "request-1"
    assert str(caught.value) == str(caught.value.__cause__)
    assert isinstance(caught.value, ClientError), "handlers written for botocore go on working"
    assert isinstance(caught.value.__cause__, ClientError)


def test_modelled_error_has_its_class(client: sagemaker.SageMakerClient, script: Script) -> None:
    script.changes["CreateEndpoint"] = Refusal("ResourceLimitExceeded", "8 instances")
    with pytest.raises(sagemaker.ResourceLimitExceeded, match="8 instances") as caught:
        client.create_endpoint(endpoint_name="shop", endpoint_config_name="old")
    assert issubclass(sagemaker.ResourceLimitExceeded, sagemaker.SageMakerError)
    assert caught.value.code == "ResourceLimitExceeded"
    assert not caught.value.transient


@pytest.mark.parametrize(("code", "status"), [("ThrottlingException", 400), ("InternalFailure", 500)])
def test_transient_errors_know_it(client: sagemaker.SageMakerClient, script: Script, code: str, status: int) -> None:
    script.timeline = [Refusal(code, "later", status)]
    with pytest.raises(sagemaker.SageMakerError) as caught:
        client.describe_endpoint(endpoint_name="shop")
    assert caught.value.transient
    assert caught.value.throttled is (code == "ThrottlingException")
    assert script.operations() == ["DescribeEndpoint"], "nothing is called again"


def test_broken_connection_stays_what_it_is(client: sagemaker.SageMakerClient, script: Script) -> None:
    script.timeline = [Dropped()]
    with pytest.raises(ConnectionClosedError):
        client.describe_endpoint(endpoint_name="shop")


def test_response_is_open(client: sagemaker.SageMakerClient, script: Script) -> None:
    """Botocore drops members that its own model does not know; values it passes on."""
    script.timeline = [endpoint("Rebalancing")]
    answer = client.describe_endpoint(endpoint_name="shop")
    assert answer.endpoint_status == "Rebalancing"
    assert answer.production_variants is not None
    assert isinstance(answer.production_variants[0], sagemaker.ProductionVariantSummary)
    assert answer.response_metadata["RequestId"] == "request-1"
    assert "ResponseMetadata" not in answer.to_dict()


def test_request_of_another_service_is_refused(client: sagemaker.SageMakerClient) -> None:
    with pytest.raises(TypeError, match="not the request of exactly one operation"):
        client.send(sagemaker.Tag(key="a", value="b"))  # type: ignore[arg-type] # what the test is about
