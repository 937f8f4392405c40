"""Checks of the shapes that only create_endpoint reaches: plain functions over plain data."""

from __future__ import annotations

from ..._runtime.wire.rule_helpers import all_distinct, duplicates, readable, value_at
from ..._runtime.wire.violations import Pattern
from .shared import check_deployment_config, check_tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..._runtime.wire.violations import Path, Report

ENDPOINT_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}")
ENDPOINT_CONFIG_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}")


def check_create_endpoint_input(data: object, path: Path, out: Report) -> None:
    """Check CreateEndpointInput; required: EndpointName, EndpointConfigName."""
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
    if "DeploymentConfig" in data:
        known += 1
        value = data["DeploymentConfig"]
        check_deployment_config(value, path + ("DeploymentConfig",), out)
    if "Tags" in data:
        known += 1
        value = data["Tags"]
        if not isinstance(value, list):
            out.wrong_type((*path, "Tags"), value, "a list")
        else:
            if len(value) > 50:
                out.items((*path, "Tags"), value, len(value), 0, 50)
            for index, item in enumerate(value):
                check_tag(item, path + ("Tags", index), out)
    if known != len(data):
        out.unknown(path, data, {"EndpointName", "EndpointConfigName", "DeploymentConfig", "Tags"})
    clean = not out.violations
    if clean or readable(out, path, (("Tags", "*", "Key"),)):
        if "Tags" in data:
            if not all_distinct([t["Key"] for t in data["Tags"]]):
                for i in duplicates((i, t["Key"]) for i, t in enumerate(data["Tags"])):
                    out.rule(
                        "tag-keys-unique",
                        (*path, "Tags", i, "Key"),
                        "tag keys must be unique within a resource",
                        value_at(data, ("Tags", i, "Key")),
                        "error",
                    )
    if out.profile == "pedantic":
        if "DeploymentConfig" in data:
            out.rule(
                "create-deployment-config-has-no-effect-now",
                (*path, "DeploymentConfig"),
                "DeploymentConfig takes effect at a later update, not when the endpoint is created",
                value_at(data, ("DeploymentConfig",)),
                "warning",
            )
