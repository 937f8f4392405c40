"""Other settings for an update: the strategies that somebody asks about, and those that fit a wish."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from ..preflight.options import UsageError

if TYPE_CHECKING:
    from ..runtime.endpoints.timeline import Timeline
    from .read import Release

Variation: TypeAlias = "tuple[Timeline, dict[str, Any]]"
"""A plan and the DeploymentConfig that it is of."""

_SLACK = 1800
"""Seconds that suggested time limits leave for launching and shifting; a judgement."""
_MEMBERS = {"canary": "CanarySize", "linear": "LinearStepSize"}
_TRIED = {"canary": (5, 10, 20, 25, 33, 50), "linear": (10, 20, 25, 33, 50), "rolling": (5, 10, 20, 25, 33, 50)}
_WAITS = (3600, 1800, 1200, 900, 600, 300, 120, 60)


def variations(release: Release, text: str) -> list[Variation]:
    """The update with each strategy of a list such as ``canary:10%,linear:2,rolling:25%:300,all-at-once``.

    Raises:
        UsageError: a strategy that cannot be read, has no wait, or breaks a rule.
    """
    found = []
    for word in text.split(","):
        settings = _settings(word.strip(), _present(release))
        broken = _broken(release, settings)
        if broken:
            raise UsageError(f"--strategy {word.strip()} breaks {', '.join(broken)}")
        found.append((_timeline(release, settings), settings))
    return found


def suggestions(release: Release, wish: str) -> list[Variation]:
    """Settings of each strategy that expose no more at first and wait no longer than wished, the longest watch each.

    Raises:
        UsageError: the wish cannot be read, or nothing fits it.
    """
    share, minutes = _wish(wish)
    found = []
    for kind, percents in _TRIED.items():
        fitting: list[Variation] = []
        for value in percents:
            for wait in _WAITS:
                size = {"Type": "CAPACITY_PERCENT", "Value": value}
                made = _deployment(kind, size, wait, wait, _present(release))
                timeline = _timeline(release, made)
                if timeline.first_share[1] > share or timeline.waits > minutes * 60:
                    continue
                _limit(made, timeline.waits + _SLACK)
                if not _broken(release, made):
                    fitting.append((_timeline(release, made), made))
        found += sorted(fitting, key=lambda fit: (-fit[0].waits, fit[0].exposure))[:1]
    if not found:
        raise UsageError(f"no settings expose at most {float(share):.0%} at first and wait at most {minutes} minutes")
    return found


def _limit(settings: dict[str, Any], seconds: int) -> None:
    for name in ("BlueGreenUpdatePolicy", "RollingUpdatePolicy"):
        if name in settings:
            settings[name]["MaximumExecutionTimeoutInSeconds"] = seconds


def _wish(text: str) -> tuple[Fraction, int]:
    share, _, minutes = text.partition(",")
    percent, number = share.strip().removesuffix("%"), minutes.strip().removesuffix("m")
    if not (percent.isdecimal() and number.isdecimal() and len(text) < 20):
        raise UsageError(f"--suggest takes a share and minutes such as 10%,40m, not {text!r}")
    return Fraction(int(percent), 100), int(number)


def _present(release: Release) -> dict[str, Any]:
    settings: dict[str, Any] = release.outcomes[0][-1][1].get("DeploymentConfig", {})
    return settings


def _settings(word: str, present: dict[str, Any]) -> dict[str, Any]:
    kind, _, rest = word.partition(":")
    size, _, seconds = rest.partition(":")
    waits = _waits(present)
    known = kind in ("canary", "linear", "rolling", "all-at-once")
    if (
        not known
        or not (size.removesuffix("%").isdecimal() or kind == "all-at-once")
        or (seconds and not seconds.isdecimal())
    ):
        raise UsageError(f"--strategy takes KIND:SIZE[:SECONDS] such as canary:10% or rolling:2:300, not {word!r}")
    if not seconds and waits is None and kind != "all-at-once":
        raise UsageError(f"the request has no waits to keep: say how long, such as {word}:300")
    wait = int(seconds) if seconds else (waits or (0, 0))[0]
    final = (waits or (0, 0))[1] or wait
    percent = size.endswith("%")
    capacity = {"Type": "CAPACITY_PERCENT" if percent else "INSTANCE_COUNT", "Value": int(size.removesuffix("%") or 0)}
    return _deployment(kind, capacity, wait, final, present)


def _waits(present: dict[str, Any]) -> tuple[int, int] | None:
    """The waits between steps and after the last of the settings that there are."""
    blue, rolling = present.get("BlueGreenUpdatePolicy"), present.get("RollingUpdatePolicy")
    if blue is not None:
        return blue["TrafficRoutingConfiguration"].get("WaitIntervalInSeconds", 0), blue.get(
            "TerminationWaitInSeconds", 0
        )
    return None if rolling is None else (rolling["WaitIntervalInSeconds"], 0)


def _deployment(kind: str, size: dict[str, Any], wait: int, final: int, present: dict[str, Any]) -> dict[str, Any]:
    """A deployment configuration with the alarms and the time limit of the present one."""
    policies = (present.get(name, {}) for name in ("BlueGreenUpdatePolicy", "RollingUpdatePolicy"))
    limits = [p["MaximumExecutionTimeoutInSeconds"] for p in policies if "MaximumExecutionTimeoutInSeconds" in p]
    limit = {"MaximumExecutionTimeoutInSeconds": limits[0]} if limits else {}
    alarms = {name: present[name] for name in ("AutoRollbackConfiguration",) if name in present}
    if kind == "rolling":
        return {"RollingUpdatePolicy": {"MaximumBatchSize": size, "WaitIntervalInSeconds": wait, **limit}, **alarms}
    routing: dict[str, Any] = {"Type": kind.upper().replace("-", "_"), "WaitIntervalInSeconds": wait}
    if kind in _MEMBERS:
        routing[_MEMBERS[kind]] = size
    else:
        routing["WaitIntervalInSeconds"] = 0
    policy = {"TrafficRoutingConfiguration": routing, "TerminationWaitInSeconds": final, **limit}
    return {"BlueGreenUpdatePolicy": policy, **alarms}


def _timeline(release: Release, settings: dict[str, Any]) -> Timeline:
    timelines: tuple[Timeline, ...] = release.module.timelines(_requests(release, settings))
    return timelines[-1]


def _broken(release: Release, settings: dict[str, Any]) -> list[str]:
    """The constraints and rules that other settings break."""
    violations = release.module.validate_release(_requests(release, settings))
    return sorted({v.rule for v in violations if v.severity == "error"})


def _requests(release: Release, settings: dict[str, Any]) -> list[tuple[str, Any]]:
    *others, (operation, request) = release.outcomes[0]
    return [*others, (operation, {**request, "DeploymentConfig": settings})]
