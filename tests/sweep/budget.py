"""Prints the time budget of the sweep at the end of a test run that holds it."""

from __future__ import annotations

from typing import Any, Final

BUDGET: Final = 600
"""Seconds that the whole sweep may take on two processors in continuous integration."""
SECONDS: Final = "sweep seconds"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line: seconds spent in the sweep's own tests, over all processes, against the budget."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    calls = [report for report in reports if getattr(report, "when", "") == "call"]
    spent = [value for r in calls for name, value in r.user_properties if name == SECONDS]
    if spent:
        terminalreporter.write_line(
            f"sweep: {len(spent)} shards, {sum(spent):.0f} s of processor time; budget {BUDGET} s on two processors"
        )
