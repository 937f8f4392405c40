"""Globs over paths in configurations: ``*`` within a part, ``**`` any number of parts, a folder for all in it."""

from __future__ import annotations

import os


def absolute(path: str) -> str:
    """The absolute path; below the root of the file system if the current folder was removed under our feet."""
    try:
        return os.path.abspath(path)  # noqa: PTH100 - pathlib is not loaded on this path
    except OSError:
        return os.path.normpath(os.path.join(os.sep, path))  # noqa: PTH118


def parts(path: str) -> list[str]:
    """A path's parts, in the spelling of globs."""
    return [part for part in os.path.normpath(path).replace(os.sep, "/").split("/") if part not in {"", "."}]


def matches(path: list[str], pattern: str) -> bool:
    """Whether a path, or a folder above it, matches a glob; a glob of one part may match at any depth."""
    wanted = [part for part in pattern.replace(os.sep, "/").split("/") if part not in {"", "."}]
    if len(wanted) == 1:
        wanted = ["**", *wanted]
    return any(_matches(path[:end], wanted) for end in range(1, len(path) + 1))


def first_match(path: list[str], patterns: tuple[str, ...]) -> list[str] | None:
    """The shortest beginning of a path that matches one of the globs from its start, None if none does."""
    wanted = [[part for part in pattern.split("/") if part not in {"", "."}] for pattern in patterns]
    for end in range(1, len(path) + 1):
        if any(_matches(path[:end], one) for one in wanted):
            return path[:end]
    return None


def _matches(path: list[str], wanted: list[str]) -> bool:
    if not wanted:
        return not path
    if wanted[0] == "**":
        return any(_matches(path[skip:], wanted[1:]) for skip in range(len(path) + 1))
    from fnmatch import fnmatchcase

    return bool(path) and fnmatchcase(path[0], wanted[0]) and _matches(path[1:], wanted[1:])
