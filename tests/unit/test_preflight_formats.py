"""The report formats: one golden file each, the official SARIF schema, and a public reader of JUnit."""

from __future__ import annotations

import json
import ntpath
import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from codegen.preflight import globs, places
from codegen.preflight.places import Places
from codegen.preflight.report import sarif
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


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Paths as on Windows, where the command runs in a folder of a repository on drive D; its environment."""
    here, environment = r"D:\a\repo\infra", {"GITHUB_WORKSPACE": r"d:\A\repo"}
    path = SimpleNamespace(**vars(ntpath))
    path.abspath = lambda name: ntpath.normpath(ntpath.join(here, name))
    path.lexists = lambda name: name == r"D:\a\other\.git"
    system = SimpleNamespace(**{**vars(os), "path": path, "sep": "\\", "name": "nt", "environ": environment})
    for module in (globs, places, sarif):
        monkeypatch.setattr(module, "os", system)
    return environment


@pytest.mark.parametrize("workspace", [True, False])
@pytest.mark.parametrize(
    ("path", "name", "uri"),
    [
        (r"x y.yaml", "infra/x y.yaml", "infra/x%20y.yaml"),
        (r".\sub\..\x.yaml", "infra/x.yaml", "infra/x.yaml"),
        ("../infra/sub/x.yaml", "infra/sub/x.yaml", "infra/sub/x.yaml"),
        (r"d:\a\REPO\x.yaml", "x.yaml", "x.yaml"),
        (r"C:\else\x y.yaml", "C:/else/x y.yaml", "file:///C:/else/x%20y.yaml"),
        (r"\\server\share\x.yaml", "//server/share/x.yaml", "file://server/share/x.yaml"),
    ],
)
def test_paths_of_windows_are_named_like_any(
    windows: dict[str, str], monkeypatch: pytest.MonkeyPatch, path: str, name: str, uri: str, workspace: bool
) -> None:
    if not workspace:
        windows.clear()
        monkeypatch.setattr("codegen.preflight.places.os.path.lexists", lambda path: path.lower() == r"d:\a\repo\.git")
    assert Places().name(path) == name
    assert sarif._location(path, Places())["uri"] == uri


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


# What junit-10.xsd of Jenkins' xUnit plugin allows: by element the required attributes, the optional ones, and what
# stands in it, "text" for characters.
_JUNIT: dict[str, tuple[str, str, str]] = {
    "testsuites": ("", "name time tests failures errors", "testsuite"),
    "testsuite": (
        "name tests failures errors",
        "group time skipped timestamp hostname id package file log url",
        "testsuite properties testcase system-out system-err",
    ),
    "testcase": ("name", "time classname group", "skipped error failure system-out system-err"),
    "failure": ("", "type message", "text"),
    "system-out": ("", "", "text"),
}
_TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?")


def _refused(element: ET.Element) -> list[str]:
    """What a validator would refuse of an element and those in it."""
    required, optional, inside = (set(words.split()) for words in _JUNIT[element.tag])
    named = set(element.attrib)
    wrong = [f"{element.tag} has {name}" for name in sorted(named - required - optional)]
    wrong += [f"{element.tag} lacks {name}" for name in sorted(required - named)]
    wrong += [f"{child.tag} in {element.tag}" for child in element if child.tag not in inside]
    stray = [text for text in (element.text, *(child.tail for child in element)) if text and text.strip()]
    wrong += [f"text in {element.tag}" for _ in stray if "text" not in inside]
    if not _TIME.fullmatch(element.get("time", "")):
        wrong.append(f"time of {element.tag}")
    return wrong + [more for child in element for more in _refused(child)]


def test_junit_is_what_jenkins_takes(tmp_path: Path) -> None:
    (tmp_path / "good.create-store.yaml").write_text("StoreName: a-b\n")
    (tmp_path / "bad.create-store.yaml").write_text("StoreName: a b\nKind: OPEM\n")
    clean = run("preflight", "-f", "junit", str(tmp_path / "good.create-store.yaml"))
    (tmp_path / "nothing").mkdir()
    nothing = run("preflight", "-f", "junit", str(tmp_path / "nothing"))
    for report in (clean, nothing, _report("junit"), run("preflight", "-f", "junit", str(tmp_path))):
        tree = ET.fromstring(report.out)  # noqa: S314 - our own
        assert (tree.tag, _refused(tree)) == ("testsuites", [])
        for suite in tree:
            assert int(suite.get("tests", "")) == len(suite)
            assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("<testsuites><testsuite name='a' tests='1' failures='0'/></testsuites>", "testsuite lacks errors"),
        ("<testsuites line='1'/>", "testsuites has line"),
        ("<testsuites><testcase name='a'/></testsuites>", "testcase in testsuites"),
        ("<testsuites time='1e3'/>", "time of testsuites"),
        ("<testsuites>x</testsuites>", "text in testsuites"),
    ],
)
def test_what_jenkins_refuses_is_seen(fault: str, said: str) -> None:
    assert _refused(ET.fromstring(fault)) == [said]  # noqa: S314 - written above
