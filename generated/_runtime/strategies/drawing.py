"""Draws instances of the tabulated shapes, top down, small trees first; on request with one constraint broken on the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from hypothesis import strategies as st

from . import leaves
from .leaves import Row
from .targets import Target

_MEMBERS: Final = (64, 4, 3, 2, 1, 1)
"""Most optional members of a structure, by level; none below."""
_ITEMS: Final = (4, 4, 3, 2, 1, 1)
"""Most items of a list or map beyond its minimum, by level; none below."""
_DISTINCT: Final = 4
"""Different items in a list that must be longer; they are repeated."""
_UNKNOWN: Final = ("NoSuchMember", "nosuchmember", "", "\u00e9", "__class__")


class Shapes:
    """The rows of a package's tables, and the strategies of the shapes without members."""

    def __init__(self, rows: Row) -> None:
        self.rows = rows
        self._valid: dict[str, st.SearchStrategy[Any]] = {}

    def valid(self, name: str) -> st.SearchStrategy[Any]:
        """What fits the shape of that name, which has no members."""
        if name not in self._valid:
            self._valid[name] = leaves.valid(self.rows[name])
        return self._valid[name]


class Goal:
    """What to break in the instance that is drawn, and, once that is done, where it is."""

    def __init__(self, target: Target) -> None:
        self.rule = target.rule
        self.key = target.key
        self._path = target.path
        self.found: list[str | int] = []

    @property
    def next(self) -> str:
        """The step that is to be made now."""
        return self._path[len(self.found)]

    def breaks(self, *rules: str, below: int = 0) -> bool:
        """Whether one of `rules` is to be broken here, reported `below` steps further down."""
        return self.rule in rules and len(self._path) - len(self.found) == below


def draw_structure(draw: st.DrawFn, shapes: Shapes, name: str, goal: Goal | None = None) -> dict[str, Any]:
    """An instance of a structure: valid, or with `goal` reached."""
    return _Drawing(draw, shapes).structure(shapes.rows[name], 0, goal)


