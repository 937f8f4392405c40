"""Reads requests and says what a deployment does, phase by phase. Pure functions; nothing is called or guessed.

Order of phases and shares: SageMaker developer guide, deployment guardrails (all at once, canary, linear, rolling).
Bounds and defaults: SageMaker API, DeploymentConfig. That the last bake is TerminationWaitInSeconds: the stages that
DescribeEndpoint printed in a public run of AWS's canary example (April 2023).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from .notes import notes
from .records import Fleet, Kind, Phase, Policy, Range, Share, Unplannable, Variant
from .timeline import Timeline

Raw: TypeAlias = Mapping[str, Any]
Request: TypeAlias = "tuple[str, Raw]"

_ENDPOINTS: Final = ("CreateEndpoint", "UpdateEndpoint")
_SIZES: Final = {"CANARY": "CanarySize", "LINEAR": "LinearStepSize"}
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
    fallback = ""
    if operation == "CreateEndpoint":
        policy = Policy("CREATE")
    else:
        policy = _policy(request, old_request)
        fallback = _fallback(config) if policy.path else ""
        policy = Policy("ALL_AT_ONCE", timeout=policy.timeout) if fallback else policy
    variants = tuple(_variants(config, old_config, policy, keeps=keeps_counts(request)))
    phases = tuple(_phases(policy, variants))
    waits = sum(p.seconds or 0 for p in phases)
    peak = _peak(variants, phases)
    timeline = Timeline(
        endpoint=request.get("EndpointName", "?"),
        config=request.get("EndpointConfigName", "?"),
        old_config=old_request.get("EndpointConfigName", ""),
        strategy=policy.strategy,
        fallback=fallback,
        variants=variants,
        phases=phases,
        waits=waits,
        least_waits=waits - policy.wait * _spared(variants),
        timeout=policy.timeout,
        slack=None if policy.timeout is None else policy.timeout - waits,
        peak=peak,
        rollback_peak=_rollback_peak(policy, variants) if peak else None,
        alarms=policy.alarms,
        notes=(),
    )
    return timeline._replace(notes=tuple(sorted(notes(timeline, policy, request, config, old_config))))


def _spared(variants: Sequence[Variant]) -> int:
    """How many steps fewer there may be."""
    return max(v.steps[0] for v in variants) - max(v.steps[1] for v in variants)


def _policy(request: Raw, before: Raw) -> Policy:
    settings: Raw = request.get("DeploymentConfig", {})
    if not settings and request.get("RetainDeploymentConfig"):
        settings = before.get("DeploymentConfig", {})
        if not settings:
            return Policy("RETAINED")
    rolling: Raw | None = settings.get("RollingUpdatePolicy")
    blue: Raw | None = settings.get("BlueGreenUpdatePolicy")
    alarms = tuple(_name(a) for a in settings.get("AutoRollbackConfiguration", {}).get("Alarms", ()))
    if rolling is not None:
        path, wait_path = "DeploymentConfig.RollingUpdatePolicy", ".WaitIntervalInSeconds"
        size, back = rolling.get("MaximumBatchSize"), rolling.get("RollbackMaximumBatchSize")
        wait = number(rolling, "WaitIntervalInSeconds")
        timeout = number(rolling, "MaximumExecutionTimeoutInSeconds") or None
        return Policy("ROLLING", path, path + wait_path, size, wait, 0, timeout, back, alarms)
    if blue is None:
        return Policy("ALL_AT_ONCE", alarms=alarms)
    path, wait_path = "DeploymentConfig.BlueGreenUpdatePolicy", ".TrafficRoutingConfiguration.WaitIntervalInSeconds"
    routing: Raw = blue.get("TrafficRoutingConfiguration", {})
    kind = routing.get("Type")
    if kind not in {"ALL_AT_ONCE", *_SIZES}:
        raise Unplannable(f"{path}.TrafficRoutingConfiguration.Type is not known")
    wait, final = number(routing, "WaitIntervalInSeconds"), number(blue, "TerminationWaitInSeconds")
    timeout = number(blue, "MaximumExecutionTimeoutInSeconds") or None
    return Policy(kind, path, path + wait_path, routing.get(_SIZES.get(kind, "")), wait, final, timeout, None, alarms)


def _name(alarm: object) -> str:
    return str(alarm.get("AlarmName", "?")) if isinstance(alarm, Mapping) else "?"


def number(data: Raw, name: str) -> int:
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
        return (
            "serverless variants have no fleets to shift between: all traffic shifts at once, with cold starts after it"
        )
    return ""


def _types(variant: Raw) -> list[str]:
    pools = [p.get("InstanceType") for p in variant.get("InstancePools", ())]
    return [kind for kind in (variant.get("InstanceType"), *pools) if isinstance(kind, str)]


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
    name = new.get("VariantName", "?")
    steps = _steps(policy, size, after)
    back = now if policy.back is None else _size(policy.back, now, "ROLLING", counted=counted)[1]
    return Variant(name, kind, types[1] or kind, weight, counted, now, after, size, steps, back)


def _count(variant: Raw) -> int | None:
    count = 0 if "ServerlessConfig" in variant else variant.get("InitialInstanceCount")
    return count if isinstance(count, int) else None


def _size(size: Raw, count: int, strategy: str, *, counted: bool) -> Range:
    """What a size is in instances of a fleet of `count`, or in percent of it."""
    value = number(size, "Value")
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

    def phase(
        kind: Kind, step: int, waited: int, state: Range | tuple[int, int, int], bake: tuple[int, str] | None = None
    ) -> Phase:
        launched, shifted, ended = state if len(state) == 3 else (*state, 0)
        watched = policy.alarms if bake else ()
        back = "in batches" if _in_batches(policy, variants) else "at once"
        fleets = tuple(_fleet(v, launched, shifted, ended, steps) for v in variants)
        seconds, setting = bake or (None, "")
        share = _share(variants, shifted, steps)
        fails = _if_it_fails(policy, kind, step, back, last=step in (0, steps))
        of = steps if step else 0
        return Phase(kind, step, of, seconds, setting, waited, fleets, share, watched, back if watched else None, fails)

    if policy.strategy == "CREATE":
        yield phase("launch", 0, 0, (steps, steps))
    elif policy.strategy == "ROLLING":
        for k in range(1, steps + 1):
            waited = (k - 1) * policy.wait
            yield phase("launch", k, waited, (k, k - 1, k - 1))
            yield phase("shift", k, waited, (k, k, k - 1))
            if policy.wait:
                yield phase("bake", k, waited, (k, k, k - 1), (policy.wait, policy.wait_path))
            yield phase("terminate", k, k * policy.wait, (k, k, k))
    elif policy.strategy != "RETAINED":
        yield phase("launch", 0, 0, (steps, 0))
        final = policy.final, f"{policy.path}.TerminationWaitInSeconds"
        for k in range(1, steps + 1):
            waited = (k - 1) * policy.wait
            yield phase("shift", k, waited, (steps, k))
            bake = final if k == steps else (policy.wait, policy.wait_path)
            if bake[0]:
                yield phase("bake", k, waited, (steps, k), bake)
        yield phase("terminate", 0, (steps - 1) * policy.wait + policy.final, (steps, steps, steps))


def _fleet(variant: Variant, launched: int, shifted: int, ended: int, steps: int) -> Fleet:
    """The instances after so many steps were launched, shifted and terminated."""
    left = [_left(variant, done, steps) for done in (shifted, ended)]
    moved = [_moved(variant, done, steps) for done in (shifted, launched)]
    return Fleet(variant.name, left[0], left[1], moved[0], moved[1])


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


def _peak(variants: Sequence[Variant], phases: Sequence[Phase]) -> tuple[tuple[str, int], ...]:
    most: dict[str, int] = {}
    for phase in phases if all(v.counted for v in variants) else ():
        running: dict[str, int] = {}
        for variant, fleet in zip(variants, phase.fleets, strict=True):
            for kind, count in (
                (variant.old_type, fleet.old_running[1]),
                (variant.instance_type, fleet.new_running[1]),
            ):
                running[kind] = running.get(kind, 0) + count
        most |= {kind: max(count, most.get(kind, 0)) for kind, count in running.items() if count}
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
