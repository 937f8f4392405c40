"""What an application does with the package: every line here must pass `mypy --strict` and pyright."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, assert_type

import attrs
from cattrs import Converter

from generated import sagemaker
from generated.sagemaker import (
    CreateEndpointConfigInput,
    CreateEndpointInput,
    DescribeEndpointOutput,
    ProductionVariant,
    ProductionVariantInstanceType,
    ProductionVariantInstanceTypeLiteral,
    Tag,
    ValidationError,
    Violation,
)


def variant(kind: ProductionVariantInstanceTypeLiteral, count: int) -> ProductionVariant:
    """A variant of one instance type, given as its string."""
    return ProductionVariant(
        variant_name="v", model_name="m", instance_type=kind, initial_instance_count=count, initial_variant_weight=1
    )


def config(variants: Sequence[ProductionVariant]) -> CreateEndpointConfigInput:
    """An endpoint configuration with tags."""
    return CreateEndpointConfigInput(
        endpoint_config_name="c", production_variants=variants, tags=[Tag(key="stage", value="prod")]
    )


def instance_types(request: CreateEndpointConfigInput) -> list[str]:
    """What the variants run on."""
    return [str(v.instance_type) for v in request.production_variants or () if v.instance_type is not None]


def read(response: Mapping[str, Any]) -> tuple[str | None, datetime | None]:
    """Status and time of an endpoint."""
    endpoint = DescribeEndpointOutput.from_response(response)
    assert_type(endpoint.endpoint_name, str | None)
    return str(endpoint.endpoint_status), endpoint.creation_time


def problems(data: object) -> list[str]:
    """Every violation in a request, as text."""
    found = sagemaker.validate("CreateEndpoint", data, ignore=["enum"], severity={"max-value": "warning"})
    assert_type(found, list[Violation])
    return [f"{violation.rule} at {violation.path}" for violation in found if violation.severity == "error"]


def try_to_build(data: Mapping[str, Any]) -> CreateEndpointInput | tuple[Violation, ...]:
    """The request, or what is wrong with it."""
    try:
        return CreateEndpointInput.from_dict(data, ignore={"pattern@EndpointName"})
    except ValidationError as error:
        return error.violations


@attrs.frozen
class Plan:
    """A class of the application's own, with the package's classes inside."""

    request: CreateEndpointInput
    kinds: list[ProductionVariantInstanceType]


def plan(data: Mapping[str, Any]) -> Plan:
    """The application's own class, by cattrs."""
    converter = sagemaker.register(Converter(forbid_extra_keys=True))
    assert_type(converter, Converter)
    return converter.structure(data, Plan)


def main() -> dict[str, Any]:
    """Uses all of it."""
    request = config([variant("ml.g5.2xlarge", 1)])
    assert_type(request, CreateEndpointConfigInput)
    other = attrs.evolve(request, endpoint_config_name="d")
    assert_type(sagemaker.parse("CreateEndpoint", {}, ignore={"required"}), CreateEndpointInput)
    for name in sagemaker.operations():
        assert sagemaker.schema(name)["$schema"]
    by_member = ProductionVariant(variant_name="w", instance_type=ProductionVariantInstanceType.ML_G5_2XLARGE)
    made = plan({"request": {"EndpointName": "e", "EndpointConfigName": "c"}, "kinds": ["ml.g5.2xlarge"]})
    return {
        "types": instance_types(other),
        "read": read({"EndpointName": "e", "EndpointStatus": "InService", "CreationTime": 0}),
        "problems": problems({"EndpointName": 5}),
        "built": try_to_build({"EndpointName": "e", "EndpointConfigName": "c"}),
        "member": by_member.to_dict(),
        "plan": made,
        "operations": sorted(sagemaker.operations()),
        "converter": sagemaker.converter().unstructure(made.request),
        "version": sagemaker.MODEL.botocore,
    }
