"""Markdown for release notes and pull requests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..facts import Comparison, Grade
from ..words import MEANINGS, TITLES, line, summary, title

_HARMLESS: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,:;()'/>-]*")


def write(comparison: Comparison) -> str:
    """A section about one service, with a list for each grade."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"## {plain(title(comparison))}"
    yield ""
    yield f"{summary(comparison)}."
    for grade in Grade:
        changes = [change for change in comparison.changes if change.grade is grade]
        if not changes:
            continue
        yield from ("", f"### {TITLES[grade]}", "", f"{MEANINGS[grade].capitalize()}.", "")
        for said in map(line, changes):
            yield f"- {_code(said.subject)}: {plain(said.what)}"
            yield from (f"  - {plain(str(where))}" for where in said.where)
    for name in comparison.shortened:
        yield from ("", f"{plain(name)}: too many paths to list, the shortest is shown.")


def plain(text: str) -> str:
    """Text as it stands where nothing in it could be markup, a link or a mention; else as code."""
    return text if _HARMLESS.fullmatch(text) and "://" not in text else _code(text)


def _code(text: str) -> str:
    """Text as code; nothing in it ends the span."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
