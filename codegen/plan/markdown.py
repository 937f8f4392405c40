"""Plans as Markdown for pull requests: a table that needs no renderer, and a Gantt chart of the waits for Mermaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compare import measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..runtime.endpoints.timeline import Timeline


def markdown(found: list[Timeline], *, beside: bool) -> str:
    """The plans, one after the other or side by side."""
    if beside:
        return "\n".join(_table(measures(found))) + "\n"
    return "\n".join("\n".join(_plan(timeline)) for timeline in found)


def _plan(timeline: Timeline) -> Iterator[str]:
    from ..runtime.endpoints.words import HEADINGS, fleets, rows, summary

    yield f"### {_cell(timeline.title)}\n"
    yield f"{_cell(fleets(timeline))}. {_cell(summary(timeline))}\n"
    if timeline.phases:
        yield from _table([HEADINGS, *(cells for _, cells in rows(timeline))])
    if timeline.waits:
        yield from ("\n```mermaid", *_gantt(timeline), "```")
    yield "\n<details><summary>What this rests on</summary>\n"
    yield from (f"- {note.grade}, {note.id}: {_cell(note.text)}" for note in timeline.notes)
    yield "\n</details>\n"


def _table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    head, *body = rows
    yield f"| {' | '.join(map(_cell, head))} |"
    yield f"|{'--|' * len(head)}"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in body)


def _gantt(timeline: Timeline) -> Iterator[str]:
    """The waits to scale. Other phases take an unknown time, which a Gantt chart cannot draw: its title says so."""
    from ..runtime.endpoints.words import percent

    yield "gantt"
    yield f"    title {_word(timeline.title)} (waits only, launches and shifts add to it)"
    yield "    dateFormat X"
    yield "    axisFormat %s s"  # hours and minutes would be those of the reader's time zone
    for number, phase in enumerate(p for p in timeline.phases if p.seconds):
        watched = "alarms watched" if phase.watched else "unwatched"
        start = f"after b{number - 1}" if number else "0"  # a start in seconds would be read as milliseconds
        yield f"    section {percent(phase.share, '~')} new"
        yield f"    bake {watched} {phase.setting.rpartition('.')[2]} :active, b{number}, {start}, {phase.seconds}s"


def _cell(text: str) -> str:
    """Text that Markdown takes as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|&" else c for c in text)


def _word(text: str) -> str:
    """Text without what has a meaning in Mermaid."""
    return " ".join("".join(c if c.isalnum() or c in " .-_()/" else " " for c in text.replace("%", "percent")).split())
