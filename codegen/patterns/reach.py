"""Whether a text of which only some pieces are known can still match a pattern as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from .automaton import Automaton, TooLargeError, build
from .charset import contains, overlap
from .dfa import MAX_NFA_STATES
from .parse import PatternError, parse
from .simplify import UnsupportedError, simplify

_MOST_PAIRS = 20_000
"""Pairs of states after which the answer counts as unknown."""
_START = -1
"""Stands for the place before the first character."""


def within_reach(pattern: str, pieces: Sequence[str | None]) -> bool:
    """Whether some values of the unknown pieces (None) make a text that `pattern` matches as a whole.

    True also for patterns that cannot be looked into. What looks around, and counts too large to write out, are taken
    as met, so False is certain.
    """
    try:
        machine = build(simplify(parse(pattern).node), limit=MAX_NFA_STATES, exact=True)
    except (PatternError, UnsupportedError, TooLargeError):
        return True
    states = {_START}
    for piece in pieces:
        if piece is None:
            states = _anything(machine, states)
        else:
            for letter in piece:
                code = ord(letter)
                states = {state for state in _next(machine, states) if contains(machine.sets[state], code)}
    return not machine.accepting.isdisjoint(states) or (machine.nullable and _START in states)


def may_meet(one: str, other: str) -> bool:
    """Whether some text may match both patterns as a whole; True also where that is not known, so False is certain."""
    try:
        left, right = (build(simplify(parse(p).node), limit=MAX_NFA_STATES, exact=True) for p in (one, other))
    except (PatternError, UnsupportedError, TooLargeError):
        return True
    if left.nullable and right.nullable:
        return True
    pending = _overlapping(left, left.starts, right, right.starts)
    seen = set(pending)
    while pending:
        here, there = pending.pop()
        if (here in left.accepting and there in right.accepting) or len(seen) > _MOST_PAIRS:
            return True
        more = set(_overlapping(left, left.follow[here], right, right.follow[there])) - seen
        seen |= more
        pending.extend(more)
    return False


def _overlapping(
    left: Automaton, some: Iterable[int], right: Automaton, others: Iterable[int]
) -> list[tuple[int, int]]:
    return [(here, there) for here in some for there in others if overlap(left.sets[here], right.sets[there])]


def _next(machine: Automaton, states: Iterable[int]) -> set[int]:
    return {after for state in states for after in (machine.starts if state == _START else machine.follow[state])}


def _anything(machine: Automaton, states: Collection[int]) -> set[int]:
    """All states that any text, the empty one included, leads to."""
    reached, pending = set(states), list(states)
    while pending:
        more = _next(machine, [pending.pop()]) - reached
        reached |= more
        pending.extend(more)
    return reached
