"""Which files a run checks: files as named, globs, and folders searched recursively.

Of contents it reads manifests of generated packages and ``.gitignore`` alone. The order is the order of the arguments,
sorted within each.
"""

from __future__ import annotations

import os

from .doors import SUFFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final

    from .gitignore import Ignored
    from .settings import Settings

_SKIPPED = {"node_modules", "__pycache__", "venv", "site-packages"}
STDIN = "-"


class NoSuchPath(Exception):  # noqa: N818 - the command line turns it into exit code 2
    """An argument that names nothing; the message says so."""


class Target:
    """One file to check.

    Attributes:
        path: where it is, as it is reported; of standard input its name, ``-`` if it has none.
        named: whether the user asked for this very file rather than for its folder.
        settings: those of its configuration, None for those of the run.
        stdin: whether it is read from standard input.
    """

    __slots__ = ("named", "path", "settings", "stdin")

    def __init__(self, path: str, named: bool, settings: Settings | None = None, *, stdin: bool | None = None) -> None:
        self.path = path
        self.named = named
        self.settings = settings
        self.stdin = path == STDIN if stdin is None else stdin


class Search:
    """How files are found.

    Args:
        settings_of: the settings of a file or folder; None for a search that leaves nothing out.
        force_exclude: whether `Settings.exclude` holds for named files too.
        gitignore: whether folders are searched for what git knows only.

    Attributes:
        left_out: files and folders that were met and left out, each with the reason.
    """

    def __init__(
        self,
        settings_of: Callable[[str], Settings] | None = None,
        *,
        force_exclude: bool = False,
        gitignore: bool = False,
    ) -> None:
        self._settings_of: Final = settings_of
        self._force: Final = force_exclude
        self._gitignore: Final = gitignore
        self._ignored: Ignored | None = None
        self.left_out: Final[list[tuple[str, str]]] = []

    def find(self, arguments: list[str]) -> list[Target]:
        """The files behind the arguments, each once.

        Args:
            arguments: files, folders, globs (``*``, ``?``, ``[``, ``**``) and ``-``.

        Raises:
            NoSuchPath: an argument is neither a path nor a glob that matches something.
        """
        found: dict[str, Target] = {}
        for argument in arguments:
            for target in self._expand(argument):
                target.path = target.path.removeprefix(os.curdir + os.sep)
                known = found.setdefault(STDIN if target.stdin else os.path.normpath(target.path), target)
                known.named |= target.named
        return list(found.values())

    def why_not(self, path: str, settings: Settings | None = None) -> str:
        """Why a search leaves a path out by its name, empty if it does not; settings are those of its folder."""
        name = os.path.basename(path)  # noqa: PTH119 - pathlib is not loaded on this path
        if name.startswith(".") and name not in {os.curdir, os.pardir}:
            return "is hidden"
        if name in _SKIPPED:
            return "is a folder of dependencies"
        if settings is None and self._settings_of is not None:
            settings = self._settings_of(path)
        excluding = settings.excluding(path) if settings is not None else None
        if excluding is not None:
            return f"is excluded by {excluding}"
        return "is ignored by git" if self._is_ignored(path) else ""

    def _is_ignored(self, path: str) -> bool:
        if not self._gitignore:
            return False
        if self._ignored is None:
            from .gitignore import Ignored

            self._ignored = Ignored()
        return self._ignored.holds(path)

    def _expand(self, argument: str) -> Iterator[Target]:
        if argument == STDIN:
            yield Target(STDIN, True)
            return
        try:
            if os.path.isdir(argument):  # noqa: PTH112
                yield from self._folder(argument)
                return
            if os.path.lexists(argument):
                yield from self._named(argument)
                return
        except ValueError as error:
            raise NoSuchPath(f"{argument!r}: {error}") from None
        matches = _matches(argument) if any(letter in argument for letter in "*?[") else None
        if not matches:
            said = "no such file or folder:" if matches is None else "no file matches"
            raise NoSuchPath(f"{said} {argument}")
        for match in matches:
            yield from self._folder(match) if os.path.isdir(match) else self._named(match)  # noqa: PTH112

    def _named(self, path: str) -> Iterator[Target]:
        settings = self._settings_of(path) if self._settings_of is not None else None
        excluding = settings.excluding(path) if settings is not None and self._force else None
        if excluding is None:
            yield Target(path, True, settings)
        else:
            self.left_out.append((path, f"is excluded by {excluding}"))

    def _folder(self, top: str) -> Iterator[Target]:
        """Searches a folder, following links but entering no folder twice."""
        seen: set[tuple[int, int]] = set()
        pending = [top]
        while pending:
            folder = pending.pop()
            try:
                status = os.stat(folder)  # noqa: PTH116
                with os.scandir(folder) as entries:
                    listed = sorted(entries, key=lambda entry: entry.name)
            except OSError:
                yield Target(folder, True)  # reading it will report why it cannot be read
                continue
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            if _is_generated(listed):
                self.left_out.append((folder.removeprefix(os.curdir + os.sep), "is an output of botoforge"))
                continue
            settings = self._settings_of(os.path.join(folder, "file")) if self._settings_of else None  # noqa: PTH118
            for entry in listed:
                if _wanted(entry) and self._takes(entry.path, settings):
                    yield Target(entry.path, False, settings)
            below = (entry.path for entry in reversed(listed) if _is_folder(entry))
            pending.extend(path for path in below if self._takes(path, settings))

    def _takes(self, path: str, settings: Settings | None) -> bool:
        reason = self.why_not(path, settings)
        if reason:
            self.left_out.append((path.removeprefix(os.curdir + os.sep), reason))
        return not reason


def discover(arguments: list[str]) -> list[Target]:
    """The files behind the arguments, as `Search.find` finds them where nothing is left out by settings.

    Raises:
        NoSuchPath: an argument is neither a path nor a glob that matches something.
    """
    return Search().find(arguments)


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


def _is_folder(entry: os.DirEntry[str]) -> bool:
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
