"""Draws requests and responses from a package's tables, fast enough for twenty thousand operations at a time.

A seeded generator and no shrinking. The strategies proper, which people use, interpret the same tables with hypothesis.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from attrs import field, frozen, mutable

Row = Mapping[str, Any]
Path = tuple[str | int, ...]
Style = Literal["least", "some", "most"]
"""Required members alone; a random choice of the others; as many as a budget of values allows."""

_BUDGET: Final = 250
_DEPTH: Final = 12
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TEXTS: Final = ("", "a", "ab c", "\u00e9\u00fc", "0", "\U0001f600", 'q"\\', "<&>", "line\nline")
_NUMBERS: Final = (0, 1, -1, 7, 1000)
_JSON: Final[tuple[Any, ...]] = (True, 0, 1.5, "text", [], {}, {"a": [1, None, {"b": "c"}]}, ["x", 2])


@frozen
class Site:
    """One value of a drawn instance: where it is, its row, and the value."""

    path: Path
    row: Row
    value: Any
    is_key: bool = False


@mutable
class Drawer:
    """Draws from one package's rows."""

    rows: Mapping[str, Row]
    rng: random.Random
    _left: int = field(default=0, init=False)
    _style: Style = field(default="some", init=False)

    def draw(self, name: str, style: Style) -> Any:
        """An instance of the row of that name."""
        self._left, self._style = _BUDGET, style
        return self._value(name, 0)

    def _value(self, name: str, depth: int) -> Any:
        row = self.rows[name]
        self._left -= 1
        match row["is"]:
            case "structure":
                return self._structure(row, depth)
            case "list":
                return [self._value(row["of"], depth + 1) for _ in range(self._size(row, depth))]
            case "map":
                return {key: self._value(row["of"], depth + 1) for key in self.keys(row, self._size(row, depth))}
            case _:
                return self._leaf(row)

    def _structure(self, row: Row, depth: int) -> dict[str, Any]:
        if row.get("union"):
            base = row["base"] if self._tired(depth) else self.rng.choice(list(row["members"]))
            return {base: self._value(row["members"][base], depth + 1)}
        required = row.get("required", ())
        return {
            name: self._value(inner, depth + 1)
            for name, inner in row["members"].items()
            if name in required or self._wants(depth)
        }

    def _tired(self, depth: int) -> bool:
        return self._style == "least" or self._left <= 0 or depth > _DEPTH

    def _wants(self, depth: int) -> bool:
        return not self._tired(depth) and (self._style == "most" or self.rng.random() < 0.4)

    def _size(self, row: Row, depth: int) -> int:
        low, high = row.get("min") or 0, row.get("max")
        size = int(low) if self._tired(depth) else max(int(low), self.rng.choice((1, 1, 2)))
        return size if high is None else min(size, int(high))

    def keys(self, row: Row, size: int) -> list[str]:
        """So many keys of a map, all different; fewer where there are not so many."""
        key = self.rows[row["key"]]
        if "values" in key:
            return list(key["values"][:size])
        if size <= key.get("keys", 0):
            return [f"{key['stem']}{number:04}" for number in range(size)]
        drawn = {self._leaf(key) for _ in range(size)}
        least = max(int(key.get("min") or 0), 1)
        return sorted(drawn) if len(drawn) == size else [chr(97 + number) * least for number in range(size)]

    def _leaf(self, row: Row) -> Any:
        low, high = row.get("min"), row.get("max")
        match row["is"]:
            case "string":
                return self.rng.choice(row["values"]) if row.get("values") else self._text(int(low or 0), high)
            case "integer":
                return self._number(low, high)
            case "number":
                return float(self._number(low, high)) if self.rng.random() < 0.7 else self._number(low, high)
            case "boolean":
                return self.rng.random() < 0.5
            case "timestamp":
                return _EPOCH + timedelta(seconds=self.rng.randrange(4_000_000_000))
            case "blob":
                return self.rng.randbytes(int(max(low or 0, min(8, high or 8))))
            case _:
                return self.rng.choice(_JSON)

    def _text(self, low: int, high: int | None) -> str:
        text = self.rng.choice(_TEXTS)
        if len(text) < low:
            text = (text or "x") * (low // max(len(text), 1) + 1)
            text = text[:low]
        return text if high is None else text[: int(high)]

    def _number(self, low: float | None, high: float | None) -> Any:
        near = [n for n in _NUMBERS if (low is None or n >= low) and (high is None or n <= high)]
        return self.rng.choice(near + [bound for bound in (low, high) if bound is not None])


def sites(rows: Mapping[str, Row], name: str, value: Any, path: Path = ()) -> Iterator[Site]:
    """Every value in an instance of the row of that name, keys of maps included, outermost first."""
    row = rows[name]
    yield Site(path, row, value)
    match row["is"]:
        case "structure":
            for member, inner in row["members"].items():
                if member in value:
                    yield from sites(rows, inner, value[member], (*path, member))
        case "list":
            for index, item in enumerate(value):
                yield from sites(rows, row["of"], item, (*path, index))
        case "map":
            for key, item in value.items():
                yield Site((*path, key), rows[row["key"]], key, is_key=True)
                yield from sites(rows, row["of"], item, (*path, key))


def replaced(value: Any, path: Path, new: Any) -> Any:
    """A copy of `value` with `new` at `path`; only what lies on the way is copied."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    copy = list(value) if isinstance(value, list) else dict(value)
    copy[step] = replaced(value[step], rest, new)  # type: ignore[index] # the path leads through this value
    return copy
