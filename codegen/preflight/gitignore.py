"""What git ignores: the ``.gitignore`` files from the top of a repository down, and its ``info/exclude``."""

from __future__ import annotations

import os

from ..input_file import read
from .globs import absolute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from pathspec import GitIgnoreSpec

_BYTES = 2**20


class Ignored:
    """Asks the ``.gitignore`` files above each path, read once."""

    def __init__(self) -> None:
        self._of: Final[dict[str, tuple[tuple[str, GitIgnoreSpec], ...]]] = {}
        self._without: Final[set[str]] = set()

    def holds(self, path: str) -> bool:
        """Whether git ignores a file or folder, of which no folder above it is ignored."""
        above = os.path.dirname(path)  # noqa: PTH120 - pathlib is not loaded on this path
        if above not in self._without and not self._specs(absolute(above)):
            self._without.add(above)
        if above in self._without:
            return False
        whole = absolute(path)
        ending = "/" if os.path.isdir(whole) else ""  # noqa: PTH112
        for folder, spec in self._specs(os.path.dirname(whole)):  # noqa: PTH120
            inside = os.path.relpath(whole, folder).replace(os.sep, "/") + ending
            found = spec.check_file(inside).include
            if found is not None:
                return found
        return False

    def _specs(self, folder: str) -> tuple[tuple[str, GitIgnoreSpec], ...]:
        """The files that count in a folder, the nearest first."""
        known = self._of.get(folder)
        if known is None:
            parent = os.path.dirname(folder)  # noqa: PTH120
            is_top = os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118
            above = () if is_top or parent == folder else self._specs(parent)
            own = [_spec(os.path.join(folder, ".gitignore"))]  # noqa: PTH118
            if is_top:
                own.append(_spec(os.path.join(folder, ".git", "info", "exclude")))  # noqa: PTH118
            known = self._of[folder] = (*((folder, spec) for spec in own if spec is not None), *above)
        return known


def _spec(path: str) -> GitIgnoreSpec | None:
    try:
        lines = read(path, _BYTES).decode("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    """Whether a line is a pattern; git passes over one that is none."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
