"""Plans as text: tables of phases, on terminals with colours, and plans side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..runtime.endpoints.timeline import Timeline
    from .strategies import Variation

_BAR = (10, 20)
"""Characters of a bar of traffic: on a terminal below 100 columns, and on a wide one."""


def plain(found: list[Timeline], *, explain: bool) -> str:
    """Tables in plain text."""
    blocks = ["\n".join([*timeline.lines(), *_notes(timeline, explain=explain)]) for timeline in found]
    return "\n\n".join(blocks) + "\n"


def coloured(found: list[Timeline], *, explain: bool) -> str:
    """Tables for a terminal, with the traffic as bars; plain ones where rich is not installed."""
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        return plain(found, explain=explain)
    console = Console(force_terminal=True)
    width = _BAR[console.width >= 100]
    with console.capture() as capture:
        for timeline in found:
            console.print(Text(timeline.title, style="bold"), Text(timeline.fleets, style="dim"), sep="\n")
            shown = Table(box=None, pad_edge=False, header_style="dim")
            for heading in ("waited", "phase", "traffic", "on new", "old", "new", "if it fails"):
                left, last = heading in ("phase", "traffic", "if it fails"), heading == "if it fails"
                shown.add_column(heading, justify="left" if left else "right", no_wrap=not last)
            for phase, (waited, name, old, new, share, fails) in timeline.rows():
                filled = round(float(phase.share[0]) * width)
                bar = Text("█" * filled, style="green") + Text("░" * (width - filled), style="blue")
                named = Text(name, style="bold yellow" if phase.kind == "bake" else "")
                shown.add_row(
                    waited, named, bar, share, old, new, Text(fails, style="red" if phase.on_alarm else "dim")
                )
            if timeline.phases:
                console.print(shown)
            console.print(
                Text(timeline.summary, style="bold"), *map(Text, _notes(timeline, explain=explain)), "", sep="\n"
            )
    return capture.get()


def comparison(found: list[Timeline]) -> str:
    """The measures of plans side by side."""
    from .compare import measures

    rows = list(measures(found))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "".join(f"{_line(row, widths)}\n" for row in rows)


def settings(variations: list[Variation]) -> str:
    """The settings of plans that are other than the request's, to be copied: JSON is YAML too."""
    import json

    made = (f"\n{timeline.summary}\nDeploymentConfig: {json.dumps(given)}\n" for timeline, given in variations if given)
    return "".join(made)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _notes(timeline: Timeline, *, explain: bool) -> Iterator[str]:
    if not explain:
        names = ", ".join(dict.fromkeys(note.id for note in timeline.notes))
        yield f"Notes: {names} (--explain tells them)."
        return
    for note in timeline.notes:
        yield f"  [{note.grade}] {note.id}: {note.text} ({note.source})"
