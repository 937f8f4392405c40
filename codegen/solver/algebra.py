"""Operations on the formulas of `codegen.rules.nnf`: negation, moving them to their values, and what is solvable.

Knows no model: a formula's places are paths, and a path's first step names the member that owns what is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any as AnyValue
from typing import Final, TypeVar, TypeVarTuple

from attrs import evolve, fields, frozen

from ..rules.language.presence import negated
from .formula import (
    ALWAYS,
    NEVER,
    All,
    Among,
    Any,
    Bound,
    Count,
    Distinct,
    Each,
    Formula,
    Linear,
    Literal,
    Multiple,
    Opaque,
    Place,
    Presence,
    Same,
    Text,
)

SELF: Final = "self"


class Inexact(Exception):  # noqa: N818 - a signal between two functions
    """A formula whose negation is not solvable."""


@frozen(kw_only=True)
class Pinned(Literal):
    """The members that a rule touches are as in an example.

    `example` is its JSON text; `touched` are paths relative to the place; `report` is where the rule reports it.
    """

    example: str
    touched: tuple[tuple[str, ...], ...]
    report: tuple[str | int, ...] | None = None


_one: dict[Formula, Formula] = {ALWAYS: ALWAYS, NEVER: NEVER}
_memories: list[dict[AnyValue, AnyValue]] = [_one]
_Answer = TypeVar("_Answer")
_More = TypeVarTuple("_More")


def canonical(formula: Formula) -> Formula:
    """The one object that stands for this formula: equal formulas are then the same, and compared by identity.

    Hashing a tree visits all of it, and the search compares formulas by the hundred thousand.
    """
    found = _one.get(formula)
    if found is None:
        if isinstance(formula, (All, Any)):
            formula = type(formula)(tuple(map(canonical, formula.items)))
        found = _one[formula] = formula
    return found


def remembered(function: Callable[[Formula, *_More], _Answer]) -> Callable[[Formula, *_More], _Answer]:
    """The function, computed once for each canonical formula and what else it is given."""
    known: dict[AnyValue, tuple[Formula, _Answer]] = {}
    _memories.append(known)

    @wraps(function)
    def ask(formula: Formula, *more: *_More) -> _Answer:
        key = (id(formula), *more)
        found = known.get(key)
        if found is None:
            # The formula is kept beside the answer, so that no other object takes its id.
            found = known[key] = (formula, function(formula, *more))
        return found[1]

    return ask


def forget() -> None:
    """Drops everything remembered: formulas of one package are of no use to the next."""
    for memory in _memories:
        memory.clear()
    _one.update({ALWAYS: ALWAYS, NEVER: NEVER})


def distinct(formulas: Iterable[Formula]) -> tuple[Formula, ...]:
    """Canonical formulas, each once, in order."""
    return tuple({id(formula): formula for formula in formulas}.values())


@frozen
class Failing(Count):
    """A count of the elements that break a rule: the rule is reported at the one that is drawn for it."""


def conjunction(items: Iterable[Formula]) -> Formula:
    """All of them, flat."""
    flat: list[Formula] = []
    for item in map(canonical, items):
        if item is NEVER:
            return NEVER
        flat += item.items if isinstance(item, All) else (item,)
    flat = list(distinct(flat))
    return flat[0] if len(flat) == 1 else canonical(All(tuple(flat)))


def disjunction(items: Iterable[Formula]) -> Formula:
    """Any of them, flat."""
    flat: list[Formula] = []
    for item in map(canonical, items):
        if item is ALWAYS:
            return ALWAYS
        flat += item.items if isinstance(item, Any) else (item,)
    flat = list(distinct(flat))
    return flat[0] if len(flat) == 1 else canonical(Any(tuple(flat)))


@remembered
def negate(formula: Formula) -> Formula:
    """What holds exactly where the formula does not.

    Raises:
        Inexact: part of it can only be evaluated.
    """
    match formula:
        case All(items=items):
            return disjunction(negate(item) for item in items)
        case Any(items=items):
            return conjunction(negate(item) for item in items)
        case Literal(unless=unless):
            return conjunction([_negated(evolve(formula, unless=())), *(Presence(place, True) for place in unless)])
    raise Inexact


def _negated(literal: Literal) -> Formula:
    match literal:
        case Presence(present=present):
            return evolve(literal, present=not present)
        case Among(member=member):
            return evolve(literal, member=not member)
        case Same(holds=holds) | Multiple(holds=holds) | Text(holds=holds) | Distinct(holds=holds):
            return evolve(literal, holds=not holds)
        case Bound(operator=operator) | Linear(operator=operator) | Count(operator=operator):
            return evolve(literal, operator=negated(operator))
        case Each(place=place, variable=variable, body=body, value=value):
            return Count(place, variable, negate(body), ">=", 1, value)
    raise Inexact


@remembered
def excluded(formula: Formula) -> Formula:
    """The negation, or nothing where it cannot be said: for keeping alternatives apart, which is no necessity."""
    try:
        return canonical(negate(formula))
    except Inexact:
        return ALWAYS


# --- places -----------------------------------------------------------------------------------------------------------


def places(formula: Formula) -> Iterator[Place]:
    """Every place named, those inside quantifiers included."""
    for value in _values(formula):
        if isinstance(value, Place):
            yield value
        elif isinstance(value, Formula):
            yield from places(value)


def _values(formula: Formula) -> Iterator[AnyValue]:
    for attribute in fields(type(formula)):
        value = getattr(formula, attribute.name)
        if attribute.name == "terms":
            yield from (place for _, place in value)
        elif isinstance(value, tuple):
            yield from value
        else:
            yield value


def moved(formula: Formula, move: Callable[[Place], Place]) -> Formula:
    """The formula with every place moved."""
    changed: dict[str, AnyValue] = {}
    for attribute in fields(type(formula)):
        value = getattr(formula, attribute.name)
        if attribute.name == "terms":
            changed["terms"] = tuple((factor, move(place)) for factor, place in value)
        elif isinstance(value, tuple) and value and isinstance(value[0], (Place, Formula)):
            changed[attribute.name] = tuple(_moved(item, move) for item in value)
        elif isinstance(value, (Place, Formula)):
            changed[attribute.name] = _moved(value, move)
    return evolve(formula, **changed) if changed else formula


def _moved(value: Place | Formula, move: Callable[[Place], Place]) -> Place | Formula:
    return move(value) if isinstance(value, Place) else moved(value, move)


@remembered
def owners(formula: Formula) -> frozenset[str]:
    """The members of self that the formula speaks of."""
    return frozenset(str(place.path[0]) for place in places(formula) if place.root == SELF and place.path)


@remembered
def into(formula: Formula) -> Formula:
    """A formula about one member of self as one about that member: it becomes self."""
    return canonical(moved(formula, lambda place: Place(SELF, place.path[1:]) if place.root == SELF else place))


@remembered
def about(formula: Formula, variable: str) -> Formula:
    """A quantifier's body as a formula about its element: the variable becomes self."""
    return canonical(moved(formula, lambda place: Place(SELF, place.path) if place.root == variable else place))


