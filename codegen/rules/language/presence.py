"""What is known where: follows && || ! ?: and the macros from left to right, as Python's short circuit will.

`check_guards` refuses a rule that could read an absent member, a missing key, an element past the end, or divide by
zero. The same facts let `simplify` drop a test whose answer is known and move cheap tests to the front.

A set of facts is a frozenset, or None for "this point is never reached", where everything holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve, frozen

from . import functions, tree
from .errors import RuleError
from .kinds import BOOL, INT, Kind, ListKind, MapKind, Scalar
from .tree import (
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
    Node,
    Not,
    Or,
    Present,
    Quantifier,
    Var,
)


@frozen
class Fact:
    """Something known to be true. `node` is what it is about; OfEach wraps a fact about the elements of a list."""

    node: Node


@frozen
class HasMember(Fact):
    """The structure has that member."""

    name: str


@frozen
class HasKey(Fact):
    """The map `node` has that key."""

    key: Node


@frozen
class NotZero(Fact):
    """The int is not zero."""


@frozen
class AtLeast(Fact):
    """The list has at least `count` elements."""

    count: int


@frozen
class OfEach(Fact):
    """`fact`, said of the placeholder, holds for every element of the list `node`."""

    fact: Fact


Knowledge = frozenset[Fact] | None
nothing: Final[frozenset[Fact]] = frozenset()
# How many elements a size test can vouch for, one fact each.
_MOST_ELEMENTS: Final = 16
_FLIPPED: Final = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_NEGATED: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def both(left: Knowledge, right: Knowledge) -> Knowledge:
    """What is known when both hold."""
    return None if left is None or right is None else left | right


def either(left: Knowledge, right: Knowledge) -> Knowledge:
    """What is known when one of them holds, whichever it is."""
    if left is None:
        return right
    return left if right is None else left & right


def known(fact: Fact, facts: Knowledge) -> bool:
    """Whether the fact is among them."""
    return facts is None or fact in facts


# --- learning ---------------------------------------------------------------------------------------------------------


def learn(node: Node, truth: bool) -> Knowledge:  # noqa: PLR0911 - one case per kind of condition
    """What is known after the condition turned out to be `truth`."""
    match node:
        case Const(value=value):
            return nothing if value is truth else None
        case Not(operand=operand):
            return learn(operand, not truth)
        case And(items=items):
            return _learn_sequence(items, truth, unit=True)
        case Or(items=items):
            return _learn_sequence(items, truth, unit=False)
        case If(test=test, then=then, otherwise=otherwise):
            first = both(learn(test, True), learn(then, truth))
            return either(first, both(learn(test, False), learn(otherwise, truth)))
        case Present(operand=operand, name=name):
            return frozenset({HasMember(operand, name)}) if truth else nothing
        case In(element=element, container=container):
            return _learn_in(element, container) if truth else nothing
        case Compare():
            return _learn_compare(node, truth)
        case Quantifier():
            return _learn_quantifier(node, truth)
        case _:
            return nothing


def _learn_sequence(items: Iterable[Node], truth: bool, *, unit: bool) -> Knowledge:
    """And (unit True) or Or (unit False): all items are `unit`, or some item is the first that is not."""
    passed: Knowledge = nothing
    stopped: Knowledge = None
    for item in items:
        stopped = either(stopped, both(passed, learn(item, not unit)))
        passed = both(passed, learn(item, unit))
    return passed if truth is unit else stopped


def _learn_in(element: Node, container: Node) -> Knowledge:
    if isinstance(container.kind, MapKind):
        return frozenset({HasKey(container, element)})
    return frozenset({AtLeast(container, 1)})


def _learn_compare(node: Compare, truth: bool) -> Knowledge:
    facts: set[Fact] = set()
    for value, bound, operator in (
        (node.left, node.right, node.operator),
        (node.right, node.left, _FLIPPED[node.operator]),
    ):
        if isinstance(bound, Const) and type(bound.value) is int:
            facts |= _learn_bound(value, operator if truth else _NEGATED[operator], bound.value)
    return frozenset(facts)


def _learn_bound(value: Node, operator: str, bound: int) -> set[Fact]:
    facts: set[Fact] = set()
    excludes_zero = {
        "==": bound != 0, "!=": bound == 0, "<": bound <= 0, "<=": bound < 0, ">": bound >= 0, ">=": bound > 0,
    }  # fmt: skip
    if excludes_zero[operator]:
        facts.add(NotZero(value))
    if isinstance(value, Call) and value.function is functions.SIZE:
        least = {"==": bound, ">=": bound, ">": bound + 1, "!=": 1 if bound == 0 else 0}.get(operator, 0)
        facts |= {AtLeast(value.arguments[0], count) for count in range(1, min(least, _MOST_ELEMENTS) + 1)}
    return facts


def _placeholder(kind: Kind) -> Var:
    return Var(name="", kind=kind)


def _learn_quantifier(node: Quantifier, truth: bool) -> Knowledge:
    facts: set[Fact] = set()
    if (node.which == "all") is not truth and node.which != "exists_one":
        facts.add(AtLeast(node.source, 1))
    if node.which == "exists_one" and truth:
        facts.add(AtLeast(node.source, 1))
    if (node.which, truth) in (("all", True), ("exists", False)):
        element = Var(name=node.variable, kind=tree.element_kind(node.source))
        for fact in learn(node.body, truth) or ():
            about = rename(fact, element, _placeholder(element.kind))
            if about != fact:
                facts.add(OfEach(node.source, about))
    return frozenset(facts)


def rename(fact: Fact, old: Node, new: Node) -> Fact:
    """The fact with one node put in the place of another."""
    moved = evolve(fact, node=tree.substitute(fact.node, old, new))
    if isinstance(moved, HasKey):
        return evolve(moved, key=tree.substitute(moved.key, old, new))
    if isinstance(moved, OfEach):
        return evolve(moved, fact=rename(moved.fact, old, new))
    return moved


def _mentions(fact: Fact, variable: str) -> bool:
    inner = fact.key if isinstance(fact, HasKey) else None
    return (
        tree.mentions(fact.node, variable)
        or (inner is not None and tree.mentions(inner, variable))
        or (isinstance(fact, OfEach) and _mentions(fact.fact, variable))
    )


def element_facts(source: Node, variable: str, facts: Knowledge) -> Knowledge:
    """What is known about each element of `source`, said of `variable`."""
    if facts is None:
        return None
    element = Var(name=variable, kind=tree.element_kind(source))
    if isinstance(source.kind, MapKind):
        return frozenset({HasKey(source, element)})
    found: set[Fact] = set()
    for fact in facts:
        if isinstance(fact, OfEach) and fact.node == source:
            found.add(rename(fact.fact, _placeholder(element.kind), element))
    inherited = _inherited(source, element, facts)
    return None if inherited is None else frozenset(found) | inherited


def _inherited(source: Node, element: Var, facts: Knowledge) -> Knowledge:
    """What the elements know from where the list was taken."""
    match source:
        case Collect(variable=variable, where=where, body=body):
            inner = element_facts(source.source, variable, facts)
            inner = both(inner, learn(where, True)) if where is not None else inner
            if inner is None:
                return None
            # By way of the placeholder: the two variables may have one name, and only facts about the body carry over.
            place = _placeholder(element.kind)
            carried = (rename(fact, body, place) for fact in inner)
            return frozenset(rename(fact, place, element) for fact in carried if not _mentions(fact, variable))
        case Arithmetic(left=left, right=right):
            return either(element_facts(left, element.name, facts), element_facts(right, element.name, facts))
        case If(then=then, otherwise=otherwise):
            return either(element_facts(then, element.name, facts), element_facts(otherwise, element.name, facts))
        case Items(items=()):
            return None
        case _:
            return nothing


# --- checking ---------------------------------------------------------------------------------------------------------


def check_guards(node: Node, facts: Knowledge = nothing) -> None:
    """Checks that everything `node` reads is known to be there, given `facts`.

    Raises:
        RuleError: naming the column of the unguarded part and the guard to write.
    """
    match node:
        case And(items=items) | Or(items=items):
            for item in items:
                check_guards(item, facts)
                facts = both(facts, learn(item, isinstance(node, And)))
        case If(test=test, then=then, otherwise=otherwise):
            check_guards(test, facts)
            check_guards(then, both(facts, learn(test, True)))
            check_guards(otherwise, both(facts, learn(test, False)))
        case Quantifier(source=source, variable=variable, body=body):
            check_guards(source, facts)
            check_guards(body, both(facts, element_facts(source, variable, facts)))
        case Collect(source=source, variable=variable, where=where, body=body):
            check_guards(source, facts)
            inner = both(facts, element_facts(source, variable, facts))
            if where is not None:
                check_guards(where, inner)
                inner = both(inner, learn(where, True))
            check_guards(body, inner)
        case _:
            for child in tree.children(node):
                check_guards(child, facts)
            _check_one(node, facts)


def is_guarded(node: Node, facts: Knowledge) -> bool:
    """Whether all that `node` reads is known to be there."""
    try:
        check_guards(node, facts)
    except RuleError:
        return False
    return True


def _check_one(node: Node, facts: Knowledge) -> None:
    match node:
        case Member(operand=operand, name=name, required=False) if not known(HasMember(operand, name), facts):
            written = _written(node)
            raise RuleError(
                f"optional member {name} is read where it may be absent",
                f"guard it: !has({written}) || ..., or has({written}) && ...",
                column=node.span.end - len(name) + 1,
            )
        case Entry(operand=operand, key=key) if not known(HasKey(operand, key), facts):
            raise RuleError.at(
                node.span,
                "a map is read under a key that it may not hold",
                f"guard it: {_written(key)} in {_written(operand)} && ...",
            )
        case At(operand=operand, index=index) if not _long_enough(operand, index + 1, facts):
            raise RuleError.at(
                node.span,
                f"element {index} is read where the list may be shorter",
                f"guard it: size({_written(operand)}) > {index} && ...",
            )
        case Arithmetic(operator="/" | "%", right=divisor) | Call(function=functions.CEIL_DIV, arguments=(_, divisor)):
            if not never_below(divisor, 1) and not known(NotZero(divisor), facts) and not _nonzero(divisor):
                raise RuleError.at(divisor.span, "the divisor may be zero", f"guard it: {_written(divisor)} > 0 && ...")


def _nonzero(node: Node) -> bool:
    return isinstance(node, Const) and node.value != 0


def _long_enough(source: Node, count: int, facts: Knowledge) -> bool:
    least = source.kind.minimum if isinstance(source.kind, ListKind) else 0
    return least >= count or known(AtLeast(source, count), facts)


def _written(node: Node) -> str:
    """Roughly what the author wrote, for messages."""
    match node:
        case Var(name=name):
            return name
        case Const(value=value):
            return f"'{value}'" if isinstance(value, str) else str(value).lower()
        case Member(operand=operand, name=name):
            return f"{_written(operand)}.{name}"
        case Entry(operand=operand, key=key):
            return f"{_written(operand)}[{_written(key)}]"
        case At(operand=operand, index=index):
            return f"{_written(operand)}[{index}]"
        case Call(function=function, arguments=(target, *rest)) if function.style == "method":
            return f"{_written(target)}.{function}({', '.join(map(_written, rest))})"
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(_written, arguments))})"
        case _:
            return "..."


# --- bounds -----------------------------------------------------------------------------------------------------------


def lower_bound(node: Node) -> int | float | None:
    """A number that the value is never below, as literals and the model's minima tell; None where none is known."""
    match node:
        case Const(value=bool()):
            return None
        case Const(value=int() | float() as value):
            return value
        case Arithmetic(operator="+" | "*" as operator, left=left, right=right) if node.kind == INT:
            low, high = lower_bound(left), lower_bound(right)
            if low is None or high is None:
                return None
            if operator == "+":
                return low + high
            return low * high if low >= 0 and high >= 0 else None
        case (
            Arithmetic(operator="/" | "%", left=left, right=right)
            | Call(function=functions.CEIL_DIV, arguments=(left, right))
        ):
            return 0 if never_below(left, 0) and never_below(right, 1) else None
        case If(then=then, otherwise=otherwise):
            low, high = lower_bound(then), lower_bound(otherwise)
            return None if low is None or high is None else min(low, high)
        case _:
            return node.kind.minimum if isinstance(node.kind, Scalar) else None


def never_below(node: Node, bound: int) -> bool:
    """Whether the value is known to be that large at least."""
    low = lower_bound(node)
    return low is not None and low >= bound


def negated(operator: str) -> str:
    """The comparison that holds exactly where the other does not (there is no NaN in valid data)."""
    return _NEGATED[operator]


def flipped(operator: str) -> str:
    """The comparison with its sides exchanged."""
    return _FLIPPED[operator]


TRUE: Final = Const(value=True, kind=BOOL)
FALSE: Final = Const(value=False, kind=BOOL)
