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


def _limited(folder: Path, parameter: str, properties: str) -> list[tuple[str, str, int]]:
    parameters = f"Parameters:\n  P: {{{parameter}}}\n"
    config = f"  Config: {{Type: AWS::SageMaker::EndpointConfig, Properties: {{{properties}}}}}\n"
    text = f"{parameters}Resources:\n{config}"
    result = checked(folder, "template.yaml", text, **PACKAGE)
    return [(found["rule"], found["severity"], found["line"]) for found in result.findings]


VARIANT: Final = "ModelName: m, VariantName: v"


@pytest.mark.parametrize(
    ("parameter", "variant", "found"),
    [
        ("Type: Number, MinValue: 0", "InitialInstanceCount: !Ref P", [("min-value", "warning")]),
        ("Type: Number, MinValue: 1, MaxValue: 9", "InitialInstanceCount: !Ref P", []),
        ("Type: Number, MinValue: 0, AllowedValues: [1, 2]", "InitialInstanceCount: !Ref P", []),
        ("Type: String, AllowedPattern: 'm5[a-z]*'", "InstanceType: !Ref P", [("enum", "error")]),
        ("Type: String, AllowedPattern: 'ml[.]m5[.][a-z]+'", "InstanceType: !Ref P", []),
        ("Type: String, AllowedPattern: '[a-z]+_[a-z]+'", "ModelName: !Ref P", [("pattern", "error")]),
        ("Type: String, AllowedPattern: '[a-z_]+'", "ModelName: !Ref P", []),
        ("Type: String, AllowedPattern: '(?=a).*'", "ModelName: !Ref P", []),
        ("Type: String, MinLength: 64", "ModelName: !Ref P", [("max-length", "error")]),
        ("Type: String, MaxLength: 200", "ModelName: !Ref P", []),
    ],
)
def test_the_bounds_of_a_parameter_reach_the_member(
    tmp_path: Path, parameter: str, variant: str, found: list[tuple[str, str]]
) -> None:
    around = "" if "InitialInstanceCount" in variant else "InitialInstanceCount: 1, "
    around += "" if "InstanceType" in variant else "InstanceType: ml.m5.large, "
    around += "VariantName: v" if "ModelName" in variant else VARIANT
    properties = f"ProductionVariants: [{{{variant}, {around}}}]"
    assert _limited(tmp_path, parameter, properties) == [(*one, 2) for one in found]


@pytest.mark.parametrize(
    ("parameter", "found"),
    [
        ("Type: String, Default: a_b", [("pattern", "warning", 2)]),
        ("Type: String, AllowedValues: [a_b, c]", [("pattern", "error", 2)]),
        ("Type: String, Default: a-b", []),
    ],
)
@pytest.mark.parametrize("name", ["!Ref P", "!Sub '${P}-config'", "!Sub 'the-${P}'", "!Sub '${P}'"])
def test_a_value_that_a_resource_is_named_by_is_looked_at(
    tmp_path: Path, parameter: str, found: list[tuple[str, str, int]], name: str
) -> None:
    variant = f"{{{VARIANT}, InstanceType: ml.m5.large, InitialInstanceCount: 1}}"
    properties = f"EndpointConfigName: {name}, ProductionVariants: [{variant}]"
    assert _limited(tmp_path, parameter, properties) == found


TOPIC: Final = "  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: a, DisplayName: b}}\n"
TWICE: Final = "      EndpointName: twice\n      EndpointName: twice\n"


def test_a_key_that_stands_twice_is_an_error_in_checked_resources_only(tmp_path: Path) -> None:
    result = template(tmp_path, CONFIG, TOPIC, _endpoint() + TWICE)
    found = [(found["line"], found["severity"]) for found in result.findings if found["rule"] == "duplicate-key"]
    assert found == [(8, "warning"), (14, "error")]


def test_a_byte_order_mark_is_no_fault_of_a_template(tmp_path: Path) -> None:
    text = "\ufeffAWSTemplateFormatVersion: 2010-09-09\r\nResources:\r\n" + CONFIG.replace("\n", "\r\n")
    assert checked(tmp_path, "template.yaml", text, **PACKAGE).findings == []


