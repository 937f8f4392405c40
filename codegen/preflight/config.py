"""``[tool.botoforge.preflight]`` of pyproject.toml: the same options as the command line, kept with the project.

The nearest pyproject.toml upward counts. It is parsed only if it mentions the table, since the TOML reader is slow to
import.
"""

from __future__ import annotations

import os

from ..input_file import read
from .options import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BYTES = 4 * 2**20
_TABLE = ("tool", "botoforge", "preflight")
_KINDS: dict[str, type] = {
    "ignore": list,
    "select": list,
    "severity": dict,
    "exclude": list,
    "releases": list,
    "release-per": str,
    "profile": str,
    "fail-on": str,
    "format": str,
    "operation": str,
}


def read_config(explicit: str | None) -> dict[str, Any]:
    """The configured options, empty if there are none.

    Args:
        explicit: the file given with ``--config``, or None to look for pyproject.toml upward from the current folder.

    Raises:
        UsageError: the file does not exist, is not TOML, or says something that is not an option.
    """
    path = explicit or _nearest()
    if path is None:
        return {}
    try:
        content = read(path, _BYTES)
    except (OSError, ValueError) as error:
        if explicit is None:
            return {}
        raise UsageError(f"--config {path}: {getattr(error, 'strerror', None) or error}") from None
    if explicit is None and not _mentioned(content):
        return {}
    return _checked(_parse(content, path), path)


def _mentioned(content: bytes) -> bool:
    """Whether a file may hold the table, in any spelling of its name that TOML allows."""
    bare = content.translate(None, b" \t\"'")
    return b"botoforge.preflight" in bare or b"[tool.botoforge]" in bare or b"botoforge={" in bare or b"[tool]" in bare


def _nearest() -> str | None:
    try:
        folder = os.getcwd()  # noqa: PTH109 - pathlib is not loaded on this path
    except OSError:
        return None  # removed under our feet: nothing is above it
    while True:
        path = os.path.join(folder, "pyproject.toml")  # noqa: PTH118
        if os.path.isfile(path):  # noqa: PTH113
            return path
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder:
            return None
        folder = parent


def _parse(content: bytes, path: str) -> dict[str, Any]:
    import tomllib

    try:
        table: Any = tomllib.loads(content.decode("utf-8"))
    except RecursionError:
        raise UsageError(f"{path}: nested too deeply") from None
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from None
    for name in _TABLE:
        table = table.get(name, {}) if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        raise UsageError(f"{path}: [{'.'.join(_TABLE)}] is no table")
    return table


def _checked(table: dict[str, Any], path: str) -> dict[str, Any]:
    for name, value in table.items():
        kind = _KINDS.get(name)
        where = f"{path}: [{'.'.join(_TABLE)}] {name}"
        if kind is None:
            from ..spelling import hint

            raise UsageError(f"{where} is not known{hint(name, list(_KINDS))}")
        if not isinstance(value, kind):
            raise UsageError(f"{where} takes a {kind.__name__}, not {value!r}")
        entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if not all(isinstance(entry, str) for entry in entries):
            raise UsageError(f"{where} takes strings only")
    return table
