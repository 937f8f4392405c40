"""Lowers facts to the words of docstrings: types, bounds, patterns, values. Copies no prose of the service."""

from __future__ import annotations

from collections.abc import Mapping

from ..facts import Facts
from ..model import Member, Model, Shape
from ..source import names

_WORDS = {
    "structure": "structure",
    "string": "string",
    "integer": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "boolean": "boolean",
    "timestamp": "timestamp",
    "blob": "bytes",
}
_FEW = 6


def reference_url(model: Model, name: str) -> str:
    """Address of the AWS API reference page of an operation or structure."""
    uid = model.raw["metadata"].get("uid", f"{model.service}-{model.api_version}")
    return f"https://docs.aws.amazon.com/goto/WebAPI/{uid}/{name}"


def check_summary(shape: Shape) -> str:
    """First line of a check function."""
    required = [m.name for m in shape.members if m.required]
    needs = f"; required: {', '.join(required)}" if required else ""
    return f"Check {shape.name}{needs}."


def structure_doc(shape: Shape, facts: Facts, rules: Mapping[str, tuple[str, ...]], *, prose: bool) -> str:
    """Docstring of a structure's class. `rules` are ids by member name, "" for the whole structure."""
    kind = "Union of which exactly one member is set" if shape.union else "Structure"
    lines = [f"{kind} ``{shape.name}`` of {facts.model.service_id}.", ""]
    if prose and shape.documentation:
        lines += [plain_text(shape.documentation), ""]
    if shape.members:
        lines.append("Attributes:")
        for member in shape.members:
            touched = rules.get(member.name, ())
            lines.append(f"    {names.member(member.name)}: {member_doc(member, facts, touched, prose=prose)}")
        lines.append("")
    if rules.get(""):
        lines += [f"Rules: {', '.join(rules[''])}.", ""]
    lines.append(reference_url(facts.model, shape.name))
    return "\n".join(lines)


def member_doc(member: Member, facts: Facts, rules: tuple[str, ...], *, prose: bool) -> str:
    """One line on a member: its facts, and the service's own words where they are wanted."""
    words = f" {plain_text(member.documentation)}" if prose and member.documentation else ""
    return f"{member_fact(member, facts, rules)}{words}"


def member_fact(member: Member, facts: Facts, rules: tuple[str, ...] = ()) -> str:
    """One line on a member: wire name, required or not, type and constraints, rules."""
    shape = facts.shape(member.shape)
    parts = [f"``{member.name}``", "required" if member.required else "optional", *shape_facts(shape, facts)]
    parts += [
        word
        for word, holds in (
            ("filled in when absent", member.idempotency_token),
            ("sent as JSON in a header", member.json_value),
            ("deprecated", member.deprecated or shape.deprecated),
            ("sensitive", shape.sensitive),
        )
        if holds
    ]
    if rules:
        parts.append(f"rules {', '.join(rules)}")
    return f"{'; '.join(parts)}."


def shape_facts(shape: Shape, facts: Facts) -> list[str]:
    """Type and constraints of a shape, a phrase each."""
    if shape.document:
        return ["any JSON value"]
    if shape.type == "structure":
        return [f"{'union' if shape.union else 'structure'} {names.class_name(shape.name)}"]
    if shape.type == "list":
        return [f"list of {_element(shape.element, facts)}", *_range(shape, "item")]
    if shape.type == "map":
        return [
            f"map of {_element(shape.key, facts)} to {_element(shape.value, facts)}",
            *_range(shape, "entry", "entries"),
        ]
    if shape.enum:
        few = f" ({', '.join(shape.enum)})" if len(shape.enum) <= _FEW else f" ({len(shape.enum)} values)"
        return [f"enum {names.class_name(shape.name)}{few}"]
    unit = {"string": "code point", "blob": "byte"}.get(shape.type, "")
    found = [_WORDS[shape.type], *_range(shape, unit)]
    if shape.pattern is not None:
        found.append(f"pattern ``{shape.pattern}``")
    return found


def _element(name: str | None, facts: Facts) -> str:
    shape = facts.shape(name or "")
    return shape_facts(shape, facts)[0]


def _range(shape: Shape, unit: str, units: str = "") -> list[str]:
    """What the bounds say, counted in `unit`; nothing where there are none."""
    low, high = shape.minimum, shape.maximum
    last = low if high is None else high
    if last is None:
        return []
    word = f" {unit if last == 1 else units or f'{unit}s'}" if unit else ""
    if low is None or high is None:
        return [f"at {'least' if high is None else 'most'} {last}{word}"]
    return [f"exactly {low}{word}" if low == high else f"{low}-{high}{word}"]


def plain_text(html: str) -> str:
    """The service's own documentation without its markup (only where a spec asks for it)."""
    import html as entities  # noqa: PLC0415 - only `docs: full` needs it
    import re  # noqa: PLC0415

    text = re.sub(r"<[^<>]*>", " ", html)
    return " ".join(entities.unescape(text).split())
