"""Lowers compiled rules to what each output needs: check lines, schema fragments, docstring mentions, the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import frozen

from ..facts import Facts
from ..ir import CatalogueEntry, CheckFunction, CheckModule, Code
from ..rules import CompiledRule, RuleErrors, RuleSource, compile_rules
from ..source import names
from ..source.quote import comment_text, docstring, indent, quote
from ..spec import Spec, SpecError
from .checks import RuleBlock
from .schemas import SchemaRules

RELEASE: Final = "release"


@frozen
class Rules:
    """The rules of one package in every lowered form."""

    blocks: Mapping[str, RuleBlock]
    schemas: Mapping[str, SchemaRules]
    mentions: Mapping[str, Mapping[str, tuple[str, ...]]]
    release: CheckModule | None
    release_functions: Mapping[str, str]
    """Function of the release module by operation."""
    catalogue: tuple[CatalogueEntry, ...]
    compiled: tuple[CompiledRule, ...]


def lower_rules(spec: Spec, facts: Facts) -> Rules:
    """Compiles the spec's rules and lowers them.

    Raises:
        SpecError: rules that do not parse or do not fit the model; every one of them is named.
    """
    sources = [RuleSource.from_mapping(rule, place) for rule, place in zip(spec.rules, spec.rule_places, strict=True)]
    tables = {name: table["values"] for name, table in spec.tables.items()}
    identifiers = {o: m for o, m in spec.identifiers.items() if o in facts.model.operations}
    try:
        every = compile_rules(sources, facts.model, identifiers, tables)
    except RuleErrors as error:
        places = dict(zip((s.id for s in sources), spec.rule_places, strict=True))
        lines = [f"{places.get(e.rule or '', spec.folder)}: {e}" for e in error.errors]
        raise SpecError("\n".join(lines)) from error
    compiled = tuple(rule for rule in every if spec.severity.get(rule.id) != "off")
    inside = [rule for rule in compiled if rule.scope == "file"]
    across = [rule for rule in compiled if rule.scope == "cross"]
    severity = {rule.id: spec.severity.get(rule.id, rule.severity) for rule in compiled}
    functions = _release_functions(across, facts)
    return Rules(
        blocks={shape: _block(rules, severity, facts) for shape, rules in _by_shape(inside).items()},
        schemas={shape: _schema_rules(rules, severity) for shape, rules in _by_shape(inside).items()},
        mentions=_mentions(compiled),
        release=_release_module(across, functions, severity, facts) if across else None,
        release_functions=functions,
        catalogue=_catalogue(compiled, severity),
        compiled=compiled,
    )


def _by_shape(rules: Iterable[CompiledRule]) -> dict[str, list[CompiledRule]]:
    grouped: dict[str, list[CompiledRule]] = {}
    for rule in rules:
        grouped.setdefault(rule.shape, []).append(rule)
    return grouped


# --- the wire layer -----------------------------------------------------------------------------------------------


def _block(rules: list[CompiledRule], severity: Mapping[str, str], facts: Facts) -> RuleBlock:
    lines = ["clean = not out.violations"]
    optional: list[str] = []
    for rule in rules:
        reads = _tuple_of_paths(rule.reads)
        gate = f"clean or readable(out, path, {reads})" if rule.reads else ""
        (lines if rule.profile == "default" else optional).extend(_rule_lines(rule, gate, severity[rule.id], facts))
    if optional:
        lines += ['if out.profile == "pedantic":', *indent(optional)]
    return _with_needs(lines, rules)


def _with_needs(lines: list[str], rules: Iterable[CompiledRule]) -> RuleBlock:
    text = "\n".join(lines)
    helpers = {helper for rule in rules for helper in rule.helper_names}
    helpers |= {name for name in ("readable", "value_at") if f"{name}(" in text}
    constants = {c.name: Code(f"{c.name} = {c.source}") for rule in rules for c in rule.constants}
    return RuleBlock(tuple(Code(line) for line in lines), tuple(constants.values()), tuple(sorted(helpers)))


def _rule_lines(rule: CompiledRule, gate: str, severity: str, facts: Facts) -> list[str]:
    """Lines that report `rule` where it is broken; `gate` says when its members can be read ("": always)."""
    if rule.loop is None:
        place, report = _field_path(rule), rule.condition or ""
        test = f"({gate}) and {_grouped(report)}" if gate else report
        return [f"if {test}:", *indent([_report(rule, place, severity, facts)])]
    headers = ([f"if {gate}:"] if gate else []) + list(rule.loop.lines)
    lines = [f"{'    ' * depth}{header}" for depth, header in enumerate(headers)]
    return [*lines, f"{'    ' * len(headers)}{_report(rule, rule.loop.path, severity, facts)}"]


def _grouped(expression: str) -> str:
    return f"({expression})" if " or " in expression or " if " in expression else expression


def _report(rule: CompiledRule, place: str, severity: str, facts: Facts) -> str:
    level = quote(severity)
    if rule.warn_when is not None and severity == "error":
        level = Code(f'"warning" if {rule.warn_when} else "error"')
    value = "REDACTED" if _is_sensitive(rule, facts) else f"value_at(data, {place})"
    options = f", strict={quote(rule.strict)}" if rule.strict is not None else ""
    at = f"(*path, {place[1:-1].removesuffix(',')})" if place != "()" else "path"
    return f"out.rule({quote(rule.id)}, {at}, {quote(rule.message)}, {value}, {level}{options})"


def _is_sensitive(rule: CompiledRule, facts: Facts) -> bool:
    """Whether what stands at the rule's field path must not be shown."""
    shape = facts.shape(rule.shape)
    for step in rule.field_path:
        if shape.name in facts.secret:
            return True
        member = shape.member(str(step))
        inner = member.shape if member is not None else shape.element or shape.value
        if inner is None:
            return False
        shape = facts.shape(inner)
    return shape.name in facts.holding_secrets