class _Drawing:
    """One instance being drawn."""

    def __init__(self, draw: st.DrawFn, shapes: Shapes) -> None:
        self._draw = draw
        self._shapes = shapes

    def _value(self, name: str, level: int, goal: Goal | None) -> Any:
        row = self._shapes.rows[name]
        if goal is not None and goal.breaks("type"):
            return self._draw(leaves.broken(row, "type"))
        match row["is"]:
            case "structure":
                return self.structure(row, level, goal)
            case "list":
                return self._list(row, level, goal)
            case "map":
                return self._map(row, level, goal)
            case _:
                return self._draw(self._shapes.valid(name) if goal is None else leaves.broken(row, goal.rule))

    def _step(self, step: str | int, name: str, level: int, goal: Goal | None) -> Any:
        """The value one step down, where `goal` lies that way if there is one."""
        if goal is not None:
            goal.found.append(step)
        return self._value(name, level + 1, goal)

    # --- structures ---------------------------------------------------------------------------------------------

    def structure(self, row: Row, level: int, goal: Goal | None) -> dict[str, Any]:
        """The members of a structure, in the model's order."""
        if goal is None:
            return self._members(row, level, self._chosen(row, level))
        if goal.breaks("union"):
            return self._members(row, level, self._not_one(row))
        if goal.breaks("required", below=1):
            name = goal.next
            goal.found.append(name)
            return self._members(row, level, self._chosen(row, level) - {name})
        if goal.breaks("unknown-member", below=1):
            name = self._draw(_strangers(tuple(row["members"])))
            goal.found.append(name)
            return self._members(row, level, self._chosen(row, level)) | {name: 0}
        return self._members(row, level, self._chosen(row, level, goal.next), goal)

    def _members(self, row: Row, level: int, chosen: set[str], goal: Goal | None = None) -> dict[str, Any]:
        way = None if goal is None else goal.next
        return {
            name: self._step(name, inner, level, goal if name == way else None)
            for name, inner in row["members"].items()
            if name in chosen
        }

    def _chosen(self, row: Row, level: int, way: str | None = None) -> set[str]:
        """Names of the members that are present; `way` is one of them."""
        if row.get("union"):
            if way is not None:
                return {way}
            return {self._draw(_one_of(tuple(row["members"]))) if level < len(_MEMBERS) else row["base"]}
        required = row.get("required", ())
        optional = tuple(name for name in row["members"] if name not in required)
        chosen = {*required, *self._draw(_subsets(optional, _at(_MEMBERS, level)))}
        return chosen if way is None else chosen | {way}

    def _not_one(self, row: Row) -> set[str]:
        names = tuple(row["members"])
        return set(self._draw(st.just(()) | st.lists(_one_of(names), min_size=2, max_size=3, unique=True)
                              if len(names) > 1 else st.just(())))

    # --- lists and maps -----------------------------------------------------------------------------------------

    def _size(self, row: Row, level: int, goal: Goal | None) -> int:
        low, high = row.get("min") or 0, row.get("max")
        if goal is not None and goal.breaks("min-items"):
            return int(self._draw(st.integers(0, low - 1)))
        if goal is not None and goal.breaks("max-items"):
            return int(high) + 1
        least = low if goal is None else max(low, 1)
        most = least + _at(_ITEMS, level)
        return int(self._draw(st.integers(least, most if high is None else max(least, min(most, high)))))

    def _list(self, row: Row, level: int, goal: Goal | None) -> list[Any]:
        size = self._size(row, level, goal)
        if goal is not None and goal.breaks("min-items", "max-items"):
            goal = None
        site = -1 if goal is None else self._draw(st.integers(0, min(size, _DISTINCT) - 1))
        items = [
            self._step(index, row["of"], level, goal if index == site else None) for index in range(min(size, _DISTINCT))
        ]
        # What is broken stands at one place: only the others are repeated.
        sound = [item for index, item in enumerate(items) if index != site]
        if size > len(items):
            sound = sound or [self._value(row["of"], level + 1, None)]
            items += [sound[index % len(sound)] for index in range(size - len(items))]
        return items

    def _map(self, row: Row, level: int, goal: Goal | None) -> dict[str, Any]:
        size = self._size(row, level, goal)
        if goal is not None and goal.breaks("min-items", "max-items"):
            goal = None
        keys = self._keys(row, size)
        if goal is not None and goal.key and goal.breaks(goal.rule, below=1):
            keys[0] = self._draw(leaves.broken(self._shapes.rows[row["key"]], goal.rule))
            goal.found.append(keys[0])
            goal = None
        few = [
            self._step(key, row["of"], level, goal if index == 0 else None) for index, key in enumerate(keys[: _DISTINCT + 1])
        ]
        return {key: few[index] if index < len(few) else few[-1] for index, key in enumerate(keys)}

    def _keys(self, row: Row, size: int) -> list[str]:
        """As many different keys, or as many as there are."""
        key = self._shapes.rows[row["key"]]
        values = key.get("values")
        if _DISTINCT < size <= key.get("keys", 0):
            return [f"{key['stem']}{number:04}" for number in range(size)]
        size = size if values is None else min(size, len(values))
        return list(self._draw(st.lists(self._shapes.valid(row["key"]), min_size=size, max_size=size, unique=True)))


def _at(limits: tuple[int, ...], level: int) -> int:
    return limits[level] if level < len(limits) else 0


@lru_cache(maxsize=4096)
def _subsets(names: tuple[str, ...], most: int) -> st.SearchStrategy[Iterable[str]]:
    if not names or not most:
        return st.just(())
    return st.lists(_one_of(names), max_size=min(most, len(names)), unique=True)


@lru_cache(maxsize=4096)
def _one_of(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(names)


@lru_cache(maxsize=4096)
def _strangers(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([name for name in _UNKNOWN if name not in names])
