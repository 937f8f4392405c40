"""What the compiled rules call: the few operations of the rule language that are no single Python expression.

Part of the wire layer: standard library only; jmespath is used where it is installed. Nothing here raises on data of
the right type, whatever it holds.
"""

from __future__ import annotations

from .annotations import hints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

SHAPE_RULES: Final = frozenset(
    {
        "type",
        "required",
        "unknown-member",
        "enum",
        "pattern",
        "min-length",
        "max-length",
        "min-items",
        "max-items",
        "min-value",
        "max-value",
        "union",
        "max-depth",
    }
)
"""Ids of the shape constraints. A member that breaks one of them is not read by rules."""

TYPED: Final = "?"
"""In front of a path: only the type of its value counts."""
_UPPER_TO_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_compiled: Final[dict[str, hints.Pattern[str]]] = {}


def broken_below(out: hints.Findings, path: hints.Sequence[str | int], start: int) -> hints.Broken:
    """Where shape constraints are violated in a structure: what its rules cannot read.

    Args:
        out: the violations found so far.
        path: path of the structure, from the request's root.
        start: how many violations there were before the structure was looked at; those since are all inside it.

    Returns:
        Paths relative to `path` by their first step, each once, with "*" for every index: a list of broken items counts
        once. Under None stands the structure itself, under `TYPED` once more what is of a wrong type.
    """
    depth = len(path)
    broken: dict[str | None, set[tuple[str, ...]]] = {}
    for found in out.violations[start:]:
        if found.rule in SHAPE_RULES:
            place = tuple(["*" if isinstance(step, int) else step for step in found.path[depth:]])
            broken.setdefault(place[0] if place else None, set()).add(place)
            if found.rule == "type":
                broken.setdefault(TYPED, set()).add((TYPED, *place))
    return broken


def readable(broken: hints.Broken, reads: hints.Collection[tuple[str, ...]]) -> bool:
    """Whether the members that a rule reads are shape-valid.

    Args:
        broken: what `broken_below` has found.
        reads: what the rule reads, relative to its structure; "*" is any index or key. Behind `TYPED`, what it asks
            for.

    Returns:
        False if a violation of a shape constraint is at, or above, a member that the rule reads.
    """
    if None in broken:
        return not reads
    for read in reads:
        for place in broken.get(read[0], ()):
            if _covers(place, read):
                return False
    return True


def _covers(place: tuple[str, ...], read: tuple[str, ...]) -> bool:
    if len(place) > len(read):
        return False
    for step, wanted in zip(place, read, strict=False):  # noqa: SIM110 - in half the time, and for every rule
        if step != wanted != "*":
            return False
    return True


def value_at(data: hints.Any, path: hints.Sequence[str | int]) -> hints.Any:
    """The value at a relative path, or None where there is none. For a map, the step is a key."""
    for step in path:
        try:
            data = data[step]  # what cannot be indexed raises TypeError
        except (LookupError, TypeError):
            return None
    return data


def utf8_len(text: str) -> int:
    """Bytes of the text in UTF-8; a lone surrogate counts as three."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def lower_ascii(text: str) -> str:
    """The text with A-Z in lower case and everything else as it is."""
    return text.lower() if text.isascii() else text.translate(_UPPER_TO_LOWER)


def all_distinct(values: hints.Sequence[hints.Hashable]) -> bool:
    """Whether no two values are equal."""
    return len(set(values)) == len(values)


def duplicates(pairs: hints.Iterable[tuple[int, hints.Hashable]]) -> hints.Iterator[int]:
    """The index of each (index, value) pair whose value came before."""
    seen: set[hints.Hashable] = set()
    for index, value in pairs:
        if value in seen:
            yield index
        seen.add(value)


def total(values: hints.Iterable[float]) -> float:
    """The sum, added from left to right; infinite where it is beyond a double."""
    result = 0.0
    for value in values:
        try:
            result += value
        except OverflowError:  # an int beyond a double
            result += float("inf") if value > 0 else float("-inf")
    return result


def ceil_div(dividend: int, divisor: int) -> int:
    """The quotient rounded up; 0 for a divisor of 0, which the rules exclude in valid data."""
    return -(-dividend // divisor) if divisor else 0


def int_div(dividend: int, divisor: int) -> int:
    """The quotient rounded toward zero, as CEL has it; 0 for a divisor of 0."""
    quotient = abs(dividend) // abs(divisor) if divisor else 0
    return -quotient if (dividend < 0) != (divisor < 0) else quotient


def int_mod(dividend: int, divisor: int) -> int:
    """The remainder of `int_div`; it has the dividend's sign."""
    return dividend - divisor * int_div(dividend, divisor)


def matches(text: str, pattern: str) -> bool:
    """Whether the pattern is found in the text."""
    return _pattern(pattern).search(text) is not None


def capture(text: str, pattern: str) -> str:
    """What the pattern's only group holds where the pattern is first found; "" where it is not."""
    found = _pattern(pattern).search(text)
    return (found[1] or "") if found else ""


def _pattern(source: str) -> hints.Pattern[str]:
    known = _compiled.get(source)
    if known is None:
        import re  # noqa: PLC0415 - most requests need no pattern

        known = _compiled[source] = re.compile(source)
    return known


def is_jmespath(text: str) -> bool:
    """Whether the text compiles as a JMESPath expression. True where jmespath is not installed: it cannot be told."""
    from importlib import import_module  # noqa: PLC0415 - few requests hold an expression

    try:
        jmespath = import_module("jmespath")
    except ImportError:
        return True
    try:
        jmespath.compile(text)
    except Exception:  # noqa: BLE001 - whatever the parser raises, RecursionError too, the text is no expression
        return False
    return True
