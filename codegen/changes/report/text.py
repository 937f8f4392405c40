"""Plain text for terminals and logs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..facts import Comparison, Grade
from ..words import TITLES, line, summary, title

_PLACES: Final = 3
"""Requests and responses named below a change, and paths of each; the other formats name them all."""


def write(comparison: Comparison) -> str:
    """The changes of one service by grade, the most urgent first."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield title(comparison)
    yield f"  {summary(comparison)}"
    for grade in Grade:
        changes = [change for change in comparison.changes if change.grade is grade]
        if changes:
            yield f"  {TITLES[grade]}"
        for said in map(line, changes):
            yield f"    {said.mark} {said}"
            yield from (f"        {where.short(_PLACES)}" for where in said.where[:_PLACES])
            if len(said.where) > _PLACES:
                yield f"        and {len(said.where) - _PLACES} more"
    yield from (f"  note: {name}: too many paths to list, the shortest is shown" for name in comparison.shortened)
