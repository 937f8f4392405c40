"""GitLab's code quality report: a list of issues, shown in merge requests."""

from __future__ import annotations

import json

from ..fingerprints import fingerprints
from ..places import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..run import Outcome

_SEVERITIES = {"error": "major", "warning": "minor"}


def render_gitlab(outcome: Outcome) -> str:
    """One JSON document."""
    places = Places()
    issues = [
        {
            "description": finding.message,
            "check_name": finding.rule,
            "fingerprint": mark.replace(":", "-"),
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": "stdin" if finding.file == "-" else places.name(finding.file),
                "lines": {"begin": finding.line, "end": finding.end_line},
            },
        }
        for finding, mark in fingerprints(outcome.findings, places)
    ]
    return json.dumps(issues, indent=2) + "\n"
