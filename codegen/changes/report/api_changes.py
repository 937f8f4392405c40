"""The trees of an API-change page: what is new in each request and response, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...preflight.findings import printable
from ..compare import Difference
from ..facts import Comparison
from ..trees import MOST, show, tree


def write(comparison: Comparison) -> str:
    """The operations of one service with the trees of what is new in them."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    difference = comparison.difference
    names = [change.edit.name for change in comparison.changes if change.edit.kind == "operation-added"]
    gone = [change.edit.name for change in comparison.changes if change.edit.kind == "operation-removed"]
    updated = dict(updates(difference)) if difference is not None else {}
    counts = ((len(names), "new"), (len(gone), "removed"), (len(updated), "updated"))
    told = " ".join(f"{count} {kind}" for count, kind in counts if count) or "no new or updated"
    yield printable(f"{comparison.service} - {comparison.old} -> {comparison.new} - {told} api methods")
    yield from (line for name in names for line in ("", f"{name} (new)"))
    yield from (line for name in gone for line in ("", f"{name} (removed)"))
    for name, sides in updated.items():
        yield from ("", f"{name} (updated)")
        for side, new in sides.items():
            yield from (f"Changes ({side})", show(new))


def updates(difference: Difference, most: int = MOST) -> Iterator[tuple[str, dict[str, Any]]]:
    """Operations with something new in them: the tree by side."""
    for name, ends in difference.ends.items():
        new = {end.side: tree(difference, end.pair, most) for end in ends if end.side != "error"}
        sides: dict[str, Any] = {side: found for side, found in new.items() if found}
        if sides:
            yield name, sides
