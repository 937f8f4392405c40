"""Shows how a wait is going: a live display on a terminal that has rich, plain lines everywhere else.

Knows waits in general, and endpoints in particular: their variants, stages, instances and weights.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Self, TextIO

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from .waiters import Progress

_HEADINGS: Final = ("variant", "stage", "instances", "weight")
_POLICIES: Final = ("BlueGreenUpdatePolicy", "RollingUpdatePolicy")


@frozen
class Row:
    """One variant: its stage, and current → desired instances and weight."""

    variant: str
    stage: str
    instances: str
    weight: str


@frozen
class View:
    """What one poll shows."""

    headline: str
    time: str
    rows: tuple[Row, ...] = ()


def show_progress(file: TextIO | None = None) -> Display:
    """An `on_progress` that displays a wait.

    Args:
        file: Where to write; None for standard error. A live display needs a terminal and rich (extra ``progress``).

    Returns:
        The display. As a context manager it cleans the terminal up whatever happens.
    """
    return Display(sys.stderr if file is None else file)


class Display:
    """Takes the polls of a wait as they come."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._last: tuple[str, tuple[Row, ...]] | None = None
        self._live: Any = None

    def __call__(self, progress: Progress[Any]) -> None:
        """Shows one poll."""
        seen = view(progress)
        if _live_possible(self._file):
            self._show_live(seen)
        elif (seen.headline, seen.rows) != self._last or progress.state != "waiting":
            self._file.write("".join(f"{line}\n" for line in plain_lines(seen)))
            self._file.flush()
        self._last = (seen.headline, seen.rows)
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
        from rich.console import Console  # noqa: PLC0415 - an extra
        from rich.live import Live  # noqa: PLC0415

        if self._live is None:
            self._live = Live(console=Console(file=self._file), auto_refresh=False)
            self._live.start()
        self._live.update(_table(seen), refresh=True)


def _live_possible(file: TextIO) -> bool:
    return file.isatty() and find_spec("rich") is not None


def _table(seen: View) -> Any:
    from rich.table import Table  # noqa: PLC0415 - an extra
    from rich.text import Text  # noqa: PLC0415

    table = Table(title=Text(f"{seen.headline}  {seen.time}"), title_justify="left")
    for heading in _HEADINGS if seen.rows else ():
        table.add_column(heading)
    for row in seen.rows:
        table.add_row(*(Text(cell) for cell in (row.variant, row.stage, row.instances, row.weight)))
    return table


def plain_lines(seen: View) -> Iterator[str]:
    """A poll as lines of text."""
    yield f"[{seen.time}] {seen.headline}"
    for row in seen.rows:
        yield f"  {row.variant}: {row.stage}, instances {row.instances}, weight {row.weight}"


def view(progress: Progress[Any]) -> View:
    """What one poll shows."""
    data: Mapping[str, Any] = {} if progress.response is None else progress.response.to_dict()
    limit = own_timeout(data.get("LastDeploymentConfig", {})) or progress.timeout
    time = f"{_clock(progress.elapsed)} of {_clock(limit)}"
    if progress.error is not None:
        return View(f"{progress.subject}: poll {progress.attempt} failed: {progress.error}", time)
    told = [f"{value}" for name, value in data.items() if name.endswith(("Status", "State")) and isinstance(value, str)]
    reason = data.get("FailureReason")
    headline = f"{progress.subject}: {', '.join(told) or progress.state}{f' ({reason})' if reason else ''}"
    return View(headline, time, tuple(_rows(data)))


def _rows(data: Mapping[str, Any]) -> Iterator[Row]:
    """The variants of an endpoint: those of a pending deployment first, then those that serve."""
    pending: Mapping[str, Any] = data.get("PendingDeploymentSummary", {})
    for source, mark in ((pending, " (new)"), (data, "")):
        for key in ("ProductionVariants", "ShadowProductionVariants"):
            for variant in source.get(key, ()):
                yield _row(variant, mark)


def _row(variant: Mapping[str, Any], mark: str) -> Row:
    stages = [s.get("Status", "?") for s in variant.get("VariantStatus", ())]
    return Row(
        variant=f"{variant.get('VariantName', '?')}{mark}",
        stage=", ".join(stages) or "steady",
        instances=_pair(variant, "InstanceCount"),
        weight=_pair(variant, "Weight"),
    )


def _pair(variant: Mapping[str, Any], what: str) -> str:
    current, desired = (variant.get(f"{kind}{what}") for kind in ("Current", "Desired"))
    if current is None and desired is None:
        return "-"
    return f"{_number(current)} → {_number(desired)}"


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else "?"


def own_timeout(policies: Mapping[str, Any]) -> float | None:
    """Seconds that a deployment configuration allows the deployment; None where it says nothing."""
    found = (policies.get(name, {}).get("MaximumExecutionTimeoutInSeconds") for name in _POLICIES)
    return next((float(seconds) for seconds in found if seconds), None)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
