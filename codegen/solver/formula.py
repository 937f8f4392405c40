"""A rule, or its negation, as something to solve: which members are there, which constants, bounds and sums tie them.

`formula(tree, truth)` gives the conditions under which the rule is satisfied (truth True) or broken (False). It has
conjunctions, disjunctions, quantifiers over lists, and literals; nothing else is negated. A literal about a member says
something about a present member. Its `unless` names members whose absence satisfies it as well: the negation of a
guarded test is "if it is there, then not", one literal instead of a branch. What no solver of finite domains and linear
inequalities can use is `Opaque`: it can be evaluated, not solved.

Which rules are in force, and what the shapes demand besides, is the solver's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve, field, frozen

from ..rules.analysis.simplify import flat, normal
from ..rules.language import functions, tree
from ..rules.language.functions import Measure, TextTest
from ..rules.language.kinds import BOOL, INT, MapKind, Scalar
from ..rules.language.presence import flipped, negated
from ..rules.language.tree import (
    And,
    Arithmetic,
    At,
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

Value = int | float | str | bool
# More cases than this from ?: inside one comparison are left unsolved.
most_cases: Final = 8
ELEMENT: Final = "@element"
"""The variable of a quantifier that the rule's author did not write, such as that of `'a' in self.Words`."""


@frozen
class Place:
    """Where a value is: a variable ("self", or that of a quantifier), and members and indices from there."""

    root: str
    path: tuple[str | int, ...] = ()


@frozen
class Formula:
    """Something that holds or does not."""


@frozen
class All(Formula):
    """Every one of them; nothing at all holds always."""

    items: tuple[Formula, ...]


@frozen
class Any(Formula):
    """At least one of them; nothing at all never holds."""

    items: tuple[Formula, ...]


@frozen(kw_only=True)
class Literal(Formula):
    """A single statement. It holds as well where one of the members in `unless` is absent."""

    unless: tuple[Place, ...] = ()


@frozen
class Presence(Literal):
    """The member is there (or not). Whatever holds it is there."""

    place: Place
    present: bool


@frozen
class Among(Literal):
    """The value is one of the constants, or none of them."""

    place: Place
    values: tuple[Value, ...]
    member: bool


@frozen
class Bound(Literal):
    """A comparison with a constant, of a "value", or of a "size" (code points, elements, entries) or its "bytes"."""

    place: Place
    measure: str
    operator: str
    value: int | float


@frozen
class Same(Literal):
    """Two values that are no numbers are equal, or differ."""

    left: Place
    right: Place
    holds: bool


@frozen
class Multiple(Literal):
    """The int is a multiple of the divisor, or is not."""

    place: Place
    divisor: int
    holds: bool


@frozen
class Text(Literal):
    """The string passes a test with one of the options, or with none of them."""

    place: Place
    test: TextTest
    options: tuple[str, ...]
    holds: bool


@frozen
class Linear(Literal):
    """The sum of coefficient times int is in that relation to the constant. No place occurs twice."""

    terms: tuple[tuple[int, Place], ...]
    operator: str
    constant: int


@frozen
class Each(Literal):
    """Every element of a list satisfies the body, which calls it `variable`.

    For a map, `variable` is the key and `value` names the variable of its value.
    """

    place: Place
    variable: str
    body: Formula
    value: str | None = None


@frozen
class Count(Literal):
    """How many elements satisfy the body, compared with a constant: "at least one" is `>= 1`."""

    place: Place
    variable: str
    body: Formula
    operator: str
    number: int
    value: str | None = None


@frozen
class Distinct(Literal):
    """The keys of the elements (of those that satisfy `where`) are pairwise different; or not, if `holds` is False."""

    place: Place
    variable: str
    where: Formula
    key: Place
    holds: bool


@frozen
class Opaque(Literal):
    """A condition that can only be evaluated: `node` is it, in terms of `self` and the variables around it."""

    node: Node = field(repr=False)


ALWAYS: Final = All(())
NEVER: Final = Any(())


