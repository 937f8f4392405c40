"""Searches the modes of a structure: unit propagation over what is claimed of each member, then branching.

What is claimed of a member is handed down to it as a formula about itself, and decided there, so that the choices of a
parent and of a child are not multiplied. Alternatives are kept apart: each excludes those before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import TypeAlias

from attrs import evolve, field, frozen, mutable

from .contexts import Arena, Context, StructureMode, ordered
from .domains import Row
from .formula import (
    ALWAYS,
    NEVER,
    SELF,
    All,
    Any,
    Claim,
    Formula,
    Linear,
    Literal,
    Pinned,
    Place,
    Presence,
    conjunction,
    disjunction,
    excluded,
    pinned,
    present,
)
from .linear import Link, together

_Option: TypeAlias = Claim | Formula
_Terms: TypeAlias = tuple[tuple[int, Place], ...]


class _Clash(Exception):  # noqa: N818 - a signal within this module
    """What is claimed cannot hold."""


@mutable
class _State:
    """What is known of a structure's members so far, and the alternatives of which one must hold."""

    there: dict[str, bool]
    values: dict[str, Context] = field(factory=dict)
    links: tuple[tuple[_Terms, int], ...] = ()
    report: tuple[str | int, ...] | None = None
    choices: list[list[_Option]] = field(factory=list)
    fresh: dict[str, None] = field(factory=dict)
    """Members of which something has been claimed that was not yet judged."""

    def copy(self) -> _State:
        """Another one, to go on from."""
        return _State(dict(self.there), dict(self.values), self.links, self.report, list(self.choices))

    def open(self, options: Iterable[Formula]) -> None:
        """Adds alternatives; those about one member are joined: the fewer there are, the fewer branches."""
        claims: dict[str, Claim] = {}
        rest: list[_Option] = []
        for option in options:
            claim = option.claim
            if claim is None:
                rest.append(option)
            else:
                claims[claim.owner] = claims[claim.owner].either(claim) if claim.owner in claims else claim
        self.choices.append([*claims.values(), *rest])


