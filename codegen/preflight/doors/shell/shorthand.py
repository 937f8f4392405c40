"""The AWS CLI's shorthand: ``VariantName=a,Subnets=b,c`` and ``Tags=[{Key=d}]``, with holes."""

from __future__ import annotations

import re

from ....reading.nodes import MAPPING, MAX_DEPTH, SCALAR, SEQUENCE, Node, Problem, Unreadable
from ...unknowns import OPEN, Hole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ...schema_view import View
    from .commands import Part, Word

_FIRST = 0xE000
"""Characters that Unicode gives no meaning to stand for holes."""
_PAIR = re.compile(r",\s*[\w.#/:-]+\s*=")
_NAME = re.compile(r"[^=,\]}]*")
_BARE = re.compile(r"(?:\\,|[^,\]}])*")
_QUOTED = re.compile(r"'((?:\\['\\]|[^'])*)(')?|\"((?:\\[\"\\]|[^\"])*)(\")?", re.DOTALL)
_TRUTHS = {"true": True, "false": False}


class Shorthand:
    """Reads one word; `key` names what a hole stands for, `place` tells where in the file a character stands."""

    def __init__(self, word: Word, key: Callable[[Part], str], place: Callable[[int], int]) -> None:
        holes = [part for part in word if part.text is None]
        self._keys = {chr(_FIRST + number): key(part) for number, part in enumerate(holes)}
        letters = iter(self._keys)
        self._text = ""
        self._places: list[int] = []
        for part in word:
            text = next(letters) if part.text is None else part.text
            self._text += text
            self._places += [place(at) for at in range(part.start, part.start + len(text))]
        self._places.append(place(word[-1].end))
        self._at = 0

    def read(self, view: View) -> Node:
        """The structure, map or list that the word is.

        Raises:
            Unreadable: it is none.
        """
        node = self._pairs(view, "", 0) if view.type == "object" else self._value(view, 0)
        if self._at < len(self._text):
            raise self._wrong("expected a comma")
        return node

    def _pairs(self, view: View, closing: str, depth: int) -> Node:
        start, is_open = self._at, False
        pairs: dict[str, tuple[Node, Node]] = {}
        while not self._is_over(closing):
            begin, name = self._at, self._take(_NAME)
            if self._keys.keys() & name:  # a hole that may be any pairs, or a name
                is_open = True
                if self._next("="):
                    self._value(view.at(name), depth)
            elif name in pairs:
                if closing:
                    said = f"{name} is given twice; the AWS CLI keeps the last"
                    raise Unreadable(Problem("duplicate-key", said, self._places[begin]))
                raise self._wrong(f"{name} is given twice; a blank, not a comma, begins the next item", begin)
            elif not self._next("="):
                raise self._wrong(f"expected = behind {name!r}")
            else:
                key = self._node(SCALAR, name, begin, begin + len(name), name)
                pairs[name] = key, self._value(view.at(name), depth)
            if not self._next(","):
                break
            if self._is_over(""):
                raise self._wrong("a comma ends it")
        node = self._node(MAPPING, list(pairs.values()), start, self._at)
        node.tag = OPEN if is_open else None
        return node

    def _value(self, view: View, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._wrong(f"nested more than {MAX_DEPTH} levels deep")
        start = self._at
        items: list[Node] = []
        if self._next("{"):
            node = self._closed("}", self._pairs(view.at(0) if view.type == "array" else view, "}", depth + 1))
            return Node(SEQUENCE, [node], node.start, node.end) if view.type == "array" else node
        if self._next("["):
            while not self._is_over("]"):
                items.append(self._value(view.at(0), depth + 1))
                if not self._next(","):
                    break
            return self._closed("]", self._node(SEQUENCE, items, start, self._at))
        is_list = view.type == "array"
        while not items or (not depth and self._goes_on() and self._next(",")):
            items.append(self._leaf(view.at(0) if is_list else view))
        if is_list and self._text[self._at + 1 : self._at + 2] in self._keys:
            return self._node(SCALAR, Hole(f"@{self._places[start]}"), start, self._at)  # nobody knows how it goes on
        return self._node(SEQUENCE, items, start, self._at) if is_list or len(items) > 1 else items[0]

    def _goes_on(self) -> bool:
        """Whether a comma is followed by another item of a list, and by no pair."""
        behind = self._text[self._at + 1 : self._at + 2]
        is_item = bool(behind) and behind not in self._keys
        return self._text[self._at : self._at + 1] == "," and is_item and not _PAIR.match(self._text, self._at)

    def _leaf(self, view: View) -> Node:
        start, quoted = self._at, _QUOTED.match(self._text, self._at)
        if quoted is None:
            text = self._take(_BARE).replace("\\,", ",")
        elif not (quoted[2] or quoted[4]):
            raise self._wrong(f"expected {self._text[start]}", len(self._text))
        else:
            self._at = quoted.end()
            text = re.sub(r"\\(['\"\\])", r"\1", quoted[1] or quoted[3] or "")
        pieces = [piece for piece in re.split(f"([{''.join(self._keys)}])", text) if piece] if self._keys else []
        if not self._keys.keys() & pieces:
            return self._node(SCALAR, typed(text, view), start, self._at, text)
        known = tuple(None if piece in self._keys else piece for piece in pieces)
        hole = Hole("".join(self._keys.get(piece, piece) for piece in pieces), pieces=known if any(known) else ())
        return self._node(SCALAR, hole, start, self._at)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        self._at = self._at if match is None else match.end()
        return "" if match is None else match[0].strip()

    def _is_over(self, closing: str) -> bool:
        return self._at >= len(self._text) or self._text[self._at] == closing

    def _next(self, letter: str) -> bool:
        if not self._text.startswith(letter, self._at):
            return False
        self._at += 1
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        return True

    def _closed(self, letter: str, node: Node) -> Node:
        if not self._next(letter):
            raise self._wrong(f"expected {letter}")
        return node

    def _node(self, kind: str, value: Any, start: int, end: int, text: str = "") -> Node:
        last = self._places[max(end - 1, start)] + 1 if end > start else self._places[start]
        return Node(kind, value, self._places[start], last, text)

    def _wrong(self, message: str, at: int | None = None) -> Unreadable:
        place = self._places[self._at if at is None else at]
        return Unreadable(Problem("syntax", f"is no shorthand of the AWS CLI: {message}", place))


def typed(text: str, view: View) -> Any:
    """A text as the value that a place in the model makes of it; the text itself if it makes none."""
    if view.type == "boolean":
        return _TRUTHS.get(text.lower(), text)
    try:
        return int(text) if view.type == "integer" else float(text) if view.type == "number" else text
    except ValueError:
        return text
