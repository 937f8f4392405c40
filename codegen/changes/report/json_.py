"""JSON for programs; `report.schema.json` beside this package describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from ...model import Member, Operation, Shape
from ..facts import Change, Comparison, Grade, shown

VERSION: Final = 1
"""Of the document's form; it grows when a reader has to change."""


def write(comparison: Comparison) -> str:
    """One service as a JSON object."""
    return json.dumps(document(comparison), indent=1) + "\n"


def bound(texts: Sequence[str], more: Mapping[str, Any]) -> str:
    """The reports of several services as one document, with its further entries."""
    services = ",\n".join(text.rstrip("\n") for text in texts)
    entries = "".join(f', "{name}": {json.dumps(value, indent=1)}' for name, value in more.items())
    return f'{{"version": {VERSION}, "services": [{services}]{entries}}}\n'


def document(comparison: Comparison) -> dict[str, Any]:
    """One service as plain data."""
    difference = comparison.difference
    return {
        "service": comparison.service,
        "from": comparison.old,
        "to": comparison.new,
        "breaks": comparison.breaks,
        "counts": {str(grade): comparison.count(grade) for grade in Grade},
        "changes": [_change(change) for change in comparison.changes],
        "definitions": {} if difference is None else {n: facts(s) for n, s in difference.definitions.items()},
        "shortened": list(comparison.shortened),
    }


def _change(change: Change) -> dict[str, Any]:
    edit = change.edit
    return {
        "grade": str(change.grade),
        "kind": edit.kind,
        "name": edit.name,
        **({"member": edit.member} if edit.member is not None else {}),
        **({"was": edit.was} if edit.was is not None else {}),
        "before": plain(edit.before),
        "after": plain(edit.after),
        "places": [
            {"operation": p.operation, "side": p.side, "path": list(p.path), "shown": shown(p.path)}
            for p in change.places
        ],
    }


def plain(value: Any) -> Any:
    """What an edit holds, as JSON holds it."""
    if isinstance(value, (Member, Shape, Operation)):
        return facts(value)
    return list(value) if isinstance(value, tuple) else value


def facts(definition: Member | Shape | Operation) -> dict[str, Any]:
    """What is said of a definition, without what is not and without prose."""
    said: dict[str, Any] = {}
    for field in attrs.fields(type(definition)):
        value = getattr(definition, field.name)
        if field.name in ("name", "documentation") or value == field.default or value is None:
            continue
        said[field.name] = {m.name: facts(m) for m in value} if field.name == "members" else plain(value)
    return said
