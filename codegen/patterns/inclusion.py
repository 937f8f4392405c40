"""Whether one pattern allows everything that another one does."""

from __future__ import annotations

from functools import lru_cache

from .automaton import Automaton, TooLargeError, build
from .charset import contains
from .dfa import MAX_NFA_STATES, classes
from .parse import PatternError, parse
from .simplify import UnsupportedError, simplify

_MOST = 20_000
"""Pairs of states that are looked at before the answer counts as unknown."""


@lru_cache(maxsize=8192)
def includes(wide: str, narrow: str) -> bool:
    """Whether `wide` certainly matches, as a whole, every string that `narrow` does.

    Patterns that are no regular expressions (they look around, or refer back) and very large ones are compared by
    their simplified form alone, so False may also mean that nobody knows.
    """
    try:
        one, other = simplify(parse(wide).node), simplify(parse(narrow).node)
        if one == other:
            return True
        machines = [build(node, limit=MAX_NFA_STATES, exact=True) for node in (one, other)]
    except (PatternError, UnsupportedError):
        return wide == narrow
    except TooLargeError:
        return False
    return all(machine.exact for machine in machines) and _includes(*machines)


def _includes(wide: Automaton, narrow: Automaton) -> bool:
    """Whether `wide` follows every path of `narrow`: one state of it at a time, against all that `wide` may be in."""
    if narrow.nullable and not wide.nullable:
        return False
    letters = [points[0][0] for points in classes([*wide.sets, *narrow.sets])]
    takes = {points: [contains(points, letter) for letter in letters] for points in {*wide.sets, *narrow.sets}}
    pending = [(state, frozenset(wide.starts)) for state in narrow.starts]
    seen = set(pending)
    while pending:
        state, candidates = pending.pop()
        for index, taken in enumerate(takes[narrow.sets[state]]):
            if not taken:
                continue
            reached = frozenset(other for other in candidates if takes[wide.sets[other]][index])
            if not reached or (state in narrow.accepting and reached.isdisjoint(wide.accepting)):
                return False
            after = frozenset(target for other in reached for target in wide.follow[other])
            more = {(target, after) for target in narrow.follow[state]} - seen
            seen |= more
            pending.extend(more)
        if len(seen) > _MOST:
            return False
    return True
