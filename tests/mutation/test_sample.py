"""A sample of the mutants: the script works, what it asks holds, and nearly all mutants die of little evidence."""

from __future__ import annotations

from .run import judge, sample


def test_mutants_of_the_checks_are_killed() -> None:
    chosen = sample(50, seed=2)
    survivors = list(judge(chosen, draws=10, misses=1, neighbours=12))
    assert len(survivors) <= len(chosen) // 10, "\n".join(survivors)
