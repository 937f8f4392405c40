"""`plan PATH...`: every door of pre-flight, every format, bad input."""

from __future__ import annotations

import html.parser
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from codegen.package_cli import main
from tests.plan.cases import ALARMS, Request, blue_green, config, release, rolling, update, variant

TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Count: {Type: Number}
  Wait: {Type: Number}
Resources:
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - VariantName: main
          ModelName: m
          InstanceType: ml.m5.large
          InitialInstanceCount: COUNT
          InitialVariantWeight: 1
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties:
      EndpointName: scorer
      EndpointConfigName: !GetAtt Config.EndpointConfigName
      RetainAllVariantProperties: true
      DeploymentConfig:
        BlueGreenUpdatePolicy:
          TrafficRoutingConfiguration:
            Type: CANARY
            WaitIntervalInSeconds: WAIT
            CanarySize: {Type: CAPACITY_PERCENT, Value: 25}
          TerminationWaitInSeconds: 120
          MaximumExecutionTimeoutInSeconds: 1800
        AutoRollbackConfiguration: {Alarms: [{AlarmName: scorer-5xx}]}
"""
CANARY = blue_green("CANARY", "1", 300, 120, 1800) | {"AutoRollbackConfiguration": ALARMS}


class Told:
    """What a run said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def plan(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: object) -> Told:
        code = main(["plan", *map(str, words)], package="generated", services=("sagemaker",))
        return Told(code, *capsys.readouterr())

    return run


def write(path: Path, requests: list[Request]) -> Path:
    path.write_text(json.dumps([{operation: data} for operation, data in requests]), encoding="utf-8")
    return path


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return write(tmp_path / "release.json", release(CANARY, [variant(count=4)], [variant(count=4)]))


def test_a_release_as_a_table(plan: Any, canary: Path) -> None:
    told = plan(canary, "--endpoint", "scorer")
    assert told.code == 0
    assert told.out.split("\n\n")[1].splitlines() == [
        "scorer: canary, scorer-1 -> scorer-2",
        "main 4 -> 4 x ml.g5.2xlarge; peak 8 x ml.g5.2xlarge",
        "  waited  phase            old  new  on new  if it fails",
        "          launch 4         4/4  0/4     0 %  new ends, old serves on",
        "          shift 1 of 2     3/4  1/4   ~25 %  AWS does not say",
        "    0:00  bake 5:00        3/4  1/4   ~25 %  all back to old, new ends",
        "          shift 2 of 2     0/4  4/4   100 %  AWS does not say",
        "    5:00  bake 2:00 final  0/4  4/4   100 %  all back to old, new ends",
        "    7:00  terminate 4 old  0/0  4/4   100 %  no way back: old is gone",
        "At least 7:00 of waiting, limit 30:00: 23:00 left to launch, shift and terminate.",
        "Notes: alarm-elsewhere, alarm-speed, quota, service-time, share, timeout-effect (--explain tells them).",
    ]


def test_the_reference_shows_what_is_printed(plan: Any, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "codegen" / "plan" / "README.md").read_text(encoding="utf-8")
    shown = text.partition("$ python -m generated plan release.yaml\n")[2].partition("```")[0]
    file = write(tmp_path / "release.yaml", [config("scorer-2", variant()), update(CANARY)])
    assert plan(file).out == shown


def test_explanations_have_grade_and_source(plan: Any, canary: Path) -> None:
    lines = [line for line in plan(canary, "--explain").out.splitlines() if line.startswith("  [")]
    assert len(lines) == 7
    assert all(re.fullmatch(r"  \[[DPLIU]\] [a-z-]+: .+ \(.+\)", line) for line in lines)


def test_json_holds_what_the_table_says(plan: Any, canary: Path) -> None:
    created, updated = json.loads(plan(canary, "--format", "json").out)["timelines"]
    assert created["strategy"] == "CREATE"
    assert (updated["waits"], updated["slack"], updated["peak"]) == (420, 1380, {"ml.g5.2xlarge": 8})
    assert [p["share"][0] for p in updated["phases"]] == [0.0, 25.0, 25.0, 100.0, 100.0, 100.0]
    assert updated["exposure"] == [325.0, 325.0]
    assert updated["extra_instance_hours"] == 0.47


