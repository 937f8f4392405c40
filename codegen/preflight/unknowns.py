"""Values that a file does not tell: parameters, imports, attributes of other resources, what runs before.

An unknown value satisfies everything. So a violation counts only if no choice of values makes it go away: the request
is checked again with other values in the holes, and without the holes that may be left out, until nothing is left to
report or a fixed number of choices is used up. Of what stands at or below a hole, only a member's name can be wrong
whatever the value. No generated check needs to know of any of this.
"""

from __future__ import annotations

from ..reading.nodes import MAPPING, SCALAR, Node
from .schema_view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from typing import Any, Final

    from ..reading.nodes import Path

ASSUMED = "!assumed"
"""Tag of a node whose value stands in for a name that nobody knows; nothing at it is reported."""
OPEN = "!open"
"""Tag of a mapping that may have more members than are written."""
_ABSENT = -1
_LONE_TURNS = 120
_MIXED_TURNS = 48
_ENUM_SAMPLES = 24
_TEXTS = (
    "unknown-value",
    "",
    "s3://bucket/key/",
    "s3://bucket/key.tar.gz",
    "arn:aws:service:us-east-1:123456789012:name/value",
    "true",
    "0",
)


class Hole:
    """An unknown value.

    Attributes:
        key: the expression; holes with the same one stand for the same value, in all requests of a release.
        optional: whether the value may turn out to be left out; every other one is there, whatever it is.
        choices: values that the file itself offers for it, each with what it comes from.
        pieces: if it is a text of which something is known, its pieces; None for those that are not.
        limits: what the file says of every value that it may have.
    """

    __slots__ = ("choices", "key", "limits", "optional", "pieces")

    def __init__(
        self,
        key: str,
        *,
        optional: bool = False,
        choices: tuple[tuple[Any, Choice], ...] = (),
        pieces: tuple[str | None, ...] = (),
        limits: tuple[Limit, ...] = (),
    ) -> None:
        self.key = key
        self.optional = optional
        self.choices = choices
        self.pieces = pieces
        self.limits = limits


class Choice:
    """One value that a file offers for an unknown one. Frozen.

    Attributes:
        node: where it is written.
        origin: what follows the message of a finding, such as `` (the default of Stage)``.
        severity: what an error at it amounts to: a default may never be used, so it is a warning.
    """

    __slots__ = ("node", "origin", "severity")

    def __init__(self, node: Node, origin: str, severity: str) -> None:
        self.node: Final = node
        self.origin: Final = origin
        self.severity: Final = severity


class Limit:
    """What a file says of every value that an unknown text may have. Frozen.

    Attributes:
        node: where it is written.
        kind: as a schema calls it: ``pattern``, ``minLength`` or ``maxLength``.
        origin: what is limited, such as ``the AllowedPattern of Stage``.
    """

    __slots__ = ("kind", "node", "origin")

    def __init__(self, node: Node, kind: str, origin: str) -> None:
        self.node: Final = node
        self.kind: Final = kind
        self.origin: Final = origin


def is_known(node: Node) -> bool:
    """Whether a request has no unknown values and is not open."""
    pending = [node]
    while pending:
        node = pending.pop()
        if node.tag == OPEN or node.value.__class__ is Hole:
            return False
        if node.kind == MAPPING:
            pending += [value for _, value in node.value]
        elif node.kind != SCALAR:
            pending += node.value
    return True


def settled(node: Node, view: View) -> Any:
    """A node as plain data with holes: what is known of texts is compared with the places where they stand.

    A text that no value of its unknown pieces makes right becomes one that is wrong; an open mapping has a hole, which
    may be left out, for every member that is not written.
    """
    if node.kind == SCALAR:
        value = node.value
        if value.__class__ is Hole and any(value.pieces):
            from .partial import contradicts

            if contradicts(value.pieces, view):
                return "".join("${...}" if piece is None else piece for piece in value.pieces)
        return value
    if node.kind != MAPPING:
        return [settled(item, view.at(index)) for index, item in enumerate(node.value)]
    data = {key.value: settled(value, view.at(key.value)) for key, value in node.value}
    if node.tag == OPEN:
        more = (name for name in view.members if name not in data)
        data |= {name: Hole(f"{node.start}:{name}", optional=True) for name in more}
    return data


