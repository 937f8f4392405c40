"""Lowers the facts of answers to a table: what the stubber holds made-up answers against.

Requests have checks as code, because every call runs them. Answers are checked in users' tests alone, so a table that a
small interpreter reads (`runtime/calls/response_check.py`) serves better than as much code again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..facts import Facts
from ..model import Shape


def lower_response_check(facts: Facts) -> Mapping[str, Any]:
    """Output shape by operation, and every shape that answers reach, with its constraints."""
    operations = {o.name: o.output for _, o in sorted(facts.model.operations.items()) if o.output}
    return {
        "operations": operations,
        "shapes": {name: _shape(facts.shape(name), facts) for name in facts.model.closure(operations.values())},
    }


def _shape(shape: Shape, facts: Facts) -> dict[str, Any]:
    if shape.document or shape.event_stream or shape.streaming:
        return {"type": "any"}
    low, high = (None, None) if shape.enum else facts.bounds(shape)
    translation = facts.patterns.get(shape.name)
    found = {
        "type": shape.type,
        "members": {m.name: "" if m.json_value or m.streaming else m.shape for m in shape.members},
        "required": [m.name for m in shape.members if m.required],
        "element": shape.element,
        "key": shape.key,
        "value": shape.value,
        "min": low,
        "max": high,
        "enum": list(shape.enum),
        "pattern": translation.python if translation is not None and not translation.matches_everything else None,
        "union": shape.union,
        "sensitive": shape.sensitive,
        "hides": shape.name in facts.holding_secrets,
        "sparse": shape.sparse,
    }
    return {key: value for key, value in found.items() if value or (value == 0 and value is not False)}
