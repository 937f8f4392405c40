"""A JSON Schema fragment (2020-12) that says the same as a rule, at the rule's shape; None where none can.

JSON Schema sees one place at a time: it cannot compare two members, add, or look at another request. Everything else
(presence, constants, bounds, patterns, sizes, what all or some elements must satisfy) has its keyword. Equal verdicts
are promised for data whose shapes are valid; on other data the shapes' own keywords fail anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve, frozen

from ..analysis.simplify import join, normal, satisfied
from ..language import tree
from ..language.functions import SIZE
from ..language.kinds import BOOL, INT, MapKind
from ..language.presence import flipped
from ..language.tree import (
    And,
    Arithmetic,
    At,
    Call,
    Collect,
    Compare,
    Const,
    Entry,
    If,
    In,
    Items,
    Member,
    Node,
    Not,
    Or,
    Present,
    Quantifier,
    Var,
)

Schema = dict[str, Any]
_SIZES: Final[Mapping[str, tuple[str, str]]] = {
    "ListKind": ("minItems", "maxItems"),
    "MapKind": ("minProperties", "maxProperties"),
    "Scalar": ("minLength", "maxLength"),
}


class _CannotSayError(Exception):
    """The rule needs something that JSON Schema has no keyword for."""


@frozen
class _Here:
    """The instance that a schema is applied to: `variable`, or the value under the key `variable` of `map`."""

    variable: str
    map: Node | None = None


def json_schema(condition: Node) -> Schema | None:
    """The fragment for a checked condition on `self`, or None."""
    try:
        return _schema(satisfied(condition), _Here("self"))
    except _CannotSayError:
        return None


# --- structure --------------------------------------------------------------------------------------------------------


def _schema(node: Node, here: _Here) -> Schema:  # noqa: C901, PLR0911 - one case per kind of condition
    match node:
        case And(items=items):
            return _all_of([_schema(item, here) for item in items])
        case Or(items=items):
            return _any_of(items, here)
        case If(test=test, then=then, otherwise=otherwise):
            return {"if": _schema(test, here), "then": _schema(then, here), "else": _schema(otherwise, here)}
        case Not(operand=Member() | At() | Entry() | Var() as value):
            return _at(value, {"const": False}, here)
        case Not(operand=operand):
            return {"not": _schema(operand, here)}
        case Const(value=bool() as value):
            return {} if value else {"not": {}}
        case Present(operand=operand, name=name):
            return _at(operand, {"required": [name]}, here)
        case Quantifier():
            return _quantifier(node, here)
        case Compare():
            return _compare(node, here)
        case In():
            return _in(node, here)
        case Call():
            return _call(node, here)
        case Member() | At() | Entry() | Var() if node.kind == BOOL:
            return _at(node, {"const": True}, here)
    raise _CannotSayError


def _all_of(schemas: list[Schema]) -> Schema:
    """The conjunction, in one object where no keyword is needed twice."""
    merged: Schema = {}
    for schema in schemas:
        if not _merge(merged, schema):
            return {"allOf": schemas}
    return merged


def _merge(into: Schema, schema: Schema) -> bool:
    """Adds the keywords of `schema`; False if that would change what one of them means."""
    if _DEPENDENT & into.keys() and _DEPENDENT & schema.keys():
        return False
    for key, value in schema.items():
        if key not in into:
            into[key] = value
        elif key == "required":
            into[key] = [*into[key], *(name for name in value if name not in into[key])]
        elif key == "properties":
            into[key] = dict(into[key])
            for name, part in value.items():
                mine = into[key][name] = dict(into[key].get(name, {}))
                if not _merge(mine, part):
                    return False
        elif into[key] != value:
            return False
    return not ("additionalProperties" in into and "properties" in into)


# Keywords that read their neighbours: two groups of them cannot share an object.
_DEPENDENT: Final = frozenset(
    {"contains", "minContains", "maxContains", "if", "then", "else", "prefixItems", "items", "anyOf"}
)


def _any_of(items: tuple[Node, ...], here: _Here) -> Schema:
    """An implication where there is something to imply from: what must be absent or different becomes the `if`."""
    conditions = [normal(item, False) for item in items if _is_negative(item)]
    conclusions = [item for item in items if not _is_negative(item)]
    if not conditions:
        return {"anyOf": [_schema(item, here) for item in items]}
    test = _all_of([_schema(item, here) for item in conditions])
    if not conclusions:
        return {"not": test}
    then = (
        {"anyOf": [_schema(item, here) for item in conclusions]}
        if len(conclusions) > 1
        else _schema(conclusions[0], here)
    )
    return {"if": test, "then": _given(then, test)}


def _given(schema: Schema, known: Schema) -> Schema:
    """`schema` without the demand for members that `known` demands already."""
    rest = dict(schema)
    if "required" in schema:
        rest["required"] = [name for name in schema["required"] if name not in known.get("required", ())]
        if not rest["required"]:
            del rest["required"]
    if "properties" in schema:
        inner = known.get("properties", {})
        rest["properties"] = {name: _given(part, inner.get(name, {})) for name, part in schema["properties"].items()}
    return rest


def _is_negative(node: Node) -> bool:
    match node:
        case Not():
            return True
        case Compare(operator="!="):
            return True
        case And(items=items):
            return all(_is_negative(item) for item in items)
        case _:
            return False


# --- places -----------------------------------------------------------------------------------------------------------


def _at(place: Node, schema: Schema, here: _Here) -> Schema:
    """`schema` applied to a value of the instance, which the rule's guards know to be there."""
    if isinstance(place, Var) and place.name == here.variable and here.map is None:
        return schema
    if (
        isinstance(place, Entry)
        and here.map == place.operand
        and place.key == Var(name=here.variable, kind=place.key.kind)
    ):
        return schema
    match place:
        case Member(operand=operand, name=name):
            return _at(operand, {"properties": {name: schema}, "required": [name]}, here)
        case At(operand=operand, index=index):
            items = {"prefixItems": [*([{}] * index), schema], "minItems": index + 1}
            return _at(operand, items, here)
        case Entry(operand=operand, key=Const(value=str() as key)):
            return _at(operand, {"properties": {key: schema}, "required": [key]}, here)
    raise _CannotSayError


