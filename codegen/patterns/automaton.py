"""The position automaton of a tree, and how many ways it gives a backtracking engine to go about one string.

Each character set of the tree is one state. An edge that the tree offers in two ways counts twice, since the
engine tries both. Lookarounds and anchors are taken as always true, and large counted repetitions as loops, so
that ambiguity is overestimated rather than missed. When no string reaches a state in two ways, matching takes
steps linear in its length.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeVar

import attrs

from ..graph import components
from .charset import EVERYTHING, Ranges, overlap
from .syntax import Alt, Atomic, Back, Chars, Edge, Group, Look, Node, Repeat, Seq, width

_T = TypeVar("_T")
_MANY = 2
_PAIR_BUDGET = 60_000


class TooLargeError(ValueError):
    """The automaton would have more states than asked for."""


@attrs.frozen
class Automaton:
    """States 0..n-1 are character positions; `starts` are the states of first characters.

    Attributes:
        sets: the characters of each state.
        starts: state -> number of ways to begin there (2 means several).
        follow: for each state, the next states and in how many ways.
        accepting: states that may come last.
        nullable: whether the empty string matches.
        bounds: for each state the number of times its loop can run, None without limit.
        exact: whether counted repetitions were written out, so that the automaton accepts just what the tree does.
    """

    sets: list[Ranges]
    starts: dict[int, int]
    follow: list[dict[int, int]]
    accepting: frozenset[int]
    nullable: bool
    bounds: list[int | None]
    exact: bool


@attrs.frozen
class Ambiguity:
    """How the number of ways grows.

    Attributes:
        exponential: some loop state comes back to itself in two ways on one string.
        factors: the loops that can trade characters with each other, as bounds on their repetitions (None: no limit);
            their product times the length is the number of steps.
    """

    exponential: bool
    factors: tuple[int | None, ...]


def build(node: Node, *, limit: int, exact: bool) -> Automaton:
    """The automaton of a tree.

    Args:
        node: the tree.
        limit: most states.
        exact: write counted repetitions out in full.

    Raises:
        TooLargeError: it takes more states.
    """
    builder = _Builder(limit, exact=exact)
    whole = builder.add(node)
    return Automaton(
        builder.sets, whole.first, builder.follow, frozenset(whole.last), whole.null > 0, builder.bounds, builder.exact
    )


@attrs.frozen
class _Part:
    first: dict[int, int]
    last: dict[int, int]
    null: int


class _Builder:
    def __init__(self, limit: int, *, exact: bool) -> None:
        self.sets: list[Ranges] = []
        self.follow: list[dict[int, int]] = []
        self.bounds: list[int | None] = []
        self.exact = True
        self._write_out = exact
        self._limit = limit
        self._bound: int | None = 1
        self._groups: dict[int, tuple[int, int | None]] = {}

    def add(self, node: Node) -> _Part:
        match node:
            case Chars(points=points):
                return self._state(points)
            case Seq(items=items):
                return self._sequence(self.add(item) for item in items)
            case Alt(options=options):
                return self._either([self.add(option) for option in options])
            case Repeat():
                return self._repeat(node)
            case Group(item=item, number=number):
                self._groups[number] = width(item)
                return self.add(item)
            case Atomic(item=item, proven=proven):
                self.exact = False
                return self.add(item.items[1] if proven and isinstance(item, Seq) else item)
            case Back(number=number):
                self.exact = False
                low, high = self._groups.get(number, (0, None))
                return self.add(Repeat(Chars(EVERYTHING), low, high))
            case Look() | Edge():
                self.exact = False
        return _Part({}, {}, 1)

    def _state(self, points: Ranges) -> _Part:
        if not points:
            return _Part({}, {}, 0)
        number = len(self.sets)
        if number >= self._limit:
            raise TooLargeError(f"more than {self._limit} states")
        self.sets.append(points)
        self.follow.append({})
        self.bounds.append(self._bound)
        return _Part({number: 1}, {number: 1}, 0)

    def _sequence(self, parts: Iterable[_Part]) -> _Part:
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        null = 1
        for part in parts:
            self._connect(last, part.first)
            first = _sum(first, part.first, null)
            last = _sum(dict(part.last), last, part.null)
            null = min(_MANY, null * part.null)
        return _Part(first, last, null)

    def _either(self, parts: list[_Part]) -> _Part:
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for part in parts:
            first = _sum(first, part.first, 1)
            last = _sum(last, part.last, 1)
        return _Part(first, last, min(_MANY, sum(part.null for part in parts)))

    def _connect(self, last: dict[int, int], first: dict[int, int]) -> None:
        for state, ways in last.items():
            targets = self.follow[state]
            for target, more in first.items():
                targets[target] = min(_MANY, targets.get(target, 0) + ways * more)

    def _repeat(self, node: Repeat) -> _Part:
        low, high = node.low, node.high
        if high is None:
            copies = [self.add(node.item) for _ in range(self._copies(low - 1))]
            return self._sequence([*copies, self._loop(lambda: self.add(node.item), None, optional=low == 0)])
        copies = [self.add(node.item) for _ in range(self._copies(low))]
        if high == low:
            return self._sequence(copies)
        optional = high - low
        if self._write_out or optional <= 3:
            rest = _Part({}, {}, 1)
            for _ in range(optional):
                rest = self._optional(self._sequence([self.add(node.item), rest]))
            return self._sequence([*copies, rest])
        self.exact = False
        return self._sequence([*copies, self._loop(lambda: self.add(node.item), optional, optional=True)])

    def _copies(self, wanted: int) -> int:
        if self._write_out or wanted <= 40:
            return max(0, wanted)
        self.exact = False
        return 40

    def _optional(self, part: _Part) -> _Part:
        return _Part(part.first, part.last, min(_MANY, part.null + 1))

    def _loop(self, make: Callable[[], _Part], bound: int | None, *, optional: bool) -> _Part:
        outer = self._bound
        self._bound = None if outer is None or bound is None else outer * bound
        body = make()
        self._bound = outer
        self._connect(body.last, body.first)
        last = _sum({}, body.last, 1 + body.null)
        return _Part(body.first, last, min(_MANY, body.null + optional))


def _sum(one: dict[int, int], other: dict[int, int], times: int) -> dict[int, int]:
    if times:
        one = dict(one)
        for state, ways in other.items():
            one[state] = min(_MANY, one.get(state, 0) + ways * times)
    return one


def deterministic(machine: Automaton) -> bool:
    """Whether each character leads to at most one next state, in one way: then nothing is ever tried twice."""
    return all(_disjoint(machine, targets) for targets in (machine.starts, *machine.follow))


def _disjoint(machine: Automaton, targets: dict[int, int]) -> bool:
    if any(ways > 1 for ways in targets.values()):
        return False
    seen: list[Ranges] = []
    for target in targets:
        points = machine.sets[target]
        if any(overlap(points, other) for other in seen):
            return False
        seen.append(points)
    return True


def ambiguity(machine: Automaton) -> Ambiguity:
    """How the number of ways grows with the length of the string.

    Raises:
        TooLargeError: too many pairs of states to look at.
    """
    pairs = _pairs(machine)
    numbers = _numbered(pairs)
    if _exponential(machine, numbers):
        return Ambiguity(exponential=True, factors=())
    return Ambiguity(exponential=False, factors=_factors(machine, numbers))


def _pairs(machine: Automaton) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The pairs of states that one string can lead to from one state, with the pairs that come next."""
    edges: dict[tuple[int, int], list[tuple[int, int]]] = {}
    stack = [(state, state) for state in range(len(machine.sets))]
    stack += [pair for pair in _meet(machine, machine.starts, machine.starts) if pair[0] != pair[1]]
    while stack:
        pair = stack.pop()
        if pair in edges:
            continue
        if len(edges) > _PAIR_BUDGET:
            raise TooLargeError("too many pairs of states")
        edges[pair] = _meet(machine, machine.follow[pair[0]], machine.follow[pair[1]])
        stack.extend(edges[pair])
    return edges


