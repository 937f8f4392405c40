"""Pre-flight's page: each deployment beside its findings, where nothing is wrong with its release."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from codegen.package_cli import main
from tests import browser
from tests.plan.cases import ALARMS, Request, blue_green, config, release, update, variant
from tests.plan.test_command import TEMPLATE, write

UNWATCHED = blue_green("CANARY", "10%", 300, 0, 1800) | {"AutoRollbackConfiguration": ALARMS}
HOSTILE = "<script>alert(1)</script>\x1b[2J&\"'"


@pytest.fixture
def report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(**files: list[Request] | str) -> tuple[int, str]:
        for name, made in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            if isinstance(made, str):
                path.write_text(made, encoding="utf-8")
            else:
                write(path, made)
        code = main(["preflight", str(tmp_path), "--format", "html"], package="generated", services=("sagemaker",))
        return code, capsys.readouterr().out

    return run


def sections(page: str) -> dict[str, str]:
    """What stands under each file's name."""
    parts = re.split(r"<h2>([^<]*)</h2>", page)[1:]
    return {Path(name).name: text for name, text in zip(parts[::2], parts[1::2], strict=True)}


def test_a_deployment_stands_beside_its_findings(report: Any) -> None:
    code, page = report(a_json=release(None, [variant()], [variant()])[:3], b_json=[update(UNWATCHED)])
    found = sections(page)
    assert code == 0
    assert "<h3>scorer: creation, scorer-1</h3>" in found["a.json"]
    assert found["b.json"].index("final-shift-unwatched") < found["b.json"].index("<figure ")
    assert "<h3>scorer: canary, scorer-1 -&gt; scorer-2</h3>" in found["b.json"]
    assert "main 4 -&gt; 4 x ml.g5.2xlarge; peak 8" in found["b.json"], "counts come from the other file"


def test_a_release_with_errors_has_no_timeline(report: Any) -> None:
    code, page = report(a_json=[config("scorer-2", variant(count=-1))], b_json=[update(UNWATCHED)])
    assert code == 1
    assert "<svg" not in page
    assert re.search(r"b\.json has no timeline: its release has errors", page)


def test_stages_are_planned_by_themselves(report: Any) -> None:
    few, many = ([config("scorer-2", variant(count=count)), update(UNWATCHED)] for count in (2, 9))
    _, page = report(dev__a_json=few, prod__a_json=many)
    assert [peak for peak in ("peak 4 x", "peak 18 x", "peak 22 x") if peak in page] == ["peak 4 x", "peak 18 x"]


def test_what_a_template_does_not_tell_is_said(report: Any) -> None:
    _, page = report(a_yaml=TEMPLATE.replace("COUNT", "8").replace("WAIT", "!Ref Wait"))
    assert "<svg" not in page
    assert "a.yaml has no timeline: WaitIntervalInSeconds is not known" in page
    _, page = report(a_yaml=TEMPLATE.replace("COUNT", "!Ref Count").replace("WAIT", "600"))
    assert "every variant, count unknown" not in page
    assert "main, count unknown" in page


def test_names_are_text(report: Any, tmp_path: Path) -> None:
    alarms = {"AutoRollbackConfiguration": {"Alarms": [{"AlarmName": HOSTILE}]}}
    _, page = report(a_json=[config("scorer-2", variant()), update(UNWATCHED | alarms)])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\ufffd[2J&amp;" in page
    for frame in browser.frames(page, tmp_path, "scripts: page.scripts.length,"):
        assert (frame["scripts"], frame["fetched"], frame["overflow"]) == (0, 0, 0)
        assert frame["contrast"] >= 4.5


def test_other_formats_plan_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "a.json", [update(UNWATCHED)])
    target = tmp_path / "page.html"
    words = ["preflight", str(tmp_path / "a.json"), "--format", "json", "--output", f"html={target}"]
    assert main(words, package="generated", services=("sagemaker",)) == 0
    assert not {"timelines", "timeline"} & json.loads(capsys.readouterr().out).keys()
    assert "<svg" in target.read_text(encoding="utf-8")
