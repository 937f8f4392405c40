"""SARIF 2.1.0, for code scanning: rules with help and source, places, and fingerprints that survive moved lines."""

from __future__ import annotations

import json
import os

from ..findings import show_path
from ..fingerprints import fingerprints
from ..globs import absolute
from ..places import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..findings import Finding, Suppressed
    from ..rule_facts import RuleBook
    from ..run import Outcome

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_CATEGORY = "botoforge/preflight/"
"""Tells the results of this command from those of other tools that upload to the same place."""


def render_sarif(outcome: Outcome, rules: RuleBook) -> str:
    """One SARIF log with one run."""
    silenced = {id(entry.finding): entry for entry in outcome.suppressed}
    findings = [*outcome.findings, *(entry.finding for entry in outcome.suppressed)]
    ids = sorted({finding.rule for finding in findings})
    index = {rule: number for number, rule in enumerate(ids)}
    places = Places()
    results = [
        _result(finding, mark, index, places, silenced.get(id(finding)))
        for finding, mark in fingerprints(findings, places)
    ]
    here = absolute(os.curdir)
    run = {
        "tool": {"driver": {**_driver(), "rules": [_rule(rule, rules) for rule in ids]}},
        "automationDetails": {"id": _CATEGORY},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"uri": _uri(places.root(here)) + "/"}},
        "artifacts": [{"location": _location(path, places)} for path in outcome.files if path != "-"],
        "results": results,
        "invocations": [_invocation(outcome, here)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _invocation(outcome: Outcome, here: str) -> dict[str, Any]:
    made: dict[str, Any] = {"executionSuccessful": True, "workingDirectory": {"uri": _uri(here) + "/"}}
    if outcome.unseen:
        told = [{"level": "note", "message": {"text": line}} for line in outcome.unseen]
        made["toolExecutionNotifications"] = told
    return made


def _driver() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, metadata

    driver = {"name": "botoforge"}
    try:
        known = metadata("botoforge")
    except PackageNotFoundError:
        return driver  # a checkout that is not installed
    driver |= {"version": known["Version"], "semanticVersion": known["Version"]}
    homepage = next((url.partition(", ")[2] for url in known.get_all("Project-URL") or ()), "")
    return {**driver, **({"informationUri": homepage} if homepage else {})}


def _rule(rule: str, rules: RuleBook) -> dict[str, Any]:
    facts = rules.get(rule)
    source = f"Source: {facts.source}" if facts.source else ""
    text = "\n\n".join(part for part in (facts.meaning, facts.why, source) if part)
    level = facts.severity if facts.severity in {"error", "warning"} else "error"
    described = {
        "id": rule,
        "name": "".join(word.capitalize() for word in rule.split("-")),
        "shortDescription": {"text": facts.meaning},
        "fullDescription": {"text": f"{facts.meaning}. {facts.why}".removesuffix(" ")},
        "help": {"text": text, "markdown": _markdown(rule, text)},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["aws", "configuration"], **({"source": facts.source} if facts.source else {})},
    }
    link = next((word for word in facts.source.split() if word.startswith("https://")), "")
    if link:
        described["helpUri"] = link.rstrip(".,;)")
    return described


def _markdown(rule: str, text: str) -> str:
    silence = f"To silence it: `# botoforge: ignore[{rule}]: the reason` at the end of a YAML line."
    return f"**{rule}**\n\n{text}\n\n{silence}\n"


def _result(
    finding: Finding, mark: str, index: dict[str, int], places: Places, silenced: Suppressed | None
) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    location = {"artifactLocation": _location(finding.file, places), "region": region}
    place: dict[str, Any] = {"physicalLocation": location}
    if finding.operation:
        name = show_path((finding.title or finding.operation, *finding.path))
        place["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
    if finding.construct:
        place["logicalLocations"] += [{"fullyQualifiedName": finding.construct, "kind": "object"}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [place],
        "partialFingerprints": {"botoforge/v1": mark},
    }
    if finding.when:
        result["properties"] = {"when": finding.when}
    if silenced is not None:
        until = f"until {silenced.until}" if silenced.until else ""
        said = ": ".join(part for part in (until, silenced.reason) if part)
        result["suppressions"] = [{"kind": "inSource", **({"justification": said} if said else {})}]
    return result


def _location(path: str, places: Places) -> dict[str, str]:
    if path == "-":
        return {"uri": "stdin"}
    name = places.name(path)
    if os.path.isabs(name):  # noqa: PTH117
        return {"uri": _uri(name)}
    return {"uri": _quoted(name), "uriBaseId": "SRCROOT"}


def _uri(path: str) -> str:
    """The URI of an absolute path, for those of Windows ``file:///C:/x`` and ``file://server/share/x``."""
    quoted = _quoted(path.replace(os.sep, "/"), "/._-~:" if os.name == "nt" else "/._-~")
    if quoted.startswith("//"):
        return f"file:{quoted}"
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"


def _quoted(path: str, safe: str = "/._-~") -> str:
    from urllib.parse import quote

    return quote(path.encode("utf-8", "surrogateescape"), safe=safe)
