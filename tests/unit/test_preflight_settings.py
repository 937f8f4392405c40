"""Settings: the nearest configuration of each file, what is left out, suppressions and baselines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.preflight.options import Option
from codegen.preflight.switches import SWITCHES
from tests.preflight_harness import Result, check, checked, run

FAULTY = "StoreName: a b\nKind: OPEM\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _write(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def _rules(result: Result) -> list[str]:
    return [found["rule"] for found in result.findings]


def _found(result: Result) -> list[tuple[str, str]]:
    return [(Path(found["file"]).as_posix(), found["rule"]) for found in result.findings]


def _table(text: str) -> str:
    return f"[tool.botoforge.preflight]\n{text}\n"


# which configuration


def test_each_file_has_its_nearest_configuration() -> None:
    files = {
        "pyproject.toml": _table("ignore = ['enum']"),
        "a/create-store.yaml": FAULTY,
        "b/botoforge.toml": "[preflight]\nignore = ['pattern']\n",
        "b/pyproject.toml": _table("ignore = []"),
        "b/deep/create-store.yaml": FAULTY,
        "c/pyproject.toml": "[project]\nname = 'no table'\n",
        "c/create-store.yaml": FAULTY,
    }
    _write(files)
    expected = [("a/create-store.yaml", "pattern"), ("b/deep/create-store.yaml", "enum")]
    assert _found(check(".")) == [*expected, ("c/create-store.yaml", "pattern")]


def test_rules_over_several_requests_go_by_the_configuration_of_the_file_they_report() -> None:
    item = "CreateItem: {ItemName: i, StoreName: s}\n"
    files = {
        "store.yaml": "CreateStore: {StoreName: s, Kind: CLOSED}\n",
        "a/item.yaml": item,
        "b/item.yaml": item,
        "b/botoforge.toml": "[preflight]\nignore = ['item-store-closed']\n",
    }
    _write(files)
    assert _found(check(".")) == [("a/item.yaml", "item-store-closed")]


def test_a_configuration_extends_another() -> None:
    files = {
        "base.toml": _table("ignore = ['enum']\nseverity = {pattern = 'warning'}\nfail-on = 'error'"),
        "pyproject.toml": _table("extend = 'base.toml'\nseverity = {enum = 'warning'}"),
        "create-store.yaml": FAULTY,
    }
    _write(files)
    result = check(".")
    assert (result.code, _rules(result)) == (0, ["pattern"])
    _write({"base.toml": _table("extend = 'pyproject.toml'")})
    assert "extend goes in circles" in check(".").err
    _write({"base.toml": _table("ignor = []")})
    assert "base.toml: ignor is not known; did you mean ignore?" in check(".").err


def test_a_mistake_names_its_file_and_the_nearest_key() -> None:
    _write({"a/pyproject.toml": _table("select = ['enun']"), "a/create-store.yaml": FAULTY})
    result = check(".")
    assert result.code == 2
    assert "a/pyproject.toml: unknown rule enun; did you mean enum?" in result.err


@pytest.mark.parametrize("option", [option for option in SWITCHES if not option.once], ids=lambda option: option.word)
def test_every_option_may_be_configured(option: Option) -> None:
    value: object = True
    if option.word == "per-file-ignores":
        value = "{'x' = ['enum']}"
    elif option.pairs:
        value = {"operations": "{'x' = 'create-store'}", "output": "{json = 'out.json'}"}.get(option.word, "{}")
    elif option.many:
        value = "[]"
    elif option.value:
        given = {"operation": "create-store", "jobs": "2", "baseline": "base.json"}
        given |= {"profile": "strict", "region": "us-east-1", "account": "123456789012"}
        value = given.get(option.word) or option.choices[0]
        value = value if option.word == "jobs" else f"'{value}'"
    text = value if isinstance(value, str) else "true"
    _write({"pyproject.toml": _table(f"{option.word} = {text}"), "create-store.yaml": "StoreName: a\n"})
    _write({"base.json": '{"version": 1, "findings": []}'})
    assert run("preflight", "create-store.yaml").code == 0
    _write({"pyproject.toml": _table(f"{option.word} = 1979-05-27")})
    assert f"pyproject.toml: {option.word}" in run("preflight", ".").err


def test_paths_are_what_is_checked_if_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _write({"pyproject.toml": _table("paths = ['a']"), "a/create-store.yaml": FAULTY, "b/create-store.yaml": FAULTY})
    assert {file for file, _ in _found(check())} == {"a/create-store.yaml"}
    monkeypatch.chdir("b")
    assert {file for file, _ in _found(check())} == {"../a/create-store.yaml"}


# which files


def test_operations_by_path() -> None:
    _write(
        {"pyproject.toml": _table("operations = {'stores/*.json' = 'create-store'}"), "stores/x.json": '{"Kind": 1}'}
    )
    assert set(_rules(check("."))) == {"type", "required"}


def test_exclude_holds_for_named_files_if_forced() -> None:
    _write({"pyproject.toml": _table("exclude = ['old/**', 'skip-*.yaml']")})
    _write({"old/a/create-store.yaml": FAULTY, "skip-create-store.yaml": FAULTY, "create-store.yaml": FAULTY})
    assert {file for file, _ in _found(check("."))} == {"create-store.yaml"}
    named = ("old/a/create-store.yaml", "skip-create-store.yaml")
    assert {file for file, _ in _found(check(*named))} == set(named)
    assert check(*named, "--force-exclude").findings == []
    assert check(".", "--exclude", "create-*").findings == []


def test_gitignore_holds_in_folders() -> None:
    files = {
        ".gitignore": "build/\n*.gen.yaml\n!keep.gen.yaml\n[\n",
        "build/create-store.yaml": FAULTY,
        "a.create-store.gen.yaml": FAULTY,
        "sub/.gitignore": "/create-store.yaml\n",
        "sub/create-store.yaml": FAULTY,
        "sub/deep/create-store.yaml": FAULTY,
        ".git/info/exclude": "mine\n",
        "mine/create-store.yaml": FAULTY,
    }
    _write(files)
    assert {file for file, _ in _found(check("."))} == {"sub/deep/create-store.yaml"}
    assert len({file for file, _ in _found(check(".", "--no-gitignore"))}) == 5
    assert len(check("build/create-store.yaml").findings) == 2


def test_standard_input_has_a_name() -> None:
    _write({"a/pyproject.toml": _table("ignore = ['enum']")})
    result = check("--stdin-filename", "a/create-store.yaml", stdin=FAULTY.encode())
    assert _found(result) == [("a/create-store.yaml", "pattern")]


def test_files_are_shown_and_explained() -> None:
    _write({"pyproject.toml": _table("exclude = ['old']"), "old/create-store.yaml": "", "x.yaml": "a: 1\n"})
    _write({"create-store.yaml": FAULTY, "schema.json": '{"$schema": "http://json-schema.org/draft-07/schema"}'})
    shown = run("preflight", ".", "--show-files")
    assert shown.code == 0
    for line in (
        "create-store.yaml: checked",
        "old: is excluded by old",
        "schema.json: is a JSON Schema, no request",
        "x.yaml: holds no request",
    ):
        assert line in shown.out.splitlines()
    for path, said in (
        ("create-store.yaml", "1 request: CreateStore"),
        ("schema.json", "is a JSON Schema"),
        ("old/create-store.yaml", "left out: old is excluded by old"),
        ("gone.yaml", "cannot be read"),
    ):
        text = run("preflight", "--explain-file", path).out
        assert said in text
        assert "pyproject.toml" in text


# suppressions


def test_comments_for_a_line_the_next_line_and_the_file() -> None:
    text = (
        "# botoforge: ignore-file[pattern]: names are made elsewhere\nStoreName: a b\nKind: OPEM  # botoforge: ignore\n"
    )
    result = checked(Path(), "create-store.yaml", text)
    assert (result.code, result.findings) == (0, [])
    suppressed = [(entry["rule"], entry["reason"]) for entry in json.loads(result.out)["suppressed"]]
    assert suppressed == [("pattern", "names are made elsewhere"), ("enum", None)]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("ignore enum", "write `# botoforge: ignore[rule-id]`"),
        ("ignored", "write `# botoforge: ignore[rule-id]`"),
        ("ignore[enum", "write `# botoforge: ignore[rule-id]`"),
        ("ignore[]", "write `# botoforge: ignore[rule-id]`"),
        ("ignore[enm]", "unknown rule enm; did you mean enum?"),
        ("ignore[type]", "nothing on line 2 violates type: remove this"),
        ("ignore-file[type]", "nothing in this file violates type: remove this"),
        ("ignore[enum] until soon", "'soon' is no date like 2027-01-31"),
        ("ignore[enum] until 2001-01-01", "this held until 2001-01-01"),
    ],
)
def test_a_suppression_of_no_use_is_reported(comment: str, said: str) -> None:
    result = checked(Path(), "create-store.yaml", f"StoreName: a\nKind: OPEM  # botoforge: {comment}\n")
    assert _rules(result) == ["enum", "unused-ignore"]
    assert said in result.findings[1]["message"]


def test_a_suppression_holds_until_its_date() -> None:
    text = "StoreName: a\nKind: OPEM  # botoforge: ignore[enum] until 2999-12-31: the model will have it\n"
    [entry] = json.loads(checked(Path(), "create-store.yaml", text).out)["suppressed"]
    assert (entry["until"], entry["reason"]) == ("2999-12-31", "the model will have it")
    log = json.loads(run("preflight", ".", "-f", "sarif").out)["runs"][0]
    [result] = log["results"]
    assert result["suppressions"] == [
        {"kind": "inSource", "justification": "until 2999-12-31: the model will have it"},
    ]


def _template(*, own: object = None, whole: object = None) -> str:
    resource = {"Type": "AWS::Shop::Store", "Properties": {"StoreName": "a b", "Kind": "OPEM"}}
    if own is not None:
        resource["Metadata"] = {"botoforge": {"ignore": own}}
    template: dict[str, object] = {"Resources": {"A": resource, "B": {**resource, "Metadata": {}}}}
    if whole is not None:
        template["Metadata"] = {"botoforge": {"ignore": whole}}
    return json.dumps(template)


def test_metadata_of_templates_silences_resources_and_all() -> None:
    result = checked(Path(), "t.json", _template(own=["enum"], whole=[{"rule": "pattern", "reason": "why not"}]))
    assert [(found["rule"], found["resource"]) for found in result.findings] == [("enum", "B")]
    assert {entry["reason"] for entry in json.loads(result.out)["suppressed"]} == {None, "why not"}
    result = checked(Path(), "t.json", _template(own=[{"rules": "enum"}]))
    assert "takes rule ids, or mappings with rule, reason and until" in result.findings[2]["message"]


def test_per_file_ignores_keep_their_reasons() -> None:
    table = "[tool.botoforge.preflight.per-file-ignores]\n"
    entries = "'legacy/**' = ['enum', {rule = 'pattern', reason = 'old names', until = 2999-01-01}]\n"
    _write({"pyproject.toml": table + entries, "legacy/create-store.yaml": FAULTY, "create-store.yaml": FAULTY})
    result = check(".")
    assert {file for file, _ in _found(result)} == {"create-store.yaml"}
    assert "old names" in {entry["reason"] for entry in json.loads(result.out)["suppressed"]}
    assert _rules(check("create-store.yaml", "--per-file-ignores", "create-*=enum,pattern")) == []
    _write({"pyproject.toml": f"{table}'x' = [{{rule = 'enum', until = 'soon'}}]\n"})
    assert "a date like 2027-01-31" in check(".").err


def test_what_a_program_wrote_is_silenced_from_the_configuration() -> None:
    """Output of CDK is written anew each time, and JSON has no comments: a table beside it says what is known of it."""
    _write({"cdk.out/shop.template.json": _template(own=[])})
    of = "[tool.botoforge.preflight.per-file-ignores]\n'cdk.out/*.template.json' = "
    for entry, left in {
        "{rule = 'enum', resource = 'A*', reason = 'waits', until = 2999-01-31}": ["A pattern", "B pattern", "B enum"],
        "'enum@Kind'": ["A pattern", "B pattern"],
        "{rule = 'pattern@*', resource = 'B'}": ["A pattern", "A enum", "B enum"],
        "'enum@Kind.*'": ["A pattern", "A enum", "B pattern", "B enum"],
        "{rule = 'enum', until = 2020-01-31}": ["A pattern", "A enum", "B pattern", "B enum"],
    }.items():
        _write({"pyproject.toml": f"{of}[{entry}]\n"})
        assert [f"{found['resource']} {found['rule']}" for found in check(".").findings] == left, entry
    _write({"pyproject.toml": f"{of}[{{rule = 'enum', resources = 'A'}}]\n"})
    assert "takes rule, resource, reason and until" in check(".").err


def test_a_suppression_may_name_the_place() -> None:
    _write({"create-store.yaml": "# botoforge: ignore-file[pattern@StoreName, enum@Other]\n" + FAULTY})
    assert sorted(_rules(check("."))) == ["enum", "unused-ignore"]
    _write({"create-store.yaml": "# botoforge: ignore-file[enm@Kind]\n" + FAULTY})
    assert "unknown rule enm; did you mean enum" in check(".").findings[0]["message"]


# baselines


def test_a_baseline_reports_what_is_new() -> None:
    _write({"sub/create-store.yaml": FAULTY})
    written = run("preflight", ".", "--write-baseline", "base.json")
    assert (written.code, written.out) == (0, "")
    assert "lists 2 findings" in written.err
    result = check(".", "--baseline", "base.json")
    assert (result.code, result.findings) == (0, [])
    _write({"sub/create-store.yaml": f"# moved\n\n{FAULTY}Open: 1\n"})
    assert _rules(check(".", "--baseline", "base.json")) == ["type"]
    _write({"sub/create-store.yaml": "StoreName: a\nKind: OPEM\n"})
    result = check(".", "--baseline", "base.json")
    assert json.loads(result.out)["notes"] == ["1 finding of base.json is gone: write it anew"]
    for content in ("[]", "{}", '{"version": 9, "findings": []}', "x"):
        _write({"base.json": content})
        assert "is no baseline: write one with --write-baseline" in check(".", "--baseline", "base.json").err


# output


def test_statistics_quiet_and_exit_zero() -> None:
    _write({"a.create-store.yaml": FAULTY, "b.create-store.yaml": "StoreName: a b\n"})
    counted = run("preflight", ".", "--statistics")
    assert (counted.code, counted.out) == (1, "2  error    pattern\n1  error    enum\n")
    quiet = run("preflight", ".", "-q", "--exit-zero")
    assert quiet.code == 0
    assert len(quiet.out.splitlines()) == 3


def test_ids_of_the_command_may_be_named_beside_those_of_rules() -> None:
    _write({"create-store.yaml": "StoreName: a b\nKind: OPEM  # botoforge: ignore[type]\n"})
    table = "ignore = ['unused-ignore', 'enum']\nseverity = {syntax = 'warning', pattern = 'warning'}"
    _write({"pyproject.toml": _table(f"{table}\nselect = ['pattern', 'syntax']")})
    assert [(one["rule"], one["severity"]) for one in check(".").findings] == [("pattern", "warning")]
