"""Which files are requests: by name, by members, and what is none although it looks a little like one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.preflight_harness import Result, check, checked, run

FAULTY = '{"StoreName": "a", "Kind": "OPEM"}'


def _folder(folder: Path, files: dict[str, str], *words: str) -> Result:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return check(str(folder), *words)


def _summary(result: Result) -> dict[str, int]:
    summary: dict[str, int] = json.loads(result.out)["summary"]
    return summary


@pytest.mark.parametrize(
    "name", ["fraud-create-store.json", "create_store.json", "create-store-fraud.json", "CreateStore-1.json"]
)
def test_a_name_may_hold_the_operation_between_hyphens(tmp_path: Path, name: str) -> None:
    assert [found["rule"] for found in _folder(tmp_path, {name: FAULTY}).findings] == ["enum"]


def test_a_name_that_only_resembles_an_operation_is_not_believed_against_the_members(tmp_path: Path) -> None:
    result = _folder(tmp_path, {"create-store-items.json": '{"ItemName": "i", "StoreName": "a", "Price": "x"}'})
    assert [(found["operation"], found["rule"]) for found in result.findings] == [("CreateItem", "type")]


def test_members_decide(tmp_path: Path) -> None:
    files = {"store.json": FAULTY, "item.yaml": "ItemName: i\nStoreName: a\nPrice: x\n"}
    result = _folder(tmp_path, files)
    assert {(found["operation"], found["rule"]) for found in result.findings} == {
        ("CreateStore", "enum"),
        ("CreateItem", "type"),
    }


def test_one_misspelt_member_does_not_make_a_file_invisible(tmp_path: Path) -> None:
    result = _folder(tmp_path, {"store.json": '{"StoreName": "a", "Layuot": {}, "Kind": "OPEN"}'})
    assert [found["rule"] for found in result.findings] == ["unknown-member"]


def test_members_that_fit_several_operations_are_listed(tmp_path: Path) -> None:
    text = "ItemName: i\nStoreName: a\n"
    assert "create-item or update-item" in checked(tmp_path, "x.yaml", text).findings[0]["message"]
    result = check(str(tmp_path))
    assert (result.code, result.findings) == (0, [])
    [note] = json.loads(result.out)["notes"]
    assert "x.yaml is skipped: its members fit create-item or update-item" in note


SCHEMA = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {}, "properties": {"StoreName": {}}}'
OTHERS = {
    "create-store.schema.json": '{"$ref": "#/x"}',
    "CreateStore.json": SCHEMA,
    "create-store.yaml": "openapi: 3.1.0\ninfo: {}\n",
    "package-lock.json": '{"name": "x", "lockfileVersion": 3}',
    "model.json": '{"metadata": {}, "operations": {"CreateStore": {}}, "shapes": {}}',
    "allowed.json": '{"CreateStore": true}',
    "tsconfig.json": '{\n  // comments\n  "a": 1,\n}',
    "deploy.yaml": "{{- if .Values.on }}\nkind: Deployment\n{{- end }}\n",
    "jinja.yml": "a: {{ x }}\n",
    "empty.yaml": "",
    "latin.yaml": "{",
    "package.json": '{"name": "x", "version": "1"}',
    "names.json": '{"StoreName": "a b"}',
    "list.json": "[1, 2]",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_documents_of_a_folder_are_skipped(tmp_path: Path, name: str) -> None:
    result = _folder(tmp_path, {name: OTHERS[name]})
    assert (result.code, result.findings) == (0, [])
    assert _summary(result)["skipped"] == 1
    assert check(str(tmp_path / name), "--skip-unknown").findings == []
    [found] = checked(tmp_path, name, OTHERS[name]).findings[:1]
    assert found["rule"] in {"unknown-operation", "syntax", "empty-file", "pattern"}


@given(
    st.dictionaries(
        st.sampled_from(["name", "version", "type", "apiVersion", "compilerOptions", "StoreName", "Tags"]),
        st.text("ab", max_size=2) | st.integers(),
    )
)
def test_no_document_of_common_keys_is_a_request_by_accident(document: dict[str, object]) -> None:
    result = check("-", stdin=json.dumps(document).encode())
    expected = bool(document) and set(document) <= {"StoreName", "Tags"}
    assert not _summary(result)["requests"] or expected


def test_text_that_cannot_be_read_is_reported_if_it_is_about_the_package(tmp_path: Path) -> None:
    files = {
        "a.yaml": "Resources: {A: {Type: AWS::Shop::Store}\n",
        "b.yaml": "x: [CreateStore\n",
        "c.yaml": "x: [\n",
        "fraud-create-store.yaml": "x: [\n",
    }
    result = _folder(tmp_path, files)
    names = [Path(found["file"]).name for found in result.findings]
    assert names == ["a.yaml", "b.yaml", "fraud-create-store.yaml"]
    assert {found["rule"] for found in result.findings} == {"syntax"}


def test_a_template_of_another_language_is_said_in_one_line(tmp_path: Path) -> None:
    [found] = _folder(tmp_path, {"create-store.yaml": "StoreName: a\nKind: {{ kind }}\n"}).findings
    assert (found["rule"], found["line"]) == ("syntax", 2)
    assert "is a template of another language ({{): render it first" in found["message"]


def test_what_botoforge_wrote_is_not_searched(tmp_path: Path) -> None:
    manifest = '{\n "generator": "botoforge",\n "files": {}\n}'
    files = {"app/aws/manifest.json": manifest, "app/aws/shop/create-store.json": FAULTY, "create-store.json": FAULTY}
    result = _folder(tmp_path, files)
    assert [Path(found["file"]).parent for found in result.findings] == [tmp_path]


def test_placeholders_are_unknown_values(tmp_path: Path) -> None:
    text = 'StoreName: "${STORE}"\nKind: "{{ .Values.kind }}"\nLayout: {Rows: ${ROWS}, Columns: 2}\n'
    result = checked(tmp_path, "create-store.yaml", text.replace("${ROWS}", "'${ROWS}'"))
    assert [found for found in result.findings if found["severity"] == "error"] == []
    assert json.loads(result.out)["notes"] == [
        "3 placeholders in 1 file are unknown values: they satisfy anything",
    ]


def test_a_value_that_only_holds_a_placeholder_is_checked(tmp_path: Path) -> None:
    assert [found["rule"] for found in checked(tmp_path, "create-store.yaml", "StoreName: a ${X}\n").findings] == [
        "pattern"
    ]


def test_placeholders_take_part_in_rules_over_several_requests(tmp_path: Path) -> None:
    text = "CreateStore: {StoreName: a, Kind: CLOSED}\nCreateItem: {ItemName: i, StoreName: '${STORE}'}\n"
    assert checked(tmp_path, "r.yaml", text).findings == []


def test_a_run_that_checked_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text("a: 1\n")
    result = run("preflight", str(tmp_path))
    assert result.code == 0
    assert result.err.startswith("warning: nothing was checked")
    assert "values.yaml holds no request" in result.err
    assert run("preflight", str(tmp_path), "--fail-on-nothing").code == 2
    assert run("preflight", str(tmp_path / "values.yaml"), "--skip-unknown").err == ""
    (tmp_path / "create-store.yaml").write_text("StoreName: a\n")
    assert run("preflight", str(tmp_path), "--fail-on-nothing").err == ""


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("deploy.rb", "client.create_store(StoreName='a: b')\n", "is no JSON or YAML: what ends in .json"),
        ("note.md", "# hello\n", "is no JSON or YAML"),
        ("x.ipynb", '{"cells": [], "nbformat": 4}', "holds nothing to check: notebooks"),
        ("x.json", "// first\n{}", "a comment, which JSON does not have"),
        ("plan.json", '{"planned_values": {}}', "is a plan or state of Terraform, no request"),
    ],
)
def test_a_named_file_of_another_kind_is_told_so(tmp_path: Path, name: str, content: str, said: str) -> None:
    [found] = checked(tmp_path, name, content).findings
    assert said in found["message"]


def test_a_file_of_any_ending_is_read_if_it_is_a_request(tmp_path: Path) -> None:
    assert [found["rule"] for found in checked(tmp_path, "create-store.txt", FAULTY).findings] == ["enum"]
    assert [found["rule"] for found in checked(tmp_path, "store.txt", FAULTY).findings] == ["enum"]


def test_files_of_a_folder_have_one_name_in_all_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "create-store.json").write_text(FAULTY)
    monkeypatch.chdir(tmp_path)
    for words in (["."], ["./create-store.json"], ["create-store.json"]):
        assert [found["file"] for found in check(*words).findings] == ["create-store.json"]


def test_a_rule_that_follows_from_a_wrong_value_is_not_reported_beside_it(tmp_path: Path) -> None:
    text = "StoreName: a\nLayout: {Rows: 3, Columns: 2, Mode: null}\n"
    assert [found["rule"] for found in checked(tmp_path, "create-store.yaml", text).findings] == [
        "rows-fit-columns",
        "type",
    ]
    text = text.replace("Columns: 2, Mode: null", "Columns: '2'")
    assert "rows-fit-columns" not in {found["rule"] for found in checked(tmp_path, "create-store.yaml", text).findings}


def test_a_text_that_is_too_long_hides_no_pattern(tmp_path: Path) -> None:
    name = "a b" * 40
    found = checked(tmp_path, "create-store.yaml", f"StoreName: {name}\n").findings
    assert [one["rule"] for one in found] == ["max-length", "pattern"]
    assert [one["rule"] for one in checked(tmp_path, "create-store.yaml", f"StoreName: {'a' * 120}\n").findings] == [
        "max-length"
    ]
    template = f"Resources:\n  S:\n    Type: AWS::Shop::Store\n    Properties: {{StoreName: {name}, Kind: !Ref K}}\n"
    found = checked(tmp_path, "t.yaml", f"{template}Parameters: {{K: {{Type: String}}}}\n").findings
    assert [one["rule"] for one in found] == ["max-length", "pattern"]


def test_a_finding_of_some_outcomes_of_conditions_names_them(tmp_path: Path) -> None:
    text = """\
Parameters: {Stage: {Type: String}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  S:
    Type: AWS::Shop::Store
    Properties:
      StoreName: a b
      Kind: !If [IsProd, OPEN, OPEM]
"""
    found = {one["rule"]: one["message"] for one in checked(tmp_path, "t.yaml", text).findings}
    assert found["enum"].endswith(" when Stage is not 'prod'")
    assert "when" not in found["pattern"]
