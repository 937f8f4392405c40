"""A timeline in words: times, shares, and a table for terminals, logs and pull requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .records import Phase, Range, Record, Share, Variant

HEADINGS: Final = ("waited", "phase", "old", "new", "on new", "if it fails")
_COUNTS: Final = ("old_serving", "old_running", "new_serving", "new_running")
GRADES: Final = "D: documented, P: drawn in a sample by AWS, L: seen in a public log, I: inferred, U: unknown."


def clock(seconds: float) -> str:
    """Seconds as m:ss, or h:mm:ss from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def percent(share: Share, sign: str = "about ") -> str:
    """A share in words: 0 % and 100 % are exact, nothing in between is."""
    low, high = (round(x * 100) for x in share)
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
    if phase.kind == "shift":
        return f"shift {phase.step} of {phase.of}"
    if phase.kind == "bake":
        return f"bake {clock(phase.seconds or 0)}{' final' if is_final(phase) else ''}"
    at, running = timeline.phases.index(phase), "new_running" if phase.kind == "launch" else "old_running"
    before = _total(timeline.phases[at - 1], running)[0] if at else 0
    count = f"{abs(_total(phase, running)[0] - before)}{unit}"
    return f"launch {count}" if phase.kind == "launch" else f"terminate {count} old"


def is_final(phase: Phase) -> bool:
    """Whether a bake is the one after all traffic has shifted, before the old fleet ends."""
    return phase.setting.endswith("TerminationWaitInSeconds")


def summary(timeline: Record) -> str:
    """The waits that are certain, and what the time limit leaves."""
    if timeline.strategy == "CREATE":
        return "A new endpoint: InService when its fleet has launched."
    if timeline.strategy == "RETAINED":
        return "No request tells the deployment configuration that the update keeps."
    least, most = clock(timeline.least_waits), clock(timeline.waits)
    waits = f"At least {most} of waiting" if least == most else f"{least} to {most} of waiting, as AWS counts steps"
    slack, left = timeline.slack, "no time limit is set"
    if timeline.timeout is not None and slack is not None:
        rest = "left to launch, shift and terminate" if slack >= 0 else "too little even for the waits"
        left = f"limit {clock(timeline.timeout)}: {clock(abs(slack))} {rest}"
    return f"{waits if timeline.waits else 'No waiting'}, {left}."


def rows(timeline: Record) -> Iterator[tuple[Phase, tuple[str, ...]]]:
    """Each phase with its cells under `HEADINGS`; serving of running instances, all variants together."""
    for p in timeline.phases:
        old, old_all, new, new_all = (between(_total(p, kind)) for kind in _COUNTS)
        waited = clock(p.after_waits) if p.kind in ("bake", "terminate") else ""
        name, share = phase_name(timeline, p), percent(p.share, "~")
        yield p, (waited, name, f"{old}/{old_all}", f"{new}/{new_all}", share, p.if_it_fails)


def _total(phase: Phase, what: str) -> Range:
    pairs = [getattr(f, what) for f in phase.fleets]
    return sum(low for low, _ in pairs), sum(high for _, high in pairs)


def fleets(timeline: Record) -> str:
    """All variants, and the most instances at once: "main 4 -> 4 x ml.g5.2xlarge; peak 8 x ml.g5.2xlarge"."""
    peak = ", ".join(f"{count} x {kind}" for kind, count in timeline.peak) or "unknown"
    return f"{'; '.join(map(fleet, timeline.variants))}; peak {peak}"


def table(timeline: Record, now: Phase | None, bar: int) -> tuple[str, ...]:
    """A table of the phases between what is deployed and how long it waits; see `Timeline.lines`."""
    lines = [title(timeline), fleets(timeline)]
    found = [(None, HEADINGS), *rows(timeline)] if timeline.phases else []
    widths = [max(map(len, column)) for column in zip(*(row for _, row in found), strict=True)]
    for phase, row in found:
        cells = [c.ljust(w) if i in (1, 5) else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))]
        cells[2:2] = [_bar(phase, bar)] if bar else []
        lines.append(f"{'> ' if phase and phase is now else '  '}{'  '.join(cells)}".rstrip())
    return (*lines, summary(timeline))


def _bar(phase: Phase | None, width: int) -> str:
    return ("█" * round(phase.share[0] * width)).ljust(width, "░") if phase else "traffic".ljust(width)
