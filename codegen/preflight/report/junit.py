"""JUnit XML: a suite for every file, a failed case for every finding, a passed one for a file without any.

Written as text: the XML writer of the standard library would cost more to import than the check, and it lets characters
through that XML 1.0 forbids.
"""

from __future__ import annotations

from ..check import describe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..findings import Finding
    from ..run import Outcome

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def render_junit(outcome: Outcome) -> str:
    """A JUnit report; warnings are cases with system-out, since JUnit knows no lesser failure."""
    by_file: dict[str, list[Finding]] = {path: [] for path in outcome.files}
    for finding in outcome.findings:
        by_file.setdefault(finding.file, []).append(finding)
    total = sum(max(1, len(findings)) for findings in by_file.values())
    head = f'tests="{total}" failures="{outcome.count("error")}" errors="0" time="{outcome.seconds:.3f}"'
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<testsuites name="botoforge preflight" {head}>']
    for path, findings in by_file.items():
        lines += _suite(path, findings)
    return "\n".join([*lines, "</testsuites>", ""])


def _suite(path: str, findings: list[Finding]) -> list[str]:
    name = _text(path)
    failures = sum(finding.severity == "error" for finding in findings)
    lines = [
        f'  <testsuite name="{name}" tests="{max(1, len(findings))}" failures="{failures}" errors="0" skipped="0">'
    ]
    for finding in findings:
        lines += _case(name, finding)
    if not findings:
        lines.append(f'    <testcase classname="{name}" name="preflight"/>')
    return [*lines, "  </testsuite>"]


def _case(name: str, finding: Finding) -> list[str]:
    place = f"{finding.file}:{finding.line}:{finding.column}"
    where = describe(finding)
    text = _text(f"{place}: {finding.message}" + (f" ({where})" if where else ""))
    title = f"{_text(finding.rule)} at {finding.line}:{finding.column}"
    case = f'    <testcase classname="{name}" name="{title}">'
    if finding.severity == "error":
        body = f'      <failure type="{_text(finding.rule)}" message="{_text(finding.message)}">{text}</failure>'
    else:
        body = f"      <system-out>warning: {text}</system-out>"
    return [case, body, "    </testcase>"]


def _text(text: str) -> str:
    return "".join(_ESCAPES.get(letter) or (letter if _allowed(letter) else f"\\u{ord(letter):04x}") for letter in text)


def _allowed(letter: str) -> bool:
    code = ord(letter)
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
