"""Checks of the value kinds that plain JSON does not have: timestamps, blobs, documents, JSON headers.

Part of the wire layer: standard library only. Generated checks call these for the few members that need them.
"""

from __future__ import annotations

import sys

from .annotations import hints
from .violations import REDACTED, HiddenKey, Path, Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

# Seconds from the epoch to what a datetime can hold: the years 2 to 9999, so that no time zone leads out of them.
_FIRST: Final = -62_104_060_800
_LAST: Final = 253_402_300_799


def is_timestamp(value: object) -> bool:
    """Whether botocore can send `value` as a timestamp: a datetime, ISO 8601 or HTTP-date text, or epoch seconds."""
    if isinstance(value, str):
        return _parsed(value) is not None
    if isinstance(value, (int, float)):
        return not isinstance(value, bool) and _FIRST <= value <= _LAST
    if value is None:
        return False
    from datetime import datetime  # noqa: PLC0415 - few requests hold a timestamp

    return isinstance(value, datetime)


def to_datetime(value: object) -> object:
    """A timestamp of a response as an aware datetime; what is no timestamp comes back unchanged."""
    from datetime import UTC, datetime  # noqa: PLC0415

    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    if isinstance(value, str):
        found = _parsed(value)
        return value if found is None else to_datetime(found)
    if is_timestamp(value) and isinstance(value, (int, float)):
        return datetime.fromtimestamp(value, UTC)
    return value


def _parsed(text: str) -> hints.datetime | None:
    from datetime import UTC, datetime  # noqa: PLC0415

    if len(text) > 64:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        seconds = float(text)
    except ValueError:
        return _http_date(text)
    return datetime.fromtimestamp(seconds, UTC) if _FIRST <= seconds <= _LAST else None


def _http_date(text: str) -> hints.datetime | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415

    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def is_blob(value: object) -> bool:
    """Whether botocore can send `value` as a blob: bytes, text, or something to read from."""
    return isinstance(value, (bytes, bytearray, str)) or hasattr(value, "read")


def blob_length(value: object) -> int | None:
    """Bytes that a blob holds; None for text, which may be base64, and for streams."""
    return len(value) if isinstance(value, (bytes, bytearray)) else None


def check_document(value: object, path: Path, out: Report, *, secret: bool = False) -> None:
    """A document holds any JSON value. Of a `secret` one, violations show nothing."""
    shown = REDACTED if secret else value
    if len(path) > out.depth:
        out.too_deep(path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(key, str):
                check_document(inner, (*path, HiddenKey(key) if secret else key), out, secret=secret)
            else:
                out.wrong_type(path, shown, "an object whose names are strings")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            check_document(inner, (*path, index), out, secret=secret)
    elif value is not None and not (
        isinstance(value, (str, bool, int)) or (isinstance(value, float) and is_number(value))
    ):
        out.wrong_type(path, shown, "a JSON value")


def is_number(value: object) -> bool:
    """Whether `value` is a finite number, a `Decimal` too; booleans, NaN and infinities are none."""
    if isinstance(value, float):
        return value - value == 0.0
    if isinstance(value, int):
        return not isinstance(value, bool)
    decimal: hints.Any = sys.modules.get("decimal")  # who has a Decimal has loaded it
    return decimal is not None and isinstance(value, decimal.Decimal) and bool(decimal.Decimal.is_finite(value))


def is_json(value: object) -> bool:
    """Whether `value` can be sent as JSON text in a header."""
    import json  # noqa: PLC0415

    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return False
    return True
