"""Turns a service's pattern text into the patterns that generated code and JSON Schemas carry."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Literal

import attrs

from . import render, unicode_sets
from .analysis import BUDGET, assess_tree
from .charset import complement, subset
from .harden import harden
from .parse import Parsed, PatternError, parse
from .simplify import UnsupportedError, simplify
from .syntax import EMPTY, NEVER, Back, Chars, Edge, Node, Repeat, children, contains, width

Status = Literal["verbatim", "translated", "bounded", "given-up"]


@attrs.frozen
class Translation:
    """A pattern of a service, and what we say instead.

    Attributes:
        source: the service's own text.
        python: for `re.compile(python).fullmatch`, without flags; None when given up.
        ecma: for a search by ECMA-262 with the `u` flag or by Python's `re.search`; None when given up.
        status: "verbatim" (`python` is `source`), "translated", "bounded" (safe only up to the length bound that was
            given), or "given-up".
        reason: what was changed, or why it was given up; empty for "verbatim".
        matches_everything: no string of a legal length violates it, so that a check would be in vain.
        node: the tree, for analysis and for drawing strings; None when the text could not be read.
        at_any_length: `python` is safe, and says the same as `source`, beyond the length bound too.
    """

    source: str
    python: str | None
    ecma: str | None
    status: Status
    reason: str
    matches_everything: bool
    node: Node | None = attrs.field(repr=False)
    at_any_length: bool = True


_LONGEST = 2000
"""Characters of a pattern that is worth analysing; the longest of any service has 1,195."""


@lru_cache(maxsize=8192)
def translate(source: str, max_length: int | None = None) -> Translation:
    """What a service's pattern becomes.

    Args:
        source: the pattern as the model has it; it always applies to the whole string.
        max_length: the longest string that the shape allows, in code points; None when it sets no limit.
    """
    if len(source) > _LONGEST:
        return _given_up(source, f"longer than {_LONGEST} characters", None)
    try:
        parsed = parse(source)
        node = simplify(parsed.node)
        found = _translated(parsed, source, node, max_length)
    except (PatternError, UnsupportedError) as error:
        return _given_up(source, str(error), None)
    if max_length is None or found.python is None:
        return found
    return attrs.evolve(found, at_any_length=translate(source).python == found.python)


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled pattern; warnings about its notation are errors.

    Raises:
        re.error: `re` cannot compile it.
        FutureWarning: `re` may read it differently one day.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return re.compile(pattern)


def _translated(parsed: Parsed, source: str, node: Node, max_length: int | None) -> Translation:
    notes = parsed.notes
    if node == NEVER:
        return _given_up(source, "nothing can match it", node)
    everything = _matches_everything(node, max_length)
    risk = assess_tree(node, max_length)
    if risk.worst_case_steps > BUDGET:
        return _hardened(source, node, notes, max_length, everything=everything)
    if not notes and _same_in_python(node) and _as_safe(parsed.node, max_length) and _refusal(source) is None:
        return Translation(source, source, render.ecma(node), "verbatim", "", everything, node)
    reason = ", ".join(notes) or "anchors and groups written out"
    return _written(source, node, "translated", reason, everything=everything)


def _hardened(
    source: str, node: Node, notes: tuple[str, ...], max_length: int | None, *, everything: bool
) -> Translation:
    """The pattern rewritten, since its worst string would take an engine too long as it stands."""
    safe = harden(node, max_length)
    if safe is None:
        kind = assess_tree(node, max_length).verdict
        return _given_up(source, f"{kind} backtracking, and no equal pattern of reasonable size was found", node)
    reason = ", ".join((*notes, "rewritten against backtracking"))
    if safe.bounded:
        reason += f", equal for strings of up to {max_length} characters"
    return _written(source, safe.node, "bounded" if safe.bounded else "translated", reason, everything=everything)


def _written(source: str, node: Node, status: Status, reason: str, *, everything: bool) -> Translation:
    python = render.python(node)
    if refusal := _refusal(python):
        return _given_up(source, f"Python's re refuses it: {refusal}", node)
    return Translation(source, python, render.ecma(node), status, reason, everything, node)


def _refusal(pattern: str) -> str | None:
    try:
        compiled(pattern)
    except (re.error, FutureWarning, RecursionError, OverflowError) as error:
        return str(error)
    return None


def _given_up(source: str, reason: str, node: Node | None) -> Translation:
    return Translation(source, None, None, "given-up", reason, matches_everything=False, node=node)


def _as_safe(node: Node, max_length: int | None) -> bool:
    """Whether the tree as it was written is safe too: simplifying may have done away with nested repetitions."""
    return not _nested(node) or assess_tree(node, max_length).worst_case_steps <= BUDGET


def _nested(node: Node) -> bool:
    if isinstance(node, Repeat) and (isinstance(node.item, Repeat) or width(node.item)[0] == 0):
        return True
    return any(_nested(child) for child in children(node))


def _same_in_python(node: Node) -> bool:
    """Whether the anchors left after simplification mean the same to Python as to Java."""
    return not contains(node, (Back,)) and not _edges(node) - {"start"}


def _edges(node: Node) -> set[str]:
    if isinstance(node, Edge):
        return {node.kind}
    return set().union(*(_edges(child) for child in children(node)))


def _matches_everything(node: Node, max_length: int | None) -> bool:
    if node == EMPTY or not isinstance(node, Repeat) or not isinstance(node.item, Chars) or node.low > 0:
        return False
    unlimited = node.high is None or (max_length is not None and node.high >= max_length)
    return unlimited and subset(complement(unicode_sets.SURROGATES), node.item.points)
