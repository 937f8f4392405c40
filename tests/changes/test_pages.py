"""Two API-change pages of 2021, whose trees come out to the letter."""

from __future__ import annotations

import pytest

from tests.changes.kit import HERE, pinned, run


@pytest.mark.parametrize(
    ("page", "old", "new", "count"),
    [("2021-02-22", "1.20.12", "1.20.13", 4), ("2021-11-08", "1.22.12", "1.23.0", 3)],
)
def test_the_trees_of_a_page(page: str, old: str, new: str, count: int) -> None:
    ends = ("--from", str(pinned(old)), "--to", str(pinned(new)))
    outcome = run("changes", "sagemaker", *ends, "--format", "api-changes")
    assert outcome.code == 0
    headline, _, trees = outcome.out.partition("\n\n")
    assert headline.endswith(f"{count} updated api methods")
    assert trees == (HERE / "pages" / f"{page}.txt").read_text(encoding="utf-8")
