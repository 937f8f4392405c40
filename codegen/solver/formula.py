"""What rules become to be solved: which members are there, which constants, bounds and sums tie them.

A formula has conjunctions, disjunctions, quantifiers over lists, and literals; nothing else is negated. A literal about
a member says something about a present member. Its `unless` names members whose absence satisfies it as well: the
negation of a guarded test is "if it is there, then not", one literal instead of a branch.

Formulas are values: equal ones are interchangeable, and what is derived from one (its negation, its members) is kept
with it. Knows no model: a place is a path, and the first step of a path names the member that owns what is said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final, TypeVar, cast
from typing import Literal as OneOf

from attrs import evolve, fields, frozen

from ..rules.language.functions import TextTest
from ..rules.language.presence import negated

Value = int | float | str | bool
SELF: Final = "self"
KEY: Final = "@key"
"""The key of a map's entry, in what a quantifier says of it."""


@frozen(cache_hash=True)
class Place:
    """Where a value is: from `self` or from a `KEY`, by members and keys."""

    root: str
    path: tuple[str, ...] = ()


@frozen(cache_hash=True)
class Formula:
    """Something that holds or does not."""

    @cached_property
    def negation(self) -> Formula | None:
        """What holds exactly where this does not; None where that cannot be said."""
        return _negation(self)

    @property
    def parts(self) -> tuple[Formula, ...]:
        """Formulas that hold together exactly where this holds."""
        return (self,)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place named, but for those inside quantifiers: their bodies speak of their elements."""
        return tuple(_places(self))

    @cached_property
    def owners(self) -> frozenset[str]:
        """The members of self that this speaks of."""
        return frozenset(place.path[0] for place in self.places if place.root == SELF and place.path)

    @cached_property
    def below(self) -> Formula:
        """A formula about one member of self as one about that member: it becomes self."""
        return moved(self, lambda place: Place(SELF, place.path[1:]) if place.root == SELF else place)

    @cached_property
    def claim(self) -> Claim | None:
        """The formula as a claim about one member of self; None if it is about several, or about self itself."""
        return _claim(self)


@frozen(cache_hash=True)
class All(Formula):
    """Every one of them; nothing at all holds always."""

    items: tuple[Formula, ...]

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The formulas, without the conjunction around them."""
        return self.items


@frozen(cache_hash=True)
class Any(Formula):
    """At least one of them; nothing at all never holds."""

    items: tuple[Formula, ...]


@frozen(kw_only=True, cache_hash=True)
class Literal(Formula):
    """A single statement. It holds as well where one of the members in `unless` is absent."""

    unless: tuple[Place, ...] = ()


@frozen(cache_hash=True)
class Presence(Literal):
    """The member is there (or not). Whatever holds it is there."""

    place: Place
    present: bool


@frozen(cache_hash=True)
class Among(Literal):
    """The value is one of the constants, or none of them."""

    place: Place
    values: tuple[Value, ...]
    member: bool


@frozen(cache_hash=True)
class Bound(Literal):
    """A comparison with a constant, of a "value", or of a "size" (code points, elements, entries) or its "bytes"."""

    place: Place
    measure: str
    operator: str
    value: int | float


@frozen(cache_hash=True)
class Multiple(Literal):
    """The int is a multiple of the divisor, or is not."""

    place: Place
    divisor: int
    holds: bool


@frozen(cache_hash=True)
class Text(Literal):
    """The string passes a test with one of the options, or with none of them."""

    place: Place
    test: TextTest
    options: tuple[str, ...]
    holds: bool


@frozen(cache_hash=True)
class Linear(Literal):
    """The sum of coefficient times int is in that relation to the constant. No place occurs twice."""

    terms: tuple[tuple[int, Place], ...]
    operator: str
    constant: int


@frozen(cache_hash=True)
class Each(Literal):
    """Every element of a list, or entry of a map, satisfies the body, in which it is `self`; a map's key is `KEY`."""

    place: Place
    body: Formula


@frozen(cache_hash=True)
class Count(Literal):
    """How many elements satisfy the body, compared with a constant: "at least one" is `>= 1`."""

    place: Place
    body: Formula
    operator: str
    number: int


@frozen(cache_hash=True)
class Distinct(Literal):
    """The keys of the elements (of those that satisfy `where`) are pairwise different; or not, if `holds` is False."""

    place: Place
    where: Formula
    key: Place
    holds: bool


@frozen(kw_only=True, cache_hash=True)
class Pinned(Literal):
    """The members that a rule touches are as in an example.

    `example` is its JSON text; `touched` are paths relative to the place; `report` is where the rule reports it.
    """

    example: str
    touched: tuple[tuple[str, ...], ...]
    report: tuple[str | int, ...] | None = None


@frozen(cache_hash=True)
class Failing(Count):
    """A count of the elements that break a rule: the rule is reported at the one that is drawn for it."""


ALWAYS: Final = All(())
NEVER: Final = Any(())


def literals(of: Formula) -> Iterator[Literal]:
    """Every literal outside quantifiers, and the quantifiers themselves."""
    if isinstance(of, (All, Any)):
        for item in of.items:
            yield from literals(item)
    elif isinstance(of, Literal):
        yield of


def conjunction(items: Iterable[Formula]) -> Formula:
    """All of them, flat."""
    flat: dict[Formula, None] = {}
    for item in items:
        if item == NEVER:
            return NEVER
        flat.update(dict.fromkeys(item.parts))
    return next(iter(flat)) if len(flat) == 1 else All(tuple(flat))


