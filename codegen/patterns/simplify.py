"""Rewrites a tree into a plainer one that matches the same strings as a whole.

Every step here keeps the language. Steps that also change the order of attempts are taken only in trees without atomic
groups, possessive quantifiers and back references, where that order cannot be seen.
"""

from __future__ import annotations

import attrs

from . import unicode_sets
from .charset import EVERYTHING, Ranges, overlap, union
from .syntax import (
    EMPTY,
    NEVER,
    Alt,
    Atomic,
    Back,
    Chars,
    Edge,
    Group,
    Look,
    Node,
    Repeat,
    Seq,
    alt,
    children,
    contains,
    order_matters,
    seq,
    width,
)


class UnsupportedError(ValueError):
    """A construct that cannot be said in the engines we write for; the message says which."""


@attrs.frozen
class _Place:
    """What is known about the text around a node: whether nothing, or something, must stand before and after it."""

    at_start: bool = False
    after_start: bool = False
    at_end: bool = False
    follows: Ranges | None = None  # first characters of text that must follow; None when nothing must


def simplify(node: Node) -> Node:
    """An equal tree without redundant anchors, wrappers and lazy quantifiers, its lookbehinds of fixed width.

    Raises:
        UnsupportedError: a lookbehind of varying width that cannot be split, or a repetition of what may be empty where
            the order of attempts can be seen: engines end it at different turns.
    """
    free = not order_matters(node)
    if not free and _repeats_nothing(node):
        raise UnsupportedError("a repetition of what may be empty, beside what never gives back")
    tree = tidy(node, free=free)
    return tidy(_anchored(tree, _Place(at_start=True, at_end=True)), free=free)


def _repeats_nothing(node: Node) -> bool:
    empty = isinstance(node, Repeat) and width(node.item)[0] == 0 and width(node.item) != (0, 0)
    return empty or any(map(_repeats_nothing, children(node)))


def tidy(node: Node, *, free: bool) -> Node:
    """The tree with wrappers removed bottom-up; `free`: the order of attempts cannot be seen."""
    match node:
        case Seq(items=items):
            return seq([tidy(item, free=free) for item in items])
        case Alt(options=options):
            return _tidy_alt([tidy(option, free=free) for option in options], free=free)
        case Repeat(item=item):
            return _tidy_repeat(attrs.evolve(node, item=tidy(item, free=free)), free=free)
        case Look(item=item):
            return _tidy_look(attrs.evolve(node, item=tidy(item, free=free)))
        case Group(item=item):
            return attrs.evolve(node, item=tidy(item, free=free))
        case Atomic(item=item):
            inner = tidy(item, free=free)
            return inner if isinstance(inner, Chars) or inner == EMPTY else attrs.evolve(node, item=inner)
    return node


def first(node: Node) -> Ranges:
    """The characters that what the node consumes can start with (too many rather than too few)."""
    match node:
        case Chars(points=points):
            return points
        case Seq(items=items):
            found: Ranges = ()
            for item in items:
                found = union(found, first(item))
                if width(item)[0] > 0:
                    break
            return found
        case Alt(options=options):
            return union(*(first(option) for option in options))
        case Repeat(item=item) | Group(item=item) | Atomic(item=item):
            return first(item)
        case Back():
            return EVERYTHING
    return ()


def _tidy_alt(options: list[Node], *, free: bool) -> Node:
    if free and EMPTY in options:
        rest = alt([option for option in options if option != EMPTY])
        return _tidy_repeat(Repeat(rest, 0, 1), free=True)
    if free:
        options = sorted(options, key=lambda option: not isinstance(option, Chars))
    return alt(options)


def _tidy_repeat(node: Repeat, *, free: bool) -> Node:
    item, low, high = node.item, node.low, node.high
    if high == 0 or item == EMPTY:
        return EMPTY
    if item == NEVER:
        return NEVER if low else EMPTY
    if width(item) == (0, 0) and not contains(item, Group):
        return item if low else EMPTY
    if low == high == 1:
        return item if node.mode != "possessive" else _tidy_repeat_mode(node)
    if not free:
        return _tidy_repeat_mode(node)
    node = attrs.evolve(node, mode="greedy")
    if isinstance(item, Repeat):
        return _merged(item, low, high) or node
    return node


def _tidy_repeat_mode(node: Repeat) -> Node:
    """A fixed number of single characters leaves nothing to give back."""
    if isinstance(node.item, Chars) and node.low == node.high:
        return node.item if node.low == 1 else attrs.evolve(node, mode="greedy")
    return node


