"""Plans as text: tables of phases, on terminals with colours, and plans side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime.endpoints.words import GRADES, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..runtime.endpoints.timeline import Timeline
    from .strategies import Variation

_BARS = (8, 20)
"""Fewest and most characters of a bar of traffic, for which there has to be room beside the table."""
_STYLES = {
    r"(?m)^  waited .*": "dim",
    "█+": "green",
    "░+": "blue",
    r"bake [\d:]+( final)?": "bold yellow",
    "all back to old.*|back to old.*": "red",
    r"(?m)^(At least|No waiting|[\d:]+ to [\d:]+ of waiting).*": "bold",
}


def plain(found: list[Timeline], *, explain: bool) -> str:
    """Tables in plain text."""
    blocks = ["\n".join([*timeline.lines(), *_notes(timeline, explain=explain)]) for timeline in found]
    return "\n\n".join(blocks) + "\n"


def coloured(found: list[Timeline], *, explain: bool) -> str:
    """Tables for a terminal, with the traffic as bars; plain ones where rich is not installed."""
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return plain(found, explain=explain)
    console = Console(force_terminal=True)
    with console.capture() as capture:
        for timeline in found:
            room = console.width - 2 - max(map(len, timeline.lines()[2:-1]), default=0)
            lines = timeline.lines(bar=min(room, _BARS[1]) if room >= _BARS[0] else 0)
            text = Text("\n".join([*lines, *_notes(timeline, explain=explain)]))
            text.stylize("bold", 0, len(timeline.title))
            for pattern, style in _STYLES.items():
                text.highlight_regex(pattern, style)
            console.print(text, "", sep="\n")
    return capture.get()


def comparison(found: list[Timeline]) -> str:
    """The measures of plans side by side."""
    from .compare import measures

    rows = list(measures(found))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def settings(variations: list[Variation]) -> str:
    """The settings of plans that are other than the request's, to be copied: JSON is YAML too."""
    import json

    made = (
        f"\n{summary(timeline)}\nDeploymentConfig: {json.dumps(given)}\n" for timeline, given in variations if given
    )
    return "".join(made)


def _notes(timeline: Timeline, *, explain: bool) -> Iterator[str]:
    if not explain:
        names = ", ".join(dict.fromkeys(note.id for note in timeline.notes))
        yield f"Notes: {names} (--explain tells them)."
        return
    yield GRADES
    for note in timeline.notes:
        yield f"  [{note.grade}] {note.id}: {note.text} ({note.source})"
