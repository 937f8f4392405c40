"""CloudFormation templates: what is resolved, what stays unknown, and that an unknown value never causes a finding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.preflight.cloudformation import when
from codegen.preflight.schema_view import View
from codegen.preflight.unknowns import Hole, certain, fill, samples
from tests.preflight_harness import Result, checked, run

PARAMETERS = ", ".join(f"{name}: {{Type: String}}" for name in ("Parameter", "Other", "Stage", *"ABCKMNRT"))
AROUND = f"""Parameters: {{{PARAMETERS}}}
Conditions: {{X: !Equals [!Ref Parameter, x]}}
Mappings: {{Cities: {{north: {{Kind: OPEN}}}}}}
"""
"""What the functions of a test may name; below the resources, so that lines count from them."""
STORE = "  Store:\n    Type: AWS::Shop::Store\n    Properties:\n"


def _template(folder: Path, *parts: str) -> Result:
    return checked(folder, "template.yaml", "AWSTemplateFormatVersion: 2010-09-09\n" + "".join(parts))


def _store(folder: Path, *properties: str) -> Result:
    lines = (f"      {line}\n" for line in properties)
    return _template(folder, "Resources:\n", STORE, *lines, "  Bucket: {Type: AWS::S3::Bucket}\n", AROUND)


def test_a_resource_is_checked_as_its_request(tmp_path: Path) -> None:
    result = _store(tmp_path, "StoreName: main", "Kind: OPEM", "Nope: 1")
    assert result.places == [("enum", 7, 13), ("unknown-member", 8, 7)]
    assert {(found["operation"], found["resource"]) for found in result.findings} == {("CreateStore", "Store")}


def test_a_name_may_be_left_to_cloudformation(tmp_path: Path) -> None:
    assert _store(tmp_path, "Kind: OPEN").findings == []


def test_a_resource_without_properties_is_a_request_too(tmp_path: Path) -> None:
    text = (
        "Resources: {Item: {Type: AWS::Shop::Item}, Other: {Type: AWS::S3::Bucket}, Odd: [], 'Fn::ForEach::X': [a]}\n"
    )
    assert checked(tmp_path, "t.yaml", text).places == [("required", 1, 19)]


def test_what_cloudformation_does_not_require_is_no_finding(tmp_path: Path) -> None:
    assert _store(tmp_path, "Layout: {Mode: FIXED}").findings == []


@pytest.mark.parametrize(
    "line",
    [
        'Size: "3"',
        "Size: 3.0",
        'Open: "true"',
        "Open: yes",
        'Area: "1.5"',
        "StoreName: 2024-01-31",
        "StoreName: true",
        "Tags: [{Key: 1, Value: 1.50}]",
    ],
)
def test_numbers_and_booleans_may_be_strings_and_the_reverse(tmp_path: Path, line: str) -> None:
    assert _store(tmp_path, line).findings == []


@pytest.mark.parametrize("line", ['Size: "three"', "Size: 2.5", 'Open: "maybe"', "Tags: x", 'Size: "1_0"'])
def test_what_no_reading_makes_right_is_a_finding(tmp_path: Path, line: str) -> None:
    assert [found["rule"] for found in _store(tmp_path, line).findings] == ["type"]


UNKNOWN = [
    "!Ref Parameter",
    "!GetAtt Bucket.Arn",
    "!GetAtt [Bucket, Arn]",
    '!Sub "${AWS::Region}"',
    "!ImportValue shared",
    "!FindInMap [!Ref A, !Ref B, !Ref C]",
    "!Select [0, !GetAZs '']",
    "!Join ['', [!Ref Parameter, !Ref Other]]",
    "!If [X, !Ref A, !Ref B]",
    "!Cidr [a, 1, 2]",
    "!Base64 x",
    "'{{resolve:ssm:/path}}'",
]


@pytest.mark.parametrize("value", [*UNKNOWN, "{'Fn::Transform': {Name: AWS::Include}}"])
@pytest.mark.parametrize("name", ["StoreName", "Kind", "Size", "Area", "Open", "Tags", "Layout"])
def test_an_unknown_value_satisfies_everything(tmp_path: Path, name: str, value: str) -> None:
    assert _store(tmp_path, f"{name}: {value}").findings == []


@pytest.mark.parametrize(
    "layout",
    [
        "{Rows: !Ref R, Columns: 1, Mode: FIXED}",
        "{Rows: 9, Columns: !Ref C, Mode: FIXED}",
        "{Rows: !Ref R, Columns: !Ref C, Mode: FIXED}",
        "{Rows: 1, Columns: 2, Mode: !Ref M}",  # the rule fires for every mode but one
        "{Rows: 1, Columns: 2, Mode: !If [X, FIXED, !Ref M]}",
    ],
)
def test_a_rule_that_reads_an_unknown_value_is_satisfied(tmp_path: Path, layout: str) -> None:
    assert _store(tmp_path, f"Layout: {layout}").findings == []


@pytest.mark.parametrize("value", [*UNKNOWN, "!If [X, !Ref A, 1]"])
def test_a_name_is_wrong_whatever_its_value(tmp_path: Path, value: str) -> None:
    assert _store(tmp_path, f"StoreNam: {value}").places == [("unknown-member", 6, 7)]


def test_a_member_that_may_be_absent_is_no_wrong_name(tmp_path: Path) -> None:
    assert _store(tmp_path, "StoreNam: {'Fn::Transform': {Name: X}}").findings == []


def test_what_cannot_be_absent_is_present(tmp_path: Path) -> None:
    assert _store(tmp_path, "Layout: {Rows: 1, Columns: 2, Mode: !Ref M}").findings == []
    missing = "Layout: {Rows: 1, Columns: 2, Mode: !If [X, FIXED, !Ref AWS::NoValue]}"
    assert _store(tmp_path, missing).places == [("free-mode-ignores-rows", 6, 15)]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("StoreName: !Sub '${Stage}_store'", "pattern"),
        ("StoreName: !Join ['.', [!Ref Stage, store]]", "pattern"),
        ("StoreName: !Sub ['${X}+${X}', {X: !Ref Stage}]", "pattern"),
        (f"StoreName: !Sub '{'a' * 40}${{Stage}}{'b' * 40}'", "max-length"),
        ("Kind: !Sub '${Stage}-x'", "enum"),
    ],
)
def test_what_is_known_of_a_text_can_decide(tmp_path: Path, line: str, rule: str) -> None:
    assert rule in {found["rule"] for found in _store(tmp_path, line).findings}


@pytest.mark.parametrize(
    "line",
    [
        "StoreName: !Sub '${Stage}-store'",
        "StoreName: !Join ['-', [!Ref Stage, !If [X, a, !Ref AWS::NoValue]]]",
        "StoreName: !Sub '${Stage}'",
        "Kind: !Sub 'O${Other}'",
        "Kind: !Sub '${Other}E${Stage}'",
    ],
)
def test_what_some_value_makes_right_is_no_finding(tmp_path: Path, line: str) -> None:
    assert _store(tmp_path, line).findings == []


def test_a_transform_among_members_may_bring_any(tmp_path: Path) -> None:
    lines = ("Layout:", "  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}", "  Rows: 1")
    assert _store(tmp_path, *lines).findings == []


def test_unknown_values_hide_nothing_that_holds_anyway(tmp_path: Path) -> None:
    result = _store(tmp_path, "StoreName: !Ref N", "Tags: !Ref T", "Layout: {Rows: 3, Columns: 2, Mode: !Ref M}")
    assert result.places == [("rows-fit-columns", 8, 22)]


def test_a_value_written_next_to_an_unknown_one_is_checked(tmp_path: Path) -> None:
    result = _store(tmp_path, "Tags: [{Key: !Ref K, Nope: 1}, !Ref T, {Value: v}]")
    assert result.places == [("unknown-member", 6, 28), ("required", 6, 46)]


BOTH = """Resources:
  Store:
    Type: AWS::Shop::Store
    Properties: {{Kind: CLOSED{name}}}
  Item:
    Type: AWS::Shop::Item
    Properties:
      ItemName: i
      Shop: {reference}
