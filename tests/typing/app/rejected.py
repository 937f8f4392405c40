"""Mistakes: type checkers must find one in every line that is marked, and none elsewhere."""

from generated.sagemaker import (
    CreateEndpointInput,
    DescribeEndpointOutput,
    EndpointStatus,
    ProductionVariant,
    ProductionVariantInstanceType,
    SageMakerClient,
    SageMakerStubber,
    Tag,
    TrafficRoutingConfig,
    operations,
    parse,
    schema,
    strategies,
    validate,
    validate_release,
)

ProductionVariant(variant_name="v", instance_type="ml.g5.2xlarg")  # WRONG: a misspelt value
TrafficRoutingConfig(type="CANERY", wait_interval_in_seconds=0)  # WRONG: a misspelt value
CreateEndpointInput(endpoint_name="e")  # WRONG: a required argument is missing
CreateEndpointInput(endpoint_name="e", endpoint_config_name=5)  # WRONG: an int is no str
CreateEndpointInput("e", "c")  # WRONG: keywords only
CreateEndpointInput(endpoint_name="e", endpoint_config_name="c", nmae="x")  # WRONG: no such argument
CreateEndpointInput(endpoint_name="e", endpoint_config_name="c", tags=[{"Key": "k"}])  # WRONG: a dict is no Tag
Tag(key="k", value=None)  # WRONG: None is no value of a required member
kind = ProductionVariantInstanceType.ML_G5_2XLARG  # WRONG: no such member
validate("CreateEndpoint", {}, ignore=5)  # WRONG: ignore is a collection
tag = Tag(key="k", value="v")
tag.key = "other"  # WRONG: frozen
name = tag.name  # WRONG: no such attribute
answer = DescribeEndpointOutput.from_response({})
answer.endpoint_name.upper()  # WRONG: a response may lack any member
in_service = answer.endpoint_status is EndpointStatus.IN_SERVIC  # WRONG: no such status
match answer.endpoint_status:
    case EndpointStatus.FAILURE:  # WRONG: no such status
        pass
validate("CreateEndpont", {})  # WRONG: no such operation
validate_release([("CreateEndpont", {})])  # WRONG: no such operation
schema("CreateEndpont")  # WRONG: no such operation
parse("CreateEndpont", {})  # WRONG: no such operation
operations()["CreateEndpont"]  # WRONG: no such operation
strategies.requests("CreateEndpont")  # WRONG: no such operation
strategies.near_misses("CreateEndpont")  # WRONG: no such operation
SageMakerStubber(SageMakerClient(None)).add_error("CreateEndpont", "Throttled")  # WRONG: no such operation
parsed = parse("CreateEndpoint", {}).model_name  # WRONG: a member of another operation's request
