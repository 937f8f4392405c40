"""Where two models differ: definitions that stand for the same thing, walked side by side.

Shapes are paired by where they stand (the input of an operation, a member of that name), never by their own names: a
renamed shape with equal content is no difference. Nothing here grades or renders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal

import attrs
from attrs import field, frozen

from ..model import Member, Model, Operation, Shape

Side = Literal["request", "response", "error"]
Pair = tuple[str, str]
"""Names of two shapes that stand for the same thing, the old model's and the new one's."""

ELEMENT: Final = "[]"
VALUE: Final = "{}"
KEY: Final = "{key}"
_FAMILIES: Final = {"long": "integer", "double": "float"}
"""Types that are one type to Python."""
_BOUNDS: Final = {"string": "length", "blob": "length", "list": "items", "map": "items"}
"""What bounds count; of other types they limit the value."""
_STRUCTURE: Final = {"type", "members", "element", "key", "value", "minimum", "maximum", "enum"}
_SHAPE_FACTS: Final = tuple(f.name for f in attrs.fields(Shape) if f.name not in {"name", "documentation"} | _STRUCTURE)
_MEMBER_FACTS: Final = tuple(f.name for f in attrs.fields(Member) if f.name not in ("name", "shape", "documentation"))


@frozen
class Edit:
    """One difference between two definitions.

    `kind` is the id of a constraint (``max-length``, ``required``, ``enum``), the name of another fact in kebab case
    (``deprecated``, ``location-name``), or one of ``service-added``, ``operation-added``, ``member-added``,
    ``values-added``, ``error-added``, ``waiter-added`` and ``paginator-added``, each also with ``-removed``, and
    ``waiter`` and ``paginator`` for one that changed. ``enum`` says that values became or stopped being limited at all.
    """

    kind: str
    name: str
    """The shape, operation, waiter or paginator; a shape as the new model calls it."""
    member: str | None = None
    before: Any = None
    after: Any = None
    was: str | None = None
    """The old model's name of the shape, where it is another."""


@frozen
class Match:
    """Two shapes that stand for the same thing: how their definitions differ, and the pairs that they refer to."""

    edits: tuple[Edit, ...]
    inner: Mapping[str, Pair] = field(factory=dict)
    """By step: a member's name, `ELEMENT`, `KEY` or `VALUE`."""


@frozen
class End:
    """One side of an operation that both models have."""

    side: Side
    error: str
    """The name of the error; empty for a request or response."""
    pair: Pair


@frozen
class Difference:
    """How the new model differs from the old one."""

    edits: tuple[Edit, ...]
    """Of operations, waiters and paginators; those of shapes are in the matches."""
    ends: Mapping[str, tuple[End, ...]]
    """By operation that both have: its request, its response, and the errors that both list."""
    matches: Mapping[Pair, Match]
    differing: frozenset[Pair]
    """Pairs that differ, and those from which such a pair can be reached."""
    definitions: Mapping[str, Shape]
    """The new model's definitions of everything that it uses where the old one has nothing of the kind."""


def compare(old: Model, new: Model) -> Difference:
    """Compares what two models say of the operations, and of everything that these reach."""
    edits = [*_names("operation", old.operations, new.operations)]
    ends: dict[str, tuple[End, ...]] = {}
    came = [name for edit in edits if edit.after is not None for name in _ends(edit.after)]
    for name in sorted(old.operations.keys() & new.operations.keys()):
        then, now = old.operations[name], new.operations[name]
        edits += _operation(then, now)
        ends[name] = tuple(_operation_ends(then, now))
        came += [error for error in now.errors if error not in then.errors]
    matches = _matches(_with_nothing(old), _with_nothing(new), (end.pair for found in ends.values() for end in found))
    came += [name for pair, match in matches.items() for name in _came(pair, match)]
    edits += _aids("waiter", old.waiters, new.waiters)
    edits += _aids("paginator", old.paginators, new.paginators)
    definitions = {name: new.shapes[name] for name in new.closure(came)}
    return Difference(tuple(edits), ends, matches, _differing(matches), definitions)


NOTHING: Final = ""
"""Stands for the input or output of an operation that has none: a structure without members."""


def _with_nothing(model: Model) -> Mapping[str, Shape]:
    return {**model.shapes, NOTHING: Shape(NOTHING, "structure")}


def _operation_ends(old: Operation, new: Operation) -> Iterator[End]:
    yield End("request", "", (old.input or NOTHING, new.input or NOTHING))
    yield End("response", "", (old.output or NOTHING, new.output or NOTHING))
    for error in sorted({*old.errors} & {*new.errors}):
        yield End("error", error, (error, error))


def _ends(operation: Operation) -> tuple[str, ...]:
    return tuple(name for name in (operation.input, operation.output, *operation.errors) if name is not None)


