"""Lowers the shapes of requests and answers to one table of facts: `shapes.json`.

The stubber holds made-up answers against it, the strategies draw from it. Requests have checks as code besides, because
every call runs them; for what users' tests alone need, a table that a small interpreter reads serves better.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from attrs import frozen

from ..facts import Facts
from ..model import Member, Shape

Row: TypeAlias = dict[str, Any]

_KINDS: Final[Mapping[str, str]] = {"long": "integer", "float": "number", "double": "number"}
_JSON_VALUE: Final = "json value"


@frozen
class ShapeTable:
    """Input and output of each operation, and a row for each shape that they reach.

    A member whose place asks for more than its shape has a row of its own; `origins` has the shapes of such rows.
    """

    operations: Mapping[str, tuple[str | None, str | None]]
    rows: Mapping[str, Row]
    origins: Mapping[str, str]

    @property
    def text(self) -> str:
        """The table as it is emitted."""
        return dumped({"operations": self.operations, "shapes": self.rows})


def lower_shapes(facts: Facts) -> ShapeTable:
    """The table of a package's shapes.

    A row has `is`, the kind of the shape, and what is true of it of: `members`, `required`, `tokens` (required members
    that are filled in where they are absent), `union`, `of`, `key`, `sparse`, `min`, `max`, `pattern`, `documented`
    (the pattern as the service has it, where that is another), `enum` (its `values`), `sensitive`, `hides` (something
    sensitive is in it), `answer` (what answers hold in its place).
    """
    operations = {o.name: (o.input, o.output) for _, o in sorted(facts.model.operations.items())}
    rows: dict[str, Row] = {}
    origins: dict[str, str] = {}
    for name in facts.model.closure(root for ends in operations.values() for root in ends if root):
        rows[name] = _row(facts.shape(name), facts)
        for member in facts.shape(name).members:
            target = _target(member, facts)
            if target != member.shape:
                rows[target] = _in_place(member, facts)
                origins[target] = member.shape
    return ShapeTable(operations, dict(sorted(rows.items())), origins)


def _row(shape: Shape, facts: Facts) -> Row:
    if shape.document:
        return {"is": "document", "answer": "any"}
    kind = _KINDS.get(shape.type, shape.type)
    low, high = (None, None) if shape.enum else facts.bounds(shape)
    if kind == "integer":
        low, high = (None if low is None else math.ceil(low)), (None if high is None else math.floor(high))
    translation = facts.patterns.get(shape.name)
    pattern = None if translation is None or translation.matches_everything else translation.python
    required = [m for m in shape.members if m.required]
    row = {
        "is": kind,
        "members": {m.name: _target(m, facts) for m in shape.members} if kind == "structure" else None,
        "required": [m.name for m in required if not m.idempotency_token] or None,
        "tokens": [m.name for m in required if m.idempotency_token] or None,
        "union": (shape.union and bool(shape.members)) or None,
        "of": shape.element or shape.value,
        "key": shape.key,
        "sparse": shape.sparse or None,
        "min": low,
        "max": high,
        "pattern": pattern,
        "documented": None if pattern == shape.pattern or pattern is None else shape.pattern,
        "enum": bool(shape.enum) or None,
        "values": list(shape.enum) or None,
        "sensitive": shape.sensitive or None,
        "hides": shape.name in facts.holding_secrets or None,
        "answer": "any" if shape.event_stream or shape.streaming else None,
    }
    return {key: value for key, value in row.items() if value is not None}


def _target(member: Member, facts: Facts) -> str:
    """The row of a member: that of its shape, if its place does not ask for another."""
    if member.json_value:
        return _JSON_VALUE
    if member.host_label and not facts.shape(member.shape).minimum:
        return f"{member.shape} as host label"
    return f"{member.shape} as stream" if member.streaming else member.shape


def _in_place(member: Member, facts: Facts) -> Row:
    """The row of a member whose place asks for another than its shape."""
    if member.json_value:
        return {"is": "json"}
    row = _row(facts.shape(member.shape), facts)
    return row | ({"answer": "json"} if member.streaming else {"min": 1})


def dumped(table: Mapping[str, Mapping[str, Any] | list[Any]]) -> str:
    """JSON with one line an entry: small, and readable in a diff."""
    sections = [
        f"{json.dumps(name)}: [\n{_lines(map(_compact, section))}\n]"
        if isinstance(section, list)
        else f"{json.dumps(name)}: {{\n{_lines(f'{json.dumps(k)}: {_compact(v)}' for k, v in section.items())}\n}}"
        for name, section in table.items()
    ]
    return f"{{\n{_lines(sections)}\n}}\n"


def _lines(lines: Iterable[str]) -> str:
    return ",\n".join(lines)


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
