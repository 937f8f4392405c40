"""The typed client over HTTP against moto's server."""

from __future__ import annotations

from datetime import datetime
from itertools import count

import pytest

from generated import sagemaker

ROLE = "arn:aws:iam::123456789012:role/sagemaker"
IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"
_numbers = count()


@pytest.fixture
def name() -> str:
    """A name that no other test uses: moto's server outlives a test."""
    return f"shop-{next(_numbers)}"


def make(client: sagemaker.SageMakerClient, name: str) -> sagemaker.CreateEndpointOutput:
    client.create_model(
        model_name=name, execution_role_arn=ROLE, primary_container=sagemaker.ContainerDefinition(image=IMAGE)
    )
    client.create_endpoint_config(
        endpoint_config_name=name,
        production_variants=[
            sagemaker.ProductionVariant(
                variant_name="main", model_name=name, instance_type="ml.m5.large", initial_instance_count=1
            )
        ],
    )
    return client.create_endpoint(endpoint_name=name, endpoint_config_name=name)


def test_create_and_describe(client: sagemaker.SageMakerClient, name: str) -> None:
    created = make(client, name)
    assert created.endpoint_arn == f"arn:aws:sagemaker:us-east-1:123456789012:endpoint/{name}"
    assert created.response_metadata["HTTPStatusCode"] == 200
    assert created.response_metadata["RequestId"]

    model = client.describe_model(model_name=name)
    assert model.primary_container is not None
    assert model.primary_container.image == IMAGE

    config = client.describe_endpoint_config(endpoint_config_name=name)
    assert config.production_variants is not None
    assert config.production_variants[0].instance_type is sagemaker.ProductionVariantInstanceType.ML_M5_LARGE

    endpoint = client.describe_endpoint(endpoint_name=name)
    assert endpoint.endpoint_status is sagemaker.EndpointStatus.IN_SERVICE
    assert isinstance(endpoint.creation_time, datetime)
    assert endpoint.creation_time.tzinfo is not None


def test_send(client: sagemaker.SageMakerClient, name: str) -> None:
    make(client, name)
    by_object = client.send(sagemaker.DescribeEndpointInput(endpoint_name=name))
    assert by_object == client.describe_endpoint(endpoint_name=name)
    assert hash(by_object) == hash(client.describe_endpoint(endpoint_name=name))


def test_missing_configuration_is_an_error(client: sagemaker.SageMakerClient, name: str) -> None:
    with pytest.raises(sagemaker.SageMakerError) as caught:
        client.create_endpoint(endpoint_name=name, endpoint_config_name=name)
    assert type(caught.value) is sagemaker.SageMakerError, "the model names no such error"
    assert caught.value.code == "ValidationException"
    assert name in caught.value.message
    assert caught.value.operation_name == "CreateEndpoint"
    assert caught.value.status == 400
    assert caught.value.request_id
    assert caught.value.response["Error"]["Code"] == "ValidationException"


@pytest.mark.parametrize("operation", ["describe_model", "describe_endpoint_config", "describe_endpoint"])
def test_unknown_names_are_errors(client: sagemaker.SageMakerClient, operation: str) -> None:
    member = operation.removeprefix("describe_") + "_name"
    with pytest.raises(sagemaker.SageMakerError) as caught:
        getattr(client, operation)(**{member: "nobody"})
    assert caught.value.code == "ValidationException"


def test_wait(client: sagemaker.SageMakerClient, name: str) -> None:
    make(client, name)
    polls: list[str] = []
    endpoint = client.wait_until_endpoint_in_service(
        endpoint_name=name, on_progress=lambda progress: polls.append(progress.state)
    )
    assert endpoint.endpoint_name == name
    assert polls == ["success"]
    assert client.wait_until_endpoint_deleted(endpoint_name="nobody") is None


def test_deploy(client: sagemaker.SageMakerClient, name: str) -> None:
    client.create_model(
        model_name=name, execution_role_arn=ROLE, primary_container=sagemaker.ContainerDefinition(image=IMAGE)
    )
    variant = sagemaker.ProductionVariant(
        variant_name="main", model_name=name, instance_type="ml.m5.large", initial_instance_count=1
    )
    client.create_endpoint_config(endpoint_config_name=name, production_variants=[variant])
    plan = sagemaker.deploy(client, endpoint_name=name, endpoint_config_name=name, dry_run=True)
    assert plan.operation == "CreateEndpoint"
    outcome = sagemaker.deploy(client, endpoint_name=name, endpoint_config_name=name)
    assert outcome.created
    assert outcome.endpoint.endpoint_name == name
