"""Plans as one HTML page: the picture, the table and the notes of each, and plans side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import page as report
from .compare import measures

if TYPE_CHECKING:
    from ..runtime.endpoints.timeline import Timeline


def page(found: list[Timeline], *, beside: bool) -> str:
    """The page. A timeline quotes what it is made of, so its part of the page is taken as it is."""
    rows = list(measures(found)) if beside else []
    return report.page("plan.html.j2", title="Deployment plan", plans=found, rows=rows)
