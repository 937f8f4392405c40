"""What a timeline rests on although AWS does not document it, and what nobody knows, each with grade and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, TypeAlias

from .records import SIZES, Note, Policy, Record
from .words import clock, percent

Raw: TypeAlias = Mapping[str, Any]

_LAUNCH_LIMITS: Final = (
    "VariantInstanceProvisionTimeoutInSeconds",
    "ModelDataDownloadTimeoutInSeconds",
    "ContainerStartupHealthCheckTimeoutInSeconds",
)
_GUIDE: Final = "SageMaker developer guide, deployment guardrails"
_RUN: Final = "a public run of AWS's canary example, April 2023"
_SOURCES: Final = {
    "alarm-elsewhere": ("U", f"{_GUIDE}: configuration and linear pages"),
    "alarm-speed": ("I", "CloudWatch: an alarm evaluates whole periods"),
    "count-unknown": ("I", "SageMaker API, CapacitySize"),
    "creation": ("D", "SageMaker API, CreateEndpointInput$DeploymentConfig"),
    "fallback": ("D", f"{_GUIDE}: exclusions"),
    "fleets-differ": ("U", f"{_GUIDE}: canary and linear pages"),
    "launch-limit": ("I", "SageMaker API, ProductionVariant"),
    "live-count": ("D", "SageMaker API, UpdateEndpointInput$RetainAllVariantProperties"),
    "no-timeout": ("U", "SageMaker API, BlueGreenUpdatePolicy$MaximumExecutionTimeoutInSeconds"),
    "old-fleet": ("I", "no request tells it"),
    "quota": ("I", "SageMaker API, UpdateEndpoint: ResourceLimitExceeded"),
    "retained": ("D", "SageMaker API, UpdateEndpointInput$RetainDeploymentConfig"),
    "rollback-capacity": ("I", "SageMaker API, RollingUpdatePolicy$RollbackMaximumBatchSize"),
    "rounding": ("U", "SageMaker API, CapacitySize"),
    "service-time": ("L", _RUN),
    "several-variants": ("U", f"{_GUIDE}: exclusions"),
    "shadow": ("U", "SageMaker API, PendingDeploymentSummary$ShadowProductionVariants"),
    "share": ("L", _RUN),
    "timeout-effect": ("U", "SageMaker API, BlueGreenUpdatePolicy$MaximumExecutionTimeoutInSeconds"),
    "unwatched": ("I", "SageMaker API, BlueGreenUpdatePolicy$TerminationWaitInSeconds"),
    "whole-fleet": ("U", "SageMaker API, CapacitySize"),
}


def notes(timeline: Record, policy: Policy, request: Raw, config: Raw | None, old: Raw | None) -> Iterator[Note]:
    """The notes of a timeline, from it and from what it was made of."""
    if timeline.strategy == "CREATE":
        yield _note("creation", "a new endpoint has no steps: a deployment configuration is kept for later updates")
        return
    yield _note("service-time", "nobody tells how long to launch, shift and end takes; once 3 ml.m5.xlarge took 2:24")
    yield from _request_notes(timeline, request, config, old)
    yield from _size_notes(timeline, policy)
    yield from _share_notes(timeline)
    yield from _watch_notes(timeline)
    yield from _limit_notes(timeline, policy, config)


def _note(name: str, text: str, path: str = "") -> Note:
    return Note(name, text, *_SOURCES[name], path)


def _request_notes(timeline: Record, request: Raw, config: Raw | None, old: Raw | None) -> Iterator[Note]:
    if timeline.fallback:
        yield _note("fallback", timeline.fallback, "DeploymentConfig")
    if request.get("RetainDeploymentConfig") and not request.get("DeploymentConfig"):
        known = "which no request tells" if timeline.strategy == "RETAINED" else "drawn from the request before"
        yield _note("retained", f"the last deployment configuration is kept, {known}", "RetainDeploymentConfig")
    if request.get("RetainAllVariantProperties"):
        yield _note("live-count", "live counts are kept: drawn are the configuration's", "RetainAllVariantProperties")
    if config is None:
        yield _note("count-unknown", "no request tells the instance count: instances are percent of the fleet")
    elif old is None:
        yield _note("old-fleet", "no request tells the old fleet: drawn as large as the new one")


def _size_notes(timeline: Record, policy: Policy) -> Iterator[Note]:
    value = (policy.size or {}).get("Value", 0)
    path = f"{policy.steps_path}.{SIZES.get(policy.strategy, '')}"
    for v in (v for v in timeline.variants if v.size and v.counted):
        low, high = v.size or (0, 0)
        if low != high:
            shares = " or ".join(percent((Fraction(x, v.new), Fraction(x, v.new)), "") for x in (low, high))
            many = f", in {v.steps[0]} or {v.steps[1]} steps" if v.steps[0] > v.steps[1] else ""
            text = f"{value} % of {v.new} is {value * v.new / 100:g}: {low} or {high} instances, AWS does not say which"
            yield _note("rounding", f"{text} ({shares} of the traffic of {v.name}{many})", path)
        if low >= v.new > 0:
            yield _note("whole-fleet", f"the first step is all of {v.name}: it takes all of its traffic", path)


def _share_notes(timeline: Record) -> Iterator[Note]:
    in_steps = [v for v in timeline.variants if v.size]
    for v in (v for v in in_steps if v.counted and v.old != v.new and v.old and v.new):
        yield _note("fleets-differ", f"{v.old} old, {v.new} new {v.name}: the share depends on how AWS counts")
    if any(0 < p.share[0] < 1 for p in timeline.phases):
        yield _note("share", "the part of the new instances that serves; AWS does not define it; 1 of 3 once got 35 %")
    if sum(v.weight > 0 for v in in_steps) > 1:
        yield _note("several-variants", "AWS does not say whether the variants shift together")
    if any(not v.weight and v.new for v in in_steps):
        yield _note("shadow", "AWS does not say whether shadow variants shift in steps")


def _watch_notes(timeline: Record) -> Iterator[Note]:
    bakes = [p for p in timeline.phases if p.kind == "bake"]
    if timeline.alarms:
        text = "alarms act during bakes; AWS's pages disagree on whether they act in between"
        yield _note("alarm-elsewhere", text, "DeploymentConfig.AutoRollbackConfiguration")
    if timeline.alarms and bakes:
        shortest = min(bakes, key=lambda p: p.seconds or 0)
        text = f"an alarm that needs longer than {clock(shortest.seconds or 0)} cannot stop the shortest bake"
        yield _note("alarm-speed", text, shortest.setting)
    if timeline.phases and not (bakes and bakes[-1].share[0] == 1):
        yield _note("unwatched", "no bake follows the last shift: nobody watches the new fleet with all the traffic")


def _limit_notes(timeline: Record, policy: Policy, config: Raw | None) -> Iterator[Note]:
    path = f"{policy.path}.MaximumExecutionTimeoutInSeconds" if policy.path else ""
    if timeline.timeout is not None:
        text = f"after {clock(timeline.timeout)} it times out; AWS does not say what the endpoint then serves"
        yield _note("timeout-effect", text, path)
    elif timeline.strategy != "RETAINED":
        yield _note("no-timeout", "no time limit is set, and AWS documents no default", path)
    limits = ([v.get(name) for name in _LAUNCH_LIMITS] for v in (config or {}).get("ProductionVariants", ()))
    longest = max((sum(x for x in listed if isinstance(x, int)) for listed in limits), default=0)
    launches = sum(p.kind == "launch" for p in timeline.phases)
    if timeline.slack is not None and longest * launches > timeline.slack:
        text = f"a launch may take up to {clock(longest)}, there {'are' if launches > 1 else 'is'} {launches}, and"
        yield _note("launch-limit", f"{text} {clock(max(0, timeline.slack))} left: it may time out first", path)
    for kind, count in timeline.peak:
        yield _note("quota", f"up to {count} {kind} run at once; that the quota counts both fleets is inferred")
    if timeline.rollback_peak is not None and timeline.rollback_peak > timeline.most:
        yield _note("rollback-capacity", f"a late rollback would need up to {timeline.rollback_peak} instances")
