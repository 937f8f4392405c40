"""Lowers what strategies are drawn from beside the shapes: strings worked out beforehand, and the modes of the rules.

Matching strings and near misses are chosen here, once, so that drawing needs no regular expressions and no filters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from ..facts import Facts
from ..ir import StrategyTables
from ..model import Shape
from ..patterns import Translation
from ..patterns.strings import misses, samples, stretched
from ..rules import CompiledRule
from ..solver import solver_rules, tabulate
from ..source import names
from .shapes import Row, ShapeTable, dumped

_POOL: Final = 10
"""Matching strings kept for a pattern."""
_MISSES: Final = 8
_LONGEST: Final = 256
"""Code points up to which a pattern's strings may fill their legal length."""
_FILLED: Final = 16 * 1024
"""Code points up to which one string fills the legal length."""
_STRETCHED: Final = 3
"""Strings of a pattern that are tried to be stretched to it."""
_RUN: Final = re.compile(r"(.)\1{128,}", re.DOTALL)
"""What the table holds as a character and a count."""
_TYPICAL: Final = 64
_ENORMOUS: Final = 100_000
"""Code points of the longest maximum that a string which matches a pattern is looked for beyond."""
_MOST_KEYS: Final = 2_000
"""Different keys that a map's maximum may ask for."""
_MOST_ITEMS: Final = 64
"""Items up to which a list may be drawn that fills its maximum."""
_INFINITE: Final = 10**9


def lower_strategies(
    facts: Facts, shapes: ShapeTable, rules: Iterable[CompiledRule] = (), severity: Mapping[str, str] | None = None
) -> StrategyTables:
    """The tables beside `shapes.json` of every structure of the package, requests and responses.

    Args:
        facts: what is known of the package's model.
        shapes: the table of its shapes.
        rules: the package's rules.
        severity: severities by rule id, where the spec changes them.
    """
    notes: list[str] = []
    drawn = {name: found for name, found in _drawn(facts, shapes, notes) if found}
    rows = {name: row | drawn.get(name, {}) for name, row in shapes.rows.items()}
    solved = tabulate(facts, rows, solver_rules(rules, severity or {}, facts.model))
    for name, reference in solved.shapes.items():
        drawn[name] = drawn.get(name, {}) | {"modes": reference}
    structures = {names.strategy(s.name): s.name for s in facts.structures() if s.name in rows}
    text = dumped(
        {
            "functions": dict(sorted(structures.items())),
            "shapes": {name: _folded(found) for name, found in sorted(drawn.items())},
            "rules": {
                operation: [[t.rule, t.path, t.depth, t.modes, *([True] if t.pinned else [])] for t in targets]
                for operation, targets in solved.targets.items()
                if targets
            },
            "modes": _folded(list(solved.entries)),
        }
    )
    return StrategyTables(text=text, functions=tuple(sorted(structures)), notes=(*sorted(notes), *solved.notes))


def _drawn(facts: Facts, shapes: ShapeTable, notes: list[str]) -> Iterator[tuple[str, Row]]:
    """What is drawn for each row beside its facts: strings, keys, and the member of a union that ends soonest."""
    keys, floors = _key_demand(facts), _floors(facts)
    for name, row in shapes.rows.items():
        if row.get("union"):
            yield name, {"base": min(facts.shape(name).members, key=lambda m: floors[m.shape]).name}
        elif row["is"] == "string" and "values" not in row:
            origin = shapes.origins.get(name, name)
            found = _strings(row, facts.patterns.get(origin), origin)
            if found.get("misses") and not found.get("values"):
                notes.append(f"{origin}: no string found that matches {facts.patterns[origin].source!a}; none is drawn")
            yield name, found | _stem(row, keys.get(origin, 0), found.get("values"))


def _strings(row: Row, translation: Translation | None, seed: str) -> Row:
    """Strings that match the pattern, and strings that just miss it."""
    if translation is None or "pattern" not in row:
        return {}
    low, high = row.get("min", 0), row.get("max")
    # The longest strings to look for: the legal maximum where it is near, else a typical length.
    most = high if high is not None and high <= _LONGEST else max(low, _TYPICAL)
    pool = samples(translation, low, most, _POOL, seed) or samples(translation, low, high, _POOL, seed)
    pool = tuple(sorted(pool, key=lambda text: (len(text), text)))
    if pool and high is not None and len(pool[-1]) < high <= _FILLED:
        longest = stretched(translation, pool[: -_STRETCHED - 1 : -1], high)
        pool += (longest,) if longest else ()
    found: Row = {"values": list(pool)} if pool else {}
    if low and (shorter := samples(translation, 0, low - 1, _POOL, seed)):
        found["shorter"] = sorted(shorter)
    if high is not None and high <= _ENORMOUS:
        texts = ("x", *pool) if high <= _FILLED else ("x",)
        longer = [stretched(translation, texts, high + more) for more in (1, 2, 3)]
        found |= {"longer": [text for text in longer if text]} if any(longer) else {}
    return found | {"misses": list(misses(translation, low, most, _MISSES, seed))}


def _folded(table: Any) -> Any:
    """A table whose strings of one character over and over are objects that `runtime/strategies/tables.py` unfolds."""
    if isinstance(table, dict):
        return {key: _folded(value) for key, value in table.items()}
    if isinstance(table, list | tuple):
        return [_folded(value) for value in table]
    run = _RUN.search(table) if isinstance(table, str) else None
    if run is None:
        return table
    return {"stretched": [table[: run.start()], run[1], len(run[0]), table[run.end() :]]}


def _stem(row: Row, need: int, candidates: Iterable[str] | None) -> Row:
    """A string that stays legal with any four digits after it, for maps that need many keys."""
    if candidates is None:
        candidates = () if "pattern" in row else ("k" * max(1, row.get("min", 0)),)
    pattern = re.compile(row.get("pattern", r"(?s:.*)"))
    for text in candidates if need else ():
        for stem in (text, text[:-4]):
            keys = [f"{stem}{number:04}" for number in range(need)]
            if len(keys[0]) <= row.get("max", _INFINITE) and all(map(pattern.fullmatch, keys)):
                return {"stem": stem, "keys": need}
    return {}


def _key_demand(facts: Facts) -> dict[str, int]:
    """How many different strings of a shape may be needed: keys to overfill a map, members that tell items apart."""
    demand: dict[str, int] = {}
    for shape in facts.model.shapes.values():
        if shape.type not in ("list", "map"):
            continue
        most = shape.maximum if shape.maximum is not None and shape.maximum < _MOST_KEYS else shape.minimum or 0
        if shape.type == "map" and shape.key is not None:
            told = [shape.key]
        elif shape.element is not None and most <= _MOST_ITEMS:
            members = facts.model.shapes[shape.element].members
            told = [m.shape for m in members if facts.model.shapes[m.shape].pattern is not None]
        else:
            told = []
        for name in told:
            demand[name] = max(demand.get(name, 0), int(most) + 1 if most else 0)
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
