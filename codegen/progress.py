"""Which of several packages or services is being worked on, and for how long, on a terminal; silent elsewhere.

The line moves while the work stands still, so that a long step is never taken for a hang.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Final, Self

_A_SECOND: Final = 10
"""How often the line is drawn anew in a second."""


class Progress:
    """A line on standard error from entering to leaving it; nothing is left of it then.

    Args:
        doing: what is done with them, such as "generating".
        names: what is worked on, in that order.
        last: what is done when all of them are.
        quiet: whether to show nothing in any case.
    """

    def __init__(self, doing: str, names: Sequence[str], *, last: str = "", quiet: bool = False) -> None:
        self._doing = doing
        self._waiting = list(names)
        self._total = len(names)
        self._last = last
        self._shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._bar: Any = None

    def __enter__(self) -> Self:
        if self._shown:
            from rich import progress  # noqa: PLC0415 - most runs have no terminal
            from rich.console import Console  # noqa: PLC0415

            columns = (progress.SpinnerColumn(), progress.TextColumn("{task.description}", markup=False))
            counted = (progress.MofNCompleteColumn(), progress.BarColumn(), progress.TimeElapsedColumn())
            console = Console(stderr=True)
            self._bar = progress.Progress(
                *columns, *counted, console=console, transient=True, refresh_per_second=_A_SECOND
            )
            self._bar.add_task(self._current(), total=self._total)
            self._bar.start()
        return self

    def done(self, name: str) -> None:
        """Counts one of them."""
        self._waiting.remove(name)
        if self._bar is not None:
            [task] = self._bar.task_ids
            self._bar.update(task, completed=self._total - len(self._waiting), description=self._current())

    def _current(self) -> str:
        return f"{self._doing} {self._waiting[0]}" if self._waiting else self._last

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