# --- atoms ------------------------------------------------------------------------------------------------------------


def _compare(node: Compare, here: _Here) -> Schema:
    left, right, operator = node.left, node.right, node.operator
    if isinstance(left, Const):
        left, right, operator = right, left, flipped(operator)
    if _is_condition(left) or _is_condition(right):
        return _same_verdict(left, right, operator, here)
    if not isinstance(right, Const):
        return _compare_list(left, right, operator, here)
    if isinstance(left, Arithmetic):
        return _multiple(left, operator, right.value, here)
    if isinstance(left, Call):
        return _compare_call(left, operator, right.value, here)
    return _at(left, _bounds(operator, right.value), here)


def _is_condition(node: Node) -> bool:
    return node.kind == BOOL and not isinstance(node, (Const, Member, At, Entry, Var))


def _same_verdict(left: Node, right: Node, operator: str, here: _Here) -> Schema:
    """Two conditions compared: both or neither."""
    if operator not in ("==", "!="):
        raise _CannotSayError
    first = _schema(normal(left, True), here)
    same, other = (normal(right, truth) for truth in (operator == "==", operator != "=="))
    return {"if": first, "then": _schema(same, here), "else": _schema(other, here)}


def _compare_list(left: Node, right: Node, operator: str, here: _Here) -> Schema:
    values = tree.constants(right) if isinstance(right, Items) else None
    if values is None or operator not in ("==", "!="):
        raise _CannotSayError
    schema = {"const": list(values)}
    return _at(left, schema if operator == "==" else {"not": schema}, here)