def formula(node: Node, truth: bool) -> Formula:
    """When a checked condition is `truth`."""
    return _formula(normal(node, truth))


def literals(of: Formula) -> Iterable[Literal]:
    """Every literal, those inside quantifiers after the quantifier."""
    if isinstance(of, (All, Any)):
        for item in of.items:
            yield from literals(item)
    elif isinstance(of, Literal):
        yield of
        if isinstance(of, (Each, Count)):
            yield from literals(of.body)
        if isinstance(of, Distinct):
            yield from literals(of.where)


# --- structure --------------------------------------------------------------------------------------------------------


def _formula(node: Node) -> Formula:
    match node:
        case Const(value=bool() as value):
            return ALWAYS if value else NEVER
        case And(items=items):
            return _all(_formula(item) for item in items)
        case Or(items=items):
            return _any(_formula(item) for item in items)
        case If(test=test, then=then, otherwise=otherwise):
            yes = _all((_formula(test), _formula(then)))
            return _any((yes, _all((_formula(normal(test, False)), _formula(otherwise)))))
        case Not(operand=operand):
            return _literal(operand, holds=False)
        case _:
            return _literal(node, holds=True)


def _all(items: Iterable[Formula]) -> Formula:
    flat: list[Formula] = []
    for item in items:
        if item == NEVER:
            return NEVER
        flat += item.items if isinstance(item, All) else (item,)
    return flat[0] if len(flat) == 1 else All(tuple(dict.fromkeys(flat)))


def _any(items: Iterable[Formula]) -> Formula:
    flat: list[Formula] = []
    for item in items:
        if item == ALWAYS:
            return ALWAYS
        flat += item.items if isinstance(item, Any) else (item,)
    flat = _absorbed(list(dict.fromkeys(flat)))
    return flat[0] if len(flat) == 1 else Any(tuple(flat))


def _absorbed(items: list[Formula]) -> list[Formula]:
    """`absent(x) || ... x ...` is one literal: the absences go into its `unless`."""
    absences = [i for i in items if isinstance(i, Presence) and not i.present and not i.unless]
    for absence in absences:
        for index, item in enumerate(items):
            if isinstance(item, Literal) and item not in absences and _concerns(item, absence.place):
                items[index] = evolve(item, unless=(*item.unless, absence.place))
                items.remove(absence)
                break
    return items


def _concerns(item: Literal, place: Place) -> bool:
    return any(there.root == place.root and there.path[: len(place.path)] == place.path for there in _places(item))


def _places(item: Literal) -> tuple[Place, ...]:
    match item:
        case Linear(terms=terms):
            return tuple(place for _, place in terms)
        case (
            Presence(place=place) | Among(place=place) | Bound(place=place) | Text(place=place) | Multiple(place=place)
        ):
            return (place,)
        case Same(left=left, right=right):
            return (left, right)
        case Each(place=place) | Count(place=place) | Distinct(place=place):
            return (place,)
        case _:
            return ()


# --- literals ---------------------------------------------------------------------------------------------------------


def _literal(node: Node, *, holds: bool) -> Formula:
    found = _solvable(node, holds)
    return found if found is not None else Opaque(node if holds else Not(operand=node, kind=BOOL))


def _solvable(node: Node, holds: bool) -> Formula | None:
    match node:
        case Present(operand=operand, name=name):
            place = _place(operand)
            return None if place is None else Presence(evolve(place, path=(*place.path, name)), holds)
        case Compare():
            return _compare(node if holds else evolve(node, operator=negated(node.operator)))
        case In():
            return _in(node, holds)
        case Quantifier():
            return _quantifier(node, holds)
        case Call(function=functions.UNIQUE, arguments=(values,)):
            return _distinct(values, holds)
        case Call(function=TextTest() as test):
            place, options = _place(node.arguments[0]), node.options()
            return None if place is None or options is None else Text(place, test, options, holds)
        case _ if node.kind == BOOL and (place := _place(node)) is not None:
            return Among(place, (True,), holds)
    return None


