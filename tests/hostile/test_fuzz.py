"""Mutated specs, models and request files, for as long as continuous integration has; `fuzz.py` goes on longer."""

from __future__ import annotations

from tests.hostile.fuzz import fuzz


def test_no_mutation_leads_to_a_traceback_or_to_a_report_that_cannot_be_read() -> None:
    found = fuzz(20, seed=1)
    assert found["generator 2"] + found["generator 0"] > 1
    assert found["preflight 1"] > 10
