"""Texts inside of a file's text, such as a JSON document in a string: with the place of each character and with holes.

What is filled in later stands in the text as one character that nobody writes. Knows no form of requests.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, Node
from ..unknowns import OPEN, Hole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...reading.nodes import Problem

VARIABLE = r"\$\{[^{}\n]+\}"
"""What is filled in later, as most tools write it."""
MAX_LENGTH = 1024 * 1024
"""Longest text inside of another that is read, in characters: what Step Functions takes as a definition."""
_FIRST, _LAST = 0xE000, 0xF8FF
"""Characters that Unicode gives no meaning to: one for each hole."""
_BLANKS = " \t\r\n"
_ESCAPES = {"x": 4, "u": 6, "U": 10}
"""Letters behind a backslash that begin a number, with the length of the whole."""


class Inner:
    """A text that is put together from pieces of a file and from holes.

    Attributes:
        text: its characters, one for each hole.
        keys: what each hole stands for, in order.
    """

    __slots__ = ("_ends", "_inside", "_starts", "bare", "inside", "keys", "text")

    def __init__(self) -> None:
        self.text = ""
        self.keys: list[str] = []
        self.bare = False
        """Whether a hole stands outside of quotes, where it may be anything."""
        self.inside = False
        """Whether what comes next stands inside of quotes."""
        self._starts: list[int] = []
        self._ends: list[int] = []

    def write(self, text: str, starts: list[int], end: int) -> None:
        """Adds a known text: the offset in the file of each of its characters, and that behind the last."""
        self.text += text
        self._starts += starts
        self._ends += [*starts[1:], end] if starts else []
        skip = False
        for letter in text:
            if skip:
                skip = False
            elif letter == "\\":
                skip = self.inside
            elif letter == '"':
                self.inside = not self.inside

    def leave(self, key: str, start: int, end: int) -> None:
        """Adds a hole, in quotes where it is outside of any: what it stands for may be a number, or more."""
        letter = chr(min(_FIRST + len(self.keys), _LAST))
        self.keys.append(key)
        text = letter if self.inside else f'"{letter}"'
        self.bare |= not self.inside
        self.text += text
        self._starts += [start] * len(text)
        self._ends += [end] * len(text)

    def json(self) -> tuple[Node | None, list[Problem]]:
        """The text as a JSON document whose offsets are those of the file, and what is wrong with it."""
        from ...reading import json_nodes

        root, problems = json_nodes.parse(self.text)
        for problem in problems:
            problem.start, problem.end = self._span(problem.start, problem.end)
        if root is not None:
            self._move(root)
        return root, problems

    def _span(self, start: int, end: int) -> tuple[int, int]:
        if not self._starts:
            return 0, 0
        last = len(self._starts) - 1
        return self._starts[min(start, last)], self._ends[min(max(end - 1, start), last)]

    def _move(self, root: Node) -> None:
        """Gives nodes their offsets in the file, and puts holes where they belong."""
        pending = [root]
        while pending:
            node = pending.pop()
            node.start, node.end = self._span(node.start, node.end)
            if node.kind == SCALAR:
                if isinstance(node.value, str):
                    node.value = self._with_holes(node.value, node.start)
            elif node.kind == MAPPING:
                pending += [part for pair in node.value for part in pair]
                if any(self._is_open(key.text) for key, _ in node.value):
                    node.value = [pair for pair in node.value if not self._is_open(pair[0].text)]
                    node.tag = OPEN
            else:
                pending += node.value

    def _is_open(self, text: str) -> bool:
        return any(_FIRST <= ord(letter) < _FIRST + len(self.keys) for letter in text)

    def _with_holes(self, text: str, start: int) -> str | Hole:
        if not self.keys or not self._is_open(text):
            return text
        pieces: list[str | None] = []
        key = ""
        for letter in text:
            number = ord(letter) - _FIRST
            if 0 <= number < len(self.keys):
                key += f"${{{self.keys[number]}}}"
                pieces.append(None)
            else:
                key += letter
                if pieces and pieces[-1] is not None:
                    pieces[-1] += letter
                else:
                    pieces.append(letter)
        return Hole(key if len(self.keys) < _LAST - _FIRST else f"{start}:{key}", pieces=tuple(pieces))


def unquoted_holes(text: str, pattern: str) -> Inner:
    """A JSON text with holes for what matches a pattern outside of quotes, where it can be no JSON."""
    import re

    inner, at = Inner(), 0
    for match in re.finditer(pattern, text):
        inner.write(text[at : match.start()], list(range(at, match.start())), match.start())
        at = match.end()
        if inner.inside:
            inner.write(match[0], list(range(match.start(), at)), at)
        else:
            inner.leave(match[0], match.start(), at)
    inner.write(text[at:], list(range(at, len(text))), len(text))
    return inner


def with_holes(text: str, pattern: str) -> str | Hole:
    """A text of which the parts that match a pattern are filled in later."""
    import re

    if re.search(pattern, text) is None:
        return text
    pieces: list[str | None] = []
    at = 0
    for match in re.finditer(pattern, text):
        pieces += [text[at : match.start()]] * (match.start() > at) + [None]
        at = match.end()
    return Hole(text, pieces=(*pieces, *([text[at:]] if text[at:] else [])))


def starts(node: Node, text: str) -> list[int]:
    """The offset in a file's text of each character of a scalar, whichever way it is quoted.

    Where a reader folds lines, what it made of them has the place of the first of them.
    """
    at, found = _first(node, text), []
    mark = text[at - 1] if at > node.start else ""
    quoted = mark == '"'
    for letter in str(node.value):
        at = _next(letter, at, node.end, text, quoted=quoted)
        found.append(min(at, node.end))
        at += _width(text, at) if quoted and text[at : at + 1] == "\\" else 1
        if mark == letter == "'":  # written twice
            at += 1
    return found


def _first(node: Node, text: str) -> int:
    """Where the contents of a scalar begin, behind tags, anchors, quotes and the head of a block."""
    at = node.start
    while at < node.end and (text[at] in "!&" or text[at] in _BLANKS):
        while at < node.end and text[at] not in _BLANKS:
            at += 1
        while at < node.end and text[at] in _BLANKS:
            at += 1
    if text[at : at + 1] in {'"', "'"}:
        return at + 1
    if text[at : at + 1] in {"|", ">"}:
        return text.find("\n", at) + 1
    return at


def _next(letter: str, at: int, end: int, text: str, *, quoted: bool) -> int:
    """Where a character is written, at an offset or behind blanks that the reader left out."""
    if quoted and text[at : at + 2] in {"\\\n", "\\\r"}:
        at += 2  # a line that goes on
    while at < end and text[at] != letter and not (quoted and text[at] == "\\"):
        if text[at] not in _BLANKS or (letter == " " and text[at] == "\n"):
            break
        at += 1
    return at


def _width(text: str, at: int) -> int:
    """How many characters of a quoted text an escape has, surrogates in pairs."""
    width = _ESCAPES.get(text[at + 1 : at + 2], 2)
    pair = width == 6 and text[at + 2 : at + 4].lower() in {"d8", "d9", "da", "db"}
    return width + (6 if pair and text[at + 6 : at + 8] == "\\u" else 0)
