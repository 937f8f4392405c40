"""One row of the benchmark table, and how times are taken."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
import timeit
from collections.abc import Callable, Sequence

from attrs import frozen


@frozen
class Row:
    """One measured promise.

    Attributes:
        name: What is measured.
        ours: Our figure.
        unit: Its unit ("µs", "ms", "s", "MB").
        peer: Who or what it is compared with; "" for an absolute bound.
        theirs: The peer's figure in the same run, None where it is not installed or there is none.
        bound: The promise: the largest ratio to the peer, or the largest absolute figure without one.
        paired: The median ratio, where both were measured in turns.
        spread: Its quartiles.
    """

    name: str
    ours: float
    unit: str
    peer: str
    theirs: float | None
    bound: float
    paired: float | None = None
    spread: tuple[float, float] | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over theirs."""
        if self.paired is not None:
            return self.paired
        return None if self.theirs is None else self.ours / self.theirs

    @property
    def kept(self) -> bool | None:
        """Whether the promise holds in this run; None where the peer is missing."""
        if not self.peer:
            return self.ours <= self.bound
        return None if self.ratio is None else self.ratio <= self.bound


@frozen
class Pair:
    """Two calls measured in turns.

    Attributes:
        ours: Best microseconds of process CPU time of our call.
        theirs: The same of the peer's.
        ratio: Median of the ratios of all rounds: both calls of a round ran under the same conditions.
        spread: First and third quartile of these ratios.
    """

    ours: float
    theirs: float
    ratio: float
    spread: tuple[float, float]


def paired(
    ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int = 80, seconds: float = 0.0015
) -> Pair:
    """Both calls in `rounds` rounds of `seconds` each, in turns, in process CPU time: other load slows both alike."""
    turns = [(call, _number(call, seconds)) for call in (ours, theirs)]
    times = [[_microseconds(call, number) for call, number in turns] for _ in range(rounds)]
    ratios = [a / b for a, b in times]
    low, middle, high = statistics.quantiles(ratios, n=4)
    return Pair(min(a for a, _ in times), min(b for _, b in times), middle, (low, high))


def _number(call: Callable[[], object], seconds: float) -> int:
    call()
    return max(1, int(seconds * 1e6 / max(_microseconds(call, 3), 0.1)))


def _microseconds(call: Callable[[], object], number: int) -> float:
    """Process CPU time of one call."""
    began = time.process_time()
    for _ in range(number):
        call()
    return max(time.process_time() - began, 1e-9) / number * 1e6


def row_of(name: str, pair: Pair, peer: str, bound: float) -> Row:
    """The row of a pair in microseconds."""
    return Row(name, pair.ours, "µs", peer, pair.theirs, bound, pair.ratio, pair.spread)


def best(call: Callable[[], object], *, rounds: int = 40, seconds: float = 0.0015) -> float:
    """Best microseconds of process CPU time of one call."""
    number = _number(call, seconds)
    return min(_microseconds(call, number) for _ in range(rounds))


def _environment() -> dict[str, str]:
    """The environment of a user: Python keeps its bytecode."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def process(arguments: Sequence[str], *, runs: int = 15) -> float:
    """Median milliseconds of a Python process with these arguments, after one run that fills the bytecode cache."""
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, capture_output=True, env=_environment())

    def once() -> float:
        return timeit.timeit(
            lambda: subprocess.run(command, check=True, capture_output=True, env=_environment()), number=1
        )

    return statistics.median(once() for _ in range(runs)) * 1e3


def inside(statement: str, setup: str = "pass", *, runs: int = 15) -> float:
    """Best milliseconds of CPU time that `statement` takes in a fresh process, after `setup`, bytecode cached."""
    code = f"import time\n{setup}\nstart = time.process_time()\n{statement}\nprint((time.process_time() - start) * 1e3)"
    command = [sys.executable, "-c", code]

    def once() -> float:
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
        return float(done.stdout)

    return min(once() for _ in range(runs))


def cpu_seconds(command: Sequence[str]) -> float:
    """User and system seconds of a process and of those that it waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=_environment())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
