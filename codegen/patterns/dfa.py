"""Turns a regular tree into an equal one that no string can be matched against in two ways.

The tree's automaton is made deterministic and minimal, and written back as a tree by eliminating states. A
deterministic automaton has one path per string, and elimination keeps that, so that a backtracking engine never
tries anything twice. Trees with lookarounds, anchors or back references are not regular here and are refused.
"""

from __future__ import annotations

import attrs

from .automaton import Automaton, TooLargeError, build
from .charset import LAST, Ranges, contains, ranges, union
from .syntax import EMPTY, NEVER, Alt, Chars, Node, Repeat, alt, seq

MAX_NFA_STATES = 1_200
MAX_DFA_STATES = 120
MAX_NODES = 500


@attrs.frozen
class Dfa:
    """A minimal deterministic automaton; state 0 is the start, missing edges lead nowhere.

    Attributes:
        edges: for each state, next state -> characters.
        accepting: the states that a match may end in.
    """

    edges: tuple[dict[int, Ranges], ...]
    accepting: frozenset[int]


def determinise(node: Node) -> Dfa:
    """The minimal automaton of a regular tree.

    Raises:
        TooLargeError: it has more than MAX_DFA_STATES states, or the tree is not regular.
    """
    machine = build(node, limit=MAX_NFA_STATES, exact=True)
    if not machine.exact:
        raise TooLargeError("not a regular expression")
    symbols = classes(machine.sets)
    table, accepting = _subsets(machine, symbols)
    return _minimal(table, accepting, symbols)


def unambiguous(node: Node) -> Node:
    """An equal tree in which every string has one derivation.

    Raises:
        TooLargeError: the automaton or the tree would be too large, or the tree is not regular.
    """
    return _folded(_eliminated(determinise(node)))


def classes(sets: list[Ranges]) -> list[Ranges]:
    """Split all characters into classes that the sets do not tell apart; what is in no set is left out."""
    distinct = list(dict.fromkeys(sets))
    cuts = sorted({point for points in distinct for low, high in points for point in (low, high + 1)})
    classes: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    pointers = [0] * len(distinct)
    for low, after in zip(cuts, [*cuts[1:], LAST + 1], strict=True):
        member = []
        for index, points in enumerate(distinct):
            while pointers[index] < len(points) and points[pointers[index]][1] < low:
                pointers[index] += 1
            if pointers[index] < len(points) and points[pointers[index]][0] <= low:
                member.append(index)
        if member:
            classes.setdefault(tuple(member), []).append((low, after - 1))
    return [ranges(pairs) for pairs in classes.values()]


def _subsets(machine: Automaton, symbols: list[Ranges]) -> tuple[list[list[int]], set[int]]:
    """The subset construction. -1 stands for "nowhere"; state 0 is the start."""
    inside = {points: [contains(points, symbol[0][0]) for symbol in symbols] for points in set(machine.sets)}
    table: list[list[int]] = []
    accepting: set[int] = set()
    queue = [(frozenset(machine.starts), machine.nullable)]
    numbers = {queue[0]: 0}
    while len(table) < len(queue):
        candidates, accepts = queue[len(table)]
        if accepts:
            accepting.add(len(table))
        row = []
        for index in range(len(symbols)):
            reached = frozenset(state for state in candidates if inside[machine.sets[state]][index])
            if not reached:
                row.append(-1)
                continue
            after = frozenset(target for state in reached for target in machine.follow[state])
            key = (after, not reached.isdisjoint(machine.accepting))
            if key not in numbers:
                if len(queue) >= MAX_DFA_STATES * 4:
                    raise TooLargeError(f"more than {MAX_DFA_STATES} states when deterministic")
                numbers[key] = len(queue)
                queue.append(key)
            row.append(numbers[key])
        table.append(row)
    return table, accepting


def _minimal(table: list[list[int]], accepting: set[int], symbols: list[Ranges]) -> Dfa:
    """Moore's refinement, after dropping states that lead to no acceptance."""
    alive = _alive(table, accepting)
    table = [[target if target in alive else -1 for target in row] for row in table]
    block = [int(state in accepting) for state in range(len(table))]
    while True:
        keys: dict[tuple[int, ...], int] = {}
        refined = []
        for state, row in enumerate(table):
            key = (block[state], *(block[target] if target >= 0 else -1 for target in row))
            refined.append(keys.setdefault(key, len(keys)))
        if len(keys) == len(set(block)):
            break
        block = refined
    return _numbered(table, accepting, symbols, refined)


def _alive(table: list[list[int]], accepting: set[int]) -> set[int]:
    alive = set(accepting)
    while True:
        more = {state for state, row in enumerate(table) if state not in alive and not alive.isdisjoint(row)}
        if not more:
            return alive
        alive |= more