def _bounds(operator: str, value: float | str | bool) -> Schema:
    if operator == "==":
        return {"const": value}
    if operator == "!=":
        return {"not": {"const": value}}
    if isinstance(value, str):
        raise _CannotSayError
    keyword = {"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}[operator]
    return {keyword: value}


def _multiple(left: Arithmetic, operator: str, bound: float | str | bool, here: _Here) -> Schema:
    """`x % n == 0`."""
    divisor = left.right.value if isinstance(left.right, Const) else None
    if left.operator != "%" or bound != 0 or operator not in ("==", "!=") or not isinstance(divisor, int):
        raise _CannotSayError
    schema = {"multipleOf": abs(divisor)}
    return _at(left.left, schema if operator == "==" else {"not": schema}, here)


def _compare_call(call: Call, operator: str, bound: float | str | bool, here: _Here) -> Schema:
    if call.function is not SIZE or not isinstance(bound, int):
        raise _CannotSayError
    return _size(call.arguments[0], operator, bound, here)


def _size(measured: Node, operator: str, bound: int, here: _Here) -> Schema:
    if isinstance(measured, Collect):
        return _count(measured, operator, bound, here)
    low, high = _SIZES[type(measured.kind).__name__]
    return _at(measured, _between(low, high, operator, bound), here)


def _between(low: str, high: str, operator: str, bound: int) -> Schema:
    """Keywords for a count that is an int from 0 on."""
    match operator:
        case "==" if bound == 0:
            return {high: 0}
        case "==" if bound > 0:
            return {low: bound, high: bound}
        case "!=" if bound >= 0:
            return {low: 1} if bound == 0 else {"not": {low: bound, high: bound}}
        case "<" | "<=":
            most = bound - (operator == "<")
            return {high: most} if most >= 0 else {"not": {}}
        case ">" | ">=":
            return {low: max(bound + (operator == ">"), 0)}
    raise _CannotSayError


def _count(measured: Collect, operator: str, bound: int, here: _Here) -> Schema:
    """How many elements satisfy a condition: contains with its bounds."""
    if isinstance(measured.source.kind, MapKind) or isinstance(measured.source, Collect) or measured.where is None:
        raise _CannotSayError
    limits = _between("minContains", "maxContains", operator, bound)
    element = _schema(measured.where, _Here(measured.variable))
    return _at(measured.source, _contains(element, limits), here)


def _contains(element: Schema, limits: Schema) -> Schema:
    """Contains demands one element unless told otherwise."""
    if "not" in limits:
        inner = limits["not"]
        return {"not": _contains(element, inner) if inner else {}}
    return {"contains": element, "minContains": limits.get("minContains", 0)} | limits


def _in(node: In, here: _Here) -> Schema:
    container = node.container
    values = tree.constants(container) if isinstance(container, Items) else None
    if values is not None:
        return _at(node.element, {"enum": list(values)}, here)
    if not isinstance(node.element, Const):
        raise _CannotSayError
    if isinstance(container.kind, MapKind):
        return _at(container, {"required": [node.element.value]}, here)
    return _at(container, {"contains": {"const": node.element.value}}, here)


def _call(node: Call, here: _Here) -> Schema:
    texts = node.options()
    if node.function.schema is None or texts is None:
        raise _CannotSayError
    if not texts and len(node.arguments) > 1:  # one of no options
        return {"not": {}}
    return _at(node.arguments[0], dict(node.function.schema(texts)), here)


# --- quantifiers ------------------------------------------------------------------------------------------------------


def _quantifier(node: Quantifier, here: _Here) -> Schema:
    split = _split(node)
    if split is not None:
        return _schema(split, here)
    if isinstance(node.source, Collect):
        raise _CannotSayError
    if isinstance(node.source.kind, MapKind):
        return _map_quantifier(node, here)
    element = _schema(node.body, _Here(node.variable))
    if node.which == "all":
        return _at(node.source, {"items": element}, here)
    limits = {"minContains": 1, "maxContains": 1} if node.which == "exists_one" else {}
    return _at(node.source, {"contains": element} | limits, here)


def _split(node: Quantifier) -> Node | None:
    """The same with parts of the body that do not speak of the element moved out: a schema of an element sees no more.

    None if there is no such part.
    """
    conjunction = isinstance(node.body, And)
    parts = node.body.items if isinstance(node.body, (And, Or)) else (node.body,)
    outer = [part for part in parts if not tree.mentions(part, node.variable) and not isinstance(part, Const)]
    if not outer or node.which == "exists_one":
        return None
    universal = node.which == "all"
    size = Call(function=SIZE, arguments=(node.source,), kind=INT)
    # What a quantifier over nothing comes to, as a test that decides before the moved parts are asked.
    vacuous = Compare(operator="==" if universal else ">", left=size, right=_ZERO, kind=BOOL)
    moved = join(outer, conjunction)
    inner = [part for part in parts if part not in outer]
    if not inner:
        return join([vacuous, moved], not universal)
    rest = evolve(node, body=join(inner, conjunction))
    if universal is conjunction:
        # all(x, A && B): empty || A, and all(x, B). exists(x, A || B): (not empty && A) or exists(x, B).
        return join([join([vacuous, moved], not universal), rest], conjunction)
    return join([moved, rest], conjunction)


def _map_quantifier(node: Quantifier, here: _Here) -> Schema:
    """Conditions on every key, or on every value."""
    if node.which != "all":
        raise _CannotSayError
    parts = node.body.items if isinstance(node.body, And) else (node.body,)
    return _at(node.source, _all_of([_entry(part, node) for part in parts]), here)


def _entry(part: Node, node: Quantifier) -> Schema:
    try:
        return {"propertyNames": _schema(part, _Here(node.variable))}
    except _CannotSayError:
        return {"additionalProperties": _schema(part, _Here(node.variable, node.source))}


_ZERO: Final = Const(value=0, kind=INT)
