"""Checks of the shapes that only update_endpoint reaches: plain functions over plain data."""

from __future__ import annotations

from ..._runtime.wire.rule_helpers import all_distinct, duplicates, readable, value_at
from ..._runtime.wire.violations import Pattern
from .shared import check_deployment_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..._runtime.wire.violations import Path, Report

ENDPOINT_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}")
ENDPOINT_CONFIG_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}")
VARIANT_PROPERTY_TYPE_VALUES = frozenset({"DesiredInstanceCount", "DesiredWeight", "DataCaptureConfig"})


def check_update_endpoint_input(data: object, path: Path, out: Report) -> None:
    """Check UpdateEndpointInput; required: EndpointName, EndpointConfigName."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "EndpointName" in data:
        known += 1
        value = data["EndpointName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "EndpointName"), value, "a string")
        elif len(value) > 63:
            out.length((*path, "EndpointName"), value, len(value), 0, 63)
        elif not ENDPOINT_NAME_PATTERN.matches(value):
            out.pattern((*path, "EndpointName"), value, ENDPOINT_NAME_PATTERN)
    else:
        out.missing((*path, "EndpointName"))
    if "EndpointConfigName" in data:
        known += 1
        value = data["EndpointConfigName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "EndpointConfigName"), value, "a string")
        elif len(value) > 63:
            out.length((*path, "EndpointConfigName"), value, len(value), 0, 63)
        elif not ENDPOINT_CONFIG_NAME_PATTERN.matches(value):
            out.pattern((*path, "EndpointConfigName"), value, ENDPOINT_CONFIG_NAME_PATTERN)
    else:
        out.missing((*path, "EndpointConfigName"))
    if "RetainAllVariantProperties" in data:
        known += 1
        value = data["RetainAllVariantProperties"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "RetainAllVariantProperties"), value, "a boolean")
    if "ExcludeRetainedVariantProperties" in data:
        known += 1
        value = data["ExcludeRetainedVariantProperties"]
        if not isinstance(value, list):
            out.wrong_type((*path, "ExcludeRetainedVariantProperties"), value, "a list")
        else:
            if len(value) > 3:
                out.items((*path, "ExcludeRetainedVariantProperties"), value, len(value), 0, 3)
            for index, item in enumerate(value):
                check_variant_property(item, path + ("ExcludeRetainedVariantProperties", index), out)
    if "DeploymentConfig" in data:
        known += 1
        value = data["DeploymentConfig"]
        check_deployment_config(value, path + ("DeploymentConfig",), out)
    if "RetainDeploymentConfig" in data:
        known += 1
        value = data["RetainDeploymentConfig"]
        if not isinstance(value, bool):
            out.wrong_type((*path, "RetainDeploymentConfig"), value, "a boolean")
    if known != len(data):
        out.unknown(
            path,
            data,
            {
                "EndpointName",
                "EndpointConfigName",
                "RetainAllVariantProperties",
                "ExcludeRetainedVariantProperties",
                "DeploymentConfig",
                "RetainDeploymentConfig",
            },
        )
    clean = not out.violations
    if (clean or readable(out, path, (("ExcludeRetainedVariantProperties",), ("RetainAllVariantProperties",)))) and (
        "ExcludeRetainedVariantProperties" in data
        and data["ExcludeRetainedVariantProperties"]
        and ("RetainAllVariantProperties" not in data or not data["RetainAllVariantProperties"])
    ):
        out.rule(
            "update-exclude-without-retain",
            (*path, "ExcludeRetainedVariantProperties"),
            "ExcludeRetainedVariantProperties has an effect only with RetainAllVariantProperties true",
            value_at(data, ("ExcludeRetainedVariantProperties",)),
            "warning",
        )
    if out.profile == "pedantic":
        if (
            (clean or readable(out, path, (("RetainDeploymentConfig",),)))
            and "RetainDeploymentConfig" in data
            and "DeploymentConfig" in data
            and data["RetainDeploymentConfig"]
        ):
            out.rule(
                "retain-and-explicit-deployment-config",
                (*path, "RetainDeploymentConfig"),
                "RetainDeploymentConfig asks for the last deployment settings while DeploymentConfig gives new ones",
                value_at(data, ("RetainDeploymentConfig",)),
                "warning",
            )
        if clean or readable(out, path, (("ExcludeRetainedVariantProperties", "*", "VariantPropertyType"),)):
            if "ExcludeRetainedVariantProperties" in data:
                if not all_distinct([p["VariantPropertyType"] for p in data["ExcludeRetainedVariantProperties"]]):
                    for i in duplicates(
                        (i, p["VariantPropertyType"]) for i, p in enumerate(data["ExcludeRetainedVariantProperties"])
                    ):
                        out.rule(
                            "exclude-list-unique",
                            (*path, "ExcludeRetainedVariantProperties", i, "VariantPropertyType"),
                            "a property is excluded twice",
                            value_at(data, ("ExcludeRetainedVariantProperties", i, "VariantPropertyType")),
                            "warning",
                        )


def check_variant_property(data: object, path: Path, out: Report) -> None:
    """Check VariantProperty; required: VariantPropertyType."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "VariantPropertyType" in data:
        known += 1
        value = data["VariantPropertyType"]
        if not isinstance(value, str):
            out.wrong_type((*path, "VariantPropertyType"), value, "a string")
        elif value not in VARIANT_PROPERTY_TYPE_VALUES:
            out.enum((*path, "VariantPropertyType"), value, VARIANT_PROPERTY_TYPE_VALUES, "VariantPropertyType")
    else:
        out.missing((*path, "VariantPropertyType"))
    if known != len(data):
        out.unknown(path, data, {"VariantPropertyType"})
    clean = not out.violations
    if (clean or readable(out, path, (("VariantPropertyType",),))) and data[
        "VariantPropertyType"
    ] == "DataCaptureConfig":
        out.rule(
            "update-exclude-data-capture",
            (*path, "VariantPropertyType"),
            "DataCaptureConfig cannot be excluded from the retained properties",
            value_at(data, ("VariantPropertyType",)),
            "error",
        )
