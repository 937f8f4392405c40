"""The report for people: one line a finding, and on a terminal the line of the file with a caret below it."""

from __future__ import annotations

from ..check import describe
from ..findings import plural, printable, without_commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from ..findings import Finding
    from ..run import Outcome

    Paint: TypeAlias = Callable[[str, str], str]

_COLOURS = {"error": "1;31", "warning": "1;33", "bold": "1", "dim": "2", "good": "1;32"}


def render_text(outcome: Outcome, *, colour: bool, excerpts: bool, quiet: bool = False) -> str:
    """The findings, the notes and the summary line; if quiet, the findings only."""
    paint = _paint if colour else _leave
    parts = [_finding(finding, paint, excerpts=excerpts) for finding in outcome.findings]
    if quiet:
        return without_commands("".join(part + "\n" for part in parts))
    notes = [paint(f"note: {printable(note)}", "dim") for note in (*outcome.unseen, *outcome.notes)]
    return without_commands("".join(part + "\n" for part in [*parts, *notes, _summary(outcome, paint)]))


def statistics(outcome: Outcome) -> str:
    """How often each rule was violated, the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for finding in outcome.findings:
        kind = (finding.rule, finding.severity)
        counts[kind] = counts.get(kind, 0) + 1
    width = len(str(max(counts.values(), default=0)))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:>{width}}  {severity:<7}  {rule}\n" for (rule, severity), count in ordered)


def _paint(text: str, style: str) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m"


def _leave(text: str, _: str) -> str:
    return text


def _finding(finding: Finding, paint: Paint, *, excerpts: bool) -> str:
    place = paint(f"{printable(finding.file)}:{finding.line}:{finding.column}:", "bold")
    level = paint(f"{finding.severity}:", finding.severity)
    head = f"{place} {level} {finding.message} {paint(f'[{finding.rule}]', 'dim')}"
    if excerpts and finding.excerpt.strip():
        return "\n".join([head, *_excerpt(finding, paint)])
    where = describe(finding)
    return f"{head} {paint(f'({where})', 'dim')}" if where else head


def _excerpt(finding: Finding, paint: Paint) -> list[str]:
    """The line of the file, and a line with carets under the place and the request it belongs to."""
    shown = "".join(letter if letter.isprintable() else _stand_in(letter) for letter in finding.excerpt)
    first = finding.column - 1 - finding.excerpt_from
    last = finding.end_column - 1 - finding.excerpt_from if finding.end_line == finding.line else len(shown.rstrip())
    marks = " " * _width(shown[:first]) + "^" * max(1, _width(shown[first:last]))
    bar = paint("|", "dim")
    number = paint(str(finding.line).rjust(6), "dim")
    whose = printable(f"{finding.operation} {finding.title} {finding.construct}").strip()
    request = paint(whose, "dim") if finding.operation else ""
    below = f"{' ' * 6} {bar} {paint(marks, finding.severity)} {request}"
    return [f"{number} {bar} {shown.rstrip()}", below.rstrip()]


def _stand_in(letter: str) -> str:
    return " " if letter == "\t" else "\N{REPLACEMENT CHARACTER}"


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(letter) else 1 + (east_asian_width(letter) in "WF") for letter in text)


def _summary(outcome: Outcome, paint: Paint) -> str:
    errors, warnings = outcome.count("error"), outcome.count("warning")
    counts = [plural(len(outcome.files), "file"), plural(outcome.requests, "request")]
    found = f"{plural(errors, 'error')}, {plural(warnings, 'warning')}"
    tone = "error" if errors else "warning" if warnings else "good"
    skipped = f"; {plural(len(outcome.skipped), 'other file')} skipped" if outcome.skipped else ""
    silenced = f"; {plural(len(outcome.suppressed), 'finding')} suppressed" if outcome.suppressed else ""
    incomplete = "; the analysis is incomplete" if outcome.unseen else ""
    return f"{', '.join(counts)}: {paint(found, tone)} in {outcome.seconds:.2f} s{skipped}{silenced}{incomplete}"
