"""Schemas of resource types: what is kept of them, how they are pinned, and what sets them apart from the API."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pytest

from codegen import providers, spec
from generated import sagemaker
from generated.__main__ import SERVICES
from tests.preflight_harness import check, checked

ROOT: Final = Path(__file__).parents[2]
SAGEMAKER: Final = spec.read(ROOT / "specs" / "sagemaker")
PACKAGE: Final[dict[str, Any]] = {"package": "generated", "services": SERVICES}


@pytest.fixture(scope="module")
def pinned() -> providers.Pinned:
    """The schemas pinned beside the spec of SageMaker."""
    found = SAGEMAKER.load_resources()
    assert found is not None
    return found


def test_every_claimed_type_is_pinned_with_date_and_source(pinned: providers.Pinned) -> None:
    assert set(pinned.schemas) == set(SAGEMAKER.cloudformation)
    assert set(pinned.schemas) < set(pinned.types)
    assert pinned.date.count("-") == 2
    assert pinned.origin.startswith("cfn-lint ")


def test_only_facts_are_pinned(pinned: providers.Pinned) -> None:
    text = providers.dump(pinned)
    assert "description" not in text
    assert "pattern" not in text
    assert all(providers.reduced(schema) == schema for schema in pinned.schemas.values())
    assert (ROOT / "specs" / "sagemaker" / providers.FILE).read_text(encoding="utf-8") == text


def test_what_sets_the_endpoint_types_apart_from_the_api(pinned: providers.Pinned) -> None:
    model = SAGEMAKER.load_model()
    facts = {kind: providers.facts(pinned, kind, entry, model) for kind, entry in SAGEMAKER.cloudformation.items()}
    config, endpoint = facts["AWS::SageMaker::EndpointConfig"], facts["AWS::SageMaker::Endpoint"]
    assert endpoint["ref"] == "EndpointArn"
    assert endpoint["replaces"] == ("EndpointName",)
    assert "DeploymentConfig.AutoRollbackConfiguration.Alarms" in endpoint["required"]
    assert "CrossRegionTrafficConfig" in config["absent"]
    assert config["values"]["ProductionVariants.*.RoutingConfig.RoutingStrategy"] == ("KV_AWARE",)
    assert config["bounds"]["ProductionVariants.*.VariantName"] == {"minLength": 1}
    assert "Tags" not in config["bounds"]
    assert sagemaker.preflight_facts()["cloudformation"]["AWS::SageMaker::Endpoint"]["ref"] == "EndpointArn"


def test_the_pins_are_those_of_the_installed_cfn_lint(pinned: providers.Pinned) -> None:
    cfn_lint = f"cfn-lint {metadata.version('cfn-lint')}"
    if not pinned.origin.startswith(f"{cfn_lint}, "):
        pytest.skip(f"pinned from {pinned.origin}, and {cfn_lint} brings others")
    assert providers.installed(pinned.schemas) == pinned


def test_a_cfn_lint_that_keeps_schemas_elsewhere_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pinned: providers.Pinned
) -> None:
    (tmp_path / "cfnlint").mkdir()
    (tmp_path / "cfnlint" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(providers.ProviderError, match=r"us-east-1\.json: cfn-lint .* install a newer one"):
        providers.installed(pinned.schemas)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"origin": "x", "date": "y", "types": 1, "schemas": {}}'])
def test_a_broken_pin_is_one_error_that_names_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / providers.FILE
    path.write_text(text)
    with pytest.raises(providers.ProviderError, match=providers.FILE):
        providers.load(path)


def test_an_own_pin_comes_before_an_inherited_one(pinned: providers.Pinned) -> None:
    own = providers.Pinned("mine", "2030-01-01", ("A::B::C",), {"A::B::C": {}})
    joined = providers.joined(own, pinned)
    assert (joined.origin, set(joined.schemas)) == ("mine", {"A::B::C", *pinned.schemas})
    assert providers.joined(None, pinned) is pinned


API_ONLY: Final = """Resources:
  Model:
    Type: AWS::SageMaker::Model
    Properties:
      ExecutionRoleArn: arn:aws:iam::111122223333:role/example
      PrimaryContainer:
        Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/example:1
        AdditionalModelDataSources: !Ref Sources
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - VariantName: v
          ModelName: !GetAtt Model.ModelName
          InstanceType: ml.m5.large
          InitialInstanceCount: 1
          RoutingConfig: {RoutingStrategy: KV_AWARE}
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties:
      EndpointConfigName: !GetAtt Config.EndpointConfigName
      DeploymentConfig:
        AutoRollbackConfiguration: {}
Parameters: {Sources: {Type: CommaDelimitedList}}
"""


def test_what_only_the_api_takes_is_an_error_in_a_template(tmp_path: Path) -> None:
    result = checked(tmp_path, "t.yaml", API_ONLY, **PACKAGE)
    refused = [place for place in result.places if place[0].startswith("cloudformation-")]
    assert refused == [
        ("cloudformation-member", 8, 9),
        ("cloudformation-value", 17, 44),
        ("cloudformation-required", 23, 36),
    ]
    assert all("2026-10-20" in one["message"] for one in result.findings if one["rule"] == "cloudformation-member")
    quiet = checked(tmp_path, "t.yaml", API_ONLY, "--ignore", "cloudformation-member", **PACKAGE)
    assert "cloudformation-member" not in {rule for rule, _, _ in quiet.places}
    softer = check("--severity", "cloudformation-value=warning", str(tmp_path / "t.yaml"), **PACKAGE)
    assert {one["severity"] for one in softer.findings if one["rule"] == "cloudformation-value"} == {"warning"}


def test_it_is_fine_in_a_request(tmp_path: Path) -> None:
    request = {
        "EndpointConfigName": "c",
        "ProductionVariants": [
            {
                "VariantName": "v",
                "ModelName": "m",
                "InstanceType": "ml.m5.large",
                "InitialInstanceCount": 1,
                "RoutingConfig": {"RoutingStrategy": "KV_AWARE"},
            }
        ],
    }
    result = checked(tmp_path, "create-endpoint-config.json", json.dumps(request), **PACKAGE)
    assert [one for one in result.findings if one["severity"] == "error"] == []