def assumed(node: Node, path: Path = ()) -> list[tuple[Path, Node]]:
    """The stand-ins, with their paths, at which nothing of a single request is reported."""
    if node.kind == SCALAR:
        return [(path, node)] if node.tag == ASSUMED else []
    if node.kind == MAPPING:
        return [found for key, value in node.value for found in assumed(value, (*path, key.value))]
    return [found for index, item in enumerate(node.value) for found in assumed(item, (*path, index))]


def holes(data: Any, path: Path = ()) -> Iterator[tuple[Path, Hole]]:
    """Every hole with its path."""
    if data.__class__ is Hole:
        yield path, data
    elif data.__class__ is dict:
        for key, value in data.items():
            yield from holes(value, (*path, key))
    elif data.__class__ is list:
        for index, value in enumerate(data):
            yield from holes(value, (*path, index))


def samples(view: View, depth: int = 0) -> list[Any]:
    """Values of the right type for a place in a schema, different enough to satisfy whatever a rule may ask."""
    facts, kind = view.facts, view.type
    if "enum" in facts:
        values = list(facts["enum"])
        step = max(1, len(values) // _ENUM_SAMPLES)
        return values[::step]
    if kind == "boolean":
        return [True, False]
    if kind in {"integer", "number"}:
        low, high = facts.get("minimum", 0), facts.get("maximum", 1_000_000)
        return [value for value in dict.fromkeys((1, low, high, 2, 10, 100, 3600)) if low <= value <= high] or [low]
    if kind in {"array", "object"}:
        return _collections(view, depth)
    return list(_TEXTS)


def _collections(view: View, depth: int) -> list[Any]:
    """Lists and objects for a place: with what is required, with nothing, and with everything."""
    if depth >= 4:
        return [[] if view.type == "array" else {}]
    if view.type == "array":
        items = samples(view.at(0), depth + 1)
        return [[items[0]], [], [items[-1]]]
    full = {name: samples(view.at(name), depth + 1)[0] for name in view.required}
    whole = {name: samples(view.at(name), depth + 1)[0] for name in view.members} if depth < 2 else full
    return [full, {}, whole]


def fill(data: Any, view: View, choice: dict[str, int], default: int) -> Any:
    """A copy of data with every hole filled in or, inside objects and where it may be, left out.

    Args:
        data: plain data with holes.
        view: the schema of this place.
        choice: which sample each hole takes, by its key.
        default: the sample for all others.
    """
    if data.__class__ is Hole:
        values = samples(view)
        return values[max(choice.get(data.key, default), 0) % len(values)]
    if data.__class__ is dict:
        return {
            key: fill(value, view.at(key), choice, default)
            for key, value in data.items()
            if not (value.__class__ is Hole and value.optional and choice.get(value.key, default) == _ABSENT)
        }
    if data.__class__ is list:
        return [fill(value, view.at(index), choice, default) for index, value in enumerate(data)]
    return data


def named(data: Any, view: View, names: Container[str]) -> Any:
    """A copy of data in which unknown names are made up: the same for equal keys, and nobody else's.

    Args:
        data: plain data with holes.
        view: the schema of this place.
        names: the members by which requests name each other.
    """
    if data.__class__ is list:
        return [named(item, view.at(0), names) for item in data]
    if data.__class__ is not dict:
        return data
    copy = {key: named(value, view.at(key), names) for key, value in data.items()}
    for key, value in copy.items():
        if value.__class__ is Hole and not value.optional and key in names and view.at(key).type == "string":
            import zlib

            copy[key] = f"{_TEXTS[0]}-{zlib.crc32(value.key.encode('utf-8', 'replace')):08x}"
    return copy


def variants(data: Any, view: View, count: int) -> list[Any]:
    """Up to `count` fillings in which all holes take the same turn; just the data if it has no hole."""
    if next(holes(data), None) is None:
        return [data]
    return [fill(data, view, {}, turn) for turn in range(_ABSENT, count - 1)]


def certain(check: Callable[[Any], list[Any]], data: Any, view: View) -> list[Any]:
    """The violations that hold whatever the unknown values are.

    Args:
        check: returns the violations (with ``rule`` and ``path``) of plain data.
        data: plain data with holes.
        view: the schema of the data.
    """
    found = list(holes(data))
    if not found:
        return check(data)
    unknown = [path for path, _ in found]

    def known(violation: Any) -> bool:
        stands_alone = violation.rule == "unknown-member" and violation.path in unknown
        return stands_alone or not below(violation.path, unknown)

    runs = (check(fill(data, view, choice, default)) for choice, default in _choices(found, view))
    return in_all([violation for violation in violations if known(violation)] for violations in runs)


def in_all(runs: Iterable[list[Any]]) -> list[Any]:
    """The violations of the first run that every other finds too, by rule and path, each as mild as any run finds it.

    Ends as soon as none is left.
    """
    left: list[Any] | None = None
    for violations in runs:
        still = {(violation.rule, violation.path): violation for violation in violations}
        kept = ((v, still[v.rule, v.path]) for v in (violations if left is None else left) if (v.rule, v.path) in still)
        left = [again if again.severity == "warning" else known for known, again in kept]
        if not left:
            break
    return left or []


def refused(check: Callable[[Any], list[Any]], data: Any, view: View) -> Iterator[tuple[Any, Any]]:
    """What is wrong with the values that a file offers for its unknown ones.

    Each is judged alone, where it is used, whatever the other unknown values are.

    Yields:
        Violations, each with what the value comes from.
    """
    offered = [(path, hole) for path, hole in holes(data) if hole.choices]
    for turn in range(max((len(hole.choices) for _, hole in offered), default=0)):
        chosen = {path: hole.choices[turn] for path, hole in offered if turn < len(hole.choices)}
        together = filled(data, {path: value for path, (value, _) in chosen.items()})
        suspects = {violation.path for violation in certain(check, together, view) if violation.path in chosen}
        for path in suspects:
            value, origin = chosen[path]
            alone = certain(check, filled(data, {path: value}), view)
            yield from ((violation, origin) for violation in alone if violation.path == path)


def filled(data: Any, values: dict[Path, Any], path: Path = ()) -> Any:
    """A copy of data with other values at some paths."""
    if path in values:
        return values[path]
    if data.__class__ is dict:
        return {key: filled(value, values, (*path, key)) for key, value in data.items()}
    if data.__class__ is list:
        return [filled(value, values, (*path, index)) for index, value in enumerate(data)]
    return data


def below(path: Path, unknown: list[Path]) -> bool:
    """Whether a path stands at or below one of the unknown values."""
    return any(path[: len(top)] == top for top in unknown)


def _choices(found: list[tuple[Path, Hole]], view: View) -> Iterator[tuple[dict[str, int], int]]:
    sizes: dict[str, int] = {}
    for path, hole in found:
        place = view
        for segment in path:
            place = place.at(segment)
        sizes[hole.key] = max(sizes.get(hole.key, 1), len(samples(place)))
    turns = max(sizes.values())
    for turn in range(_ABSENT, turns):
        yield {}, turn
    lone = [
        ({key: turn}, base) for key, size in sizes.items() for turn in range(_ABSENT, size) for base in (0, _ABSENT)
    ]
    yield from lone[:_LONE_TURNS]
    state = 1
    for _ in range(_MIXED_TURNS if len(sizes) > 1 else 0):
        mixed = {}
        for key, size in sizes.items():
            state = (state * 1_103_515_245 + 12_345) % 2**31  # a fixed sequence: the same run twice says the same
            mixed[key] = (state >> 8) % (size + 1) - 1
        yield mixed, 0
