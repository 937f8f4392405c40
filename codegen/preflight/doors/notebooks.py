"""Notebooks: the Python of all cells, in their order, as one text. Outputs are never looked at."""

from __future__ import annotations

import ast
import re
from array import array

from ...reading import json_nodes
from ...reading.nodes import SCALAR, Lines, Node, Problem, Unreadable, listed
from ..python.code import MAX_CHARACTERS, TOO_LARGE, Code, parsed
from . import inner, python
from .comments import silence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import Reading, Source

_MAGIC = re.compile(r"[ \t]*(?:[%!?]|[\w, .]+=[ \t]*[%!]|.*\?[ \t]*$)")
_TRANSPARENT = ("%%time", "%%timeit", "%%capture")
"""Magics of a whole cell whose body is Python that runs in the notebook."""
_KERNEL = re.compile(r'"language"\s*:\s*"(?!python)', re.IGNORECASE)


def recognise(root: Node | None, source: Source) -> bool:
    """Whether a text names an operation, and no kernel of another language."""
    return python.recognise(root, source) and not _KERNEL.search(source.text)


def read(root: Node | None, source: Source, reading: Reading) -> None:
    """Adds the requests of all cells that are Python; cells that are none, or do not parse, are left out."""
    root, problems = json_nodes.parse(source.text)
    reading.comments = False
    if root is None or root.get("cells") is None:
        reading.problems += problems
        return
    pieces: list[str] = []
    places, trees, starts = array("L"), [], []
    line = 1
    for number, cell in enumerate(listed(root.get("cells")), 1):
        kind, source_node = cell.get("cell_type"), cell.get("source")
        if kind is None or kind.value != "code" or source_node is None:
            continue
        code = _joined(listed(source_node), source.text, places)
        if len(places) > MAX_CHARACTERS:
            reading.problems.append(Problem("too-large", TOO_LARGE))
            return
        tree = _tree(code)
        if tree is not None:
            # Names of a cell with this tag get other values from papermill: they are bound twice.
            times = 2 if "parameters" in _tags(cell) else 1
            trees += [ast.increment_lineno(tree, line - 1)] * times
            starts.append((line, number))
        pieces.append(code)
        line += len(Lines(code).starts) - 1
    whole = Code("".join(pieces), trees, places)

    def label(at: int) -> str:
        first, number = max(start for start in starts if start[0] <= at)
        return f"cell {number} line {at - first + 1}"

    python.add_requests(whole, source, reading, label)
    silence(whole.text, whole.place, reading, lambda _: "")


def _tags(cell: Node) -> list[object]:
    metadata = cell.get("metadata")
    return [] if metadata is None else [tag.value for tag in listed(metadata.get("tags"))]


def _joined(lines: list[Node], text: str, places: array[int]) -> str:
    """The text of some JSON strings and a line break; the place in the file of each character is added to `places`."""
    strings = [node for node in lines if node.kind == SCALAR and isinstance(node.value, str)]
    for node in strings:
        places.extend(inner.starts(node, text))
    places.append(strings[-1].end - 1 if strings else 0)
    return "".join(node.value for node in strings) + "\n"


def _tree(code: str) -> ast.Module | None:
    first = code.lstrip().partition("\n")[0]
    if not first.startswith("%%") or first.startswith(_TRANSPARENT):
        for attempt in (code, _without_magics(code)):
            try:
                return parsed(attempt)
            except Unreadable:
                continue
    return None


def _without_magics(code: str) -> str:
    """The code with another statement, as long, in place of each line that only IPython understands."""
    lines = code.split("\n")
    goes_on = False
    for number, line in enumerate(lines):
        if line.strip() and (goes_on or _MAGIC.match(line)):
            goes_on = line.endswith("\\")
            indentation = line[: len(line) - len(line.lstrip())]
            lines[number] = f"{indentation}0".ljust(len(line))
    return "\n".join(lines)
