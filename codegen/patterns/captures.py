"""Drops captures that nobody reads: a check asks only whether a pattern matches, and captures slow that down."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r"\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\(\?|[\s\S]")
_REFERENCE: Final = re.compile(r"\\[1-9]|\(\?P|\(\?\(")


def uncaptured(pattern: str) -> str:
    """An equal pattern of Python's `re` whose groups capture nothing; the pattern itself if it refers to a group."""
    if _REFERENCE.search(pattern):
        return pattern
    return "".join("(?:" if part == "(" else part for part in _TOKEN.findall(pattern))
