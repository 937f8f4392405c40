"""Compiles the rules of a spec and lowers them to schema fragments, docstring mentions and the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from ..facts import Facts
from ..ir import CatalogueEntry
from ..model import Model, load_pinned
from ..rules import CompiledRule, RuleError, RuleSource, compile_fitting
from ..source.quote import Code, comment_text
from ..spec import Spec, SpecError
from .docs import reference_url
from .schemas import SchemaRules


@frozen
class Rules:
    """The rules of one package in every lowered form."""

    compiled: tuple[CompiledRule, ...]
    severity: Mapping[str, str]
    inside: Mapping[str, list[CompiledRule]]
    """Rules on one request, by the structure that they guard."""
    schemas: Mapping[str, SchemaRules]
    mentions: Mapping[str, Mapping[str, tuple[str, ...]]]
    across: Mapping[str, list[CompiledRule]]
    """Rules on a request and the rest of its release, by the request's structure."""
    catalogue: tuple[CatalogueEntry, ...]
    misfits: tuple[str, ...]
    """Inherited rules that the pinned model is too old or too new for, a line for each model that they fit."""
    off: tuple[str, ...]
    """Ids of the rules that the spec switches off."""


def lower_rules(spec: Spec, facts: Facts) -> Rules:
    """Compiles the spec's rules and lowers them.

    Raises:
        SpecError: rules that do not parse or do not fit the model; every one of them is named.
    """
    sources = [RuleSource.from_mapping(rule) for rule in spec.rules]
    tables = {name: table["values"] for name, table in spec.tables.items()}
    identifiers = {o: m for o, m in spec.identifiers.items() if o in facts.model.operations}
    every, faults = compile_fitting(sources, facts.model, identifiers, tables)
    elsewhere = _elsewhere(spec, {fault.rule for fault in faults}, sources, tables) if faults else {}
    wrong = [fault for fault in faults if fault.rule not in elsewhere]
    if wrong:
        raise SpecError("\n".join(f"{_place(spec, fault)}: {fault}" for fault in wrong))
    compiled = tuple(rule for rule in every if spec.severity.get(rule.id) != "off")
    inside = _by_shape(rule for rule in compiled if rule.scope == "file")
    severity = {rule.id: spec.severity.get(rule.id, rule.severity) for rule in compiled}
    return Rules(
        inside=inside,
        severity=severity,
        schemas={shape: _schema_rules(rules, severity) for shape, rules in inside.items()},
        across=_by_shape(rule for rule in compiled if rule.scope == "cross"),
        mentions=_mentions(compiled),
        catalogue=_catalogue(
            compiled, severity, dict(zip((s.id for s in sources), spec.rule_files, strict=True)), facts.model
        ),
        compiled=compiled,
        misfits=_misfits(spec, elsewhere, facts.model.pin.botocore),
        off=tuple(source.id for source in sources if spec.severity.get(source.id) == "off"),
    )


def _place(spec: Spec, fault: RuleError) -> str:
    return spec.rule_place(fault.rule, fault.part or "rule") if fault.rule else str(spec.folder)


