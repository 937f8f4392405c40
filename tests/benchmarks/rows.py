"""One row of the benchmark table, and how times are taken."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
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
    """

    name: str
    ours: float
    unit: str
    peer: str
    theirs: float | None
    bound: float

    @property
    def ratio(self) -> float | None:
        """Ours over theirs."""
        return None if self.theirs is None else self.ours / self.theirs

    @property
    def kept(self) -> bool | None:
        """Whether the promise holds in this run; None where the peer is missing."""
        if not self.peer:
            return self.ours <= self.bound
        return None if self.ratio is None else self.ratio <= self.bound


def best(call: Callable[[], object], *, repeat: int = 30, seconds: float = 0.02) -> float:
    """Microseconds of one call: the best of `repeat` rounds that last about `seconds` each."""
    number = max(1, int(seconds / max(timeit.timeit(call, number=3) / 3, 1e-7)))
    return min(timeit.repeat(call, number=number, repeat=repeat)) / number * 1e6


def interleaved(ours: Callable[[], object], theirs: Callable[[], object], *, rounds: int = 5) -> tuple[float, float]:
    """Best microseconds of both, measured in turns so that a busy machine slows both alike."""
    pairs = [(best(ours, repeat=8), best(theirs, repeat=8)) for _ in range(rounds)]
    return min(a for a, _ in pairs), min(b for _, b in pairs)


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
    """Best milliseconds that `statement` takes in a fresh process, after `setup`, bytecode cached."""
    code = f"import time\n{setup}\nstart = time.perf_counter()\n{statement}\nprint((time.perf_counter() - start) * 1e3)"
    command = [sys.executable, "-c", code]

    def once() -> float:
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
        return float(done.stdout)

    return min(once() for _ in range(runs))
