"""Says how long a backtracking engine can take over a pattern, and builds the strings that make it take longest.

The judgement comes from the automaton's ambiguity (see `automaton`), never from a clock, so that it is the same
everywhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Literal

import attrs

from .automaton import Automaton, TooLargeError, ambiguity, build, deterministic, loop_states
from .charset import EVERYTHING, Ranges, complement, contains, intersection, overlap, union
from .syntax import Alt, Atomic, Chars, Look, Node, Repeat, Seq, children, seq, width

Verdict = Literal["linear", "polynomial", "exponential"]

LENGTH_CAP = 100_000
"""Code points assumed for strings without a maximum length."""
BUDGET = 6_000_000
"""Steps that a pattern may take over its worst string: some tens of milliseconds in Python's engine."""
_STATES = 1_500
_EXPONENTIAL_STEPS = 10**18
_PROBE = 64
_PROBE_WAYS = 200_000


@attrs.frozen
class Risk:
    """How long matching can take.

    Attributes:
        verdict: growth of the steps with the length of the string, when counted repetitions are taken for loops.
        worst_case_steps: an estimate, rather high than low, for a string of the longest legal length (LENGTH_CAP when
            there is none); counted repetitions bound it.
    """

    verdict: Verdict
    worst_case_steps: int


def assess_tree(node: Node, max_length: int | None) -> Risk:
    """How long matching the tree against a whole string can take."""
    length = LENGTH_CAP if max_length is None else max(1, min(max_length, LENGTH_CAP))
    parts = [_machine_risk(node, length)]
    parts += [_look_risk(look, first, length) for look, first in looks(node, first=True)]
    parts += [_machine_risk(atom, length) for atom in _proven(node)]
    return _worst(parts)


def _worst(risks: list[Risk]) -> Risk:
    order: list[Verdict] = ["linear", "polynomial", "exponential"]
    verdict = max((risk.verdict for risk in risks), key=order.index)
    return Risk(verdict, sum(risk.worst_case_steps for risk in risks))


def _proven(node: Node) -> Iterator[Node]:
    """What is inside the atomic groups that rewriting made: searched through once, hence judged apart."""
    if isinstance(node, Atomic) and node.proven:
        yield node.item
    for child in children(node):
        yield from _proven(child)


def _machine_risk(node: Node, length: int) -> Risk:
    long = width(node)[1]
    if long is not None:
        length = max(1, min(length, long + 1))
    try:
        machine = build(node, limit=_STATES, exact=False)
        if deterministic(machine):
            return Risk("linear", length)
        found = ambiguity(machine)
    except TooLargeError:
        return Risk("exponential", _EXPONENTIAL_STEPS)
    if found.exponential or _ways(machine) > _PROBE_WAYS:
        return Risk("exponential", _EXPONENTIAL_STEPS)
    steps = length
    for factor in found.factors:
        steps *= length if factor is None else min(length, factor)
    return Risk("polynomial" if found.factors else "linear", steps)


def _look_risk(look: Look, first: bool, length: int) -> Risk:
    """A look at the very start runs once. Any other may run at each character: as if searched for."""
    if look.behind:
        return Risk("linear", length)
    long = width(look.item)[1]
    if first or long is not None:
        inner = _machine_risk(look.item, length if long is None else min(length, long))
        return inner if first or inner.verdict != "linear" else Risk("linear", length)
    return _machine_risk(seq([Repeat(Chars(EVERYTHING), 0, None), look.item]), length)


def looks(node: Node, *, first: bool) -> Iterator[tuple[Look, bool]]:
    """Every look, and whether it can run only at the very start, given that the node does."""
    match node:
        case Look(item=item):
            yield node, first
            yield from looks(item, first=first)
        case Seq(items=items):
            for index, item in enumerate(items):
                yield from looks(item, first=first and all(width(before)[1] == 0 for before in items[:index]))
        case Alt(options=options):
            for option in options:
                yield from looks(option, first=first)
        case Repeat(item=item, high=high):
            yield from looks(item, first=first and high == 1)
        case _:
            for child in children(node):
                yield from looks(child, first=first)


def _ways(machine: Automaton) -> int:
    """The most ways in which a short pumped string can be gone about: catches what adds up without any loop."""
    most = 0
    for text in pumped(machine, _PROBE, 2):
        ways = {state: count for state, count in machine.starts.items() if contains(machine.sets[state], ord(text[0]))}
        for char in text[1:]:
            code = ord(char)
            after: dict[int, int] = {}
            for state, count in ways.items():
                for target, more in machine.follow[state].items():
                    if contains(machine.sets[target], code):
                        after[target] = after.get(target, 0) + count * more
            ways = after
            most = max(most, sum(ways.values()))
    return most


def pumped(machine: Automaton, length: int, loops: int) -> Iterator[str]:
    """Prefix, pump and a failing end, for up to `loops` of the states that loop."""
    if not machine.sets or length < 1:
        return
    prefixes = _prefixes(machine)
    rounds = _rounds(machine)
    wrong = _wrong(machine)
    looping = sorted(rounds, key=lambda state: (-len(machine.follow[state]), len(prefixes.get(state, ""))))
    for state in looping[:loops]:
        if state not in prefixes:
            continue
        prefix, pump = prefixes[state], rounds[state]
        for end in (wrong, ""):
            body = pump * max(0, (length - len(prefix) - len(end)) // len(pump))
            yield (prefix + body + end)[:length] or pump[:length]
    if not looping:
        longest = max(prefixes.values(), key=len)
        yield (longest + wrong)[:length]


def _wrong(machine: Automaton) -> str:
    """A character that no state takes, or failing that a line end."""
    outside = complement(union(*set(machine.sets)))
    for code in (0x21, 0x20, 0x0A, 0x00):
        if contains(outside, code):
            return chr(code)
    return chr(outside[0][0]) if outside and outside[0][0] < 0xD800 else "\n"


def _favourite(machine: Automaton, points: Ranges) -> str:
    """The character of the set that fits most other states, so that a pump keeps as many of them busy as possible."""
    for other in sorted(set(machine.sets), key=lambda each: (sum(h - low for low, h in each), each)):
        if overlap(points, other):
            points = intersection(points, other)
    return chr(points[0][0])


def _prefixes(machine: Automaton) -> dict[int, str]:
    """A shortest string to each state."""
    chars = {points: _favourite(machine, points) for points in set(machine.sets)}
    found = {state: chars[machine.sets[state]] for state in machine.starts}
    queue = deque(found)
    while queue:
        state = queue.popleft()
        for target in machine.follow[state]:
            if target not in found:
                found[target] = found[state] + chars[machine.sets[target]]
                queue.append(target)
    return found


def _rounds(machine: Automaton) -> dict[int, str]:
    """A shortest string from each looping state back to itself."""
    chars = {points: _favourite(machine, points) for points in set(machine.sets)}
    return {state: _way_back(machine, state, chars) for state in loop_states(machine)}


def _way_back(machine: Automaton, start: int, chars: dict[Ranges, str]) -> str:
    reached = {target: chars[machine.sets[target]] for target in machine.follow[start]}
    queue = deque(reached)
    while start not in reached:
        state = queue.popleft()
        for target in machine.follow[state]:
            if target not in reached:
                reached[target] = reached[state] + chars[machine.sets[target]]
                queue.append(target)
    return reached[start]
