"""Translates a rule's checked tree, or its negation, to a formula that implies it.

What no mode can say (products, string arithmetic, an element compared with another list) can only be evaluated. It is
left out, the stronger formula is marked as not exact. Which rules are in force is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import evolve, frozen, mutable

from ..rules.analysis.simplify import flat, normal
from ..rules.language import functions, tree
from ..rules.language.functions import Measure, TextTest
from ..rules.language.kinds import BOOL, INT, MapKind
from ..rules.language.presence import flipped, negated
from ..rules.language.tree import (
    And,
    Arithmetic,
    Call,
    Collect,
    Compare,
    Const,
    Entry,
    If,
    In,
    Items,
    Member,
    Negate,
    Node,
    Not,
    Or,
    Present,
    Quantifier,
    Var,
)
from .formula import (
    ALWAYS,
    KEY,
    NEVER,
    SELF,
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
    Place,
    Presence,
    Text,
    Value,
    conjunction,
    disjunction,
)

MOST_CASES: Final = 8
"""Cases from ?: inside one comparison; with more of them it is left unsolved."""


@frozen
class Translation:
    """A formula, and whether it says all that was asked; if not, it implies it."""

    formula: Formula
    exact: bool


@mutable
class _Scope:
    """The variables whose values are at hand, by what a formula calls them, and whether something was left out."""

    names: Mapping[str, str]
    is_bounded: Callable[[Node], bool]
    exact: bool = True

    def inside(self, names: Mapping[str, str]) -> _Scope:
        """The scope of a quantifier's body: only what its own variables hold is at hand."""
        return _Scope(names, self.is_bounded)


def _never(_: Node) -> bool:
    return False


def translate(node: Node, truth: bool, is_bounded: Callable[[Node], bool] = _never) -> Translation:
    """When a checked condition is `truth`.

    Args:
        node: the condition.
        truth: what it is to be.
        is_bounded: whether a condition that cannot be solved holds for all data that is drawn.
    """
    scope = _Scope({SELF: SELF}, is_bounded)
    return Translation(_formula(normal(node, truth), scope), scope.exact)


# --- structure --------------------------------------------------------------------------------------------------------


def _formula(node: Node, scope: _Scope) -> Formula:
    match node:
        case Const(value=bool() as value):
            return ALWAYS if value else NEVER
        case And(items=items):
            return conjunction(_formula(item, scope) for item in items)
        case Or(items=items):
            return _any(_formula(item, scope) for item in items)
        case If(test=test, then=then, otherwise=otherwise):
            # One after the other: what stands beside an impossible test is not even looked at.
            cases = ((test, then), (normal(test, False), otherwise))
            return _any(conjunction(_formula(part, scope) for part in case) for case in cases)
        case Not(operand=operand):
            return _literal(operand, scope, holds=False)
        case _:
            return _literal(node, scope, holds=True)


def _any(items: Iterable[Formula]) -> Formula:
    """One of them; `absent(x) || ... x ...` is one literal: the absences go into its `unless`."""
    found = disjunction(items)
    if not isinstance(found, Any):
        return found
    parts = list(found.items)
    absences = [i for i in parts if isinstance(i, Presence) and not i.present and not i.unless]
    for absence in absences:
        for index, item in enumerate(parts):
            if isinstance(item, Literal) and item not in absences and _concerns(item, absence.place):
                parts[index] = evolve(item, unless=(*item.unless, absence.place))
                parts.remove(absence)
                break
    return disjunction(parts)


def _concerns(item: Literal, place: Place) -> bool:
    """Whether what the literal is about (bodies of quantifiers aside) lies at the place or below."""
    return any(there.root == place.root and there.path[: len(place.path)] == place.path for there in item.places)


# --- literals ---------------------------------------------------------------------------------------------------------


def _literal(node: Node, scope: _Scope, *, holds: bool) -> Formula:
    found = _solvable(node, scope, holds=holds)
    if found is not None:
        return found
    scope.exact = False
    return ALWAYS if holds and scope.is_bounded(node) else NEVER


def _solvable(node: Node, scope: _Scope, *, holds: bool) -> Formula | None:
    match node:
        case Present(operand=operand, name=name):
            place = _place(operand, scope)
            return None if place is None else Presence(evolve(place, path=(*place.path, name)), holds)
        case Compare():
            return _compare(node if holds else evolve(node, operator=negated(node.operator)), scope)
        case In():
            return _in(node, scope, holds=holds)
        case Quantifier():
            return _quantifier(node, scope, holds=holds)
        case Call(function=functions.UNIQUE, arguments=(values,)):
            return _distinct(values, scope, holds=holds)
        case Call(function=TextTest() as test):
            place, options = _place(node.arguments[0], scope), node.options()
            return None if place is None or options is None else Text(place, test, options, holds)
        case _ if node.kind == BOOL and (place := _place(node, scope)) is not None:
            return Among(place, (True,), holds)
    return None


