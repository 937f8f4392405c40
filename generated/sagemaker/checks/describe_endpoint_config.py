"""Checks of the shapes that only describe_endpoint_config reaches: plain functions over plain data."""

from __future__ import annotations

from ..._runtime.wire.violations import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..._runtime.wire.violations import Path, Report

ENDPOINT_CONFIG_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}")


def check_describe_endpoint_config_input(data: object, path: Path, out: Report) -> None:
    """Check DescribeEndpointConfigInput; required: EndpointConfigName."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
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
    if known != len(data):
        out.unknown(path, data, {"EndpointConfigName"})