DEPLOYED: Final = """\
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Kind: {Type: String, AllowedPattern: 'ml[.].*'}
  Count: {Type: Number, MinValue: 1, Default: 1}
  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}
  Name: {Type: String, Default: named}
  Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /images/scorer}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Mappings: {Regions: {us-east-1: {Kind: ml.m5.larg}, eu-west-1: {Kind: ml.m5.large}}}
Resources:
  Model:
    Type: AWS::SageMaker::Model
    Properties:
      ExecutionRoleArn: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x'
      PrimaryContainer: {Image: !Ref Image}
      VpcConfig: {Subnets: !Ref Subnets, SecurityGroupIds: [sg-1]}
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      EndpointConfigName: !Ref Name
      ProductionVariants:
        - ModelName: !GetAtt Model.ModelName
          VariantName: main
          InstanceType: !If [Prod, !Ref Kind, !FindInMap [Regions, !Ref AWS::Region, Kind]]
          InitialInstanceCount: !Ref Count
"""
GOOD: Final = {"Stage": "prod", "Kind": "ml.m5.large", "Subnets": "subnet-1,subnet-2"}
FORMS: Final = {
    "cli.json": json.dumps([{"ParameterKey": key, "ParameterValue": value} for key, value in GOOD.items()]),
    "deploy.json": json.dumps([f"{key}={value}" for key, value in GOOD.items()]),
    "pipeline.json": json.dumps({"Parameters": GOOD, "Tags": {}}),
    "sync.yaml": f"template-file-path: template.yaml\nparameters: {json.dumps(GOOD)}\n",
    "plain.yaml": json.dumps({**GOOD, "Subnets": ["subnet-1", "subnet-2"]}),
    "samconfig.toml": "version = 0.1\n[default.deploy.parameters]\n"
    'parameter_overrides = "Stage=prod Kind=\\"ml.m5.large\\" ParameterKey=Subnets,ParameterValue=subnet-1"\n',
    "samconfig.yaml": "version: 0.1\ndefault: {deploy: {parameters: {parameter_overrides: "
    "[Stage=prod, Kind=ml.m5.large, Subnets=subnet-1]}}}\n",
}


def _deployed(folder: Path, name: str, values: str, *words: str) -> Result:
    path = folder / name
    path.write_text(values, encoding="utf-8")
    stage = "#default" if name.startswith("samconfig") else ""
    return checked(folder, "template.yaml", DEPLOYED, "--parameters", f"{path}{stage}", *words, **PACKAGE)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["ml.m5.large", "ml.m5.larg"])
def test_a_deployment_is_checked_as_it_will_run(tmp_path: Path, form: str, kind: str) -> None:
    result = _deployed(tmp_path, form, FORMS[form].replace("ml.m5.large", kind))
    assert [(found["rule"], found["line"]) for found in result.findings] == [("enum", 24)] * (kind == "ml.m5.larg")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"Stage": "test"}, {("parameter-value", 2)}),
        ({"Kind": "m5"}, {("parameter-value", 3), ("enum", 24)}),
        ({"Count": "0"}, {("parameter-value", 4), ("min-value", 25)}),
        ({"Subnets": "subnet_1"}, {("pattern", 16)}),
        ({"Subnet": "x"}, {("parameter-value", 2)}),
        ({"Name": "a_b"}, {("pattern", 20)}),
        ({"Stage": "dev"}, set()),
        ({"Image": "anything"}, set()),
    ],
)
def test_given_values_are_judged(tmp_path: Path, change: dict[str, str], found: set[tuple[str, int]]) -> None:
    result = _deployed(tmp_path, "values.json", json.dumps({**GOOD, **change}), "--region", "eu-west-1")
    assert {(one["rule"], one["line"]) for one in result.findings} == found


def test_what_is_not_given_has_to_have_a_default(tmp_path: Path) -> None:
    result = _deployed(tmp_path, "values.json", json.dumps({"Stage": "prod", "Subnets": "subnet-1"}))
    assert [(one["rule"], one["line"]) for one in result.findings] == [("parameter-value", 3)]
    assert "Kind has no default" in result.findings[0]["message"]


def test_a_file_for_another_template_says_nothing_of_this_one(tmp_path: Path) -> None:
    result = _deployed(tmp_path, "values.json", '{"Other": "x"}', "--region", "eu-west-1")
    assert result.findings == []


