"""The sweep as a command: `python -m tests.sweep [--services a,b] [--draws N] [--deep]`; writes REPORT.md."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from codegen.pipeline import default_jobs
from tests.sweep.laws import Effort
from tests.sweep.report import report
from tests.sweep.run import everything, in_parallel

_DEEP = 10


def main() -> int:
    """Sweeps, prints what disagrees, and returns 1 if anything does."""
    parser = argparse.ArgumentParser(prog="python -m tests.sweep", description="Put every service to the test.")
    parser.add_argument("--services", help="names separated by commas (default: all; only then is the report written)")
    parser.add_argument(
        "--draws", type=int, default=1, metavar="N", help="draw N times as much as continuous integration"
    )
    parser.add_argument("--deep", action="store_true", help=f"draw {_DEEP} times as much")
    parser.add_argument("--jobs", type=int, default=default_jobs(), help="processes")
    options = parser.parse_args()
    services = tuple(options.services.split(",")) if options.services else everything()
    effort = Effort().times(_DEEP if options.deep else options.draws)
    started = time.perf_counter()
    outcomes = []
    for outcome in in_parallel(services, effort, options.jobs):
        outcomes.append(outcome)
        print(f"{len(outcomes):>4}/{len(services)} {outcome.service}: {outcome.seconds:.1f} s", file=sys.stderr)
        print(*outcome.disagreements, sep="\n", end="\n" if outcome.disagreements else "")
    wall = time.perf_counter() - started
    command = " ".join(["python -m tests.sweep", *sys.argv[1:]])
    text = report(sorted(outcomes, key=lambda outcome: outcome.service), wall, options.jobs, command)
    if options.services is None:
        Path(__file__).with_name("REPORT.md").write_text(text, encoding="utf-8")
    else:
        print(text)
    return int(any(outcome.disagreements for outcome in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
