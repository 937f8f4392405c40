"""A service as the generator would emit it, small enough to read: stores, and items that name their store.

Checks are interpreted from the schemas; the rules are plain functions. It exists so that tests of the pre-flight
command do not depend on any real service.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from codegen.runtime.wire.violations import Violation

_FOLDER = Path(__file__).parent / "schemas"
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}
_IDENTIFIERS = {"CreateStore": "StoreName", "CreateItem": "ItemName", "UpdateItem": "ItemName", "DescribeStore": None}

_ROWS = SimpleNamespace(
    id="rows-fit-columns",
    severity="error",
    message="a layout has at most as many rows as columns",
    source="Shop API, Layout$Rows",
    why="The shelves are turned when the store opens. A higher layout falls over.",
    shape="Layout",
    profile="default",
    scope="file",
    examples={
        "invalid": [{"value": {"Rows": 3, "Columns": 2}, "path": ["Rows"]}],
        "valid": [{"value": {"Rows": 2, "Columns": 2}}],
    },
)
_MODE = SimpleNamespace(
    id="free-mode-ignores-rows",
    severity="warning",
    message="rows have no effect in free mode",
    source="https://shop.example/layouts#mode, Layout$Mode",
    shape="Layout",
    profile="default",
    scope="file",
    examples={"invalid": [{"value": {"Mode": "FREE", "Rows": 1}}], "valid": [{"value": {"Mode": "FREE"}}]},
)
_KNOWN = SimpleNamespace(
    id="item-store-not-in-set",
    severity="warning",
    message="no store of this name is created with the item",
    source="Shop API, CreateItem",
    shape="CreateItemInput",
    profile="default",
    scope="cross",
    examples={
        "invalid": [
            {"release": [["CreateStore", {"StoreName": "a"}], ["CreateItem", {"ItemName": "i", "StoreName": "b"}]]}
        ],
        "valid": [{"release": [["CreateItem", {"ItemName": "i", "StoreName": "b"}]]}],
    },
)
_CLOSED = SimpleNamespace(
    id="item-store-closed",
    severity="error",
    message="a closed store takes no items",
    source="Shop API, CreateItem",
    shape="CreateItemInput",
    profile="default",
    scope="cross",
    examples={"invalid": [], "valid": []},
)


def preflight_facts() -> dict[str, Any]:
    return {
        "operations": {
            "CreateStore": {"cli": "create-store", "identifier": "StoreName"},
            "CreateItem": {"cli": "create-item", "identifier": "ItemName"},
            "UpdateItem": {"cli": "update-item", "identifier": "ItemName"},
            "DescribeStore": {"cli": "describe-store", "identifier": None},
        },
        "cross_rules": (_KNOWN.id, _CLOSED.id),
        "cloudformation": {
            "AWS::Shop::Store": {"operation": "CreateStore", "name": "StoreName", "optional": ["Layout.Columns"]},
            "AWS::Shop::Item": {
                "operation": "CreateItem",
                "name": "ItemName",
                "elsewhere": {"UpdateItem": ["Discount"]},
                "rename": {"Shop": "StoreName"},
            },
        },
    }


def rules() -> tuple[Any, ...]:
    return (_ROWS, _MODE, _KNOWN, _CLOSED)


def validate(
    operation: str,
    data: object,
    *,
    ignore: Any = (),
    select: Any = None,
    severity: Any = None,
    profile: str | None = None,
) -> list[Violation]:
    if operation not in _IDENTIFIERS:
        raise ValueError(operation)
    found: list[Violation] = []
    root = _schema(operation)
    _check(data, root, root, (), found)
    if isinstance(data, dict):
        _layout_rules(data, found)
    return _chosen(found, ignore, select, severity, profile)


def validate_release(
    requests: Any, *, ignore: Any = (), select: Any = None, severity: Any = None, profile: Any = None
) -> Any:
    found: list[Violation] = []
    stores: dict[str, dict[str, Any]] = {}
    for operation, data in requests:
        if operation == "CreateStore" and isinstance(data, dict) and isinstance(data.get("StoreName"), str):
            stores[data["StoreName"]] = data
    for index, (operation, data) in enumerate(requests):
        found += [v.replace(path=(index, *v.path)) for v in validate(operation, data)]
        if operation != "CreateItem" or not isinstance(data, dict):
            continue
        name = data.get("StoreName")
        store = stores.get(name) if isinstance(name, str) else None
        if stores and store is None:
            found.append(Violation(_KNOWN.id, "warning", (index, "StoreName"), _KNOWN.message, name, operation))
        if store is not None and store.get("Kind") == "CLOSED":
            found.append(Violation(_CLOSED.id, "error", (index, "StoreName"), _CLOSED.message, name, operation))
    return _chosen(found, ignore, select, severity, profile)


def _chosen(found: list[Violation], ignore: Any, select: Any, severity: Any, profile: str | None) -> list[Violation]:
    chosen = []
    for violation in found:
        level = (severity or {}).get(violation.rule, violation.severity)
        if profile == "strict" and level == "warning":
            level = "error"
        if violation.rule in ignore or (select is not None and violation.rule not in select) or level == "off":
            continue
        chosen.append(violation if level == violation.severity else violation.replace(severity=level))
    return chosen


def _layout_rules(data: dict[str, Any], found: list[Violation]) -> None:
    layout = data.get("Layout")
    if not isinstance(layout, dict):
        return
    rows, columns = layout.get("Rows"), layout.get("Columns")
    if type(rows) is int and type(columns) is int and rows > columns:
        found.append(Violation(_ROWS.id, "error", ("Layout", "Rows"), _ROWS.message, rows))
    if layout.get("Mode") != "FIXED" and type(rows) is int:
        found.append(Violation(_MODE.id, "warning", ("Layout",), _MODE.message, layout))


@cache
def _schema(operation: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_FOLDER / f"{operation}.json").read_text(encoding="utf-8"))
    return loaded


def _check(value: Any, schema: Any, root: Any, path: tuple[str | int, ...], found: list[Violation]) -> None:
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    wanted = _TYPES[schema["type"]]
    if not isinstance(value, wanted) or (isinstance(value, bool) and schema["type"] != "boolean"):
        message = f"expected {schema['type']}, found {type(value).__name__}"
        found.append(Violation("type", "error", path, message, value))
        return
    if isinstance(value, dict):
        found += [
            Violation("required", "error", (*path, name), f"{name} is required")
            for name in schema.get("required", ())
            if name not in value
        ]
        for name, member in value.items():
            if name in schema["properties"]:
                _check(member, schema["properties"][name], root, (*path, name), found)
            else:
                found.append(Violation("unknown-member", "error", (*path, name), f"{name!r} is no member", member))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _check(item, schema["items"], root, (*path, index), found)
    else:
        _scalar(value, schema, path, found)


def _scalar(value: Any, schema: Any, path: tuple[str | int, ...], found: list[Violation]) -> None:
    if value not in schema.get("enum", [value]):
        found.append(Violation("enum", "error", path, f"{value!r} is not one of {len(schema['enum'])} values", value))
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        found.append(Violation("max-length", "error", path, f"longer than {schema['maxLength']}", value))
    elif isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(Violation("pattern", "error", path, f"{value!r} does not match", value))
    if isinstance(value, (int, float)) and value > schema.get("maximum", value):
        found.append(Violation("max-value", "error", path, f"{value} is above {schema['maximum']}", value))
