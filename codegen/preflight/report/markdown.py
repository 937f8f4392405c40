"""Markdown for people: what a job of GitHub shows as its summary. Tables are HTML, in which no text is Markdown."""

from __future__ import annotations

from html import escape

from ..check import describe
from ..findings import plural, printable
from ..places import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..findings import Finding
    from ..run import Outcome

_MOST = 200
"""Findings that are listed: a summary of GitHub may have 1 MiB."""


def render_markdown(outcome: Outcome) -> str:
    """A heading with the numbers, then a table of the findings."""
    errors, warnings = outcome.count("error"), outcome.count("warning")
    counts = f"{plural(len(outcome.files), 'file')}, {plural(outcome.requests, 'request')}"
    lines = [f"## botoforge preflight: {plural(errors, 'error')}, {plural(warnings, 'warning')}", "", counts, ""]
    if outcome.checked_nothing:
        lines += ["**Nothing was checked**: no request and no resource was found.", ""]
    if outcome.findings:
        places = Places()
        lines += ["<table>", "<tr><th></th><th>Place</th><th>Finding</th><th>Rule</th></tr>"]
        lines += [_row(finding, places) for finding in outcome.findings[:_MOST]]
        lines += ["</table>", ""]
    if len(outcome.findings) > _MOST:
        lines += [f"and {len(outcome.findings) - _MOST} more", ""]
    if outcome.suppressed:
        lines += [f"{plural(len(outcome.suppressed), 'finding')} suppressed", ""]
    return "\n".join(lines)


def _row(finding: Finding, places: Places) -> str:
    file = "standard input" if finding.file == "-" else places.name(finding.file)
    where = _text(describe(finding))
    place = f"<code>{_text(f'{file}:{finding.line}:{finding.column}')}</code>"
    said = _text(finding.message) + (f"<br><sub>{where}</sub>" if where else "")
    return f"<tr><td>{finding.severity}</td><td>{place}</td><td>{said}</td><td><code>{finding.rule}</code></td></tr>"


def _text(text: str) -> str:
    """Text in which GitHub sees no mention, link or markup."""
    return escape(printable(text).replace("@", "@\u2060").replace("#", "#\u2060"))
