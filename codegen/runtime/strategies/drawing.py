"""Draws instances of the tabulated shapes, top down, small trees first; on request with one constraint broken."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any, Final

from hypothesis import strategies as st

from . import scalars
from .links import Path, draw_linked
from .modes import Mode, Reference, Shapes
from .scalars import Row
from .targets import Target

_MEMBERS: Final = (64, 4, 3, 2, 1, 1)
"""Most optional members of a structure that nothing demands, by level; none below."""
_ITEMS: Final = (4, 4, 3, 2, 1, 1)
"""Most items of a list or map beyond its minimum, by level; none below."""
_FILLED: Final = 64
"""Items up to which a list or map is drawn that fills its maximum."""
_DISTINCT: Final = 4
"""Different items in a list longer than any that is drawn freely; they are repeated."""
_SEPARATE: Final = 9
"""Items up to which each is drawn for itself."""
_UNKNOWN: Final = ("NoSuchMember", "nosuchmember", "", "\u00e9", "__class__")
_NO_PINS: Final[Mapping[Path, Any]] = {}

Pins = Mapping[Path, Any]
"""Values that have been drawn already, by the path at which they belong."""


class Goal:
    """What to break in the instance that is drawn, and, once that is done, where it is."""

    def __init__(self, target: Target) -> None:
        self.rule = target.rule
        self.key = target.key
        self.modes = target.modes
        """Entry of the modes that break a rule; None for a constraint of one shape, which is broken on arrival."""
        self._depth = target.depth
        self._path = target.path
        self.found: list[str | int] = []

    @property
    def ahead(self) -> tuple[str, ...]:
        """The steps that are still to be made."""
        return self._path[len(self.found) :]

    @property
    def arrived(self) -> bool:
        """Whether this is the structure whose rule is broken, or something in it."""
        return self.modes is not None and len(self.found) >= self._depth

    def breaks(self, *rules: str, below: int = 0) -> bool:
        """Whether one of `rules` is to be broken here, reported `below` steps further down."""
        return self.modes is None and self.rule in rules and len(self.ahead) == below

    def needs(self) -> tuple[str, ...]:
        """The steps on which there must be values; modes that break a rule have them anyway."""
        if self.modes is not None:
            return ()
        return self.ahead[:-1] if self.key or self.rule in ("required", "unknown-member") else self.ahead


def draw_structure(draw: st.DrawFn, shapes: Shapes, name: str, goal: Goal | None = None) -> dict[str, Any]:
    """An instance of a structure: valid, or with `goal` reached."""
    return _Drawing(draw, shapes).structure(name, 0, None if goal is None else goal.modes, goal, _NO_PINS)


class _Drawing:
    """One instance being drawn."""

    def __init__(self, draw: st.DrawFn, shapes: Shapes) -> None:
        self._draw = draw
        self._shapes = shapes

    def _value(self, name: str, level: int, reference: Reference, goal: Goal | None, pins: Pins) -> Any:
        row = self._shapes.rows[name]
        if goal is not None and goal.breaks("type"):
            return self._draw(scalars.broken(row, "type"))
        match row["is"]:
            case "structure":
                return self.structure(name, level, reference, goal, pins)
            case "list":
                return self._list(name, level, reference, goal)
            case "map":
                return self._map(name, level, reference, goal)
        if goal is not None and goal.modes is None:
            return self._draw(scalars.broken(row, goal.rule))
        return pins[()] if () in pins else self._draw(self._shapes.valid(name, reference))

    def _mode(self, name: str, reference: Reference, goal: Goal | None) -> Mode:
        modes = self._shapes.modes(name, reference, () if goal is None else goal.needs())
        return modes[0] if len(modes) == 1 else modes[self._draw(_between(0, len(modes) - 1))]

    # --- structures ---------------------------------------------------------------------------------------------

    def structure(self, name: str, level: int, reference: Reference, goal: Goal | None, pins: Pins) -> dict[str, Any]:
        """The members of a structure, in the model's order."""
        row = self._shapes.rows[name]
        mode = self._mode(name, reference, goal)
        if "links" in mode:
            pins = {**draw_linked(self._draw, mode["links"]), **pins}
        if goal is not None and goal.arrived and "at" in mode:
            goal.found += mode["at"]
            goal = None
        if goal is not None and goal.breaks("union"):
            return self._members(row, level, mode, self._not_one(row), None, pins)
        if goal is not None and goal.breaks("required", "unknown-member", below=1):
            return self._broken(row, level, mode, goal, pins)
        chosen = self._chosen(row, level, mode, goal)
        if goal is not None and goal.ahead and goal.ahead[0] not in chosen:
            # A rule may report a member that is missing.
            goal.found += goal.ahead
            goal = None
        return self._members(row, level, mode, chosen, goal, pins)

    def _broken(self, row: Row, level: int, mode: Mode, goal: Goal, pins: Pins) -> dict[str, Any]:
        name = goal.ahead[0]
        chosen = self._chosen(row, level, mode, None) - {name}
        if goal.rule == "required":
            goal.found.append(name)
            return self._members(row, level, mode, chosen, None, pins)
        stranger = self._draw(_strangers(tuple(row["members"])))
        goal.found.append(stranger)
        return self._members(row, level, mode, chosen, None, pins) | {stranger: 0}

    def _members(
        self, row: Row, level: int, mode: Mode, chosen: set[str], goal: Goal | None, pins: Pins
    ) -> dict[str, Any]:
        step = goal.ahead[0] if goal is not None and goal.ahead else None
        references = mode.get("of", {})
        data = {}
        for name, inner in row["members"].items():
            if name in chosen:
                onward = goal if name == step else None
                if onward is not None:
                    onward.found.append(name)
                data[name] = self._value(inner, level + 1, references.get(name), onward, _below(pins, name))
        return data

    def _chosen(self, row: Row, level: int, mode: Mode, goal: Goal | None) -> set[str]:
        """Names of the members that are present."""
        step = goal.ahead[0] if goal is not None and goal.modes is None and goal.ahead else None
        if row.get("union") and not mode:
            if step is not None:
                return {step}
            return {self._draw(_one_of(tuple(row["members"]))) if level < len(_MEMBERS) else row["base"]}
        chosen = {*row.get("required", ()), *mode.get("yes", ())}
        if step is not None:
            chosen.add(step)
        refused = mode.get("no", ())
        free = tuple(name for name in row["members"] if name not in chosen and name not in refused)
        chosen.update(self._draw(_subsets(free, _at(_MEMBERS, level))))
        return chosen

    def _not_one(self, row: Row) -> set[str]:
        names = tuple(row["members"])
        several = st.lists(_one_of(names), min_size=2, max_size=3, unique=True)
        return set(self._draw(st.just([]) | several if len(names) > 1 else st.just([])))

    # --- lists and maps -----------------------------------------------------------------------------------------

    def _size(self, row: Row, level: int, mode: Mode, goal: Goal | None, least: int) -> int:
        low, high = mode.get("n", (row.get("min") or 0, row.get("max")))
        if goal is not None and goal.breaks("min-items"):
            return self._draw(_between(0, row["min"] - 1))
        if goal is not None and goal.breaks("max-items"):
            return int(row["max"]) + 1
        low = max(low, least)
        room = _at(_ITEMS, level)
        most = low + room if high is None else max(low, min(low + room, high))
        if not room or high is None or not most < high <= _FILLED or not self._enough(row, mode, high):
            return self._draw(_between(low, most))
        return int(self._draw(_one_of((*range(low, most + 1), high))))

    def _enough(self, row: Row, mode: Mode, count: int) -> bool:
        """Whether there are so many different keys of a map, or so many values that items have to differ in."""
        if row["is"] == "map":
            told = [(row["key"], mode.get("key"))]
        else:
            told = [
                (self._member(row["of"], path), self._reference(row["of"], mode.get("of"), path))
                for path in mode.get("distinct", ())
            ]
        return all(self._different_values(name, reference) >= count for name, reference in told)

    def _different_values(self, name: str, reference: Reference) -> float:
        """How many different values of a scalar shape can be drawn, as far as that is known."""
        numbered = self._shapes.numbered(name, reference)
        if reference is not None:
            return numbered
        row = self._shapes.rows[name]
        return max(numbered, len(row["values"]) if "values" in row else 0 if row["is"] == "boolean" else math.inf)

    def _list(self, name: str, level: int, reference: Reference, goal: Goal | None) -> list[Any]:
        row = self._shapes.rows[name]
        mode = self._mode(name, reference, goal)
        site = self._site(row, mode, goal)
        size = self._size(row, level, mode, goal, site + 1)
        slots = mode.get("slots", ())
        if goal is not None and goal.breaks("min-items", "max-items"):
            goal = None
        fresh = size if size <= _SEPARATE else min(size, len(slots) + _DISTINCT)
        pins = self._item_pins(row["of"], mode, size if self._enough(row, mode, size) else fresh)
        items: list[Any] = []
        for index, known in enumerate(pins[:fresh]):
            onward = goal if index == site else None
            if onward is not None:
                onward.found.append(index)
            inner = slots[index] if index < len(slots) else mode.get("of")
            items.append(self._value(row["of"], level + 1, inner, onward, known))
        # What is broken stands at one place, and slots are for one item each: only the others are repeated.
        sound = [item for index, item in enumerate(items[len(slots) :], len(slots)) if index != site]
        for index in range(fresh, size):
            items.append(deepcopy(sound[index % len(sound)]))
            for path, value in pins[index].items() if index < len(pins) else ():
                _replace(items[-1], path, value)
        return items

    def _site(self, row: Row, mode: Mode, goal: Goal | None) -> int:
        """Index of the item in which the goal is; -1 if it is in none."""
        if goal is None or not goal.ahead:
            return -1
        if goal.modes is not None:
            return int(mode.get("site", 0))
        found = self._shapes.items(row["of"], mode, goal.needs()[1:])
        return int(self._draw(_one_of(tuple(found))))

    def _item_pins(self, name: str, mode: Mode, size: int) -> list[Pins]:
        """What the items of a list have in common, or must not have: drawn first, for each item."""
        pins: list[dict[Path, Any]] = [{} for _ in range(size)]
        slots = mode.get("slots", ())
        for path in mode.get("distinct", ()):
            inner = [slots[index] if index < len(slots) else mode.get("of") for index in range(size)]
            keys = self._different(self._member(name, path), [self._reference(name, item, path) for item in inner])
            for item, key in zip(pins, keys, strict=True):
                item[tuple(path)] = key
        for one, other, path in mode.get("same", ()):
            pins[other][tuple(path)] = pins[one][tuple(path)]
        return list(pins)

    def _different(self, name: str, references: Sequence[Reference]) -> list[Any]:
        """A value of the shape for each reference, no two of them equal."""
        usual = references[-1] if references else None
        if _SEPARATE < len(references) <= self._shapes.numbered(name, usual):
            keys: list[Any] = [*self._numbered(name, len(references))]
        else:
            keys = self._draw(self._shapes.several(name, usual, len(references)))
        for index, reference in enumerate(references):
            if reference != usual:
                keys[index] = self._draw(self._shapes.valid(name, reference).filter(lambda key: key not in keys))
        return keys

    def _numbered(self, name: str, count: int) -> list[str]:
        return [f"{self._shapes.rows[name]['stem']}{number:04}" for number in range(count)]

    def _reference(self, name: str, reference: Reference, path: Iterable[str]) -> Reference:
        """Where the modes of a member are, of a structure that has a single mode; else None."""
        for step in path:
            modes = self._shapes.modes(name, reference)
            reference = modes[0].get("of", {}).get(step) if len(modes) == 1 else None
            name = self._shapes.rows[name]["members"][step]
        return reference

    def _member(self, name: str, path: Iterable[str]) -> str:
        """The shape at a path of members."""
        for step in path:
            name = self._shapes.rows[name]["members"][step]
        return name

    def _map(self, name: str, level: int, reference: Reference, goal: Goal | None) -> dict[str, Any]:
        row = self._shapes.rows[name]
        mode = self._mode(name, reference, goal)
        site = self._site(row, mode, goal)
        size = self._size(row, level, mode, goal, site + 1)
        if goal is not None and goal.breaks("min-items", "max-items"):
            goal = None
        keys = self._keys(row, mode, size)
        if goal is not None and goal.key and goal.breaks(goal.rule, below=1):
            keys[site] = self._draw(scalars.broken(self._shapes.rows[row["key"]], goal.rule))
            goal.found.append(keys[site])
            goal = None
        slots = mode.get("slots", ())
        data: dict[str, Any] = {}
        for index, key in enumerate(keys):
            onward = goal if index == site else None
            if onward is not None:
                onward.found.append(key)
            if index > max(_SEPARATE, len(slots)):
                data[key] = deepcopy(data[keys[index - 1]])
            else:
                inner = slots[index][1] if index < len(slots) else mode.get("of")
                data[key] = self._value(row["of"], level + 1, inner, onward, _NO_PINS)
        return data

    def _keys(self, row: Row, mode: Mode, size: int) -> list[str]:
        """As many different keys, or as many as there are."""
        values = self._shapes.rows[row["key"]].get("values")
        stems = _DISTINCT < size <= self._shapes.numbered(row["key"], mode.get("key"))
        size = size if values is None or stems else min(size, len(values))
        wanted = [slot[0] for slot in mode.get("slots", ())]
        alike = {
            n: iter(self._draw(self._shapes.several(row["key"], n, wanted.count(n)))) for n in dict.fromkeys(wanted)
        }
        fixed = [next(alike[n]) for n in wanted]
        if stems:
            keys = self._numbered(row["key"], size)
        else:
            keys = self._draw(self._shapes.several(row["key"], mode.get("key"), size))
        return list(dict.fromkeys([*fixed, *keys]))[: max(size, len(fixed))]


def _replace(item: Any, path: Path, value: Any) -> None:
    """Puts a value where the item has one at the path."""
    for step in path[:-1]:
        item = item.get(step, {})
    if path[-1] in item:
        item[path[-1]] = value


def _below(pins: Pins, step: str) -> Pins:
    return {path[1:]: value for path, value in pins.items() if path and path[0] == step} if pins else pins


def _at(limits: tuple[int, ...], level: int) -> int:
    return limits[level] if level < len(limits) else 0


# Making a strategy costs more than drawing from it.
@lru_cache(maxsize=1024)
def _between(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


@lru_cache(maxsize=4096)
def _subsets(names: tuple[str, ...], most: int) -> st.SearchStrategy[Iterable[str]]:
    if not names or not most:
        return st.just(())
    return st.lists(_one_of(names), max_size=min(most, len(names)), unique=True)


@lru_cache(maxsize=4096)
def _one_of(names: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(names)


@lru_cache(maxsize=4096)
def _strangers(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([name for name in _UNKNOWN if name not in names])
