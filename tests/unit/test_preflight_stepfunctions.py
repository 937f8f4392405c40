"""State machines: what of a task is known, where it stands, and what joins its requests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.preflight_harness import Result, check, checked, run

STORE = "arn:aws:states:::shop:createStore"
ITEM = "arn:aws:states:::aws-sdk:shop:createItem"


def _task(resource: str, **fields: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": resource, "End": True, **fields}


def _machine(**states: Any) -> dict[str, Any]:
    return {"StartAt": next(iter(states)), "States": states}


def _checked(folder: Path, machine: dict[str, Any], name: str = "deploy.json") -> Result:
    return checked(folder, name, json.dumps(machine, indent=1))


def _rules(result: Result) -> list[str]:
    return sorted(found["rule"] for found in result.findings)


@pytest.mark.parametrize(
    ("parameters", "rules"),
    [
        ({"StoreName": "a", "Kind": "OPEM"}, ["enum"]),
        ({"StoreName.$": "$.name", "Kind.$": "$.kind"}, []),
        ({"StoreName.$": "States.Format('a_{}', $.stage)"}, ["pattern"]),
        ({"StoreName.$": r"States.Format('a\{\}{}', $.stage)"}, ["pattern"]),
        ({"StoreName.$": "States.Format('a-{}', $.stage)"}, []),
        ({"StoreName": "a", "Layout": {"Columns.$": "$.n", "Rows": 0, "Mode": "FIXED"}}, ["min-value"]),
        ({"StoreName": "a", "Tags": [{"Key.$": "$.k", "Valu": "v"}]}, ["unknown-member"]),
        ({"Kind": "OPEN"}, ["required"]),
        ({"StoreName": "$.name"}, ["step-expression"]),
        ({"StoreName.$": "name"}, ["step-expression"]),
        ({"StoreName.$": "$.a", "StoreName": "a"}, ["step-expression"]),
        ({"StoreName": "${Name}", "Kind": "${Kind}M"}, ["enum"]),
    ],
)
def test_members_in_json_path(tmp_path: Path, parameters: dict[str, Any], rules: list[str]) -> None:
    assert _rules(_checked(tmp_path, _machine(Make=_task(STORE, Parameters=parameters)))) == rules


@pytest.mark.parametrize(
    ("arguments", "rules"),
    [
        ({"StoreName": "a", "Kind": "OPEM"}, ["enum"]),
        ({"StoreName": "{% $name %}", "Kind": "{% $uppercase($kind) %}"}, []),
        ({"StoreName": "{% 'a_' & $states.input.stage %}"}, ["pattern"]),
        ({"StoreName": "{% 'a-' & $states.input.stage & \"-b\" %}"}, []),
        ({"StoreName": "{% 'a_' & $x ? 'a' : 'b' %}"}, []),
        ({"StoreName": " {% $name %}"}, ["step-expression"]),
        ({"StoreName": "$.name"}, ["pattern"]),
        ({"StoreName.$": "$.name"}, ["required", "unknown-member"]),
        ("{% $states.input %}", []),
    ],
)
def test_members_in_jsonata(tmp_path: Path, arguments: Any, rules: list[str]) -> None:
    task = _task(STORE, Arguments=arguments)
    assert _rules(_checked(tmp_path, {**_machine(Make=task), "QueryLanguage": "JSONata"})) == rules
    assert _rules(_checked(tmp_path, _machine(Make={**task, "QueryLanguage": "JSONata"}))) == rules


def test_tasks_stand_in_branches_and_maps(tmp_path: Path) -> None:
    bad = _task(STORE, Parameters={"StoreName": "a", "Kind": "OPEM"})
    new, old = {"ItemProcessor": _machine(New=bad)}, {"Iterator": _machine(Old=bad), "Parameters": {"Kind": 1}}
    machine = _machine(
        Both={"Type": "Parallel", "Branches": [_machine(Each={"Type": "Map", **new}), _machine(First=bad)]},
        Every={"Type": "Map", **old},
        Wait={"Type": "Pass", "Parameters": {"StoreName": 1}},
    )
    assert sorted(found["resource"] for found in _checked(tmp_path, machine).findings) == ["First", "New", "Old"]


def test_no_task_of_the_package_is_nothing_to_report(tmp_path: Path) -> None:
    other = _machine(
        Wait=_task("arn:aws:states:::sqs:sendMessage"), Call=_task("arn:aws:lambda:::function:createStore")
    )
    (tmp_path / "other.asl.json").write_text(json.dumps(other))
    result = check(str(tmp_path))
    assert (result.code, json.loads(result.out)["summary"]["requests"]) == (0, 0)
    assert "calls nothing of the package" in run("preflight", str(tmp_path), "--show-files").out


@pytest.mark.parametrize(
    ("resource", "rules"),
    [
        ("arn:aws:states:::shop:createStore.sync", ["step-integration"]),
        ("arn:aws-cn:states:::aws-sdk:shop:createStore.waitForTaskToken", []),
        ("arn:${AWS::Partition}:states:::aws-sdk:shop:createStore.sync:2", ["step-integration"]),
        ("arn:aws:states:::shop:describeStore", ["step-integration"]),
        ("arn:aws:states:::aws-sdk:shop:describeStore", []),
        ("arn:aws:states:::aws-sdk:market:createStore.sync", []),
    ],
)
def test_integrations_that_there_are(tmp_path: Path, resource: str, rules: list[str]) -> None:
    result = _checked(tmp_path, _machine(Make=_task(resource, Parameters={"StoreName": "a"})))
    assert _rules(result) == rules


def test_states_join_by_equal_expressions_over_the_context(tmp_path: Path) -> None:
    store = _task(STORE, Parameters={"StoreName.$": "$$.Execution.Input['Name']", "Kind": "CLOSED"})
    item = _task(ITEM, Parameters={"ItemName": "i", "StoreName.$": "$$.Execution.Input.Name"})
    assert _rules(_checked(tmp_path, _machine(S=store, I=item))) == ["item-store-closed"]
    jsonata = {"ItemName": "i", "StoreName": "{% $states.context.Execution.Input.Name %}"}
    other = {**_task(ITEM, Arguments=jsonata), "QueryLanguage": "JSONata"}
    assert _rules(_checked(tmp_path, _machine(S=store, I=other))) == ["item-store-closed"]
    moving = _task(ITEM, Parameters={"ItemName": "i", "StoreName.$": "$.name"})
    store["Parameters"] = {"StoreName.$": "$.name", "Kind": "CLOSED"}
    assert _rules(_checked(tmp_path, _machine(S=store, I=moving))) == []


def test_states_are_alternatives_and_machines_do_not_join(tmp_path: Path) -> None:
    closed = _task(STORE, Parameters={"StoreName": "a", "Kind": "CLOSED"})
    item = _task(ITEM, Parameters={"ItemName": "i", "StoreName": "b"})
    assert _rules(_checked(tmp_path, _machine(S=closed, I=item))) == []
    item["Parameters"]["StoreName"] = "a"
    assert _rules(_checked(tmp_path, _machine(S=closed, I=item))) == ["item-store-closed"]
    (tmp_path / "deploy.json").write_text(json.dumps(_machine(S=closed)))
    (tmp_path / "item.json").write_text(json.dumps(_machine(I=item)))
    assert _rules(check(str(tmp_path))) == []


def test_comments_of_states_and_of_yaml_silence(tmp_path: Path) -> None:
    task = _task(STORE + ".sync", Parameters={"StoreName": "a", "Kind": "OPEM"})
    both = {**task, "Comment": "botoforge: ignore[enum]: as it was"}
    assert _rules(_checked(tmp_path, _machine(Make=both, Other=task))) == ["enum", *["step-integration"] * 2]
    every = {**task, "Comment": "botoforge: ignore"}
    assert _rules(_checked(tmp_path, _machine(Make=every))) == []
    idle = {**_task(STORE, Parameters={"StoreName": "a"}), "Comment": "botoforge: ignore[enum]"}
    assert _rules(_checked(tmp_path, _machine(Make=idle))) == ["unused-ignore"]
    text = (
        "StartAt: A\nStates:\n  A:\n    Type: Task\n    End: true\n"
        f"    Resource: {STORE}\n    Parameters: {{StoreName: a, Kind: OPEM}}  # botoforge: ignore[enum]\n"
    )
    assert checked(tmp_path, "a.asl.yaml", text).findings == []


# Inside of templates.

TEXT = (
    '{"StartAt":"A","States":{"A":{"Type":"Task","End":true,"Resource":"arn:aws:states:::shop:createStore",'
    '"Parameters":{"StoreName":"a-${Stage}","Size":${Size},"Kind":"OPEM"}}}}'
)


QUOTED = json.dumps(TEXT.replace("${Stage}", "b").replace("${Size}", "1"))
HEAD, TAIL = TEXT.replace("${Size}", "1").split("${Stage}")
JOINED = json.dumps({"Fn::Join": ["", [HEAD, {"Ref": "Stage"}, TAIL]]})
BLOCK = TEXT.replace(',"', ',\n          "')
MACHINE = "AWS::StepFunctions::StateMachine"


def _template(properties: str, kind: str = MACHINE) -> str:
    return f"Resources:\n  Deploy:\n    Type: {kind}\n    Properties:\n{properties}"


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        (f"      DefinitionString: !Sub |\n        {BLOCK}\n", MACHINE),
        (f"      DefinitionString: !Sub '{TEXT}'\n", MACHINE),
        (f"      DefinitionString: !Sub ['{TEXT}', {{Stage: x}}]\n", MACHINE),
        (f"      DefinitionString: {QUOTED}\n", MACHINE),
        (f"      DefinitionString: {JOINED}\n", MACHINE),
        (f"      DefinitionString: '{TEXT}'\n", MACHINE),
        (
            (
                "      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Task\n"
                "            Resource: !Sub arn:${AWS::Partition}:states:::shop:createStore\n            Parameters:\n"
                "              StoreName: !Sub a-${Stage}\n              Size: !Ref Size\n              Kind: OPEM\n"
            ),
            "AWS::Serverless::StateMachine",
        ),
    ],
)
def test_machines_in_templates_have_exact_places(tmp_path: Path, properties: str, kind: str) -> None:
    text = _template(properties, kind)
    [found] = checked(tmp_path, "t.yaml", text).findings
    assert (found["rule"], found["resource"]) == ("enum", "Deploy.A")
    line = text.splitlines()[found["line"] - 1]
    assert line[found["column"] - 1 :].lstrip('\\"').startswith("OPEM")


def test_known_pieces_count_in_texts_that_are_put_together(tmp_path: Path) -> None:
    text = _template(f"      DefinitionString: !Sub '{TEXT.replace('a-$', 'a_$').replace('OPEM', 'OPEN')}'\n")
    assert _rules(checked(tmp_path, "t.yaml", text)) == ["pattern"]
    text = text.replace("a_${Stage}", "{% ''a_'' & ${Stage} %}").replace('"Type":', '"QueryLanguage":"JSONata","Type":')
    assert _rules(checked(tmp_path, "t.yaml", text.replace("Parameters", "Arguments"))) == []


@pytest.mark.parametrize(
    "properties",
    [
        "      DefinitionString: !Sub 'arn'\n",
        "      DefinitionString: {a: b}\n",
        "      DefinitionString: !GetAtt Other.Text\n",
        "      DefinitionString: !Join ['-', [a, b]]\n",
        "      DefinitionString: !Sub [!Ref Text, {}]\n",
        "      DefinitionString: !Join ['', ['{\"StartAt\": ', !If [A, '\"B\"', '1'], ', ', !Ref More, '}']]\n",
        "      Definition: !Ref Text\n",
        "      Definition: {'Fn::Transform': {Name: AWS::Include}}\n",
        "      DefinitionUri: {Bucket: b, Key: k}\n",
        "      DefinitionUri: s3://bucket/key\n",
        "      DefinitionS3Location: {Bucket: b, Key: k}\n",
    ],
)
def test_a_definition_of_which_little_is_known_is_nothing_to_report(tmp_path: Path, properties: str) -> None:
    found = checked(tmp_path, "t.yaml", _template(properties, "AWS::Serverless::StateMachine")).findings
    assert {one["rule"] for one in found} <= ({"syntax"} if "'arn'" in properties else set())


def test_functions_in_a_definition_are_values_that_nobody_knows(tmp_path: Path) -> None:
    text = _template(
        "      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Task\n"
        f"            Resource: {STORE}\n            Parameters:\n              StoreName: !Sub a_${{Stage}}\n"
        "              Layout: {Fn::Transform: {Name: x}, Mode: FIXD}\n              Tags: [{Key: !If [A, b, c]}]\n"
        "              Size: !If [A, 1, 2]\n"
    )
    assert _rules(checked(tmp_path, "t.yaml", text)) == ["enum", "pattern"]


def test_a_definition_that_is_no_json_is_said_where_it_ends(tmp_path: Path) -> None:
    text = _template('      DefinitionString: |\n        {"StartAt": "A",\n         "States": {]}\n')
    assert checked(tmp_path, "t.yaml", text).places == [("syntax", 7, 21)]


def test_a_file_beside_a_template_is_checked_with_it_once(tmp_path: Path) -> None:
    (tmp_path / "machines").mkdir()
    machine = _machine(Make=_task(STORE, Parameters={"StoreName": "a", "Kind": "OPEM"}))
    (tmp_path / "machines" / "deploy.asl.json").write_text(json.dumps(machine))
    kind = "AWS::Serverless::StateMachine"
    (tmp_path / "t.yaml").write_text(_template("      DefinitionUri: machines/deploy.asl.json\n", kind))
    [found] = check(str(tmp_path / "t.yaml")).findings
    assert (found["rule"], Path(found["file"]).name) == ("enum", "deploy.asl.json")
    assert len(check(str(tmp_path)).findings) == 1
    (tmp_path / "machines" / "t.yaml").write_text(_template("      DefinitionUri: ../secret.json\n", kind))
    (tmp_path / "secret.json").write_text(json.dumps(machine))
    assert check(str(tmp_path / "machines" / "t.yaml")).findings == []


def test_a_placeholder_without_quotes_is_a_value(tmp_path: Path) -> None:
    machine = json.dumps(_machine(Make=_task(STORE, Parameters={"StoreName": "a", "Size": 7, "Kind": "OPEM"})))
    assert _rules(checked(tmp_path, "m.asl.json", machine.replace("7", "${Size}"))) == ["enum"]
    request = '{"StoreName": "a", "Size": ${SIZE}, "Kind": "OPEM"}'
    assert _rules(checked(tmp_path, "a.create-store.json", request)) == ["enum"]
