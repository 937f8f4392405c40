"""Puts a finished tree in the place of the output folder, and puts right what a killed run left behind.

A folder that can be renamed is exchanged with the new tree in one step; where the system has no such step, by two
renames, with a backup that the next run restores. A mount point, or a folder whose parent may not be written, keeps its
place: its entries are moved one by one after a journal was written, which the next run works off.

The caller holds the lock on the folder.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkdtemp
from typing import Final
from uuid import uuid4

from .lock import CACHE, LOCK, MARK

_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100
INPUTS: Final = "inputs.json"
"""File in the cache: what each package was made from."""
_JOURNAL: Final = "journal"
_STAGING: Final = "staging-"
_KEPT: Final = (".gitignore", INPUTS, LOCK, MARK)
_MOUNTS: Final = Path("/proc/self/mountinfo")


def staging(out: Path) -> Path:
    """A new folder on the file system of the output, where a run prepares it.

    Raises:
        OSError: there is no room for one.
    """
    if stays(out):
        return Path(mkdtemp(prefix=_STAGING, dir=out / CACHE))
    return Path(mkdtemp(prefix=_beside(out), dir=out.parent))


def stays(out: Path) -> bool:
    """Whether the folder cannot be renamed, so that its entries have to be moved."""
    return _is_mount(out) or not os.access(out.parent, os.W_OK)


def whole(tree: Path, out: Path) -> None:
    """Puts `tree` in the place of `out`, and what was there away."""
    if _exchange(tree, out):
        return
    # Between these two renames a crash leaves the backup, which the next run restores.
    backup = _backup(out)
    out.rename(backup)
    try:
        tree.rename(out)
    except OSError:
        if not out.exists():
            backup.rename(out)
        raise
    shutil.rmtree(backup, ignore_errors=True)


def entries(staged: Path, out: Path, names: Iterable[str]) -> None:
    """Puts the entries of `staged`/tree of those names in the place of those in `out`; the others of the names go."""
    tree = staged / "tree"
    moves = {name: os.path.lexists(tree / name) for name in sorted(names)}
    with (staged / "moves.json").open("w", encoding="utf-8") as file:
        json.dump(moves, file)
        file.flush()
        os.fsync(file.fileno())
    (staged / "old").mkdir()
    staged.rename(out / CACHE / _JOURNAL)
    _work_off(out)


def is_unfinished(out: Path) -> bool:
    """Whether a run has begun to move entries and not come to the end."""
    return (out / CACHE / _JOURNAL).exists()


def recover(out: Path) -> None:
    """Finishes what a killed run had begun to move, and removes what killed runs had prepared.

    Raises:
        OSError: the file system refuses.
    """
    if is_unfinished(out):
        _work_off(out)
    if _backup(out).is_dir():
        shutil.rmtree(_backup(out), ignore_errors=True)
    for stale in (out / CACHE).iterdir():
        if stale.name not in _KEPT:
            _remove(stale)
    if os.access(out.parent, os.W_OK):
        for stale in [p for p in out.parent.iterdir() if p.name.startswith(_beside(out))]:
            _remove(stale)


def restore(out: Path) -> None:
    """Puts the backup back where a run was killed between its two renames."""
    if not out.exists() and _backup(out).is_dir():
        _backup(out).rename(out)


def _remove(stale: Path) -> None:
    """Removes what a run left behind, renamed first: whoever should still work in it cannot put the rest into place."""
    doomed = stale.with_name(f"{stale.name[:80]}-{uuid4().hex}")
    stale.rename(doomed)
    if doomed.is_symlink() or not doomed.is_dir():
        doomed.unlink()
    else:
        shutil.rmtree(doomed, ignore_errors=True)


def _work_off(out: Path) -> None:
    """Makes the moves of the journal that have not been made."""
    journal = out / CACHE / _JOURNAL
    for name, comes in _moves(journal / "moves.json").items():
        new, old, place = journal / "tree" / name, journal / "old" / name, out / name
        waiting = os.path.lexists(new)
        if (waiting or not comes) and os.path.lexists(place) and not os.path.lexists(old):
            place.rename(old)
        if waiting:
            new.rename(place)
    _remove(journal)


def _moves(path: Path) -> dict[str, bool]:
    """By the name of an entry, whether a new one takes its place. A folder may come with a journal that is not ours."""
    try:
        moves = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        moves = None
    if not isinstance(moves, dict) or not all(_is_entry(name) for name in moves):
        raise OSError(errno.EINVAL, f"is no journal of ours; remove {path.parent}", str(path))
    return moves


def _is_entry(name: str) -> bool:
    return name == Path(name).name and name not in ("", "..", CACHE) and "\0" not in name


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def _is_mount(folder: Path) -> bool:
    if folder.is_mount():
        return True
    try:
        mounts = _MOUNTS.read_bytes().splitlines()
    except OSError:
        return False
    # A folder bound to one of the same file system is found here alone. Blanks stand as octal escapes.
    places = (re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8)]), line.split()[4]) for line in mounts)
    return os.fsencode(folder) in places


def _beside(out: Path) -> str:
    return f".{out.name}.botoforge-"


def _backup(out: Path) -> Path:
    return out.parent / f".{out.name}.botoforge.backup"
