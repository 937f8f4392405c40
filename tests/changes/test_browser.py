"""The HTML page in a real browser: read in light and dark, on a phone and on a desk, with nothing fetched or run."""

from __future__ import annotations

from typing import Any

import pytest

from tests import browser
from tests.browser import WIDTHS
from tests.changes.kit import pinned, run


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the browser makes of the page: by scheme, then by width."""
    ends = ("--from", str(pinned("1.23.0")), "--to", str(pinned("1.20.12")))
    outcome = run("changes", "sagemaker", *ends, "--format", "html")
    assert outcome.code == 0
    return browser.frames(outcome.out, tmp_path_factory.mktemp("page"))


def test_it_has_light_and_dark(frames: list[dict[str, Any]]) -> None:
    assert [frame["background"] for frame in frames] == [
        *["rgb(255, 255, 255)"] * len(WIDTHS),
        *["rgb(20, 23, 26)"] * len(WIDTHS),
    ]


def test_it_is_readable(frames: list[dict[str, Any]]) -> None:
    for frame in frames:
        assert frame["title"].startswith("sagemaker: ")
        assert frame["visible"] > 40, frame
        assert frame["contrast"] >= 4.5, frame  # WCAG 2.2, level AA


def test_it_fits_every_width(frames: list[dict[str, Any]]) -> None:
    assert [frame["overflow"] for frame in frames] == [0] * len(frames)


def test_it_needs_nothing_else(frames: list[dict[str, Any]]) -> None:
    assert [frame["fetched"] for frame in frames] == [0] * len(frames)


def test_its_links_and_sections_work(frames: list[dict[str, Any]]) -> None:
    assert all(frame["toggled"] for frame in frames)
    assert [frame["broken"] for frame in frames] == [0] * len(frames)
