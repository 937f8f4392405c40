"""The syntax tree of a pattern: frozen nodes that say what is matched, free of any engine's notation.

Only the language counts (which strings match as a whole), so captures exist only where a back reference reads them, and
case-insensitivity, `.` and class escapes are already spelled out as sets of code points.
"""

from __future__ import annotations

from typing import Literal

import attrs

from .charset import Ranges, union

EdgeKind = Literal["start", "end", "final", "line-start", "line-end", "word", "not-word"]
Mode = Literal["greedy", "lazy", "possessive"]


@attrs.frozen
class Chars:
    """One character out of a set; the empty set matches nothing at all."""

    points: Ranges


@attrs.frozen
class Seq:
    """The items one after another; no items match the empty string."""

    items: tuple[Node, ...]


@attrs.frozen
class Alt:
    """Any of the options, tried in order."""

    options: tuple[Node, ...]


@attrs.frozen
class Repeat:
    """The item `low` to `high` times (`high` None: without limit)."""

    item: Node
    low: int
    high: int | None
    mode: Mode = "greedy"


@attrs.frozen
class Group:
    """A capture that a back reference reads."""

    item: Node
    number: int


@attrs.frozen
class Atomic:
    """The item without a way back into it. `proven`: giving nothing back loses no match, so it only saves time."""

    item: Node
    proven: bool = False


@attrs.frozen
class Look:
    """A look at what follows (or, `behind`, precedes) without consuming it."""

    item: Node
    behind: bool
    negative: bool


@attrs.frozen
class Edge:
    """A position. `final`: the end or before the last line terminator, as Java's `$`; `line-*`: under the `m` flag."""

    kind: EdgeKind


@attrs.frozen
class Back:
    """What the numbered group matched."""

    number: int


Node = Chars | Seq | Alt | Repeat | Group | Atomic | Look | Edge | Back

EMPTY = Seq(())
NEVER = Chars(())


def seq(items: list[Node]) -> Node:
    """The items as one node: nested sequences flattened, impossible ones recognised."""
    flat: list[Node] = []
    for item in items:
        flat.extend(item.items if isinstance(item, Seq) else (item,))
    if NEVER in flat:
        return NEVER
    return flat[0] if len(flat) == 1 else Seq(tuple(flat))


def alt(options: list[Node]) -> Node:
    """The options as one node: nested alternatives flattened, repeated and impossible ones dropped.

    Sets that stand side by side are merged; the order of the others matters inside atomic groups.
    """
    flat: list[Node] = []
    for option in options:
        for each in option.options if isinstance(option, Alt) else (option,):
            if each == NEVER or each in flat:
                continue
            if isinstance(each, Chars) and flat and isinstance(flat[-1], Chars):
                flat[-1] = Chars(union(flat[-1].points, each.points))
            else:
                flat.append(each)
    if not flat:
        return NEVER
    return flat[0] if len(flat) == 1 else Alt(tuple(flat))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    match node:
        case Seq(items=below) | Alt(options=below):
            return below
        case Repeat(item=item) | Group(item=item) | Atomic(item=item) | Look(item=item):
            return (item,)
    return ()


def contains(node: Node, kinds: type | tuple[type, ...]) -> bool:
    """Whether a node of one of the kinds is in the tree."""
    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, kinds):
            return True
        stack.extend(children(each))
    return False


def order_matters(node: Node) -> bool:
    """Whether the order of an engine's attempts can be seen: in atomic groups, possessive repeats, back references."""
    if isinstance(node, Atomic | Back) or (isinstance(node, Repeat) and node.mode == "possessive"):
        return True
    return any(map(order_matters, children(node)))


def width(node: Node) -> tuple[int, int | None]:
    """The shortest and longest length in code points of what the node can consume (None: without limit)."""
    match node:
        case Chars():
            return 1, 1
        case Seq(items=items):
            lows, highs = zip(*(width(item) for item in items), strict=True) if items else ((), ())
            return sum(lows), _total(highs)
        case Alt(options=options):
            lows, highs = zip(*(width(option) for option in options), strict=True)
            return min(lows), None if None in highs else max(highs)
        case Repeat(item=item, low=low, high=high):
            short, long = width(item)
            if long == 0:
                return 0, 0
            return short * low, None if long is None or high is None else long * high
        case Group(item=item) | Atomic(item=item):
            return width(item)
        case Back():
            return 0, None
    return 0, 0


def _total(highs: tuple[int | None, ...]) -> int | None:
    total = 0
    for high in highs:
        if high is None:
            return None
        total += high
    return total
