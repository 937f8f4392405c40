"""What is known of the items of a list or map, and the steps by which more becomes known."""

from __future__ import annotations

from typing import NamedTuple

from .algebra import about, places, remembered
from .claims import joined
from .formula import NEVER, All, Count, Formula


class Items(NamedTuple):
    """What is known of a list's or map's items so far. An item of a map has a key too; a list's keys are never read."""

    low: int
    high: int | None
    each: tuple[Formula, ...] = ()
    others: tuple[Formula, ...] = ()
    slots: tuple[tuple[Formula, ...], ...] = ()
    each_key: tuple[Formula, ...] = ()
    slot_keys: tuple[tuple[Formula, ...], ...] = ()
    distinct: tuple[tuple[str, ...], ...] = ()
    same: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    way: int = 0


def sized(state: Items, operator: str, value: int) -> Items:
    """With a bound on how many there are."""
    low = {"==": value, ">=": value, ">": value + 1}.get(operator, 0)
    high = {"==": value, "<=": value, "<": value - 1}.get(operator, state.high)
    if high is not None and state.high is not None:
        high = min(high, state.high)
    return state._replace(low=max(state.low, low), high=high)


@remembered
def split(body: Formula, variable: str, value: str | None) -> tuple[tuple[Formula, ...], tuple[Formula, ...]]:
    """What a quantifier's body says of the key and of the value; a list's element is its value."""
    if value is None:
        return (), (about(body, variable),)
    parts = body.items if isinstance(body, All) else (body,)
    keys: list[Formula] = []
    values: list[Formula] = []
    for part in parts:
        roots = {place.root for place in places(part)}
        if len(roots) > 1:
            keys.append(NEVER)
        elif variable in roots:
            keys.append(about(part, variable))
        else:
            values.append(about(part, value))
    return tuple(keys), tuple(values)


def each(state: Items, body: Formula, variable: str, value: str | None) -> Items:
    """With the body of a quantifier said of every item."""
    key, item = split(body, variable, value)
    return state._replace(each=joined(state.each, item), each_key=joined(state.each_key, key))


def others(state: Items, chosen: frozenset[int], refused: Formula, count: Count) -> Items:
    """The state in which all items but those chosen refuse the body."""
    key, item = split(refused, count.variable, count.value)
    slots = tuple(slot if i in chosen else joined(slot, item) for i, slot in enumerate(state.slots))
    slot_keys = tuple(slot if i in chosen else joined(slot, key) for i, slot in enumerate(state.slot_keys))
    return state._replace(slots=slots, slot_keys=slot_keys, others=joined(state.others, item))


def slotted(state: Items, value: tuple[Formula, ...], key: tuple[Formula, ...]) -> Items:
    """With one more item, of which this is said."""
    slots = (*state.slots, joined(state.others, value))
    return state._replace(slots=slots, slot_keys=(*state.slot_keys, joined(key)))


def merged(state: Items, index: int, key: tuple[Formula, ...], value: tuple[Formula, ...]) -> Items:
    """With more said of one item."""
    slots = tuple(joined(slot, value) if i == index else slot for i, slot in enumerate(state.slots))
    slot_keys = tuple(joined(slot, key) if i == index else slot for i, slot in enumerate(state.slot_keys))
    return state._replace(slots=slots, slot_keys=slot_keys)
