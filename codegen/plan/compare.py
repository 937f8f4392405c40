"""What is compared of several plans: how long, how much at once, how much is exposed, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime.endpoints.words import between, clock, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final

    from ..runtime.endpoints.timeline import Timeline

_MEASURES: Final[dict[str, Callable[[Timeline], str]]] = {
    "endpoint": lambda t: f"{t.endpoint} -> {t.config}",
    "steps": lambda t: between((max(v.steps[1] for v in t.variants), max(v.steps[0] for v in t.variants))),
    "waiting, at least": lambda t: clock(t.least_waits),
    "left of the limit": lambda t: "no limit" if t.slack is None else clock(t.slack) if t.slack >= 0 else "nothing",
    "instances at most": lambda t: ", ".join(f"{count} x {kind}" for kind, count in t.peak) or "unknown",
    "in a rollback": lambda t: "the same" if t.rollback_peak is None else str(t.rollback_peak),
    "exposed at first": lambda t: percent(t.first_share, "~"),
    "percent-minutes on new": lambda t: " to ".join(dict.fromkeys(f"{float(x):.0f}" for x in t.exposure)),
    "extra instance-hours": lambda t: f"{float(t.extra_hours):.2f}" if t.peak else "unknown",
    "unwatched at the end": lambda t: "yes" if any(note.id == "unwatched" for note in t.notes) else "no",
}


def measures(found: list[Timeline]) -> Iterator[tuple[str, ...]]:
    """Rows of text, the headings first: a name, and the measure for each plan."""
    yield ("", *(f"{t.strategy.lower().replace('_', ' ')} {_size(t)}".strip() for t in found))
    yield from ((name, *map(tell, found)) for name, tell in _MEASURES.items())


def _size(timeline: Timeline) -> str:
    sized = ((v, v.size) for v in timeline.variants if v.size)
    return " or ".join(dict.fromkeys(f"{between(size)} of {v.new}{'' if v.counted else ' %'}" for v, size in sized))
