"""The solver of one package's rules: which contexts can be satisfied, and by which modes. Remembers its answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from typing import Final

from attrs import field, frozen

from .contexts import Arena, Context, Mode, size
from .items import ItemsSearch
from .structures import StructureSearch

_MOST: Final = 64
_MOST_ON_THE_PATH: Final = 2
"""Modes of what only leads to the structure whose rule is broken."""
_MOST_BROKEN: Final = 6
_MOST_OF_ITEMS: Final = 12
_LISTED: Final = 4
"""Times as many modes are listed to choose from, evenly, before it is left to chance."""


@frozen(eq=False)
class Solver(Arena):
    """Answers questions about contexts."""

    _feasible: dict[Context, bool] = field(factory=dict, init=False)
    _modes: dict[Context, tuple[Mode, ...]] = field(factory=dict, init=False)

    def is_feasible(self, context: Context) -> bool:
        """Whether some value fits the context."""
        found = self._feasible.get(context)
        if found is None:
            self._feasible[context] = True
            found = self._feasible[context] = self.is_plain(context) or self._has_values(context)
        return found

    def _has_values(self, context: Context) -> bool:
        if self.is_scalar(context.shape):
            return bool(self.domain(context))
        return next(self._search(context), None) is not None

    def modes(self, context: Context) -> tuple[Mode, ...]:
        """The modes of a structure, list or map, those with the fewest members first."""
        if context not in self._modes:
            self._modes[context] = tuple(sorted(self._chosen(context), key=size))
        return self._modes[context]

    def _chosen(self, context: Context) -> list[Mode]:
        if context.breach is not None and context.breach.path:
            return list(islice(self._search(context), _MOST_ON_THE_PATH))
        most = _MOST if context.breach is None else _MOST_BROKEN
        if self.rows[context.shape]["is"] != "structure":
            most = _MOST_OF_ITEMS
        found = list(islice(self._search(context), _LISTED * most))
        if len(found) < _LISTED * most:
            return found[:: -(-len(found) // most)] if found else []
        # Too many to list: some from all over, each found by its own random descent.
        chance = random.Random(f"{context.shape}{len(context.known)}")  # noqa: S311 - not a secret
        return list(dict.fromkeys(next(self._search(context, chance)) for _ in range(most)))

    def _search(self, context: Context, chance: random.Random | None = None) -> Iterator[Mode]:
        """The modes of a structure, list or map; alternatives are tried in an order left to chance, if one is given."""
        search = StructureSearch if self.rows[context.shape]["is"] == "structure" else ItemsSearch
        return search(self, context, chance).modes()
