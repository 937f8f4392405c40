"""One HTML page that needs nothing else: by file the findings beside their rules, and what deployments do over time."""

from __future__ import annotations

from ..check import describe
from ..findings import plural, printable
from ..options import UsageError
from ..places import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..findings import Finding
    from ..rule_facts import RuleBook
    from ..run import Outcome

_MOST = 2_000
"""Findings that are shown: a browser has to lay them out."""
_MOST_TIMELINES = 100


def render_html(outcome: Outcome, rules: RuleBook) -> str:
    """The page.

    Raises:
        UsageError: what renders pages is not installed.
    """
    try:
        from ...page import page
    except ImportError as error:
        raise UsageError(f"pages need {error.name}: pip install 'botoforge[codegen]'") from None
    shown, silenced = outcome.findings[:_MOST], outcome.suppressed[:_MOST]
    places = Places()
    ids = sorted({finding.rule for finding in shown})
    drawn = outcome.timelines[:_MOST_TIMELINES]
    by_file: dict[str, tuple[list[dict[str, Any]], list[Any]]] = {}
    for finding in shown:
        by_file.setdefault(finding.file, ([], []))[0].append(_finding(finding, ids))
    for path, timeline in drawn:
        by_file.setdefault(path, ([], []))[1].append(timeline)
    files = [
        ("standard input" if path == "-" else printable(places.name(path)), *listed) for path, listed in by_file.items()
    ]
    return page(
        "preflight.html.j2",
        title="Pre-flight",
        summary=f"{plural(len(outcome.files), 'file')}, {plural(outcome.requests, 'request')}",
        nothing=outcome.checked_nothing,
        counts=[("error", outcome.count("error")), ("warning", outcome.count("warning"))],
        suppressed=[_suppressed(entry.finding, entry.reason, entry.until, places) for entry in silenced],
        files=files,
        rules=[_rule(rule, rules, outcome) for rule in ids],
        more=len(outcome.findings) - len(shown),
        more_timelines=len(outcome.timelines) - len(drawn),
        notes=[printable(note) for note in (*outcome.unseen, *outcome.notes)],
        skipped=[(printable(path), printable(why)) for path, why in outcome.skipped[:_MOST]],
    )


def _finding(finding: Finding, ids: list[str]) -> dict[str, Any]:
    text = finding.excerpt
    first = finding.column - 1 - finding.excerpt_from
    last = finding.end_column - 1 - finding.excerpt_from if finding.end_line == finding.line else len(text.rstrip())
    return {
        "number": ids.index(finding.rule),
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "where": describe(finding),
        "line": finding.line,
        "column": finding.column,
        "before": _shown(text[:first]),
        "marked": _shown(text[first : max(last, first + 1)]),
        "after": _shown(text[max(last, first + 1) :]).rstrip(),
    }


def _shown(text: str) -> str:
    return "".join(letter if letter.isprintable() or letter == "\t" else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _rule(rule: str, rules: RuleBook, outcome: Outcome) -> dict[str, Any]:
    facts = rules.get(rule)
    return {
        "id": rule,
        "count": sum(finding.rule == rule for finding in outcome.findings),
        "meaning": facts.meaning,
        "why": facts.why,
        "source": facts.source,
    }


def _suppressed(finding: Finding, reason: str, until: str, places: Places) -> dict[str, Any]:
    file = "standard input" if finding.file == "-" else places.name(finding.file)
    place = printable(f"{file}:{finding.line}:{finding.column}")
    return {"place": place, "rule": finding.rule, "message": finding.message, "reason": reason, "until": until}
