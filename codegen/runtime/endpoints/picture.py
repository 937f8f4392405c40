"""Draws a timeline as SVG: one file without script, font or link, that reads in grey and in words.

Yellow is time that a request sets; hatched is time that SageMaker takes, which nobody knows. Of instances,
filled ones serve, empty ones idle, dashed ones start or end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final, NamedTuple

from .records import Phase, Range, Record
from .words import GRADES, HEADINGS, between, clock, fleets, is_final, percent, phase_name, rows, summary, title

_LEFT: Final = 130
_SERVICE: Final = 92
"""Width of what takes an unknown time."""
_BAKES: Final = (96, 420)
"""Narrowest and widest bake; within these, widths are to scale."""
_GAP: Final = 40
_STEPS: Final = {"ROLLING": 4, "LINEAR": 8}
"""Most steps that are drawn; of more the first two and the last two."""
_VARIANTS: Final = 4
_SQUARES: Final = 12
_NAME: Final = 40
_OLD, _NEW, _GREY, _EDGE = "#0969da", "#1a7f37", "#57606a", "#8c959f"
_SMALL: Final = f'font-size="11" fill="{_GREY}"'
_MIDDLE: Final = 'text-anchor="middle"'
_LEGEND: Final = "Hatched: as long as SageMaker takes. Instances: filled serve, empty idle, dashed start or end."
_NO_ALARMS: Final = "none: nothing ends a bad deployment"
_HATCH: Final = (
    '<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="8" height="8" fill="#f6f8fa"/><rect width="2" height="8" fill="#d8dee4"/></pattern></defs>'
)


class _Column(NamedTuple):
    """A phase that is drawn; `gap` before it where some are left out, `lasts` unless a bake shows the same state."""

    phase: Phase
    before: Phase | None
    x: float
    width: float
    gap: bool
    lasts: bool


def svg(timeline: Record) -> str:
    """The picture. Everything that it says stands in ``to_dict`` too."""
    columns = list(_columns(timeline))
    width = max(760, round(columns[-1].x + columns[-1].width) + 24 if columns else 0)
    height = 92
    body = [
        _text(24, 32, _short(title(timeline), width // 11), 'font-size="18" font-weight="bold"'),
        _text(24, 54, _short(fleets(timeline), width // 7), f'fill="{_GREY}"'),
    ]
    if not columns:
        body.append(_text(24, 78, summary(timeline)))
    else:
        body += _phases(timeline, columns)
        body += _traffic(columns)
        body += _fleets(timeline, columns)
        height = 230 + 92 * len(timeline.variants[:_VARIANTS])
        body += _watch(timeline, columns, height, width)
        height += 106
        for said in _legend(timeline, columns):
            height += 18
            body.append(_text(24, height, said, _SMALL))
        height += 14
    told = " ".join([*(_words(timeline, p) for p in timeline.phases), summary(timeline)])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="img" font-family="Helvetica, Arial, \'DejaVu Sans\', sans-serif" font-size="13" fill="#1f2328">'
    )
    named = f"<title>{escape(title(timeline))}</title><desc>{escape(told)}</desc>"
    return "\n".join([head + named, _HATCH, _rect(0, 0, width, height, "#ffffff", ""), *body, "</svg>\n"])


def html(timeline: Record, remarks: Iterable[str]) -> str:
    """The picture with its words: a table of the phases, the notes, and remarks. A fragment of a page."""
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in HEADINGS)
    body = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in cells)}</tr>" for _, cells in rows(timeline))
    said = [f"{note.text} [{note.grade}: {note.source}]" for note in timeline.notes]
    items = "".join(f"<li>{escape(text)}</li>" for text in (*remarks, *said))
    return (
        f'<figure tabindex="0">{svg(timeline)}</figure>\n'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>\n"
        f"<p>{escape(summary(timeline))} {GRADES}</p>\n<ul>{items}</ul>\n"
    )


def _words(timeline: Record, phase: Phase) -> str:
    """A phase for those who hover or listen."""
    load = f"; a new instance carries {percent(phase.load)} of what an old one does" if phase.load else ""
    return f"{phase_name(timeline, phase)}: {percent(phase.share)} on new{load}. If it fails: {phase.if_it_fails}."


def _short(text: str, most: int = _NAME) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _end(name: str) -> str:
    """A name for a narrow place: names of one endpoint often differ in their last characters only."""
    return name if len(name) <= 10 else f"…{name[-9:]}"


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}"{more and f" {more}"}>{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, fill: str, stroke: str = _EDGE) -> str:
    edge = f' stroke="{stroke}"' if stroke else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"{edge}/>'


def _columns(timeline: Record) -> Iterator[_Column]:
    """The phases from left to right; of many steps the first two and the last two, with a gap between them."""
    most = _STEPS.get(timeline.strategy, 2)
    bakes = [p.seconds for p in timeline.phases if p.seconds]
    scale = max(_BAKES[0] / min(bakes), min(_BAKES[0] * 2 / min(bakes), 700 / sum(bakes))) if bakes else 1.0
    x, gap = float(_LEFT), False
    phases = timeline.phases
    for before, phase, after in zip((None, *phases), phases, (*phases[1:], None), strict=False):
        if phase.of > most and 2 < phase.step <= phase.of - 2:
            x, gap = x if gap else x + _GAP, True
        else:
            width = _SERVICE if phase.seconds is None else min(phase.seconds * scale, _BAKES[1])
            lasts = phase.kind != "shift" or after is None or after.kind != "bake"
            yield _Column(phase, before, x, width, gap, lasts)
            x, gap = x + width, False


def _phases(timeline: Record, columns: Sequence[_Column]) -> Iterator[str]:
    yield _text(24, 104, "phase")
    for phase, _, x, width, gap, _ in columns:
        middle, bake = x + width / 2, phase.seconds is not None
        yield _text(x - _GAP / 2 - 4, 106, "…") if gap else ""
        name = phase_name(timeline, phase).removesuffix(" old").removesuffix(" final")
        yield f"<g><title>{escape(_words(timeline, phase))}</title>"
        yield _rect(x, 80, width, 42, "#fff8c5" if bake else "url(#hatch)")
        yield _text(middle, 98 if bake else 105, name, _MIDDLE)
        if bake:
            kind = "final" if is_final(phase) else "watched"
            yield _text(middle, 114, kind if phase.watched else "unwatched", f"{_SMALL} {_MIDDLE}")
            yield _text(x, 138, f"{clock(phase.after_waits)} waited", _SMALL)
        yield "</g>"


def _traffic(columns: Sequence[_Column]) -> Iterator[str]:
    """Shares as steps; during a shift only the part that changes is hatched, since nobody tells what lies between."""
    yield _text(24, 188, "traffic")
    top, height = 152, 60
    for phase, before, x, width, _, lasts in columns:
        share, old = float(phase.share[0]), float(before.share[0]) if before else 0.0
        yield _rect(x, top, width, height, "#c2e0ff", "")
        yield _rect(x, top + height * (1 - share), width, height * share, _NEW, "")
        if phase.kind == "shift":
            yield _rect(x, top + height * (1 - share), width, height * (share - old), "url(#hatch)", "")
        if phase.kind in ("launch", "bake") or (lasts and phase.kind == "shift"):
            dark = share >= 0.5 and (phase.kind != "shift" or old >= 0.5)
            said = f"{percent(phase.share, '~')} new" if share else "100 % old"
            y = top + (height - 12 if share >= 0.5 else 18)
            yield _text(x + width / 2, y, said, f'{_MIDDLE} fill="{"#ffffff" if dark else "#1f2328"}"')


def _fleets(timeline: Record, columns: Sequence[_Column]) -> Iterator[str]:
    """Two rows for each variant, from the top."""
    several = len(timeline.variants) > 1
    for number, variant in enumerate(timeline.variants[:_VARIANTS]):
        for side, colour in (("old", _OLD), ("new", _NEW)):
            y = 226.0 + 46 * (2 * number + (side == "new"))
            yield _text(24, y + 12, f"{_end(variant.name)} {side}" if several else f"{side} fleet")
            for phase, before, x, width, _, lasts in columns:
                serving, run = (getattr(phase.fleets[number], f"{side}_{what}") for what in ("serving", "running"))
                at_first, size = variant.old if side == "old" else 0, max(variant.old, variant.new)
                ran = getattr(before.fleets[number], f"{side}_running") if before else (at_first, at_first)
                unit = "" if variant.counted else " %"
                if lasts:
                    yield from _instances((x, y, width), size, serving, run, ran, colour, unit)


def _instances(
    at: tuple[float, float, float], size: int, serving: Range, run: Range, before: Range, colour: str, unit: str
) -> Iterator[str]:
    """The instances of a fleet of `size` during a phase at x, y and width, and how many do what."""
    x, y, width = at
    changed, count, idle = run[0] - before[0], max(run[0], before[0]), run[0] - serving[0]
    middle = x + width / 2
    if 0 < count <= size <= _SQUARES and not unit:
        pitch = 14 if size <= _SQUARES / 2 else 7.3
        for i in range(count):
            fill = colour if i < serving[0] else "#ffffff"
            dash = ' stroke-dasharray="2 2"' if i >= min(run[0], before[0]) else ""
            box = f'x="{middle + (i - count / 2) * pitch + 1.5:g}" y="{y:g}" width="{pitch - 3:g}" height="11" rx="2"'
            yield f'<rect {box} fill="{fill}" stroke="{colour}" stroke-width="1.5"{dash}/>'
    elif count:
        whole = width - 16
        yield _rect(x + 8, y, whole, 11, "#ffffff", colour)
        yield _rect(x + 8, y, whole * serving[0] / count, 11, colour, colour)
    said = [f"{between(serving)}{unit} serve"] if serving[1] else []
    said += [f"{idle}{unit} idle"] if idle and changed <= 0 else []
    said += [f"{abs(changed)}{unit} {'start' if changed > 0 else 'end'}"] if changed else []
    for line, text in enumerate(said or ["none"]):
        yield _text(middle, y + 23 + 11 * line, text, f'{_MIDDLE} font-size="10.5"')


def _watch(timeline: Record, columns: Sequence[_Column], y: float, width: float) -> Iterator[str]:
    """What is watched, what follows if it trips, and the time limit, from height `y` on."""
    yield _text(24, y + 26, "alarms")
    for phase, _, x, wide, _, _ in columns:
        if phase.watched:
            path = f"M{x + 1:g} {y:g} v8 H{x + wide - 1:g} v-8"
            yield f'<path d="{path}" fill="none" stroke="#9a6700" stroke-width="2"/>'
    more = f" and {len(timeline.alarms) - 3} more" if len(timeline.alarms) > 3 else ""
    more += "" if any(c.phase.watched for c in columns) else ": without a bake there is nothing to watch"
    said = ", ".join(map(_short, timeline.alarms[:3])) + more if timeline.alarms else _NO_ALARMS
    yield _text(_LEFT, y + 26, said, 'fill="#7d4e00"')
    for text in dict.fromkeys(p.if_it_fails for p in timeline.phases if p.on_alarm):
        yield _text(24, y + 48, "if one trips") + _text(_LEFT, y + 48, text, 'fill="#a40e26"')
    yield _text(24, y + 76, f"limit {clock(timeline.timeout)}" if timeline.timeout else "no limit")
    whole, slack = width - _LEFT - 24, timeline.slack
    if timeline.timeout and slack is not None and slack >= 0:
        waits = whole * timeline.waits / timeline.timeout
        yield _rect(_LEFT, y + 62, waits, 18, "#fff8c5")
        yield _rect(_LEFT + waits, y + 62, whole - waits, 18, "url(#hatch)")
    yield _text(_LEFT, y + 100, summary(timeline))


def _legend(timeline: Record, columns: Sequence[_Column]) -> Iterator[str]:
    to_scale = all(c.width < _BAKES[1] for c in columns if c.phase.seconds)
    yield f"Plain (yellow): set by the request, {'to scale' if to_scale else 'wider for longer'}. {_LEGEND}"
    yield from (f"~: {note.text}" for note in timeline.notes if note.id in ("share", "rounding"))
    if len(timeline.variants) > _VARIANTS:
        yield f"{len(timeline.variants) - _VARIANTS} more variants are not drawn."
