"""A change in words, for every report that people read: what changed, and where. A model's text comes out printable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from ..preflight.findings import printable
from .compare import Edit
from .facts import Change, Comparison, Grade, Place, shown

_VALUES: Final = 12
"""Values of an enum that a sentence names."""
TITLES: Final = {
    Grade.BREAKS_CALLERS: "Breaking for callers",
    Grade.BREAKS_READERS: "Breaking for readers",
    Grade.NEW: "New",
    Grade.RELAXED: "Relaxed",
    Grade.NOTED: "Noted",
}
MEANINGS: Final = {
    Grade.BREAKS_CALLERS: "requests that were right may be refused",
    Grade.BREAKS_READERS: "code that reads the answers may miss something",
    Grade.NEW: "operations, members, values that there were not",
    Grade.RELAXED: "limits of requests that were loosened",
    Grade.NOTED: "breaks nothing: deprecations, limits of answers, how things are sent",
}


@frozen
class Where:
    """One request, response or error in which a change matters, and the paths there."""

    end: str
    paths: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.end}: {', '.join(self.paths)}"

    def short(self, most: int) -> str:
        """The same with at most so many paths."""
        more = f" and {len(self.paths) - most} more" if len(self.paths) > most else ""
        return f"{self.end}: {', '.join(self.paths[:most])}{more}"


@frozen
class Line:
    """One change in words."""

    mark: str
    subject: str
    what: str
    where: tuple[Where, ...]

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}"


def line(change: Change) -> Line:
    """A change in words."""
    edit = change.edit
    return Line(_mark(edit), _subject(edit), printable(_what(edit)), tuple(_where(change.places)))


def sentence(edit: Edit) -> str:
    """A difference in one line, without where it matters."""
    return f"{_subject(edit)}: {printable(_what(edit))}"


def _subject(edit: Edit) -> str:
    subject = f"{edit.name}.{edit.member}" if edit.member is not None else edit.name
    kind = edit.kind.partition("-")[0]
    whole = kind in ("waiter", "paginator", "service", "operation")
    return printable(f"{kind} {subject}" if whole else subject)


def summary(comparison: Comparison) -> str:
    """How many changes there are of each grade, in a line."""
    counted = [(comparison.count(grade), grade) for grade in Grade]
    return ", ".join(f"{count} {grade}" for count, grade in counted if count) or "no change of the API"


def title(comparison: Comparison) -> str:
    """What was compared with what."""
    return printable(f"{comparison.service}: {comparison.old} -> {comparison.new}")


def _mark(edit: Edit) -> str:
    return "+" if edit.kind.endswith("-added") else "-" if edit.kind.endswith("-removed") else "~"


def _where(places: Iterable[Place]) -> Iterator[Where]:
    found: dict[tuple[str, str], list[str]] = {}
    for place in places:
        if place.side:
            path = printable(shown(place.path)) or "the whole"
            found.setdefault((place.operation, place.side), []).append(path)
    for (operation, side), paths in found.items():
        yield Where(f"{operation} {side}", tuple(paths))


def _what(edit: Edit) -> str:
    before, after = edit.before, edit.after
    told = _SENTENCES.get(edit.kind)
    if told is not None:
        return told(before, after)
    if edit.kind in _FLAGS:
        return f"{'now' if after else 'no longer'} {edit.kind.replace('-', ' ')}"
    if edit.kind.endswith(("-added", "-removed")):
        return "new" if edit.kind.endswith("-added") else "removed"
    return f"{edit.kind.replace('-', ' ')} {_said(before)} -> {_said(after)}"


def _service(before: Any, after: Any) -> str:
    return f"new, {_count(after, 'operation')}" if before is None else f"removed, {_count(before, 'operation')}"


def _aid(before: Any, after: Any) -> str:
    parts = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    return f"changed in {', '.join(parts)}"


_SENTENCES: Final[Mapping[str, Callable[[Any, Any], str]]] = {
    "member-added": lambda _, after: f"new member, {'required' if after.required else 'optional'}",
    "values-added": lambda _, after: f"new {_noun(after)} {_listed(after)}",
    "values-removed": lambda before, _: f"no longer takes the {_noun(before)} {_listed(before)}",
    "enum": lambda _, after: f"now one of {_listed(after)}" if after else "any text, no longer one of a list",
    "error-added": lambda _, after: f"may now fail with {after}",
    "error-removed": lambda before, _: f"no longer fails with {before}",
    "service-added": _service,
    "service-removed": _service,
    "width": lambda before, after: f"type {before} -> {after}",
    "waiter": _aid,
    "paginator": _aid,
}
_FLAGS: Final = frozenset(
    {"required", "deprecated", "document", "event-stream", "streaming", "sensitive", "sparse", "exception"}
    | {"idempotency-token", "json-value", "event-payload"}
)


def _said(value: Any) -> str:
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _listed(values: tuple[str, ...]) -> str:
    more = f" and {len(values) - _VALUES} more" if len(values) > _VALUES else ""
    return ", ".join(values[:_VALUES]) + more


def _noun(values: tuple[str, ...]) -> str:
    return "value" if len(values) == 1 else "values"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