def _merged(inner: Repeat, low: int, high: int | None) -> Repeat | None:
    """`(X{a,b}){c,d}` as one repetition, where the numbers of X that it allows leave no gap."""
    if high != low and inner.high is not None and low * inner.high + 1 < (low + 1) * inner.low:
        return None
    if high != low and inner.high is None and low == 0 and inner.low > 1:
        return None
    total = None if high is None or inner.high is None else inner.high * high
    return Repeat(inner.item, inner.low * low, total)


def _tidy_look(node: Look) -> Node:
    if node.negative and not node.behind and node.item == Chars(EVERYTHING):
        return Edge("end")
    if node.item == NEVER:
        return EMPTY if node.negative else NEVER
    if node.item == EMPTY:
        return NEVER if node.negative else EMPTY
    if not node.behind:
        return node
    short, long = width(node.item)
    if short == long:
        return node
    if not isinstance(node.item, Alt):
        raise UnsupportedError("a lookbehind of varying width")
    parts = [_tidy_look(attrs.evolve(node, item=option)) for option in node.item.options]
    return seq(parts) if node.negative else alt(parts)


def _anchored(node: Node, place: _Place) -> Node:
    match node:
        case Edge():
            return _edge(node, place)
        case Seq(items=items):
            return _anchored_seq(items, place)
        case Alt(options=options):
            return alt([_anchored(option, place) for option in options])
        case Repeat(item=item, high=high):
            inner = place if high == 1 else attrs.evolve(place, at_start=False, at_end=False, follows=None)
            return attrs.evolve(node, item=_anchored(item, inner))
        case Look(item=item, behind=False):
            ahead = attrs.evolve(place, at_end=False, follows=None)
            return attrs.evolve(node, item=_anchored(item, ahead))
        case Group(item=item) | Atomic(item=item):
            return attrs.evolve(node, item=_anchored(item, place))
    return node


def _anchored_seq(items: tuple[Node, ...], place: _Place) -> Node:
    if spread := _spread(items):
        return _anchored(spread, place)
    items = _cut(items, place)
    widths = [width(item) for item in items]
    found = []
    for index, item in enumerate(items):
        before, after = widths[:index], widths[index + 1 :]
        follows = place.follows
        if any(low for low, _ in after):
            follows = first(Seq(items[index + 1 :]))
        here = _Place(
            at_start=place.at_start and all(high == 0 for _, high in before),
            after_start=place.after_start or any(low for low, _ in before),
            at_end=place.at_end and all(high == 0 for _, high in after),
            follows=follows,
        )
        found.append(_anchored(item, here))
    return seq(found)


def _spread(items: tuple[Node, ...]) -> Node | None:
    """`.*(^a|b$).*` as `.*^a.*|.*b$.*`, so that each anchor can do away with what stands beyond it."""
    for index, item in enumerate(items):
        if isinstance(item, Alt) and any(_anchor_at_edge(option) for option in item.options):
            outer = items[:index] + items[index + 1 :]
            if all(width(other)[0] == 0 for other in outer) and any(width(other)[1] != 0 for other in outer):
                return alt([seq([*items[:index], option, *items[index + 1 :]]) for option in item.options])
    return None


def _anchor_at_edge(node: Node) -> bool:
    items = node.items if isinstance(node, Seq) else (node,)
    return bool(items) and (_is_edge(items[0], {"start"}) or _is_edge(items[-1], {"end", "final"}))


def _is_edge(node: Node, kinds: set[str]) -> bool:
    return isinstance(node, Edge) and node.kind in kinds


def _cut(items: tuple[Node, ...], place: _Place) -> tuple[Node, ...]:
    """Drop what has to be empty: optional items before the start, and between the end and the end."""
    for index, item in enumerate(items):
        if _is_edge(item, {"start"}) and _optional(items[:index]):
            return _cut(items[index + 1 :], place) if place.at_start else items[index:]
        rest = items[index + 1 :]
        if place.at_end and _optional(rest):
            final = _is_edge(item, {"final"}) and not overlap(first(Seq(rest)), unicode_sets.LINE_ENDS)
            if final or _is_edge(item, {"end"}):
                return items[:index]
    return items


def _optional(items: tuple[Node, ...]) -> bool:
    return bool(items) and all(isinstance(item, Repeat) and width(item)[0] == 0 for item in items)


def _edge(edge: Edge, place: _Place) -> Node:
    if edge.kind == "start" and place.at_start:
        return EMPTY
    if edge.kind == "line-start" and place.at_start:
        return Look(Chars(EVERYTHING), behind=False, negative=False)  # Java's never matches at the end of the text
    if edge.kind == "start" and place.after_start:
        return NEVER
    if edge.kind in {"end", "final", "line-end"} and place.at_end:
        return EMPTY
    if edge.kind == "end" and place.follows is not None:
        return NEVER
    if edge.kind == "final" and place.follows is not None and not overlap(place.follows, unicode_sets.LINE_ENDS):
        return NEVER
    return edge