def test_single_request_from_a_named_file_and_standard_input(plan: Any, tmp_path: Path) -> None:
    file = tmp_path / "scorer.update-endpoint.json"
    file.write_text(json.dumps(update(CANARY)[1]), encoding="utf-8")
    told = plan(file)
    assert (told.code, "count unknown" in told.out) == (0, True)
    command = [sys.executable, "-m", "generated", "plan", "-", "--operation", "update-endpoint"]
    piped = subprocess.run(command, input=file.read_text(), capture_output=True, text=True, check=True)
    assert piped.stdout == told.out


def test_an_endpoint_of_a_template_is_planned_as_an_update(plan: Any, tmp_path: Path) -> None:
    file = tmp_path / "template.yaml"
    file.write_text(TEMPLATE.replace("COUNT", "8").replace("WAIT", "600"), encoding="utf-8")
    told = plan(file)
    assert told.code == 0
    assert "shift 1 of 2     6/8  2/8   ~25 %" in told.out
    assert "live-count" in told.out
    file.write_text(TEMPLATE.replace("COUNT", "!Ref Count").replace("WAIT", "600"), encoding="utf-8")
    assert "count unknown" in plan(file).out
    file.write_text(TEMPLATE.replace("COUNT", "8").replace("WAIT", "!Ref Wait"), encoding="utf-8")
    told = plan(file)
    assert (told.code, told.out) == (2, "")
    assert told.err == "error: cannot plan: WaitIntervalInSeconds is not known\n"


def test_invalid_requests_get_their_violations_instead(plan: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "release.json", release(blue_green("CANARY", "80%"), [variant()], [variant()]))
    told = plan(file)
    assert told.code == 1
    assert "canary-percent-max" in told.out
    assert "shift" not in told.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "name the files or folders to plan"),
        (["nowhere"], "no such file or folder"),
        (["--formt", "json", "FILE"], "did you mean --format"),
        (["--format", "pdf", "FILE"], "--format takes"),
        (["--format", "svg", "FILE"], "choose with --endpoint"),
        (["--endpoint", "other", "FILE"], "no CreateEndpoint or UpdateEndpoint to plan"),
        (["--compare", "FILE"], "--compare takes two paths"),
        (["--strategy", "canary:10%,blue:3", "FILE"], "not 'blue:3'"),
        (["--strategy", "canary:x", "FILE"], "not 'canary:x'"),
        (["--strategy", "canary:90%", "FILE"], "breaks canary-percent-max"),
        (["--suggest", "soon", "FILE"], "such as 10%,40m"),
        (["--suggest", "1%,1m", "FILE"], "no settings expose at most 1%"),
    ],
)
def test_wrong_use_is_one_line(plan: Any, canary: Path, words: list[str], message: str) -> None:
    told = plan(*(canary if word == "FILE" else word for word in words))
    assert (told.code, told.out) == (2, "")
    assert message in told.err
    assert told.err.startswith("error: ")
    assert told.err.count("\n") == 1


def test_nothing_to_plan(plan: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "release.json", [config("scorer-2", variant())])
    told = plan(file)
    assert (told.code, told.out) == (2, "")
    assert "no CreateEndpoint or UpdateEndpoint" in told.err


def test_two_files_side_by_side(plan: Any, tmp_path: Path) -> None:
    paths = []
    for name, settings in (("a", CANARY), ("b", rolling("1", 300))):
        requests = [config("scorer-2", variant()), update(settings)]
        paths.append(write(tmp_path / f"{name}.json", requests))
    rows = dict(re.split(r"  +", line, maxsplit=1) for line in plan("--compare", *paths).out.splitlines()[1:])
    assert rows["waiting, at least"].split() == ["7:00", "20:00"]
    assert rows["instances at most"] == "8 x ml.g5.2xlarge   5 x ml.g5.2xlarge"


