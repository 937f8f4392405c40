"""Patterns that need no engine: those that only say which letters a text may have, and names with hyphens in them.

Python's `re` is slow to load and to call for what the methods of strings tell.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from .charset import contains, of, ranges, union
from .syntax import Chars, Node, Repeat, Seq

_ASCII: Final = 128
_MOST: Final = 80
"""Letters beyond which they are longer than their expression."""
_ALPHANUMERIC: Final = ranges([(ord(first), ord(last)) for first, last in ("09", "AZ", "az")])
_NAME: Final = union(_ALPHANUMERIC, of("-"))


@frozen
class Letters:
    """Any text of at least `least` characters, whose ASCII characters are among `letters`."""

    letters: str
    least: int


@frozen
class Hyphenated:
    """ASCII letters and digits, at most `most` of them (None: any number), with hyphens between them alone."""

    most: int | None


def plain(node: Node | None) -> Letters | Hyphenated | None:
    """What the pattern of that tree says, if it is no more than that."""
    match node:
        case Repeat(item=Chars(points=points), low=0 | 1 as low, high=None):
            letters = "".join(chr(code) for code in range(_ASCII) if contains(points, code))
            return Letters(letters, low) if 0 < len(letters) <= _MOST else None
        case Seq(items=(Chars(points=points), Repeat(item=item, low=0, high=high))) if points == _ALPHANUMERIC:
            if _is_tail(item):
                return Hyphenated(None if high is None else high + 1)
            return Hyphenated(None) if high == 1 and _is_rest(item) else None
    return None


def _is_tail(node: Node) -> bool:
    """Hyphens, and a letter or digit behind them."""
    match node:
        case Seq(items=(Repeat(item=Chars(points=hyphen), low=0, high=None), Chars(points=points))):
            return hyphen == of("-") and points == _ALPHANUMERIC
    return False


def _is_rest(node: Node) -> bool:
    """Letters, digits and hyphens, the last of them no hyphen."""
    match node:
        case Seq(items=(Repeat(item=Chars(points=inner), low=0, high=None), Chars(points=points))):
            return inner == _NAME and points == _ALPHANUMERIC
    return False
