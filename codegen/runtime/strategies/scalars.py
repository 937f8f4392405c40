"""Values without members: what fits a shape, and what breaks one of its constraints. Knows nothing of trees."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import UTC, datetime
from typing import Any, Final

from hypothesis import strategies as st

Row = Mapping[str, Any]
"""What the tables know of one shape; `is` names its kind."""

LONGEST: Final = 1_100_000
"""Code points or bytes of the longest value drawn to break a maximum."""

_FILLED: Final = 16 * 1024
"""Code points or bytes up to which a value is drawn that fills its maximum."""
_SHORT: Final = 24
_LEGIBLE: Final = st.characters(exclude_categories=["Cs"])
_SCALAR: Final = (
    st.booleans() | st.integers(-(2**31), 2**31) | st.floats(-1e9, 1e9) | st.text(_LEGIBLE, max_size=_SHORT // 3)
)
_JSON: Final = st.recursive(
    _SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(_LEGIBLE, max_size=_SHORT // 3), inner, max_size=3)
    ),
    max_leaves=4,
)
_TIMES: Final = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - naive

_WRONG: Final[Mapping[str, tuple[object, ...]]] = {
    "string": (None, 0, True, 1.5, [], {}, b"x"),
    "integer": (None, "1", True, False, 0.5, [], {}, math.nan),
    "number": (None, "1.0", True, False, [], {}, math.nan, math.inf, -math.inf),
    "boolean": (None, 0, 1, "true", [], {}),
    "timestamp": (None, "noon", True, [], {}, math.nan),
    "blob": (None, 0, True, [], {}),
    "document": (math.nan, b"x", datetime(2000, 1, 1, tzinfo=UTC)),
    "json": (math.nan, b"x", datetime(2000, 1, 1, tzinfo=UTC)),
    "structure": (None, "x", 0, True, []),
    "list": (None, "x", 0, True, {}),
    "map": (None, "x", 0, True, []),
}


def valid(row: Row) -> st.SearchStrategy[Any]:
    """Values of a shape without members."""
    low, high = row.get("min"), row.get("max")
    match row["is"]:
        case "string":
            return st.sampled_from(row["values"]) if "values" in row else _text(low or 0, high)
        case "integer":
            return st.integers(low, high) | st.sampled_from(edges(low, high))
        case "number":
            return _numbers(low, high)
        case "boolean":
            return st.booleans()
        case "timestamp":
            return _TIMES
        case "blob":
            return _bytes(low or 0, high)
        case _:
            return _JSON


def within(row: Row, entry: Row) -> st.SearchStrategy[Any]:
    """Values of a shape without members that a mode leaves: constants, or ranges of numbers."""
    if "but" in entry:
        return st.sampled_from([value for value in row["values"] if value not in entry["but"]])
    if "values" in entry:
        return st.sampled_from(entry["values"])
    if row["is"] == "integer":
        return st.one_of([st.integers(low, high) | st.sampled_from(edges(low, high)) for low, high in entry["ranges"]])
    return st.one_of([_numbers(low, high) for low, high in entry["ranges"]])


def wrong_type(row: Row) -> st.SearchStrategy[Any]:
    """Values of a type that the shape does not take."""
    return st.sampled_from(_WRONG[row["is"]]).map(copy)  # lists and dicts are the caller's to change


def breaks(row: Row) -> Iterator[str]:
    """Ids of the constraints that a shape without members has, and that some value can break alone."""
    yield "type"
    low, high = row.get("min"), row.get("max")
    match row["is"]:
        case "string":
            if row.get("enum"):
                yield "enum"
                return
            if row.get("misses"):
                yield "pattern"
            # With a pattern, only if a string of that length can match it.
            bound = "pattern" in row
            shortest, longest = bound and "shorter" not in row, bound and "longer" not in row
            yield from _length_breaks(None if shortest else low, None if longest else high)
        case "blob":
            yield from _length_breaks(low, high)
        case "integer" | "number":
            if low is not None:
                yield "min-value"
            if high is not None:
                yield "max-value"


def broken(row: Row, rule: str) -> st.SearchStrategy[Any]:
    """Values that break that constraint of the shape, and no other."""
    low, high = row.get("min", 0), row.get("max", 0)
    match rule:
        case "type":
            return wrong_type(row)
        case "enum":
            return st.sampled_from(_misspellings(row["values"]))
        case "pattern":
            return st.sampled_from(row["misses"])
        case "min-length" if "shorter" in row:
            return st.sampled_from(row["shorter"])
        case "max-length" if "longer" in row:
            return st.sampled_from(row["longer"])
        case "min-length":
            lengths = st.integers(0, low - 1) | st.just(low - 1)
        case "max-length":
            lengths = st.integers(high + 1, high + 3)
        case "min-value":
            return _below(row["is"], low)
        case _:
            return _above(row["is"], high)
    return lengths.map(b"x".__mul__) if row["is"] == "blob" else lengths.map("x".__mul__)


def edges(low: int | None, high: int | None) -> tuple[int, ...]:
    """The values next to the bounds, and zero where it is legal."""
    found = [0] if (low is None or low <= 0) and (high is None or high >= 0) else []
    if low is not None:
        found += [low, low + 1]
    if high is not None:
        found += [high - 1, high]
    return tuple(dict.fromkeys(x for x in found if (low is None or x >= low) and (high is None or x <= high))) or (0,)


def _numbers(low: float | None, high: float | None) -> st.SearchStrategy[float]:
    drawn = st.floats(
        None if low is None else float(low),
        None if high is None else float(high),
        allow_nan=False,
        allow_infinity=False,
    )
    found = [float(x) for x in (low, high) if x is not None]
    return drawn | st.sampled_from(found) if found else drawn


def _text(low: int, high: int | None) -> st.SearchStrategy[str]:
    most = low + _SHORT if high is None else min(high, low + _SHORT)
    if low > _SHORT:
        # A long minimum is reached by repeating a few characters: drawing each would exhaust the draw's budget.
        drawn = st.integers(low, most).flatmap(
            lambda n: st.text(_LEGIBLE, min_size=1, max_size=_SHORT).map(lambda t: (t * n)[:n])
        )
    else:
        drawn = st.text(_LEGIBLE, min_size=low, max_size=most)
    return drawn | st.just("x" * high) if high is not None and low < high <= _FILLED else drawn


def _bytes(low: int, high: int | None) -> st.SearchStrategy[bytes]:
    if low > _SHORT:
        drawn = st.just(b"x" * low)
    else:
        drawn = st.binary(min_size=low, max_size=low + _SHORT if high is None else min(high, low + _SHORT))
    return drawn | st.just(b"x" * high) if high is not None and low < high <= _FILLED else drawn


def _length_breaks(low: int | None, high: int | None) -> Iterator[str]:
    if low:
        yield "min-length"
    if high is not None and high <= LONGEST:
        yield "max-length"


def _misspellings(values: Sequence[str]) -> tuple[str, ...]:
    known = frozenset(values)
    near = [
        made for value in values[:8] for made in (f"{value}x", value.swapcase(), value[1:], f" {value}", f"{value}\n")
    ]
    return tuple(dict.fromkeys(text for text in ("", "?", *near) if text not in known))


def _below(kind: str, low: float) -> st.SearchStrategy[float]:
    if kind == "integer":
        return st.integers(math.floor(low) - 1000, math.ceil(low) - 1) | st.just(math.ceil(low) - 1)
    least = math.nextafter(float(low), -math.inf)
    return st.floats(least - 1000.0, least) | st.sampled_from((low - 1, least))


def _above(kind: str, high: float) -> st.SearchStrategy[float]:
    if kind == "integer":
        return st.integers(math.floor(high) + 1, math.ceil(high) + 1000) | st.just(math.floor(high) + 1)
    most = math.nextafter(float(high), math.inf)
    return st.floats(most, most + 1000.0) | st.sampled_from((high + 1, most))
