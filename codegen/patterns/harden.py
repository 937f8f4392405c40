"""Rewrites trees that a backtracking engine could spend too long on, into equal ones that it cannot.

The rewriting is `dfa.unambiguous`, applied to the whole tree where it is regular, else to the largest regular
parts of it; each part keeps its language, hence so does the whole. Nothing is taken on trust: the result is
assessed again.
"""

from __future__ import annotations

import attrs

from . import render
from .analysis import BUDGET, LENGTH_CAP, assess_tree
from .automaton import TooLargeError
from .charset import Ranges, difference, subset
from .dfa import determinise, unambiguous
from .syntax import (
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

MAX_STRETCH = 12
"""Neighbouring items that are rewritten together at most."""
MAX_TEXT = 3_000
"""Characters that a rewritten pattern may take beyond what the original takes."""


@attrs.frozen
class Hardened:
    """A tree that is safe.

    Attributes:
        node: the tree.
        bounded: it equals the original only for strings up to the shape's maximum length.
    """

    node: Node
    bounded: bool


def harden(node: Node, max_length: int | None) -> Hardened | None:
    """A tree that answers every string of a legal length within the budget, or None when none was found."""
    if order_matters(node):
        return None
    for candidate, bounded in _candidates(node, max_length):
        if assess_tree(candidate, max_length).worst_case_steps <= BUDGET:
            return Hardened(candidate, bounded)
    return None


def _candidates(node: Node, max_length: int | None) -> list[tuple[Node, bool]]:
    found = [(_rewritten(node), False)]
    if max_length is not None and max_length <= LENGTH_CAP:
        relaxed = _relaxed(node, max_length)
        if relaxed != node:
            found.append((_rewritten(relaxed), True))
    return found


def _rewritten(node: Node) -> Node:
    """The tree with its ambiguous regular parts rewritten, the largest first."""
    if _harmless(node):
        return node
    if isinstance(node, Seq):
        searched = seq(_searched(list(node.items)))
        if searched != node and _harmless(searched):
            return searched
    if not contains(node, (Look, Edge, Back, Group, Atomic)):
        whole = _unambiguous(node)
        if whole is not None:
            return whole
    match node:
        case Alt(options=options):
            return alt([_rewritten(option) for option in options])
        case Repeat(item=item, low=low) if low <= 1 and _closed(item):
            return _rewritten(item if low else Repeat(item, 0, 1))
        case Repeat(item=item) | Look(item=item):
            return attrs.evolve(node, item=_rewritten(item))
        case Seq(items=items):
            return _rewritten_seq(list(items))
    return node


def _rewritten_seq(items: list[Node]) -> Node:
    """Rewrite the shortest ambiguous stretches first; a stretch ends at whatever is not regular."""
    items = _searched([_rewritten(item) for item in items])
    for length in range(2, min(len(items), MAX_STRETCH) + 1):
        start = 0
        while start + length <= len(items):
            stretch = seq(items[start : start + length])
            regular = not contains(stretch, (Look, Edge, Back, Group, Atomic))
            if regular and not _harmless(stretch):
                better = _unambiguous(stretch)
                if better is not None:
                    items[start : start + length] = [better]
            start += 1
    return seq(items)


def _closed(node: Node) -> bool:
    """Whether two of it in a row are one of it already, so that repeating it adds nothing."""
    if contains(node, (Look, Edge, Back, Group, Atomic)):
        return False
    try:
        return determinise(Repeat(node, 1, 2)) == determinise(node)
    except TooLargeError:
        return False


def _searched(items: list[Node]) -> list[Node]:
    """The items with `X*WY*`, where Y holds all of X and W, as a search for W that keeps what it finds.

    The first W found serves as well as any later one, since Y* takes up whatever lies between.
    """
    for index, item in enumerate(items):
        if not (isinstance(item, Repeat) and isinstance(item.item, Chars) and item.low == 0 and item.high is None):
            continue
        for stop in range(index + 2, len(items)):
            found = _search(item.item, items[index + 1 : stop], items[stop], last=stop == len(items) - 1)
            if found is not None:
                return [*items[:index], *found, *_searched(items[stop:])]
    return items


def _search(skipped: Chars, wanted: list[Node], rest: Node, *, last: bool) -> list[Node] | None:
    """The replacement of `skipped* wanted` before `rest`, or None where the first find is not as good as any.

    A longer find may reach beyond `rest` unless all finds have one length, or `rest` comes last and may be empty.
    """
    target = seq(wanted)
    if not (isinstance(rest, Repeat) and isinstance(rest.item, Chars) and rest.high is None):
        return None
    if contains(target, (Look, Edge, Back, Group, Atomic)):
        return None
    short, long = width(target)
    if short == 0 or (short != long and not (last and rest.low == 0)):
        return None
    if not all(subset(points, rest.item.points) for points in (skipped.points, *_sets(target))):
        return None
    if isinstance(target, Chars):
        return [Repeat(Chars(difference(skipped.points, target.points)), 0, None), target]
    return [Atomic(Seq((Repeat(skipped, 0, None, "lazy"), target)), proven=True)]


def _sets(node: Node) -> list[Ranges]:
    if isinstance(node, Chars):
        return [node.points]
    return [points for child in children(node) for points in _sets(child)]


def _harmless(node: Node) -> bool:
    return isinstance(node, Chars | Edge) or assess_tree(node, None).worst_case_steps <= BUDGET


def _unambiguous(node: Node) -> Node | None:
    try:
        found = unambiguous(node)
    except TooLargeError:
        return None
    return found if len(render.python(found)) <= len(render.python(node)) + MAX_TEXT else None


def _relaxed(node: Node, max_length: int) -> Node:
    """Lift the upper limits of repetitions that strings of a legal length cannot reach."""
    match node:
        case Seq(items=items):
            return seq([_relaxed(item, max_length) for item in items])
        case Alt(options=options):
            return alt([_relaxed(option, max_length) for option in options])
        case Repeat(item=item, high=high):
            inner = _relaxed(item, max_length)
            if high is not None and high > 1 and high * width(item)[0] >= max_length:
                return attrs.evolve(node, item=inner, high=None)
            return attrs.evolve(node, item=inner)
    return node
