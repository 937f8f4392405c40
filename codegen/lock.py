"""One generator at a time on one output folder: in this container or another, on this machine or another.

The lock is a file inside the output folder, since the folder may be mounted under several names. Where the system locks
files, a lock ends with its process. Elsewhere the file itself is the lock, and one that a killed process left behind
has to be removed by hand.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrs import field, mutable

CACHE: Final = ".botoforge-cache"
"""Folder inside the output folder for what is ours but no output."""
LOCK: Final = "lock"
"""The file that the kernel locks; it stays."""
MARK: Final = "busy"
"""The file that is the lock itself where the kernel has none; it goes."""
_IGNORED: Final = ".gitignore"
_WIDTH: Final = 200
"""Bytes of a lock file: who holds the lock."""
_NO_LOCKS: Final = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)


class BusyError(RuntimeError):
    """Another generator is at work and cannot be waited for; the message says which, and the way out."""


@mutable
class Lock:
    """A lock on an output folder. Folders that were made for it go with it, unless something else is in them."""

    out: Path
    _made: list[Path] = field(factory=list)
    _file: int | None = None

    @property
    def folder(self) -> Path:
        """Where the lock lies."""
        return self.out / CACHE

    def acquire(self, on_wait: Callable[[str], None]) -> None:
        """Takes the lock; where another process has it, says so by `on_wait` (who it is) and waits.

        Raises:
            BusyError: another process has it, on a file system without locks.
            OSError: the folder cannot be written to.
        """
        try:
            self._take(on_wait)
            while not self.is_ours():
                self._close()
                self._take(on_wait)
        except BaseException:
            self._tidy()
            raise

    def is_ours(self) -> bool:
        """Whether the output folder is still the one that was locked: it may have been removed or replaced."""
        try:
            there = (self.folder / (MARK if self._file is None else LOCK)).stat()
        except OSError:
            return False
        return self._file is None or os.path.samestat(there, os.fstat(self._file))

    def release(self) -> None:
        """Gives the lock back and removes what was made for it alone."""
        if self._file is None:
            (self.folder / MARK).unlink(missing_ok=True)
        self._tidy()

    def _tidy(self) -> None:
        with contextlib.suppress(OSError):
            if self.folder in self._made and {p.name for p in self.folder.iterdir()} <= {LOCK, _IGNORED}:
                (self.folder / _IGNORED).unlink(missing_ok=True)
                (self.folder / LOCK).unlink(missing_ok=True)
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        self._close()

    def _take(self, on_wait: Callable[[str], None]) -> None:
        while True:
            self._make(self.folder)
            try:
                _write_new(self.folder / _IGNORED, "*\n")
                self._file = _locked(self.folder / LOCK, on_wait)
            except FileNotFoundError:
                continue  # another generator failed at this moment, and took its empty folder with it
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise
                self._mark()
            return

    def _make(self, folder: Path) -> None:
        if folder.is_symlink():
            raise OSError(errno.ELOOP, "is a symbolic link; remove it", str(folder))
        if folder.is_dir():
            return
        if not folder.parent.is_dir():
            self._make(folder.parent)
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            self._made.append(folder)

    def _mark(self) -> None:
        mark = self.folder / MARK
        try:
            with mark.open("x", encoding="utf-8") as file:
                file.write(_me())
        except FileExistsError:
            holder = mark.read_text(encoding="utf-8", errors="replace")
            raise BusyError(
                f"{self.out}: {holder or 'another process'} is generating here; if it is not, remove {mark}"
            ) from None

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _write_new(path: Path, text: str) -> None:
    """Writes a file unless there is one; what a link leads to is left alone."""
    with contextlib.suppress(FileExistsError), path.open("x", encoding="utf-8") as file:
        file.write(text)


def _locked(path: Path, on_wait: Callable[[str], None]) -> int:
    """A descriptor of the file at `path`, locked by the kernel for this process (children do not inherit it)."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if not _lock(descriptor, wait=False):
            on_wait(os.read(descriptor, _WIDTH).decode(errors="replace").strip() or "another process")
            _lock(descriptor, wait=True)
        os.pwrite(descriptor, _me().encode().ljust(_WIDTH), 0)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _lock(descriptor: int, *, wait: bool) -> bool:
    """Locks a file for this process; False where another has it and it is not waited for."""
    if sys.platform == "win32":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    import fcntl  # noqa: PLC0415 - not to be had everywhere

    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except (BlockingIOError, PermissionError):
        return False
    return True


def _me() -> str:
    return f"process {os.getpid()} on {platform.node()}"
