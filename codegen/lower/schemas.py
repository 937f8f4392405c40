"""Lowers request shapes to JSON Schema 2020-12 documents, one an operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from ..facts import Facts
from ..model import Member, Operation, Shape
from .docs import reference_url

_SET: Final = {"not": {"type": "null"}}
"""Any JSON value but null, which would stand for a member that is not set."""
_UNSAID: Final = "x-botoforge-rules"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


@frozen
class SchemaRules:
    """What rules add to one structure's schema: fragments that say a rule, and ids of rules that no schema can say."""

    fragments: tuple[Mapping[str, Any], ...] = ()
    inexpressible: tuple[str, ...] = ()


def lower_schema(operation: Operation, facts: Facts, rules: Mapping[str, SchemaRules]) -> dict[str, Any] | None:
    """The schema of an operation's request; None for an operation without input."""
    if operation.input is None:
        return None
    root = facts.shape(operation.input)
    reach = [n for n in facts.model.closure([operation.input]) if n != root.name or n in facts.recursive]
    definitions = {n: _schema(facts.shape(n), facts, rules) for n in reach if _is_defined(facts.shape(n))}
    if unsaid := _unsaid(operation.input, facts, rules):
        # A definition that nothing refers to: strict validators refuse keywords that they do not know.
        definitions[_UNSAID] = {"description": "Rules that JSON Schema cannot say.", "enum": unsaid}
    return {
        "$schema": _DIALECT,
        "title": f"{operation.name} request of {facts.model.service_id}",
        "description": f"{reference_url(facts.model, operation.name)} (botocore {facts.model.pin.botocore})",
        **_schema(root, facts, rules),
        "$defs": definitions,
    }


def _unsaid(root: str, facts: Facts, rules: Mapping[str, SchemaRules]) -> list[str]:
    reach = facts.model.closure([root])
    return sorted({rule for name in reach if name in rules for rule in rules[name].inexpressible})


def _is_defined(shape: Shape) -> bool:
    """Whether a shape says enough to be a definition of its own."""
    bounded = shape.minimum is not None or shape.maximum is not None
    return bounded or bool(shape.enum or shape.pattern) or shape.type in ("structure", "list", "map")


def _refer(name: str, facts: Facts, rules: Mapping[str, SchemaRules]) -> dict[str, Any]:
    shape = facts.shape(name)
    return {"$ref": f"#/$defs/{name}"} if _is_defined(shape) else _schema(shape, facts, rules)


def _schema(shape: Shape, facts: Facts, rules: Mapping[str, SchemaRules]) -> dict[str, Any]:
    if shape.document:
        return {"writeOnly": True} if shape.sensitive else {}
    match shape.type:
        case "structure":
            body = _structure(shape, facts, rules)
        case "list":
            body = {"type": "array", "items": _refer(shape.element or "", facts, rules)}
            body |= _bounds(shape.minimum, shape.maximum, ("minItems", "maxItems"))
        case "map":
            body = _map(shape, facts, rules)
        case "string":
            body = _string(shape, facts)
        case "integer" | "long":
            body = {"type": "integer"} | _bounds(*facts.bounds(shape), ("minimum", "maximum"))
        case "float" | "double":
            body = {"type": "number"} | _bounds(shape.minimum, shape.maximum, ("minimum", "maximum"))
        case "boolean":
            body = {"type": "boolean"}
        case "timestamp":
            body = {"type": ["string", "number"]}
        case "blob":
            body = {"type": "string", "contentEncoding": "base64"}
    return body | {"writeOnly": True} if shape.sensitive else body


def _structure(shape: Shape, facts: Facts, rules: Mapping[str, SchemaRules]) -> dict[str, Any]:
    body: dict[str, Any] = {
        "type": "object",
        "properties": {m.name: _member(m, facts, rules) for m in shape.members},
        "additionalProperties": False,
    }
    required = [m.name for m in shape.members if m.required and not m.idempotency_token]
    if required:
        body["required"] = required
    if shape.union:
        body |= {"minProperties": 1, "maxProperties": 1}
    added = rules.get(shape.name)
    if added and added.fragments:
        body["allOf"] = [dict(f) for f in added.fragments]
    return body


def _member(member: Member, facts: Facts, rules: Mapping[str, SchemaRules]) -> dict[str, Any]:
    if member.json_value or facts.shape(member.shape).document:
        return {**_SET, "writeOnly": True} if facts.shape(member.shape).sensitive else dict(_SET)
    body = _refer(member.shape, facts, rules)
    if member.host_label and not facts.shape(member.shape).minimum:
        body = {**body, "minLength": 1}
    return {**body, "deprecated": True} if member.deprecated else body


def _map(shape: Shape, facts: Facts, rules: Mapping[str, SchemaRules]) -> dict[str, Any]:
    names = _refer(shape.key or "", facts, rules)
    body: dict[str, Any] = {"type": "object", "additionalProperties": _refer(shape.value or "", facts, rules)}
    if names != {"type": "string"}:
        body["propertyNames"] = names
    return body | _bounds(shape.minimum, shape.maximum, ("minProperties", "maxProperties"))


def _string(shape: Shape, facts: Facts) -> dict[str, Any]:
    if shape.enum:
        return {"type": "string", "enum": list(shape.enum)}
    body = {"type": "string"} | _bounds(shape.minimum, shape.maximum, ("minLength", "maxLength"))
    translation = facts.patterns.get(shape.name)
    if translation is not None and translation.ecma is not None and not translation.matches_everything:
        body["pattern"] = translation.ecma
    return body


def _bounds(low: float | None, high: float | None, keys: Sequence[str]) -> dict[str, Any]:
    return {key: bound for key, bound in zip(keys, (low, high), strict=True) if bound is not None}
