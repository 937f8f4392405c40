"""The catalogue as the generated package applies it: every example of every rule, and rules across requests."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generated import sagemaker
from generated._runtime.wire.catalogue import Rule
from generated._runtime.wire.violations import Violation
from generated.sagemaker import SageMakerOperationName as OperationName

Example = dict[str, Any]


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{index}")
        for rule in sagemaker.rules()
        for index, example in enumerate(rule.examples.get(kind, ()))
    ]


def violations(rule: Rule, example: Example) -> list[Violation]:
    profile = example.get("profile") or (rule.profile if rule.profile != "default" else None)
    if "release" in example:
        requests = [(name, data) for name, data in example["release"]]
        return sagemaker.validate_release(requests, profile=profile, region=example.get("region"))
    structure = getattr(sagemaker, example.get("shape", rule.shapes[0]))
    found: list[Violation] = structure.violations_in(example["value"], profile=profile)
    return found


def errors(found: list[Violation]) -> list[str]:
    return [str(v) for v in found if v.severity == "error"]


@pytest.mark.parametrize(("rule", "example"), examples("valid"))
def test_a_valid_example_keeps_its_rule_and_breaks_none(rule: Rule, example: Example) -> None:
    found = violations(rule, example)
    assert errors(found) == []
    assert [str(v) for v in found if v.rule == rule.id] == []


def test_what_is_null_is_neither_there_nor_absent() -> None:
    image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/scorer:1"
    role = "arn:aws:iam::123456789012:role/scorer"
    data = {"ModelName": "scorer", "ExecutionRoleArn": role, "PrimaryContainer": None, "Containers": [{"Image": image}]}
    assert [v.rule for v in sagemaker.validate("CreateModel", data)] == ["type"]


@pytest.mark.parametrize(("rule", "example"), examples("invalid"))
def test_an_invalid_example_breaks_its_rule_alone_where_it_says(rule: Rule, example: Example) -> None:
    found = violations(rule, example)
    own = [v for v in found if v.rule == rule.id]
    assert own
    assert [str(v) for v in found if v.severity == "error" and v.rule != rule.id] == []
    if "path" in example:
        assert tuple(example["path"]) in [v.path for v in own]
    else:
        field = re.findall(r"[A-Za-z_][A-Za-z0-9_]*", rule.field_path)
        assert [p for p in own[0].path if isinstance(p, str)][-len(field) :] == field if field else True
    usual = rule.strict if example.get("profile") == "strict" and rule.strict else rule.severity
    expected = example.get("severity", usual)
    assert {v.severity for v in own} == {expected}


def deployment(percent: int, timeout: int, *, both: bool) -> dict[str, Any]:
    routing = {
        "Type": "CANARY",
        "WaitIntervalInSeconds": 600,
        "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": percent},
    }
    policies: dict[str, Any] = {
        "BlueGreenUpdatePolicy": {
            "TrafficRoutingConfiguration": routing,
            "TerminationWaitInSeconds": 600,
            "MaximumExecutionTimeoutInSeconds": timeout,
        },
        "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "errors"}]},
    }
    if both:
        batch = {"Type": "CAPACITY_PERCENT", "Value": 20}
        policies["RollingUpdatePolicy"] = {"MaximumBatchSize": batch, "WaitIntervalInSeconds": 60}
    return {"EndpointName": "e", "EndpointConfigName": "c2", "DeploymentConfig": policies}


def test_three_rules_are_reported_in_one_go() -> None:
    found = sagemaker.validate("UpdateEndpoint", deployment(80, 900, both=True))
    assert {v.rule for v in found if v.severity == "error"} == {
        "canary-percent-max",
        "blue-green-timeout-exceeds-waits",
        "deployment-single-policy",
    }
    assert sagemaker.validate("UpdateEndpoint", deployment(50, 1500, both=False)) == []


def release(count: int, instance_type: str = "ml.m5.large") -> list[tuple[OperationName, dict[str, Any]]]:
    routing = {
        "Type": "CANARY",
        "WaitIntervalInSeconds": 60,
        "CanarySize": {"Type": "INSTANCE_COUNT", "Value": 1},
    }
    variant = {"VariantName": "v", "ModelName": "m", "InstanceType": instance_type, "InitialInstanceCount": count}
    rollback = {"Alarms": [{"AlarmName": "errors"}]}
    shift = {"TrafficRoutingConfiguration": routing, "TerminationWaitInSeconds": 60}
    policy = {"BlueGreenUpdatePolicy": shift, "AutoRollbackConfiguration": rollback}
    container = {"Image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/fraud:1"}
    role = "arn:aws:iam::123456789012:role/hosting"
    return [
        ("CreateModel", {"ModelName": "m", "PrimaryContainer": container, "ExecutionRoleArn": role}),
        ("CreateEndpointConfig", {"EndpointConfigName": "c", "ProductionVariants": [variant]}),
        ("CreateEndpoint", {"EndpointName": "e", "EndpointConfigName": "c", "DeploymentConfig": policy}),
    ]


def test_a_release_joins_its_requests_by_name() -> None:
    (found,) = sagemaker.validate_release(release(1))
    assert (found.rule, found.severity, found.operation, found.path[0]) == (
        "canary-count-max",
        "error",
        "CreateEndpoint",
        2,
    )
    assert sagemaker.validate_release(release(2)) == []


def test_a_request_with_a_broken_member_is_still_known_by_name() -> None:
    requests = release(1)
    requests[1][1]["ProductionVariants"][0]["InitialInstanceCount"] = "one"
    assert [v.rule for v in sagemaker.validate_release(requests)] == ["type"]


def test_choice_applies_to_rules_as_to_constraints() -> None:
    request = deployment(80, 900, both=False)
    everything = {v.rule for v in sagemaker.validate("UpdateEndpoint", request)}
    assert everything == {"canary-percent-max", "blue-green-timeout-exceeds-waits"}
    assert sagemaker.validate("UpdateEndpoint", request, ignore=everything) == []
    (only,) = sagemaker.validate(
        "UpdateEndpoint", request, select={"canary-percent-max"}, severity={"canary-percent-max": "warning"}
    )
    assert only.severity == "warning"
    place = "canary-percent-max@*.*.*.CanarySize.Value"
    assert [v.rule for v in sagemaker.validate("UpdateEndpoint", request, ignore=[place])] == [
        "blue-green-timeout-exceeds-waits"
    ]


def test_the_strict_profile_makes_documented_drift_an_error() -> None:
    variant = {"VariantName": "v", "ModelName": "m", "InstanceType": "ml.g5.xlarge", "InitialInstanceCount": 1}
    request = {"EndpointConfigName": "c", "ProductionVariants": [variant], "KmsKeyId": "alias/key"}
    (drift,) = sagemaker.validate("CreateEndpointConfig", request)
    assert (drift.rule, drift.severity) == ("kms-key-local-storage", "warning")
    (drift,) = sagemaker.validate("CreateEndpointConfig", request, profile="strict")
    assert drift.severity == "error"


def test_warnings_never_raise_and_errors_carry_everything() -> None:
    variant = {"VariantName": "v", "ModelName": "m", "InstanceType": "ml.g5.xlarge", "InitialInstanceCount": 1}
    request = {"EndpointConfigName": "c", "ProductionVariants": [variant], "KmsKeyId": "alias/key"}
    assert sagemaker.CreateEndpointConfigInput.from_dict(request).to_dict() == request
    with pytest.raises(sagemaker.ValidationError) as caught:
        sagemaker.UpdateEndpointInput.from_dict(deployment(80, 900, both=True))
    assert len(caught.value.violations) == 3
