"""Standard output and standard error, whatever they are: closed, a full device, a terminal, a pipe nobody reads."""

from __future__ import annotations

import os
import sys

from .options import Option, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def prepare() -> None:
    """Lets every character be written, whatever the encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def show(text: str) -> None:
    """Writes to standard output, if there is one."""
    if sys.stdout is not None:
        try:
            sys.stdout.write(text)
        except ValueError:
            return  # closed before we came


def say(text: str) -> None:
    """Writes to standard error, if there is one."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except (OSError, ValueError):
            return  # nobody to tell


def flush() -> None:
    """Brings out what was shown."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def clear() -> None:
    """Begins a new page, if somebody looks."""
    if is_terminal(sys.stdout):
        show("\x1b[2J\x1b[H")


def drop() -> None:
    """Keeps the interpreter from complaining about the closed pipe once more when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def help_asked(given: dict[str, Any], usage: str, options: tuple[Option, ...]) -> bool:
    """Shows the help if it was asked for, and says whether it was."""
    if given.get("help"):
        show(f"usage: {usage}\n\n{table(options)}\n")
        return True
    return False


def is_terminal(stream: Any) -> bool:
    """Whether somebody looks at a stream."""
    return stream is not None and not stream.closed and bool(stream.isatty())


def may_colour() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody said that it should not."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") != "dumb"


class Progress:
    """A bar on standard error, on a terminal and for many files only."""

    _FROM = 200
    _WIDTH = 30

    def __init__(self, total: int) -> None:
        self.total = total
        self.shown = total >= self._FROM and is_terminal(sys.stderr)
        self.step = max(1, total // 100)

    def tick(self, done: int) -> None:
        """Shows how many files are done."""
        if self.shown and (done % self.step == 0 or done == self.total):
            filled = self._WIDTH * done // self.total
            say(f"\r[{'#' * filled}{'.' * (self._WIDTH - filled)}] {done}/{self.total} files")

    def end(self) -> None:
        """Takes the bar away."""
        if self.shown:
            say("\r\x1b[K")
