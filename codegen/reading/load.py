"""Bytes to text: size limits, byte order marks, encodings, binary files.

Never raises on what a file holds: everything wrong becomes a problem with an offset. Parsing is the readers' business.
"""

from __future__ import annotations

import os
import stat

from .nodes import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

MAX_BYTES = 8 * 1024 * 1024
"""Largest file that is read, in bytes. CloudFormation itself stops at 1 MB and requests at a few."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8 with a byte order mark"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)


def read_text(path: str) -> tuple[str, list[Problem]]:
    """Reads a file as text.

    Returns:
        The text (empty when unreadable) and the problems met. Nothing is raised: a file may vanish, be a pipe or a
        folder.
    """
    try:
        with open(path, "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return "", [Problem("unreadable", "not a regular file; pipe it in and name it -")]
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return "", [Problem("unreadable", f"cannot be read: {reason}")]
    return decode(data)


def _open(path: str, flags: int) -> int:
    # Without O_NONBLOCK, opening a named pipe that nobody writes to would wait forever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_stream(stream: BinaryIO) -> tuple[str, list[Problem]]:
    """Reads standard input as text, with the same limits as a file."""
    try:
        return decode(stream.read(MAX_BYTES + 1))
    except (OSError, ValueError) as error:
        return "", [Problem("unreadable", f"cannot be read: {error}")]


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file's bytes and what is wrong with them."""
    if len(data) > MAX_BYTES:
        return "", [Problem("too-large", f"larger than {MAX_BYTES // 1024 // 1024} MiB; nothing of it was checked")]
    encoding, problems, skip = _encoding(data)
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        before = data[skip : skip + error.start].decode(encoding, "replace")
        if "\0" in before or b"\0" in data:
            return "", [Problem("binary-file", "is a binary file")]
        bad = data[skip + error.start]
        return before, [Problem("encoding", f"byte 0x{bad:02x} is not valid {encoding.upper()}", len(before))]
    if "\0" in text:
        return "", [Problem("binary-file", "is a binary file (it holds NUL characters)")]
    if not text.strip():
        problems.append(Problem("empty-file", "holds no request"))
    return text, problems


def _encoding(data: bytes) -> tuple[str, list[Problem], int]:
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            severity = "warning" if encoding == "utf-8" else "error"
            problem = Problem("encoding", f"is {name}; the AWS CLI reads plain UTF-8 only", severity=severity)
            return encoding, [problem], len(mark)
    for encoding, zero, letter in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if len(data) >= 4 and data[zero] == data[zero + 2] == 0 and data[letter] and data[letter + 2]:
            problem = Problem("encoding", "is UTF-16; the AWS CLI reads plain UTF-8 only")
            return encoding, [problem], 0
    return "utf-8", [], 0
