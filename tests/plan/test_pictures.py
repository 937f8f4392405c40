"""Pictures: golden files, what a real browser makes of them, and a real terminal."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest

from codegen.plan import text
from codegen.plan.markdown import markdown
from generated import sagemaker
from tests.browser import browse
from tests.plan.cases import (
    ALARMS,
    EXAMPLES,
    FOLDER,
    blue_green,
    config,
    example,
    planned,
    release,
    rolling,
    update,
    variant,
)

TMUX = shutil.which("tmux")
_SVG = "{http://www.w3.org/2000/svg}"

MEASURE = """<script>
document.title = JSON.stringify([...document.querySelectorAll("svg")].map(svg => {
  const whole = svg.getBoundingClientRect(), found = [];
  const boxes = [...svg.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()]);
  for (const [text, b] of boxes) {
    if (b.left < whole.left || b.right > whole.right || b.top < whole.top || b.bottom > whole.bottom)
      found.push("outside: " + text);
    for (const [other, c] of boxes)
      if (text < other && b.left < c.right - 1 && c.left < b.right - 1 && b.top < c.bottom - 3 && c.top < b.bottom - 3)
        found.push("over each other: " + text + " / " + other);
  }
  return {texts: boxes.length, hover: svg.querySelectorAll("g > title").length, found};
}));
</script>"""


def many() -> list[tuple[str, sagemaker.Timeline]]:
    """Timelines of every kind of picture."""
    alarms = {"AutoRollbackConfiguration": ALARMS}
    crowd = [variant(f"variant-with-a-long-name-{i}", 3 + i) for i in range(6)]
    long = release(blue_green("LINEAR", "10%", 60, 3600) | alarms, [variant(count=40)], [variant(count=40)])
    made = {
        "crowd": planned(release(blue_green("LINEAR", "34%") | alarms, crowd, crowd)),
        "many-steps": planned(long),
        "many-batches": planned(release(rolling("5%", 30) | alarms, [variant(count=100)], [variant(count=60)])),
        "percent": sagemaker.timelines([update(blue_green("LINEAR", "33%") | alarms)])[0],
        "retained": planned(release(None, [variant()], [variant()], RetainDeploymentConfig=True)),
        "unwatched": planned(release(blue_green("ALL_AT_ONCE", None, 0, 0) | alarms, [variant()], [variant()])),
        "long-names": planned(
            [
                config("c" * 63, variant("v" * 63, InstanceType="ml.p4de.24xlarge")),
                update(
                    blue_green("CANARY", "1") | {"AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "a" * 255}]}},
                    EndpointName="e" * 63,
                    EndpointConfigName="c" * 63,
                ),
            ]
        ),
        "late": planned(release(blue_green("CANARY", "10%", timeout=601), [variant()], [variant()])),
    }
    return [*made.items(), *((case["name"], example(case, alarms=True)) for case in EXAMPLES)]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["name"])
def test_golden_pictures(case: dict[str, Any]) -> None:
    assert example(case, alarms=True).svg() == (FOLDER / f"{case['name']}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "timeline"), many(), ids=[name for name, _ in many()])
def test_a_picture_says_what_the_data_says(name: str, timeline: sagemaker.Timeline) -> None:
    root = ET.fromstring(timeline.svg())  # noqa: S314 - our own output
    words = " ".join(root.itertext())
    assert root.find(f"{_SVG}title") is not None
    for phase in timeline.phases:
        if phase.seconds is not None:
            assert f"bake {sagemaker_clock(phase.seconds)}" in words, name
    assert timeline.lines()[-1] in words
    yellow = [r for r in root.iter(f"{_SVG}rect") if r.get("fill") == "#fff8c5" and r.get("height") == "42"]
    if "many" not in name:
        assert len(yellow) == sum(p.kind == "bake" for p in timeline.phases)


def sagemaker_clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def test_names_command_neither_a_terminal_nor_a_page() -> None:
    name = "\x1b]0;x\x07\u202e<b onclick=x>|`#%%"
    requests = [
        config(name, variant(name)),
        update(blue_green("CANARY", "1"), EndpointConfigName=name, EndpointName=name),
    ]
    found: list[Any] = list(sagemaker.timelines(requests))
    terminal = [text.plain(found, explain=True), text.comparison(found), plain(text.coloured(found, explain=False))]
    pages = [found[0].html(), found[0].svg(), markdown(found, beside=False)]
    assert all(c.isprintable() or c == "\n" for made in (*terminal, *pages) for c in made)
    assert not [made for made in pages if re.search(r"(?<!\\)<b onclick", made)]


def test_a_plan_displays_itself() -> None:
    (timeline,) = sagemaker.timelines([update(blue_green("CANARY", "10%"))])
    assert timeline._repr_svg_() == timeline.svg()
    assert timeline.svg() in timeline._repr_html_()


def test_no_text_is_cut_or_covered_in_a_browser(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    pictures = "".join(f"<div>{timeline.svg()}</div>" for _, timeline in many())
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{pictures}{MEASURE}", encoding="utf-8")
    dom = browse(page, tmp_path, "--dump-dom")
    title = html.unescape(dom.partition("<title>")[2].partition("</title>")[0])
    for (name, timeline), seen in zip(many(), json.loads(title), strict=True):
        assert seen["found"] == [], name
        assert seen["texts"] >= 3, name
        assert bool(seen["hover"]) == bool(timeline.phases), name


def test_the_file_opens_as_a_picture_in_a_browser(tmp_path: Path) -> None:
    file = FOLDER / "canary-one-of-three.svg"
    shot = tmp_path / "shot.png"
    browse(file, tmp_path / "profile", f"--screenshot={shot}", "--window-size=1200,520")
    assert shot.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert shot.stat().st_size > 20_000, "an empty page is a tenth of that"


def screen(command: str, columns: int, **changed: str) -> str:
    """What a real terminal of so many columns shows of a command, with its colours."""
    if TMUX is None:
        pytest.skip("there is no tmux")
    tmux = [TMUX, "-u", "-L", f"plan-{uuid4().hex}", "-f", os.devnull]
    exported = "".join(f"export {name}={value}; " for name, value in changed.items())
    words = f"{exported}{command}; echo code: $?; {' '.join(tmux)} wait-for -S done; sleep 60"
    session = [*tmux, "new-session", "-d", "-x", str(columns), "-y", "40", words]
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR", "TERM"}}
    subprocess.run(session, check=True, cwd=Path(__file__).parents[2], env=kept | {"LC_ALL": "C.UTF-8"})
    try:
        subprocess.run([*tmux, "wait-for", "done"], check=True, timeout=60)
        capture = [*tmux, "capture-pane", "-p", "-e", "-t", "0"]
        shown = subprocess.run(capture, capture_output=True, text=True, check=True).stdout
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
    assert "code: 0" in shown
    return shown


def plain(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


@pytest.fixture
def command(tmp_path: Path) -> str:
    file = tmp_path / "release.json"
    requests = release(blue_green("CANARY", "1") | {"AutoRollbackConfiguration": ALARMS}, [variant()], [variant()])[2:]
    file.write_text(json.dumps([{operation: data} for operation, data in requests]), encoding="utf-8")
    return f"{sys.executable} -m generated plan {file}"


def test_a_wide_terminal_shows_bars_in_colour(command: str) -> None:
    shown = screen(command, 130)
    assert "scorer: canary, scorer-2" in plain(shown)
    assert re.search(r"shift 1 of 2 +█{5}░{15} +3/4 +1/4 +~25 % +AWS does not say", plain(shown))
    assert "\x1b[3" in shown


@pytest.mark.parametrize("columns", [80, 40])
def test_a_narrow_terminal_loses_nothing(command: str, columns: int) -> None:
    shown = plain(screen(command, columns))
    assert re.search(r"bake 5:00 final +█*\s+0/4 +4/4\s+100 % +all back to old, new ends", shown)
    assert max(map(len, shown.splitlines())) <= columns


@pytest.mark.parametrize("changed", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colours_shows_the_plain_table(command: str, changed: dict[str, str]) -> None:
    shown = screen(command, 130, **changed)
    assert "\x1b" not in shown
    assert re.search(r"shift 1 of 2 +3/4 +1/4 +~25 %", shown)


LIVE = """
import sys
from generated import sagemaker
from tests.plan.test_progress import answer, poll
with sagemaker.show_progress(sys.stdout) as show:
    show(poll(answer("Creating", 0), 30.0))
    show(poll(answer("Baking", 1), 150.0))
"""


def test_a_deployment_is_shown_while_it_runs(tmp_path: Path) -> None:
    script = tmp_path / "live.py"
    script.write_text(LIVE, encoding="utf-8")
    command = f"PYTHONPATH=. {sys.executable} {script}"
    drawn = screen(command, 130)
    assert drawn.count("deployment of scorer: Updating") == 1, "drawn anew in its place"
    assert ">   0:00  bake 5:00        2/3  1/3   ~33 %" in plain(drawn)
    lines = screen(command, 130, TERM="dumb").splitlines()
    assert [line for line in lines if line.startswith("[")] == [
        "[0:30 of 30:00] deployment of scorer: Updating",
        "[2:30 of 30:00] deployment of scorer: Updating",
    ]
