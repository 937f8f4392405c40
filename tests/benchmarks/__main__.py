"""Runs the benchmarks and writes their tables into the document beside this file."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final

from tests.benchmarks.rows import Row

SUITES: Final = ("wire", "dirty", "preflight", "client", "generation", "changes")
DOCUMENT: Final = Path(__file__).with_name("README.md")
HEAD: Final = "| what | ours | peer | theirs | ratio (quartiles) | promised |\n|--|--|--|--|--|--|"


def main(arguments: list[str]) -> int:
    """Runs the suites named, or all; never fails because of a figure."""
    unknown = set(arguments) - set(SUITES)
    if unknown:
        print(f"no suite {', '.join(sorted(unknown))}; there are {', '.join(SUITES)}", file=sys.stderr)
        return 2
    for suite in arguments or SUITES:
        print(f"{suite}\n\n{HEAD}")
        lines: list[str] = []
        with tempfile.TemporaryDirectory() as folder:
            for row in import_module(f"tests.benchmarks.{suite}").rows(Path(folder)):
                lines.append(line(row))
                print(lines[-1], flush=True)
        print()
        text = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(with_table(text, suite, lines), encoding="utf-8")
    return 0


def with_table(text: str, suite: str, lines: Iterable[str]) -> str:
    """The document with that table in the place of the suite's."""
    begin, end = f"<!-- {suite} -->\n", f"<!-- end of {suite} -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        msg = f"{DOCUMENT.name} has no lines {begin.strip()} and {end} for the table to stand between"
        raise ValueError(msg)
    where = f"{platform.system()}, CPython {platform.python_version()}, botocore {version('botocore')}"
    table = "\n".join((HEAD, *lines))
    return f"{before}{begin}{where}\n\n{table}\n{end}{after}"


def line(row: Row) -> str:
    """A row of the table."""
    theirs = f"{row.theirs:.1f} {row.unit}" if row.theirs is not None else ("not installed" if row.peer else "")
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
    if row.spread is not None:
        ratio += f" ({row.spread[0]:.2f} to {row.spread[1]:.2f})"
    promise = f"≤ {row.bound:.2f}" if row.peer else f"≤ {row.bound:g} {row.unit}"
    verdict = {True: "", False: " **missed**", None: ""}[row.kept]
    return f"| {row.name} | {row.ours:.1f} {row.unit} | {row.peer} | {theirs} | {ratio} | {promise}{verdict} |"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
