"""Runs the benchmarks and prints their table in Markdown."""

from __future__ import annotations

import platform
import sys
import tempfile
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.rows import Row

SUITES = ("wire", "preflight", "client", "generation", "changes")


def main(arguments: list[str]) -> int:
    """Runs the suites named, or all; never fails because of a figure."""
    unknown = set(arguments) - set(SUITES)
    if unknown:
        print(f"no suite {', '.join(sorted(unknown))}; there are {', '.join(SUITES)}", file=sys.stderr)
        return 2
    print(f"{platform.platform()}, CPython {platform.python_version()}, botocore {version('botocore')}\n")
    print("| what | ours | peer | theirs | ratio | promised |\n|--|--|--|--|--|--|")
    for suite in arguments or SUITES:
        with tempfile.TemporaryDirectory() as folder:
            for row in import_module(f"tests.benchmarks.{suite}").rows(Path(folder)):
                print(line(row), flush=True)
    return 0


def line(row: Row) -> str:
    """A row of the table."""
    theirs = f"{row.theirs:.1f} {row.unit}" if row.theirs is not None else ("not installed" if row.peer else "")
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
    promise = f"≤ {row.bound:.2f}" if row.peer else f"≤ {row.bound:g} {row.unit}"
    verdict = {True: "", False: " **missed**", None: ""}[row.kept]
    return f"| {row.name} | {row.ours:.1f} {row.unit} | {row.peer} | {theirs} | {ratio} | {promise}{verdict} |"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
