"""Values exactly at each bound of each shape that a request reaches, in the smallest request around them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from tests.sweep.drawing import Drawer, Path, Row
from tests.sweep.faults import LONGEST, MOST_ITEMS

_ITEM: Final = object()
_KEY: Final = object()
_Parents = Mapping[str, tuple[str, Any]]


@frozen
class AtBound:
    """A request with one value at a bound.

    Attributes:
        data: the request; None where what is at the bound is too large to try, or cannot be drawn.
        path: where the value is.
        has_pattern: whether the value, drawn for its length, may miss a pattern.
    """

    data: Any
    path: Path
    has_pattern: bool


def at_bounds(drawer: Drawer, name: str, done: set[str]) -> Iterator[AtBound]:
    """A request for each bound of the rows that the one of that name reaches, without those in `done`, which grows."""
    parents = _parents(drawer.rows, name)
    for reached in parents:
        row = drawer.rows[reached]
        if reached in done or row.get("enum"):
            continue
        done.add(reached)
        for limit in ("min", "max"):
            if row.get(limit) is not None:
                value = _value(drawer, row, row[limit])
                data, path = (None, ()) if value is None else _around(drawer, parents, reached, value)
                yield AtBound(data, path, "misses" in row)


def _parents(rows: Mapping[str, Row], name: str) -> _Parents:
    """Of each row that is reached, one that leads to it, and by which step."""
    parents: dict[str, tuple[str, Any]] = {name: ("", None)}
    waiting = deque([name])
    while waiting:
        above = waiting.popleft()
        row = rows[above]
        steps = [(inner, member) for member, inner in row.get("members", {}).items()]
        steps += [(row["of"], _ITEM)] if "of" in row else []
        steps += [(row["key"], _KEY)] if "key" in row else []
        for inner, step in steps:
            if inner not in parents:
                parents[inner] = (above, step)
                waiting.append(inner)
    return parents


def _value(drawer: Drawer, row: Row, bound: Any) -> Any:
    """A value of the row that is as long, large or full as the bound says."""
    match row["is"]:
        case "string" if bound < LONGEST:
            return _text(row, int(bound))
        case "blob" if bound < LONGEST:
            return b"x" * int(bound)
        case "list" if bound < MOST_ITEMS:
            return [drawer.draw(row["of"], "least")] * int(bound)
        case "map" if bound < MOST_ITEMS:
            keys = drawer.keys(row, int(bound))
            return {key: drawer.draw(row["of"], "least") for key in keys} if len(keys) == bound else None
        case "integer" | "number":
            return bound
    return None


def _text(row: Row, length: int) -> str:
    samples = sorted(row.get("values", ()), key=lambda sample: abs(len(sample) - length))
    sample = samples[0] if samples else "x"
    return sample[:length].ljust(length, sample[-1:] or "x")


def _around(drawer: Drawer, parents: _Parents, reached: str, value: Any) -> tuple[Any, Path]:
    """The smallest request that holds the value, and where."""
    path: Path = ()
    while parents[reached][0]:
        above, step = parents[reached]
        row = drawer.rows[above]
        least = max(1, int(row.get("min") or 0))
        if step is _KEY:
            others = [key for key in drawer.keys(row, least) if key != value]
            path = (value, *path)
            value = {key: drawer.draw(row["of"], "least") for key in [value, *others][:least]}
        elif step is _ITEM and row["is"] == "map":
            keys = drawer.keys(row, least)
            path = (keys[0], *path)
            value = dict.fromkeys(keys, value)
        elif step is _ITEM:
            path = (0, *path)
            value = [value] * least
        else:
            path = (step, *path)
            value = {**({} if row.get("union") else drawer.draw(above, "least")), step: value}
        reached = above
    return value, path
