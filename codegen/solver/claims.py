"""What is said of one member of a structure, to be decided at that member; choices, and what is known so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal as OneOf

from attrs import evolve, field, frozen, mutable

from .algebra import SELF, canonical, conjunction, disjunction, excluded, into, owners, places, remembered
from .formula import ALWAYS, NEVER, All, Any, Formula, Literal, Place, Presence
from .modes import Context


@frozen
class Said:
    """A statement about one member: it is absent; it is present and `inner` holds; or that if it is present."""

    owner: str
    how: OneOf["absent", "present", "if"]
    inner: Formula = ALWAYS

    def denied(self) -> Said:
        """The statement that holds exactly where this does not, as far as that can be said."""
        match self.how:
            case "absent":
                return Said(self.owner, "present")
            case "present":
                return Said(self.owner, "if", excluded(self.inner) if self.inner is not ALWAYS else NEVER)
            case _:
                return Said(self.owner, "present", excluded(self.inner))


Option = Said | Formula


@remembered
def as_said(formula: Formula) -> Said | None:
    """The formula as a statement about one member of self; None if it is about several, or about self itself."""
    if len(owners(formula)) != 1 or any(not place.path for place in places(formula) if place.root == SELF):
        return None
    match formula:
        case All(items=items) | Any(items=items):
            join = _both if isinstance(formula, All) else _either
            said = as_said(items[0])
            for item in items[1:]:
                other = as_said(item)
                said = None if said is None or other is None else join(said, other)
            return said
        case Presence(place=Place(path=(owner,)), present=present, unless=()):
            return Said(str(owner), "present" if present else "absent")
        case Literal(unless=unless):
            (owner,) = owners(formula)
            kept = tuple(place for place in unless if len(place.path) > 1)
            return Said(owner, "present" if kept == unless else "if", into(canonical(evolve(formula, unless=kept))))
    return None


def _both(one: Said, other: Said) -> Said | None:
    how = {one.how, other.how}
    if "absent" in how:
        return None if "present" in how else Said(one.owner, "absent")
    return Said(one.owner, "present" if "present" in how else "if", conjunction([one.inner, other.inner]))


def _either(one: Said, other: Said) -> Said | None:
    inner = [said.inner for said in (one, other) if said.how != "absent"]
    if not inner:
        return one
    how: OneOf["present", "if"] = "present" if {one.how, other.how} == {"present"} else "if"
    return Said(one.owner, how, disjunction(inner))


def options_of(items: Iterable[Formula]) -> list[Option]:
    """Alternatives, those about one member joined: the fewer there are, the fewer branches."""
    said: dict[str, Said] = {}
    rest: list[Option] = []
    for item in items:
        one = as_said(item)
        if one is None:
            rest.append(item)
        elif one.owner in said:
            said[one.owner] = _either(said[one.owner], one) or one
        else:
            said[one.owner] = one
    return [*said.values(), *rest]


@frozen(eq=False)
class Choice:
    """Alternatives of which one must hold, and the members on which it depends whether they can."""

    options: list[Option]
    owners: frozenset[str]


@mutable
class Members:
    """What is known of a structure's members so far."""

    there: dict[str, bool] = field(factory=dict)
    values: dict[str, Context] = field(factory=dict)
    links: tuple[tuple[tuple[tuple[int, Place], ...], int], ...] = ()
    report: tuple[str | int, ...] | None = None
    fresh: dict[str, None] = field(factory=dict)
    """Members of which something has been said that was not yet judged."""
    moved: set[str] = field(factory=set)
    """Members of which more is known than when the open choices were last judged."""

    def copy(self) -> Members:
        """Another one, to go on from; everything in this one has been judged."""
        return Members(dict(self.there), dict(self.values), self.links, self.report)


def open_choice(state: Members, options: list[Option], choices: list[Choice]) -> None:
    """Adds a choice, to be judged."""
    owned = (frozenset({o.owner}) if isinstance(o, Said) else owners(o) for o in options)
    choice = Choice(options, frozenset({SELF}).union(*owned))
    choices.append(choice)
    state.moved |= choice.owners


def denied(option: Option) -> Option:
    """What holds where the option does not."""
    return option.denied() if isinstance(option, Said) else excluded(option)


def exactly_one(members: Sequence[str]) -> Formula:
    """That one of the members is there and no other: what a union asks for."""
    return disjunction(
        conjunction(Presence(Place(SELF, (other,)), other == one) for other in members) for one in members
    )


def joined(*parts: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """All that is said, once each; a conjunction by its parts."""
    found: dict[int, Formula] = {}
    for part in parts:
        for formula in part:
            if isinstance(formula, All):
                found |= {id(item): item for item in formula.items}
            else:
                found[id(formula)] = formula
    return tuple(found.values())
