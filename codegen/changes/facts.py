"""What a difference means to people: where it matters, and whether it breaks something. Decides nothing about looks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, Literal

from attrs import evolve, frozen

from ..model import Member, Model
from ..patterns import includes
from .compare import Difference, Edit, Pair, Side, compare

Path = tuple[str, ...]
"""Members, `ELEMENT`, `KEY` and `VALUE` from an operation's input, output or error down to what changed."""
_MOST_PLACES: Final = 5_000
"""Steps of a search for every path of one request or response; beyond it the shortest paths stand for all."""


class Grade(StrEnum):
    """Whom a change concerns, the most urgent first."""

    BREAKS_CALLERS = "breaking for callers"
    BREAKS_READERS = "breaking for readers"
    NEW = "new"
    RELAXED = "relaxed"
    NOTED = "noted"

    @property
    def breaks(self) -> bool:
        """Whether code or files that worked may work no longer."""
        return self in (Grade.BREAKS_CALLERS, Grade.BREAKS_READERS)


@frozen(order=True)
class Place:
    """Where a change matters: a path in the request, response or error of an operation.

    Without a side it concerns the operation as a whole; without an operation a waiter, paginator or service.
    """

    operation: str
    side: Side | Literal[""] = ""
    path: Path = ()


@frozen
class Change:
    """A difference as it concerns somebody, with every place where it does."""

    edit: Edit
    grade: Grade
    places: tuple[Place, ...]