def test_strategies_side_by_side_keep_waits_alarms_and_limit(plan: Any, canary: Path) -> None:
    words = (canary, "--strategy", "canary:10%,linear:25%,rolling:1,all-at-once,canary:2:600", "--format", "json")
    found = json.loads(plan(*words).out)["timelines"]
    assert [t["waits"] for t in found] == [420, 1020, 1200, 120, 720]
    assert {tuple(t["alarms"]) for t in found} == {("scorer-5xx", "scorer-latency")}
    assert {t["timeout"] for t in found} == {1800}
    assert "all at once" in plan(*words[:3], "--compare").out


def test_strategies_need_waits(plan: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "release.json", release(None, [variant()], [variant()]))
    assert "say how long, such as canary:1:300" in plan(file, "--strategy", "canary:1").err
    assert plan(file, "--strategy", "canary:1:300").code == 0


def test_suggestions_fit_and_pass_the_rules(plan: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "release.json", release(CANARY, [variant(count=20)], [variant(count=20)]))
    found = json.loads(plan(file, "--suggest", "10%,40m", "--format", "json").out)["timelines"]
    assert {t["strategy"] for t in found} == {"CANARY", "LINEAR", "ROLLING"}
    for suggested in found:
        first = next(p for p in suggested["phases"] if p["kind"] == "shift")
        assert first["share"][1] <= 10
        assert suggested["waits"] <= 2400 < suggested["timeout"]
        again = release(suggested["settings"], [variant(count=20)], [variant(count=20)])
        assert plan(write(tmp_path / "again.json", again)).code == 0


# --- formats ----------------------------------------------------------------------------------------------------------

HOSTILE = "<script>alert(1)</script>&\"'\x01|`::;,#%%"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    settings = blue_green("CANARY", "10%") | {"AutoRollbackConfiguration": {"Alarms": [{"AlarmName": HOSTILE}]}}
    return write(tmp_path / "release.json", release(settings, [variant()], [variant()]))


class Page(html.parser.HTMLParser):
    """Tags and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_page_is_whole_and_inert(plan: Any, hostile: Path) -> None:
    told = plan(hostile, "--format", "html")
    page = Page(told.out)
    assert told.code == 0
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert not {name for name in page.attributes if name.startswith("on")} | ({"href", "src"} & page.attributes)
    for word in ("bake 5:00", "~25 %", "all back to old", "AWS does not define it"):
        assert word in page.text
    assert plan(hostile, "--format", "html").out == told.out


def test_svg_is_well_formed_and_inert(plan: Any, hostile: Path) -> None:
    updates = write(hostile.parent / "update.json", json_requests(hostile)[2:])
    root = ET.fromstring(plan(updates, "--format", "svg").out)  # noqa: S314 - our own output
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not {"script", "foreignObject", "image", "a", "style"} & names
    assert "<script>" in "".join(root.itertext()), "the alarm is text"


def json_requests(path: Path) -> list[Request]:
    return [next(iter(entry.items())) for entry in json.loads(path.read_text(encoding="utf-8"))]


def test_markdown_quotes_names(plan: Any, hostile: Path) -> None:
    told = plan(hostile, "--format", "markdown")
    assert "<script>" not in told.out
    assert told.out.count("```mermaid") == 1
    gantt = told.out.partition("```mermaid\n")[2].partition("```")[0].splitlines()
    assert gantt == [
        "gantt",
        "    title scorer canary scorer-1 - scorer-2 (waits only, launches and shifts add to it)",
        "    dateFormat X",
        "    axisFormat %s s",
        "    section ~25 % new",
        "    bake alarms watched WaitIntervalInSeconds :active, b0, 0, 300s",
        "    section 100 % new",
        "    bake alarms watched TerminationWaitInSeconds :active, b1, after b0, 300s",
    ]
