"""The pre-flight command on the generated SageMaker package: planted faults, and files like public samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.session import get_session
from botocore.utils import ArgumentGenerator

import generated
from generated import sagemaker
from generated.__main__ import SERVICES
from tests.preflight_harness import Result, check, run

TESTS = Path(__file__).parents[1]
PLANTED = TESTS / "golden" / "preflight" / "planted"
CORPUS = sorted((TESTS / "corpus" / "cloudformation").iterdir())
PACKAGE: dict[str, Any] = {"package": generated.__name__, "services": SERVICES}
FAULTS = {
    "canary-percent-max",
    "enum",
    "unknown-member",
    "max-value",
    "deployment-single-policy",
    "rolling-percent-range",
    "serverless-memory-step",
    "serverless-provisioned-le-max",
    "variant-name-unique",
    "variant-serverless-xor-instance",
    "model-primary-and-containers",
    "blue-green-timeout-exceeds-waits",
}
IN_FILES = {
    ("both.create-endpoint.json", 12, "deployment-single-policy"),
    ("both.create-endpoint.json", 15, "rolling-percent-range"),
    ("canary.create-endpoint.json", 10, "canary-percent-max"),
    ("canary.create-endpoint.json", 12, "max-value"),
    ("fraud.create-model.json", 4, "model-primary-and-containers"),
    ("hasty.create-endpoint.json", 15, "blue-green-timeout-exceeds-waits"),
    ("instances.create-endpoint-config.json", 7, "enum"),
    ("instances.create-endpoint-config.json", 11, "unknown-member"),
    ("instances.create-endpoint-config.json", 15, "variant-name-unique"),
    ("mixed.create-endpoint-config.json", 9, "variant-serverless-xor-instance"),
    ("serverless.create-endpoint-config.json", 8, "serverless-memory-step"),
    ("serverless.create-endpoint-config.json", 10, "serverless-provisioned-le-max"),
}


def _marked(path: Path) -> list[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    marks = [(number, line.partition(" # ")[2]) for number, line in enumerate(lines, 1)]
    return [(number, rule) for number, rule in marks if rule]


def _places(result: Result) -> list[tuple[int, str]]:
    return [(found["line"], found["rule"]) for found in result.findings]


@pytest.mark.parametrize("name", sorted(path.name for path in PLANTED.iterdir() if path.is_file()))
def test_twelve_planted_faults_are_twelve_findings_at_their_lines(name: str) -> None:
    result = check(str(PLANTED / name), **PACKAGE)
    assert result.code == 1
    assert _places(result) == _marked(PLANTED / name)
    assert {rule for _, rule in _places(result)} == FAULTS
    assert len(result.findings) == 12


def test_twelve_planted_faults_in_separate_files() -> None:
    result = check(str(PLANTED / "files"), **PACKAGE)
    found = [(Path(one["file"]).name, one["line"], one["rule"]) for one in result.findings]
    assert len(found) == 12
    assert set(found) == IN_FILES


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_no_false_alarm_in_files_like_public_samples(path: Path) -> None:
    result = check(str(path), "--profile", "strict", **PACKAGE)
    assert result.findings == []
    assert json.loads(result.out)["summary"]["requests"] >= 1


def test_all_samples_in_one_run() -> None:
    result = check(*map(str, CORPUS), **PACKAGE)
    errors = [found for found in result.findings if found["severity"] == "error"]
    assert errors == []
    assert {found["rule"] for found in result.findings} <= {"config-model-not-in-set", "endpoint-config-not-in-set"}


@pytest.mark.parametrize("operation", sagemaker.operations())
def test_a_skeleton_of_every_operation_is_valid_and_warns_of_nothing(tmp_path: Path, operation: str) -> None:
    for words in ((), ("--all",)):
        path = tmp_path / "skeleton.yaml"
        path.write_text(run("skeleton", operation, *words, **PACKAGE).out, encoding="utf-8")
        assert check(str(path), "--operation", operation, **PACKAGE).findings == []


def test_every_rule_is_explained_with_both_examples() -> None:
    for rule in sagemaker.rules():
        text = run("explain", rule.id, **PACKAGE).out
        assert str(rule.source) in text
        assert "fails:" in text
        assert "passes:" in text


def test_a_long_enum_is_never_printed(tmp_path: Path) -> None:
    path = tmp_path / "create-endpoint-config.json"
    variant = {"VariantName": "a", "ModelName": "m", "InstanceType": "ml.g5.2xlarg", "InitialInstanceCount": 1}
    path.write_text(json.dumps({"EndpointConfigName": "c", "ProductionVariants": [variant]}))
    (found,) = check(str(path), **PACKAGE).findings
    assert len(found["message"]) < 200
    assert found["message"].count("ml.g5.") == 4  # the value and three suggestions


def test_joins_between_files_and_templates(tmp_path: Path) -> None:
    (tmp_path / "s.create-endpoint-config.yaml").write_text(
        "EndpointConfigName: s\nProductionVariants:\n"
        "- {VariantName: v, ModelName: m, ServerlessConfig: {MemorySizeInMB: 1024, MaxConcurrency: 1}}\n"
    )
    (tmp_path / "e.yaml").write_text(
        "Resources:\n  E:\n    Type: AWS::SageMaker::Endpoint\n    Properties:\n"
        "      EndpointName: !Ref Name\n      EndpointConfigName: s\n      DeploymentConfig:\n"
        "        RollingUpdatePolicy:\n          MaximumBatchSize: {Type: CAPACITY_PERCENT, Value: 20}\n"
        "          WaitIntervalInSeconds: !Ref Wait\n"
        "Parameters: {Name: {Type: String}, Wait: {Type: Number}}\n"
    )
    found = check(str(tmp_path), "--release-per", "run", **PACKAGE).findings
    assert ("rolling-no-serverless", 8) in [(one["rule"], one["line"]) for one in found]


def test_the_cli_skeleton_is_one_finding(tmp_path: Path) -> None:
    model = get_session().get_service_model("sagemaker")
    for operation, name in (("CreateEndpoint", "create-endpoint"), ("CreateEndpointConfig", "create-endpoint-config")):
        skeleton = ArgumentGenerator().generate_skeleton(model.operation_model(operation).input_shape)
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(skeleton))
        assert [found["rule"] for found in check(str(path), **PACKAGE).findings] == ["untouched-skeleton"]


def test_a_clash_of_names_tells_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("\nCreateEndpoint:\n  EndpointName: fraud\n  EndpointConfigName: a\n")
    (tmp_path / "b.yaml").write_text("CreateEndpoint: {EndpointName: Fraud, EndpointConfigName: a}\n")
    [found] = check(str(tmp_path), **PACKAGE).findings
    assert found["rule"] == "endpoint-name-unique-ignoring-case"
    assert found["message"].endswith(f"; the other is at {tmp_path / 'a.yaml'}:3:17")
    assert (Path(found["file"]).name, found["line"]) == ("b.yaml", 1)


def test_a_clash_of_joined_stacks_tells_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint = "  E:\n    Type: AWS::SageMaker::Endpoint\n    Properties:\n      EndpointConfigName: {config}\n"
    named = "      EndpointName: fraud\n"
    config = "Outputs: {C: {Value: fraud, Export: {Name: config}}}\n"
    (tmp_path / "a.yaml").write_text(f"{config}Resources:\n{endpoint.format(config='fraud')}{named}")
    (tmp_path / "b.yaml").write_text(f"Resources:\n{endpoint.format(config='!ImportValue config')}{named}")
    monkeypatch.chdir(tmp_path)
    [found] = check(".", **PACKAGE).findings
    assert (found["rule"], found["file"]) == ("endpoint-name-unique-ignoring-case", "b.yaml")
    assert found["message"].endswith("; the other is at a.yaml:7:21")
