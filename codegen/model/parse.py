"""Checks a model in botocore's own form and turns it into typed facts. Complaints name service, shape and member."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

from attrs import evolve

from .shapes import Member, Model, ModelError, Operation, Pin, Shape, ShapeType, type_names

_COUNTED: Final = frozenset({"string", "list", "map", "blob"})
"""Types whose bounds count characters, bytes or entries."""
_MEMBERS: Final = 5_000
"""Most members of a structure. AWS's largest has about 100, and a class takes longer the more it has."""
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,254}")
_LINE: Final = re.compile(r"[ -~]{1,100}")


def parse(service: str, raw: Mapping[str, Any], pin: Pin) -> Model:
    """Checks botocore's form of a model and returns its facts.

    Raises:
        ModelError: naming the shape and member at fault.
    """
    where = f"service {service!r}"
    metadata = mapping(raw.get("metadata"), f"{where}, metadata")
    line(metadata.get("uid", service), f"{where}, uid")
    shapes = {
        _identifier(name, f"{where}, shape"): _shape(name, mapping(body, f"{where}, shape {name}"), where)
        for name, body in mapping(raw.get("shapes"), f"{where}, shapes").items()
    }
    for shape in shapes.values():
        _check_references(shape, shapes, where)
    operations = {
        _identifier(name, f"{where}, operation"): _operation(name, body, shapes, where)
        for name, body in mapping(raw.get("operations"), f"{where}, operations").items()
    }
    _check_case(shapes, where)
    shapes |= _without_nested_tokens(shapes, operations)
    return Model(
        service=service,
        service_id=line(metadata.get("serviceId", service), f"{where}, serviceId"),
        api_version=line(metadata.get("apiVersion"), f"{where}, apiVersion"),
        pin=pin,
        operations=operations,
        shapes=shapes,
        waiters=_mappings(raw.get("waiters", {}), f"{where}, waiters"),
        paginators=_mappings(raw.get("pagination", {}), f"{where}, pagination"),
        examples={
            name: [mapping(example, f"{where}, examples of {name}") for example in _list(listed, f"{where}, examples")]
            for name, listed in mapping(raw.get("examples", {}), f"{where}, examples").items()
        },
        raw=raw,
    )


def _shape(name: str, body: Mapping[str, Any], where: str) -> Shape:
    where = f"{where}, shape {name}"
    kind = body.get("type")
    if not isinstance(kind, str) or kind not in type_names:
        raise ModelError(f"{where}: type {kind!r} is not one of {', '.join(sorted(type_names))}")
    minimum, maximum = (_bound(body, key, where, counted=kind in _COUNTED) for key in ("min", "max"))
    if minimum is not None and maximum is not None and minimum > maximum:
        raise ModelError(f"{where}: min {minimum} is larger than max {maximum}")
    error = body.get("error") or {}
    return Shape(
        name=name,
        type=cast("ShapeType", kind),
        members=_members(body, where) if kind == "structure" else (),
        element=_reference(body.get("member"), f"{where}, member") if kind == "list" else None,
        key=_reference(body.get("key"), f"{where}, key") if kind == "map" else None,
        value=_reference(body.get("value"), f"{where}, value") if kind == "map" else None,
        minimum=minimum,
        maximum=maximum,
        pattern=_text(body["pattern"], f"{where}, pattern") if "pattern" in body else None,
        enum=_enum(body.get("enum", ()), where),
        union=bool(body.get("union")),
        document=bool(body.get("document")),
        event_stream=bool(body.get("eventstream")),
        streaming=bool(body.get("streaming")),
        sensitive=bool(body.get("sensitive")),
        sparse=bool(body.get("sparse")),
        deprecated=bool(body.get("deprecated")),
        exception=bool(body.get("exception")),
        error_code=_optional_text(mapping(error, f"{where}, error"), "code", where),
        documentation=_prose(body),
    )


def _members(body: Mapping[str, Any], where: str) -> tuple[Member, ...]:
    members = mapping(body.get("members", {}), f"{where}, members")
    if len(members) > _MEMBERS:
        raise ModelError(f"{where}: {len(members)} members; a structure may have {_MEMBERS}")
    required = _list(body.get("required", ()), f"{where}, required")
    for name in required:
        if not isinstance(name, str) or name not in members:
            raise ModelError(f"{where}: required member {name!r} is not among its members")
    _check_unicode(members, where)
    return tuple(_member(name, reference, name in required, where) for name, reference in members.items())


def _member(name: str, reference: object, required: bool, where: str) -> Member:
    where = f"{where}, member {name!r}"
    _identifier(name, where)
    shape = _reference(reference, where)
    facts = cast("Mapping[str, Any]", reference)
    return Member(
        name=name,
        shape=shape,
        required=required,
        location_name=_optional_text(facts, "locationName", where),
        location=_optional_text(facts, "location", where),
        idempotency_token=bool(facts.get("idempotencyToken")),
        deprecated=bool(facts.get("deprecated")),
        # Elsewhere than in a header botocore takes the text as it stands.
        json_value=bool(facts.get("jsonvalue")) and facts.get("location") == "header",
        host_label=bool(facts.get("hostLabel")),
        streaming=bool(facts.get("streaming")),
        event_payload=bool(facts.get("eventpayload")),
        documentation=_prose(facts),
    )