def _place(node: Node, scope: _Scope) -> Place | None:
    match node:
        case Var(name=name) if name in scope.names:
            return Place(scope.names[name])
        case Member(operand=operand, name=step) | Entry(operand=operand, key=Const(value=str() as step)):
            above = _place(operand, scope)
            return None if above is None else evolve(above, path=(*above.path, step))
    return None


def _in(node: In, scope: _Scope, *, holds: bool) -> Formula | None:
    values = tree.constants(node.container) if isinstance(node.container, Items) else None
    if values is not None:
        place = _place(node.element, scope)
        return None if place is None else Among(place, values, holds)
    container, element = _place(node.container, scope), node.element
    if container is None:
        return None
    if isinstance(node.container.kind, MapKind):
        if not isinstance(element, Const):
            return None
        return Presence(evolve(container, path=(*container.path, str(element.value))), holds)
    if not isinstance(element, Const):
        return None
    return Count(container, Among(Place(SELF), (element.value,), member=True), *((">=", 1) if holds else ("==", 0)))


def _compare(node: Compare, scope: _Scope) -> Formula | None:
    left, right, operator = node.left, node.right, node.operator
    if isinstance(left, Const):
        left, right, operator = right, left, flipped(operator)
    if _is_condition(left, scope) or _is_condition(right, scope):
        same = operator == "=="
        either = [And(items=(normal(left, t), normal(right, t is same)), kind=BOOL) for t in (True, False)]
        return _any(_formula(item, scope) for item in either)
    values = tree.constants(right) if not isinstance(right, Items) else None
    place = _place(left, scope)
    if values is not None and place is not None and operator in ("==", "!="):
        return Among(place, values, operator == "==")
    if isinstance(left, Call) and isinstance(right, Const):
        return _measured(left, operator, right.value, scope)
    if values is not None and place is not None and isinstance(values[0], float):
        return Bound(place, "value", operator, values[0])
    if left.kind != INT:
        return None
    return _multiple(left, right, operator, scope) or _linear(left, right, operator, scope)


def _multiple(left: Node, right: Node, operator: str, scope: _Scope) -> Formula | None:
    match left, right:
        case Arithmetic(operator="%", left=value, right=Const(value=int() as divisor)), Const(value=0):
            place = _place(value, scope)
            if place is not None and operator in ("==", "!="):
                return Multiple(place, abs(divisor), operator == "==")
    return None


def _is_condition(node: Node, scope: _Scope) -> bool:
    return node.kind == BOOL and not isinstance(node, Const) and _place(node, scope) is None


def _measured(left: Call, operator: str, bound: Value, scope: _Scope) -> Formula | None:
    if not isinstance(bound, int):
        return None
    measured = left.arguments[0]
    if left.function is functions.SIZE and isinstance(measured, Collect):
        if measured.where is not None:
            return _count(measured.source, measured.variable, measured.where, scope, operator, bound)
        measured = measured.source
    place = _place(measured, scope)
    if place is None or not isinstance(left.function, Measure):
        return None
    return Bound(place, left.function.measure, operator, bound)


# --- sums -------------------------------------------------------------------------------------------------------------


@frozen
class _Sum:
    """A linear expression, and the tests under which an expression is it."""

    terms: dict[Place, int]
    constant: int
    tests: tuple[Node, ...] = ()

    def plus(self, other: _Sum, factor: int) -> _Sum:
        terms = dict(self.terms)
        for place, coefficient in other.terms.items():
            terms[place] = terms.get(place, 0) + factor * coefficient
        return _Sum(terms, self.constant + factor * other.constant, self.tests + other.tests)


def _linear(left: Node, right: Node, operator: str, scope: _Scope) -> Formula | None:
    cases = _sums(Arithmetic(operator="-", left=left, right=right, kind=INT), scope)
    if cases is None:
        return None
    return _any(
        conjunction((*(_formula(test, scope) for test in case.tests), _inequality(case, operator))) for case in cases
    )


def _inequality(case: _Sum, operator: str) -> Formula:
    terms = tuple((coefficient, place) for place, coefficient in case.terms.items() if coefficient)
    if not terms:
        return ALWAYS if _holds(0, operator, -case.constant) else NEVER
    if len(terms) == 1 and abs(terms[0][0]) == 1:
        sign, place = terms[0]
        return Bound(place, "value", operator if sign == 1 else flipped(operator), -case.constant * sign)
    return Linear(terms, operator, -case.constant)