Parameters: {{Stage: {{Type: String}}, Parameter: {{Type: String}}}}
"""


@pytest.mark.parametrize("name", ["", ", StoreName: fixed", ", StoreName: !Sub '${Stage}-store'"])
@pytest.mark.parametrize(
    "reference",
    [
        "!Ref Store",
        "!GetAtt Store.StoreName",
        "!GetAtt [Store, StoreName]",
        "{'Fn::GetAtt': [Store, StoreName]}",
        "{'Fn::GetAtt': Store.StoreName}",
        "!Sub '${Store}'",
        "!Sub '${Store.StoreName}'",
        "!Sub ['${X}', {X: !Ref Store}]",
        "!Join ['', [!Ref Store]]",
    ],
)
def test_references_between_resources_join_them(tmp_path: Path, name: str, reference: str) -> None:
    result = checked(tmp_path, "t.yaml", BOTH.format(name=name, reference=reference))
    assert result.places == [("item-store-closed", 9, 13)]
    assert result.findings[0]["resource"] == "Item"


def test_the_same_expression_is_the_same_name(tmp_path: Path) -> None:
    text = BOTH.format(name=", StoreName: !Sub '${Stage}-store'", reference="{'Fn::Sub': '${Stage}-store'}")
    assert checked(tmp_path, "t.yaml", text).places == [("item-store-closed", 9, 13)]


def test_an_unknown_reference_joins_nothing(tmp_path: Path) -> None:
    assert checked(tmp_path, "t.yaml", BOTH.format(name="", reference="!Ref Parameter")).findings == []


def test_a_literal_reference_joins_by_name(tmp_path: Path) -> None:
    text = BOTH.format(name=", StoreName: fixed", reference="other")
    assert checked(tmp_path, "t.yaml", text).places == [("item-store-not-in-set", 9, 13)]
    text = BOTH.format(name=", StoreName: fixed", reference="!Sub fixed")
    assert checked(tmp_path, "t.yaml", text).places == [("item-store-closed", 9, 13)]


def test_properties_of_another_operation_are_checked_as_its_request(tmp_path: Path) -> None:
    text = "Resources:\n  Item:\n    Type: AWS::Shop::Item\n    Properties: {Shop: s, Discount: %s}\n"
    assert checked(tmp_path, "t.yaml", text % "'20'").findings == []
    result = checked(tmp_path, "t.yaml", text % "60")
    assert result.places == [("max-value", 4, 37)]
    assert result.findings[0]["operation"] == "UpdateItem"


CONDITIONAL = """Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  Prod: !Equals [!Ref Stage, prod]
  Dev: !Not [!Condition Prod]
  Either: !Or [Condition: Prod, Condition: Dev]
  Neither: !And [Condition: Prod, Condition: Dev]
