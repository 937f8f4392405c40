"""The rules in Rego, run by AWS's own engine for templates, against what our package says of the same requests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from codegen import spec
from codegen.lower import lower
from codegen.render import render
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies, validate, validate_release

engine = pytest.importorskip("cloudformation_validate", reason="the engine is not installed")

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "generated" / "sagemaker" / "exports" / "rego"
PLANTED: Final = ROOT / "tests" / "golden" / "preflight" / "planted" / "template.yaml"
TYPES: Final[dict[OperationName, str]] = {
    "CreateModel": "AWS::SageMaker::Model",
    "CreateEndpointConfig": "AWS::SageMaker::EndpointConfig",
    "CreateEndpoint": "AWS::SageMaker::Endpoint",
}
# Rules that the table beside the file calls not said, and patterns that look around, which the engine does not know.
UNSAID: Final = {"clarify-enable-explanations-jmespath", "clarify-attributes-jmespath"}


def ask(template: str | Mapping[str, Any], *profiles: str, rules: str | None = None) -> list[Any]:
    """What the engine reports of a template by our rules alone."""
    files = {"rules": rules or (FOLDER / "rules.rego").read_text("utf-8")}
    files |= {name: (FOLDER / f"{name}.rego").read_text("utf-8") for name in profiles}
    sources = [engine.ExternalRuleSource(name=name, content=text) for name, text in files.items()]
    made = engine.CompositeEngine(engine.CompositeEngineConfig(rego_rules=sources))
    return told(made, template)


def told(made: Any, template: str | Mapping[str, Any]) -> list[Any]:
    """What one engine reports of a template."""
    text = template if isinstance(template, str) else json.dumps(template)
    config = engine.ValidateConfig(severity_level=engine.Severity.INFO, disable_builtin_rules=True)
    found: list[Any] = made.validate_template(engine.TemplateContent(content=text, name="template"), config).diagnostics
    return found


@pytest.fixture(scope="module", name="warm")
def _warm() -> Any:
    source = engine.ExternalRuleSource(name="rules", content=(FOLDER / "rules.rego").read_text("utf-8"))
    return engine.CompositeEngine(engine.CompositeEngineConfig(rego_rules=[source]))


def test_the_twelve_planted_faults_are_told_under_our_ids() -> None:
    text = PLANTED.read_text("utf-8")
    wanted = {line.partition(" # ")[2].strip() for line in text.splitlines()[1:] if " # " in line}
    found = ask(text)
    errors = {one.rule_id: one.start_line for one in found if one.severity.name == "ERROR"}
    assert errors.keys() == wanted
    assert len(wanted) == 12
    for number, line in enumerate(text.splitlines(), 1):
        rule = line.partition(" # ")[2].strip()
        if number > 1 and rule:
            # The engine has no place for a structure: it points to the first scalar in it.
            assert errors[rule] in (number, number + 1), rule


def canary(value: Any) -> dict[str, Any]:
    """A template whose endpoint shifts that part of its capacity first."""
    size = {"Type": "CAPACITY_PERCENT", "Value": value}
    routing = {"Type": "CANARY", "WaitIntervalInSeconds": 60, "CanarySize": size}
    policy = {"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": routing, "TerminationWaitInSeconds": 60}}
    alarms = {"AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "errors"}]}}
    properties = {"EndpointConfigName": "fraud-1", "DeploymentConfig": {**policy, **alarms}}
    return {
        "Parameters": {"Percent": {"Type": "Number"}, "Stage": {"Type": "String"}},
        "Conditions": {"Prod": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
        "Resources": {"Endpoint": {"Type": "AWS::SageMaker::Endpoint", "Properties": properties}},
    }


def test_a_finding_names_the_outcome_of_conditions_under_which_it_holds() -> None:
    (found,) = ask(canary({"Fn::If": ["Prod", 10, 80]}))
    assert (found.rule_id, found.condition_scenario) == ("canary-percent-max", {"Prod": False})
    (always,) = ask(canary({"Fn::If": ["Prod", 70, 80]}))
    assert (always.rule_id, always.condition_scenario) == ("canary-percent-max", None)


@pytest.mark.parametrize("value", [{"Ref": "Percent"}, {"Fn::If": ["Prod", 10, {"Ref": "Percent"}]}, "50", 50])
def test_what_a_template_does_not_tell_satisfies_every_rule(value: Any) -> None:
    assert ask(canary(value)) == []


def test_a_number_may_be_written_as_text() -> None:
    assert [one.rule_id for one in ask(canary("80"))] == ["canary-percent-max"]


@pytest.mark.parametrize("name", [{"Fn::GetAtt": ["Fraud", "ModelName"]}, {"Ref": "Fraud"}])
def test_rules_over_several_requests_follow_the_references_of_the_template(name: Any) -> None:
    container = {"Image": "example/fraud:1", "Mode": "MultiModel", "ModelDataUrl": "s3://models/fraud/"}
    serverless = {"MemorySizeInMB": 2048, "MaxConcurrency": 5}
    variants = [{"VariantName": "main", "ModelName": name, "ServerlessConfig": serverless}]
    role = {"ExecutionRoleArn": "arn:aws:iam::123456789012:role/hosting"}
    resources = {
        "Fraud": {"Type": TYPES["CreateModel"], "Properties": {"PrimaryContainer": container, **role}},
        "Config": {"Type": TYPES["CreateEndpointConfig"], "Properties": {"ProductionVariants": variants}},
    }
    found = ask({"Resources": resources})
    assert ("serverless-model-exclusions", "Properties.ProductionVariants.0.ModelName") in {
        (one.rule_id, one.property_path) for one in found
    }


def test_profiles_are_files_beside_the_rules() -> None:
    routing = {"Type": "ALL_AT_ONCE", "WaitIntervalInSeconds": 0, "CanarySize": {"Type": "INSTANCE_COUNT", "Value": 1}}
    template = canary(1)
    deployment = template["Resources"]["Endpoint"]["Properties"]["DeploymentConfig"]
    deployment["BlueGreenUpdatePolicy"]["TrafficRoutingConfiguration"] = routing
    assert "canary-size-without-canary" not in {one.rule_id for one in ask(template)}
    assert "canary-size-without-canary" in {one.rule_id for one in ask(template, "pedantic")}
    config = {"ProductionVariants": [{"VariantName": "main", "ModelName": "m", "InitialInstanceCount": 1}]}
    secure = ask({"Resources": {"It": {"Type": TYPES["CreateEndpointConfig"], "Properties": config}}}, "security")
    assert "sec-endpoint-kms-key" in {one.rule_id for one in secure}


HOSTILE: Final = [
    '"]) if { true }\nviolation contains make_diag("x", "ERROR", "", "out',
    "back\\slash \\u0041 ${x} `raw` {{ braces }} %v %s",
    "line\nfeed\rreturn\u2028separator\x00nul\x1besc \ud800 lone",
    "# comment\n}",
    "é日本😀" * 400,
]


def test_no_text_of_a_rule_breaks_out_of_the_language() -> None:
    hostile = "\n".join(HOSTILE)
    read = spec.read(ROOT / "specs" / "sagemaker")
    (rule,) = [one for one in read.rules if one["id"] == "canary-percent-max"]
    index = read.rules.index(rule)
    said = {**rule, "message": hostile, "source": f"https://{hostile}"}
    rules = (*read.rules[:index], said, *read.rules[index + 1 :])
    package = lower(evolve(read, rules=rules), read.load_model())
    (text,) = [text for path, text in render(package).items() if path.endswith("rules.rego")]
    (found,) = ask(canary(80), rules=text)
    assert found.message == hostile.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def as_template(requests: Mapping[str, tuple[OperationName, Any]]) -> dict[str, Any]:
    """A template with a resource for each request, and a parameter for what nobody knows."""
    resources = {name: {"Type": TYPES[operation], "Properties": data} for name, (operation, data) in requests.items()}
    return {"Parameters": {"Unknown": {"Type": "String"}}, "Resources": resources}


def is_told(data: Any) -> bool:
    """Whether a template can hold the data: it has no bytes, no infinities, and null is what AWS::NoValue leaves."""
    try:
        return "null" not in json.dumps(data, allow_nan=False)
    except (TypeError, ValueError):
        return False


@st.composite
def requests_near_the_edge(draw: st.DrawFn) -> tuple[OperationName, Any]:
    """A request that is valid, or breaks exactly one constraint or rule."""
    operation = draw(st.sampled_from(sorted(TYPES)))
    if draw(st.booleans()):
        return operation, draw(strategies.requests(operation))
    # A template takes text for a number, and the reverse: to the package itself that is another type.
    target = draw(st.sampled_from([target for target in strategies.targets(operation) if target.rule != "type"]))
    return operation, draw(
        strategies.near_misses(operation, target=target).filter(lambda miss: is_told(miss.data))
    ).data


QUICK: Final = settings(max_examples=25, deadline=None)


@QUICK
@given(request=requests_near_the_edge())
def test_the_engine_says_what_our_package_says(warm: Any, request: tuple[OperationName, Any]) -> None:
    ours = {(v.rule, v.severity) for v in validate_release([request]) if v.rule not in UNSAID}
    found = told(warm, as_template({"It": request}))
    theirs = {(one.rule_id, {"ERROR": "error", "WARN": "warning"}[one.severity.name]) for one in found}
    assert theirs - ours == set()
    assert {one for one in ours - theirs if one[0] not in ("pattern", "required")} == set()


def scalars(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of everything below, structures and lists too."""
    if path:
        yield path
    if isinstance(data, (dict, list)):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from scalars(value, (*path, key))


@QUICK
@given(request=requests_near_the_edge(), data=st.data())
def test_an_unknown_value_in_place_of_a_literal_never_adds_a_finding(
    warm: Any, request: tuple[OperationName, Any], data: st.DataObject
) -> None:
    operation, body = request
    before = {(one.rule_id, one.property_path) for one in told(warm, as_template({"It": request}))}
    # A value that breaks its shape keeps rules that read it silent; without it they may speak.
    broken = [v.path for v in validate(operation, body) if v.rule in SHAPES]
    paths = [path for path in scalars(body) if not any(found[: len(path)] == path for found in broken)]
    assume(paths)
    path = data.draw(st.sampled_from(paths))
    changed = deepcopy(body)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = {"Ref": "Unknown"}
    after = {(one.rule_id, one.property_path) for one in told(warm, as_template({"It": (operation, changed)}))}
    assert after <= before


SHAPES: Final = {"type", "enum", "pattern", "required", "unknown-member", "union"} | {
    f"{end}-{what}" for end in ("min", "max") for what in ("length", "items", "value")
}
