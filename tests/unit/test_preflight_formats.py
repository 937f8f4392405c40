"""The report formats: one golden file each, the official SARIF schema, and a public reader of JUnit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.preflight_harness import Result, check, checked, run

GOLDEN = Path(__file__).parents[1] / "golden" / "preflight"
FORMATS = {
    "text": "text.txt",
    "json": "report.json",
    "sarif": "report.sarif",
    "junit": "junit.xml",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "markdown": "summary.md",
}
INPUT = "input"


def _report(form: str, *words: str) -> Result:
    return run("preflight", INPUT, "--format", form, *words)


def _without_times(text: str) -> str:
    text = re.sub(r"in \d+\.\d\d s", "in 0.00 s", text)
    text = re.sub(r'time="[\d.]+"', 'time="0.000"', text)
    text = re.sub(r'"seconds": [\d.]+', '"seconds": 0.0', text)
    return text.replace(f"{GOLDEN.as_uri()}/", "file:///golden/")


@pytest.fixture(autouse=True)
def _in_the_golden_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(GOLDEN))


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_as_approved(form: str) -> None:
    result = _report(form)
    assert result.code == 1
    assert _without_times(result.out) == (GOLDEN / FORMATS[form]).read_text(encoding="utf-8")


def test_coloured_text_with_excerpts_is_as_approved() -> None:
    result = _report("text", "--color", "always")
    assert _without_times(result.out) == (GOLDEN / "terminal.txt").read_text(encoding="utf-8")


def _sarif(*words: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(_report("sarif", *words).out)
    return log


def test_sarif_follows_the_official_schema() -> None:
    schema = json.loads((GOLDEN / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    assert not list(validator.iter_errors(_sarif()))
    assert not list(validator.iter_errors(_sarif("--select", "enum")))
    assert not list(validator.iter_errors(json.loads(check("--format", "sarif", "input/fourth.create-store.yaml").out)))


def test_sarif_explains_its_rules() -> None:
    driver = _sarif()["runs"][0]["tool"]["driver"]
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert "The shelves are turned" in rules["rows-fit-columns"]["help"]["text"]
    assert rules["rows-fit-columns"]["properties"]["source"] == "Shop API, Layout$Rows"
    assert rules["item-store-not-in-set"]["defaultConfiguration"]["level"] == "warning"


def test_sarif_fingerprints_stay_when_lines_move(tmp_path: Path) -> None:
    def fingerprints(text: str) -> list[str]:
        (tmp_path / "create-store.yaml").write_text(text)
        log = json.loads(run("preflight", "-f", "sarif", str(tmp_path)).out)
        return [result["partialFingerprints"]["botoforge/v1"] for result in log["runs"][0]["results"]]

    text = "StoreName: a b\nTags: [{Key: 1}, {Key: 2}]\n"
    before = fingerprints(text)
    assert len(set(before)) == 3
    assert fingerprints("# a comment\n\n" + text) == before


def test_junit_is_read_by_a_public_parser(tmp_path: Path) -> None:
    junitparser = pytest.importorskip("junitparser")
    path = tmp_path / "junit.xml"
    path.write_text(_report("junit").out, encoding="utf-8")
    suites = junitparser.JUnitXml.fromfile(str(path))
    assert suites.tests == sum(len(list(suite)) for suite in suites)
    failures = [
        case for suite in suites for case in suite if any(isinstance(r, junitparser.Failure) for r in case.result)
    ]
    assert suites.failures == len(failures) == 6
    assert {suite.name for suite in suites} == {f"input/{name.name}" for name in (GOLDEN / "input").iterdir()}


def test_junit_holds_no_character_that_xml_forbids(tmp_path: Path) -> None:
    junitparser = pytest.importorskip("junitparser")
    checked(tmp_path, "create-store.json", '{"StoreName": "\\u0000\\ud800<&]]>\\ufffe", "Kind": "\\u001b[31m"}')
    path = tmp_path / "junit.xml"
    run("preflight", str(tmp_path / "create-store.json"), "-o", f"junit={path}")
    assert len(list(junitparser.JUnitXml.fromfile(str(path)))) == 1


def test_several_reports_at_once(tmp_path: Path) -> None:
    words = [word for form in FORMATS for word in ("--output", f"{form}={tmp_path / FORMATS[form]}")]
    result = run("preflight", INPUT, *words)
    assert result.code == 1
    for form, name in FORMATS.items():
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert _without_times(written) == (GOLDEN / name).read_text(encoding="utf-8"), form


def test_a_report_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    result = run("preflight", INPUT, "-o", f"json={tmp_path}/no/such/folder.json")
    assert (result.code, "cannot write" in result.err) == (2, True)


def test_workflow_commands_escape_what_github_reads(tmp_path: Path) -> None:
    folder = tmp_path / "a,b:c%d"
    folder.mkdir()
    (folder / "create-store.json").write_text('{"StoreName": "a:b,%"}')
    line = run("preflight", "-f", "github", str(folder)).out
    assert (
        "a%2Cb%3Ac%25d/create-store.json,line=1,endLine=1,col=15,endColumn=21,title=pattern%3A CreateStore StoreName::"
        in line
    )
    assert "::'a:b,%25' does not match [A-Za-z0-9-]+\n::notice" in line


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    text = '{"StoreName": "\x1b[2J", "Kind": "\\u001b]0;title\\u0007", "\\u202eedoc": 1}'.replace(
        "\x1b[2J", "\\u001b[2J"
    )
    (tmp_path / "create-store.json").write_text(text)
    out = run("preflight", str(tmp_path / "create-store.json")).out
    assert out.replace("\n", "").isprintable()


def test_long_lines_are_cut_around_the_place(tmp_path: Path) -> None:
    filler = ", ".join(f'{{"Key": "{number}"}}' for number in range(100))
    (tmp_path / "create-store.json").write_text(f'{{"StoreName": "a", "Tags": [{filler}], "Kind": "x"}}')
    out = run("preflight", "--color", "always", str(tmp_path / "create-store.json")).out
    assert max(len(line) for line in re.sub(r"\x1b\[[\d;]*m", "", out).splitlines()) < 200


def _written(folder: Path) -> Path:
    """A repository with a file in a folder whose name wants quoting."""
    (folder / ".git").mkdir()
    (folder / "infra" / "a b").mkdir(parents=True)
    (folder / "infra" / "a b" / "create-store.yaml").write_text("StoreName: a b\n")
    return folder / "infra"


@pytest.mark.parametrize("workspace", [True, False])
def test_machines_get_paths_from_the_root_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workspace: bool
) -> None:
    infra = _written(tmp_path)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path) if workspace else "")
    monkeypatch.chdir(infra)
    marks = set()
    for words in (["."], ["./a b"], ["../infra/a b/create-store.yaml"], [str(infra / ".." / "infra")]):
        log = json.loads(run("preflight", "--format", "sarif", *words).out)["runs"][0]
        [result] = log["results"]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location == {"uri": "infra/a%20b/create-store.yaml", "uriBaseId": "SRCROOT"}
        assert log["artifacts"] == [{"location": location}]
        assert log["originalUriBaseIds"]["SRCROOT"]["uri"] == f"{tmp_path.as_uri()}/"
        assert log["invocations"][0]["workingDirectory"]["uri"] == f"{infra.as_uri()}/"
        marks.add(result["partialFingerprints"]["botoforge/v1"])
        assert "::error file=infra/a b/create-store.yaml," in run("preflight", "--format", "github", *words).out
        [issue] = json.loads(run("preflight", "--format", "gitlab", *words).out)
        assert issue["location"]["path"] == "infra/a b/create-store.yaml"
    assert len(marks) == 1


def test_a_file_outside_the_repository_has_its_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "create-store.yaml").write_text("StoreName: a b\n")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "repo"))
    monkeypatch.chdir(tmp_path / "repo")
    [result] = json.loads(run("preflight", "--format", "sarif", "../create-store.yaml").out)["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": (tmp_path / "create-store.yaml").as_uri()}


def test_a_summary_is_no_markup_of_the_checked_files(tmp_path: Path) -> None:
    text = "StoreName: '<b>@all</b> | [x](http://x) #1 `c`'\n"
    (tmp_path / "create-store.yaml").write_text(text)
    summary = run("preflight", "--format", "markdown", str(tmp_path)).out
    assert "<b>" not in summary
    assert "@all" not in summary
    assert "&lt;b&gt;" in summary


def test_the_attributes_of_junit_are_those_that_jenkins_knows() -> None:
    known = {"name", "time", "classname", "group", "tests", "failures", "errors", "skipped", "type", "message"}
    assert set(re.findall(r' (\w+)="', _report("junit").out.partition("?>")[2])) <= known
