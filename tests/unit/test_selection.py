"""Which violations a caller sees: ignore, select, severity, profile."""

from __future__ import annotations

from typing import Any, Final

import pytest

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName

DATA: Final = {
    "EndpointConfigName": "bad name",
    "ProductionVariants": [
        {"VariantName": "a", "ModelName": "m", "InstanceType": "ml.q1.huge", "InitialInstanceCount": 1},
        {"VariantName": "b", "ModelName": "m", "InstanceType": "ml.q2.huge", "InitialInstanceCount": 1},
    ],
    "Typo": 1,
}
FIRST: Final = ("enum", ("ProductionVariants", 0, "InstanceType"))
SECOND: Final = ("enum", ("ProductionVariants", 1, "InstanceType"))
NAME: Final = ("pattern", ("EndpointConfigName",))
TYPO: Final = ("unknown-member", ("Typo",))


def _found(**options: Any) -> set[tuple[str, tuple[str | int, ...]]]:
    return {(v.rule, v.path) for v in sagemaker.validate("CreateEndpointConfig", DATA, **options)}


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        ((), {FIRST, SECOND, NAME, TYPO}),
        (("enum",), {NAME, TYPO}),
        ({"enum", "pattern", "unknown-member"}, set()),
        (["enum@ProductionVariants.0.InstanceType"], {SECOND, NAME, TYPO}),
        (["enum@ProductionVariants.*.InstanceType"], {NAME, TYPO}),
        (["enum@*.*.*"], {NAME, TYPO}),
        (["enum@ProductionVariants.*"], {FIRST, SECOND, NAME, TYPO}),
        (["pattern@*", "unknown-member@Typo"], {FIRST, SECOND}),
    ],
)
def test_ignore(ignore: Any, left: set[Any]) -> None:
    assert _found(ignore=ignore) == left


def test_select() -> None:
    assert _found(select={"enum"}) == {FIRST, SECOND}
    assert _found(select=["enum", "pattern"], ignore=["enum@*.0.*"]) == {SECOND, NAME}
    assert _found(select=[]) == set()


def test_severity() -> None:
    found = sagemaker.validate("CreateEndpointConfig", DATA, severity={"enum": "warning", "pattern": "off"})
    assert {(v.rule, v.severity) for v in found} == {("enum", "warning"), ("unknown-member", "error")}


@pytest.mark.parametrize(
    "options",
    [{"ignore": "enum"}, {"select": "enum"}, {"severity": {"enum": "loud"}}, {"profile": "lax"}, {"profile": ""}],
)
@pytest.mark.parametrize("data", [DATA, {"EndpointName": "e"}])
def test_options_that_do_not_exist(options: Any, data: Any) -> None:
    operation: OperationName = "CreateEndpointConfig" if data is DATA else "DescribeEndpoint"
    with pytest.raises(ValueError, match=r"."):
        sagemaker.validate(operation, data, **options)


def test_ignoring_lets_a_newer_value_into_the_typed_layer() -> None:
    variant = {"VariantName": "v", "ModelName": "m", "InstanceType": "ml.q1.huge", "InitialInstanceCount": 1}
    with pytest.raises(sagemaker.ValidationError):
        sagemaker.ProductionVariant.from_dict(variant)
    built = sagemaker.ProductionVariant.from_dict(variant, ignore={"enum@InstanceType"})
    assert built.instance_type == "ml.q1.huge"
    assert built.to_dict() == variant
    newer = {**variant, "InstanceType": "ml.m5.large", "NewMember": [1]}
    kept = sagemaker.ProductionVariant.from_dict(newer, ignore={"unknown-member"})
    assert kept.unknown_members == {"NewMember": [1]}
    assert kept.to_dict() == newer
