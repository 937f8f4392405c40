"""Writes what a sweep saw as Markdown: figures, patterns that are given up, disagreements."""

from __future__ import annotations

import os
import platform
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version

from tests.sweep.laws import Outcome

_STATUS = {
    "verbatim": "as the service writes them",
    "translated": "translated",
    "bounded": "translated, equal up to the shape's longest string",
    "given-up": "given up",
}


def report(outcomes: Sequence[Outcome], wall: float, jobs: int, command: str) -> str:
    """The report's text."""
    total: Counter[str] = sum((outcome.counts for outcome in outcomes), Counter())
    disagreements = [line for outcome in outcomes for line in outcome.disagreements]
    lines = [
        "# Sweep over every service",
        "",
        _machine(jobs, command),
        "",
        "| what | how many |",
        "|--|--|",
        *(f"| {name} | {total[name]:,} |" for name in ("services", "operations", "structures", "enums", "exports")),
        f"| requests drawn: valid, to botocore too; same after the round trip; same bytes | {total['requests']:,} |",
        f"| near misses, each reported as exactly its violation | {total['near misses']:,} |",
        f"| requests with a value exactly at a bound, accepted | {total['bounds']:,} |",
        f"| bounds too large to try, or of maps whose keys cannot be drawn | {total['bounds not tried']:,} |",
        f"| mutated requests of which ParamValidator rejects none that is accepted here | {total['mutations']:,} |",
        f"| responses with unknown members and enum values, without loss | {total['responses']:,} |",
        f"| of those, responses that came out of botocore's parsers | {total['parsed responses']:,} |",
        f"| examples drawn from the hypothesis strategies | {total['strategies']:,} |",
        f"| disagreements | {len(disagreements):,} |",
        f"| time | {wall:,.0f} s |",
        "",
        "Near misses by constraint: "
        + ", ".join(f"{name.removeprefix('near misses of ')} {count:,}" for name, count in _misses(total))
        + ".",
        "",
        *_slowest(outcomes),
        *_patterns(outcomes),
        "## Disagreements",
        "",
        *(f"- {line}" for line in disagreements or ["none"]),
    ]
    return "\n".join(lines) + "\n"


def _machine(jobs: int, command: str) -> str:
    where = f"CPython {platform.python_version()}, {platform.platform()}, {os.cpu_count()} processors"
    return f"botocore {version('botocore')}, {where}, {jobs} processes. Written by `{command}`."


def _misses(total: Counter[str]) -> list[tuple[str, int]]:
    return sorted((name, count) for name, count in total.items() if name.startswith("near misses of "))


def _slowest(outcomes: Sequence[Outcome]) -> list[str]:
    slow = sorted(outcomes, key=lambda outcome: outcome.seconds, reverse=True)[:5]
    return [f"Slowest: {', '.join(f'{o.service} {o.seconds:.0f} s' for o in slow)}.", ""]


def _patterns(outcomes: Sequence[Outcome]) -> list[str]:
    """Counts of distinct patterns, and every one that is given up with the shapes that have it."""
    distinct = {pattern for outcome in outcomes for pattern in outcome.patterns}
    by_status = Counter(status for _, _, status in distinct)
    given_up: dict[tuple[str, str], list[str]] = {}
    for outcome in outcomes:
        for shape, source, reason in outcome.given_up:
            given_up.setdefault((source, reason), []).append(shape)
    lines = ["## Patterns", "", f"{len(distinct):,} distinct pairs of a pattern and a longest length:"]
    lines += ["", "| | how many |", "|--|--|"]
    lines += [f"| {words} | {by_status[status]:,} |" for status, words in _STATUS.items()]
    lines += ["", "Given up, so that no check of the pattern is made:", ""]
    for (source, reason), shapes in sorted(given_up.items(), key=lambda entry: entry[1]):
        lines += [f"- {', '.join(sorted(shapes))}: {reason}", "", f"      {ascii(source)[1:-1]}", ""]
    return lines
