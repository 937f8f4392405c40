"""What a new model does to the rules and tables of a spec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal

from attrs import frozen

from ..model import Model
from ..rules import CompiledRule, RuleError, RuleSource, compile_fitting
from ..spec import Spec
from .compare import Difference, Edit, compare
from .facts import Grade, grade
from .survey import Sides

_TABLE: Final = re.compile(r"\btables\.([A-Za-z_][A-Za-z0-9_]*)")
Rule = Mapping[str, Any]


@frozen
class Impact:
    """What happens to one rule, or to one table.

    ``broken``: the rule cannot be understood any more. ``touched``: a member that it reads has changed. ``table``: a
    table that it looks things up in does not know words of a new enum value.
    """

    kind: Literal["broken", "touched", "table"]
    name: str
    what: str
    edits: tuple[Edit, ...] = ()


def fitting(spec: Spec, model: Model) -> tuple[list[Rule], tuple[CompiledRule, ...], list[RuleError]]:
    """The spec's rules that a model can be asked, as written and compiled; and what is wrong with the others."""
    tables = {name: table["values"] for name, table in spec.tables.items()}
    sources = [RuleSource.from_mapping(rule) for rule in spec.rules]
    compiled, faults = compile_fitting(sources, model, known_identifiers(spec, model), tables)
    misfits = {fault.rule for fault in faults}
    return [rule for rule in spec.rules if rule["id"] not in misfits], compiled, list(faults)


def known_identifiers(spec: Spec, model: Model) -> dict[str, str]:
    """The identifiers of operations that the model has, with a text member of that name."""
    found: dict[str, str] = {}
    for operation, name in spec.identifiers.items():
        facts = model.operations.get(operation)
        member = model.shapes[facts.input].member(name) if facts is not None and facts.input else None
        if member is not None and model.shapes[member.shape].type == "string":
            found[operation] = name
    return found


def impacts(sides: Sides) -> list[Impact]:
    """What the change of a service does to its spec's rules and tables, the broken rules first; none without a spec."""
    spec, old, new = sides.spec, sides.old, sides.new
    if spec is None:
        return []
    _, compiled, _ = fitting(spec, old)
    _, _, faults = fitting(spec, new)
    understood = {rule.id for rule in compiled}
    found = [Impact("broken", str(f.rule), _told(f)) for f in faults if f.rule in understood]
    by_definition = _by_definition(compare(old, new))
    asked = {rule["id"]: _TABLE.findall(f"{rule['rule']} {rule.get('warnWhen', '')}") for rule in spec.rules}
    touched: dict[str, dict[Edit, str]] = {}
    tables: dict[tuple[str, Edit], set[str]] = {}
    for rule in compiled:
        for path, edit in _read(rule, old, by_definition):
            touched.setdefault(rule.id, {}).setdefault(edit, path)
            for name in asked[rule.id]:
                tables.setdefault((name, edit), set()).add(rule.id)
    for id_, edits in touched.items():
        found.append(Impact("touched", id_, f"reads {', '.join(dict.fromkeys(edits.values()))}", tuple(edits)))
    for (name, edit), rules in tables.items():
        words = _unknown(spec.tables[name]["values"], edit, old)
        if words:
            what = f"as of {spec.tables[name]['asOf']}, does not know {', '.join(words)}"
            found.append(Impact("table", name, f"{what}; read by {', '.join(sorted(rules))}", (edit,)))
    order = ("broken", "table", "touched")
    return sorted(found, key=lambda impact: (order.index(impact.kind), impact.name, impact.what))


def _told(fault: RuleError) -> str:
    where = f"at {fault.shape}: " if fault.shape else ""
    return f"{where}{fault.reason}" + (f"; {fault.fix}" if fault.fix else "")


_Edits = Mapping[tuple[str, str | None], list[Edit]]


def _by_definition(difference: Difference) -> _Edits:
    """The edits that may matter to a rule, by the old model's shape and member."""
    found: dict[tuple[str, str | None], list[Edit]] = {}
    for (name, _), match in difference.matches.items():
        for edit in match.edits:
            if edit.kind == "deprecated" or grade(edit, "request") is not Grade.NOTED:
                found.setdefault((name, edit.member), []).append(edit)
    return found


def _read(rule: CompiledRule, old: Model, edits: _Edits) -> Iterator[tuple[str, Edit]]:
    """What has changed on the paths that a rule reads."""
    reads = [(rule.shape, path) for path in rule.reads]
    for operation, _, *rest in rule.release_reads:
        facts = old.operations.get(operation)
        if facts is not None and facts.input:
            reads.append((facts.input, tuple(rest)))
    for shape, path in reads:
        for definition in _steps(old, shape, path):
            for edit in edits.get(definition, ()):
                yield ".".join((shape, *path)), edit


def _steps(model: Model, name: str, path: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """The members and shapes on the way of a path."""
    for step in path:
        shape = model.shapes[name]
        inner = shape.element or shape.value if step == "*" else None
        member = shape.member(step)
        if member is not None:
            yield name, step
            inner = member.shape
        if inner is None:
            return
        yield inner, None
        name = inner


def _unknown(table: Iterable[str], edit: Edit, old: Model) -> list[str]:
    """Words of new enum values that neither the old values nor a table have: ``g9`` of ``ml.g9.xlarge``."""
    if edit.kind != "values-added":
        return []
    known = {*table} | {word for value in old.shapes[edit.was or edit.name].enum for word in value.split(".")}
    return sorted({word for value in edit.after for word in value.split(".")} - known)
