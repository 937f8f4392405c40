"""Schemas of CloudFormation's resource types: pinned beside a spec, and compared with the operations they stand for.

Only facts are kept: names, types, what is required, read-only or bounded. They are taken from an installed cfn-lint,
which ships the schemas that CloudFormation publishes, with their date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import metadata, util
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from . import input_file
from .model import Model
from .model.shapes import Shape

FILE: Final = "resources.json"
REGION: Final = "us-east-1"
"""The region whose schemas are pinned; it has every type first."""
_BYTES: Final = 16 * 2**20
_KEPT: Final = ("readOnlyProperties", "createOnlyProperties", "primaryIdentifier")
_FACTS: Final = (
    *("$ref", "type", "enum", "required", "additionalProperties", "minLength", "maxLength", "minItems", "maxItems"),
    *("minimum", "maximum"),
)
_HOPS: Final = 20
_NUMBERS: Final = ("minimum", "maximum")
_BOUNDS: Final = {
    "string": ("minLength", "maxLength"),
    "list": ("minItems", "maxItems"),
    **dict.fromkeys(("integer", "long", "float", "double"), _NUMBERS),
}
"""What bounds a shape of a type, in the words of a schema."""

Schema: TypeAlias = Mapping[str, Any]


class ProviderError(ValueError):
    """Schemas that cannot be found or read; the message names the place."""


@frozen
class Pinned:
    """The pinned schemas of one spec.

    Attributes:
        origin: where they come from.
        date: when CloudFormation published them, as YYYY-MM-DD.
        types: all resource types whose names begin like those that the spec claims.
        schemas: the claimed types' schemas, facts only.
    """

    origin: str
    date: str
    types: tuple[str, ...]
    schemas: Mapping[str, Schema]


def installed(kinds: Iterable[str]) -> Pinned | None:
    """The schemas of some resource types as the installed cfn-lint has them, None where none is installed.

    Raises:
        ProviderError: it keeps them elsewhere than expected, or lacks a type.
    """
    found = util.find_spec("cfnlint")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "data" / "schemas"
    version = metadata.version("cfn-lint")
    listed = folder / "providers" / f"{REGION}.json"
    if not listed.is_file():
        raise ProviderError(f"{listed}: cfn-lint {version} does not list its schemas there; install a newer one")
    index = _object(listed)
    date = str(_object(folder / "version.json").get("schema_date", ""))[:10]
    schemas = {}
    for kind in sorted(kinds):
        if kind not in index:
            raise ProviderError(f"{folder}: no schema of {kind} in {REGION}")
        schemas[kind] = reduced(_object(folder / "resources" / f"{index[kind]}.json"))
    prefixes = tuple({kind.rpartition("::")[0] + "::" for kind in schemas})
    types = tuple(sorted(kind for kind in index if kind.startswith(prefixes)))
    return Pinned(f"cfn-lint {version}, {REGION}", date, types, schemas)


def load(path: Path) -> Pinned:
    """The schemas pinned in a file.

    Raises:
        ProviderError: the file cannot be read, or is not what `dump` writes.
    """
    data = _object(path)
    try:
        return Pinned(str(data["origin"]), str(data["date"]), tuple(data["types"]), dict(data["schemas"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ProviderError(f"{path}: lacks {error}; run 'botoforge update' with cfn-lint installed") from error


def joined(own: Pinned | None, base: Pinned) -> Pinned:
    """What a spec pins itself, and for other types what the spec below it pins."""
    if own is None:
        return base
    types = tuple(sorted({*own.types, *base.types}))
    return evolve(own, types=types, schemas={**base.schemas, **own.schemas})


def dump(pinned: Pinned) -> str:
    """The text of the pinned file."""
    data = {"origin": pinned.origin, "date": pinned.date, "types": pinned.types, "schemas": pinned.schemas}
    return json.dumps(data, indent=1, sort_keys=True) + "\n"


def reduced(schema: Schema) -> dict[str, Any]:
    """A schema without its prose, its handlers and its patterns."""
    kept = _reduced(schema) | {name: sorted(schema[name]) for name in _KEPT if name in schema}
    definitions = schema.get("definitions", {})
    return kept | {"definitions": {name: _reduced(below) for name, below in definitions.items()}}


def _reduced(schema: Schema) -> dict[str, Any]:
    kept = {name: schema[name] for name in _FACTS if name in schema}
    if isinstance(schema.get("properties"), dict):
        kept["properties"] = {name: _reduced(below) for name, below in schema["properties"].items()}
    if isinstance(schema.get("items"), dict):
        kept["items"] = _reduced(schema["items"])
    return kept


def _object(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(input_file.read(path, _BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise ProviderError(f"{path}: cannot be read ({error})") from error
    if not isinstance(data, dict):
        raise ProviderError(f"{path}: expected an object")
    return data


# --- what a template may say that a request may not, and the reverse --------------------------------------------


def facts(pinned: Pinned, kind: str, entry: Mapping[str, Any], model: Model) -> dict[str, Any]:
    """What pre-flight has to know of a resource type beyond its operation's request.

    Returns:
        ``attributes``, what ``Fn::GetAtt`` may ask for; ``ref``, the attribute that ``Ref`` returns where it is not the
        name; ``readOnly`` and ``replaces``, members that cannot be written and those whose change replaces the
        resource; ``absent``, paths that only the API has; ``values``, values of enums that only the API has, by path;
        ``required``, paths that only CloudFormation requires; ``bounds``, its own bounds where they are narrower, by
        path and by their names in a schema; ``date``. Paths have a ``*`` for list items.
    """
    schema = pinned.schemas[kind]
    names = tuple(schema.get("properties", {}))
    read_only = _tops(schema, "readOnlyProperties")
    (identifier, *more) = _tops(schema, "primaryIdentifier") or ("",)
    found: dict[str, Any] = {
        "attributes": tuple(sorted(names)),
        "readOnly": read_only,
        "replaces": _tops(schema, "createOnlyProperties"),
        "date": pinned.date,
    }
    if identifier in read_only and not more:
        found["ref"] = identifier
    elsewhere = [(operation, members) for operation, members in entry.get("elsewhere", {}).items()]
    moved = {name for _, members in elsewhere for name in members}
    differences = _Differences(model, schema, {new: old for old, new in entry.get("rename", {}).items()})
    operation = model.operations[entry["operation"]]
    if operation.input is not None:
        differences.compare(operation.input, schema, (), frozenset())
    found["absent"] = tuple(path for path in differences.absent if path not in moved)
    found["required"] = tuple(differences.required)
    found["values"] = differences.values
    found["bounds"] = differences.bounds
    return found


def _tops(schema: Schema, name: str) -> tuple[str, ...]:
    """Pointers such as ``/properties/ModelArn`` as names; those to deeper places are left out."""
    parts = [str(pointer).split("/")[2:] for pointer in schema.get(name, ())]
    return tuple(part[0] for part in parts if len(part) == 1)


def _narrower(schema: Schema, shape: Shape) -> dict[str, int]:
    """The bounds of a resource's schema that allow less than a shape's."""
    lower, upper = _BOUNDS.get(shape.type, ("", ""))
    low, high = schema.get(lower, 0), schema.get(upper)
    found = {lower: low} if low > (shape.minimum or 0) else {}
    return {**found, upper: high} if high is not None and (shape.maximum is None or high < shape.maximum) else found


class _Differences:
    """Collects where a resource's schema and the shapes of the model part."""

    def __init__(self, model: Model, root: Schema, written: Mapping[str, str]) -> None:
        self._model = model
        self._root = root
        self._written = written
        self.absent: list[str] = []
        self.required: list[str] = []
        self.values: dict[str, tuple[str, ...]] = {}
        self.bounds: dict[str, dict[str, int]] = {}

    def compare(self, name: str, schema: Schema, path: tuple[str, ...], open_shapes: frozenset[str]) -> None:
        schema = self._resolved(schema)
        shape = self._model.shapes[name]
        if name in open_shapes:
            return
        open_shapes |= {name}
        narrower = {} if shape.enum else _narrower(schema, shape)
        if narrower:
            self.bounds[".".join(path)] = narrower
        if shape.enum and "enum" in schema:
            lacking = tuple(value for value in shape.enum if value not in schema["enum"])
            if lacking:
                self.values[".".join(path)] = lacking
        elif shape.type == "list" and shape.element is not None and "items" in schema:
            self.compare(shape.element, schema["items"], (*path, "*"), open_shapes)
        elif shape.type == "structure" and "properties" in schema:
            self._members(name, schema, path, open_shapes)

    def _members(self, name: str, schema: Schema, path: tuple[str, ...], open_shapes: frozenset[str]) -> None:
        required = schema.get("required", ())
        for member in self._model.shapes[name].members:
            here = ".".join((*path, member.name))
            written = member.name if path else self._written.get(member.name, member.name)
            if written not in schema["properties"]:
                if schema.get("additionalProperties") is False:
                    self.absent.append(here)
                continue
            if written in required and not member.required:
                self.required.append(here)
            self.compare(member.shape, schema["properties"][written], (*path, member.name), open_shapes)

    def _resolved(self, schema: Schema) -> Schema:
        for _ in range(_HOPS):
            reference = schema.get("$ref")
            if not isinstance(reference, str):
                break
            schema = self._root.get("definitions", {}).get(reference.rpartition("/")[2], {})
        return schema
