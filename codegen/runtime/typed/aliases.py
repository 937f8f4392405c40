"""Type aliases that annotations of generated classes use."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypeAlias


class Readable(Protocol):
    """Something that a blob can be read from."""

    def read(self, size: int = ..., /) -> bytes:
        """Returns the next bytes."""
        ...


Timestamp: TypeAlias = datetime | str | float
"""A timestamp of a request: a datetime, ISO 8601 or HTTP-date text, or seconds since the epoch."""

Blob: TypeAlias = bytes | bytearray | str | Readable
"""A blob of a request: bytes, text (sent as UTF-8), or something to read from."""

__all__ = ["Blob", "Readable", "Timestamp", "datetime"]
