"""The HTML report in a real browser: readable in light and dark, on every width, its filters work without a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import browser
from tests.browser import WIDTHS
from tests.preflight_harness import run

FILES = {
    "a.create-store.yaml": "StoreName: a b" + " wid" * 30 + "\nKind: OPEM\nLayout: {Rows: 1, Columns: 2, Mode: FREE}\n",
    "b.create-store.yaml": "StoreName: <script>alert(1)</script>\nKind: OPEM  # botoforge: ignore[enum]: <i>soon</i>\n",
    "values.yaml": "a: 1\n",
}
_SHOWN = """
      findings: page.querySelectorAll(".finding").length,
      scripts: page.scripts.length + page.querySelectorAll("i").length,
      afterError: (() => {
        page.querySelector("#show-error").click();
        return [...page.querySelectorAll(".finding")].filter(e => e.getClientRects().length).length;
      })(),
      print: (() => {
        page.querySelector("#show-error").click();
        const look = () => ({
          cut: [...page.querySelectorAll("pre")].filter(e => e.scrollWidth > e.clientWidth).length,
          filters: page.querySelector(".filters").getClientRects().length,
        });
        const screen = look();
        for (const sheet of page.styleSheets)
          for (const rule of sheet.cssRules)
            if (rule.media && rule.media.mediaText === "print") rule.media.mediaText = "all";
        return {screen, paper: look()};
      })(),
"""


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("page")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    outcome = run("preflight", str(folder), "--format", "html")
    assert outcome.code == 1
    return browser.frames(outcome.out, folder, _SHOWN)


def test_it_is_readable_in_light_and_dark_and_fits_every_width(frames: list[dict[str, Any]]) -> None:
    assert len({frame["background"] for frame in frames}) == 2
    for frame in frames:
        assert frame["contrast"] >= 4.5, frame  # WCAG 2.2, level AA
        assert frame["overflow"] == 0, frame
    assert len(frames) == 2 * len(WIDTHS)


def test_it_needs_nothing_else_and_runs_nothing(frames: list[dict[str, Any]]) -> None:
    assert [(frame["fetched"], frame["scripts"]) for frame in frames] == [(0, 0)] * len(frames)


def test_its_filters_work_without_a_script(frames: list[dict[str, Any]]) -> None:
    assert [(frame["findings"], frame["afterError"]) for frame in frames] == [(5, 1)] * len(frames)


def test_on_paper_nothing_is_cut_and_nothing_waits_for_a_click(frames: list[dict[str, Any]]) -> None:
    for frame in frames:
        assert frame["print"]["paper"] == {"cut": 0, "filters": 0}, frame
        assert frame["print"]["screen"]["filters"] == 1, frame
    assert any(frame["print"]["screen"]["cut"] for frame in frames)  # it can be told


def test_a_page_says_what_was_not_checked(tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text("a: 1\n")
    page = run("preflight", str(tmp_path), "--format", "html").out
    assert "Nothing was checked" in page
    assert "values.yaml" in page