def _operation(name: str, body: object, shapes: Mapping[str, Shape], where: str) -> Operation:
    where = f"{where}, operation {name}"
    facts = mapping(body, where)
    ends: dict[str, str | None] = {}
    for end in ("input", "output"):
        ends[end] = _reference(facts[end], f"{where}, {end}") if facts.get(end) is not None else None
    errors = tuple(_reference(e, f"{where}, errors") for e in _list(facts.get("errors", ()), f"{where}, errors"))
    for shape in (ends["input"], ends["output"], *errors):
        if shape is not None and (shape not in shapes or shapes[shape].type != "structure" or shapes[shape].document):
            raise ModelError(f"{where}: {shape!r} is not a structure of this model")
    return Operation(
        name=name,
        input=ends["input"],
        output=ends["output"],
        errors=errors,
        deprecated=bool(facts.get("deprecated")),
    )


def _without_nested_tokens(shapes: Mapping[str, Shape], operations: Mapping[str, Operation]) -> dict[str, Shape]:
    """Structures whose idempotency tokens are members like any other: botocore fills in the top level's."""
    roots = {operation.input for operation in operations.values()}
    return {
        name: evolve(shape, members=tuple(evolve(member, idempotency_token=False) for member in shape.members))
        for name, shape in shapes.items()
        if name not in roots and any(member.idempotency_token for member in shape.members)
    }


def _check_references(shape: Shape, shapes: Mapping[str, Shape], where: str) -> None:
    for name in shape.references():
        if name not in shapes:
            raise ModelError(f"{where}, shape {shape.name}: refers to {name!r}, which the model does not define")
    if shape.key is not None and shapes[shape.key].type != "string":
        raise ModelError(f"{where}, shape {shape.name}: a map's key must be a string, {shape.key!r} is not")


def _check_unicode(names: Iterable[object], where: str) -> None:
    """Names that are one after Unicode normalisation would become one Python attribute."""
    seen: dict[str, object] = {}
    for name in names:
        folded = unicodedata.normalize("NFKC", str(name))
        if folded in seen and seen[folded] != name:
            raise ModelError(f"{where}: members {seen[folded]!r} and {name!r} are the same name to Python")
        seen[folded] = name


def _check_case(shapes: Mapping[str, Shape], where: str) -> None:
    """Structures and enums get a file each: names that differ only in case are one file on some systems."""
    seen: dict[str, str] = {}
    for name, shape in shapes.items():
        if shape.type != "structure" and not shape.enum:
            continue
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            raise ModelError(
                f"{where}: shapes {other!r} and {name!r} differ only in case, which some file systems cannot hold"
            )


def _identifier(name: object, where: str) -> str:
    if not isinstance(name, str) or not _IDENTIFIER.fullmatch(name):
        raise ModelError(f"{where}: {name!a} is not a name of ASCII letters, digits and underscores")
    return name


def mapping(value: object, where: str) -> Mapping[str, Any]:
    """The object at the place `where`, or a complaint."""
    if not isinstance(value, Mapping):
        raise ModelError(f"{where}: expected an object, found {type(value).__name__}")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ModelError(f"{where}: expected a string, found {type(value).__name__}")
    return value


def _prose(facts: Mapping[str, Any]) -> str:
    text = facts.get("documentation", "")
    return text if isinstance(text, str) else ""


def _reference(value: object, where: str) -> str:
    return _text(mapping(value, where).get("shape"), f"{where}, shape")


def line(value: object, where: str) -> str:
    """A short text that may stand anywhere: in titles, docstrings, messages."""
    text = _text(value, where)
    if not _LINE.fullmatch(text):
        raise ModelError(f"{where}: expected up to 100 printable ASCII characters, found {text[:100]!a}")
    return text


def _optional_text(body: Mapping[str, Any], key: str, where: str) -> str | None:
    return _text(body[key], f"{where}, {key}") if body.get(key) is not None else None


def _list(value: object, where: str) -> Sequence[Any]:
    if not isinstance(value, (list, tuple)):
        raise ModelError(f"{where}: expected a list, found {type(value).__name__}")
    return value


def _mappings(value: object, where: str) -> Mapping[str, Any]:
    return {name: mapping(body, f"{where}, {name}") for name, body in mapping(value, where).items()}


def _bound(body: Mapping[str, Any], key: str, where: str, *, counted: bool) -> int | float | None:
    value = body.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= sys.float_info.max:
        raise ModelError(f"{where}: {key} {value!r} is not a finite number")
    if counted and (value < 0 or value != int(value)):
        raise ModelError(f"{where}: {key} {value!r} is not a number of things")
    return int(value) if float(value).is_integer() else value


def _enum(values: object, where: str) -> tuple[str, ...]:
    if not isinstance(values, (list, tuple)) or not all(isinstance(v, str) for v in values):
        raise ModelError(f"{where}: enum is not a list of strings")
    return tuple(dict.fromkeys(values))
