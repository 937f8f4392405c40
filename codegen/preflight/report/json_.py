"""The report for programs: everything known of every finding. Additions are compatible, changes raise ``version``."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..run import Outcome


def render_json(outcome: Outcome) -> str:
    """One JSON document."""
    findings = [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.message,
            "file": finding.file,
            "line": finding.line,
            "column": finding.column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
            "operation": finding.operation or None,
            "resource": finding.title or None,
            "when": finding.when or None,
            "path": [_segment(segment) for segment in finding.path],
        }
        for finding in outcome.findings
    ]
    suppressed = [
        {
            "rule": entry.finding.rule,
            "file": entry.finding.file,
            "line": entry.finding.line,
            "reason": entry.reason or None,
            "until": entry.until or None,
        }
        for entry in outcome.suppressed
    ]
    summary = {
        "files": len(outcome.files),
        "requests": outcome.requests,
        "errors": outcome.count("error"),
        "warnings": outcome.count("warning"),
        "skipped": len(outcome.skipped),
        "suppressed": len(outcome.suppressed),
        "incomplete": bool(outcome.unseen),
        "seconds": round(outcome.seconds, 3),
    }
    report = {
        "version": 1,
        "summary": summary,
        "notes": [*outcome.unseen, *outcome.notes],
        "findings": findings,
        "suppressed": suppressed,
    }
    return json.dumps(report, indent=2) + "\n"


def _segment(segment: object) -> str | int:
    return segment if isinstance(segment, int) and not isinstance(segment, bool) else str(segment)
