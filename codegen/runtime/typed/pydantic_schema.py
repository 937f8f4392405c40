"""What pydantic has to know of a structure. Loaded when it asks; no module needs pydantic before."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .structure import Structure

_OF_DOCUMENTS = frozenset({"$schema", "$comment"})


def core_schema(kind: type[Structure]) -> Any:
    """The core schema of a structure: wire data or an object in, wire data out, each violation as an error of its own.

    Args:
        kind: The structure's class.
    """
    core: Any = import_module("pydantic_core")
    schemas = core.core_schema

    def validate(value: Any) -> Structure:
        if isinstance(value, kind):
            return value
        found = [violation.to_dict() for violation in kind.violations_in(value) if violation.severity == "error"]
        if not found:
            return kind.from_dict(value)
        lines = [
            {
                "type": core.PydanticCustomError(violation["rule"].replace("-", "_"), violation["message"]),
                "loc": tuple(violation["path"]),
                "input": violation["value"],
            }
            for violation in found
        ]
        raise core.ValidationError.from_exception_data(kind.__name__, lines)

    def serialize(value: Structure) -> dict[str, Any]:
        return value.to_dict()

    return schemas.no_info_plain_validator_function(
        validate,
        serialization=schemas.plain_serializer_function_ser_schema(serialize),
        metadata={"pydantic_js_functions": [lambda _schema, _handler: json_schema(kind)]},
    )


def json_schema(kind: type[Structure]) -> dict[str, Any]:
    """The package's JSON Schema of a structure, complete in itself; of one that no schema has, that it is an object.

    That is one which only answers hold, and any in a package that was generated without schemas.

    A reference would be one into whatever document this becomes a part of, so what is referred to stands in its place;
    where a structure is inside itself, the inner one is any object.
    """
    service, shape = kind._service, kind._shape  # noqa: SLF001 - of our own class
    for operation in service.operations().values():
        if not operation.input:
            continue
        try:
            document = service.schema(operation.name)
        except ValueError:  # generated without schemas
            continue
        definitions = document.pop("$defs")
        if operation.input == kind.__name__:
            said = {word: value for word, value in document.items() if word not in _OF_DOCUMENTS}
            complete: dict[str, Any] = _inlined(said, definitions, ())
            break
        if shape in definitions:
            complete = _inlined(definitions[shape], definitions, (shape,))
            break
    else:
        complete = {"type": "object"}
    return complete | {"title": kind.__name__}


def _inlined(schema: Any, definitions: Mapping[str, Any], inside: tuple[str, ...]) -> Any:
    if isinstance(schema, list):
        return [_inlined(item, definitions, inside) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {word: _inlined(value, definitions, inside) for word, value in schema.items() if word != "$ref"}
    if isinstance(schema.get("$ref"), str):
        name = schema["$ref"].rpartition("/")[2]
        if name in inside:
            return found | {"type": definitions[name]["type"]}
        return _inlined(definitions[name], definitions, (*inside, name)) | found
    return found