@pytest.mark.parametrize(("region", "found"), [("eu-west-1", []), ("us-east-1", [("enum", 9)])])
def test_the_region_chooses_in_mappings(tmp_path: Path, region: str, found: list[tuple[str, int]]) -> None:
    values = json.dumps({**GOOD, "Stage": "dev"})
    result = _deployed(tmp_path, "values.json", values, "--region", region, "--account", "123456789012")
    assert [(one["rule"], one["line"]) for one in result.findings] == found


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("values.json", "{", "values.json: "),
        ("values.json", "3", "takes a list of ParameterKey"),
        ("values.json", '["Stage"]', "takes a list of ParameterKey"),
        ("values.json", '{"Stage": {"a": 1}}', "takes a list of ParameterKey"),
        ("cdk.json", '{"app": "x", "context": {}}', "CDK's context"),
        ("samconfig.toml", "[prod.deploy.parameters]", "which environment"),
        ("samconfig.toml", "[", "samconfig.toml: "),
        ("values.yaml", "a: 1\n---\nb: 1\n", "no single document"),
    ],
)
def test_a_file_that_gives_no_parameters_is_one_clear_error(tmp_path: Path, name: str, values: str, said: str) -> None:
    result = _deployed(tmp_path, name, values)
    assert result.code == 2
    assert said in result.err


LOOP: Final = """\
Transform: AWS::LanguageExtensions
Parameters: {Kinds: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Configs:
    - Stage
    - %s
    - Config${Stage}:
        Type: AWS::SageMaker::EndpointConfig
        Properties:
          ProductionVariants:
            - {ModelName: m, VariantName: !Ref Stage, InstanceType: ml.m5.large, InitialInstanceCount: 1}
      Endpoint${Stage}:
        Type: AWS::SageMaker::Endpoint
        Properties: {EndpointConfigName: !GetAtt ['Config${Stage}', EndpointConfigName]}
"""


@pytest.mark.parametrize(
    ("items", "values", "requests", "lines"),
    [
        ("[dev, prod]", {}, 4, []),
        ("[dev, prod_x]", {}, 4, [11]),
        ("[dev, [prod_x, !Ref Kinds]]", {"Kinds": "a,b_c"}, 8, [11, 11]),
        ("!Ref Kinds", {"Kinds": "a,b_c"}, 4, [11]),
    ],
)
def test_a_loop_is_written_out(
    tmp_path: Path, items: str, values: dict[str, str], requests: int, lines: list[int]
) -> None:
    (tmp_path / "values.json").write_text(json.dumps(values), encoding="utf-8")
    words = ("--parameters", str(tmp_path / "values.json")) if values else ()
    result = checked(tmp_path, "template.yaml", LOOP % items, *words, **PACKAGE)
    assert [(one["rule"], one["line"]) for one in result.findings] == [("pattern", line) for line in lines]
    assert json.loads(result.out)["summary"]["requests"] == requests


def test_loops_in_loops_end(tmp_path: Path) -> None:
    body = "{'A${A}${B}${C}': {Type: AWS::SageMaker::Endpoint, Properties: {EndpointConfigName: c}}}"
    items = "[" + ", ".join(f"x{number}" for number in range(100)) + "]"
    for name in "CBA":
        body = f"{{'Fn::ForEach::{name}': [{name}, {items}, {body}]}}"
    result = checked(tmp_path, "template.yaml", f"Transform: AWS::LanguageExtensions\nResources: {body}\n", **PACKAGE)
    assert json.loads(result.out)["summary"]["incomplete"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LOOP % "!Ref Kinds", ":4: the loop Configs"),
        ("Transform: [Mine]\nResources:\n" + CONFIG, ":1: the macro Mine"),
        ("Resources:\n  M: {Type: My::Own::Thing::MODULE}\n" + CONFIG, ":2: the module My::Own::Thing::MODULE"),
        (
            "Resources:\n  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://x/y'}}\n" + CONFIG,
            ":2: the nested stack https://x/y",
        ),
        ("Resources:\n  'Fn::Transform': {Name: AWS::Include}\n" + CONFIG, ":2: what Fn::Transform brings"),
        (
            f"Resources:\n{CONFIG}      DataCaptureConfig: {{'Fn::Transform': {{Name: AWS::Include}}}}\n",
            ":7: what Fn::Transform brings",
        ),
        (f"Resources:\n{CONFIG}      Fn::Transform: {{Name: AWS::Include}}\n", ":7: what Fn::Transform brings"),
    ],
)
def test_what_is_not_looked_at_is_said(tmp_path: Path, text: str, said: str) -> None:
    result = checked(tmp_path, "template.yaml", text, **PACKAGE)
    assert result.findings == []
    report = json.loads(result.out)
    assert report["summary"]["incomplete"]
    assert [note for note in report["notes"] if said in note and note.endswith("was not looked at")]
    shown = run("preflight", str(tmp_path / "template.yaml"), **PACKAGE).out
    assert "; the analysis is incomplete" in shown
    log = json.loads(run("preflight", "--format", "sarif", str(tmp_path / "template.yaml"), **PACKAGE).out)
    assert log["runs"][0]["invocations"][0]["toolExecutionNotifications"]


