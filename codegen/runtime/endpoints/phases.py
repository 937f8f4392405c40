"""Reads requests and says what a deployment does, phase by phase. Pure functions; nothing is called or guessed.

Order of phases and shares: SageMaker developer guide, deployment guardrails (all at once, canary, linear, rolling).
Bounds and defaults: SageMaker API, DeploymentConfig. That the last bake is TerminationWaitInSeconds: the stages that
DescribeEndpoint printed in a public run of AWS's canary example (April 2023).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from .notes import notes
from .records import SIZES, Fleet, Kind, Phase, Policy, Range, Share, Unplannable, Variant
from .timeline import Timeline

Raw: TypeAlias = Mapping[str, Any]
Request: TypeAlias = "tuple[str, Raw]"

_ENDPOINTS: Final = ("CreateEndpoint", "UpdateEndpoint")
_BOUNDS: Final = {"CANARY": (1, 50), "LINEAR": (10, 50), "ROLLING": (5, 50)}
"""Percent of the fleet that a size in instances may be (SageMaker API, the members of both policies)."""

_MOST_STEPS: Final = 100
"""More than any size takes that AWS allows, rounded however."""
_HEAVY: Final = 1e30


def timelines(requests: Iterable[Request]) -> tuple[Timeline, ...]:
    """The timeline of each CreateEndpoint and UpdateEndpoint among requests that are deployed together, in their order.

    Args:
        requests: Pairs of an operation and its valid request under wire names, as `validate_release` takes them.

    Raises:
        Unplannable: A request is not valid, or a number that a timeline needs is none.
    """
    listed = list(requests)
    try:
        known = _Known(listed)
        return tuple(_timeline(known, index) for index, (operation, _) in enumerate(listed) if operation in _ENDPOINTS)
    except (AttributeError, KeyError, TypeError) as error:
        raise Unplannable(f"a request is not valid, or a part of it is not known: {error}") from error


def keeps_counts(request: Raw) -> bool:
    """Whether an UpdateEndpoint request gives the new fleet the live instance counts."""
    excluded = [x.get("VariantPropertyType") for x in request.get("ExcludeRetainedVariantProperties", ())]
    return bool(request.get("RetainAllVariantProperties")) and "DesiredInstanceCount" not in excluded


# --- requests ---------------------------------------------------------------------------------------------------------


class _Known:
    """The requests of a release by the name of what they make."""

    def __init__(self, listed: Sequence[Request]) -> None:
        self.listed = listed
        self.made: dict[tuple[str, object], list[int]] = {}
        for index, (operation, data) in enumerate(listed):
            kind = "EndpointName" if operation in _ENDPOINTS else "EndpointConfigName"
            if operation in (*_ENDPOINTS, "CreateEndpointConfig"):
                self.made.setdefault((kind, data.get(kind)), []).append(index)

    def before(self, index: int) -> int | None:
        """The request that made an endpoint what it is: the last one before, else its creation wherever it stands."""
        same = self.made["EndpointName", self.listed[index][1].get("EndpointName")]
        created = (i for i in same if self.listed[i][0] == "CreateEndpoint")
        return max((i for i in same if i < index), default=next(created, None))

    def config(self, index: int) -> Raw | None:
        """The configuration that the request at `index` names: the last one before it, else one after it."""
        same = self.made.get(("EndpointConfigName", self.listed[index][1].get("EndpointConfigName")), [])
        chosen = max((i for i in same if i < index), default=next(iter(same), None))
        return None if chosen is None else self.listed[chosen][1]


def _timeline(known: _Known, index: int) -> Timeline:
    operation, request = known.listed[index]
    config = known.config(index)
    before = None if operation == "CreateEndpoint" else known.before(index)
    old_request: Raw = {} if before is None else known.listed[before][1]
    old_config = None if before is None else known.config(before)
    policy = Policy("CREATE") if operation == "CreateEndpoint" else _policy(request, old_request)
    fallback = _fallback(config) if policy.path else ""
    policy = Policy("ALL_AT_ONCE", timeout=policy.timeout) if fallback else policy
    variants = tuple(_variants(config, old_config, policy, keeps=keeps_counts(request)))
    phases = tuple(_phases(policy, variants))
    waits = sum(p.seconds or 0 for p in phases)
    spared = max(v.steps[0] for v in variants) - max(v.steps[1] for v in variants)
    peak = _peak(variants, phases)
    timeline = Timeline(
        endpoint=_shown(request.get("EndpointName", "?")),
        config=_shown(request.get("EndpointConfigName", "?")),
        old_config=_shown(old_request.get("EndpointConfigName", "")),
        strategy=policy.strategy,
        fallback=fallback,
        variants=variants,
        phases=phases,
        waits=waits,
        least_waits=waits - policy.wait * spared,
        timeout=policy.timeout,
        slack=None if policy.timeout is None else policy.timeout - waits,
        peak=peak,
        rollback_peak=_rollback_peak(policy, variants) if peak else None,
        alarms=policy.alarms,
        notes=(),
    )
    return timeline._replace(notes=tuple(sorted(notes(timeline, policy, request, config, old_config))))


def _policy(request: Raw, before: Raw) -> Policy:
    settings: Raw = request.get("DeploymentConfig", {})
    if not settings and request.get("RetainDeploymentConfig"):
        settings = before.get("DeploymentConfig", {})
        if not settings:
            return Policy("RETAINED")
    listed = settings.get("AutoRollbackConfiguration", {}).get("Alarms", ())
    alarms = tuple(_shown(alarm.get("AlarmName", "?")) for alarm in listed)
    member = next((name for name in ("RollingUpdatePolicy", "BlueGreenUpdatePolicy") if name in settings), None)
    if member is None:
        return Policy("ALL_AT_ONCE", alarms=alarms)
    routed = member == "BlueGreenUpdatePolicy"
    policy: Raw = settings[member]
    steps: Raw = policy.get("TrafficRoutingConfiguration", {}) if routed else policy
    kind: Any = steps.get("Type") if routed else "ROLLING"
    path = f"DeploymentConfig.{member}"
    steps_path = f"{path}.TrafficRoutingConfiguration" if routed else path
    if kind not in SIZES:
        raise Unplannable(f"{steps_path}.Type is not known")
    wait, final = _number(steps, "WaitIntervalInSeconds"), _number(policy, "TerminationWaitInSeconds")
    limit, back = _number(policy, "MaximumExecutionTimeoutInSeconds") or None, policy.get("RollbackMaximumBatchSize")
    return Policy(kind, path, steps_path, steps.get(SIZES[kind]), wait, final, limit, back, alarms)


def _shown(name: object) -> str:
    """A name without what a terminal or a page takes for a command."""
    return "".join(c if c.isprintable() else "\ufffd" for c in str(name))


def _number(data: Raw, name: str) -> int:
    """A member's whole number, 0 if it is absent.

    Raises:
        Unplannable: It is none.
    """
    value = data.get(name, 0)
    if not isinstance(value, int):
        raise Unplannable(f"{name} is not known")
    return value


def _fallback(config: Raw | None) -> str:
    """Why guardrails do not hold (developer guide, deployment guardrails, exclusions)."""
    if any(kind.startswith("ml.inf1.") for v in both(config) for kind in _types(v)):
        return "ml.inf1 instances ignore the deployment configuration: all traffic shifts at once, without a final bake"
    if any("ServerlessConfig" in v for v in both(config)):
        return "serverless variants have no fleets: all traffic shifts at once, with cold starts after it"
    return ""


def _types(variant: Raw) -> list[str]:
    pools = [p.get("InstanceType") for p in variant.get("InstancePools", ())]
    return [_shown(kind) for kind in (variant.get("InstanceType"), *pools) if isinstance(kind, str)]


def both(config: Raw | None) -> list[Raw]:
    """Production and shadow variants of a configuration."""
    found: Raw = config or {}
    return [*found.get("ProductionVariants", ()), *found.get("ShadowProductionVariants", ())]


# --- variants ---------------------------------------------------------------------------------------------------------


def _variants(config: Raw | None, old: Raw | None, policy: Policy, *, keeps: bool) -> Iterator[Variant]:
    """The variants of both fleets; an unknown configuration is one variant of unknown size."""
    listed = both(config) or [{"VariantName": "every variant"}]
    before = {v.get("VariantName"): v for v in both(old)}
    shadows = (config or {}).get("ShadowProductionVariants", ())
    for raw in listed:
        unknown: Raw | None = {} if old is None else None
        made = _variant(raw, before.pop(raw.get("VariantName"), unknown), policy, keeps=keeps)
        yield made._replace(weight=0.0) if raw in shadows else made
    for gone in before.values():
        yield _variant({**gone, "InitialInstanceCount": 0, "InitialVariantWeight": 0.0}, gone, policy, keeps=False)


def _variant(new: Raw, old: Raw | None, policy: Policy, *, keeps: bool) -> Variant:
    """One variant; `old` is None where there was none, and empty where nothing tells."""
    after, now = _count(new), 0 if old is None else _count(old)
    after = now if keeps and now else after
    counted = after is not None
    after = 100 if after is None else after
    now = 0 if policy.strategy == "CREATE" else after if now is None or not counted else now
    types = [" or ".join(_types(v)) for v in (new, old or {})]
    kind = "serverless" if "ServerlessConfig" in new else types[0] or "instance"
    weight = new.get("InitialVariantWeight", 1.0)
    weight = float(weight) if isinstance(weight, (int, float)) and 0 <= weight < _HEAVY else 1.0
    size = None if policy.size is None else _size(policy.size, after, policy.strategy, counted=counted)
    name = _shown(new.get("VariantName", "?"))
    steps = _steps(policy, size, after)
    back = now if policy.back is None else _size(policy.back, now, "ROLLING", counted=counted)[1]
    return Variant(name, kind, types[1] or kind, weight, counted, now, after, size, steps, back)


def _count(variant: Raw) -> int | None:
    count = 0 if "ServerlessConfig" in variant else variant.get("InitialInstanceCount")
    return count if isinstance(count, int) else None


def _size(size: Raw, count: int, strategy: str, *, counted: bool) -> Range:
    """What a size is in instances of a fleet of `count`, or in percent of it."""
    value = _number(size, "Value")
    if size.get("Type") == "INSTANCE_COUNT":
        low, high = (value, value) if counted else _BOUNDS[strategy]
    elif size.get("Type") == "CAPACITY_PERCENT":
        low, high = value * count // 100, -(-value * count // 100)
    else:
        raise Unplannable("the Type of a size is not known")
    return max(1, min(low, count)), max(1, min(high, count))


def _steps(policy: Policy, size: Range | None, count: int) -> Range:
    if size is None:
        return 1, 1
    if policy.strategy == "CANARY":
        return 2, 2
    most, fewest = (max(1, -(-count // x)) for x in size)
    if most > _MOST_STEPS:
        raise Unplannable(f"a step that small takes {most} steps, AWS allows none below 5 percent")
    return most, fewest


# --- phases -----------------------------------------------------------------------------------------------------------


def _phases(policy: Policy, variants: Sequence[Variant]) -> Iterator[Phase]:
    steps = max(v.steps[0] for v in variants)

    back = "in batches" if _in_batches(policy, variants) else "at once"
    wait = policy.wait, f"{policy.steps_path}.WaitIntervalInSeconds"
    final = policy.final, f"{policy.path}.TerminationWaitInSeconds"

    def phase(
        kind: Kind, step: int, waited: int, done: tuple[int, int, int], bake: tuple[int, str] | None = None
    ) -> Phase:
        watched = policy.alarms if bake else ()
        fleets = tuple(_fleet(v, done, steps) for v in variants)
        seconds, setting = bake or (None, "")
        shifted = done[1]
        share = _share(variants, shifted, steps)
        fails = _if_it_fails(policy, kind, step, back, last=step in (0, steps))
        of, load = steps if step else 0, _load(variants, shifted, steps)
        on_alarm = back if watched else None
        return Phase(kind, step, of, seconds, setting, waited, fleets, share, load, watched, on_alarm, fails)

    if policy.strategy == "CREATE":
        yield phase("launch", 0, 0, (steps, steps, 0))
    elif policy.strategy == "ROLLING":
        for k in range(1, steps + 1):
            waited = (k - 1) * policy.wait
            yield phase("launch", k, waited, (k, k - 1, k - 1))
            yield phase("shift", k, waited, (k, k, k - 1))
            if policy.wait:
                yield phase("bake", k, waited, (k, k, k - 1), wait)
            yield phase("terminate", k, k * policy.wait, (k, k, k))
    elif policy.strategy != "RETAINED":
        yield phase("launch", 0, 0, (steps, 0, 0))
        for k in range(1, steps + 1):
            waited = (k - 1) * policy.wait
            yield phase("shift", k, waited, (steps, k, 0))
            bake = final if k == steps else wait
            if bake[0]:
                yield phase("bake", k, waited, (steps, k, 0), bake)
        yield phase("terminate", 0, (steps - 1) * policy.wait + policy.final, (steps, steps, steps))


def _fleet(variant: Variant, done: tuple[int, int, int], steps: int) -> Fleet:
    """The instances after so many steps were launched, shifted and terminated."""
    launched, shifted, ended = done
    left, moved = _left(variant, shifted, steps), _moved(variant, shifted, steps)
    return Fleet(variant.name, left, _left(variant, ended, steps), moved, _moved(variant, launched, steps))


def _moved(variant: Variant, step: int, steps: int) -> Range:
    """Instances of the new fleet that the first `step` steps are about."""
    if step == steps:
        return variant.new, variant.new
    low, high = variant.size or (0, 0)
    return min(variant.new, step * low), min(variant.new, step * high)


def _left(variant: Variant, step: int, steps: int) -> Range:
    """Instances of the old fleet that the first `step` steps leave: the part of it that has not moved, rounded up."""
    if step == steps:
        return 0, 0
    low, high = _moved(variant, step, steps)
    new = max(1, variant.new)
    return variant.old - variant.old * high // new, variant.old - variant.old * low // new


def _share(variants: Sequence[Variant], shifted: int, steps: int) -> Share:
    """Part of the traffic on the new fleet, weighted over the variants."""
    weights = [Fraction(v.weight) for v in variants]
    weights = weights if any(weights) else [Fraction(1) for _ in weights]
    parts = [_variant_share(v, shifted, steps) for v in variants]
    low, high = (sum(w * p[end] for w, p in zip(weights, parts, strict=True)) for end in (0, 1))
    return Fraction(low) / sum(weights), Fraction(high) / sum(weights)


def _variant_share(variant: Variant, shifted: int, steps: int) -> Share:
    """New serving of all new; where the fleets differ also new serving of all that serve, as nobody tells which."""
    if shifted in (0, steps) or not variant.new:
        part = Fraction(shifted == steps)
        return part, part
    moved, left = _moved(variant, shifted, steps), _left(variant, shifted, steps)
    shares = [Fraction(new, variant.new) for new in moved]
    if variant.old not in (0, variant.new):
        shares += [Fraction(new, new + old) for new, old in zip(moved, reversed(left), strict=True)]
    return min(shares), max(shares)


def _load(variants: Sequence[Variant], shifted: int, steps: int) -> Share | None:
    """What an instance that serves carries on the new fleet, measured in what one carries on the old fleet."""
    ratios: list[Fraction] = []
    for v in variants:
        share, moved, left = _variant_share(v, shifted, steps), _moved(v, shifted, steps), _left(v, shifted, steps)
        if share[0] > 0 and share[1] < 1 and left[0]:
            ratios += [share[end] / (1 - share[end]) * left[1 - end] / moved[end] for end in (0, 1)]
    return (min(ratios), max(ratios)) if ratios else None


def _peak(variants: Sequence[Variant], phases: Sequence[Phase]) -> tuple[tuple[str, int], ...]:
    most: Counter[str] = Counter()
    for phase in phases if all(v.counted for v in variants) else ():
        running: Counter[str] = Counter()
        for variant, fleet in zip(variants, phase.fleets, strict=True):
            running[variant.old_type] += fleet.old_running[1]
            running[variant.instance_type] += fleet.new_running[1]
        most |= running
    return tuple(sorted(most.items()))


# --- what follows a failure -------------------------------------------------------------------------------------------


def _in_batches(policy: Policy, variants: Sequence[Variant]) -> bool:
    """Whether a rollback goes in batches: rolling deployments with a batch below the whole fleet, the default."""
    return policy.back is not None and any(v.back < v.old for v in variants)


def _rollback_peak(policy: Policy, variants: Sequence[Variant]) -> int | None:
    """All at once the old fleet comes back while the new one runs; in batches one batch more than the fleet runs."""
    if policy.strategy != "ROLLING":
        return None
    if not _in_batches(policy, variants):
        return sum(v.old + v.new for v in variants)
    return sum(max(v.old, v.new) + max((v.size or (0, 0))[1], v.back) for v in variants)


def _if_it_fails(policy: Policy, kind: Kind, step: int, back: str, *, last: bool) -> str:
    if policy.strategy == "CREATE":
        return "the endpoint is Failed"
    if kind == "launch" and step in (0, 1):
        return "new ends, old serves on"
    if kind == "bake" and not policy.alarms:
        return "nothing watches: no alarm"
    if kind == "terminate" and last:
        return "no way back: old is gone"
    if kind == "shift":
        return "AWS does not say"
    if policy.strategy == "ROLLING":
        return f"back to old {back}, launched anew"
    return "all back to old, new ends"
