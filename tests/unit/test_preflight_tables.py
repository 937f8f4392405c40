"""Dated tables, profiles, the region of a release: what is asked for beyond the ordinary rules."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import generated
from generated import sagemaker
from generated.__main__ import SERVICES
from tests.preflight_harness import check, run

PACKAGE: dict[str, Any] = {"package": generated.__name__, "services": SERVICES}
SECRET = "AKIAIOSFODNN7EXAMPLE"
RELEASE = f"""\
- CreateModel:
    ModelName: scorer
    ExecutionRoleArn: arn:aws:iam::123456789012:role/hosting
    PrimaryContainer:
      Image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/scorer:1
      Environment: {{KEY: {SECRET}}}
- CreateEndpointConfig:
    EndpointConfigName: scorer-1
    ProductionVariants:
    - {{VariantName: main, ModelName: scorer, InstanceType: ml.m4.xlarge, InitialInstanceCount: 1}}
"""


def rules_of(folder: Path, *words: str) -> set[str]:
    path = folder / "release.yaml"
    path.write_text(RELEASE, encoding="utf-8")
    return {finding["rule"] for finding in check(*words, str(path), **PACKAGE).findings}


def test_every_table_is_shown_with_its_age() -> None:
    shown = json.loads(run("tables", "--format", "json", **PACKAGE).out)
    assert [table["name"] for table in shown] == list(sagemaker.tables())
    for table in shown:
        assert table["ageInDays"] == (dt.date.today() - dt.date.fromisoformat(table["asOf"])).days  # noqa: DTZ011
        assert table["values"] == sagemaker.tables()[table["name"]]["values"]
    text = run("tables", **PACKAGE).out.splitlines()
    assert len(text) == len(shown)
    assert all(f"{table['ageInDays']} day" in line for table, line in zip(shown, text, strict=True))


def test_one_table_is_shown_with_its_values() -> None:
    assert run("tables", "supersededFamilies", **PACKAGE).out.split()[-2:] == ["m4", "t2"]
    wrong = run("tables", "supersededFamily", **PACKAGE)
    assert (wrong.code, "did you mean supersededFamilies?" in wrong.err) == (2, True)


def test_profiles_are_off_by_default_and_several_may_be_on(tmp_path: Path) -> None:
    security, cost = {"sec-model-vpc", "sec-min-two-instances"}, {"cost-superseded-family"}
    assert not rules_of(tmp_path) & (security | cost)
    assert rules_of(tmp_path, "--profile", "security") & (security | cost) == security
    assert rules_of(tmp_path, "--profile", "security,cost") >= security | cost
    assert rules_of(tmp_path, "--profile", "cost, security") >= security | cost


def test_several_profiles_may_be_configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.botoforge.preflight]\nprofile = 'cost,security'\n")
    assert rules_of(tmp_path) >= {"sec-model-vpc", "cost-superseded-family"}


def test_where_a_release_goes_may_be_told(tmp_path: Path) -> None:
    asked = {"container-image-other-region", "instance-type-other-region"}
    assert not rules_of(tmp_path) & asked
    assert not rules_of(tmp_path, "--region", "eu-west-1") & asked
    assert rules_of(tmp_path, "--region", "us-east-1") & asked == {"container-image-other-region"}
    assert rules_of(tmp_path, "--region", "ap-southeast-7") >= asked


def test_a_secret_is_found_and_never_shown(tmp_path: Path) -> None:
    container = {"Image": "example/scorer:1", "Environment": {"KEY": SECRET}}
    (found,) = [v for v in sagemaker.ContainerDefinition.violations_in(container) if v.rule.startswith("environment")]
    assert SECRET not in repr(found) + str(found)
    path = tmp_path / "release.yaml"
    path.write_text(RELEASE, encoding="utf-8")
    for form in ("text", "json", "sarif", "github", "junit"):
        result = run("preflight", "--format", form, str(path), **PACKAGE)
        assert "environment-holds-secret" in result.out
        assert SECRET not in result.out + result.err


def test_an_explanation_says_how_well_a_rule_is_sourced_and_where() -> None:
    text = run("explain", "sec-model-network-isolation", **PACKAGE).out
    for words in (
        "grade        B",
        "read         2026-11-26",
        "Security Hub SageMaker.5",
        "https://docs.aws.amazon.com",
    ):
        assert words in text
    assert (
        "github.com/hashicorp/terraform-provider-aws/pull/45926"
        in run("explain", "managed-scaling-needs-inference-components", **PACKAGE).out
    )
