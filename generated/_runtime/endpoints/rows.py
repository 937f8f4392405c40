"""What a wait for an endpoint shows: variants with their stages, instances and weights; a deployment's own timeout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TextIO

from ..calls.progress import Display, Row, View, answered, view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..calls.waiters import Progress

_POLICIES: Final = ("BlueGreenUpdatePolicy", "RollingUpdatePolicy")


def show_progress(file: TextIO | None = None) -> Display:
    """An `on_progress` that displays a wait or a deployment, with a row for each variant of an endpoint.

    Args:
        file: Where to write; None for standard error. A live display needs a terminal and rich (extra ``progress``).

    Returns:
        The display. As a context manager it cleans the terminal up whatever happens.
    """
    return Display(file, _view)


def own_timeout(policies: Mapping[str, Any]) -> float | None:
    """Seconds that a deployment configuration allows the deployment; None where it says nothing."""
    found = (policies.get(name, {}).get("MaximumExecutionTimeoutInSeconds") for name in _POLICIES)
    return next((float(seconds) for seconds in found if seconds), None)


def _view(progress: Progress[Any]) -> View:
    data = answered(progress)
    return view(progress, tuple(_rows(data)), own_timeout(data.get("LastDeploymentConfig", {})))


def _rows(data: Mapping[str, Any]) -> Iterator[Row]:
    """The variants of an endpoint: those of a pending deployment first, then those that serve."""
    pending: Mapping[str, Any] = data.get("PendingDeploymentSummary", {})
    for source, mark in ((pending, " (new)"), (data, "")):
        for key in ("ProductionVariants", "ShadowProductionVariants"):
            for variant in source.get(key, ()):
                yield _row(variant, mark)


def _row(variant: Mapping[str, Any], mark: str) -> Row:
    name = f"{variant.get('VariantName', '?')}{mark}"
    stages = [s.get("Status", "?") for s in variant.get("VariantStatus", ())]
    stage = ", ".join(stages) or "steady"
    instances, weight = _pair(variant, "InstanceCount"), _pair(variant, "Weight")
    return Row(
        {"variant": name, "stage": stage, "instances": instances, "weight": weight},
        f"{name}: {stage}, instances {instances}, weight {weight}",
    )


def _pair(variant: Mapping[str, Any], what: str) -> str:
    current, desired = (variant.get(f"{kind}{what}") for kind in ("Current", "Desired"))
    if current is None and desired is None:
        return "-"
    return f"{_number(current)} → {_number(desired)}"


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else "?"