def _place(node: Node) -> Place | None:
    match node:
        case Var(name=name) if isinstance(node.kind, (Scalar,)) or name not in ("release", "earlier"):
            return Place(name)
        case Member(operand=operand, name=step) | At(operand=operand, index=step):
            above = _place(operand)
            return None if above is None else evolve(above, path=(*above.path, step))
        case Entry(operand=operand, key=Const(value=str() as key)):
            above = _place(operand)
            return None if above is None else evolve(above, path=(*above.path, key))
    return None


def _in(node: In, holds: bool) -> Formula | None:
    values = tree.constants(node.container) if isinstance(node.container, Items) else None
    if values is not None:
        place = _place(node.element)
        return None if place is None else Among(place, values, holds)
    container, element = _place(node.container), node.element
    if container is None:
        return None
    if isinstance(node.container.kind, MapKind):
        if not isinstance(element, Const):
            return None
        return Presence(evolve(container, path=(*container.path, str(element.value))), holds)
    place = _place(element)
    if isinstance(element, Const):
        body: Formula = Among(Place(ELEMENT), (element.value,), member=True)
    elif place is not None:
        body = Same(Place(ELEMENT), place, holds=True)
    else:
        return None
    return Count(container, ELEMENT, body, *((">=", 1) if holds else ("==", 0)))


def _compare(node: Compare) -> Formula | None:
    left, right, operator = node.left, node.right, node.operator
    if isinstance(left, Const):
        left, right, operator = right, left, flipped(operator)
    if _is_condition(left) or _is_condition(right):
        same = operator == "=="
        either = [And(items=(normal(left, t), normal(right, t is same)), kind=BOOL) for t in (True, False)]
        return _any(_formula(item) for item in either)
    values = tree.constants(right) if not isinstance(right, Items) else None
    place = _place(left)
    if values is not None and place is not None and operator in ("==", "!="):
        return Among(place, values, operator == "==")
    other = _place(right)
    if place is not None and other is not None and operator in ("==", "!=") and left.kind != INT:
        return Same(place, other, operator == "==")
    if isinstance(left, Call) and isinstance(right, Const):
        return _measured(left, operator, right.value)
    if values is not None and place is not None and isinstance(values[0], float):
        return Bound(place, "value", operator, values[0])
    if left.kind != INT:
        return None
    return _multiple(left, right, operator) or _linear(left, right, operator)


def _multiple(left: Node, right: Node, operator: str) -> Formula | None:
    match left, right:
        case Arithmetic(operator="%", left=value, right=Const(value=int() as divisor)), Const(value=0):
            place = _place(value)
            if place is not None and operator in ("==", "!="):
                return Multiple(place, abs(divisor), operator == "==")
    return None


def _is_condition(node: Node) -> bool:
    return node.kind == BOOL and not isinstance(node, Const) and _place(node) is None


def _measured(left: Call, operator: str, bound: Value) -> Formula | None:
    if not isinstance(bound, int):
        return None
    if left.function is functions.SIZE and isinstance(left.arguments[0], Collect):
        return _count(left.arguments[0], operator, bound)
    place = _place(left.arguments[0])
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


def _linear(left: Node, right: Node, operator: str) -> Formula | None:
    cases = _sums(Arithmetic(operator="-", left=left, right=right, kind=INT))
    if cases is None:
        return None
    return _any(_all((*map(_formula, case.tests), _inequality(case, operator))) for case in cases)


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


def _sums(node: Node) -> list[_Sum] | None:
    """The linear expressions that the int may be, one for each way through its ?:; None if one is not linear."""
    match node:
        case Const(value=int() as value):
            return [_Sum({}, value)]
        case Negate(operand=operand):
            return _combined(Const(value=0, kind=INT), operand, -1)
        case Arithmetic(operator="+" | "-" as operator, left=left, right=right):
            return _combined(left, right, 1 if operator == "+" else -1)
        case Arithmetic(operator="*", left=Const(value=int() as factor), right=other):
            return _combined(Const(value=0, kind=INT), other, factor)
        case Arithmetic(operator="*", left=other, right=Const(value=int() as factor)):
            return _combined(Const(value=0, kind=INT), other, factor)
        case If(test=test, then=then, otherwise=otherwise):
            return _either(test, _sums(then), _sums(otherwise))
        case _:
            place = _place(node)
            return None if place is None else [_Sum({place: 1}, 0)]


