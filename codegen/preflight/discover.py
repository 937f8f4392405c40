"""Which files a run checks: files as named, globs, and folders searched recursively.

Opens nothing and decides nothing about contents. The order is the order of the arguments, sorted within each.
"""

from __future__ import annotations

import os

SUFFIXES = (".json", ".yaml", ".yml", ".template")
_SKIPPED = {"node_modules", "__pycache__", "venv", "site-packages"}
STDIN = "-"


class NoSuchPath(Exception):  # noqa: N818 - the command line turns it into exit code 2
    """An argument that names nothing; the message says so."""


class Target:
    """One file to check; `named` tells that the user asked for this very file rather than for its folder."""

    __slots__ = ("named", "path")

    def __init__(self, path: str, named: bool) -> None:
        self.path = path
        self.named = named


def discover(arguments: list[str], exclude: tuple[str, ...] = ()) -> list[Target]:
    """The files behind the arguments, each once.

    Args:
        arguments: files, folders, globs (``*``, ``?``, ``[``, ``**``) and ``-``.
        exclude: globs over the paths as they would be reported; they never drop a file that was named.

    Raises:
        NoSuchPath: an argument is neither a path nor a glob that matches something.
    """
    found: dict[str, Target] = {}
    for argument in arguments:
        for target in _expand(argument):
            if target.named or not _excluded(target.path, exclude):
                known = found.setdefault(os.path.normpath(target.path) if target.path != STDIN else STDIN, target)
                known.named |= target.named
    return list(found.values())


def _expand(argument: str) -> list[Target]:
    if argument == STDIN:
        return [Target(STDIN, True)]
    try:
        if os.path.isdir(argument):  # noqa: PTH112 - pathlib is not loaded on this path
            return _folder(argument)
        if os.path.lexists(argument):
            return [Target(argument, True)]
    except ValueError as error:
        raise NoSuchPath(f"{argument!r}: {error}") from None
    if any(letter in argument for letter in "*?["):
        targets: list[Target] = []
        for match in _matches(argument):
            targets += _folder(match) if os.path.isdir(match) else [Target(match, True)]  # noqa: PTH112
        if targets:
            return targets
        raise NoSuchPath(f"no file matches {argument}")
    raise NoSuchPath(f"no such file or folder: {argument}")


def _matches(pattern: str) -> list[str]:
    """Returns the paths that a glob matches, sorted; unlike the standard library it is not lost in links in circles."""
    drive, rest = os.path.splitdrive(pattern)
    parts = [part for part in rest.replace(os.sep, "/").split("/") if part not in {"", "."}]
    found = {drive + os.sep if rest.startswith(("/", os.sep)) else drive}
    parts = [part for number, part in enumerate(parts) if part != "**" or parts[number - 1 : number] != ["**"]]
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        found = {path for base in found for path in _step(base, part, last=last)}
    return sorted(found)


def _step(base: str, part: str, *, last: bool) -> list[str]:
    """Returns what one part of a glob leads to from a folder: folders, and files too if it is the last part."""
    if part == "**":
        folders = _folders(base)
        if not last:
            return folders
        found = (path for folder in folders for path in _step(folder, "*", last=True))
        return [path for path in found if not os.path.isdir(path)]  # noqa: PTH112
    if not any(letter in part for letter in "*?["):
        path = os.path.join(base, part)  # noqa: PTH118
        return [path] if os.path.lexists(path) else []
    from fnmatch import fnmatchcase

    try:
        with os.scandir(base or os.curdir) as entries:
            names = [e.name for e in entries if fnmatchcase(e.name, part) and (last or e.is_dir())]
    except OSError:
        return []
    return [os.path.join(base, name) for name in names if not name.startswith(".") or part.startswith(".")]  # noqa: PTH118


def _folders(top: str) -> list[str]:
    """Returns a folder and those below it, following links but entering no folder twice; hidden ones are skipped."""
    found: list[str] = []
    seen: set[tuple[int, int]] = set()
    pending = [top]
    while pending:
        folder = pending.pop()
        try:
            status = os.stat(folder or os.curdir)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder or os.curdir) as entries:
                below = [entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir()]
        except OSError:
            continue
        found.append(folder)
        pending.extend(os.path.join(folder, name) for name in sorted(below, reverse=True))  # noqa: PTH118
    return found


def _excluded(path: str, exclude: tuple[str, ...]) -> bool:
    if not exclude:
        return False
    from fnmatch import fnmatch

    shown = os.path.normpath(path).replace(os.sep, "/")
    return any(fnmatch(shown, pattern) or fnmatch(shown, f"*/{pattern}") for pattern in exclude)


def _folder(top: str) -> list[Target]:
    """Searches a folder, following links but entering no folder twice; hidden folders and dependencies are skipped."""
    targets: list[Target] = []
    seen: set[tuple[int, int]] = set()
    pending = [top]
    while pending:
        folder = pending.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            targets.append(Target(folder, True))  # reading it will report why it cannot be read
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        if _is_generated(listed):
            continue
        below = [entry.path for entry in listed if _enters(entry)]
        pending.extend(reversed(below))
        targets.extend(Target(entry.path, False) for entry in listed if _wanted(entry))
    return targets


def _is_generated(entries: list[os.DirEntry[str]]) -> bool:
    """Whether a folder is an output of the generator, whose schemas and examples are no requests of anybody."""
    manifest = next((entry for entry in entries if entry.name == "manifest.json"), None)
    if manifest is None:
        return False
    try:
        with open(manifest.path, "rb", opener=_without_waiting) as file:
            return b'"generator": "botoforge"' in file.read(200)
    except OSError:
        return False


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # of a pipe that nobody writes to


def _enters(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(".") or entry.name in _SKIPPED:
        return False
    try:
        return entry.is_dir()
    except OSError:
        return False


def _wanted(entry: os.DirEntry[str]) -> bool:
    if not entry.name.lower().endswith(SUFFIXES):
        return False
    try:
        return not entry.is_dir()
    except OSError:
        return True  # a link to itself, say: reading it reports the reason
