"""Strategies under rules: valid data satisfies every error rule by construction, near misses break exactly one."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies
from tests.differential.test_param_validator import botocore_errors

OPERATIONS: Final = sorted(sagemaker.operations())
RULE_TARGETS: Final = [(o, t) for o in OPERATIONS for t in strategies.targets(o) if t.modes is not None]
SHARES: Final = 8
"""Tests that the draws of one operation are split into, so that they run side by side."""


def errors(operation: OperationName, request: object) -> list[Any]:
    """The violations that stop a request."""
    return [v for v in sagemaker.validate(operation, request) if v.severity == "error"]


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=2000 // SHARES)
@given(data=st.data())
def test_valid_requests_pass_everything(operation: OperationName, share: int, data: st.DataObject) -> None:
    request = data.draw(strategies.requests(operation), label=f"share {share}")
    assert errors(operation, request) == []
    assert botocore_errors(operation, request) == ""
    built = getattr(sagemaker, sagemaker.operations()[operation].input).from_dict(request)
    assert built.to_dict() == request


@pytest.mark.parametrize(("operation", "target"), RULE_TARGETS, ids=str)
@settings(max_examples=200)
@given(data=st.data())
def test_near_misses_break_exactly_their_rule(
    operation: OperationName, target: strategies.Target, data: st.DataObject
) -> None:
    miss = data.draw(strategies.near_misses(operation, target=target))
    found = errors(operation, miss.data)
    assert {v.rule for v in found} == {target.rule}
    assert miss.path in [v.path for v in found]


def test_every_error_rule_of_single_requests_is_among_the_targets() -> None:
    wanted = {r.id for r in sagemaker.rules() if (r.severity, r.scope, r.profile) == ("error", "file", "default")}
    assert {target.rule for _, target in RULE_TARGETS} == wanted


def test_few_rules_are_broken_by_their_examples_alone() -> None:
    assert {target.rule for _, target in RULE_TARGETS if target.pinned} == {
        "container-artifacts-region-mismatch",
        "container-environment-total-size",
        "container-image-region-mismatch",
        "mig-profile-fits",
        "partition-types-of-family",
        "reservation-one-plan",
        "s3-object-file-name",
    }


def test_traffic_is_routed_in_every_way() -> None:
    ways: Counter[tuple[str, str, str]] = Counter()

    @settings(max_examples=400)
    @given(strategies.traffic_routing_config())
    def count(config: dict[str, Any]) -> None:
        sizes = [config.get(name, {}).get("Type", "") for name in ("CanarySize", "LinearStepSize")]
        ways[config["Type"], sizes[0], sizes[1]] += 1

    count()
    for needed in (
        ("ALL_AT_ONCE", "", ""),
        ("CANARY", "INSTANCE_COUNT", ""),
        ("CANARY", "CAPACITY_PERCENT", ""),
        ("LINEAR", "", "INSTANCE_COUNT"),
        ("LINEAR", "", "CAPACITY_PERCENT"),
    ):
        assert ways[needed], needed


def test_near_misses_reach_the_boundary() -> None:
    [target] = [t for t in strategies.targets("CreateEndpoint") if t.rule == "canary-percent-max"]
    miss = find(strategies.near_misses("CreateEndpoint", target=target), lambda miss: bool(miss.data))
    policy = miss.data["DeploymentConfig"]["BlueGreenUpdatePolicy"]
    assert policy["TrafficRoutingConfiguration"]["CanarySize"] == {"Type": "CAPACITY_PERCENT", "Value": 51}


def test_sums_reach_the_boundary() -> None:
    def tight(miss: strategies.NearMiss) -> bool:
        policy = miss.data["DeploymentConfig"]["BlueGreenUpdatePolicy"]
        waits = (
            policy.get("TerminationWaitInSeconds", 0) + policy["TrafficRoutingConfiguration"]["WaitIntervalInSeconds"]
        )
        return bool(policy["MaximumExecutionTimeoutInSeconds"] == waits > 700)

    find(strategies.near_misses("UpdateEndpoint", rule="blue-green-timeout-exceeds-waits"), tight)


@settings(max_examples=200)
@given(strategies.create_endpoint_config_input())
def test_keys_that_must_differ_do(request: dict[str, Any]) -> None:
    names = [variant["VariantName"] for variant in request["ProductionVariants"]]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("operation", "path", "most"),
    [
        ("CreateModel", ("Tags",), 50),
        ("CreateModel", ("Containers",), 15),
        ("CreateEndpointConfig", ("ProductionVariants",), 10),
        ("CreateEndpointConfig", ("AsyncInferenceConfig", "OutputConfig", "KmsKeyId"), 2048),
        ("UpdateEndpoint", ("DeploymentConfig", "AutoRollbackConfiguration", "Alarms"), 10),
        ("UpdateEndpoint", ("ExcludeRetainedVariantProperties",), 3),
    ],
)
def test_what_rules_speak_of_fills_its_maximum(operation: OperationName, path: tuple[str, ...], most: int) -> None:
    request = find(
        strategies.requests(operation),
        lambda request: len(_at(request, path)) == most,
        settings=settings(max_examples=5000, database=None, phases=[Phase.generate]),
    )
    assert errors(operation, request) == []


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        data = data.get(step, {})
    return data


def test_several_variants_are_drawn() -> None:
    found = find(strategies.create_endpoint_config_input(), lambda request: len(request["ProductionVariants"]) >= 4)
    assert len(found["ProductionVariants"]) == 4
