"""Checks of the shapes that only get_parcel reaches: plain functions over plain data."""

from __future__ import annotations

from ..._runtime.wire.violations import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..._runtime.wire.violations import Path, Report

PARCEL_NAME_PATTERN = Pattern("[a-z][a-z0-9-]*")


def check_get_parcel_request(data: object, path: Path, out: Report) -> None:
    """Check GetParcelRequest; required: ParcelName."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
        return
    known = 0
    if "ParcelName" in data:
        known += 1
        value = data["ParcelName"]
        if not isinstance(value, str):
            out.wrong_type((*path, "ParcelName"), value, "a string")
        elif not 1 <= len(value) <= 20:
            out.length((*path, "ParcelName"), value, len(value), 1, 20)
        elif not PARCEL_NAME_PATTERN.matches(value):
            out.pattern((*path, "ParcelName"), value, PARCEL_NAME_PATTERN)
    else:
        out.missing((*path, "ParcelName"))
    if known != len(data):
        out.unknown(path, data, {"ParcelName"})
