"""What is compared of several plans: how long, how much at once, how much is exposed, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime.endpoints.words import between, clock, percent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ..runtime.endpoints.timeline import Timeline


def measures(found: list[Timeline]) -> Iterator[tuple[str, ...]]:
    """Rows of text, the headings first: a name, and the measure for each plan."""
    yield ("", *(f"{t.strategy.lower().replace('_', ' ')} {_size(t)}".strip() for t in found))
    yield ("endpoint", *(f"{t.endpoint} -> {t.config}" for t in found))
    yield (
        "steps",
        *(between((max(v.steps[1] for v in t.variants), max(v.steps[0] for v in t.variants))) for t in found),
    )
    yield ("waiting, at least", *(clock(t.least_waits) for t in found))
    yield (
        "left of the limit",
        *("no limit" if t.slack is None else clock(t.slack) if t.slack >= 0 else "nothing" for t in found),
    )
    yield ("instances at most", *(", ".join(f"{n} x {kind}" for kind, n in t.peak) or "unknown" for t in found))
    yield ("in a rollback", *("the same" if t.rollback_peak is None else str(t.rollback_peak) for t in found))
    yield ("exposed at first", *(percent(t.first_share, "~") for t in found))
    yield ("percent-minutes on new", *(_numbers(t.exposure) for t in found))
    yield ("extra instance-hours", *(f"{float(t.extra_hours):.2f}" if t.peak else "unknown" for t in found))
    yield ("unwatched at the end", *("yes" if any(n.id == "unwatched" for n in t.notes) else "no" for t in found))


def _size(timeline: Timeline) -> str:
    sized = [v for v in timeline.variants if v.size]
    made = (f"{between(v.size)} of {v.new}{'' if v.counted else ' %'}" for v in sized if v.size)
    return " or ".join(dict.fromkeys(made))


def _numbers(pair: tuple[Fraction, Fraction]) -> str:
    low, high = (f"{float(x):.0f}" for x in pair)
    return low if low == high else f"{low} to {high}"
