r"""Writes a tree in the notation that Python's `re` and ECMAScript (with the `u` flag) share.

Sets are written out with literal characters, so that no engine's own idea of `\w` or of Unicode counts. Only possessive
quantifiers and atomic groups differ: Python has them, ECMAScript gets the same by a captured lookahead.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, assert_never

import attrs

from . import unicode_sets
from .charset import EVERYTHING, Ranges, complement, contains, single, subset
from .simplify import UnsupportedError
from .syntax import Alt, Atomic, Back, Chars, Edge, Group, Look, Node, Repeat, Seq

Engine = Literal["python", "ecma"]

_SYNTAX = frozenset(r"^$\.*+?()[]{}|")
_CLASS_SYNTAX = frozenset(r"^\[]-")
_NAMED = {9: r"\t", 10: r"\n", 11: r"\v", 12: r"\f", 13: r"\r"}
_WORD = "[0-9A-Z_a-z]"
_EDGES = {
    "start": "^",
    "end": r"(?![\s\S])",
    "final": r"(?=(?:\r\n|[\r\x85\u2028\u2029]|(?<!\r)\n)?(?![\s\S]))",
    "line-start": r"(?:^|(?<=[\n\x85\u2028\u2029])|(?<=\r)(?!\n))(?=[\s\S])",
    "line-end": r"(?=[\r\x85\u2028\u2029]|(?<!\r)\n|(?![\s\S]))",
    "word": f"(?:(?<!{_WORD})(?={_WORD})|(?<={_WORD})(?!{_WORD}))",
    "not-word": f"(?:(?<!{_WORD})(?!{_WORD})|(?<={_WORD})(?={_WORD}))",
}


def python(node: Node) -> str:
    """The pattern for `re.compile(..).fullmatch`."""
    return _Writer("python").write(node)


def ecma(node: Node) -> str:
    """The pattern for a search by ECMAScript with the `u` flag, or by Python's `re.search`."""
    text = _Writer("ecma").write(node)
    return f"^(?:{text})(?![\\s\\S])" if isinstance(node, Alt) else f"^{text}(?![\\s\\S])"


@lru_cache(maxsize=4096)
def char_class(points: Ranges) -> str:
    """The set as one character, a class, or a negated class, whichever is shortest."""
    if points == EVERYTHING:
        return r"[\s\S]"
    if not points:
        return "(?!)"
    if points == single(points[0][0]):
        return _outside(points[0][0])
    outside = complement(points)
    if len(outside) < len(points) and subset(unicode_sets.SURROGATES, points):
        return f"[^{_members(outside)}]"
    return f"[{_members(points)}]"


class _Writer:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._opened = 0
        self._numbers: dict[int, int] = {}

    def write(self, node: Node) -> str:  # noqa: PLR0911 - one return for each kind of node
        match node:
            case Chars(points=points):
                return char_class(points)
            case Seq(items=items):
                return "".join(self._wrapped(item) if isinstance(item, Alt) else self.write(item) for item in items)
            case Alt(options=options):
                return "|".join(self.write(option) for option in options)
            case Repeat():
                return self._repeat(node)
            case Group(item=item, number=number):
                self._opened += 1
                self._numbers[number] = self._opened
                return f"({self.write(item)})"
            case Atomic(item=item):
                return self._atomic(item)
            case Look(item=item, behind=behind, negative=negative):
                return f"(?{'<' if behind else ''}{'!' if negative else '='}{self.write(item)})"
            case Edge(kind=kind):
                return _EDGES[kind]
            case Back(number=number):
                return self._back(number)
        assert_never(node)

    def _back(self, number: int) -> str:
        if number not in self._numbers:
            raise UnsupportedError("a back reference ahead of its group")
        return f"(?:\\{self._numbers[number]})"

    def _wrapped(self, node: Node) -> str:
        return f"(?:{self.write(node)})"

    def _atomic(self, item: Node) -> str:
        if self._engine == "python":
            return f"(?>{self.write(item)})"
        self._opened += 1
        number = self._opened
        return f"(?:(?=({self.write(item)}))\\{number})"

    def _repeat(self, node: Repeat) -> str:
        if node.mode == "possessive":
            return self._atomic(attrs.evolve(node, mode="greedy"))
        text = self.write(node.item) if isinstance(node.item, Chars | Group) else self._wrapped(node.item)
        return text + _quantifier(node.low, node.high) + ("?" if node.mode == "lazy" else "")


def _quantifier(low: int, high: int | None) -> str:
    match low, high:
        case 0, None:
            return "*"
        case 1, None:
            return "+"
        case 0, 1:
            return "?"
        case _, None:
            return f"{{{low},}}"
    return f"{{{low}}}" if low == high else f"{{{low},{high}}}"


def _members(points: Ranges) -> str:
    parts = []
    for low, high in points:
        parts.append(_inside(low))
        if high > low:
            parts.append(("-" if high > low + 1 else "") + _inside(high))
    return "".join(parts)


def _inside(code: int) -> str:
    char = chr(code)
    return "\\" + char if char in _CLASS_SYNTAX else _shown(code)


def _outside(code: int) -> str:
    char = chr(code)
    return "\\" + char if char in _SYNTAX else _shown(code)


def _shown(code: int) -> str:
    if code in _NAMED:
        return _NAMED[code]
    if code > 0xFFFF or contains(unicode_sets.printable(), code):
        return chr(code)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
