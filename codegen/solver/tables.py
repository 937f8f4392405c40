"""Writes what the search finds as tables: an entry for each context in which not all is free, equal ones shared."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen, mutable

from ..facts import Facts
from .algebra import forget
from .domains import Row
from .modes import Context, Goal, ListMode, MapMode, Mode, StructureMode
from .rules import SolverRule
from .search import Solver

_VISITS: Final = 4
"""Paths of one operation by which a structure is entered to break its rules."""
_ANY: Final = "*"


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
    """Everything the search found. `shapes` has the entry of each structure whose valid data the rules restrict."""

    entries: tuple[Mapping[str, Any], ...]
    shapes: Mapping[str, int]
    targets: Mapping[str, tuple[RuleTarget, ...]]
    notes: tuple[str, ...]


def tabulate(facts: Facts, rows: Mapping[str, Row], rules: Iterable[SolverRule]) -> Modes:
    """Solves the rules for every structure that requests hold, and for each rule alone.

    Args:
        facts: what is known of the model.
        rows: the strategies' tables of its shapes.
        rules: the error rules of single requests.
    """
    rules = tuple(rules)
    if not rules:
        return Modes((), {}, {}, ())
    forget()
    by_shape: dict[str, tuple[SolverRule, ...]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        by_shape[rule.shape] = (*by_shape.get(rule.shape, ()), rule)
        for shape, found in rule.texts.items():
            texts[shape] = tuple(dict.fromkeys((*texts.get(shape, ()), *found)))
    notes: list[str] = []
    writer = _Writer(Solver(facts, rows, _heeded(facts, rows, by_shape, texts, notes), texts), notes=notes)
    shapes = {}
    for name in sorted(facts.inputs):
        context = writer.solver.context(name)
        if rows.get(name, {}).get("is") == "structure" and not writer.solver.is_plain(context):
            reference = writer.reference(context)
            if reference is not None:
                shapes[name] = reference
    targets = {o.name: tuple(writer.targets(o.name, o.input)) for o in facts.model.operations.values() if o.input}
    return Modes(tuple(writer.entries), shapes, targets, tuple(writer.notes))


def _heeded(
    facts: Facts,
    rows: Mapping[str, Row],
    rules: Mapping[str, tuple[SolverRule, ...]],
    texts: Mapping[str, tuple[str, ...]],
    notes: list[str],
) -> dict[str, tuple[SolverRule, ...]]:
    """The rules without those that leave no data of their shape: beyond the solver, or contradicting each other."""
    heeded = dict(rules)
    for shape in sorted(rules):
        for weaker in (tuple(rule for rule in rules[shape] if rule.exact), ()):
            solver = Solver(facts, rows, {shape: heeded[shape]}, texts)
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
        """The number of the context's entry; None where everything is free."""
        if self.solver.is_plain(context):
            return None
        if context not in self._known:
            entry = self._entry(context)
            text = json.dumps(entry)
            if text not in self._equal:
                self._equal[text] = len(self.entries)
                self.entries.append(entry)
            self._known[context] = self._equal[text]
        return self._known[context]

    def _entry(self, context: Context) -> Mapping[str, Any]:
        if self.solver.rows[context.shape]["is"] not in ("structure", "list", "map"):
            found = self.solver.domain(context)
            return {"values": found.values} if found.values is not None else {"ranges": found.ranges}
        return {"modes": [self._mode(mode, context) for mode in self.solver.modes(context)]}

    def _mode(self, mode: Mode, context: Context) -> Mapping[str, Any]:
        match mode:
            case StructureMode():
                required = self.solver.rows[context.shape].get("required", ())
                return _without_empty(
                    {
                        "yes": [name for name in mode.present if name not in required],
                        "no": mode.absent,
                        "of": {name: self.reference(inner) for name, inner in mode.inner},
                        "links": [{"terms": link.terms, "most": link.most} for link in mode.links],
                        "at": mode.report,
                    }
                )
            case ListMode():
                return _without_empty(
                    {
                        "n": (mode.low, mode.high),
                        "slots": [self.reference(slot) for slot in mode.slots],
                        "of": None if mode.others is None else self.reference(mode.others),
                        "distinct": mode.distinct,
                        "same": mode.same,
                        "way": mode.way,
                    }
                )
            case MapMode():
                return _without_empty(
                    {
                        "n": (mode.low, mode.high),
                        "slots": [(self.reference(key), self.reference(value)) for key, value in mode.slots],
                        "key": self.reference(mode.key),
                        "of": None if mode.value is None else self.reference(mode.value),
                        "way": mode.way,
                    }
                )

    def targets(self, operation: str, root: str) -> Iterator[RuleTarget]:
        """The rules that can be broken alone in an operation's request; a note on each that cannot."""
        for way, shape in self._ways(root):
            for rule in self.solver.rules.get(shape, ()):
                path = (*way, *rule.field_path)
                context = self.solver.context(root, goal=Goal(rule, rule.id, way))
                if not self.solver.is_feasible(context):
                    self.notes.append(f"{operation}: rule {rule.id} at {_shown(path)} cannot be broken alone")
                    continue
                modes = self.reference(context)
                if modes is not None:
                    yield RuleTarget(rule.id, path, len(way), modes, rule.pinned)

    def _ways(self, root: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The structures below an operation's input, each by its first few paths."""
        visits: dict[str, int] = {}
        queue: deque[tuple[tuple[str, ...], str]] = deque([((), root)])
        while queue:
            way, name = queue.popleft()
            row = self.solver.rows[name]
            if row["is"] == "structure":
                visits[name] = visits.get(name, 0) + 1
                if visits[name] > _VISITS:
                    continue
                yield way, name
                queue.extend(((*way, m), s) for m, s in row["members"].items() if self.solver.is_ruled(s))
            elif row["is"] in ("list", "map"):
                queue.append(((*way, _ANY), row["of"]))


def _shown(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path)) or "the request"


def _without_empty(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in entry.items()
        if value not in (None, [], {}, ()) and not (key == "way" and not value)
    }
