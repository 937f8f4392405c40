"""What is said of SageMaker's resources in templates beyond their requests: joins, deployments, where it is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

import generated
from generated.__main__ import SERVICES
from tests.preflight_harness import Result, checked, run

PACKAGE: Final[dict[str, Any]] = {"package": generated.__name__, "services": SERVICES}
CONFIG: Final = """\
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - {ModelName: scorer, VariantName: main, InstanceType: ml.m5.large, InitialInstanceCount: 1}
"""
_CANARY: Final = "BlueGreenUpdatePolicy: {TerminationWaitInSeconds: 60, TrafficRoutingConfiguration: {%s}}"
COUNTS: Final = {
    "canary-count-max": _CANARY
    % "Type: CANARY, WaitIntervalInSeconds: 60, CanarySize: {Type: INSTANCE_COUNT, Value: 1}",
    "linear-count-range": _CANARY
    % "Type: LINEAR, WaitIntervalInSeconds: 60, LinearStepSize: {Type: INSTANCE_COUNT, Value: 1}",
    "rolling-count-range": "RollingUpdatePolicy: {WaitIntervalInSeconds: 60, "
    "MaximumBatchSize: {Type: INSTANCE_COUNT, Value: 1}}",
}
EXCLUDED: Final = "[{VariantPropertyType: DesiredInstanceCount}]"


def template(folder: Path, *parts: str, words: tuple[str, ...] = ()) -> Result:
    """The result of checking a template of some resources."""
    text = "AWSTemplateFormatVersion: 2010-09-09\nResources:\n" + "".join(parts)
    return checked(folder, "template.yaml", text, *words, **PACKAGE)


def _endpoint(*lines: str) -> str:
    head = "  Endpoint:\n    Type: AWS::SageMaker::Endpoint\n    Properties:\n"
    return head + "".join(
        f"      {line}\n" for line in ("EndpointConfigName: !GetAtt Config.EndpointConfigName", *lines)
    )


@pytest.mark.parametrize("rule", COUNTS)
@pytest.mark.parametrize(
    ("retained", "severity"),
    [
        ((), "error"),
        (("RetainAllVariantProperties: false",), "error"),
        (("RetainAllVariantProperties: true",), "warning"),
        (("RetainAllVariantProperties: !Ref AWS::StackName",), "warning"),
        (("RetainAllVariantProperties: true", f"ExcludeRetainedVariantProperties: {EXCLUDED}"), "error"),
    ],
)
def test_live_counts_that_are_retained_make_a_warning_of_an_error(
    tmp_path: Path, rule: str, retained: tuple[str, ...], severity: str
) -> None:
    alarms = "AutoRollbackConfiguration: {Alarms: [{AlarmName: errors}]}"
    result = template(tmp_path, CONFIG, _endpoint(f"DeploymentConfig: {{{COUNTS[rule]}, {alarms}}}", *retained))
    assert [(found["rule"], found["severity"]) for found in result.findings] == [(rule, severity)]


def test_a_finding_in_what_cdk_made_names_the_construct(tmp_path: Path) -> None:
    properties = {"ProductionVariants": [{"ModelName": "m", "VariantName": "a_b", "InitialInstanceCount": 1}]}
    metadata = {"aws:cdk:path": "Stack/Hosting/Config"}
    resource = {"Type": "AWS::SageMaker::EndpointConfig", "Properties": properties, "Metadata": metadata}
    path = tmp_path / "Stack.template.json"
    path.write_text(json.dumps({"Resources": {"ConfigFD7B6F91": resource}}), encoding="utf-8")
    shown = run("preflight", str(path), **PACKAGE).out
    assert "ConfigFD7B6F91 ProductionVariants[0].VariantName of Stack/Hosting/Config)" in shown
    log = json.loads(run("preflight", "--format", "sarif", str(path), **PACKAGE).out)
    places = log["runs"][0]["results"][0]["locations"][0]["logicalLocations"]
    assert places[1]["fullyQualifiedName"] == "Stack/Hosting/Config"


TOPIC: Final = "  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: a, DisplayName: b}}\n"
TWICE: Final = "      EndpointName: twice\n      EndpointName: twice\n"


def test_a_key_that_stands_twice_is_an_error_in_checked_resources_only(tmp_path: Path) -> None:
    result = template(tmp_path, CONFIG, TOPIC, _endpoint() + TWICE)
    found = [(found["line"], found["severity"]) for found in result.findings if found["rule"] == "duplicate-key"]
    assert found == [(8, "warning"), (14, "error")]


def test_a_byte_order_mark_is_no_fault_of_a_template(tmp_path: Path) -> None:
    text = "\ufeffAWSTemplateFormatVersion: 2010-09-09\r\nResources:\r\n" + CONFIG.replace("\n", "\r\n")
    assert checked(tmp_path, "template.yaml", text, **PACKAGE).findings == []
