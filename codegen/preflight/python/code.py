"""Python text, of a file or of all cells of a notebook, its syntax trees, and where in the file each place stands."""

from __future__ import annotations

import ast
import sys
import warnings

from ...reading.nodes import Lines, Problem, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final


MAX_CHARACTERS = 1024 * 1024
"""Longest text that is parsed: a syntax tree takes several hundred times as much memory."""
TOO_LARGE = f"holds more than {MAX_CHARACTERS // 1024 // 1024} MiB of Python; nothing of it was checked"


class Code:
    """Python text.

    Args:
        text: all of it.
        trees: the modules in it, with line numbers of the whole text; more than one for a notebook.
        places: for each character where in the file it stands; None where the text is the file's.
    """

    __slots__ = ("_lines", "_places", "text", "trees")

    def __init__(self, text: str, trees: list[ast.Module], places: Sequence[int] | None = None) -> None:
        self.text: Final = text
        self.trees: Final = trees
        self._places: Final = places
        self._lines: Final = Lines(text)

    def place(self, at: int) -> int:
        """Where in the file a character of the text stands."""
        return at if self._places is None else self._places[min(at, len(self._places) - 1)]

    def span(self, node: ast.expr | ast.keyword) -> tuple[int, int]:
        """Where in the file an expression begins and ends."""
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self._offset(node.lineno, node.col_offset), self._offset(end_line, end_column)

    def _offset(self, line: int, column: int) -> int:
        # Inside of formatted strings, Python 3.11 is not exact about lines.
        start = self._lines.starts[min(line, len(self._lines.starts)) - 1]
        before = self.text[start : start + column]
        if not before.isascii():  # ast counts the bytes of UTF-8
            before = before.encode("utf-8", "replace")[:column].decode("utf-8", "ignore")
        return self.place(start + len(before))


def parsed(text: str) -> ast.Module:
    """The syntax tree of a text.

    Raises:
        Unreadable: it is no Python that this interpreter can parse.
    """
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(Problem("too-large", TOO_LARGE))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an invalid escape is its author's business
        try:
            return ast.parse(text)
        except SyntaxError as error:
            at = Lines(text).starts[: error.lineno or 1][-1] + max((error.offset or 1) - 1, 0)
            version = ".".join(map(str, sys.version_info[:2]))
            raise Unreadable(Problem("syntax", f"is no Python {version}: {error.msg}", at)) from None
        except (ValueError, RecursionError, MemoryError) as error:
            raise Unreadable(Problem("too-deep", f"cannot be parsed: {error or 'nested too deeply'}")) from None