def _meet(machine: Automaton, one: dict[int, int], other: dict[int, int]) -> list[tuple[int, int]]:
    return [(left, right) for left in one for right in other if overlap(machine.sets[left], machine.sets[right])]


def _exponential(machine: Automaton, numbers: dict[tuple[int, int], int]) -> bool:
    diagonal = {numbers[state, state] for state in range(len(machine.sets))}
    if any(left != right and number in diagonal for (left, right), number in numbers.items()):
        return True
    return any(
        ways > 1 and numbers[state, state] == numbers[target, target]
        for state, targets in enumerate(machine.follow)
        for target, ways in targets.items()
    )


def _factors(machine: Automaton, numbers: dict[tuple[int, int], int]) -> tuple[int | None, ...]:
    """The longest chain of loops p, q with p->p, p->q and q->q on one string: each adds one to the degree."""
    loops = loop_states(machine)
    trades = {
        (one, other)
        for one in loops
        for other in loops
        if one != other and (one, other) in numbers and _trades(machine, one, other, loops)
    }
    best: dict[int, tuple[int | None, ...]] = {}

    def chain(state: int, seen: frozenset[int]) -> tuple[int | None, ...]:
        if state not in best:
            found: tuple[int | None, ...] = ()
            for other in sorted(target for source, target in trades if source == state and target not in seen):
                found = max(found, (machine.bounds[state], *chain(other, seen | {state})), key=_weight)
            best[state] = found
        return best[state]

    return max((chain(state, frozenset()) for state in sorted(loops)), key=_weight, default=())


def _weight(factors: tuple[int | None, ...]) -> float:
    total = 1.0
    for factor in factors:
        total *= min(1e5, 1e5 if factor is None else factor)
    return total


def loop_states(machine: Automaton) -> dict[int, int]:
    """The states that can come back to themselves, with the number of the component that they do it in."""
    graph = {state: list(targets) for state, targets in enumerate(machine.follow)}
    numbers = _numbered(graph)
    sizes: dict[int, int] = {}
    for number in numbers.values():
        sizes[number] = sizes.get(number, 0) + 1
    return {state: numbers[state] for state in graph if sizes[numbers[state]] > 1 or state in graph[state]}


def _trades(machine: Automaton, one: int, other: int, loops: dict[int, int]) -> bool:
    """Whether some string leads from `one` to itself and to `other`, and from `other` to itself, all at once."""
    start, goal = (one, one, other), (one, other, other)
    seen = {start}
    queue = deque([start])
    while queue:
        if len(seen) > _PAIR_BUDGET:
            raise TooLargeError("too many triples of states")
        first, second, third = queue.popleft()
        for left, right in _meet(machine, machine.follow[first], machine.follow[third]):
            if loops.get(left) != loops[one] or loops.get(right) != loops[other]:
                continue
            for middle in machine.follow[second]:
                triple = (left, middle, right)
                if triple not in seen and _common(machine, triple):
                    if triple == goal:
                        return True
                    seen.add(triple)
                    queue.append(triple)
    return False


def _common(machine: Automaton, triple: tuple[int, int, int]) -> bool:
    left, middle, right = (machine.sets[state] for state in triple)
    return overlap(left, middle) and overlap(middle, right)


def _numbered(edges: dict[_T, list[_T]]) -> dict[_T, int]:
    """The number of each node's strongly connected component."""
    groups = components(edges, edges.__getitem__)
    return {node: number for number, group in enumerate(groups) for node in group}
