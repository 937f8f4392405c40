"""A timeline in words: times, shares, and a table for terminals, logs and pull requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .records import Phase, Range, Record, Share, Variant

HEADINGS: Final = ("waited", "phase", "old", "new", "on new", "if it fails")


def clock(seconds: float) -> str:
    """Seconds as m:ss, or h:mm:ss from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def percent(share: Share, sign: str = "about ") -> str:
    """A share in words: 0 % and 100 % are exact, nothing in between is."""
    low, high = (round(float(x) * 100) for x in share)
    exact = share[0] == share[1] and share[0] in (0, 1)
    return f"{'' if exact else sign}{low if low == high else f'{low} to {high}'} %"


def between(pair: Range) -> str:
    """A number that the documents may leave open."""
    return f"{pair[0]}" if pair[0] == pair[1] else f"{pair[0]}-{pair[1]}"


def title(timeline: Record) -> str:
    """What is deployed, and how."""
    kinds = {"CREATE": "creation", "ALL_AT_ONCE": "all at once", "RETAINED": "the retained strategy"}
    before = f"{timeline.old_config} -> " if timeline.old_config else ""
    return f"{timeline.endpoint}: {kinds.get(timeline.strategy, timeline.strategy.lower())}, {before}{timeline.config}"


def fleet(variant: Variant) -> str:
    """A variant's fleets: "main 4 -> 4 x ml.g5.2xlarge"."""
    if variant.instance_type == "serverless":
        return f"{variant.name} serverless"
    if not variant.counted:
        return f"{variant.name}, count unknown"
    kind = variant.instance_type
    kind = kind if variant.old_type == kind else f"{kind} (was {variant.old_type})"
    return f"{variant.name} {variant.old} -> {variant.new} x {kind}"


def phase_name(timeline: Record, phase: Phase) -> str:
    """A phase as people name it: "launch 4", "shift 1 of 2", "bake 10:00"."""
    unit = "" if all(v.counted for v in timeline.variants) else " %"
    before = timeline.phases[timeline.phases.index(phase) - 1].fleets if phase.step > 1 else ()
    if phase.kind == "shift":
        return f"shift {phase.step} of {phase.of}"
    if phase.kind == "bake":
        final = " final" if phase.setting.endswith("TerminationWaitInSeconds") else ""
        return f"bake {clock(phase.seconds or 0)}{final}"
    if phase.kind == "launch":
        count = sum(f.new_running[0] for f in phase.fleets) - sum(f.new_running[0] for f in before)
        return f"launch {count}{unit}"
    at = timeline.phases.index(phase)
    ended = sum(f.old_running[0] for f in timeline.phases[at - 1].fleets) - sum(f.old_running[0] for f in phase.fleets)
    return f"terminate {ended}{unit} old"


def summary(timeline: Record) -> str:
    """The waits that are certain, and what the time limit leaves."""
    if timeline.strategy == "CREATE":
        return "A new endpoint: InService when its fleet has launched."
    if timeline.strategy == "RETAINED":
        return "No request tells the deployment configuration that the update keeps."
    left = "no time limit is set"
    if timeline.timeout is not None and timeline.slack is not None:
        over = f"{clock(-timeline.slack)} too little even for the waits"
        rest = f"{clock(timeline.slack)} left to launch, shift and terminate" if timeline.slack >= 0 else over
        left = f"limit {clock(timeline.timeout)}: {rest}"
    return f"{waiting(timeline)}, {left}."


def waiting(timeline: Record) -> str:
    """All bakes together: certain, unless the size of a step is not."""
    if not timeline.waits:
        return "No waiting"
    if timeline.least_waits == timeline.waits:
        return f"At least {clock(timeline.waits)} of waiting"
    return f"{clock(timeline.least_waits)} to {clock(timeline.waits)} of waiting, as AWS counts the steps"


def rows(timeline: Record) -> Iterator[tuple[Phase, tuple[str, ...]]]:
    """Each phase with its cells under `HEADINGS`; serving of running instances, all variants together."""
    for p in timeline.phases:
        old, new = (
            "/".join(between(_total(p, f"{side}_{what}")) for what in ("serving", "running")) for side in ("old", "new")
        )
        waited = clock(p.after_waits) if p.kind in ("bake", "terminate") else ""
        yield p, (waited, phase_name(timeline, p), old, new, percent(p.share, "~"), p.if_it_fails)


def _total(phase: Phase, what: str) -> Range:
    pairs = [getattr(f, what) for f in phase.fleets]
    return sum(low for low, _ in pairs), sum(high for _, high in pairs)


def fleets(timeline: Record) -> str:
    """All variants, and the most instances at once: "main 4 -> 4 x ml.g5.2xlarge; peak 8 x ml.g5.2xlarge"."""
    peak = ", ".join(f"{count} x {kind}" for kind, count in timeline.peak) or "unknown"
    return f"{'; '.join(map(fleet, timeline.variants))}; peak {peak}"


def table(timeline: Record, now: Phase | None = None) -> tuple[str, ...]:
    """A table of the phases; the one that runs `now` is marked."""
    found = list(rows(timeline))
    cells = [HEADINGS, *(row for _, row in found)]
    widths = [max(len(row[i]) for row in cells) for i in range(5)]
    lines = [title(timeline), fleets(timeline)]
    for phase, row in zip((None, *(p for p, _ in found)), cells, strict=True):
        mark = "> " if now is not None and phase is now else "  "
        waited, name, *numbers = (
            f"{c:<{w}}" if i == 1 else f"{c:>{w}}" for i, (c, w) in enumerate(zip(row, widths, strict=False))
        )
        lines.append(f"{mark}{'  '.join((waited, name, *numbers, row[5]))}".rstrip())
    return (*(lines if found else lines[:2]), summary(timeline))