def _field_path(rule: CompiledRule) -> str:
    return _path(rule.field_path)


def _path(parts: Iterable[str | int]) -> str:
    quoted = [str(quote(part)) for part in parts]
    return f"({', '.join(quoted)}{',' if len(quoted) == 1 else ''})"


def _tuple_of_paths(paths: Iterable[tuple[str, ...]]) -> str:
    shown = [_path(path) for path in paths]
    return f"({', '.join(shown)}{',' if len(shown) == 1 else ''})"


# --- rules across requests ----------------------------------------------------------------------------------------


def _release_functions(rules: Iterable[CompiledRule], facts: Facts) -> dict[str, str]:
    shapes = {rule.shape for rule in rules}
    return {
        operation.name: f"release_{names.module(operation.name)}"
        for operation in facts.model.operations.values()
        if operation.input in shapes
    }


def _release_module(
    rules: list[CompiledRule], functions: Mapping[str, str], severity: Mapping[str, str], facts: Facts
) -> CheckModule:
    by_shape = _by_shape(rules)
    bodies: dict[str, list[str]] = {}
    for operation, function in functions.items():
        lines: list[str] = ["clean = not out.violations"]
        for rule in by_shape[facts.model.operations[operation].input or ""]:
            lines.append(f"release, earlier = requests.view({_tuple_of_paths(rule.release_reads)})")
            gate = f"clean or readable(out, path, {_tuple_of_paths(rule.reads)})" if rule.reads else ""
            lines += _rule_lines(rule, gate, severity[rule.id], facts)
        bodies[function] = _merge_views(lines)
    needs = _with_needs([line for body in bodies.values() for line in body], rules)
    imports = [Code(f"from ..._runtime.wire.rule_helpers import {', '.join(needs.helpers)}")] if needs.helpers else []
    if any("REDACTED" in line for line in needs.lines):
        imports.append(Code("from ..._runtime.wire.violations import REDACTED"))
    return CheckModule(
        module=RELEASE,
        doc=docstring("Rules across the requests of a release, a function for each operation that they guard."),
        imports=tuple(imports),
        typing_imports=(
            Code("from typing import Any"),
            Code("from ..._runtime.wire.release import Requests"),
        ),
        constants=needs.constants,
        functions=tuple(
            CheckFunction(
                name=function,
                doc=docstring(f"Rules that a {operation} request has to keep with the rest of its release."),
                parameters=Code("data: dict[Any, Any], path: Path, out: Report, requests: Requests"),
                lines=tuple(Code(line) for line in bodies[function]),
            )
            for operation, function in sorted(functions.items())
        ),
    )


def _merge_views(lines: list[str]) -> list[str]:
    """Drops a view that is the one already at hand."""
    kept: list[str] = []
    current = ""
    for line in lines:
        if line.startswith("release, earlier = "):
            if line == current:
                continue
            current = line
        kept.append(line)
    return kept


# --- schemas, docstrings, catalogue -------------------------------------------------------------------------------


def _schema_rules(rules: list[CompiledRule], severity: Mapping[str, str]) -> SchemaRules:
    """Error rules alone: a schema knows no warnings."""
    errors = [r for r in rules if severity[r.id] == "error" and r.warn_when is None and r.profile == "default"]
    sometimes = [r for r in rules if severity[r.id] == "error" and r.warn_when is not None and r.profile == "default"]
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


def _catalogue(rules: Iterable[CompiledRule], severity: Mapping[str, str]) -> tuple[CatalogueEntry, ...]:
    shapes: dict[str, list[str]] = {}
    first: dict[str, CompiledRule] = {}
    for rule in rules:
        shapes.setdefault(rule.id, []).append(rule.shape)
        first.setdefault(rule.id, rule)
    return tuple(_entry(rule, tuple(shapes[rule.id]), severity[rule.id]) for rule in first.values())


def _entry(rule: CompiledRule, shapes: tuple[str, ...], severity: str) -> CatalogueEntry:
    facts: dict[str, Any] = {
        "id": rule.id,
        "severity": severity,
        "message": rule.message,
        "shapes": shapes,
        "source": rule.source,
        "scope": rule.scope,
        "profile": rule.profile,
        "strict": rule.strict,
        "field_path": "".join(f"[{p}]" if p == "*" or isinstance(p, int) else f".{p}" for p in rule.field_path),
        "grade": rule.grade,
        "why": rule.why,
        "cel": " ".join(rule.rule.split()),
    }
    return CatalogueEntry(
        id=rule.id,
        arguments=tuple(Code(f"{key}={value!a}") for key, value in facts.items() if value is not None),
        cells=tuple(
            comment_text(cell).replace("|", "\\|")
            for cell in (rule.id, severity, ", ".join(shapes), rule.message, rule.source)
        ),
        examples=rule.examples,
    )
