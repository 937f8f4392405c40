"""Lowers rules and shapes to Rego, which AWS's engine for templates runs, in every `cdk synth` too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase, ascii_uppercase
from typing import Any, Final

from .. import __version__
from ..facts import Facts
from ..ir import RegoExport, Site
from ..model import Member, Shape
from ..rules.emit import rego
from ..rules.emit.gate import Said
from ..source.quote import comment_text
from ..spec import Spec
from .rules import Rules

_SCALARS: Final = {
    "string": ("string", "a string"),
    "integer": ("integer", "an integer"),
    "long": ("integer", "an integer"),
    "float": ("double", "a number"),
    "double": ("double", "a number"),
    "boolean": ("boolean", "a boolean"),
    "list": ("list", "a list"),
    "map": ("map", "an object"),
    "structure": ("map", "an object"),
}


def lower_rego(spec: Spec, facts: Facts, rules: Rules) -> RegoExport:
    """The rules that a CloudFormation template can be asked, with the structures and constraints that they need."""
    model = facts.model
    entries = {
        kind: {**entry, "name": entry.get("name") or spec.identifiers[entry["operation"]]}
        for kind, entry in sorted(spec.cloudformation.items())
        if entry.get("name") or entry["operation"] in spec.identifiers
    }
    operations = _operations(entries.values())
    inputs = {operation: str(model.operations[operation].input) for operation in operations}
    reached = [facts.shape(n) for n in model.closure(inputs.values())]
    structures = [shape for shape in reached if shape.type == "structure" and not shape.document]
    edges = [edge for shape in structures for edge in _edges(shape, facts)]
    placed = {shape.name for shape in structures}
    alone = {inputs[entry["operation"]] for entry in entries.values()}
    printed, said = _rules(rules, placed, alone)
    return RegoExport(
        service=comment_text(model.service_id),
        package=f"botoforge.{spec.package}",
        npm=f"botoforge-{spec.package.replace('_', '-')}-rules",
        version=__version__,
        said=tuple((one.rule, one.verdict, comment_text(one.how)) for one in said),
        patterns=tuple(shape.name for shape in reached if _is_unsaid(shape, facts)),
        profiles=tuple(sorted({rule.profile for rule in rules.compiled} - {"default"} | {"pedantic", "strict"})),
        model=rego.text(f"botocore {model.pin.botocore}"),
        types=rego.table({kind: entry["operation"] for kind, entry in entries.items()}),
        name_members=rego.table({kind: entry["name"] for kind, entry in entries.items()}),
        written_as=rego.table(
            {kind: {api: own for own, api in entry.get("rename", {}).items()} for kind, entry in entries.items()}
        ),
        elsewhere=rego.table({kind: entry.get("elsewhere", {}) for kind, entry in entries.items()}),
        members_of=rego.table({o: [m.name for m in facts.shape(i).members] for o, i in inputs.items()}),
        optional=rego.table(
            {kind: [path.split(".") for path in entry.get("optional", ())] for kind, entry in entries.items()}
        ),
        operations=rego.table([o for o in operations if o in spec.identifiers]),
        links=rego.table({r.id: r.source.split()[0] for r in rules.compiled if r.source.startswith("https://")}),
        lower_case=rego.table(dict(zip(ascii_uppercase, ascii_lowercase, strict=True))),
        depth=max((facts.heights[i] for i in inputs.values()), default=0) + 1,
        sites=(*(_root(o, i) for o, i in inputs.items()), *edges),
        structures=tuple((rego.text(name), _site(name)) for name in sorted(placed)),
        shapes=rego.table({shape.name: {m.name: _facts(m, facts) for m in shape.members} for shape in structures}),
        enums=rego.table({shape.name: list(shape.enum) for shape in reached if shape.enum}),
        unions=rego.table([shape.name for shape in structures if shape.union]),
        rules=tuple(printed),
    )


def _is_unsaid(shape: Shape, facts: Facts) -> bool:
    """Whether the engine has no way to say a shape's pattern."""
    pattern = facts.patterns.get(shape.name)
    if pattern is None or pattern.matches_everything:
        return False
    return pattern.python is None or rego.whole_pattern(pattern.python) is None


