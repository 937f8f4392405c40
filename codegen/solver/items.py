"""Searches the modes of a list or map: how many items there are, and what is known of each.

An item of which something of its own is known has a slot; what is known of the others they have in common. Items of a
list have no key: nothing is ever known of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import tee
from random import Random
from typing import Final, NamedTuple

from attrs import evolve, frozen

from .contexts import Arena, Breach, Context, Formulas, ItemsMode, Slot, joined, ordered
from .formula import (
    KEY,
    NEVER,
    SELF,
    All,
    Any,
    Bound,
    Count,
    Distinct,
    Each,
    Failing,
    Formula,
    Pinned,
    Place,
    excluded,
    moved,
    pinned,
    present,
)

_HERE: Final = Place(SELF)


class _Item(NamedTuple):
    """What is known of an item."""

    value: Formulas = ()
    key: Formulas = ()

    def joined(self, other: _Item) -> _Item:
        return _Item(joined(self.value, other.value), joined(self.key, other.key))


class _State(NamedTuple):
    """What is known of the items so far: of each, of those in slots, and of the others."""

    low: int
    high: int | None
    each: _Item = _Item()
    others: _Item = _Item()
    slots: tuple[_Item, ...] = ()
    distinct: tuple[tuple[str, ...], ...] = ()
    same: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    site: int = 0

    def sized(self, operator: str, value: int) -> _State:
        """With a bound on how many there are."""
        low = {"==": value, ">=": value, ">": value + 1}.get(operator, 0)
        high = {"==": value, "<=": value, "<": value - 1}.get(operator, self.high)
        if high is not None and self.high is not None:
            high = min(high, self.high)
        return self._replace(low=max(self.low, low), high=high)

    def slotted(self, item: _Item) -> _State:
        """With one more slot, of which this is known."""
        return self._replace(slots=(*self.slots, self.others.joined(item)))

    def merged(self, index: int, item: _Item) -> _State:
        """With more known of one slot."""
        return self._replace(slots=tuple(s.joined(item) if i == index else s for i, s in enumerate(self.slots)))

    def with_others(self, chosen: frozenset[int], item: _Item) -> _State:
        """With this known of all items but the chosen slots."""
        slots = tuple(slot if i in chosen else slot.joined(item) for i, slot in enumerate(self.slots))
        return self._replace(slots=slots, others=self.others.joined(item))


@frozen
class ItemsSearch:
    """The search of one context of a list or map; `chance` orders the alternatives."""

    arena: Arena
    context: Context
    chance: Random | None

    def modes(self) -> Iterator[ItemsMode]:
        """Every mode, one after the other."""
        for state in self._all_states():
            for led in self._led(state):
                yield from self._finished(led)

    def _all_states(self) -> Iterator[_State]:
        """The states of the context, found once: they are the same whatever is to be broken."""
        row = self.arena.rows[self.context.shape]
        found = self._states(_State(row.get("min", 0), row.get("max")), self.context.known)
        if self.chance is not None:
            return found
        # Asked first, so that a shape within itself does not ask for states while they are being found.
        plain = self.arena.context(self.context.shape, self.context.known)
        if not self.arena.is_feasible(plain):
            return iter(())
        return copy(self.arena.states.setdefault(plain, tee(found, 1)[0]))

    def _states(self, state: _State, todo: Sequence[Formula]) -> Iterator[_State]:
        """The states that what is known of the list or map leads to."""
        if not todo:
            yield state
            return
        first, *rest = sorted(todo, key=lambda formula: not isinstance(formula, Pinned))
        match first:
            case All(items=items):
                yield from self._states(state, [*items, *rest])
            case Any(items=items):
                items = tuple(ordered(items, self.chance))
                for index, item in enumerate(items):
                    yield from self._states(state, [item, *map(excluded, items[:index]), *rest])
            case Bound(place=place, measure="size", operator="!=") if place == _HERE:
                for operator in ordered(("<", ">"), self.chance):
                    yield from self._states(state, [evolve(first, operator=operator), *rest])
            case _:
                for new in ordered(list(self._with(state, first)), self.chance):
                    if self._is_possible(new):
                        yield from self._states(new, rest)

    def _with(self, state: _State, literal: Formula) -> Iterator[_State]:
        match literal:
            case Bound(place=place, measure="size", operator=operator, value=value) if place == _HERE:
                yield state.sized(operator, int(value))
            case Each(place=place, body=body) if place == _HERE:
                yield state._replace(each=state.each.joined(self._item(body)))
            case Count(place=place) if place == _HERE:
                yield from self._counted(state, literal)
            case Distinct(place=place, where=where, key=key, holds=holds) if place == _HERE:
                path = key.path
                if not holds:
                    pair = _Item((*where.parts, *present(key)))
                    first = len(state.slots)
                    state = state.slotted(pair).slotted(pair)
                    state = state._replace(same=(*state.same, (first, first + 1, path)), site=first + 1)
                yield state._replace(distinct=(*state.distinct, path))
            case Pinned():
                yield self._pinned(state, literal)

    def _counted(self, state: _State, count: Count) -> Iterator[_State]:
        operator, number = count.operator, count.number
        if operator in (">", "<"):
            operator, number = (">=", number + 1) if operator == ">" else ("<=", number - 1)
        if operator == "!=":
            yield from self._counted(state, evolve(count, operator="<"))
            yield from self._counted(state, evolve(count, operator=">"))
            return
        if operator == "<=":
            for exactly in range(number + 1):
                yield from self._counted(state, evolve(count, operator="==", number=exactly))
            return
        refused = self._item(excluded(count.body))
        if operator == "==" and number == 0:
            yield state._replace(each=state.each.joined(refused))
            return
        for body in count.body.items if isinstance(count.body, Any) and self._is_map else (count.body,):
            for found, chosen in self._filled(state, self._item(body), number):
                marked = found._replace(site=min(chosen)) if isinstance(count, Failing) else found
                yield marked if operator == ">=" else marked.with_others(chosen, refused)

    def _filled(self, state: _State, item: _Item, number: int) -> Iterator[tuple[_State, frozenset[int]]]:
        """States in which `number` slots are like the item: those that exist first, then new ones."""
        first = len(state.slots)
        if number == 1:
            for index in range(first):
                filled = state.merged(index, item)
                if self._is_possible(filled):
                    yield filled, frozenset({index})
        for _ in range(number):
            state = state.slotted(item)
        yield state, frozenset(range(first, first + number))

    def _pinned(self, state: _State, pin: Pinned) -> _State:
        example = json.loads(pin.example)
        below = tuple(path[1:] for path in pin.touched if path)
        state = state.sized("==", len(example))
        if not below:
            return state
        touched = tuple(path for path in below if path)
        is_pinned = touched or self.arena.is_scalar(self.arena.rows[self.context.shape]["of"])
        entries = example.items() if isinstance(example, dict) else ((None, value) for value in example)
        for index, (key, value) in enumerate(entries):
            item = _Item(
                (pinned(value, touched),) if is_pinned else (),
                () if key is None else (pinned(key, ()),),
            )
            state = state.merged(index, item) if index < len(state.slots) else state.slotted(item)
        return state

    @property
    def _is_map(self) -> bool:
        return "key" in self.arena.rows[self.context.shape]

    def _item(self, body: Formula) -> _Item:
        """What a quantifier's body says of an item."""
        if not self._is_map:
            return _Item(body.parts)
        item = _Item()
        for part in body.parts:
            roots = {place.root for place in part.places}
            if roots == {KEY}:
                item = item.joined(_Item(key=(moved(part, lambda place: Place(SELF, place.path)),)))
            else:
                item = item.joined(_Item(key=(NEVER,)) if KEY in roots else _Item((part,)))
        return item

    # --- what is possible ---------------------------------------------------------------------------------------------

    def _slot(self, state: _State, item: _Item, breach: Breach | None = None) -> Slot:
        row, item = self.arena.rows[self.context.shape], state.each.joined(item)
        return Slot(
            self.arena.context(row["key"], item.key) if "key" in row else None,
            self.arena.context(row["of"], item.value, breach),
        )

    def _fits(self, slot: Slot) -> bool:
        return self.arena.is_feasible(slot.value) and (slot.key is None or self.arena.is_feasible(slot.key))

    def _is_possible(self, state: _State) -> bool:
        if state.high is not None and max(state.low, len(state.slots)) > state.high:
            return False
        slots = [self._slot(state, item) for item in state.slots]
        return all(map(self._fits, slots)) and self._has_keys([slot.key for slot in slots if slot.key is not None])

    def _has_keys(self, keys: list[Context]) -> bool:
        """Whether there are as many different keys as slots ask for alike."""
        for key in dict.fromkeys(keys):
            values = self.arena.domain(key).values
            if key.known and values is not None and len(values) < keys.count(key):
                return False
        return True

    def _led(self, state: _State) -> Iterator[_State]:
        """The states with a slot marked that leads to what is to be broken."""
        if self.context.breach is None:
            yield state
            return
        breach = self.context.breach.below()
        for index, item in enumerate(state.slots):
            if self._fits(self._slot(state, item, breach)):
                yield state._replace(site=index)
        new = state.slotted(_Item())._replace(site=len(state.slots))
        if self._is_possible(new) and self._fits(self._slot(new, new.slots[-1], breach)):
            yield new

    def _finished(self, state: _State) -> Iterator[ItemsMode]:
        breach = None if self.context.breach is None else self.context.breach.below()
        others = self._slot(state, state.others)
        count = len(state.slots)
        low, high = max(state.low, count), state.high if self._fits(others) else count
        if high is None or low <= high:
            slots = tuple(
                self._slot(state, item, breach if index == state.site else None)
                for index, item in enumerate(state.slots)
            )
            rest = others if high != count else None
            yield ItemsMode(low, high, slots, rest, state.distinct, state.same, state.site)
