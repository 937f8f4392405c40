"""JSON text to nodes: a small strict reader that remembers where everything stands.

The standard library's reader keeps no positions, drops all but the last of duplicate keys silently and takes NaN. This
one reports them. It interprets nothing.
"""

from __future__ import annotations

from .nodes import MAPPING, MAX_DEPTH, MAX_NODES, SCALAR, SEQUENCE, Node, Problem, Unreadable

try:
    from _json import scanstring  # the C half of the standard reader: json itself would import re
except ImportError:  # pragma: no cover - another interpreter

    def scanstring(string: str, end: int, strict: bool = True) -> tuple[str, int]:  # noqa: ARG001 - the C half's signature
        """The string whose first character stands at `end`, and where it ends."""
        from json import JSONDecoder

        text, stop = JSONDecoder().raw_decode(string, end - 1)
        return str(text), stop


_SPACE = " \t\n\r"
_DIGITS = "0123456789"
_NUMBER = "0123456789+-.eE"
_WORDS = {"true": True, "false": False, "null": None}
_MAX_DIGITS = 400
"""No number of a request has more digits; Python refuses to convert more than 4,300 at all."""


def parse(text: str) -> tuple[Node | None, list[Problem]]:
    """Reads one JSON document.

    Returns:
        Its node (None if it cannot be read) and every problem: ``syntax``, ``duplicate-key``, ``bad-number``,
        ``too-deep``, ``too-large``.
    """
    reader = _Reader(text)
    try:
        node = reader.document()
    except Unreadable as stop:
        return None, [*reader.problems, stop.problem]
    return node, reader.problems


class _Reader:
    __slots__ = ("count", "length", "problems", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.length = len(text)
        self.problems: list[Problem] = []
        self.count = 0

    def document(self) -> Node:
        node = self.value(self.skip(0), 0)
        at = self.skip(node.end)
        if at < self.length:
            raise self.stop("there is more text after the end of the document", at)
        return node

    def stop(self, message: str, at: int, rule: str = "syntax") -> Unreadable:
        return Unreadable(Problem(rule, message, min(at, self.length)))

    def skip(self, at: int) -> int:
        text, length = self.text, self.length
        while at < length and text[at] in _SPACE:
            at += 1
        return at

    def value(self, at: int, depth: int) -> Node:
        self.count += 1
        if depth > MAX_DEPTH:
            raise self.stop(f"nested deeper than {MAX_DEPTH} levels", at, "too-deep")
        if self.count > MAX_NODES:
            raise self.stop(f"holds more than {MAX_NODES} values", at, "too-large")
        first = self.text[at : at + 1]
        if first == '"':
            text, end = self.string(at)
            return Node(SCALAR, text, at, end, text)
        if first == "{":
            return self.mapping(at, depth + 1)
        if first == "[":
            return self.sequence(at, depth + 1)
        if first and first in "-0123456789":
            return self.number(at)
        return self.word(at)

    def string(self, at: int) -> tuple[str, int]:
        try:
            return scanstring(self.text, at + 1, True)
        except (
            ValueError,
            SystemError,
        ):  # SystemError: the C half wants to raise json's error and json is not imported
            raise self.bad_string(at) from None

    def bad_string(self, at: int) -> Unreadable:
        from json import JSONDecodeError, JSONDecoder

        try:
            JSONDecoder().raw_decode(self.text, at)
        except JSONDecodeError as error:
            reason = error.msg.removesuffix(" at").removesuffix(" starting")
            return self.stop(f"{reason[:1].lower()}{reason[1:]}", error.pos)
        return self.stop("bad string", at)

    def mapping(self, start: int, depth: int) -> Node:
        pairs: list[tuple[Node, Node]] = []
        seen: set[str] = set()
        at = self.skip(start + 1)
        if self.text[at : at + 1] == "}":
            return Node(MAPPING, pairs, start, at + 1)
        while True:
            if self.text[at : at + 1] != '"':
                raise self.stop(self.expected("a key in double quotes", at), at)
            name, end = self.string(at)
            key = Node(SCALAR, name, at, end, name)
            if name in seen:
                self.problems.append(Problem("duplicate-key", f"the key {name!r} stands here a second time", at, end))
            seen.add(name)
            at = self.skip(end)
            if self.text[at : at + 1] != ":":
                raise self.stop(self.expected("a colon after the key", at), at)
            value = self.value(self.skip(at + 1), depth)
            pairs.append((key, value))
            at = self.skip(value.end)
            mark = self.text[at : at + 1]
            if mark == "}":
                return Node(MAPPING, pairs, start, at + 1)
            if mark != ",":
                raise self.stop(self.expected("a comma or a closing brace", at), at)
            at = self.skip(at + 1)

    def sequence(self, start: int, depth: int) -> Node:
        items: list[Node] = []
        at = self.skip(start + 1)
        if self.text[at : at + 1] == "]":
            return Node(SEQUENCE, items, start, at + 1)
        while True:
            value = self.value(at, depth)
            items.append(value)
            at = self.skip(value.end)
            mark = self.text[at : at + 1]
            if mark == "]":
                return Node(SEQUENCE, items, start, at + 1)
            if mark != ",":
                raise self.stop(self.expected("a comma or a closing bracket", at), at)
            at = self.skip(at + 1)

    def number(self, start: int) -> Node:
        text, end = self.text, start + 1
        while end < self.length and text[end] in _NUMBER:
            end += 1
        written = text[start:end]
        if len(written) > _MAX_DIGITS:
            self.problems.append(Problem("bad-number", f"a number of {len(written)} digits", start, end))
            return Node(SCALAR, 0, start, end, written)
        value = convert(written)
        if value is None:
            raise self.stop(f"{written[:40]!r} is no JSON number", start)
        if value in (float("inf"), float("-inf")):
            self.problems.append(Problem("bad-number", f"{written[:40]} is out of range", start, end))
            value = 0
        return Node(SCALAR, value, start, end, written)

    def word(self, at: int) -> Node:
        end = at
        while end < self.length and end < at + 40 and (self.text[end].isalnum() or self.text[end] in "_+-"):
            end += 1
        written = self.text[at:end]
        if written in _WORDS:
            return Node(SCALAR, _WORDS[written], at, end, written)
        if written in {"NaN", "Infinity", "+Infinity"}:
            self.problems.append(Problem("bad-number", f"{written} is no JSON number", at, end))
            return Node(SCALAR, 0, at, end, written)
        raise self.stop(self.expected("a value", at), at)

    def expected(self, what: str, at: int) -> str:
        if at >= self.length:
            return f"the document ends where {what} is expected"
        if self.text.startswith(("//", "/*"), at):
            return "a comment, which JSON does not have and the AWS CLI refuses"
        return f"expected {what}, found {self.text[at]!r}"


def convert(written: str) -> int | float | None:
    """The number that JSON text of at most a few hundred digits means, None if JSON has no such number."""
    digits = written.removeprefix("-")
    whole = digits.split(".")[0].split("e")[0].split("E")[0]
    if not whole or not all(digit in _DIGITS for digit in whole) or (len(whole) > 1 and whole[0] == "0"):
        return None
    if whole == digits:
        return int(written)
    fraction, _, exponent = digits[len(whole) :].replace("E", "e").partition("e")
    if fraction and not (fraction[0] == "." and fraction[1:].isdecimal()):
        return None
    if "e" in digits.lower() and not exponent.removeprefix("+" if exponent[:1] == "+" else "-").isdecimal():
        return None
    return float(written)