Resources:
"""


def test_both_branches_of_a_condition_are_checked(tmp_path: Path) -> None:
    text = CONDITIONAL + STORE + "      Kind: !If [Prod, OPEN, OPEM]\n      Size: !If [Dev, 3, 99]\n"
    assert checked(tmp_path, "t.yaml", text).places == [("enum", 12, 30), ("max-value", 13, 26)]


def test_branches_that_exclude_each_other_are_not_mixed(tmp_path: Path) -> None:
    layout = "      Layout: {Rows: !If [Prod, 3, 1], Columns: !If [Prod, 3, 1], Mode: FIXED}\n"
    assert checked(tmp_path, "t.yaml", CONDITIONAL + STORE + layout).findings == []
    layout = "      Layout: {Rows: !If [Prod, 3, 1], Columns: !If [Dev, 3, 1], Mode: FIXED}\n"
    assert checked(tmp_path, "t.yaml", CONDITIONAL + STORE + layout).places == [("rows-fit-columns", 12, 33)]


def test_no_value_is_absent(tmp_path: Path) -> None:
    text = CONDITIONAL + STORE + "      Tags: [!If [Prod, {Key: 1}, !Ref AWS::NoValue], {Nope: !Ref AWS::NoValue}]\n"
    assert checked(tmp_path, "t.yaml", text).places == [("required", 12, 55)]
    text = CONDITIONAL + STORE + "      Kind: !If [Prod, OPEN, !Ref 'AWS::NoValue']\n"
    assert checked(tmp_path, "t.yaml", text).findings == []


@pytest.mark.parametrize(
    ("line", "column", "when"),
    [
        ("Kind: !If [Prod, OPEN, OPEM]", 30, "when Stage is 'dev'"),
        ("Kind: !If [Either, OPEM, OPEN]", 26, ""),
        ("Kind: !If [Prod, OPEM, OPEM]", 24, "when Stage is 'prod'"),
        (
            "Layout: !If [Prod, {Mode: FREE}, {Mode: FIXED, Rows: 1, Columns: !If [Dev, 0, 1]}]",
            82,
            "when Stage is 'dev'",
        ),
        ("Tags: [{Key: !If [Prod, a, !Ref AWS::NoValue]}]", 34, "when Stage is 'dev'"),
        ("Kind: !If [Other, OPEM, OPEN]", 25, "when Size is '9'"),
        ("Kind: !If [NotOther, OPEM, OPEN]", 28, "when Size is not '9'"),
    ],
)
def test_a_finding_says_in_which_outcome_it_holds(tmp_path: Path, line: str, column: int, when: str) -> None:
    more = "  Other: !Equals [!Ref Size, '9']\n  NotOther: !Not [!Condition Other]\n"
    text = CONDITIONAL.replace("Resources", f"{more}Resources").replace(
        "Parameters:", "Parameters:\n  Size: {Type: String}"
    )
    found = checked(tmp_path, "t.yaml", f"{text}{STORE}      {line}\n").findings[0]
    assert (found["column"], found["when"] or "") == (column, when)
    assert found["message"].endswith(when)


def test_a_finding_over_several_resources_says_it_too(tmp_path: Path) -> None:
    text = (
        CONDITIONAL
        + "  Store:\n    Type: AWS::Shop::Store\n    Properties: {StoreName: s, Kind: !If [Prod, CLOSED, OPEN]}\n"
        + "  Item: {Type: AWS::Shop::Item, Properties: {ItemName: i, Shop: s}}\n"
    )
    (found,) = checked(tmp_path, "t.yaml", text).findings
    assert (found["rule"], found["when"]) == ("item-store-closed", "when Stage is 'prod'")
    sarif = json.loads(run("preflight", "--format", "sarif", str(tmp_path / "t.yaml")).out)
    (result,) = sarif["runs"][0]["results"]
    assert result["properties"] == {"when": "when Stage is 'prod'"}


@given(st.sets(st.integers(0, 11), min_size=1))
def test_what_is_said_of_outcomes_is_true_of_them(holding: set[int]) -> None:
    outcomes = [{"A": f"is {a}", "B": f"is {b}", "C": f"is {c}"} for a in "12" for b in "123" for c in "12"]
    phrase = when(outcomes, holding)
    if len(holding) == len(outcomes):
        assert phrase == ""
        return
    head, _, told = phrase.strip().rpartition("when ")
    parts = [part.split(" ", 1) for part in told.split(" and ")]
    matching = {
        number
        for number, outcome in enumerate(outcomes)
        if all(outcome[name] in values.split(" or ") for name, values in parts)
    }
    assert matching <= holding
    assert head or matching == holding


def test_impossible_branches_are_not_reported(tmp_path: Path) -> None:
    text = CONDITIONAL + STORE + "      Kind: !If [Neither, OPEM, OPEN]\n      Size: !If [Either, 1, 99]\n"
    assert checked(tmp_path, "t.yaml", text).findings == []


def test_resources_under_conditions_that_exclude_each_other_do_not_meet(tmp_path: Path) -> None:
    text = (
        CONDITIONAL
        + "  Store:\n    Type: AWS::Shop::Store\n    Condition: Prod\n    Properties: {StoreName: s, Kind: CLOSED}\n"
        + "  Item:\n    Type: AWS::Shop::Item\n    Condition: Dev\n    Properties: {ItemName: i, Shop: s}\n"
    )
    assert checked(tmp_path, "t.yaml", text).findings == []
    assert checked(tmp_path, "t.yaml", text.replace("Condition: Dev", "Condition: Either")).places == [
        ("item-store-closed", 16, 37)
    ]


def test_conditions_in_a_circle_and_of_unknown_make_do_not_hang(tmp_path: Path) -> None:
    conditions = (
        "Conditions: {A: !Condition B, B: !Condition A, C: !Equals [!Ref X, !Ref Y], D: [], E: !Contains [a, b]}\n"
    )
    uses = "".join(f"      {name}: !If [{key}, 1, 2]\n" for name, key in zip("PQRST", "ABCDE", strict=True))
    result = _template(tmp_path, conditions, "Resources:\n", STORE, uses)
    assert {found["rule"] for found in result.findings} == {
        *("unknown-member", "unresolved-reference", "bad-intrinsic")
    }
    many = "".join(f"  C{number}: !Equals [!Ref P{number}, x]\n" for number in range(40))
    uses = "".join(f"      N{number}: !If [C{number}, 1, 2]\n" for number in range(40))
    parameters = "".join(f"  P{number}: {{Type: String}}\n" for number in range(40))
    result = _template(tmp_path, "Parameters:\n", parameters, "Conditions:\n", many, "Resources:\n", STORE, uses)
    assert len(result.findings) == 40


def test_two_templates_do_not_share_generated_names(tmp_path: Path) -> None:
    text = BOTH.format(name="", reference="!Ref Store")
    (tmp_path / "one.yaml").write_text(text)
    result = checked(tmp_path, "two.yaml", text.replace("CLOSED", "OPEN"), str(tmp_path / "one.yaml"))
    assert [Path(found["file"]).name for found in result.findings] == ["one.yaml"]


def test_a_json_template(tmp_path: Path) -> None:
    template = {
        "Parameters": {"P": {"Type": "String"}},
        "Resources": {
            "S": {"Type": "AWS::Shop::Store", "Properties": {"Kind": {"Fn::If": ["C", "x", {"Ref": "AWS::NoValue"}]}}},
            "I": {"Type": "AWS::Shop::Item", "Properties": {"Shop": {"Fn::GetAtt": ["S", "StoreName"]}, "Price": "5"}},
        },
        "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "1"]}},
    }
    result = checked(tmp_path, "stack.template.json", json.dumps(template, indent=1))
    assert [found["rule"] for found in result.findings] == ["enum"]


def test_a_template_that_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    text = "Resources:\n" + STORE + "      Kind: !Ref Kind\n      StoreName: !Sub '${A}-b'\n      Size: a: b\n"
    assert [rule for rule, _, _ in checked(tmp_path, "t.yaml", text).places] == ["syntax"]


def test_inline_comments_work_in_templates(tmp_path: Path) -> None:
    assert _store(tmp_path, "Kind: OPEM # botoforge: ignore[enum]").findings == []


@pytest.mark.parametrize(
    ("line", "rule", "column", "words"),
    [
        ("Kind: !Ref Nowhere", "unresolved-reference", 13, "'Nowhere'"),
        ("Kind: !Ref Stag", "unresolved-reference", 13, "did you mean Stage"),
        ("Kind: !Ref AWS::Timestamp", "unresolved-reference", 13, "AWS::Timestamp"),
        ("Kind: !GetAtt Shelf.Kind", "unresolved-reference", 13, "no resource 'Shelf'"),
        ("Kind: !GetAtt [Shelf, Kind]", "unresolved-reference", 13, "no resource 'Shelf'"),
        ("Kind: !GetAtt Store.Kin", "unresolved-reference", 13, "no attribute 'Kin'; did you mean Kind"),
        ("Kind: !GetAtt Store", "bad-intrinsic", 13, "attribute"),
        ("StoreName: !Sub '${Nowhere}'", "unresolved-reference", 18, "'Nowhere'"),
        ("StoreName: !Sub ['${X}-${Y}', {X: a}]", "unresolved-reference", 18, "'Y'"),
        ("StoreName: !Sub '${Store.Nam}'", "unresolved-reference", 18, "'Nam'"),
        ("Kind: !If [Y, OPEN, CLOSED]", "unresolved-reference", 18, "'Y'"),
        ("Kind: !FindInMap [Citys, north, Kind]", "unresolved-reference", 25, "did you mean Cities"),
        ("Kind: !FindInMap [Cities, nord, Kind]", "unresolved-reference", 33, "'nord'; did you mean north"),
        ("Kind: !FindInMap [Cities, north, King]", "unresolved-reference", 40, "did you mean Kind"),
        ("Kind: !FindInMap [Cities, !Ref Stage, King]", "unresolved-reference", 45, "did you mean Kind"),
        ("Kind: {'Fn::ref': Stage}", "bad-intrinsic", 13, "did you mean Ref"),
        ("Kind: !Subb '${Stage}'", "bad-intrinsic", 13, "did you mean Sub"),
        ("Kind: !If [X, OPEN]", "bad-intrinsic", 13, "takes 3 items, not 2"),
        ("StoreName: !Join [a]", "bad-intrinsic", 18, "takes 2 items, not 1"),
        ("StoreName: !Join a", "bad-intrinsic", 18, "takes a list"),
        ("Kind: !If [!Ref Stage, OPEN, CLOSED]", "bad-intrinsic", 13, "name of a condition"),
    ],
)
def test_a_reference_that_leads_nowhere(tmp_path: Path, line: str, rule: str, column: int, words: str) -> None:
    (found,) = [one for one in _store(tmp_path, line).findings if one["rule"] != "circular-reference"]
    assert (found["rule"], found["line"], found["column"]) == (rule, 6, column)
    assert words in found["message"]


def test_conditions_and_dependencies_that_lead_nowhere(tmp_path: Path) -> None:
    text = (
        "Resources:\n  Store:\n    Type: AWS::Shop::Store\n    Condition: Prd\n    DependsOn: [Stor, Store2]\n"
        "  Item: {Type: AWS::Shop::Item, DependsOn: Buckt, Condition: Sub, Properties: {Shop: a}}\n"
        "Conditions:\n  Prod: !Equals [!Ref Stage, a]\n  Sub: !And [!Condition Prod, Condition: Prds]\n"
    )
    found = [one for one in checked(tmp_path, "t.yaml", text).findings if one["rule"] == "unresolved-reference"]
    assert sorted(one["line"] for one in found) == [4, 5, 5, 6, 8, 9]


@pytest.mark.parametrize(
    "head",
    [
        "Transform: MyMacro\n",
        "Transform: [AWS::Serverless-2016-10-31, MyMacro]\n",
        "Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}\n",
        "Fn::Transform: {Name: AWS::Include}\n",
    ],
)
def test_nothing_is_said_of_names_that_a_macro_may_add(tmp_path: Path, head: str) -> None:
    uses = "      Kind: !Ref Nowhere\n      StoreName: !Sub '${Some.Where}'\n      Size: !If [Unknown, 1, 2]\n"
    text = head + "Resources:\n" + STORE + uses
    assert checked(tmp_path, "t.yaml", text).findings == []


def test_sam_makes_names_of_those_that_are_written(tmp_path: Path) -> None:
    head = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Handler: {Type: AWS::Serverless::Function}\n"
    uses = ("StoreName: !Ref HandlerRole", "Kind: !GetAtt ServerlessRestApi.RootResourceId", "Size: !Ref Nowhere")
    text = head + STORE + "".join(f"      {use}\n" for use in uses)
    assert checked(tmp_path, "t.yaml", text).places == [("unresolved-reference", 9, 13)]


def test_references_in_other_resources_are_not_looked_at(tmp_path: Path) -> None:
    text = "Resources:\n" + STORE + "      Kind: OPEN\n  B: {Type: AWS::S3::Bucket, Properties: {X: !Ref Nowhere}}\n"
    assert checked(tmp_path, "t.yaml", text).findings == []


def test_resources_that_wait_for_each_other(tmp_path: Path) -> None:
    text = (
        "Resources:\n  A:\n    Type: AWS::Shop::Item\n    Properties: {Shop: !GetAtt B.ItemName}\n"
        "  B:\n    Type: AWS::Shop::Item\n    DependsOn: C\n    Properties: {Shop: s}\n"
        "  C: {Type: AWS::Shop::Item, Properties: {Shop: !Sub '${A.ItemName}'}}\n"
        "  D: {Type: AWS::Shop::Item, Properties: {Shop: !Ref D}}\n"
        "  E: {Type: AWS::Shop::Item, Properties: {Shop: !GetAtt A.ItemName}}\n"
    )
    found = [one for one in checked(tmp_path, "t.yaml", text).findings if one["rule"] == "circular-reference"]
    assert [(one["line"], one["message"].partition(": ")[2]) for one in found] == [
        (4, "A -> B -> C -> A"),
        (10, "D -> D"),
    ]


@pytest.mark.parametrize("reference", ["!Ref Item", "!Sub '${Item}'", "!GetAtt Item.ItemArn", "!Sub 'a-${Item}'"])
def test_the_arn_of_a_resource_is_not_its_name(tmp_path: Path, reference: str) -> None:
    text = "Resources:\n  Item: {Type: AWS::Shop::Item, Properties: {Shop: s}}\n" + STORE
    text += f"      StoreName: {reference}\n"
    (found,) = checked(tmp_path, "t.yaml", text, "--ignore", "item-store-not-in-set").findings
    assert (found["rule"], found["line"]) == ("arn-for-name", 6)
    assert "!GetAtt Item.ItemName" in found["message"]


@pytest.mark.parametrize("line", ["Tags: [{Key: k, Value: !Ref Item}]", "StoreName: !GetAtt Item.ItemName"])
def test_an_arn_stands_where_one_fits(tmp_path: Path, line: str) -> None:
    text = "Resources:\n  Item: {Type: AWS::Shop::Item, Properties: {Shop: s}}\n" + STORE
    text += f"      {line}\n"
    assert checked(tmp_path, "t.yaml", text, "--ignore", "item-store-not-in-set").findings == []


@pytest.mark.parametrize("kind", ["AWS::Shop::Stor", "AWS::Shop::Iten"])
def test_a_type_that_looks_misspelt_is_a_warning(tmp_path: Path, kind: str) -> None:
    result = checked(
        tmp_path, "t.yaml", f"AWSTemplateFormatVersion: 2010-09-09\nResources: {{S: {{Type: '{kind}'}}}}\n"
    )
    assert (result.code, result.places) == (0, [("unknown-resource-type", 2, 23)])


@pytest.mark.parametrize("kind", ["AWS::Shop::Shelf", "AWS::Shop::Warehouse", "AWS::Other::Stor", "Custom::Stor", "x"])
def test_a_type_that_exists_or_resembles_none_is_left_alone(tmp_path: Path, kind: str) -> None:
    text = f"AWSTemplateFormatVersion: 2010-09-09\nResources: {{S: {{Type: '{kind}'}}}}\n"
    assert checked(tmp_path, "t.yaml", text).findings == []


PARAMETERS_OF = """Parameters:
  Kind: {Type: String, Default: OPEM, AllowedValues: [OPEN, OPEM, CLOSED]}
  Size: {Type: Number, Default: 0}
  Name: {Type: String, Default: ""}
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Key: {Type: AWS::SSM::Parameter::Value<String>, Default: a_b}
  List: {Type: CommaDelimitedList, Default: ""}