def _operations(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    found = [operation for entry in entries for operation in (entry["operation"], *entry.get("elsewhere", {}))]
    return list(dict.fromkeys(found))


def _rules(rules: Rules, placed: set[str], alone: set[str]) -> tuple[list[rego.RegoRule], list[Said]]:
    """The rules in Rego, and of every rule whether it is there.

    Args:
        rules: the rules of the package.
        placed: structures that resources of a template hold.
        alone: those that are the whole request of a resource.
    """
    printed: list[rego.RegoRule] = []
    said: dict[str, Said] = {}
    for rule in rules.compiled:
        if rule.shape not in (alone if rule.scope == "cross" else placed):
            said.setdefault(rule.id, Said(rule.id, "not", "no resource of a template holds that structure"))
            continue
        said[rule.id] = rego.verdict(rule)
        if said[rule.id].verdict != "not":
            printed += rego.rego_rules(rule, rules.severity[rule.id], _site(rule.shape))
    return printed, list(said.values())


def _site(shape: str) -> str:
    return f"at_{shape}"


def _root(operation: str, shape: str) -> Site:
    lines = ("some index, request in requests", f"request.operation == {rego.text(operation)}", "self := request.body")
    return Site(_site(shape), "[index, []]", lines)


def _edges(shape: Shape, facts: Facts) -> Iterator[Site]:
    """Where the structures directly below one are; of those that hold themselves, the outermost."""
    for member in shape.members:
        target, kinds = facts.shape(member.shape), []
        while target.type in ("list", "map") and not target.document:
            kinds.append(target.type)
            target = facts.shape(target.element or target.value or "")
        turns = shape.name in facts.recursive and target.name in facts.recursive
        if target.type != "structure" or target.document or turns:
            continue
        lines = [f"some [index, above], parent in {_site(shape.name)}", f"inner_0 := parent[{rego.text(member.name)}]"]
        for level, kind in enumerate(kinds):
            lines.append(f"is_array(inner_{level})" if kind == "list" else f"is_object(inner_{level})")
            lines += [f"known(inner_{level})", f"some i{level}, inner_{level + 1} in inner_{level}"]
        nested = len(kinds)
        lines += [f"is_object(inner_{nested})", f"known(inner_{nested})", f"self := inner_{nested}"]
        steps = ", ".join([rego.text(member.name), *(f"i{level}" for level in range(nested))])
        yield Site(_site(target.name), f"[index, array.concat(above, [{steps}])]", tuple(lines))


def _facts(member: Member, facts: Facts) -> dict[str, Any]:
    shape = facts.shape(member.shape)
    known = {"required": True} if member.required else {}
    return {**known, **_constraints(shape, facts)}


def _constraints(shape: Shape, facts: Facts, *, outermost: bool = True) -> dict[str, Any]:
    kind, expected = ("any", "") if shape.document else _SCALARS.get(shape.type, ("any", ""))
    json = {"integer": "number", "double": "number", "list": "array", "map": "object"}.get(kind, kind)
    secret = {"secret": True} if shape.name in facts.secret else {}
    found: dict[str, Any] = {**secret, "type": kind, "json": json, "expected": expected}
    minimum, maximum = facts.bounds(shape)
    if shape.enum:
        return {**found, "enum": shape.name}
    if kind != "any" and minimum is not None:
        found["minimum"] = minimum
    if kind != "any" and maximum is not None:
        found["maximum"] = maximum
    if "minimum" in found or "maximum" in found:
        found["bounded"] = True
    pattern = facts.patterns.get(shape.name)
    if pattern is not None and pattern.python is not None and not pattern.matches_everything:
        ours = rego.whole_pattern(pattern.python)
        if ours is not None:
            found["pattern"] = ours
            if not pattern.at_any_length:
                found["legal_only"] = True
    inner = shape.element or shape.value
    if outermost and kind in ("list", "map") and inner is not None:
        found["element"] = _constraints(facts.shape(inner), facts, outermost=False)
    if outermost and shape.key is not None:
        found["key"] = _constraints(facts.shape(shape.key), facts)
    return found
