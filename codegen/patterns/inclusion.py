"""Whether one pattern allows everything that another one does."""

from __future__ import annotations

from functools import lru_cache

from .automaton import Automaton, TooLargeError, build
from .charset import contains, subset
from .dfa import MAX_NFA_STATES, classes
from .parse import PatternError, parse
from .simplify import UnsupportedError, simplify
from .syntax import Alt, Chars, Node, Repeat, Seq

_LONGEST = 2_000
"""Characters of a pattern that is worth looking into; the longest of any service has 1,195."""
_EFFORT = 500_000
"""Steps after which the answer counts as unknown: about a tenth of a second."""


@lru_cache(maxsize=8192)
def includes(wide: str, narrow: str) -> bool:
    """Whether `wide` certainly matches, as a whole, every string that `narrow` does.

    Patterns that are no regular expressions (they look around, or refer back) and very large ones are compared part by
    part alone, so False may also mean that nobody knows.
    """
    if wide == narrow or max(len(wide), len(narrow)) > _LONGEST:
        return wide == narrow
    try:
        one, other = simplify(parse(wide).node), simplify(parse(narrow).node)
        if _within(one, other):
            return True
        machines = [build(node, limit=MAX_NFA_STATES, exact=True) for node in (one, other)]
    except (PatternError, UnsupportedError, TooLargeError):
        return False
    return all(machine.exact for machine in machines) and _includes(*machines)


def _within(wide: Node, narrow: Node) -> bool:
    """Whether each part of `narrow` is within the part of `wide` at its place; what looks around has to be the same."""
    match wide, narrow:
        case _ if wide == narrow:
            return True
        case _, Alt(options=options):
            return all(_within(wide, option) for option in options)
        case Alt(options=options), _:
            return any(_within(option, narrow) for option in options)
        case Chars(), Chars():
            return subset(narrow.points, wide.points)
        case Seq(), Seq() if len(wide.items) == len(narrow.items):
            return all(map(_within, wide.items, narrow.items))
        case Repeat(mode="greedy" | "lazy"), Repeat(mode="greedy" | "lazy"):
            roomy = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
            return roomy and wide.low <= narrow.low and _within(wide.item, narrow.item)
    return False


def _includes(wide: Automaton, narrow: Automaton) -> bool:
    """Whether `wide` follows every path of `narrow`: one state of it at a time, against all that `wide` may be in."""
    if narrow.nullable and not wide.nullable:
        return False
    letters = [points[0][0] for points in classes([*wide.sets, *narrow.sets])]
    takes = {points: [contains(points, letter) for letter in letters] for points in {*wide.sets, *narrow.sets}}
    pending = [(state, frozenset(wide.starts)) for state in narrow.starts]
    seen = set(pending)
    effort = 0
    while pending:
        state, candidates = pending.pop()
        effort += len(candidates) * len(letters)
        if effort > _EFFORT:
            return False
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
    return True
