"""Configurations: ``[tool.botoforge.preflight]`` of pyproject.toml, or ``[preflight]`` of botoforge.toml.

The nearest file upward that has the table counts, for each file that is checked. It is parsed only if it mentions the
table, since the TOML reader is slow to import.
"""

from __future__ import annotations

import os

from .globs import absolute
from .options import UsageError
from .switches import SWITCHES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from .options import Option

_BYTES = 4 * 2**20
_PLACES = (("botoforge.toml", ("preflight",)), ("pyproject.toml", ("tool", "botoforge", "preflight")))
_WORDS = {option.word: option for option in SWITCHES if not option.once}
_EXTEND = "extend"
_MOST = 16
"""Most files that extend each other."""


class Config:
    """What one configuration says.

    Attributes:
        path: its file, empty if there is none.
        root: the folder that its globs and paths count from.
        values: the options that it sets, by their name.
    """

    __slots__ = ("path", "root", "values")

    def __init__(self, path: str, values: dict[str, Any]) -> None:
        self.path: Final = path
        self.root: Final = os.path.dirname(path)  # noqa: PTH120 - pathlib is not loaded on this path
        self.values: Final = values


def read_config(explicit: str | None) -> Config:
    """The configuration of the current folder, or the one of a file.

    Raises:
        UsageError: the file does not exist, is not TOML, or says something that is not an option.
    """
    return _explicit(explicit) if explicit else Nearest().of(_here())


class Nearest:
    """Finds the nearest configuration of folders, each file read once."""

    def __init__(self) -> None:
        self._of: dict[str, Config] = {}

    def of(self, folder: str) -> Config:
        """The configuration that counts in a folder; an empty one if there is none above it either.

        Raises:
            UsageError: as for `read_config`.
        """
        passed: list[str] = []
        found: Config | None = None
        while found is None:
            found = self._of.get(folder) or _in_folder(folder)
            passed.append(folder)
            parent = os.path.dirname(folder)  # noqa: PTH120
            if parent == folder:
                break
            folder = parent
        found = found or Config("", {})
        self._of.update(dict.fromkeys(passed, found))
        return found


def _here() -> str:
    return absolute(os.curdir)


def _in_folder(folder: str) -> Config | None:
    for name, table in _PLACES:
        path = os.path.join(folder, name)  # noqa: PTH118
        if not os.path.exists(path):  # noqa: PTH110
            continue
        try:
            content = _read(path)
        except (OSError, ValueError):
            continue
        if _mentioned(content, table):
            values = _table(_parse(content, path), table, path)
            if values is not None:
                return Config(path, _extended(_checked(values, path), path))
    return None


def _read(path: str) -> bytes:
    from ..input_file import read

    return read(path, _BYTES)


def _explicit(path: str) -> Config:
    try:
        content = _read(path)
    except (OSError, ValueError) as error:
        raise UsageError(f"--config {path}: {getattr(error, 'strerror', None) or error}") from None
    table = _table_of(path)
    values = _table(_parse(content, path), table, path)
    where = absolute(path)
    return Config(where, {} if values is None else _extended(_checked(values, path), where))


def _table_of(path: str) -> tuple[str, ...]:
    """Which table of a file is meant, by its name."""
    name = os.path.basename(path)  # noqa: PTH119
    return next((table for own, table in _PLACES if name == own), _PLACES[-1][1])


def _mentioned(content: bytes, table: tuple[str, ...]) -> bool:
    """Whether a file may hold the table, in any spelling of its name that TOML allows."""
    if len(table) == 1:
        return True
    bare = content.translate(None, b" \t\"'")
    return b"botoforge.preflight" in bare or b"[tool.botoforge]" in bare or b"botoforge={" in bare or b"[tool]" in bare


def _parse(content: bytes, path: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8"))
    except RecursionError:
        raise UsageError(f"{path}: nested too deeply") from None
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from None


def _table(document: Any, names: tuple[str, ...], path: str) -> dict[str, Any] | None:
    table = document
    for name in names:
        if not isinstance(table, dict) or name not in table:
            return None
        table = table[name]
    if not isinstance(table, dict):
        raise UsageError(f"{path}: [{'.'.join(names)}] is no table")
    return table


def _extended(values: dict[str, Any], path: str) -> dict[str, Any]:
    """The options with those of the files that are extended; what stands nearer wins, tables are joined."""
    seen = {path}
    while _EXTEND in values:
        base = os.path.normpath(os.path.join(os.path.dirname(path), values.pop(_EXTEND)))  # noqa: PTH118, PTH120
        if base in seen or len(seen) > _MOST:
            raise UsageError(f"{path}: extend goes in circles")
        seen.add(base)
        try:
            content = _read(base)
        except (OSError, ValueError) as error:
            raise UsageError(f"{path}: extend = {base!r}: {getattr(error, 'strerror', None) or error}") from None
        below = _checked(_table(_parse(content, base), _table_of(base), base) or {}, base)
        for name, value in below.items():
            joined = isinstance(value, dict) and name in values
            values[name] = {**value, **values[name]} if joined else values.get(name, value)
        path = base
    return values


def _checked(table: dict[str, Any], path: str) -> dict[str, Any]:
    for name, value in table.items():
        option = _WORDS.get(name)
        where = f"{path}: {name}"
        if name == _EXTEND:
            _expect(isinstance(value, str), where, "a str", value)
        elif option is None:
            from ..spelling import hint

            code = " in a configuration, which may come with a pull request" if f"--{name}" == "--package" else ""
            raise UsageError(f"{where} is not known{code}{hint(name, [*_WORDS, _EXTEND])}")
        else:
            _check(option, value, where)
    return dict(table)


def _check(option: Option, value: Any, where: str) -> None:
    if option.pairs:
        _expect(isinstance(value, dict), where, "a dict", value)
        lists = option.word == "per-file-ignores"
        for key, entry in value.items():
            if lists:
                _expect(isinstance(entry, list), f"{where}.{key}", "a list", entry)
                for rule in entry:
                    _check_ignore(rule, f"{where}.{key}")
            else:
                _expect(isinstance(entry, str), f"{where}.{key}", "strings only", entry)
    elif option.many:
        _expect(isinstance(value, list), where, "a list", value)
        _expect(all(isinstance(entry, str) for entry in value), where, "strings only", value)
    elif option.word == "jobs":
        _expect(isinstance(value, int) and not isinstance(value, bool), where, "an int", value)
    elif option.value:
        _expect(isinstance(value, str), where, "a str", value)
        if option.choices and value not in option.choices:
            raise UsageError(f"{where} takes {', '.join(option.choices)}, not {value!r}")
    else:
        _expect(isinstance(value, bool), where, "a bool", value)


def _check_ignore(entry: Any, where: str) -> None:
    """Checks one rule of per-file-ignores: its id, or a table that says more."""
    if isinstance(entry, dict):
        from .suppress import is_date

        known = {"rule", "resource", "reason", "until"}
        told = "rule, resource, reason and until"
        _expect(set(entry) <= known and isinstance(entry.get("rule"), str), where, told, entry)
        for name in ("resource", "reason"):
            _expect(isinstance(entry.get(name, ""), str), where, f"a str as {name}", entry)
        until = entry.get("until")
        _expect(until is None or is_date(str(until)), where, "a date like 2027-01-31 as until", entry)
    else:
        _expect(isinstance(entry, str), where, "rule ids or tables with rule, resource, reason, until", entry)


def _expect(met: bool, where: str, what: str, value: Any) -> None:
    if not met:
        raise UsageError(f"{where} takes {what}, not {value!r}")
