"""GitHub workflow commands: each finding becomes an annotation in the pull request."""

from __future__ import annotations

from ..findings import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..findings import Finding
    from ..run import Outcome


def render_github(outcome: Outcome) -> str:
    """One workflow command a finding."""
    return "".join(_command(finding) + "\n" for finding in outcome.findings)


def _command(finding: Finding) -> str:
    last = finding.end_column - 1 if finding.end_line == finding.line else finding.column
    properties = {
        "file": printable(finding.file),
        "line": finding.line,
        "endLine": finding.line,
        "col": finding.column,
        "endColumn": max(last, finding.column),
        "title": finding.rule,
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{finding.severity} {listed}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
