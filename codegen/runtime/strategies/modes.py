"""The rows and modes of a package's tables, and which of them lead to a place. Draws nothing.

A mode is a choice that the generator has made so that every rule of the package holds: which members of a structure are
there, how many items a list has, which values a scalar may have. Entries of modes refer to each other by number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st

from . import scalars
from .scalars import Row

Mode: TypeAlias = Mapping[str, Any]
Reference: TypeAlias = int | None
"""Number of an entry; None where everything is free."""

_FREE: Final[Mode] = {}
_SETS: Final = frozenset({"yes", "no", "in", "distinct"})


class Shapes:
    """The rows of the shapes, the entries of the modes, and the strategies of values without members."""

    def __init__(self, rows: Row, entries: Sequence[Row] = ()) -> None:
        self.rows = rows
        self._entries = entries
        self._valid: dict[tuple[str, Reference], st.SearchStrategy[Any]] = {}
        self._several: dict[tuple[str, Reference, int], st.SearchStrategy[list[Any]]] = {}
        self._modes: dict[int, Sequence[Mode]] = {}
        self._reached: dict[tuple[str, Reference, tuple[str, ...]], bool] = {}

    def valid(self, name: str, reference: Reference) -> st.SearchStrategy[Any]:
        """What fits the shape of that name, which has no members, under the entry."""
        key = name, reference
        if key not in self._valid:
            row = self.rows[name]
            self._valid[key] = (
                scalars.valid(row) if reference is None else scalars.within(row, self._entries[reference])
            )
        return self._valid[key]

    def several(self, name: str, reference: Reference, count: int) -> st.SearchStrategy[list[Any]]:
        """So many different values that fit the shape."""
        key = name, reference, count
        if key not in self._several:
            value = self.valid(name, reference)
            self._several[key] = st.lists(value, min_size=count, max_size=count, unique=True)
        return self._several[key]

    def numbered(self, name: str, reference: Reference) -> int:
        """How many different strings, a stem and a number each, fit the shape under the entry."""
        free = reference is None or self._entries[reference].get("stem")
        return int(self.rows[name].get("keys", 0)) if free else 0

    def modes(self, name: str, reference: Reference, path: tuple[str, ...] = ()) -> Sequence[Mode]:
        """The modes of a structure, list or map; with `path`, those that have a value there."""
        if reference is None:
            reference = self.rows[name].get("modes")
        if reference is None:
            return (_FREE,)
        if reference not in self._modes:
            entry = self._entries[reference]
            self._modes[reference] = [_mode(entry.get("all", _FREE), mode) for mode in entry["modes"]]
        modes = self._modes[reference]
        return [mode for mode in modes if self._leads(name, mode, path)] if path else modes

    def reaches(self, name: str, reference: Reference, path: tuple[str, ...]) -> bool:
        """Whether some valid value of the shape has a value at `path`; ``*`` is any item."""
        if not path:
            return True
        key = name, reference, path
        if key not in self._reached:
            self._reached[key] = bool(self.modes(name, reference, path))
        return self._reached[key]

    def items(self, name: str, mode: Mode, path: tuple[str, ...]) -> list[int]:
        """Indices of the first items from which `path` goes on; the one behind the last slot stands for all others."""
        found = [i for i, inner in enumerate(mode.get("slots", ())) if self.reaches(name, _value(inner), path)]
        most = mode.get("n", (0, None))[1]
        count = len(mode.get("slots", ()))
        if (most is None or most > count) and self.reaches(name, mode.get("of"), path):
            found.append(count)
        return found

    def _leads(self, name: str, mode: Mode, path: tuple[str, ...]) -> bool:
        row = self.rows[name]
        if row["is"] == "structure":
            if path[0] in mode.get("no", ()):
                return False
            return self.reaches(row["members"][path[0]], mode.get("of", {}).get(path[0]), path[1:])
        return bool(self.items(row["of"], mode, path[1:]))


def _mode(common: Mode, own: Mode) -> Mode:
    """A mode of a structure, list or map with what all modes of its entry have in common."""
    said = {key: [*common.get(key, ()), *own.get(key, ())] for key in {*common, *own} & _SETS}
    return {**own, **said, **({"of": dict(said["in"])} if "in" in said else {})}


def _value(slot: Reference | Sequence[Reference]) -> Reference:
    """The entry of an item; of a map's entry, that of its value."""
    return slot[1] if isinstance(slot, Sequence) else slot
