"""What a wait for an endpoint shows: variants with their stages and instances; of a deployment also where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TextIO, TypeVar

from attrs import field, frozen

from ..calls.progress import Display, Row, View, answered, view
from ..calls.waiters import Progress
from .records import Phase
from .timeline import Timeline
from .words import clock, percent, phase_name

Answer_co = TypeVar("Answer_co", covariant=True)

_POLICIES: Final = ("BlueGreenUpdatePolicy", "RollingUpdatePolicy")
_VARIANTS: Final = ("ProductionVariants", "ShadowProductionVariants")
_STAGES: Final = {"Baking": "bake", "ActivatingTraffic": "shift", "Deleting": "terminate", "Creating": "launch"}
"""Phase by the stage that DescribeEndpoint tells of a pending variant (API, ProductionVariantStatus$Status)."""
_DAY: Final = 86400.0
"""Seconds. A stage that seems to have begun longer ago is one that a wrong clock tells of."""


@frozen
class DeploymentProgress(Progress[Answer_co]):
    """One poll of a deployment.

    Attributes:
        timeline: What was planned; None where the request does not tell.
        old_reason: The endpoint's ``FailureReason`` before the call.
    """

    timeline: Timeline | None = field(default=None, eq=False)
    old_reason: str = ""


def show_progress(file: TextIO | None = None) -> Display:
    """An `on_progress` that displays a wait or a deployment: a row for each variant, and the timeline of a deployment.

    Args:
        file: Where to write; None for standard error. A live display needs a terminal and rich (extra ``progress``).

    Returns:
        The display. As a context manager it cleans the terminal up whatever happens.
    """
    return Display(file, _Watch().view)


def own_timeout(policies: Mapping[str, Any]) -> float | None:
    """Seconds that a deployment configuration allows the deployment; None where it says nothing."""
    found = (policies.get(name, {}).get("MaximumExecutionTimeoutInSeconds") for name in _POLICIES)
    return next((float(seconds) for seconds in found if seconds), None)


def running(timeline: Timeline, answer: Mapping[str, Any]) -> Phase | None:
    """The phase that a deployment is in, as DescribeEndpoint tells it; None where it does not."""
    pending = [v for key in _VARIANTS for v in answer.get("PendingDeploymentSummary", {}).get(key, ())]
    stages = {status.get("Status") for v in pending for status in v.get("VariantStatus", ())}
    kind = next((kind for stage, kind in _STAGES.items() if stage in stages), None)
    serving = sum(v.get("CurrentInstanceCount", 0) for v in pending)
    found: list[tuple[int, int]] = []
    before = 0
    for index, phase in enumerate(timeline.phases):
        after = sum(f.new_serving[0] for f in phase.fleets)
        if phase.kind == kind:
            found.append((abs(serving - (before if kind in ("launch", "shift") else after)), index))
        before = after
    return timeline.phases[min(found)[1]] if found else None


class _Watch:
    """Makes a view of each poll, and remembers what is no news and when each phase was first seen."""

    def __init__(self) -> None:
        self._old_reason: str | None = None
        self._seen: dict[int, float] = {}

    def view(self, progress: Progress[Any]) -> View:
        data = dict(answered(progress))
        if isinstance(progress, DeploymentProgress):
            self._old_reason = progress.old_reason
        elif self._old_reason is None and progress.response is not None:
            self._old_reason = str(data.get("FailureReason", ""))
        # The reason of a failure outlives the deployment that it is about: it is news only of one that failed.
        if data.get("FailureReason") == self._old_reason and progress.state != "failure":
            data.pop("FailureReason", None)
        timeline = progress.timeline if isinstance(progress, DeploymentProgress) else None
        remarks: list[Row] = []
        chart: tuple[str, ...] = ()
        if timeline is not None and timeline.phases and progress.error is None:
            now = running(timeline, data)
            chart = timeline.lines(now)
            if now is not None:
                self._seen.setdefault(timeline.phases.index(now), progress.elapsed)
                remarks.append(_now(timeline, now, progress.elapsed))
            if progress.state != "waiting":
                remarks += self._outcome(timeline, progress.elapsed)
        limit = own_timeout(data.get("LastDeploymentConfig", {}))
        return view(progress, tuple(_rows(data)), limit, data, tuple(remarks), chart)

    def _outcome(self, timeline: Timeline, elapsed: float) -> Iterator[Row]:
        """Planned against actual."""
        planned = f"planned: at least {clock(timeline.waits)} of waiting"
        yield Row({}, f"{planned}; it took {clock(elapsed)}")
        for index, first in sorted(self._seen.items()):
            phase = timeline.phases[index]
            name = phase_name(timeline, phase)
            yield Row({}, f"{name}: planned from {clock(phase.after_waits)} on, seen at {clock(first)}")


def _now(timeline: Timeline, now: Phase, elapsed: float) -> Row:
    """Where a deployment stands, and what is left of its time."""
    at = timeline.phases.index(now)
    waits = timeline.waits - now.after_waits - (now.seconds or 0)
    following = phase_name(timeline, timeline.phases[at + 1]) if at + 1 < len(timeline.phases) else "the end"
    words = f"{phase_name(timeline, now)} ({at + 1} of {len(timeline.phases)}), {percent(now.share)} on the new fleet"
    left = "" if timeline.timeout is None else f", {clock(max(0, timeline.timeout - elapsed))} left of the limit"
    return Row({}, f"now {words}; then {following}, {clock(waits)} of waiting to come", left)


def _rows(data: Mapping[str, Any]) -> Iterator[Row]:
    """The variants of an endpoint: those of a pending deployment first, then those that serve."""
    pending: Mapping[str, Any] = data.get("PendingDeploymentSummary", {})
    for source, mark in ((pending, " (new)"), (data, " (old)" if pending else "")):
        for key in _VARIANTS:
            for variant in source.get(key, ()):
                yield _row(variant, mark)


def _row(variant: Mapping[str, Any], mark: str) -> Row:
    """A variant. `CurrentInstanceCount` counts the instances that take traffic, not those that run."""
    name = f"{variant.get('VariantName', '?')}{mark}"
    statuses = variant.get("VariantStatus", ())
    stage = ", ".join(s.get("Status", "?") for s in statuses) or ("" if mark else "steady")
    message = " ".join(s["StatusMessage"] for s in statuses if "StatusMessage" in s)
    since = _since([s.get("StartTime") for s in statuses])
    serving, weight = _pair(variant, "InstanceCount", " of "), _pair(variant, "Weight", " → ")
    parts = (stage, f"{serving} serve" if serving != "-" else "", f"weight {weight}")
    line = f"{name}: {', '.join(part for part in parts if part)}{f' ({message})' if message else ''}"
    cells = {"variant": name, "stage": f"{stage}{since and f' for {since}'}", "serving": serving, "weight": weight}
    return Row(cells | {"message": message}, line, since and f", for {since}")


def _since(starts: Sequence[object]) -> str:
    """How long ago the latest of the stages began, by this machine's clock; "" if that cannot be."""
    known = [start.timestamp() for start in starts if isinstance(start, datetime)]
    lasted = datetime.now(UTC).timestamp() - max(known, default=0.0)
    return clock(lasted) if 0.0 <= lasted < _DAY else ""


def _pair(variant: Mapping[str, Any], what: str, between: str) -> str:
    current, desired = (variant.get(f"{kind}{what}") for kind in ("Current", "Desired"))
    if current is None and desired is None:
        return "-"
    return f"{_number(current)}{between}{_number(desired)}"


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else "?"
