"""Documents with positions: what the JSON and YAML readers produce and everything later reads.

A node keeps where it was written as two offsets into the text; lines and columns are computed only for what is
reported. This module reads no files and knows no format.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Path: TypeAlias = tuple[str | int, ...]

SCALAR = "scalar"
MAPPING = "mapping"
SEQUENCE = "sequence"

MAX_DEPTH = 128
"""Deepest nesting that is read: requests and templates stay below 30."""
MAX_NODES = 300_000
"""Most nodes of one file, aliases counted as often as they are used."""


class Node:
    """One written value.

    Attributes:
        kind: ``scalar``, ``mapping`` or ``sequence``.
        value: the plain value of a scalar, the ``(key node, value node)`` pairs of a mapping, the nodes of a sequence.
        start: offset of the first character in the text (code points).
        end: offset after the last character.
        text: how a scalar is written, without quotes; empty for collections.
        tag: an application tag such as ``!Ref``, else None.
        weight: nodes below and including this one, aliases expanded.
    """

    __slots__ = ("end", "kind", "start", "tag", "text", "value", "weight")

    kind: str
    value: Any
    start: int
    end: int
    text: str
    tag: str | None
    weight: int

    def __init__(self, kind: str, value: Any, start: int, end: int, text: str = "", tag: str | None = None) -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.text = text
        self.tag = tag
        self.weight = 1

    def get(self, key: str) -> Node | None:
        """The value written under a key (the last one, as every JSON reader does), or None."""
        if self.kind != MAPPING:
            return None
        for name, value in reversed(self.value):
            if name.value == key:
                found: Node = value
                return found
        return None


def listed(node: Node | None) -> list[Node]:
    """The items of a list, or the one node that stands in the place of a list; none where nothing stands."""
    items: list[Node] = [] if node is None else node.value if node.kind == SEQUENCE else [node]
    return items


def members(node: Node | None) -> list[tuple[Node, Node]]:
    """The keys and values of a mapping; none for anything else."""
    pairs: list[tuple[Node, Node]] = node.value if node is not None and node.kind == MAPPING else []
    return pairs


class Problem:
    """Something wrong with the document itself, found while reading it; `title` is the part of it that it is about."""

    __slots__ = ("end", "message", "rule", "severity", "start", "title")

    def __init__(
        self,
        rule: str,
        message: str,
        start: int = 0,
        end: int | None = None,
        severity: str = "error",
        title: str = "",
    ) -> None:
        self.rule = rule
        self.message = message
        self.start = start
        self.end = start + 1 if end is None else end
        self.severity = severity
        self.title = title


class Unreadable(Exception):  # noqa: N818 - it ends the reading of one document, it is not an error of the program
    """Raised by a reader where it cannot go on; carries the one problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def plain(node: Node) -> Any:
    """The node as plain dicts, lists and scalars; of duplicate keys the last one counts."""
    if node.kind == SCALAR:
        return node.value
    if node.kind == MAPPING:
        return {key.value: plain(value) for key, value in node.value}
    return [plain(item) for item in node.value]


def locate(node: Node, path: Path) -> tuple[Node, Node | None, int]:
    """Follows a wire path as far as it was written.

    Returns:
        The deepest node reached, the key node it stands under (None at the top and in lists), and how many segments of
        the path were followed. A missing member thus yields the object that lacks it.
    """
    key: Node | None = None
    for depth, segment in enumerate(path):
        step = _step(node, segment)
        if step is None:
            return node, key, depth
        key, node = step
    return node, key, len(path)


def _step(node: Node, segment: str | int) -> tuple[Node | None, Node] | None:
    if node.kind == MAPPING:
        for key, value in reversed(node.value):
            if key.value == segment:
                return key, value
    elif node.kind == SEQUENCE and isinstance(segment, int) and 0 <= segment < len(node.value):
        return None, node.value[segment]
    return None


class Lines:
    """Turns offsets into lines and columns, both counted from 1, columns in code points.

    Lines end where editors end them: at LF, CR LF or a lone CR.
    """

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        starts = [0]
        at = 0
        if "\r" in text:
            for line in text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n")[:-1]:
                at += len(line) + 1
                starts.append(at)
            # The second half of each CR LF made an empty line of its own: drop it again.
            starts = [start for start in starts if not (start > 0 and text[start - 1 : start + 1] == "\r\n")]
        else:
            while (at := text.find("\n", at) + 1) > 0:
                starts.append(at)
        self.starts = starts

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset; offsets past the end mean the end."""
        offset = min(max(offset, 0), len(self.text))
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            if self.starts[middle] <= offset:
                low = middle
            else:
                high = middle
        return low + 1, offset - self.starts[low] + 1

    def line(self, number: int) -> str:
        """The text of a line without its end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
