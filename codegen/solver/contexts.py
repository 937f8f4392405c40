"""What the search is asked and what it answers: contexts, and the modes of the structures, lists and maps in them.

The searches of structures and of items know the arena, in which they ask about the contexts of members and items.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from .domains import Domain, Row, domain
from .formula import Formula
from .linear import Link
from .rules import SolverRule

Formulas: TypeAlias = tuple[Formula, ...]


@frozen
class Breach:
    """A rule to break, and the path to the structure that it guards: member names, "*" for an item."""

    rule: SolverRule = field(eq=False)
    id: str
    path: tuple[str, ...]

    def below(self) -> Breach:
        """The same breach, seen from one step further on its path."""
        return evolve(self, path=self.path[1:])


@frozen(eq=False)
class Context:
    """A shape, what is known of a value of it, and what is to be broken in it.

    A solver makes one object of each: contexts are looked up far more often than they are made.
    """

    shape: str
    known: Formulas
    breach: Breach | None
    more: dict[Formula, Context] = field(factory=dict, init=False, repr=False)
    """The contexts in which one thing more is known."""


def joined(known: Formulas, more: Formulas) -> Formulas:
    """All that is known, once each; the first if the second adds nothing."""
    new = [formula for formula in more if formula not in known]
    return (*known, *new) if new else known


@frozen
class StructureMode:
    """Which members are there, which are not; what their values are is in `inner`. The others are free."""

    present: tuple[str, ...]
    absent: tuple[str, ...]
    inner: tuple[tuple[str, Context], ...]
    links: tuple[Link, ...] = ()
    report: tuple[str | int, ...] | None = None


@frozen
class Slot:
    """The contexts of an item; those of a list have no key."""

    key: Context | None
    value: Context


@frozen
class ItemsMode:
    """How many items a list or map has; the first of them one by one, then the others.

    `distinct` are paths in the items whose values differ. `same` are two items and a path at which they agree. `site`
    is the index of the item in which a rule is broken.
    """

    low: int
    high: int | None
    slots: tuple[Slot, ...]
    others: Slot | None
    distinct: tuple[tuple[str, ...], ...] = ()
    same: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    site: int = 0


_Item = TypeVar("_Item")
Mode: TypeAlias = StructureMode | ItemsMode


def size(mode: Mode) -> tuple[int, int]:
    """What modes are ordered by: those that need least come first."""
    if isinstance(mode, StructureMode):
        return len(mode.present), -len(mode.absent)
    return mode.low, len(mode.slots)


def ordered(options: Sequence[_Item], chance: Random | None) -> Sequence[_Item]:
    """The alternatives in the order in which they are tried."""
    if chance is None:
        return options
    shuffled = list(options)
    chance.shuffle(shuffled)
    return shuffled


@frozen(eq=False)
class Arena(ABC):
    """The shapes and rules of one package, and what has been worked out of contexts in it."""

    rows: Mapping[str, Row]
    rules: Mapping[str, tuple[SolverRule, ...]]
    ruled: frozenset[str]
    """Shapes that a rule guards, and those that reach one."""
    texts: Mapping[str, tuple[str, ...]]
    """Strings seen in examples, by shape."""
    states: dict[Context, Iterator[Any]] = field(factory=dict, init=False)
    """What is known of the items of lists and maps so far, to be copied."""
    _contexts: dict[tuple[str, Formulas, Breach | None], Context] = field(factory=dict, init=False)
    _domains: dict[Context, Domain] = field(factory=dict, init=False)

    def context(self, shape: str, known: Formulas = (), breach: Breach | None = None) -> Context:
        """The one context of them."""
        key = shape, known, breach
        found = self._contexts.get(key)
        if found is None:
            found = self._contexts[key] = Context(shape, known, breach)
        return found

    def knowing(self, context: Context, more: Formula) -> Context:
        """The context with more known of the value; itself if that is nothing new."""
        found = context.more.get(more)
        if found is None:
            known = joined(context.known, more.parts)
            found = context.more[more] = self.context(context.shape, known, context.breach)
        return found

    def is_plain(self, context: Context) -> bool:
        """Whether everything is free in the value and below it."""
        return not context.known and context.breach is None and context.shape not in self.ruled

    def is_scalar(self, shape: str) -> bool:
        """Whether values of the shape have no members and no items."""
        return self.rows[shape]["is"] not in ("structure", "list", "map")

    def domain(self, context: Context) -> Domain:
        """The values that a scalar may have."""
        if context not in self._domains:
            texts = self.texts.get(context.shape, ())
            self._domains[context] = domain(self.rows[context.shape], context.known, texts)
        return self._domains[context]

    @abstractmethod
    def is_feasible(self, context: Context) -> bool:
        """Whether some value fits the context. A context within itself is taken to be: values are finite."""
