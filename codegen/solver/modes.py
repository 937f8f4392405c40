"""What the search is asked and what it answers: contexts, and the modes of the structures, lists and maps in them."""

from __future__ import annotations

from attrs import evolve, field, frozen

from .formula import Formula
from .linear import Link
from .rules import SolverRule


@frozen
class Goal:
    """A rule to break, and the steps to the structure that it guards: member names, "*" for an element."""

    rule: SolverRule = field(eq=False)
    id: str
    way: tuple[str, ...]

    def below(self) -> Goal:
        """The same goal one step further on its way."""
        return evolve(self, way=self.way[1:])


@frozen(eq=False)
class Context:
    """A shape, what is said of a value of it (canonical formulas), and what is to be broken in it.

    A solver makes one object of each: contexts are looked up far more often than they are made.
    """

    shape: str
    said: tuple[Formula, ...]
    goal: Goal | None


@frozen
class StructureMode:
    """Which members are there, which are not; what their values are is in `inner`. The others are free."""

    present: tuple[str, ...]
    absent: tuple[str, ...]
    inner: tuple[tuple[str, Context], ...]
    links: tuple[Link, ...] = ()
    report: tuple[str | int, ...] | None = None


@frozen
class ListMode:
    """How many items; the first of them one by one, then the others. `way` is the index of the item that leads on."""

    low: int
    high: int | None
    slots: tuple[Context, ...]
    others: Context | None
    distinct: tuple[tuple[str, ...], ...] = ()
    same: tuple[tuple[int, int, tuple[str, ...]], ...] = ()
    way: int = 0


@frozen
class MapMode:
    """How many entries; the first of them one by one (key and value), then the others."""

    low: int
    high: int | None
    slots: tuple[tuple[Context, Context], ...]
    key: Context
    value: Context | None
    way: int = 0


Mode = StructureMode | ListMode | MapMode


def size(mode: Mode) -> tuple[int, int]:
    """What modes are ordered by: those that need least come first."""
    if isinstance(mode, StructureMode):
        return len(mode.present), -len(mode.absent)
    return mode.low, len(mode.slots)
