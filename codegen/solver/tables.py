"""Writes what the search finds as tables: an entry for each context in which not all is free, equal ones shared."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen, mutable

from ..facts import Facts
from .contexts import Breach, Context, Mode, StructureMode
from .domains import Domain, Row, holds
from .rules import SolverRule
from .solver import Solver

_VISITS: Final = 4
"""Paths of one operation by which a structure is entered to break its rules."""
_ANY: Final = "*"
_SETS: Final = ("yes", "no", "in", "distinct")
"""What modes say as lists in which order means nothing."""


@frozen
class RuleTarget:
    """A rule that can be broken alone in an operation's request: where it is reported, and the modes that break it.

    `depth` is how many steps of the path lead to the structure that the rule guards.
    """

    rule: str
    path: tuple[str | int, ...]
    depth: int
    modes: int
    pinned: bool


@frozen
class Modes:
    """Everything the search found. `shapes` has the entry of each shape whose valid data rules restrict."""

    entries: tuple[Mapping[str, Any], ...]
    shapes: Mapping[str, int]
    targets: Mapping[str, tuple[RuleTarget, ...]]
    notes: tuple[str, ...]


def tabulate(facts: Facts, rows: Mapping[str, Row], rules: Iterable[SolverRule]) -> Modes:
    """Solves the rules for every structure that requests hold, and for each rule alone.

    Args:
        facts: what is known of the model.
        rows: its shapes, with the strings that are drawn for them.
        rules: the error rules of single requests.
    """
    rules = tuple(rules)
    if not rules:
        return Modes((), {}, {}, ())
    by_shape: dict[str, tuple[SolverRule, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        by_shape[rule.shape] = (*by_shape.get(rule.shape, ()), rule)
        for shape, found in rule.texts.items():
            texts[shape] = tuple(dict.fromkeys((*texts.get(shape, ()), *found)))
    notes: list[str] = []
    heeded = _heeded(rows, by_shape, texts, notes)
    solver = Solver(rows, heeded, facts.model.reaching(heeded), texts)
    writer = _Writer(solver, notes=notes)
    shapes = {name: writer.entry(solver.context(name)) for name in sorted(solver.ruled & facts.inputs)}
    targets = {o.name: tuple(writer.targets(o.name, o.input)) for o in facts.model.operations.values() if o.input}
    return Modes(tuple(writer.entries), shapes, targets, tuple(writer.notes))


def _heeded(
    rows: Mapping[str, Row],
    rules: Mapping[str, tuple[SolverRule, ...]],
    texts: Mapping[str, tuple[str, ...]],
    notes: list[str],
) -> dict[str, tuple[SolverRule, ...]]:
    """The rules without those that leave no data of their shape: beyond the solver, or contradicting each other."""
    heeded = dict(rules)
    for shape in sorted(rules):
        for weaker in (tuple(rule for rule in rules[shape] if rule.exact), ()):
            solver = Solver(rows, {shape: heeded[shape]}, frozenset({shape}), texts)
            if solver.is_feasible(solver.context(shape)):
                break
            gone = [rule.id for rule in heeded[shape] if rule not in weaker]
            heeded[shape] = weaker
            notes += [
                f"{shape}: rule {name} is not heeded by the strategies: no way to satisfy it was found" for name in gone
            ]
    return {shape: kept for shape, kept in heeded.items() if kept}


@mutable
class _Writer:
    """Gives every context its entry."""

    solver: Solver
    entries: list[Mapping[str, Any]] = field(factory=list)
    notes: list[str] = field(factory=list)
    _known: dict[Context, int] = field(factory=dict)
    _equal: dict[str, int] = field(factory=dict)

    def reference(self, context: Context) -> int | None:
        """The number of the context's entry; None where it is that of the shape, or everything is free."""
        return self.entry(context) if context.known or context.breach is not None else None

    def entry(self, context: Context) -> int:
        """The number of the context's entry."""
        if context not in self._known:
            entry = self._entry(context)
            self._known[context] = self._equal.setdefault(json.dumps(entry), len(self.entries))
            if self._known[context] == len(self.entries):
                self.entries.append(entry)
        return self._known[context]

    def _entry(self, context: Context) -> Mapping[str, Any]:
        row = self.solver.rows[context.shape]
        if self.solver.is_scalar(context.shape):
            return {**_scalar(row, self.solver.domain(context)), **_numbered(row, context)}
        return _shared([self._mode(mode, row) for mode in self.solver.modes(context)])

    def _mode(self, mode: Mode, row: Row) -> dict[str, Any]:
        if isinstance(mode, StructureMode):
            return _without_empty(
                {
                    "yes": [name for name in mode.present if name not in row.get("required", ())],
                    "no": mode.absent,
                    "in": [[name, n] for name, inner in mode.inner if (n := self.reference(inner)) is not None],
                    "links": [{"terms": link.terms, "most": link.most} for link in mode.links],
                    "at": mode.report,
                }
            )
        keys = [None if slot.key is None else self.reference(slot.key) for slot in mode.slots]
        values = [self.reference(slot.value) for slot in mode.slots]
        others = mode.others
        return _without_empty(
            {
                "n": (mode.low, mode.high),
                "slots": list(zip(keys, values, strict=True)) if "key" in row else values,
                "key": None if others is None or others.key is None else self.reference(others.key),
                "of": None if others is None else self.reference(others.value),
                "distinct": mode.distinct,
                "same": mode.same,
                "site": mode.site or None,
            }
        )

    def targets(self, operation: str, root: str) -> Iterator[RuleTarget]:
        """The rules that can be broken alone in an operation's request; a note on each that cannot."""
        for steps, shape in self._paths(root):
            for rule in self.solver.rules.get(shape, ()):
                path = (*steps, *rule.field_path)
                context = self.solver.context(root, breach=Breach(rule, rule.id, steps))
                if not self.solver.is_feasible(context):
                    self.notes.append(f"{operation}: rule {rule.id} at {_shown(path)} cannot be broken alone")
                    continue
                yield RuleTarget(rule.id, path, len(steps), self.entry(context), rule.pinned)

    def _paths(self, root: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The structures below an operation's input, each by its first few paths."""
        visits: dict[str, int] = {}
        queue: deque[tuple[tuple[str, ...], str]] = deque([((), root)])
        while queue:
            path, name = queue.popleft()
            row = self.solver.rows[name]
            if row["is"] == "structure":
                visits[name] = visits.get(name, 0) + 1
                if visits[name] > _VISITS:
                    continue
                yield path, name
                queue.extend(((*path, m), s) for m, s in row["members"].items() if s in self.solver.ruled)
            elif row["is"] in ("list", "map"):
                queue.append(((*path, _ANY), row["of"]))


def _scalar(row: Row, found: Domain) -> Mapping[str, Any]:
    """The values, or those of the enum that are left out where these are fewer."""
    if found.values is None:
        return {"ranges": found.ranges}
    left_out = [value for value in row.get("values", ()) if value not in found.values] if row.get("enum") else []
    return {"but": left_out} if 0 < len(left_out) < len(found.values) else {"values": found.values}


def _numbered(row: Row, context: Context) -> Mapping[str, Any]:
    """Whether the stem with any number after it is a value too."""
    texts = [f"{row['stem']}{number:04}" for number in range(row["keys"])] if "stem" in row else []
    fits = texts and all(holds(formula, text) for formula in context.known for text in texts)
    return {"stem": True} if fits else {}


def _shared(modes: Sequence[dict[str, Any]]) -> Mapping[str, Any]:
    """Modes as an entry: what they have in common is said once."""
    common: dict[str, Any] = {}
    for key in _SETS if len(modes) > 1 else ():
        said = [mode.get(key, []) for mode in modes]
        common[key] = [item for item in said[0] if all(item in others for others in said)]
        for mode in modes:
            mode[key] = [item for item in mode.get(key, ()) if item not in common[key]]
    return _without_empty({"all": _without_empty(common)}) | {"modes": list(map(_without_empty, modes))}


def _shown(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path)) or "the request"


def _without_empty(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value not in (None, [], {}, ())}
