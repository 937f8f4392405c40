"""The AWS CLI's shorthand: ``VariantName=a,Subnets=b,c`` and ``Tags=[{Key=d}]``, with holes."""

from __future__ import annotations

import re

from ....reading.nodes import MAPPING, MAX_DEPTH, SCALAR, SEQUENCE, Node, Problem, Unreadable
from ...unknowns import OPEN, Hole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

    from ...schema_view import View
    from .commands import Part, Word

_FIRST = 0xE000
"""Characters that Unicode gives no meaning to stand for holes."""
_PAIR = re.compile(r",\s*[\w.#/:-]+\s*=")
_TRUTHS = {"true": True, "false": False}


class Shorthand:
    """Reads one word.

    Args:
        word: the word.
        key: names what a hole stands for.
        place: where in the file a character of the script stands.
    """

    def __init__(self, word: Word, key: Callable[[Part], str], place: Callable[[int], int]) -> None:
        holes = [part for part in word if part.text is None]
        self._keys: Final = {chr(_FIRST + number): key(part) for number, part in enumerate(holes)}
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
        node = self._pairs(view, "") if view.type == "object" else self._value(view, 0)
        if self._at < len(self._text):
            raise self._wrong("expected a comma")
        return node

    def _pairs(self, view: View, closing: str, depth: int = 0) -> Node:
        start, is_open = self._at, False
        pairs: dict[str, tuple[Node, Node]] = {}
        while self._at < len(self._text) and self._text[self._at] != closing:
            begin = self._at
            name = self._bare("=,]}")
            if self._keys.keys() & name:  # a hole that may be any pairs, or a name
                is_open = True
                if self._next("="):
                    self._value(view.at(name), depth)
            elif name in pairs:
                raise self._wrong(f"{name} is given twice; a blank, not a comma, begins the next item", begin)
            elif not self._next("="):
                raise self._wrong(f"expected = behind {name!r}")
            else:
                key = self._node(SCALAR, name, begin, begin + len(name), name)
                pairs[name] = key, self._value(view.at(name), depth)
            if not self._next(","):
                break
            if self._at >= len(self._text):
                raise self._wrong("a comma ends it")
        node = self._node(MAPPING, list(pairs.values()), start, self._at)
        node.tag = OPEN if is_open else None
        return node

    def _value(self, view: View, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._wrong(f"nested more than {MAX_DEPTH} levels deep")
        start = self._at
        if self._next("{"):
            node = self._pairs(view, "}", depth + 1)
            self._close("}")
            return node
        items: list[Node] = []
        if self._next("["):
            while self._at < len(self._text) and self._text[self._at] != "]":
                items.append(self._value(view.at(0), depth + 1))
                if not self._next(","):
                    break
            self._close("]")
        elif view.type != "array":
            return self._leaf(view)
        else:
            items.append(self._leaf(view.at(0)))
            while self._text.startswith(",", self._at) and not _PAIR.match(self._text, self._at) and self._next(","):
                items.append(self._leaf(view.at(0)))
        return self._node(SEQUENCE, items, start, self._at)

    def _leaf(self, view: View) -> Node:
        start, quote = self._at, self._text[self._at : self._at + 1]
        if quote not in {"'", '"'}:
            text = self._bare(",]}")
        else:
            text = ""
            self._at += 1
            while self._at < len(self._text) and self._text[self._at] != quote:
                self._at += self._text[self._at : self._at + 2] in {f"\\{quote}", "\\\\"}
                text += self._text[self._at : self._at + 1]
                self._at += 1
            self._close(quote)
        pieces = [piece for piece in re.split(f"([{''.join(self._keys)}])", text) if piece] if self._keys else []
        if not self._keys.keys() & pieces:
            return self._node(SCALAR, typed(text, view), start, self._at, text)
        key = "".join(self._keys.get(piece, piece) for piece in pieces)
        known = tuple(None if piece in self._keys else piece for piece in pieces)
        return self._node(SCALAR, Hole(key, pieces=known if any(known) else ()), start, self._at)

    def _bare(self, ends: str) -> str:
        found = ""
        while self._at < len(self._text) and self._text[self._at] not in ends:
            self._at += self._text.startswith("\\,", self._at)
            found += self._text[self._at]
            self._at += 1
        return found.strip()

    def _next(self, letter: str) -> bool:
        if not self._text.startswith(letter, self._at):
            return False
        self._at += 1
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        return True

    def _close(self, letter: str) -> None:
        if not self._next(letter):
            raise self._wrong(f"expected {letter}")

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