@pytest.mark.parametrize("transform", ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions"])
def test_transforms_that_leave_a_resource_as_it_is_hide_nothing(tmp_path: Path, transform: str) -> None:
    text = f"Transform: {transform}\nGlobals: {{Function: {{Timeout: 3}}}}\nResources:\n{CONFIG}"
    assert not json.loads(checked(tmp_path, "template.yaml", text, **PACKAGE).out)["summary"]["incomplete"]


def test_a_nested_stack_that_lies_beside_is_checked(tmp_path: Path) -> None:
    (tmp_path / "child.yaml").write_text("Resources:\n" + CONFIG.replace("main", "a_b"), encoding="utf-8")
    text = "Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./child.yaml}}}\n"
    result = checked(tmp_path, "template.yaml", text, **PACKAGE)
    assert [(Path(one["file"]).name, one["rule"]) for one in result.findings] == [("child.yaml", "pattern")]


MODEL: Final = """\
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}
  Model:
    Type: AWS::SageMaker::Model
    Properties:
      ExecutionRoleArn: %s
      PrimaryContainer: {Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/x:1, Environment: {ROLE: !Ref Role}}
"""


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("!Ref Role", [("name-for-arn", 7)]),
        ("{Ref: Role}", [("name-for-arn", 7)]),
        ("!GetAtt Role.Arn", []),
        ("!Sub '${Role.Arn}'", []),
    ],
)
def test_the_name_of_a_role_is_no_arn(tmp_path: Path, role: str, found: list[tuple[str, int]]) -> None:
    result = template(tmp_path, MODEL % role)
    assert [(one["rule"], one["line"]) for one in result.findings] == found
    assert all("!GetAtt Role.Arn" in one["message"] for one in result.findings)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Description: x", [("resource-attribute", 5)]),
        ("DependsON: Role", [("resource-attribute", 5)]),
        ("DeletionPolicy: Retian", [("resource-attribute", 21)]),
        ("DeletionPolicy: RetainExceptOnCreate", []),
        ("UpdateReplacePolicy: RetainExceptOnCreate", [("resource-attribute", 26)]),
        ("Metadata: {Any: thing}", []),
    ],
)
def test_what_stands_beside_the_properties_is_looked_at(
    tmp_path: Path, line: str, found: list[tuple[str, int]]
) -> None:
    text = CONFIG.replace("    Properties:", f"    {line}\n    Properties:")
    result = template(tmp_path, text)
    assert [(one["rule"], one["column"]) for one in result.findings] == found
    assert all(one["line"] == 5 for one in result.findings)


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("'${AWS::Region}'", 1),
        ("'s3://${Role}/x'", 1),
        ("'${Role.Arn}'", 1),
        ("!Join ['/', [a, '${Role}']]", 1),
        ("!Sub ['${X}', {X: '${Role}'}]", 1),
        ("!Sub '${Role}'", 0),
        ("'${HOME}'", 0),
        ("'${!Role}'", 0),
        ("'${Role'", 0),
    ],
)
def test_a_variable_that_nobody_fills_in_is_a_warning(tmp_path: Path, value: str, count: int) -> None:
    text = (MODEL % "!GetAtt Role.Arn").replace("ROLE: !Ref Role", f"ROLE: {value}")
    result = template(tmp_path, text)
    assert [(one["rule"], one["severity"]) for one in result.findings] == [("forgotten-sub", "warning")] * count


def test_of_a_text_with_two_unknown_values_nothing_is_offered(tmp_path: Path) -> None:
    variant = f"{{{VARIANT}, InstanceType: ml.m5.large, InitialInstanceCount: 1}}"
    properties = f"EndpointConfigName: !Sub '${{P}}-${{AWS::StackName}}', ProductionVariants: [{variant}]"
    assert _limited(tmp_path, "Type: String, Default: ''", properties) == []
