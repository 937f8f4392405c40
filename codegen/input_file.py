"""Reads files that people wrote: regular files up to a size, so that no pipe, device or dump makes a run wait.

Loads next to nothing, since the pre-flight command starts with it.
"""

from __future__ import annotations

import errno
import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike


def read(path: str | PathLike[str], limit: int) -> bytes:
    """The content of a regular file.

    Args:
        path: The file; links are followed.
        limit: Most bytes that are read; a larger file is not.

    Raises:
        OSError: it cannot be read, is no regular file, or is larger.
    """
    with open(path, "rb", opener=_open) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
        data = file.read(limit + 1) if status.st_size <= limit else b""
    if status.st_size > limit or len(data) > limit:
        raise OSError(errno.EFBIG, f"larger than {limit // 2**20} MiB", os.fspath(path))
    return data


def _open(path: str, flags: int) -> int:
    # Without O_NONBLOCK, opening a named pipe that nobody writes to would wait forever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
