"""What a change does to files and to a spec's rules, in the formats that tell it: text, Markdown, JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from ...preflight.findings import Finding, printable, show_path
from ..affects import Effects, Use
from ..rules import Impact
from ..words import sentence
from .markdown import plain

_TITLES: Final = {
    "broken": "Rules that the new model no longer carries",
    "table": "Tables that do not know new values",
    "touched": "Rules that read what has changed",
}


@frozen
class Consequences:
    """What was asked for beyond the changes themselves."""

    effects: Effects | None = None
    impacts: Mapping[str, Sequence[Impact]] = field(factory=dict)
    """By service; empty where nobody asked."""

    @property
    def breaks(self) -> bool:
        """Whether a file or a rule that was right is so no longer."""
        broken = any(impact.kind == "broken" for impacts in self.impacts.values() for impact in impacts)
        return broken or (self.effects is not None and self.effects.breaks)


def text(consequences: Consequences) -> str:
    """For terminals: a paragraph each."""
    return "".join(f"\n{title}\n" + "".join(f"  {row}\n" for row in rows) for title, rows in _sections(consequences))


def markdown(consequences: Consequences) -> str:
    """For pull requests: a section each."""
    return "".join(
        f"\n## {plain(title)}\n\n" + "".join(f"- {plain(row)}\n" for row in rows)
        for title, rows in _sections(consequences)
    )


def document(consequences: Consequences) -> dict[str, Any]:
    """For programs: the entries ``affects`` and ``rules``, each where it was asked for."""
    effects, found = consequences.effects, dict[str, Any]()
    if effects is not None:
        found["affects"] = {
            "files": effects.files,
            "requests": effects.requests,
            "breaks": effects.breaks,
            "appeared": [_finding(finding) for finding in effects.appeared],
            "gone": [_finding(finding) for finding in effects.gone],
            "deprecated": [
                {"file": u.file, "line": u.line, "column": u.column, "what": u.what, "newly": u.newly}
                for u in effects.deprecated
            ],
        }
    if consequences.impacts:
        found["rules"] = [
            {
                "service": service,
                "kind": impact.kind,
                "name": impact.name,
                "what": impact.what,
                "changes": [sentence(edit) for edit in impact.edits],
            }
            for service, impacts in consequences.impacts.items()
            for impact in impacts
        ]
    return found


TELLERS: Final[Mapping[str, Callable[[Consequences], str]]] = {
    "text": text,
    "markdown": markdown,
}


def _sections(consequences: Consequences) -> Iterator[tuple[str, list[str]]]:
    effects = consequences.effects
    if effects is not None:
        read = f"{_count(effects.files, 'file')}, {_count(effects.requests, 'request')}"
        groups = (
            ("findings that appear", [_shown(finding) for finding in effects.appeared]),
            ("findings that disappear", [_shown(finding) for finding in effects.gone]),
            ("deprecated in use", [_used(use) for use in effects.deprecated]),
        )
        for what, rows in groups:
            yield f"{what.capitalize()}: {len(rows)} in {read}", rows
    for service, impacts in consequences.impacts.items():
        for kind, title in _TITLES.items():
            rows = [_impact(impact) for impact in impacts if impact.kind == kind]
            if rows:
                yield f"{service}: {title}", rows
        if not impacts:
            yield f"{service}: no rule or table is touched", []


def _shown(finding: Finding) -> str:
    place = f"{printable(finding.file)}:{finding.line}:{finding.column}"
    return f"{place}: {finding.severity}: {finding.message} [{finding.rule}]"


def _used(use: Use) -> str:
    newly = "now deprecated" if use.newly else "deprecated"
    return printable(f"{use.file}:{use.line}:{use.column}: {use.what} is {newly}")


def _impact(impact: Impact) -> str:
    told = "; ".join(sentence(edit) for edit in impact.edits)
    return printable(f"{impact.name}: {impact.what}" + (f": {told}" if told else ""))


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "operation": finding.operation,
        "path": show_path(finding.path),
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