def _combined(left: Node, right: Node, factor: int) -> list[_Sum] | None:
    first, second = _sums(left), _sums(right)
    if first is None or second is None or len(first) * len(second) > most_cases:
        return None
    return [one.plus(other, factor) for one in first for other in second]


def _either(test: Node, then: list[_Sum] | None, otherwise: list[_Sum] | None) -> list[_Sum] | None:
    if then is None or otherwise is None or len(then) + len(otherwise) > most_cases:
        return None
    yes, no = normal(test, True), normal(test, False)
    return [evolve(case, tests=(yes, *case.tests)) for case in then] + [
        evolve(case, tests=(no, *case.tests)) for case in otherwise
    ]


# --- quantifiers ------------------------------------------------------------------------------------------------------


def _quantifier(node: Quantifier, holds: bool) -> Formula | None:
    if node.which == "exists_one":
        loop = _loop(node.source, node.variable, node.body)
        return None if loop is None else _counted(loop, "==" if holds else "!=", 1)
    if holds:
        return _each(node)
    return _each(evolve(node, which="all" if node.which == "exists" else "exists", body=normal(node.body, False)))


def _each(node: Quantifier) -> Formula | None:
    """Makes all an Each, exists as Count, joined lists one by one, literal elements written out."""
    join = _all if node.which == "all" else _any
    match node.source:
        case Arithmetic(left=left, right=right):
            return join(_literal(evolve(node, source=part), holds=True) for part in (left, right))
        case If(test=test, then=then, otherwise=otherwise):
            parts = (evolve(node, source=part) for part in (then, otherwise))
            return _formula(If(test=test, then=next(parts), otherwise=next(parts), kind=BOOL))
        case Items(items=items):
            bodies = (tree.substitute(node.body, Var(name=node.variable, kind=item.kind), item) for item in items)
            return join(_formula(body) for body in bodies)
    loop = _loop(node.source, node.variable, node.body)
    if loop is None:
        return None
    return loop if node.which == "all" else _counted(loop, ">=", 1)


def _loop(source: Node, variable: str, body: Node) -> Each | None:
    place = _place(source)
    if place is None:
        return None
    if not isinstance(source.kind, MapKind):
        return Each(place, variable, _formula(body))
    value = f"{variable}_value"
    key = Var(name=variable, kind=tree.element_kind(source))
    held = Entry(operand=source, key=key, kind=source.kind.value)
    return Each(place, variable, _formula(tree.substitute(body, held, Var(name=value, kind=held.kind))), value)


def _counted(loop: Each, operator: str, number: int) -> Count:
    return Count(loop.place, loop.variable, loop.body, operator, number, loop.value)


def _count(measured: Collect, operator: str, bound: int) -> Formula | None:
    if measured.where is None:
        place = _place(measured.source)
        return None if place is None else Bound(place, "size", operator, bound)
    loop = _loop(measured.source, measured.variable, measured.where)
    return None if loop is None else _counted(loop, operator, bound)


def _distinct(values: Node, holds: bool) -> Formula | None:
    """unique(LIST), or of a chain of filters and maps over a list that ends in a path."""
    if not isinstance(values, Collect):
        place = _place(values)
        return None if place is None else Distinct(place, ELEMENT, ALWAYS, Place(ELEMENT), holds)
    chain = flat(values)
    place, key = _place(chain.source), _place(chain.body)
    if place is None or key is None or key.root != chain.variable:
        return None
    return Distinct(place, chain.variable, ALWAYS if chain.where is None else _formula(chain.where), key, holds)
