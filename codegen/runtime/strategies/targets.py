"""Which constraints of a request can be broken alone, and where: a static list, so that tests name their cases."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from . import scalars
from .modes import Shapes
from .scalars import Row

ANY: Final = "*"
MOST_ITEMS: Final = 5_000
"""Items of the longest list drawn to break a maximum."""

_VISITS: Final = 4


class Target(NamedTuple):
    """A constraint that can be broken: its id, and where. ``*`` in the path stands for any one index, key or name."""

    rule: str
    path: tuple[str, ...]
    key: bool = False
    """Whether it is a map's key that breaks the constraint, not the value below it."""
    modes: int | None = None
    """For a rule across members: the entry of the modes that break it."""
    depth: int = 0
    """For a rule across members: how many steps of the path lead to the structure that it guards."""
    pinned: bool = False
    """Whether the rule is broken by its examples alone: the members it reads are as there, the others drawn."""

    def __str__(self) -> str:
        return f"{self.rule}@{'.'.join(self.path)}{' (key)' if self.key else ''}"


def find_targets(tables: Shapes, root: str) -> tuple[Target, ...]:
    """The constraints of shapes below a structure, breadth first. A structure is entered at its first few paths."""
    shapes = tables.rows
    found: list[Target] = []
    visits: dict[str, int] = {}
    queue: deque[tuple[str, tuple[str, ...]]] = deque([(root, ())])
    while queue:
        name, path = queue.popleft()
        row = shapes[name]
        if not tables.reaches(root, None, path):
            continue
        found += [Target(rule, (*path, *rest)) for rule, rest in _own(row, shapes)]
        if row["is"] == "map" and tables.reaches(root, None, (*path, ANY)):
            found += [
                Target(rule, (*path, ANY), key=True) for rule in scalars.breaks(shapes[row["key"]]) if rule != "type"
            ]
        for step, inner in _below(row):
            visits[inner] = visits.get(inner, 0) + 1
            if visits[inner] <= _VISITS or shapes[inner]["is"] not in ("structure", "list", "map"):
                queue.append((inner, (*path, step)))
    return tuple(t for t in found if t.path)


def _below(row: Row) -> Iterator[tuple[str, str]]:
    match row["is"]:
        case "structure":
            yield from row["members"].items()
        case "list" | "map":
            yield ANY, row["of"]


def _own(row: Row, shapes: Row) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What can be broken at a value: the id, and what its path adds to the value's own."""
    match row["is"]:
        case "structure":
            yield "type", ()
            yield from (("required", (name,)) for name in row.get("required", ()))
            yield "unknown-member", (ANY,)
            if row.get("union"):
                yield "union", ()
        case "list" | "map":
            yield "type", ()
            if row.get("min"):
                yield "min-items", ()
            if has_room_above(row, shapes):
                yield "max-items", ()
        case _:
            yield from ((rule, ()) for rule in scalars.breaks(row))


def has_room_above(row: Row, shapes: Row) -> bool:
    """Whether one item more than the maximum can be drawn: a map needs that many different keys."""
    high = row.get("max")
    if high is None or high >= MOST_ITEMS:
        return False
    if row["is"] == "list":
        return True
    key = shapes[row["key"]]
    return bool(key.get("keys", 0) > high or len(key.get("values", ())) > high)