def _numbered(table: list[list[int]], accepting: set[int], symbols: list[Ranges], block: list[int]) -> Dfa:
    """Number the blocks in order of discovery, which makes the result the same on every machine."""
    first_of: dict[int, int] = {}
    for state, number in enumerate(block):
        first_of.setdefault(number, state)
    order = [block[0]]
    edges: list[dict[int, Ranges]] = []
    for number in order:
        found: dict[int, list[Ranges]] = {}
        for symbol, target in zip(symbols, table[first_of[number]], strict=True):
            if target < 0:
                continue
            if block[target] not in order:
                order.append(block[target])
            found.setdefault(order.index(block[target]), []).append(symbol)
        edges.append({target: union(*parts) for target, parts in sorted(found.items())})
    finals = frozenset(index for index, number in enumerate(order) if first_of[number] in accepting)
    if len(edges) > MAX_DFA_STATES:
        raise TooLargeError(f"more than {MAX_DFA_STATES} states when deterministic")
    return Dfa(tuple(edges), finals)


def _eliminated(dfa: Dfa) -> Node:
    """Kleene's construction: remove states one by one, cheapest first, joining the paths through them."""
    start, end = -1, len(dfa.edges)
    paths: dict[int, dict[int, Node]] = {start: {0: EMPTY}, end: {}}
    for state, targets in enumerate(dfa.edges):
        paths[state] = {target: Chars(points) for target, points in targets.items()}
        if state in dfa.accepting:
            paths[state][end] = EMPTY
    remaining = set(range(len(dfa.edges)))
    while remaining:
        state = min(remaining, key=lambda each: (_cost(paths, each), -each))
        remaining.discard(state)
        _bypass(paths, state)
    return paths[start].get(end, NEVER)


def _cost(paths: dict[int, dict[int, Node]], state: int) -> int:
    incoming = sum(state in targets for source, targets in paths.items() if source != state)
    outgoing = sum(target != state for target in paths[state])
    return sum(_size(node) for node in paths[state].values()) * incoming + incoming * outgoing


def _bypass(paths: dict[int, dict[int, Node]], state: int) -> None:
    out = paths.pop(state)
    loop = out.pop(state, None)
    middle: list[Node] = [] if loop is None else [Repeat(loop, 0, None)]
    for targets in paths.values():
        into = targets.pop(state, None)
        if into is None:
            continue
        for target, node in out.items():
            through = seq([into, *middle, node])
            if _size(through) > MAX_NODES:
                raise TooLargeError("too long when written out")
            known = targets.get(target)
            targets[target] = through if known is None else _either(known, through)


def _either(one: Node, other: Node) -> Node:
    """Join two options that share no string: a common beginning is written once, an empty rest made optional."""
    left, right = _items(one), _items(other)
    shared = 0
    while shared < min(len(left), len(right)) and left[shared] == right[shared]:
        shared += 1
    head, left, right = left[:shared], left[shared:], right[shared:]
    if not left or not right:
        rest = seq(left or right)
        return seq([*head, _optional(rest)])
    return seq([*head, alt([seq(left), seq(right)])])


def _optional(node: Node) -> Node:
    if isinstance(node, Repeat) and node.low == 1:
        return attrs.evolve(node, low=0)
    return Repeat(node, 0, 1)


def _folded(node: Node) -> Node:
    """Write equal neighbours as one repetition: `XX` as `X{2}`, `XX*` as `X+`."""
    match node:
        case Alt(options=options):
            return alt([_folded(option) for option in options])
        case Repeat(item=item):
            return attrs.evolve(node, item=_folded(item))
        case Chars():
            return node
    found: list[Node] = []
    for item in map(_folded, _items(node)):
        joined = _joined(found[-1], item) if found else None
        if joined is None:
            found.append(item)
        else:
            found[-1] = joined
    return seq(found)


def _joined(one: Node, other: Node) -> Node | None:
    left, right = _counted(one), _counted(other)
    if left.item != right.item or not (left.high == left.low or right.high == right.low):
        return None
    high = None if left.high is None or right.high is None else left.high + right.high
    return Repeat(left.item, left.low + right.low, high)


def _counted(node: Node) -> Repeat:
    return node if isinstance(node, Repeat) else Repeat(node, 1, 1)


def _items(node: Node) -> list[Node]:
    return list(getattr(node, "items", (node,)))


def _size(node: Node) -> int:
    match node:
        case Chars(points=points):
            return 1 + len(points) // 8
        case Alt(options=below):
            return 1 + sum(_size(each) for each in below)
        case Repeat(item=item):
            return 1 + _size(item)
    return 1 + sum(_size(each) for each in getattr(node, "items", ()))
