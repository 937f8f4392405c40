"""One self-contained page a service: read without script, in light and dark, on any width."""

from __future__ import annotations

from typing import Final

from ...page import page
from ..facts import Change, Comparison, Grade
from ..trees import outline, whole
from ..words import MEANINGS, TITLES, Line, line, summary, title
from .api_changes import updates

_MOST: Final = 1_000
"""Names of a tree on a page; the format ``api-changes`` prints them all."""


def write(comparison: Comparison) -> str:
    """The page of one service."""
    difference = comparison.difference
    trees = dict(updates(difference, _MOST)) if difference is not None else {}
    grades = [
        (grade, TITLES[grade], MEANINGS[grade], [line(c) for c in comparison.changes if c.grade is grade])
        for grade in Grade
    ]
    operations = [
        (
            name,
            _graded(changes),
            {side: outline(new) for side, new in trees.get(name, {}).items()},
            _new(comparison, name),
        )
        for name, changes in comparison.operations().items()
        if name
    ]
    return page(
        "changes.html.j2",
        title=title(comparison),
        comparison=comparison,
        summary=summary(comparison),
        grades=[each for each in grades if each[3]],
        operations=operations,
    )


def _graded(changes: tuple[Change, ...]) -> list[tuple[Grade, Line]]:
    return [(change.grade, line(change)) for change in changes]


def _new(comparison: Comparison, name: str) -> dict[str, str]:
    """The trees of an operation that is new as a whole."""
    difference = comparison.difference
    added = (c.edit.after for c in comparison.changes if c.edit.kind == "operation-added" and c.edit.name == name)
    operation = next(added, None)
    if difference is None or operation is None:
        return {}
    ends = {"request": operation.input, "response": operation.output}
    return {side: outline(whole(difference, shape, _MOST)) for side, shape in ends.items() if shape is not None}