def _holds(left: int, operator: str, right: int) -> bool:
    return {
        "==": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[operator]


def _sums(node: Node, scope: _Scope) -> list[_Sum] | None:
    """The linear expressions that the int may be, one for each way through its ?:; None if one is not linear."""
    match node:
        case Const(value=int() as value):
            return [_Sum({}, value)]
        case Negate(operand=operand):
            return _combined(Const(value=0, kind=INT), operand, -1, scope)
        case Arithmetic(operator="+" | "-" as operator, left=left, right=right):
            return _combined(left, right, 1 if operator == "+" else -1, scope)
        case Arithmetic(operator="*", left=Const(value=int() as factor), right=other):
            return _combined(Const(value=0, kind=INT), other, factor, scope)
        case Arithmetic(operator="*", left=other, right=Const(value=int() as factor)):
            return _combined(Const(value=0, kind=INT), other, factor, scope)
        case If(test=test, then=then, otherwise=otherwise):
            return _either(test, _sums(then, scope), _sums(otherwise, scope))
        case _:
            place = _place(node, scope)
            return None if place is None else [_Sum({place: 1}, 0)]


def _combined(left: Node, right: Node, factor: int, scope: _Scope) -> list[_Sum] | None:
    first, second = _sums(left, scope), _sums(right, scope)
    if first is None or second is None or len(first) * len(second) > MOST_CASES:
        return None
    return [one.plus(other, factor) for one in first for other in second]


def _either(test: Node, then: list[_Sum] | None, otherwise: list[_Sum] | None) -> list[_Sum] | None:
    if then is None or otherwise is None or len(then) + len(otherwise) > MOST_CASES:
        return None
    yes, no = normal(test, True), normal(test, False)
    return [evolve(case, tests=(yes, *case.tests)) for case in then] + [
        evolve(case, tests=(no, *case.tests)) for case in otherwise
    ]


# --- quantifiers ------------------------------------------------------------------------------------------------------


def _quantifier(node: Quantifier, scope: _Scope, *, holds: bool) -> Formula | None:
    if node.which == "exists_one":
        return _count(node.source, node.variable, node.body, scope, "==" if holds else "!=", 1)
    if holds:
        return _each(node, scope)
    return _each(
        evolve(node, which="all" if node.which == "exists" else "exists", body=normal(node.body, False)), scope
    )


def _each(node: Quantifier, scope: _Scope) -> Formula | None:
    """Makes all an Each, exists a Count, joined lists one by one, literal elements written out."""
    join = conjunction if node.which == "all" else _any
    match node.source:
        case Arithmetic(left=left, right=right):
            return join(_literal(evolve(node, source=part), scope, holds=True) for part in (left, right))
        case If(test=test, then=then, otherwise=otherwise):
            parts = (evolve(node, source=part) for part in (then, otherwise))
            return _formula(If(test=test, then=next(parts), otherwise=next(parts), kind=BOOL), scope)
        case Items(items=items):
            bodies = (tree.substitute(node.body, Var(name=node.variable, kind=item.kind), item) for item in items)
            return join(_formula(body, scope) for body in bodies)
    if node.which == "exists":
        return _count(node.source, node.variable, node.body, scope, ">=", 1)
    place, body = _place(node.source, scope), _body(node.source, node.variable, node.body, scope)
    scope.exact = scope.exact and body.exact
    return None if place is None else Each(place, body.formula)


def _body(source: Node, variable: str, body: Node, scope: _Scope) -> Translation:
    """What a quantifier says of an element: it is `self`. For a map, `self` is the value, and the key has a name."""
    names = {variable: SELF}
    if isinstance(source.kind, MapKind):
        value = Var(name=f"{variable}_value", kind=source.kind.value)
        key = Var(name=variable, kind=tree.element_kind(source))
        body = tree.substitute(body, Entry(operand=source, key=key, kind=value.kind), value)
        names = {variable: KEY, value.name: SELF}
    inner = scope.inside(names)
    return Translation(_formula(body, inner), inner.exact)


def _count(source: Node, variable: str, body: Node, scope: _Scope, operator: str, number: int) -> Formula | None:
    """How many elements satisfy the body; to say "at least", a stronger body serves as well."""
    place, found = _place(source, scope), _body(source, variable, body, scope)
    if place is None or not (found.exact or operator in (">", ">=")):
        return None
    scope.exact = scope.exact and found.exact
    return Count(place, found.formula, operator, number)


def _distinct(values: Node, scope: _Scope, *, holds: bool) -> Formula | None:
    """unique(LIST), or of a chain of filters and maps over a list that ends in a path."""
    if not isinstance(values, Collect):
        place = _place(values, scope)
        return None if place is None else Distinct(place, ALWAYS, Place(SELF), holds)
    chain = flat(values)
    element = scope.inside({chain.variable: SELF})
    place, key = _place(chain.source, scope), _place(chain.body, element)
    where = ALWAYS if chain.where is None else _formula(chain.where, element)
    return Distinct(place, where, key, holds) if place is not None and key is not None and element.exact else None
