"""Releases to plan: worked examples from AWS's pages and samples, and requests made of a few numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from generated import sagemaker

FOLDER: Final = Path(__file__).parents[1] / "golden" / "plan"
EXAMPLES: Final[list[dict[str, Any]]] = json.loads((FOLDER / "timelines.json").read_text(encoding="utf-8"))
ALARMS: Final = {"Alarms": [{"AlarmName": "scorer-5xx"}, {"AlarmName": "scorer-latency"}]}

Request = tuple[str, dict[str, Any]]


def variant(name: str = "main", count: int | None = 4, weight: float = 1.0, **more: Any) -> dict[str, Any]:
    counted = {} if count is None else {"InitialInstanceCount": count}
    facts = {
        "VariantName": name,
        "ModelName": "scorer",
        "InstanceType": "ml.g5.2xlarge",
        "InitialVariantWeight": weight,
    }
    return facts | counted | more


def config(name: str, *variants: dict[str, Any]) -> Request:
    return "CreateEndpointConfig", {"EndpointConfigName": name, "ProductionVariants": list(variants)}


def update(settings: dict[str, Any] | None, **more: Any) -> Request:
    given = {} if settings is None else {"DeploymentConfig": settings}
    return "UpdateEndpoint", {"EndpointName": "scorer", "EndpointConfigName": "scorer-2"} | given | more


def release(
    settings: dict[str, Any] | None, old: list[dict[str, Any]], new: list[dict[str, Any]], **more: Any
) -> list[Request]:
    """An endpoint on scorer-1 that is updated to scorer-2."""
    created = {"EndpointName": "scorer", "EndpointConfigName": "scorer-1"}
    return [config("scorer-1", *old), ("CreateEndpoint", created), config("scorer-2", *new), update(settings, **more)]


def planned(requests: list[Request]) -> sagemaker.Timeline:
    """The timeline of the last request."""
    return sagemaker.timelines(requests)[-1]


def example(case: dict[str, Any], *, alarms: bool = False) -> sagemaker.Timeline:
    """The timeline of a worked example."""
    settings = case["DeploymentConfig"]
    if settings is not None and alarms:
        settings = settings | {"AutoRollbackConfiguration": ALARMS}
    counts = case["instances"]
    return planned(release(settings, [variant(count=counts["old"])], [variant(count=counts["new"])]))


def size(text: str) -> dict[str, Any]:
    """A capacity from "10%" or "3"."""
    kind = "CAPACITY_PERCENT" if text.endswith("%") else "INSTANCE_COUNT"
    return {"Type": kind, "Value": int(text.removesuffix("%"))}


def blue_green(
    kind: str, step: str | None, wait: int = 300, final: int = 300, timeout: int | None = None
) -> dict[str, Any]:
    member = {"CANARY": "CanarySize", "LINEAR": "LinearStepSize"}.get(kind)
    routing = {"Type": kind, "WaitIntervalInSeconds": wait} | ({member: size(step or "")} if member else {})
    policy: dict[str, Any] = {"TrafficRoutingConfiguration": routing, "TerminationWaitInSeconds": final}
    limit = {} if timeout is None else {"MaximumExecutionTimeoutInSeconds": timeout}
    return {"BlueGreenUpdatePolicy": policy | limit}


def rolling(batch: str, wait: int = 300, back: str | None = None, timeout: int | None = None) -> dict[str, Any]:
    policy: dict[str, Any] = {"MaximumBatchSize": size(batch), "WaitIntervalInSeconds": wait}
    policy |= {} if back is None else {"RollbackMaximumBatchSize": size(back)}
    policy |= {} if timeout is None else {"MaximumExecutionTimeoutInSeconds": timeout}
    return {"RollingUpdatePolicy": policy}
