"""The command line: exit codes, options, configuration, inline comments, and the helpers beside ``preflight``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.preflight_harness import Result, check, checked, process, run

FAULTY = "StoreName: a b\nKind: OPEM\nLayout: {Rows: 1, Columns: 2, Mode: FREE}\n"
"""Two errors (pattern, enum) and one warning (free-mode-ignores-rows)."""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # and back, wherever the test goes


def _rules(result: Result) -> list[str]:
    return [found["rule"] for found in result.findings]


# exit codes


def test_clean_is_0_findings_are_1(tmp_path: Path) -> None:
    assert checked(tmp_path, "create-store.yaml", "StoreName: a\n").code == 0
    assert checked(tmp_path, "create-store.yaml", FAULTY).code == 1


def test_warnings_fail_only_if_asked(tmp_path: Path) -> None:
    text = "StoreName: a\nLayout: {Rows: 1, Columns: 2}\n"
    assert checked(tmp_path, "create-store.yaml", text).code == 0
    assert checked(tmp_path, "create-store.yaml", text, "--fail-on", "warning").code == 1
    assert checked(tmp_path, "create-store.yaml", text, "--profile", "strict").code == 1
    assert checked(tmp_path, "create-store.yaml", text, "--severity", "free-mode-ignores-rows=error").code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "usage:"),
        (["prefligt"], "did you mean preflight?"),
        (["preflight"], "name the files"),
        (["preflight", "no/such/file.yaml"], "no such file or folder"),
        (["preflight", "no/such/*.yaml"], "no file matches"),
        (["preflight", ".", "--formt", "json"], "did you mean --format?"),
        (["preflight", ".", "--format"], "needs a value"),
        (["preflight", ".", "--format", "xml"], "takes text, json, sarif, junit, github"),
        (["preflight", ".", "--help=x"], "takes no value"),
        (["preflight", ".", "--output", "json"], "FORMAT=FILE"),
        (["preflight", ".", "--ignore", "enun"], "did you mean enum?"),
        (["preflight", ".", "--select", "x"], "unknown rule x"),
        (["preflight", ".", "--severity", "enum=fatal"], "RULE=LEVEL"),
        (["preflight", ".", "--operation", "create-stor"], "did you mean create-store"),
        (["preflight", ".", "--config", "none.toml"], "No such file"),
        (["preflight", ".", "--jobs", "0"], "number of processes"),
        (["preflight", "a\0b"], "a\\x00b"),
        (["explain"], "usage:"),
        (["explain", "rows-fit"], "did you mean rows-fit-columns?"),
        (["skeleton", "CreateStor"], "did you mean CreateStore"),
        (["skeleton"], "usage:"),
        (["schema", "nope"], "unknown operation"),
        (["rules", "extra"], "takes no arguments"),
    ],
)
def test_wrong_use_is_2_and_says_what_is_wrong(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.code == 2
    assert said in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    "words", [["--help"], *([name, "-h"] for name in ("preflight", "explain", "rules", "skeleton", "schema"))]
)
def test_help_is_printed_and_clean(words: list[str]) -> None:
    result = run(*words)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("usage: ")


# what is checked


@pytest.mark.parametrize(
    "name",
    [
        "create-store.json",
        "CreateStore.yaml",
        "corner.create-store.yml",
        "create-store.prod.yaml",
        "a.b.create-store.c.json",
    ],
)
def test_the_file_name_tells_the_operation(tmp_path: Path, name: str) -> None:
    assert _rules(checked(tmp_path, name, '{"StoreName": "a", "Kind": "x"}')) == ["enum"]


def test_the_option_tells_the_operation(tmp_path: Path) -> None:
    for spelling in ("create-store", "CreateStore"):
        result = checked(tmp_path, "x.json", '{"StoreName": "a", "Kind": "x"}', "--operation", spelling)
        assert _rules(result) == ["enum"]


def test_a_file_for_no_operation_is_a_finding_if_named_and_skipped_in_a_folder(tmp_path: Path) -> None:
    assert _rules(checked(tmp_path, "values.yaml", "a: 1\n")) == ["unknown-operation"]
    assert check(str(tmp_path)).findings == []


def test_named_files_for_no_operation_may_be_skipped_too(tmp_path: Path) -> None:
    result = checked(tmp_path, "values.yaml", "a: 1\n", "--skip-unknown")
    assert (result.code, result.findings) == (0, [])
    assert check("-", "--skip-unknown", stdin=b"a: 1").places == [("unknown-operation", 1, 1)]


def test_a_release_with_a_misspelt_operation(tmp_path: Path) -> None:
    result = checked(tmp_path, "r.yaml", "CreateStore: {StoreName: a}\nCreateItm: {}\n")
    assert result.places == [("unknown-operation", 2, 1)]
    assert "did you mean CreateItem" in result.findings[0]["message"]


def test_a_release_may_use_command_names_and_lists(tmp_path: Path) -> None:
    text = (
        "create-store:\n- {StoreName: a, Kind: CLOSED}\n- {StoreName: b}\ncreate-item: [{ItemName: i, StoreName: a}]\n"
    )
    result = checked(tmp_path, "r.yaml", text)
    assert result.places == [("item-store-closed", 4, 40)]
    assert json.loads(result.out)["summary"]["requests"] == 3


def test_a_release_entry_of_another_kind(tmp_path: Path) -> None:
    assert checked(tmp_path, "r.yaml", "- CreateStore: {StoreName: a}\n- 5\n").places == [("unknown-operation", 2, 3)]


def test_globs_and_folders_name_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    for name in ("a.create-store.yaml", "deep/b.create-store.yaml", "deep/er/c.create-store.json", "deep/notes.txt"):
        (tmp_path / name).write_text('{"StoreName": "a"}')
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "create-store.yaml").write_text("{")
    result = check(f"{tmp_path}/**/*.yaml", str(tmp_path), str(tmp_path / "deep"))
    assert json.loads(result.out)["summary"]["files"] == 3


def test_standard_input() -> None:
    words = ("-", "--operation", "create-store")
    assert check(*words, stdin=b'{"StoreName": "a",\n "Kind": "x"}').places == [("enum", 2, 10)]
    assert check(*words, stdin=b"StoreName: a\nKind: x\n").places == [("enum", 2, 7)]
    assert check(*words, stdin=b"{StoreName: a, Kind: x}").places == [("enum", 1, 22)]
    release = b"CreateStore: {StoreName: a, Kind: CLOSED}\nCreateItem: {ItemName: i, StoreName: a}\n"
    assert check("-", stdin=release).places == [("item-store-closed", 2, 38)]


def test_an_untouched_skeleton_is_one_finding(tmp_path: Path) -> None:
    skeleton = {
        "StoreName": "",
        "Kind": "OPEN",
        "Open": True,
        "Area": 0.0,
        "Size": 0,
        "Tags": [{"Key": "", "Value": ""}],
    }
    assert _rules(checked(tmp_path, "create-store.json", json.dumps(skeleton))) == ["untouched-skeleton"]
    edited = {**skeleton, "StoreName": "my store"}
    assert "untouched-skeleton" not in _rules(checked(tmp_path, "create-store.json", json.dumps(edited)))


def test_application_tags_belong_to_templates(tmp_path: Path) -> None:
    assert _rules(checked(tmp_path, "create-store.yaml", "StoreName: !Ref X\n")) == ["unsafe-tag"]


# options


def test_ignore_select_and_severity(tmp_path: Path) -> None:
    def rules(*words: str) -> list[str]:
        return _rules(checked(tmp_path, "create-store.yaml", FAULTY, *words))

    assert rules() == ["pattern", "enum", "free-mode-ignores-rows"]
    assert rules("--ignore", "enum") == ["pattern", "free-mode-ignores-rows"]
    assert rules("--ignore", "enum,pattern", "--ignore=free-mode-ignores-rows") == []
    assert rules("--select", "enum") == ["enum"]
    assert rules("--severity", "enum=off") == ["pattern", "free-mode-ignores-rows"]
    assert rules("--severity", "enum=warning,pattern=warning", "--select", "enum") == ["enum"]
    assert checked(tmp_path, "create-store.yaml", FAULTY, "--severity", "enum=warning,pattern=warning").code == 0


def test_the_commands_own_findings_obey_too(tmp_path: Path) -> None:
    assert checked(tmp_path, "create-store.yaml", "{", "--ignore", "syntax").code == 0
    assert checked(tmp_path, "create-store.yaml", "{", "--severity", "syntax=warning").code == 0
    assert checked(tmp_path, "create-store.yaml", "{", "--severity", "syntax=off").findings == []


def test_rules_over_several_requests_obey_too(tmp_path: Path) -> None:
    text = "CreateStore: {StoreName: a, Kind: CLOSED}\nCreateItem: {ItemName: i, StoreName: a}\n"
    assert checked(tmp_path, "r.yaml", text, "--ignore", "item-store-closed").findings == []
    assert checked(tmp_path, "r.yaml", text, "--select", "enum").findings == []
    assert _rules(checked(tmp_path, "r.yaml", text, "--select", "item-store-closed")) == ["item-store-closed"]
    assert checked(tmp_path, "r.yaml", text, "--severity", "item-store-closed=warning").code == 0


# configuration


def _configured(folder: Path, table: str) -> Result:
    (folder / "sub").mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(f"[project]\nname = 'x'\n[tool.botoforge.preflight]\n{table}\n")
    os.chdir(folder / "sub")
    return checked(folder / "sub", "create-store.yaml", FAULTY)


@pytest.mark.parametrize(
    ("table", "rules"),
    [
        ("", ["pattern", "enum", "free-mode-ignores-rows"]),
        ("ignore = ['enum']", ["pattern", "free-mode-ignores-rows"]),
        ("select = ['enum']", ["enum"]),
        ("severity = {enum = 'off'}", ["pattern", "free-mode-ignores-rows"]),
    ],
)
def test_the_nearest_pyproject_counts(tmp_path: Path, table: str, rules: list[str]) -> None:
    assert _rules(_configured(tmp_path, table)) == rules


def test_fail_on_format_profile_and_exclude_may_be_configured(tmp_path: Path) -> None:
    _configured(tmp_path, "ignore = ['enum', 'pattern']\nfail-on = 'warning'\nformat = 'github'\nprofile = 'strict'")
    result = run("preflight", "create-store.yaml")
    assert (result.code, result.out[:7]) == (1, "::error")
    _configured(tmp_path, "exclude = ['create-*.yaml']")
    assert check(".").findings == []
    assert len(check("create-store.yaml").findings) == 3  # naming a file beats excluding it


def test_the_command_line_beats_the_configuration(tmp_path: Path) -> None:
    _configured(tmp_path, "select = ['enum']\nseverity = {enum = 'warning'}")
    assert _rules(check("--select", "pattern", "create-store.yaml")) == ["pattern"]
    assert check("--severity", "enum=error", "create-store.yaml").code == 1


def test_another_configuration_may_be_named(tmp_path: Path) -> None:
    _configured(tmp_path, "ignore = ['enum']")
    other = tmp_path / "other.toml"
    other.write_text("[tool.botoforge.preflight]\nignore = ['pattern']\n")
    assert _rules(check("--config", str(other), "create-store.yaml")) == ["enum", "free-mode-ignores-rows"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("ignor = ['enum']", "did you mean ignore?"),
        ("ignore = 'enum'", "takes a list"),
        ("ignore = [1]", "strings only"),
        ("severity = {enum = 'fatal'}", "RULE=LEVEL"),
        ("profile = 'lax'", "takes default, strict, pedantic"),
        ("format = 'xml'", "takes text"),
        ("fail-on = 'off'", "takes error, warning"),
        ("ignore = ['enun']", "did you mean enum?"),
        ("ignore = [", "pyproject.toml"),
    ],
)
def test_a_wrong_configuration_is_wrong_use(tmp_path: Path, table: str, said: str) -> None:
    result = _configured(tmp_path, table)
    assert (result.code, said in result.err) == (2, True), result.err


# inline comments


def test_a_comment_silences_its_line_or_the_next(tmp_path: Path) -> None:
    text = (
        "StoreName: a b # botoforge: ignore[pattern]\n"
        "# botoforge: ignore[enum]\n"
        "# why: the old name\n"
        "Kind: OPEM\n"
        "Layout: # botoforge:ignore [ free-mode-ignores-rows , rows-fit-columns ]\n"
        "  Rows: 1\n  Columns: 2\n"
    )
    assert checked(tmp_path, "create-store.yaml", text).places == [("unused-ignore", 5, 9)]


def test_a_comment_that_silences_nothing_is_reported(tmp_path: Path) -> None:
    text = "StoreName: a # botoforge: ignore[enum, pattern]\nKind: OPEM # botoforge: ignore[enum]\n"
    result = checked(tmp_path, "create-store.yaml", text)
    assert result.places == [("unused-ignore", 1, 14), ("unused-ignore", 1, 14)]
    assert result.code == 0
    assert checked(tmp_path, "create-store.yaml", text, "--ignore", "unused-ignore").findings == []


def test_a_comment_silences_rules_over_several_requests(tmp_path: Path) -> None:
    text = "- CreateStore: {StoreName: a, Kind: CLOSED}\n- CreateItem:\n    ItemName: i\n"
    text += "    StoreName: a # botoforge: ignore[item-store-closed]\n"
    assert checked(tmp_path, "r.yaml", text).findings == []


def test_text_that_looks_like_a_comment_is_none(tmp_path: Path) -> None:
    text = "StoreName: a#botoforge:ignore[pattern]\nKind: 'OPEM'\n# botoforge: is great\n"
    assert _rules(checked(tmp_path, "create-store.yaml", text)) == ["pattern", "enum"]


# helpers


@pytest.mark.parametrize("operation", ["CreateStore", "create-item", "UpdateItem", "DescribeStore"])
@pytest.mark.parametrize("words", [[], ["--all"]])
def test_a_skeleton_is_valid(tmp_path: Path, operation: str, words: list[str]) -> None:
    text = run("skeleton", operation, *words).out
    assert text.startswith(f"# {operation}" if operation[0].isupper() else "# CreateItem")
    result = checked(tmp_path, "x.yaml", text, "--operation", operation)
    assert (result.code, result.findings) == (0, [])


def test_a_full_skeleton_shows_every_member() -> None:
    text = run("skeleton", "CreateStore", "--all").out
    uncommented = "\n".join(line.replace("# ", "", 1) if ":" in line else line for line in text.splitlines())
    members = yaml.safe_load("\n".join(line for line in uncommented.splitlines() if ":" in line and "," not in line))
    assert set(members) >= {"StoreName", "Kind", "Open", "Area", "Size", "Layout", "Tags"}


def test_explain_gives_meaning_reason_source_and_both_examples() -> None:
    text = run("explain", "rows-fit-columns").out
    for part in (
        "at most as many rows",
        "falls over",
        "Shop API, Layout$Rows",
        "fails:\n    Rows: 3",
        "passes:\n    Rows: 2",
    ):
        assert part in text
    assert "- CreateStore:" in run("explain", "item-store-not-in-set").out
    assert "the service model" in run("explain", "enum").out


def test_rules_lists_every_rule_once() -> None:
    listed = json.loads(run("rules", "--format", "json").out)
    ids = [entry["id"] for entry in listed]
    assert len(ids) == len(set(ids))
    assert {"rows-fit-columns", "item-store-closed", "enum", "duplicate-key"} <= set(ids)
    assert run("rules").out.endswith(f"{len(ids)} rules\n")


def test_schema_prints_the_emitted_schema() -> None:
    assert json.loads(run("schema", "create-store").out)["title"] == "CreateStore request of Shop"


# the process


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "create-store.json").write_text(json.dumps({"StoreName": "a", **{f"N{n}": 1 for n in range(20_000)}}))
    read, write = os.pipe()
    os.close(read)
    done = process("preflight", str(tmp_path), stdout=write, stderr=subprocess.PIPE, capture_output=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="closes a descriptor the POSIX way")
def test_no_stdout_at_all_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "create-store.json").write_text('{"StoreName": "a"}')
    done = process(
        "preflight", str(tmp_path), preexec_fn=lambda: os.close(1), stderr=subprocess.PIPE, capture_output=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_and_excerpts_on_a_terminal(tmp_path: Path, environment: dict[str, str], coloured: bool) -> None:
    pty = pytest.importorskip("pty")
    (tmp_path / "create-store.yaml").write_text("StoreName: a b\n")
    ours, theirs = pty.openpty()
    clean = {"NO_COLOR": "", **environment}
    process("preflight", str(tmp_path), stdout=theirs, stderr=subprocess.DEVNULL, capture_output=False, env=clean)
    os.close(theirs)
    printed = os.read(ours, 10_000).decode()
    os.close(ours)
    assert ("\x1b[" in printed) == coloured
    assert "^^^" in printed


HEAVY = ["argparse", "json", "re", "typing", "dataclasses", "pathlib", "rich", "tomllib", "multiprocessing", "yaml"]


def test_the_hot_path_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from codegen.preflight import check, cli, config, discover, report, run\n"
        "from codegen.preflight.doors import reading, releases, request_files\n"
        "from codegen.reading import load, yaml_nodes, yaml_parser\n"
        "from codegen.preflight.report import text\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, env=_bare())
    assert (done.stdout, done.stderr) == ("[]\n", "")


def _bare() -> dict[str, str]:
    root = Path(__file__).parents[2]
    libraries = Path(yaml.__file__).parents[1]
    return {"PYTHONPATH": f"{root}{os.pathsep}{libraries}", "PATH": os.environ.get("PATH", "")}