Mappings:
  Cities:
    dev: {Kind: OPEM, Size: 3}
    prod: {Kind: OPEN, Size: 99}
    other: {Kind: nothing}
Conditions:
  Named: !Not [!Equals [!Ref Name, ""]]
  Prod: !Equals [!Ref Stage, prod]
  Long: !Equals [!Join ["", [!Ref Name]], x]
Resources:
  Store:
    Type: AWS::Shop::Store
    Properties:
"""


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("Kind: !Ref Kind", [("enum", "error", 2, 61)]),
        ("Size: !Ref Size", [("min-value", "warning", 3, 33)]),
        ("Kind: !Ref Name", [("enum", "warning", 4, 33)]),
        ("Kind: !If [Named, !Ref Name, OPEN]", []),
        ("Kind: !If [Prod, !Ref Name, OPEN]", []),
        ("Kind: !If [Long, !Ref Name, OPEN]", []),
        ("StoreName: !Ref Key", []),
        ("Tags: !Ref List", []),
        ("Kind: !FindInMap [Cities, dev, Kind]", [("enum", "error", 10, 17)]),
        ("Size: !FindInMap [Cities, prod, Size]", [("max-value", "error", 11, 30)]),
        ("Kind: !FindInMap [Cities, !Ref Stage, Kind]", [("enum", "error", 10, 17)]),
        ("Kind: !If [Prod, !FindInMap [Cities, !Ref Stage, Kind], OPEN]", []),
        ("Kind: !FindInMap [Cities, !Ref AWS::Region, Kind]", [("enum", "error", 10, 17), ("enum", "error", 12, 19)]),
        ("Tags: [{Key: !Ref Size, Value: !Ref Kind}]", []),
    ],
)
def test_what_a_template_offers_is_judged_where_it_is_used(
    tmp_path: Path, line: str, places: list[tuple[str, str, int, int]]
) -> None:
    found = checked(tmp_path, "t.yaml", f"{PARAMETERS_OF}      {line}\n").findings
    assert [(one["rule"], one["severity"], one["line"], one["column"]) for one in found] == places
    assert all(one["path"] == [line.partition(":")[0]] for one in found)


def test_what_rules_of_a_template_may_exclude_is_not_judged(tmp_path: Path) -> None:
    text = f"{PARAMETERS_OF}      Kind: !Ref Kind\nRules: {{Own: {{Assertions: []}}}}\n"
    assert checked(tmp_path, "t.yaml", text).findings == []


SCHEMA = {
    "type": "object",
    "properties": {
        "A": {"type": "integer", "minimum": 1, "maximum": 9},
        "B": {"enum": [f"v{number}" for number in range(300)]},
        "C": {"type": "boolean"},
        "D": {"type": "array", "items": {"type": "object", "properties": {"E": {"type": "string"}}, "required": ["E"]}},
    },
}


@given(st.sampled_from(["A", "B", "C", "D"]))
def test_samples_have_the_type_of_their_place(name: str) -> None:
    kinds = {"A": int, "B": str, "C": bool, "D": list}
    assert all(type(value) is kinds[name] for value in samples(View(SCHEMA).at(name)))


@given(st.integers(-1, 20))
def test_filling_leaves_no_hole(turn: int) -> None:
    data = {"A": Hole("a", optional=True), "B": Hole("b"), "D": [Hole("d", optional=True), {"E": Hole("e")}]}
    filled = fill(data, View(SCHEMA), {}, turn)
    assert "Hole" not in repr(filled)
    assert ("A" in filled) == (turn >= 0)
    assert "B" in filled  # what cannot be left out is there
    assert len(filled["D"]) == 2  # a hole in a list is never left out: the indices of the others would move


def test_without_a_hole_the_check_runs_once() -> None:
    calls: list[object] = []
    assert certain(lambda data: calls.append(data) or [], {"A": 1}, View(SCHEMA)) == []  # type: ignore[func-returns-value]  # append is the point
    assert calls == [{"A": 1}]


@pytest.mark.parametrize(("price", "rules"), [("500", []), ("501", ["cloudformation-value"]), ("1001", ["max-value"])])
def test_a_narrower_bound_of_the_resource_counts_in_templates_alone(
    tmp_path: Path, price: str, rules: list[str]
) -> None:
    text = f"Resources: {{Item: {{Type: AWS::Shop::Item, Properties: {{Shop: main, Price: {price}}}}}}}\n"
    assert [found["rule"] for found in checked(tmp_path, "t.yaml", text).findings] == rules
    request = f"ItemName: item\nStoreName: main\nPrice: {price}\n"
    found = checked(tmp_path, "create-item.yaml", request).findings
    assert [one["rule"] for one in found] == [rule for rule in rules if rule == "max-value"]
