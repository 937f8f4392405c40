"""The values that a scalar may have under what is said of it: constants, or ranges of numbers."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any as AnyValue
from typing import Final, TypeAlias

from attrs import frozen

from ..runtime.wire import rule_helpers as helpers
from .formula import All, Among, Any, Bound, Formula, Literal, Multiple, Pinned, Text, literals

Row: TypeAlias = Mapping[str, AnyValue]
"""What the tables say of one shape; `is` names its kind."""

_MOST: Final = 64
"""Constants kept where a domain is no enum."""
_NEIGHBOURS: Final = (-1, 0, 1)
_PLAIN: Final = (
    "",
    "a",
    "b1",
    "Z-9",
    "x.y",
    "a[0]",
    "*",
    "a b",
    "a[",
    "é",
    "n/",
    "s3://b/k",
    "[",
    "a ==",
    "\U0001f600",
)

_OPERATORS: Final[Mapping[str, Callable[[AnyValue, AnyValue], bool]]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
_MEASURES: Final[Mapping[str, Callable[[AnyValue], AnyValue]]] = {
    "value": lambda value: value,
    "size": len,
    "bytes": helpers.utf8_len,
}


@frozen
class Domain:
    """Constants, or closed ranges of numbers; None for either means that it is not said that way."""

    values: tuple[AnyValue, ...] | None = None
    ranges: tuple[tuple[AnyValue, AnyValue], ...] | None = None

    def __bool__(self) -> bool:
        return bool(self.values) or bool(self.ranges)


def domain(row: Row, formulas: Sequence[Formula], texts: Iterable[str]) -> Domain:
    """What the scalar of that row may be.

    Args:
        row: what the strategies' tables say of the shape.
        formulas: what is said of the value, as self.
        texts: strings seen in examples.
    """

    def fits(value: AnyValue) -> bool:
        return all(holds(formula, value) for formula in formulas)

    match row["is"]:
        case "boolean":
            return Domain(values=tuple(value for value in (False, True) if fits(value)))
        case "integer" | "number":
            return _numbers(row, formulas, fits)
        case "string" if row.get("enum"):
            return Domain(values=tuple(value for value in row["values"] if fits(value)))
        case "string":
            found = dict.fromkeys(
                text for text in _candidates(row, formulas, texts) if _is_legal(row, text) and fits(text)
            )
            return Domain(values=tuple(sorted(found, key=lambda text: (len(text), text)))[:_MOST])
    return Domain(values=())


def holds(formula: Formula, value: AnyValue) -> bool:
    """Whether a scalar satisfies what is said of it."""
    match formula:
        case All(items=items):
            return all(holds(item, value) for item in items)
        case Any(items=items):
            return any(holds(item, value) for item in items)
        case Among(values=values, member=member):
            return (value in values) is member
        case Bound(measure=measure, operator=operator, value=bound):
            return _OPERATORS[operator](_MEASURES[measure](value), bound)
        case Multiple(divisor=divisor, holds=wanted):
            return (value % divisor == 0) is wanted
        case Text(test=test, options=options, holds=wanted):
            return test.passes(value, options) is wanted
        case Pinned(example=example):
            return bool(value == json.loads(example))
    return False


def _is_legal(row: Row, text: str) -> bool:
    """Whether the string satisfies the shape."""
    if not row.get("min", 0) <= len(text) <= row.get("max", math.inf):
        return False
    return "pattern" not in row or re.fullmatch(row["pattern"], text) is not None


# --- numbers ----------------------------------------------------------------------------------------------------------


def _numbers(row: Row, formulas: Sequence[Formula], fits: Callable[[AnyValue], bool]) -> Domain:
    said = [literal for formula in formulas for literal in literals(formula)]
    low, high = row.get("min"), row.get("max")
    points = sorted({point for literal in said for point in _points(literal)})
    divisors = [literal.divisor for literal in said if isinstance(literal, Multiple)]
    if divisors:
        return Domain(
            values=tuple(value for value in _multiples(low, high, math.lcm(*divisors), points) if fits(value))
        )
    whole = row["is"] == "integer"
    ranges: list[tuple[AnyValue, AnyValue]] = []
    for first, last in _segments(points, low, high, whole=whole):
        if first <= last and fits(first):
            if ranges and _next(ranges[-1][1], whole=whole) == first:
                ranges[-1] = (ranges[-1][0], last)
            else:
                ranges.append((first, last))
    return Domain(ranges=tuple(ranges))


def _points(literal: Literal) -> Iterator[AnyValue]:
    match literal:
        case Among(values=values):
            yield from values
        case Bound(value=value):
            yield value
        case Pinned(example=example):
            yield json.loads(example)


def _segments(
    points: Sequence[AnyValue], low: AnyValue, high: AnyValue, *, whole: bool
) -> Iterator[tuple[AnyValue, AnyValue]]:
    """The ranges between and at the points: within each, every comparison has one answer."""
    lowest = low if low is not None else (-(2**53) if whole else -1e300)
    highest = high if high is not None else (2**53 if whole else 1e300)
    start = lowest if whole else float(lowest)
    for point in points:
        place = point if whole else float(point)
        if start <= place <= highest:
            yield start, _previous(place, whole=whole)
            yield place, place
            start = _next(place, whole=whole)
    yield start, highest if whole else float(highest)


def _next(value: AnyValue, *, whole: bool) -> AnyValue:
    return value + 1 if whole else math.nextafter(value, math.inf)


def _previous(value: AnyValue, *, whole: bool) -> AnyValue:
    return value - 1 if whole else math.nextafter(value, -math.inf)


def _multiples(low: int | None, high: int | None, step: int, points: Sequence[int]) -> list[int]:
    start = 0 if low is None else low
    first = -(-start // step) * step
    found = {first + step * number + near for number in range(_MOST) for near in _NEIGHBOURS}
    found |= {point + near for point in points for near in _NEIGHBOURS} | {n for n in (low, high) if n is not None}
    return sorted(n for n in found if (low is None or n >= low) and (high is None or n <= high))[: 3 * _MOST]


# --- strings ----------------------------------------------------------------------------------------------------------


def _candidates(row: Row, formulas: Sequence[Formula], texts: Iterable[str]) -> Iterator[str]:
    base = tuple(row.get("values", _PLAIN))
    yield from base
    yield from texts
    if row.get("min"):
        yield from ((text or "x") * row["min"] for text in _PLAIN)
    for formula in formulas:
        for literal in literals(formula):
            yield from _suggested(literal, (*base[:6], *tuple(texts)[:6]))


def _suggested(literal: Literal, base: Sequence[str]) -> Iterator[str]:
    match literal:
        case Among(values=values):
            yield from (text for value in values for text in (str(value), f"{value}x", str(value).swapcase()))
        case Pinned(example=example):
            value = json.loads(example)
            if isinstance(value, str):
                yield value
        case Text(options=options):
            for option in options:
                yield option
                for text in base:
                    yield from (option + text, text + option, text[:1] + option + text[1:], text.removesuffix(option))
        case Bound(measure="size" | "bytes", value=bound):
            for length in (bound - 1, bound, bound + 1):
                yield from ("x" * int(length), "é" * int(length), "é" * (int(length) // 2), "é" * -(-int(length) // 2))