# --- what is solvable -------------------------------------------------------------------------------------------------


def solvable(formula: Formula, roots: frozenset[str], bounded: Callable[[Opaque], bool]) -> Formula:
    """The formula, or one that implies it, without what no mode can say.

    Args:
        formula: what should hold.
        roots: variables whose values are at hand.
        bounded: whether an opaque condition holds for all data that is drawn.
    """
    match formula:
        case All(items=items):
            return conjunction(solvable(item, roots, bounded) for item in items)
        case Any(items=items):
            return disjunction(solvable(item, roots, bounded) for item in items)
        case Opaque():
            return ALWAYS if bounded(formula) else _unless(formula)
        case Each(variable=variable, value=value, body=body) if _reachable(formula.place, roots):
            inner = frozenset({variable, value or variable})
            return evolve(formula, body=solvable(body, inner, bounded))
        case Count(variable=variable, value=value, body=body) if _reachable(formula.place, roots):
            inner = frozenset({variable, value or variable})
            weaker = solvable(body, inner, bounded)
            return (
                evolve(formula, body=weaker) if weaker == body or formula.operator in (">", ">=") else _unless(formula)
            )
        case Distinct(variable=variable, where=where, key=key) if _reachable(formula.place, roots):
            closed = solvable(where, frozenset({variable}), bounded) == where and key.root == variable
            return formula if closed else _unless(formula)
        case Same() | Each() | Count() | Distinct():
            return _unless(formula)
    return formula if all(_reachable(place, roots) for place in places(formula)) else NEVER


def _unless(literal: Literal) -> Formula:
    return disjunction(Presence(place, False) for place in literal.unless)


def _reachable(place: Place, roots: frozenset[str]) -> bool:
    return place.root in roots and all(isinstance(step, str) for step in place.path)


def failing(formula: Formula, *, once: bool) -> Formula:
    """A rule's negation with the count marked at whose element the rule is reported: the last, after all guards.

    Args:
        formula: the negation.
        once: read "some element" as "exactly one" besides, so that a rule is broken at one place where it can be.
    """
    match formula:
        case All(items=items):
            last = max((i for i, item in enumerate(items) if _counts(item)), default=-1)
            rest = (_exactly(item) if once else item for item in items)
            return conjunction(failing(items[i], once=once) if i == last else item for i, item in enumerate(rest))
        case Any(items=items):
            return disjunction(failing(item, once=once) for item in items)
        case Count(operator=">=", number=1):
            operator = "==" if once else ">="
            return Failing(
                formula.place, formula.variable, formula.body, operator, 1, formula.value, unless=formula.unless
            )
    return formula


def _counts(formula: Formula) -> bool:
    if isinstance(formula, (All, Any)):
        return any(map(_counts, formula.items))
    return isinstance(formula, Count)


def _exactly(formula: Formula) -> Formula:
    match formula:
        case All(items=items):
            return conjunction(map(_exactly, items))
        case Any(items=items):
            return disjunction(map(_exactly, items))
        case Count(operator=">=", number=1):
            return evolve(formula, operator="==")
    return formula
