"""SARIF 2.1.0, for code scanning: rules with help and source, places, and fingerprints that survive moved lines."""

from __future__ import annotations

import json
from hashlib import sha256

from ..findings import show_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..findings import Finding
    from ..rule_facts import RuleBook
    from ..run import Outcome

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(outcome: Outcome, rules: RuleBook) -> str:
    """One SARIF log with one run."""
    ids = sorted({finding.rule for finding in outcome.findings})
    index = {rule: number for number, rule in enumerate(ids)}
    seen: dict[str, int] = {}
    run = {
        "tool": {"driver": {"name": "botoforge", "rules": [_rule(rule, rules) for rule in ids]}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _location(path)} for path in outcome.files if path != "-"],
        "results": [_result(finding, index, seen) for finding in outcome.findings],
        "invocations": [{"executionSuccessful": True}],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: str, rules: RuleBook) -> dict[str, Any]:
    facts = rules.get(rule)
    text = "\n\n".join(
        part for part in (facts.meaning, facts.why, f"Source: {facts.source}" if facts.source else "") if part
    )
    level = facts.severity if facts.severity in {"error", "warning"} else "error"
    described = {
        "id": rule,
        "shortDescription": {"text": facts.meaning},
        "help": {"text": text},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["aws", "configuration"], **({"source": facts.source} if facts.source else {})},
    }
    if facts.source.startswith("https://"):
        described["helpUri"] = facts.source.split()[0]
    return described


def _result(finding: Finding, index: dict[str, int], seen: dict[str, int]) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": _location(finding.file), "region": region}}
    if finding.operation:
        name = show_path((finding.title or finding.operation, *finding.path))
        place["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [place],
        "partialFingerprints": {"botoforge/v1": _fingerprint(finding, seen)},
    }


def _fingerprint(finding: Finding, seen: dict[str, int]) -> str:
    """A hash of what is wrong where in the request, not of the line: it stays when lines move."""
    parts = [finding.rule, finding.file.replace("\\", "/"), finding.operation, finding.title, show_path(finding.path)]
    if not finding.operation:
        parts.append(finding.message)
    key = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    seen[key] = seen.get(key, 0) + 1
    return f"{key}:{seen[key]}"


def _location(path: str) -> dict[str, str]:
    from urllib.parse import quote

    if path == "-":
        return {"uri": "stdin"}
    shown = path.replace("\\", "/").removeprefix("./")
    quoted = quote(shown.encode("utf-8", "surrogateescape"), safe="/._-~")
    return {"uri": f"file://{quoted}"} if shown.startswith("/") else {"uri": quoted, "uriBaseId": "SRCROOT"}
