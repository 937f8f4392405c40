"""Lowers shapes to the tables that strategies are drawn from: compact rows, strings worked out beforehand, modes.

Matching strings and near misses are chosen here, once, so that drawing needs no regular expressions and no filters.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import field, mutable

from ..facts import Facts
from ..ir import StrategyTables
from ..model import Member, Shape
from ..patterns.strings import misses, samples
from ..rules import CompiledRule
from ..solver import solver_rules, tabulate
from ..source import names

_POOL: Final = 10
"""Matching strings kept for a pattern."""
_MISSES: Final = 8
_LONGEST: Final = 256
"""Code points up to which a pattern's strings may fill their legal length."""
_TYPICAL: Final = 64
_MOST_KEYS: Final = 2_000
"""Different keys that a map's maximum may ask for."""
_INFINITE: Final = 10**9
_JSON_VALUE: Final = "json value"
_KINDS: Final[Mapping[str, str]] = {
    "long": "integer",
    "float": "number",
    "double": "number",
}

Row = dict[str, Any]


def lower_strategies(
    facts: Facts, rules: Iterable[CompiledRule] = (), severity: Mapping[str, str] | None = None
) -> StrategyTables:
    """The tables of every structure of the package, requests and responses, and the modes that its rules leave.

    Args:
        facts: what is known of the package's model.
        rules: the package's rules.
        severity: severities by rule id, where the spec changes them.
    """
    writer = _Writer(facts, _key_demand(facts), _floors(facts))
    for operation in facts.model.operations.values():
        for root in (operation.input, operation.output):
            if root is not None:
                writer.add(root)
    solved = tabulate(facts, writer.rows, solver_rules(rules, severity or {}, facts.model))
    for name, reference in solved.shapes.items():
        writer.rows[name]["modes"] = reference
    structures = {names.strategy(s.name): s.name for s in facts.structures() if s.name in writer.rows}
    table: dict[str, dict[str, Any] | list[Mapping[str, Any]]] = {
        "operations": {n: [o.input, o.output] for n, o in sorted(facts.model.operations.items())},
        "functions": dict(sorted(structures.items())),
        "shapes": dict(sorted(writer.rows.items())),
        "rules": {
            operation: [[t.rule, t.path, t.depth, t.modes, *([True] if t.pinned else [])] for t in targets]
            for operation, targets in solved.targets.items()
            if targets
        },
        "modes": list(solved.entries),
    }
    notes = (*sorted(writer.notes), *solved.notes)
    return StrategyTables(text=_dump(table), functions=tuple(sorted(structures)), notes=notes)


def _dump(table: Mapping[str, dict[str, Any] | list[Mapping[str, Any]]]) -> str:
    """JSON with one line an entry: small, and readable in a diff."""
    sections = [
        f"{json.dumps(name)}: [\n{_joined(map(_compact, section))}\n]"
        if isinstance(section, list)
        else f"{json.dumps(name)}: {{\n{_joined(f'{json.dumps(k)}: {_compact(v)}' for k, v in section.items())}\n}}"
        for name, section in table.items()
    ]
    return f"{{\n{_joined(sections)}\n}}\n"


def _joined(lines: Iterable[str]) -> str:
    return ",\n".join(lines)


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


