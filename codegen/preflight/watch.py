"""Checks again whenever something changes that a check reads; watchfiles tells when.

Decides nothing about a check: it is handed one, and what it reads and writes.
"""

from __future__ import annotations

import gc
import os

from . import console
from .doors import SUFFIXES
from .globs import absolute
from .options import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import NoReturn

    from watchfiles import Change

_SETTINGS = (".gitignore", "botoforge.toml", "pyproject.toml")
_START = 200
"""Milliseconds until the first check, when changes are noticed already."""


def watch(check: Callable[[], object], paths: Iterable[str], written: Iterable[str]) -> NoReturn:
    """Checks at once and after every change, until somebody interrupts it.

    Args:
        check: prints a report.
        paths: files, folders and globs that it reads.
        written: files that it writes: their change is none.

    Raises:
        UsageError: watchfiles is not installed, or the first check is wrong use. That of a later one is only said.
        KeyboardInterrupt: somebody has seen enough.
    """
    try:
        from watchfiles import DefaultFilter
        from watchfiles import watch as changes
    except ImportError:
        raise UsageError("--watch needs watchfiles: pip install 'botoforge[watch]'") from None
    gc.enable()  # unlike other runs, this one is long
    named = {absolute(path) for path in paths}
    own = {absolute(path) for path in written}
    ordinary = DefaultFilter()

    def matters(change: Change, path: str) -> bool:
        whole = absolute(path)
        if whole in own:
            return False
        read = path.lower().endswith(SUFFIXES) or os.path.basename(path) in _SETTINGS  # noqa: PTH119
        return whole in named or (read and ordinary(change, path))

    folders = sorted({_folder(path) for path in named})
    checked = False
    for changed in changes(*folders, watch_filter=matters, yield_on_timeout=True, rust_timeout=_START):
        if checked and not changed:
            continue
        _checked_again(check) if checked else _checked(check)
        checked = True
    raise KeyboardInterrupt


def _folder(path: str) -> str:
    """The folder to watch for a path: itself, or the nearest one above it that there is."""
    while not os.path.isdir(path):  # noqa: PTH112 - pathlib is not loaded on this path
        path = os.path.dirname(path)  # noqa: PTH120
    return path


def _checked_again(check: Callable[[], object]) -> None:
    from .findings import printable, without_commands

    try:
        _checked(check)
    except UsageError as error:
        console.say(without_commands(f"error: {printable(str(error))}\n"))  # a configuration in the making


def _checked(check: Callable[[], object]) -> None:
    console.clear()
    check()
    console.flush()
    console.say("watching for changes, Ctrl-C ends it\n")
