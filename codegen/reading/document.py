"""One YAML file as plain data that JSON could hold, with the place of everything in it. Knows nothing about specs.

Values mean what they mean in a request file. JSON has no word for a date, a tag or a key that is no text: an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn

from attrs import frozen

from . import load, yaml_nodes
from .nodes import MAPPING, SCALAR, Lines, Node, locate

_LARGEST: Final = 2**63
_NO_FAULT: Final = "empty-file"
"""A file without a value: whether there has to be one is the reader's business."""


class DocumentError(ValueError):
    """A file that is no usable YAML; the message starts with file, line and column."""


@frozen
class Document:
    """Plain data, and where each value of it is written."""

    path: Path
    data: Any
    _root: Node
    _lines: Lines

    def where(self, path: Iterable[str | int] = ()) -> str:
        """``file:line:column`` of the value at a path of keys and indices, or of its nearest ancestor."""
        return _place(self.path, self._lines, locate(self._root, tuple(path))[0].start)


def read(path: Path) -> Document:
    """Reads one YAML document.

    Raises:
        DocumentError: the file cannot be read, is no YAML, or uses what data files have no need for.
    """
    text, problems = load.read_text(str(path))
    lines = Lines(text)
    nodes, found, tagged = yaml_nodes.parse(text)
    for problem in (*problems, *found):
        if problem.severity == "error" and problem.rule != _NO_FAULT:
            raise DocumentError(f"{_place(path, lines, problem.start)}: {problem.message}")
    reader = _Reader(path, lines)
    for node in tagged:
        reader.fail(node, f"tag {node.tag} has no meaning here")
    for node in nodes[1:]:
        reader.fail(node, "expected a single document")
    root = nodes[0] if nodes else Node(SCALAR, None, 0, 0)
    return Document(path, reader.plain(root), root, lines)


def pointer(path: Iterable[str | int]) -> str:
    """A JSON pointer."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def _place(path: Path, lines: Lines, offset: int) -> str:
    return ":".join((str(path), *map(str, lines.position(offset))))


@frozen
class _Reader:
    path: Path
    lines: Lines

    def fail(self, node: Node, problem: str) -> NoReturn:
        raise DocumentError(f"{_place(self.path, self.lines, node.start)}: {problem}")

    def plain(self, node: Node) -> Any:
        """The data of a node."""
        if node.kind == MAPPING:
            return {self.key(key): self.plain(value) for key, value in node.value}
        if node.kind != SCALAR:
            return [self.plain(item) for item in node.value]
        if isinstance(node.value, (int, float)) and not abs(node.value) < _LARGEST:
            self.fail(node, "a number out of range")
        if isinstance(node.value, (date, bytes)):
            self.fail(node, f"{node.text[:40]!r} is no value of JSON; quote what is meant as text")
        return node.value

    def key(self, node: Node) -> str:
        if not isinstance(node.value, str):
            self.fail(node, f"the key {node.text[:40]!r} is no text; quote it")
        return node.value
