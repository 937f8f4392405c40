"""Records of what a deployment of an endpoint does over time. Standard library only; `phases` fills them.

A duration is a number only where a request sets it. What rests on less than AWS's documents is a `Note` with a grade:
D documented, P drawn in a sample by AWS, L seen in a public log, I inferred, U unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, Literal, NamedTuple, TypeAlias

Range: TypeAlias = "tuple[int, int]"
"""Lowest and highest number that the documents allow; equal where they are exact."""
Share: TypeAlias = "tuple[Fraction, Fraction]"
Strategy: TypeAlias = Literal["CREATE", "ALL_AT_ONCE", "CANARY", "LINEAR", "ROLLING", "RETAINED"]
Kind: TypeAlias = Literal["launch", "shift", "bake", "terminate"]

SIZES: Final = {"ALL_AT_ONCE": "", "CANARY": "CanarySize", "LINEAR": "LinearStepSize", "ROLLING": "MaximumBatchSize"}
"""Strategies that a request can ask for, and the member that says how much moves at once."""


class Unplannable(ValueError):  # noqa: N818 - nothing is wrong with the program
    """A request that has no timeline: it is not valid, or a value is not known, such as a parameter of a template."""


class Policy(NamedTuple):
    """A deployment configuration: what moves, how long it is watched (seconds), and the wire paths of both."""

    strategy: Strategy
    path: str = ""
    steps_path: str = ""
    size: Mapping[str, Any] | None = None
    wait: int = 0
    final: int = 0
    timeout: int | None = None
    back: Mapping[str, Any] | None = None
    alarms: tuple[str, ...] = ()


class Note(NamedTuple):
    """Something that the timeline rests on, or that nobody knows; `path` is the wire path that it is about."""

    id: str
    text: str
    grade: str
    source: str
    path: str


class Variant(NamedTuple):
    """One variant of both fleets.

    Attributes:
        instance_type, old_type: Types of the new and old fleet; "serverless" where there are no instances.
        counted: Whether a request tells the count. If not, everything is in percent of the fleet.
        old, new: Instances.
        size: What one step or batch moves; None where all moves at once.
        steps: Most and fewest steps until all of it has moved.
        back: Most old instances that come back at once in a rollback.
    """

    name: str
    instance_type: str
    old_type: str
    weight: float
    counted: bool
    old: int
    new: int
    size: Range | None
    steps: Range
    back: int


class Fleet(NamedTuple):
    """The instances of a variant after a phase: those that take traffic and those that run."""

    variant: str
    old_serving: Range
    old_running: Range
    new_serving: Range
    new_running: Range


class Phase(NamedTuple):
    """A part of a deployment; the state is the one after it.

    Attributes:
        step, of: Which shift or batch it belongs to, and how many there are; 0 for none.
        seconds: How long a bake lasts; None for what takes as long as the service needs.
        setting: Wire path of what sets `seconds`.
        after_waits: Seconds of bakes before it: it begins this late at least.
        share: Part of the endpoint's traffic on the new fleet, lowest and highest.
        load: How much of an old instance's traffic a new one carries, of all variants the least and the most; None
            unless both fleets serve.
        watched: Alarms that can end the deployment now.
        on_alarm: "at once" or "in batches": how traffic goes back then; None where nothing is known to watch.
        if_it_fails: The same in words, for failures too.
    """

    kind: Kind
    step: int
    of: int
    seconds: int | None
    setting: str
    after_waits: int
    fleets: tuple[Fleet, ...]
    share: Share
    load: Share | None
    watched: tuple[str, ...]
    on_alarm: str | None
    if_it_fails: str


class Record(NamedTuple):
    """What a deployment does over time.

    Attributes:
        strategy: CREATE for a new endpoint; RETAINED where no request tells it.
        fallback: Why another strategy is used than the request asks for, or "".
        waits, least_waits: Seconds of all bakes, of the most steps and of the fewest where a size is a range.
        timeout: Seconds that the deployment allows itself.
        slack: What `timeout` leaves for launching, shifting and terminating.
        peak: Most instances that run at once, by type; empty where no request tells a count.
        rollback_peak: Most instances during a rolling deployment's rollback, of all types.
    """

    endpoint: str
    config: str
    old_config: str
    strategy: Strategy
    fallback: str
    variants: tuple[Variant, ...]
    phases: tuple[Phase, ...]
    waits: int
    least_waits: int
    timeout: int | None
    slack: int | None
    peak: tuple[tuple[str, int], ...]
    rollback_peak: int | None
    alarms: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def most(self) -> int:
        """Most instances of all types that run at once."""
        return sum(count for _, count in self.peak)

    @property
    def exposure(self) -> Share:
        """Percent-minutes of traffic on the new fleet until the last bake ends."""
        low, high = (sum(p.share[end] * (p.seconds or 0) for p in self.phases) for end in (0, 1))
        return Fraction(low) * 100 / 60, Fraction(high) * 100 / 60

    @property
    def first_share(self) -> Share:
        """Part of the traffic that the new fleet has after the first shift."""
        return next((p.share for p in self.phases if p.kind == "shift"), (Fraction(1), Fraction(1)))

    @property
    def extra_hours(self) -> Fraction:
        """Instance-hours beyond those of the new fleet during the bakes: so many at least are paid for twice."""
        size = sum(v.new for v in self.variants)
        running = ((sum(f.old_running[0] + f.new_running[0] for f in p.fleets), p.seconds or 0) for p in self.phases)
        return Fraction(sum((count - size) * seconds for count, seconds in running) if self.peak else 0, 3600)

    def way_back(self, phase: Phase) -> Iterator[tuple[Fleet, ...]]:
        """The fleets during a rollback out of a launch or a bake: launch old instances, shift to them, end new ones."""
        ways = [list(_back(v, f, phase.kind)) for v, f in zip(self.variants, phase.fleets, strict=True)]
        for at in range(max(map(len, ways))):
            yield tuple(way[min(at, len(way) - 1)] for way in ways)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values for JSON: shares in percent with one decimal, ranges as [low, high]."""
        exposure = [round(float(x), 1) for x in self.exposure]
        plain: dict[str, Any] = _plain(self)
        plain["peak"] = dict(self.peak)
        return plain | {"exposure": exposure, "extra_instance_hours": round(float(self.extra_hours), 2)}


def _back(variant: Variant, fleet: Fleet, kind: Kind) -> Iterator[Fleet]:
    serving, running = fleet.old_serving[1], fleet.old_running[1]
    moved, new = fleet.new_serving, fleet.new_running[0]
    new = moved[0] if kind == "launch" else new  # what never took traffic ends first
    while True:
        goal = min(variant.old, serving + variant.back)
        running = max(running, goal)
        left = variant.new - variant.new * goal // variant.old if variant.old else 0
        for old, shifted, last in ((serving, moved, new), (goal, (left, left), new), (goal, (left, left), left)):
            yield Fleet(variant.name, (old, old), (running, running), shifted, (last, last))
        serving, moved, new = goal, (left, left), left
        if serving == variant.old:
            return


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return round(float(value) * 100, 1)
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        return [_plain(x) for x in value] if fields is None else {name: _plain(getattr(value, name)) for name in fields}
    return value
