"""Breaks one constraint of a drawn instance, and knows which violation has to be reported where."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from attrs import frozen

from tests.sweep.drawing import Path, Row, Site, replaced, sites

LONGEST: Final = 200_000
MOST_ITEMS: Final = 2_000
_STRANGER: Final = "NoSuchMember"
_WRONG: Final[Mapping[str, tuple[object, ...]]] = {
    "string": (None, 0, True, 1.5, [], {}, b"x"),
    "integer": (None, "1", True, 0.5, [], {}),
    "number": (None, "1.0", True, [], {}, math.nan, math.inf),
    "boolean": (None, 0, 1, "true", []),
    "timestamp": (None, "noon", True, [], {}),
    "blob": (None, 0, True, [], {}),
    "document": (math.nan, b"x", {1: 2}),
    "json": (math.nan, b"x"),
    "structure": (None, "x", 0, True, []),
    "list": (None, "x", 0, True, {}),
    "map": (None, "x", 0, True, []),
}
JUNK: Final[tuple[object, ...]] = (
    *(None, True, False, 0, -1, 10**30, 0.0, math.nan, -math.inf, "", "x", "\udc80", "x" * 3000, b"", b"\xff"),
    *([], [None], {}, {"": None}, {1: 2}, (), set(), object(), datetime(2000, 1, 1, tzinfo=UTC), 1 + 2j, range(3)),
)


@frozen
class Fault:
    """An instance with one constraint broken: what `validate` has to report, and what was broken in which row."""

    data: Any
    rule: str
    path: Path
    kind: tuple[int, str]
    """Identity of the row, and the rule: equal for the same constraint at different places."""
    has_pattern: bool
    """Whether it is a text that was made for its length, and may miss a pattern too."""


def faults(rows: Mapping[str, Row], name: str, value: Any, rng: random.Random) -> Iterator[Fault]:
    """Every single fault that an instance can be given, in its order; built one by one as they are asked for."""
    for site in sites(rows, name, value):
        for rule, path, new in _key_breaks(site) if site.is_key else _breaks(site, rng):
            data = _renamed(value, site.path, new) if site.is_key else replaced(value, site.path, new)
            has_pattern = rule in ("min-length", "max-length") and "misses" in site.row
            yield Fault(data, rule, path, (id(site.row), rule), has_pattern)


def mutated(value: Any, places: list[Path], rng: random.Random) -> Any:
    """The instance with junk at one to three places, or with members gone."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        path = rng.choice(places)
        try:
            remove = path and rng.random() < 0.3
            value = _without(value, path) if remove else replaced(value, path, rng.choice(JUNK))
        except (KeyError, IndexError, TypeError, ValueError):
            continue  # an earlier change took this place away
    return value


def _breaks(site: Site, rng: random.Random) -> Iterator[tuple[str, Path, Any]]:
    """Rule, path of the violation, and the value to put in the site's place."""
    row, path, value = site.row, site.path, site.value
    if path:
        yield "type", path, rng.choice(_WRONG[row["is"]])
    match row["is"]:
        case "structure":
            yield from _structure_breaks(row, path, value)
        case "list" | "map":
            yield from _size_breaks(row, path, value)
        case "string":
            for rule, new in _text_breaks(row):
                yield rule, path, new
        case "blob":
            for rule, length in _lengths(row):
                yield rule, path, b"x" * length
        case "integer" | "number":
            if row.get("min") is not None:
                yield "min-value", path, row["min"] - 1
            if row.get("max") is not None:
                yield "max-value", path, row["max"] + 1


def _structure_breaks(row: Row, path: Path, value: dict[str, Any]) -> Iterator[tuple[str, Path, Any]]:
    for name in row.get("required", ()):
        yield "required", (*path, name), {key: inner for key, inner in value.items() if key != name}
    yield "unknown-member", (*path, _STRANGER), value | {_STRANGER: 0}
    if row.get("union"):
        yield "union", path, {}


def _size_breaks(row: Row, path: Path, value: Any) -> Iterator[tuple[str, Path, Any]]:
    low, high = int(row.get("min") or 0), row.get("max")
    if low:
        yield "min-items", path, value[: low - 1] if isinstance(value, list) else dict(list(value.items())[: low - 1])
    if high is not None and high < MOST_ITEMS and isinstance(value, list) and value:
        yield "max-items", path, (value * (int(high) + 1))[: int(high) + 1]


def _text_breaks(row: Row) -> Iterator[tuple[str, str]]:
    if row.get("enum"):
        yield "enum", f"{row['values'][0]}?"
        return
    if row.get("misses"):
        yield "pattern", row["misses"][0]
    for rule, length in _lengths(row):
        yield rule, "x" * length


def _lengths(row: Row) -> Iterator[tuple[str, int]]:
    if row.get("min"):
        yield "min-length", int(row["min"]) - 1
    if row.get("max") is not None and row["max"] < LONGEST:
        yield "max-length", int(row["max"]) + 1


def _key_breaks(site: Site) -> Iterator[tuple[str, Path, Any]]:
    for rule, new in _text_breaks(site.row):
        yield rule, (*site.path[:-1], new), new


def _renamed(value: Any, path: Path, new: str) -> Any:
    if len(path) > 1:
        return replaced(value, path[:1], _renamed(value[path[0]], path[1:], new))
    return {new if key == path[0] else key: inner for key, inner in value.items()}


def _without(value: Any, path: Path) -> Any:
    if len(path) > 1:
        return replaced(value, path[:1], _without(value[path[0]], path[1:]))
    if isinstance(value, list):
        return [item for index, item in enumerate(value) if index != path[0]]
    return {key: inner for key, inner in dict(value).items() if key != path[0]}
