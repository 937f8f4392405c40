"""Words as values of a request: JSON, the CLI's shorthand, or the plain value that the model asks for."""

from __future__ import annotations

from ....reading.nodes import SCALAR, SEQUENCE, Node, Problem, Unreadable
from ...unknowns import Hole
from ..inner import Inner
from .commands import literal
from .shorthand import Shorthand, typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from ...schema_view import View
    from .commands import Script, Word

_FILES = ("file://", "fileb://")


class Values:
    """Reads the words of one script.

    Args:
        script: the script.
        place: where in the file a character of it stands.
    """

    def __init__(self, script: Script, place: Callable[[int], int]) -> None:
        self._script: Final = script
        self._place: Final = place

    def read(self, words: list[Word], view: View) -> Node:
        """The value of an option for a place in a request, from the words behind it.

        Raises:
            Unreadable: there is a word that is no JSON or shorthand, where it has to be one.
        """
        if view.type != "array":
            return self._read(words[0], view)
        start, end = self.span(words[0])[0], self.span(words[-1])[1]
        if any(part.text is None and not part.quoted for word in words for part in word[:1] if len(word) == 1):
            return Node(SCALAR, Hole(f"@{start}"), start, end)  # any number of words
        read = [self._read(word, view if _begins(word, "[") else view.at(0)) for word in words]
        if len(read) == 1 and (read[0].kind == SEQUENCE or _begins(words[0], *_FILES)):
            return read[0]
        return Node(SEQUENCE, read, start, end)

    def span(self, word: Word) -> tuple[int, int]:
        """Where in the file a word stands."""
        return self._place(word[0].start), self._place(word[-1].end)

    def _read(self, word: Word, view: View) -> Node:
        start, end = self.span(word)
        structured = view.type in {"object", "array"}
        document = self._script.documents.get((literal(word) or "").removeprefix(_FILES[0]))
        if document and structured and _begins(word, _FILES[0]):
            return self._json([part for made in self._script.expanded(document) for part in made], start, end)
        if _begins(word, *_FILES) or (structured and all(not part.text for part in word)):
            return Node(SCALAR, Hole(f"@{start}"), start, end)
        if structured and _begins(word, "{", "["):
            return self._json(word, start, end)
        if structured:
            return Shorthand(word, self._script.key, self._place).read(view)
        texts = [part.text for part in word if part.text != ""]
        if None in texts:
            key = "".join(self._script.key(part) if part.text is None else part.text for part in word)
            return Node(SCALAR, Hole(key, pieces=tuple(texts) if any(texts) else ()), start, end)
        text = "".join(text for text in texts if text is not None)
        return Node(SCALAR, typed(text, view), start, end, text)

    def _json(self, word: Word, start: int, end: int) -> Node:
        inner = Inner()
        for part in word:
            if part.text is None:
                inner.leave(self._script.key(part), self._place(part.start), self._place(part.end))
            else:
                places = [self._place(at) for at in range(part.start, part.start + len(part.text))]
                inner.write(part.text, places, self._place(part.end))
        root, problems = inner.json()
        if root is None:
            raise Unreadable(Problem("syntax", f"is no JSON: {problems[-1].message}", start, end))
        return root


def _begins(word: Word, *starts: str) -> bool:
    """Whether a word begins with one of some texts, behind blanks."""
    text = ""
    for part in word:
        if part.text is None:
            break
        text += part.text[:20].lstrip() if not text else part.text[:20]
    return text.startswith(starts)