@frozen
class Comparison:
    """What changed in one service. `old` and `new` name the models, such as ``botocore 1.34.0``."""

    service: str
    old: str
    new: str
    changes: tuple[Change, ...]
    difference: Difference | None
    """None where only one side has the service, or both have the same files of it."""
    shortened: tuple[str, ...] = ()
    """Requests and responses in which shapes contain one another so often that only shortest paths are listed."""

    def count(self, grade: Grade) -> int:
        """How many changes are graded so."""
        return sum(change.grade is grade for change in self.changes)

    @property
    def breaks(self) -> bool:
        """Whether any change breaks callers or readers."""
        return any(change.grade.breaks for change in self.changes)

    def operations(self) -> dict[str, tuple[Change, ...]]:
        """The changes by operation, sorted; one that concerns several operations stands under each."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            for name in dict.fromkeys(place.operation for place in change.places):
                found.setdefault(name, []).append(change)
        return {name: tuple(found[name]) for name in sorted(found)}


def shown(path: Path) -> str:
    """A path as people write it: ``ProductionVariants[].CoreDumpConfig``, ``Tags{}.Value``."""
    text = ""
    for step in path:
        text += step if not text or not step.isidentifier() else f".{step}"
    return text


def compared(service: str, old: Model | None, new: Model | None, names: tuple[str, str]) -> Comparison:
    """Compares two models of a service; None stands for a botocore that does not have it."""
    if old is None or new is None:
        before, after = (None if model is None else len(model.operations) for model in (old, new))
        edit = Edit("service-added" if old is None else "service-removed", service, before=before, after=after)
        return Comparison(service, *names, (Change(edit, grade(edit, ""), (Place(""),)),), None)
    difference = compare(old, new)
    shortened: list[str] = []
    changes = [*_whole(difference), *_located(difference, shortened)]
    order = {grade: position for position, grade in enumerate(Grade)}
    changes.sort(key=lambda c: (order[c.grade], c.edit.name, c.edit.member or "", c.edit.kind, c.places))
    return Comparison(service, *names, tuple(changes), difference, tuple(shortened))


def _whole(difference: Difference) -> Iterator[Change]:
    for edit in difference.edits:
        operation = "" if edit.kind.partition("-")[0] in ("waiter", "paginator") else edit.name
        yield Change(edit, grade(edit, ""), (Place(operation),))


# --- where ----------------------------------------------------------------------------------------------------


def _located(difference: Difference, shortened: list[str]) -> Iterator[Change]:
    places: dict[Pair, list[Place]] = {}
    for operation, ends in difference.ends.items():
        for end in (end for end in ends if end.pair in difference.differing):
            found, whole = _paths(difference, end.pair)
            if not whole:
                shortened.append(f"{operation} {end.error or end.side}")
            start = (end.error,) if end.error else ()
            for pair, path in found:
                places.setdefault(pair, []).append(Place(operation, end.side, (*start, *path)))
    for pair, listed in places.items():
        for edit in difference.matches[pair].edits:
            yield from _graded(edit, listed)


def _graded(edit: Edit, places: list[Place]) -> Iterator[Change]:
    """An edit at its places: as one change for each grade that it has somewhere."""
    below = () if edit.member is None else (edit.member,)
    found: dict[Grade, list[Place]] = {}
    grades = {side: grade(edit, side) for side in {place.side for place in places}}
    for place in places:
        found.setdefault(grades[place.side], []).append(evolve(place, path=(*place.path, *below)))
    for each, listed in found.items():
        yield Change(edit, each, tuple(sorted(listed)))


def _paths(difference: Difference, root: Pair) -> tuple[list[tuple[Pair, Path]], bool]:
    """The differing pairs below `root` with every path to them, a recursion entered once.

    False with them if there are too many paths, and only the shortest are given.
    """
    found: list[tuple[Pair, Path]] = []
    pending: deque[tuple[Pair, Path, frozenset[Pair]]] = deque([(root, (), frozenset({root}))])
    steps = 0
    while pending:
        steps += 1
        if steps > _MOST_PLACES:
            return list(_shortest(difference, root)), False
        pair, path, above = pending.popleft()
        if difference.matches[pair].edits:
            found.append((pair, path))
        for step, inner in difference.matches[pair].inner.items():
            if inner in difference.differing and inner not in above:
                pending.append((inner, (*path, step), above | {inner}))
    return found, True


def _shortest(difference: Difference, root: Pair) -> Iterator[tuple[Pair, Path]]:
    seen = {root}
    pending: deque[tuple[Pair, Path]] = deque([(root, ())])
    while pending:
        pair, path = pending.popleft()
        if difference.matches[pair].edits:
            yield pair, path
        for step, inner in difference.matches[pair].inner.items():
            if inner in difference.differing and inner not in seen:
                seen.add(inner)
                pending.append((inner, (*path, step)))


# --- for whom -------------------------------------------------------------------------------------------------

_RETYPED: Final = frozenset({"type", "document", "streaming", "event-stream", "json-value"})
_LIMITS: Final = frozenset(
    {f"{end}-{what}" for end in ("min", "max") for what in ("length", "items", "value")}
    | {"pattern", "enum", "union", "required", "values-removed"}
)
_READ: Final = frozenset({"member-removed", "error-removed"})


def grade(edit: Edit, side: Side | Literal[""]) -> Grade:
    """Whom an edit concerns where it stands: a limit of a response, say, binds the service and breaks nobody."""
    if edit.kind in _RETYPED:
        return Grade.BREAKS_CALLERS if side == "request" else Grade.BREAKS_READERS
    if edit.kind in _READ and side != "request":
        return Grade.BREAKS_READERS
    if edit.kind == "member-added":
        return Grade.BREAKS_CALLERS if side == "request" and _demanded(edit.after) else Grade.NEW
    if edit.kind in _LIMITS:
        if side == "request" and not _allows(edit.kind, edit.after, edit.before):
            return Grade.BREAKS_CALLERS
        relaxed = side == "request" and not _allows(edit.kind, edit.before, edit.after)
        return Grade.RELAXED if relaxed else Grade.NOTED
    if edit.kind.endswith("-added"):
        return Grade.NEW
    return Grade.BREAKS_CALLERS if edit.kind.endswith("-removed") else Grade.NOTED


def _demanded(member: Member) -> bool:
    """Whether a caller has to give the member: botocore makes up idempotency tokens itself."""
    return member.required and not member.idempotency_token


def _allows(kind: str, wide: Any, narrow: Any) -> bool:
    """Whether one limit allows everything that another one of its kind does; None is no limit."""
    match kind:
        case "pattern":
            return wide is None or (narrow is not None and includes(wide, narrow))
        case "min-value":
            return wide is None or (narrow is not None and wide <= narrow)
        case "min-length" | "min-items":
            return (wide or 0) <= (narrow or 0)
        case "max-length" | "max-items" | "max-value":
            return wide is None or (narrow is not None and wide >= narrow)
        case "values-removed":
            return wide is not None
        case _:
            return not wide or bool(narrow)
