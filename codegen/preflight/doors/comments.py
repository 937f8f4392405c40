"""Suppressions in the ``#`` comments of a text inside of a file, where the file's own reader sees none."""

from __future__ import annotations

from ...reading.nodes import SCALAR, Lines, Node
from ..findings import COMMENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .reading import Reading


def silence(text: str, place: Callable[[int], int], reading: Reading, whose: Callable[[int], str]) -> None:
    """Notes them.

    Args:
        text: the inner text.
        place: where in the file a character of it stands.
        reading: what is known of the file.
        whose: the label of the request that stands on a line of the text, whose lines all are silenced; if it is
            empty, only that line.
    """
    if COMMENT not in text:
        return
    from ..suppress import comments

    starts = Lines(text).starts
    for mark in comments(text):
        start = starts[mark.place[0] - 1] + mark.place[1] - 1
        said = text[start:].partition("\n")[0]
        node = Node(SCALAR, said, place(start), place(start + len(said)))
        title = whose(mark.line) if mark.line else ""
        at = place(starts[mark.line - 1]) if mark.line and not title else -1
        reading.silence(said.partition(COMMENT)[2], node, title=title, at=at)