def disjunction(items: Iterable[Formula]) -> Formula:
    """Any of them, flat."""
    flat: dict[Formula, None] = {}
    for item in items:
        if item == ALWAYS:
            return ALWAYS
        flat.update(dict.fromkeys(item.items if isinstance(item, Any) else (item,)))
    return next(iter(flat)) if len(flat) == 1 else Any(tuple(flat))


def excluded(formula: Formula) -> Formula:
    """The negation, or nothing where it cannot be said: for keeping alternatives apart, which is no necessity."""
    return ALWAYS if formula.negation is None else formula.negation


def _negation(formula: Formula) -> Formula | None:
    match formula:
        case All(items=items) | Any(items=items):
            parts = [item.negation for item in items]
            known = [part for part in parts if part is not None]
            join = disjunction if isinstance(formula, All) else conjunction
            return join(known) if len(known) == len(parts) else None
        case Literal(unless=unless):
            bare = _negated(evolve(formula, unless=()) if unless else formula)
            return None if bare is None else conjunction([bare, *(Presence(place, True) for place in unless)])
    return None


def _negated(literal: Literal) -> Formula | None:
    match literal:
        case Presence(present=present):
            return evolve(literal, present=not present)
        case Among(member=member):
            return evolve(literal, member=not member)
        case Multiple(holds=holds) | Text(holds=holds) | Distinct(holds=holds):
            return evolve(literal, holds=not holds)
        case Bound(operator=operator) | Linear(operator=operator) | Count(operator=operator):
            return evolve(literal, operator=negated(operator))
        case Each(place=place, body=body):
            return None if body.negation is None else Count(place, body.negation, ">=", 1)
    return None


def _places(thing: object) -> Iterator[Place]:
    match thing:
        case Place():
            yield thing
        case Formula():
            for _, part in _free(thing):
                yield from _places(part)
        case tuple():
            for item in thing:
                yield from _places(item)


def _free(formula: Formula) -> Iterator[tuple[str, object]]:
    """What may name places of the formula itself, not of a quantifier's elements."""
    for attribute in fields(type(formula)):
        if attribute.name not in ("body", "where", "key"):
            yield attribute.name, getattr(formula, attribute.name)


_Thing = TypeVar("_Thing")


def moved(thing: _Thing, move: Callable[[Place], Place]) -> _Thing:
    """The formula, or what is part of one, with every place moved, but for those inside quantifiers."""
    changed: object = thing
    match thing:
        case Place():
            changed = move(thing)
        case Formula():
            changed = evolve(thing, **{name: moved(part, move) for name, part in _free(thing)})
        case tuple():
            changed = tuple(moved(item, move) for item in thing)
    return cast("_Thing", changed)


def present(place: Place) -> tuple[Formula, ...]:
    """That the place is there, and all that holds it."""
    return tuple(Presence(Place(place.root, place.path[: n + 1]), True) for n in range(len(place.path)))


def pinned(value: object, touched: tuple[tuple[str, ...], ...]) -> Formula:
    """That the value is as in an example, as far as it is touched."""
    return Pinned(example=json.dumps(value), touched=touched)


# --- claims -----------------------------------------------------------------------------------------------------------


@frozen
class Claim:
    """A statement about one member: it is absent; it is present and `inner` holds; or that if it is present."""

    owner: str
    how: OneOf["absent", "present", "if"]
    inner: Formula = ALWAYS

    def denied(self) -> Claim:
        """The statement that holds exactly where this does not, as far as that can be claim."""
        match self.how:
            case "absent":
                return Claim(self.owner, "present")
            case "present":
                return Claim(self.owner, "if", excluded(self.inner) if self.inner != ALWAYS else NEVER)
            case _:
                return Claim(self.owner, "present", excluded(self.inner))

    def both(self, other: Claim) -> Claim | None:
        """This and another about the same member as one; None where they contradict each other."""
        how = {self.how, other.how}
        if "absent" in how:
            return None if "present" in how else Claim(self.owner, "absent")
        return Claim(self.owner, "present" if "present" in how else "if", conjunction([self.inner, other.inner]))

    def either(self, other: Claim) -> Claim:
        """This or another about the same member as one."""
        inner = [claim.inner for claim in (self, other) if claim.how != "absent"]
        if not inner:
            return self
        how: OneOf["present", "if"] = "present" if {self.how, other.how} == {"present"} else "if"
        return Claim(self.owner, how, disjunction(inner))


def _claim(formula: Formula) -> Claim | None:
    if len(formula.owners) != 1 or any(not place.path for place in formula.places if place.root == SELF):
        return None
    match formula:
        case All(items=items) | Any(items=items):
            join = Claim.both if isinstance(formula, All) else Claim.either
            claim = items[0].claim
            for item in items[1:]:
                claim = None if claim is None or item.claim is None else join(claim, item.claim)
            return claim
        case Presence(place=Place(path=(owner,)), present=present, unless=()):
            return Claim(owner, "present" if present else "absent")
        case Literal(unless=unless):
            (owner,) = formula.owners
            kept = tuple(place for place in unless if len(place.path) > 1)
            how: OneOf["present", "if"] = "present" if kept == unless else "if"
            return Claim(owner, how, evolve(formula, unless=kept).below)
    return None