@mutable
class _Writer:
    """Collects the rows of all shapes that are reached."""

    facts: Facts
    keys: Mapping[str, int]
    floors: Mapping[str, int]
    rows: dict[str, Row] = field(factory=dict)
    notes: set[str] = field(factory=set)

    def add(self, root: str) -> None:
        """Adds `root` and what it reaches. Iterative: reference chains may be long."""
        pending = [root]
        while pending:
            name = pending.pop()
            if name in self.rows:
                continue
            shape = self.facts.shape(name)
            self.rows[name] = self._row(shape)
            if not shape.document:
                pending.extend(shape.references())

    def _row(self, shape: Shape) -> Row:
        if shape.document:
            return {"is": "document"}
        kind = _KINDS.get(shape.type, shape.type)
        match kind:
            case "structure":
                return self._structure(shape)
            case "list":
                return {"is": "list", "of": shape.element, **_bounds(shape.minimum, shape.maximum)}
            case "map":
                return {"is": "map", "key": shape.key, "of": shape.value, **_bounds(shape.minimum, shape.maximum)}
            case "string":
                return self._string(shape, shape.minimum or 0)
            case "integer":
                low, high = self.facts.bounds(shape)
                return {
                    "is": kind,
                    **_bounds(low if low is None else math.ceil(low), high if high is None else int(high)),
                }
            case "number" | "blob":
                return {"is": kind, **_bounds(shape.minimum, shape.maximum)}
            case _:
                return {"is": kind}

    def _structure(self, shape: Shape) -> Row:
        row: Row = {"is": "structure", "members": {m.name: self._member(m) for m in shape.members}}
        # An absent idempotency token is filled in, required or not.
        required = [m.name for m in shape.members if m.required and not m.idempotency_token]
        if required:
            row["required"] = required
        if shape.union and shape.members:
            row |= {"union": True, "base": min(shape.members, key=lambda m: self.floors[m.shape]).name}
        return row

    def _member(self, member: Member) -> str:
        shape = self.facts.shape(member.shape)
        if member.json_value:
            self.rows[_JSON_VALUE] = {"is": "json"}
            return _JSON_VALUE
        if member.host_label and not shape.minimum:
            name = f"{shape.name} as host label"
            self.rows[name] = self._string(shape, 1)
            return name
        return member.shape

    def _string(self, shape: Shape, low: float) -> Row:
        if shape.enum:
            return {"is": "string", "enum": True, "values": list(shape.enum)}
        row: Row = {"is": "string", **_bounds(low, shape.maximum)}
        translation = self.facts.patterns.get(shape.name)
        if translation is not None and translation.python is not None and not translation.matches_everything:
            least, most = int(low), _most(low, shape.maximum)
            pool = samples(translation, least, most, _POOL, shape.name)
            if not pool:
                longest = None if shape.maximum is None else int(shape.maximum)
                pool = samples(translation, least, longest, _POOL, shape.name)
            if pool:
                row["values"] = sorted(pool, key=lambda text: (len(text), text))
            else:
                self.notes.add(f"{shape.name}: no string found that matches {translation.source!a}; none is drawn")
            row["misses"] = list(misses(translation, least, most, _MISSES, shape.name))
            stem = self._stem(shape, re.compile(translation.python), row.get("values", ()))
        else:
            stem = self._stem(shape, None, ("k" * max(1, int(low)),))
        return row if stem is None else {**row, "stem": stem, "keys": self.keys[shape.name]}

    def _stem(self, shape: Shape, pattern: re.Pattern[str] | None, candidates: Iterable[str]) -> str | None:
        """A string that stays legal with any four digits after it, for maps that need many keys."""
        need = self.keys.get(shape.name, 0)
        if not need:
            return None
        longest = _INFINITE if shape.maximum is None else shape.maximum
        for text in candidates:
            for stem in (text, text[:-4]):
                keys = [f"{stem}{number:04}" for number in range(need)]
                if len(keys[0]) <= longest and (pattern is None or all(map(pattern.fullmatch, keys))):
                    return stem
        return None


def _bounds(low: float | None, high: float | None) -> Row:
    return {key: bound for key, bound in (("min", low), ("max", high)) if bound is not None}


def _most(low: float, high: float | None) -> int:
    """Longest strings to look for: the legal maximum where it is near, else a typical length."""
    if high is not None and high <= _LONGEST:
        return int(high)
    return int(max(low, _TYPICAL))


def _key_demand(facts: Facts) -> dict[str, int]:
    """How many different keys of a shape a map may need, to fill it or to overfill it."""
    demand: dict[str, int] = {}
    for shape in facts.model.shapes.values():
        if shape.type == "map" and shape.key is not None:
            most = shape.maximum if shape.maximum is not None and shape.maximum < _MOST_KEYS else shape.minimum or 0
            demand[shape.key] = max(demand.get(shape.key, 0), int(most) + 1 if most else 0)
    return demand


def _floors(facts: Facts) -> dict[str, int]:
    """The least nesting that an instance of each shape needs; what cannot end is infinitely deep."""
    floors = dict.fromkeys(facts.model.shapes, _INFINITE)
    changed = True
    while changed:
        changed = False
        for name, shape in facts.model.shapes.items():
            floor = _floor(shape, floors)
            if floor < floors[name]:
                floors[name], changed = floor, True
    return floors


def _floor(shape: Shape, floors: Mapping[str, int]) -> int:
    if shape.type == "structure" and shape.union:
        inner = [min((floors[m.shape] for m in shape.members), default=0)]
    elif shape.type == "structure":
        inner = [floors[m.shape] for m in shape.members if m.required]
    else:
        inner = [floors[r] for r in shape.references()] if shape.minimum and shape.type in ("list", "map") else []
    return min(_INFINITE, 1 + max(inner, default=0))
