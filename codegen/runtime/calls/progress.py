"""Shows how a wait is going: a live display on a terminal that has rich, plain lines everywhere else.

Knows waits in general: whoever knows more of what is waited for hands `Display` a view of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from types import TracebackType
from typing import Any, Final, Self, TextIO

from attrs import field, frozen

from .waiters import Progress

_DUMB: Final = (None, "dumb", "unknown")


@frozen
class Row:
    """One part of what is waited for: its cells by heading for a table, and the same as a line of text.

    That time goes by is no news: `passing`, the end of the line that tells it, counts for nothing in comparisons.
    """

    cells: Mapping[str, str] = field(eq=False)
    line: str
    passing: str = field(default="", eq=False)


@frozen
class View:
    """What one poll shows."""

    headline: str
    time: str
    rows: tuple[Row, ...] = ()
    remarks: tuple[Row, ...] = ()
    """Lines below the rows, which have no cells."""
    chart: tuple[str, ...] = ()
    """Lines at the end of a live display, which cuts there what is higher than the terminal."""


def show_progress(file: TextIO | None = None) -> Display:
    """An `on_progress` that displays a wait.

    Args:
        file: Where to write; None for standard error. A live display needs a terminal and rich (extra ``progress``).

    Returns:
        The display. As a context manager it cleans the terminal up whatever happens.
    """
    return Display(file, view)


class Display:
    """Takes the polls of a wait as they come."""

    def __init__(self, file: TextIO | None, view: Callable[[Progress[Any]], View]) -> None:
        """A display on `file` (None for standard error) of what `view` makes of each poll."""
        self._file = sys.stderr if file is None else file
        self._view = view
        self._last: tuple[str, tuple[Row, ...]] | None = None
        """Headline and lines of the poll before."""
        self._live: Any = None

    def __call__(self, progress: Progress[Any]) -> None:
        """Shows one poll."""
        seen = self._view(progress)
        if _live_possible(self._file):
            self._show_live(seen)
        elif (seen.headline, seen.rows + seen.remarks) != self._last or progress.state != "waiting":
            self._file.write("".join(f"{line}\n" for line in plain_lines(seen)))
            self._file.flush()
        self._last = (seen.headline, seen.rows + seen.remarks)
        if progress.state != "waiting":
            self.close()

    def close(self) -> None:
        """Leaves the last state on the screen and gives the terminal back."""
        live, self._live = self._live, None
        if live is not None:
            live.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _show_live(self, seen: View) -> None:
        from rich.console import Console, Group  # noqa: PLC0415 - an extra
        from rich.live import Live  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        if self._live is None:
            self._live = Live(console=Console(file=self._file), auto_refresh=False)
            self._live.start()
        lines = (r.line + r.passing for r in seen.remarks)
        shown = [Text(f"{seen.headline}  {seen.time}", style="italic"), *([_table(seen)] if seen.rows else ())]
        self._live.update(Group(*shown, *map(Text, lines), *map(Text, seen.chart)), refresh=True)


def _live_possible(file: TextIO) -> bool:
    """Whether a display can be drawn anew in its place: what cannot is rich told by TERM, and would show nothing."""
    return file.isatty() and os.environ.get("TERM") not in _DUMB and find_spec("rich") is not None


def _table(seen: View) -> Any:
    from rich.table import Table  # noqa: PLC0415 - an extra
    from rich.text import Text  # noqa: PLC0415

    table = Table()
    for heading in seen.rows[0].cells:
        table.add_column(heading)
    for row in seen.rows:
        table.add_row(*(Text(cell) for cell in row.cells.values()))
    return table


def plain_lines(seen: View) -> Iterator[str]:
    """A poll as lines of text."""
    yield f"[{seen.time}] {seen.headline}"
    yield from (f"  {row.line}{row.passing}" for row in seen.rows + seen.remarks)


def answered(progress: Progress[Any]) -> Mapping[str, Any]:
    """What the poll was answered, as plain data; empty where it was not."""
    data: Mapping[str, Any] = {} if progress.response is None else progress.response.to_dict()
    return data


def view(
    progress: Progress[Any],
    rows: tuple[Row, ...] = (),
    limit: float | None = None,
    data: Mapping[str, Any] | None = None,
    remarks: tuple[Row, ...] = (),
    chart: tuple[str, ...] = (),
) -> View:
    """What one poll shows.

    Args:
        progress: The poll.
        rows: The parts of what is waited for, where they are known.
        limit: Seconds that the service itself allows, where known, instead of the wait's own timeout.
        data: What of the answer is news; None for all of it.
        remarks: Lines below the rows.
        chart: Lines at the end of a live display.
    """
    data = answered(progress) if data is None else data
    time = f"{_clock(progress.elapsed)} of {_clock(limit or progress.timeout)}"
    if progress.error is not None:
        return View(f"{progress.subject}: poll {progress.attempt} failed: {progress.error}", time)
    told = [f"{value}" for name, value in data.items() if name.endswith(("Status", "State")) and isinstance(value, str)]
    reason = data.get("FailureReason")
    headline = f"{progress.subject}: {', '.join(told) or progress.state}{f' ({reason})' if reason else ''}"
    return View(headline, time, rows, remarks, chart)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
