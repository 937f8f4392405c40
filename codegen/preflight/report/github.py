"""GitHub workflow commands: each finding becomes an annotation in the pull request."""

from __future__ import annotations

from ..check import describe
from ..findings import plural, printable
from ..places import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..findings import Finding
    from ..run import Outcome


def render_github(outcome: Outcome) -> str:
    """One workflow command a finding, and one that tells that something was checked, or that nothing was."""
    places = Places()
    lines = [_command(finding, places) for finding in outcome.findings]
    counts = f"{plural(len(outcome.files), 'file')}, {plural(outcome.requests, 'request')}"
    found = f"{plural(outcome.count('error'), 'error')}, {plural(outcome.count('warning'), 'warning')}"
    if outcome.checked_nothing:
        lines.append("::warning title=botoforge preflight::nothing was checked: no request and no resource was found")
    else:
        lines.append(f"::notice title=botoforge preflight::{counts}: {found}")
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, places: Places) -> str:
    last = finding.end_column - 1 if finding.end_line == finding.line else finding.column
    where = describe(finding)
    properties = {
        "file": printable(finding.file if finding.file == "-" else places.name(finding.file)),
        "line": finding.line,
        "endLine": finding.line,
        "col": finding.column,
        "endColumn": max(last, finding.column),
        "title": f"{finding.rule}: {where}" if where else finding.rule,
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{finding.severity} {listed}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
