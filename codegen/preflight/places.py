"""Names of files as machines compare them: from the root of the repository, whatever folder the command runs in."""

from __future__ import annotations

import os

from .globs import absolute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final


class Places:
    """Names files from a root: of GitHub's workspace, else of the git repository, else of the current folder."""

    def __init__(self) -> None:
        self.roots: Final[dict[str, str]] = {}
        workspace = os.environ.get("GITHUB_WORKSPACE")
        self._workspace: Final = absolute(workspace) if workspace else ""

    def name(self, path: str) -> str:
        """A path from the root, with forward slashes and without detours; the absolute path if it is not below it."""
        whole = absolute(path)
        root = self.root(os.path.dirname(whole))  # noqa: PTH120
        return _below(whole, root) or whole.replace(os.sep, "/")

    def root(self, folder: str) -> str:
        """The root that files of a folder count from."""
        found = self.roots.get(folder)
        if found is None:
            inside = self._workspace and _below(os.path.join(folder, os.curdir), self._workspace)  # noqa: PTH118
            found = self.roots[folder] = self._workspace if inside else _repository(folder)
        return found


def _repository(folder: str) -> str:
    here = folder
    while not os.path.lexists(os.path.join(here, ".git")):  # noqa: PTH118
        parent = os.path.dirname(here)  # noqa: PTH120
        if parent == here:
            return absolute(os.curdir)
        here = parent
    return here


def _below(path: str, root: str) -> str:
    start = root.rstrip(os.sep) + os.sep
    same = os.path.normcase(path).startswith(os.path.normcase(start))  # on Windows upper and lower case are one
    return path[len(start) :].replace(os.sep, "/") if same else ""
