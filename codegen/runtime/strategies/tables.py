"""The strategies of one package, read from its tables when something is first drawn: what `strategies.py` hands out."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from hypothesis import strategies as st

from .drawing import Goal, draw_structure
from .modes import Shapes
from .scalars import Row
from .targets import Target, find_targets

Name = TypeVar("Name", bound=str)
"""The operations' names: each package has a `Literal` of its own."""

Strategy: TypeAlias = st.SearchStrategy[dict[str, Any]]


class Draws(Protocol):
    """A function of a generated `strategies` module."""

    def __call__(self) -> Strategy:
        """Valid instances of one structure, as plain data under wire names."""
        ...


class NearMiss(NamedTuple):
    """Data that breaks one constraint and no other.

    Attributes:
        data: The request as plain data.
        rule: The id that `validate` reports.
        path: Where it is reported.
    """

    data: dict[str, Any]
    rule: str
    path: tuple[str | int, ...]


class Tables(Generic[Name]):
    """One package's shapes as the generator tabulated them, and strategies over them.

    `shapes.json` has their facts; `strategies.json` what is drawn beside them, and the modes of the rules.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._strategies: dict[str, Strategy] = {}
        self._targets: dict[str, tuple[Target, ...]] = {}

    @cached_property
    def _facts(self) -> Row:
        return self._read("shapes.json")

    @cached_property
    def _table(self) -> Row:
        return self._read("strategies.json")

    def _read(self, name: str) -> Row:
        table: Row = json.loads((self._folder / name).read_text(encoding="utf-8"), object_hook=_stretched)
        return table

    @cached_property
    def _shapes(self) -> Shapes:
        drawn = self._table["shapes"]
        rows = {name: row | drawn.get(name, {}) for name, row in self._facts["shapes"].items()}
        return Shapes(rows, self._table["modes"])

    def requests(self, operation: Name) -> Strategy:
        """Valid requests of an operation, by its wire name.

        Raises:
            ValueError: The package has no such operation, or it takes no input.
        """
        return self.structure(self._end(operation, 0))

    def responses(self, operation: Name) -> Strategy:
        """Responses of an operation as its model describes them.

        Raises:
            ValueError: The package has no such operation, or it has no output.
        """
        return self.structure(self._end(operation, 1))

    def structure(self, name: str) -> Strategy:
        """Valid instances of the structure of that wire name."""
        if name not in self._strategies:
            self._strategies[name] = _instances(self._shapes, name)
        return self._strategies[name]

    def targets(self, operation: Name) -> tuple[Target, ...]:
        """Every constraint of an operation's request that `near_misses` can break alone, the shortest paths first.

        A shape that is reached in many ways is listed at the first few of them, so that the list stays linear in the
        size of the model.

        Raises:
            ValueError: The package has no such operation, or it takes no input.
        """
        name = self._end(operation, 0)
        if operation not in self._targets:
            rules = self._table["rules"].get(operation, ())
            broken = (
                Target(rule, tuple(map(str, path)), depth=depth, modes=modes, pinned=bool(pinned))
                for rule, path, depth, modes, *pinned in rules
            )
            self._targets[operation] = (*find_targets(self._shapes, name), *broken)
        return self._targets[operation]

    def near_misses(
        self,
        operation: Name,
        kind: str | None = None,
        *,
        rule: str | None = None,
        target: Target | None = None,
    ) -> st.SearchStrategy[NearMiss]:
        """Requests of an operation that break exactly one constraint.

        Args:
            operation: Wire name of the operation.
            kind: Break only shape constraints of this id, such as ``"max-value"``.
            rule: Break only the rule of this id.
            target: Break only this one of `targets`.

        Raises:
            ValueError: No such operation, or nothing of the kind that can be broken in it.
        """
        wanted = {kind, rule} - {None}
        offered = self.targets(operation) if target is None else (target,)
        chosen = tuple(t for t in offered if not wanted or t.rule in wanted)
        if not chosen:
            raise ValueError(
                f"{operation}: nothing to break under {sorted(map(str, wanted))}; see targets({operation!r})"
            )
        return _near_misses(self._shapes, self._end(operation, 0), chosen)

    def exports(self, module: str) -> tuple[Callable[[str], Draws], Callable[[], list[str]]]:
        """The `__getattr__` and `__dir__` of the generated module: one function a structure."""

        def find(name: str) -> Draws:
            shape = self._table["functions"].get(name)
            if shape is None:
                msg = f"module {module!r} has no attribute {name!r}"
                raise AttributeError(msg, name=name)
            return lambda: self.structure(shape)

        def names() -> list[str]:
            return sorted({*self._table["functions"], "near_misses", "requests", "responses", "targets"})

        return find, names

    def _end(self, operation: Name, end: int) -> str:
        ends = self._facts["operations"].get(operation)
        if ends is None or ends[end] is None:
            what = "no such operation" if ends is None else f"it has no {('input', 'output')[end]}"
            raise ValueError(f"{operation!r}: {what}")
        return str(ends[end])


def _stretched(table: Row) -> Any:
    """The string that a table holds as its head, a character, how often that stands there, and its tail."""
    match table:
        case {"stretched": [str(head), str(character), int(times), str(tail)]} if len(table) == 1:
            return head + character * times + tail
    return table


@st.composite
def _instances(draw: st.DrawFn, shapes: Shapes, name: str) -> dict[str, Any]:
    return draw_structure(draw, shapes, name)


@st.composite
def _near_misses(draw: st.DrawFn, shapes: Shapes, name: str, targets: tuple[Target, ...]) -> NearMiss:
    target = targets[0] if len(targets) == 1 else draw(st.sampled_from(targets))
    goal = Goal(target)
    data = draw_structure(draw, shapes, name, goal)
    return NearMiss(data, target.rule, tuple(goal.found))