def _came(pair: Pair, match: Match) -> Iterator[str]:
    """Shapes of the new model that an edit brings in."""
    for edit in match.edits:
        if edit.kind == "member-added":
            yield edit.after.shape
        elif edit.kind == "type":
            yield pair[1]


def _names(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    yield from (Edit(f"{kind}-added", name, after=new[name]) for name in sorted(new.keys() - old.keys()))
    yield from (Edit(f"{kind}-removed", name, before=old[name]) for name in sorted(old.keys() - new.keys()))


def _aids(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    """What changed among the waiters or paginators, whose descriptions say nothing to a program."""
    before, after = ({n: {k: v for k, v in f.items() if k != "description"} for n, f in m.items()} for m in (old, new))
    yield from _names(kind, before, after)
    for name in sorted(before.keys() & after.keys()):
        if before[name] != after[name]:
            yield Edit(kind, name, before=before[name], after=after[name])


def _operation(old: Operation, new: Operation) -> Iterator[Edit]:
    if old.deprecated != new.deprecated:
        yield Edit("deprecated", new.name, before=old.deprecated, after=new.deprecated)
    for error in sorted({*new.errors} - {*old.errors}):
        yield Edit("error-added", new.name, after=error)
    for error in sorted({*old.errors} - {*new.errors}):
        yield Edit("error-removed", new.name, before=error)


def _matches(old: Mapping[str, Shape], new: Mapping[str, Shape], roots: Iterable[Pair]) -> dict[Pair, Match]:
    found: dict[Pair, Match] = {}
    pending = list(roots)
    while pending:
        pair = pending.pop()
        if pair not in found:
            found[pair] = _match(old[pair[0]], new[pair[1]])
            pending.extend(found[pair].inner.values())
    return found


def _match(old: Shape, new: Shape) -> Match:
    name, was = new.name or old.name, None if old.name == new.name else old.name
    if old.type != new.type and _family(old) != _family(new):
        return Match((Edit("type", name, before=old.type, after=new.type, was=was),))
    edits = [Edit(*edit, was=was) for edit in _shape_edits(old, new)]
    members = {m.name: m for m in new.members}
    inner: dict[str, Pair] = {}
    for member in old.members:
        now = members.pop(member.name, None)
        if now is None:
            edits.append(Edit("member-removed", name, member.name, before=member, was=was))
        else:
            inner[member.name] = (member.shape, now.shape)
            edits += [Edit(*edit, was=was) for edit in _member_edits(name, member, now)]
    edits += [Edit("member-added", name, key, after=member, was=was) for key, member in members.items()]
    steps = ((ELEMENT, old.element, new.element), (KEY, old.key, new.key), (VALUE, old.value, new.value))
    inner |= {step: (one, other) for step, one, other in steps if one is not None and other is not None}
    return Match(tuple(edits), inner)


def _differing(matches: Mapping[Pair, Match]) -> frozenset[Pair]:
    users: dict[Pair, list[Pair]] = {}
    for pair, match in matches.items():
        for inner in match.inner.values():
            users.setdefault(inner, []).append(pair)
    found: set[Pair] = set()
    pending = [pair for pair, match in matches.items() if match.edits]
    while pending:
        pair = pending.pop()
        if pair not in found:
            found.add(pair)
            pending.extend(users.get(pair, ()))
    return frozenset(found)


def _family(shape: Shape) -> str:
    return _FAMILIES.get(shape.type, shape.type)


_Facts = tuple[str, str, str | None, Any, Any]


def _shape_edits(old: Shape, new: Shape) -> Iterator[_Facts]:
    if old.type != new.type:
        yield "width", new.name, None, old.type, new.type
    for kind, before, after in (("min", old.minimum, new.minimum), ("max", old.maximum, new.maximum)):
        if before != after:
            yield f"{kind}-{_BOUNDS.get(new.type, 'value')}", new.name, None, before, after
    for fact in _SHAPE_FACTS:
        before, after = getattr(old, fact), getattr(new, fact)
        if before != after:
            yield fact.replace("_", "-"), new.name, None, before, after
    if bool(old.enum) != bool(new.enum):
        yield "enum", new.name, None, old.enum or None, new.enum or None
        return
    added, removed = (tuple(v for v in one if v not in {*other}) for one, other in _both(new.enum, old.enum))
    if added:
        yield "values-added", new.name, None, None, added
    if removed:
        yield "values-removed", new.name, None, removed, None


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return (one, other), (other, one)


def _member_edits(shape: str, old: Member, new: Member) -> Iterator[_Facts]:
    for fact in _MEMBER_FACTS:
        before, after = getattr(old, fact), getattr(new, fact)
        if before != after:
            yield fact.replace("_", "-"), shape, new.name, before, after