@frozen
class StructureSearch:
    """The search of one context of a structure; `chance` orders the alternatives."""

    arena: Arena
    context: Context
    chance: Random | None

    def modes(self) -> Iterator[StructureMode]:
        """Every mode, one after the other."""
        breach = self.context.breach
        if breach is not None and not breach.path:
            yield from self._breaking(breach.rule.broken, breach.id)
            return
        state = self._start()
        try:
            self._propagate(state, self._laws())
        except _Clash:
            return
        todo: list[_Option] = []
        if breach is not None:
            owner = breach.path[0]
            value = self._value(state, owner)
            state.values[owner] = self.arena.context(value.shape, value.known, breach.below())
            todo.append(Claim(owner, "present"))
        yield from self._extend(state, todo)

    def _breaking(self, broken: Iterable[Formula], rule: str) -> Iterator[StructureMode]:
        """The modes of the first way to break the rule that has any."""
        for formula in broken:
            found = self._extend(self._start(), [*self._laws(but=rule), formula])
            first = next(found, None)
            if first is not None:
                yield first
                yield from found
                return

    @property
    def _row(self) -> Row:
        return self.arena.rows[self.context.shape]

    def _start(self) -> _State:
        return _State(there=dict.fromkeys(self._row.get("required", ()), True))

    def _laws(self, but: str | None = None) -> list[_Option]:
        """All that must hold of the members, the law of one rule left out."""
        rules = self.arena.rules.get(self.context.shape, ())
        laws: list[_Option] = [*self.context.known, *(rule.satisfied for rule in rules if rule.id != but)]
        if self._row.get("union"):
            laws.append(_exactly_one(tuple(self._row["members"])))
        return laws

    def _extend(self, known: _State, todo: Sequence[_Option]) -> Iterator[StructureMode]:
        state = known.copy()
        try:
            self._propagate(state, [*todo])
            if not state.choices:
                yield self._finished(state)
                return
        except _Clash:
            return
        narrowest = min(state.choices, key=len)
        state.choices = [choice for choice in state.choices if choice is not narrowest]
        options = ordered(narrowest, self.chance)
        for index, option in enumerate(options):
            yield from self._extend(state, [option, *map(_denied, options[:index])])

    # --- propagation --------------------------------------------------------------------------------------------------

    def _propagate(self, state: _State, todo: list[_Option]) -> None:
        """Asserts what is certain until nothing more is. Leaves in the state's choices what is open."""
        while todo:
            while todo:
                self._assert(state, todo.pop(), todo)
            self._settle(state)
            choices, state.choices = state.choices, []
            for options in choices:
                verdicts = [self._verdict(state, option) for option in options]
                if True in verdicts:
                    continue
                left = [option for option, verdict in zip(options, verdicts, strict=True) if verdict is None]
                if len(left) > 1:
                    state.choices.append(left)
                else:
                    todo.append(left[0] if left else NEVER)

    def _assert(self, state: _State, option: _Option, todo: list[_Option]) -> None:
        claim = option if isinstance(option, Claim) else option.claim
        if claim is not None:
            self._apply(state, claim)
            return
        match option:
            case All(items=items):
                todo.extend(items)
            case Any(items=items) if items:
                state.open(items)
            case Pinned():
                todo.extend(self._pins(option))
                state.report = option.report if option.report is not None else state.report
            case Literal(unless=unless) if unless:
                state.open([*(Presence(place, False) for place in unless), evolve(option, unless=())])
            case Linear(terms=terms):
                _link(state, option, todo)
                todo.extend(presence for _, place in terms for presence in present(place))
            case _:
                raise _Clash

    def _apply(self, state: _State, claim: Claim) -> None:
        owner, there = claim.owner, state.there.get(claim.owner)
        if claim.how == "absent" or (claim.how == "if" and claim.inner == NEVER):
            if there:
                raise _Clash
            state.there[owner] = False
        elif there is not False:
            if claim.how == "present":
                state.there[owner] = True
            state.values[owner] = self.arena.knowing(self._value(state, owner), claim.inner)
            state.fresh[owner] = None
        elif claim.how == "present":
            raise _Clash

    def _settle(self, state: _State) -> None:
        """Finds members absent of which something impossible is known; all that was claimed is judged together."""
        for owner in state.fresh:
            if state.there.get(owner) is not False and not self.arena.is_feasible(self._value(state, owner)):
                self._apply(state, Claim(owner, "absent"))
        state.fresh = {}

    def _value(self, state: _State, owner: str) -> Context:
        """What is known of a member's value."""
        return state.values.get(owner) or self.arena.context(self._row["members"][owner])

    def _verdict(self, state: _State, option: _Option) -> bool | None:
        """Whether an alternative is certain (True), impossible (False) or open (None)."""
        claim = option if isinstance(option, Claim) else option.claim
        if claim is None:
            return self._verdict_of_several(state, option) if isinstance(option, (All, Any)) else None
        there = state.there.get(claim.owner)
        if claim.how == "absent":
            return None if there is None else not there
        if there is False:
            return claim.how == "if"
        value = self._value(state, claim.owner)
        more = self.arena.knowing(value, claim.inner)
        if more is value:
            return True if claim.how == "if" or there else None
        if not self.arena.is_feasible(more):
            return False if there or claim.how == "present" else None
        return None

    def _verdict_of_several(self, state: _State, formula: All | Any) -> bool | None:
        verdicts = [self._verdict(state, item) for item in formula.items]
        decisive = isinstance(formula, Any)
        if decisive in verdicts:
            return decisive
        return None if None in verdicts else not decisive

    def _pins(self, pin: Pinned) -> Iterator[Claim]:
        example = json.loads(pin.example)
        for name in sorted({path[0] for path in pin.touched}):
            if name not in example:
                yield Claim(name, "absent")
                continue
            below = tuple(path[1:] for path in pin.touched if path[0] == name and len(path) > 1)
            is_whole = self.arena.rows[self._row["members"][name]]["is"] == "structure" and not below
            yield Claim(name, "present", ALWAYS if is_whole else pinned(example[name], below))

    # --- modes --------------------------------------------------------------------------------------------------------

    def _finished(self, state: _State) -> StructureMode:
        members: Mapping[str, str] = self._row["members"]
        absent = {name for name in members if state.there.get(name) is False}
        inner: list[tuple[str, Context]] = []
        for name, shape in members.items():
            if name in absent or not (name in state.values or shape in self.arena.ruled):
                continue
            value = self._value(state, name)
            if self.arena.is_plain(value):
                continue
            if self.arena.is_feasible(value):
                inner.append((name, value))
            elif state.there.get(name):
                raise _Clash
            else:
                absent.add(name)
        return StructureMode(
            present=tuple(name for name in members if state.there.get(name)),
            absent=tuple(name for name in members if name in absent),
            inner=tuple(inner),
            links=self._links(state),
            report=state.report,
        )

    def _links(self, state: _State) -> tuple[Link, ...]:
        """The links with each value's own bounds; a clash where they cannot be told, or do not go together."""
        found = together(
            Link(tuple((factor, *self._range(state, place)) for factor, place in terms), most)
            for terms, most in dict.fromkeys(state.links)
        )
        if found is None:
            raise _Clash
        return found

    def _range(self, state: _State, place: Place) -> tuple[tuple[str, ...], int, int]:
        path = place.path
        value = self._value(state, path[0])
        for step in path[1:]:
            known = (*(rule.satisfied for rule in self.arena.rules.get(value.shape, ())), *value.known)
            if any(_restricts(formula, step) for formula in known):
                raise _Clash
            value = self.arena.context(self.arena.rows[value.shape]["members"][step])
        ranges = self.arena.domain(value).ranges
        if ranges is None or len(ranges) != 1:
            raise _Clash
        return (path, *ranges[0])


def _exactly_one(members: Sequence[str]) -> Formula:
    """That one of the members is there and no other: what a union asks for."""
    return disjunction(
        conjunction(Presence(Place(SELF, (other,)), other == one) for other in members) for one in members
    )


def _denied(option: _Option) -> _Option:
    return option.denied() if isinstance(option, Claim) else excluded(option)


def _link(state: _State, linear: Linear, todo: list[_Option]) -> None:
    """Adds the inequality as one that says "at most"."""
    match linear.operator:
        case "<=" | "<":
            state.links = (*state.links, (linear.terms, linear.constant - (linear.operator == "<")))
        case ">=" | ">":
            negative = tuple((-factor, place) for factor, place in linear.terms)
            state.links = (*state.links, (negative, -linear.constant - (linear.operator == ">")))
        case "==":
            todo.extend(evolve(linear, operator=operator) for operator in ("<=", ">="))
        case _:
            state.choices.append([evolve(linear, operator=operator) for operator in ("<", ">")])


def _restricts(formula: Formula, member: str) -> bool:
    """Whether the formula says more about a member than that it is there."""
    if isinstance(formula, (All, Any)):
        return any(_restricts(item, member) for item in formula.items)
    return member in formula.owners and not isinstance(formula, Presence)