def _elsewhere(
    spec: Spec, misfits: Collection[str | None], sources: Iterable[RuleSource], tables: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Inherited rules that fit the model of the spec that they come from: ids, and the botocore of that model."""
    found: dict[str, str] = {}
    for path in spec.inherited_models:
        asked = [s for s in sources if s.id in misfits and s.id in spec.inherited["rules"] and s.id not in found]
        pinned = load_pinned(path)
        identifiers = {o: m for o, m in spec.identifiers.items() if o in pinned.operations}
        fitting, _ = compile_fitting(asked, pinned, identifiers, tables)
        found |= dict.fromkeys((rule.id for rule in fitting), pinned.pin.botocore)
    return found


def _misfits(spec: Spec, elsewhere: Mapping[str, str], botocore: str) -> tuple[str, ...]:
    by_version: dict[str, list[str]] = {}
    for rule, version in elsewhere.items():
        by_version.setdefault(version, []).append(rule)
    return tuple(
        f"left out of {spec.extends}, since the pinned botocore {botocore} does not have what they are about, "
        f"as botocore {version} does: {', '.join(rules)}"
        for version, rules in by_version.items()
    )


def _by_shape(rules: Iterable[CompiledRule]) -> dict[str, list[CompiledRule]]:
    grouped: dict[str, list[CompiledRule]] = {}
    for rule in rules:
        grouped.setdefault(rule.shape, []).append(rule)
    return grouped


# --- schemas, docstrings, catalogue -------------------------------------------------------------------------------


def _schema_rules(rules: list[CompiledRule], severity: Mapping[str, str]) -> SchemaRules:
    """Error rules alone: a schema knows no warnings."""
    errors = [r for r in rules if severity[r.id] == "error" and r.warning is None and r.profile == "default"]
    sometimes = [r for r in rules if severity[r.id] == "error" and r.warning is not None and r.profile == "default"]
    return SchemaRules(
        fragments=tuple({"$comment": r.id, **r.json_schema} for r in errors if r.json_schema is not None),
        inexpressible=tuple(sorted({r.id for r in errors if r.json_schema is None} | {r.id for r in sometimes})),
    )


def _mentions(rules: Iterable[CompiledRule]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Ids by shape and by the member at which a rule reports."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for rule in rules:
        members = found.setdefault(rule.shape, {})
        member = str(rule.field_path[0]) if rule.field_path else ""
        members[member] = (*members.get(member, ()), rule.id)
    return found


def _catalogue(
    rules: Iterable[CompiledRule], severity: Mapping[str, str], files: Mapping[str, str], model: Model
) -> tuple[CatalogueEntry, ...]:
    shapes: dict[str, list[str]] = {}
    first: dict[str, CompiledRule] = {}
    for rule in rules:
        shapes.setdefault(rule.id, []).append(rule.shape)
        first.setdefault(rule.id, rule)
    return tuple(
        _entry(rule, tuple(shapes[rule.id]), severity[rule.id], files[rule.id], model) for rule in first.values()
    )


def _entry(rule: CompiledRule, shapes: tuple[str, ...], severity: str, file: str, model: Model) -> CatalogueEntry:
    url = source_url(rule.source, model)
    facts: dict[str, Any] = {
        "id": rule.id,
        "severity": severity,
        "message": rule.message,
        "shapes": shapes,
        "source": rule.source,
        "file": file,
        "scope": rule.scope,
        "profile": rule.profile,
        "strict": rule.strict,
        "field_path": "".join(f"[{p}]" if p == "*" or isinstance(p, int) else f".{p}" for p in rule.field_path),
        "grade": rule.grade,
        "as_of": rule.as_of,
        "url": url,
        "controls": rule.controls or None,
        "why": rule.why,
        "cel": " ".join(rule.rule.split()),
    }
    return CatalogueEntry(
        id=rule.id,
        arguments=tuple(Code(f"{key}={value!a}") for key, value in facts.items() if value is not None),
        cells=(
            *map(_cell, (rule.id, severity, rule.profile, rule.grade or "", rule.as_of or "", ", ".join(shapes))),
            _cell(rule.message),
            f"[{_cell(rule.source)}]({url})" if url else _cell(rule.source),
            _cell(", ".join(rule.controls)),
        ),
        examples=rule.examples,
    )


def _cell(text: str) -> str:
    return comment_text(text).replace("|", "\\|")


def source_url(source: str, model: Model) -> str | None:
    """Where a rule's source can be read: a page, the API reference, a place on GitHub; None where unknown."""
    if page := re.match(r"https://\S+", source):
        return page[0].rstrip(",")
    if shape := re.match(r"\w+ API, (\w+)", source):
        return reference_url(model, shape[1]) if shape[1] in (*model.shapes, *model.operations) else None
    if place := re.match(r"([\w.-]+/[\w.-]+), (pull request|issue) (\d+)", source):
        return f"https://github.com/{place[1]}/{'pull' if place[2] != 'issue' else 'issues'}/{place[3]}"
    if place := re.match(r"([\w.-]+/[\w.-]+)(?: ([0-9a-f]{7,40}))?, ([\w@./-]+\.\w+)", source):
        return f"https://github.com/{place[1]}/blob/{place[2] or 'HEAD'}/{place[3]}"
    return None
