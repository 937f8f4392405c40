"""Checks of the shapes that only describe_model reaches: plain functions over plain data."""

from __future__ import annotations

from ..._runtime.wire.violations import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..._runtime.wire.violations import Path, Report

MODEL_NAME_PATTERN = Pattern("[a-zA-Z0-9](?:[\\-a-zA-Z0-9]*[a-zA-Z0-9])?")


def check_describe_model_input(data: object, path: Path, out: Report) -> None:
    """Check DescribeModelInput; required: ModelName."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ModelName" in data:
        known += 1
        value = data["ModelName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ModelName"), value, "a string")
        elif len(value) > 63:
            out.length((*path, "ModelName"), value, len(value), 0, 63)
        elif not MODEL_NAME_PATTERN.matches(value):
            out.pattern((*path, "ModelName"), value, MODEL_NAME_PATTERN)
    else:
        out.missing((*path, "ModelName"))
    if known != len(data):
        out.unknown(path, data, {"ModelName"})
