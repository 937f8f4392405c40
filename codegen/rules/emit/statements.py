"""Prints the tests and loops below which a rule is violated as nested statements, the way a careful person would.

A path that they use more than twice gets a variable, bound where everything on the way is known to be there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ...source import names
from ...source.block import Line, Opening
from ...source.expression import Binding
from ...source.path import Path
from ...source.quote import quote
from ..analysis.element_loops import Each, Repeated, Step, When
from ..analysis.simplify import join
from ..language import tree
from ..language.kinds import MapKind
from ..language.presence import Knowledge, both, element_facts, is_guarded, learn, nothing
from ..language.tree import And, At, Entry, Member, Node, Var
from ..source import FieldPath
from .python import Printer

Statements = tuple[Line | Opening, ...]
_Path = Member | At | Entry
_PATHS: Final = (Member, At, Entry)
_OFTEN: Final = 3


def failing(steps: Iterable[Step], field_path: FieldPath, printer: Printer) -> tuple[Statements, Path]:
    """The statements below which a rule is violated, and where: fieldPath, each "*" as the loop's own variable."""
    statements: list[Line | Opening] = []
    stars: list[str] = []
    for paths, step in _with_shared_paths(_single(steps), printer):
        statements += _bound(paths, printer)
        match step:
            case When(condition=condition):
                statements.append(Opening(f"if {printer.expression(condition)}"))
            case Each():
                statements.append(_each(step, stars, printer))
            case Repeated():
                statements += _repeated(step, stars, printer)
    rest = iter(stars)
    return tuple(statements), Path(tuple(next(rest) if step == "*" else quote(step) for step in field_path))


def _each(step: Each, stars: list[str], printer: Printer) -> Opening:
    source = printer.expression(step.source, Binding.OR)
    if isinstance(step.source.kind, MapKind):
        stars.append(printer.variable(step.variable))
        return Opening(f"for {stars[-1]} in {source}")
    stars.append(_index(stars, printer))
    return Opening(f"for {stars[-1]}, {printer.variable(step.variable)} in enumerate({source})")


def _repeated(step: Repeated, stars: list[str], printer: Printer) -> Statements:
    values, index = step.values, _index(stars, printer)
    stars.append(index)
    every = source = printer.expression(values.source, Binding.OR)
    pairs = f"enumerate({source})"
    if values.where is not None or values.body != Var(name=values.variable, kind=values.body.kind):
        where = "" if values.where is None else f" if {printer.expression(values.where, Binding.OR)}"
        element, value = printer.variable(values.variable), printer.expression(values.body)
        every = f"[{value} for {element} in {source}{where}]"
        pairs = f"({index}, {value}) for {index}, {element} in {pairs}{where}"
    # Most lists have no duplicates: one set tells, and the loop that finds their places is not entered.
    return (
        Opening(f"if not {printer.helper('all_distinct')}({every})"),
        Opening(f"for {index} in {printer.helper('duplicates')}({pairs})"),
    )


def _index(stars: list[str], printer: Printer) -> str:
    return printer.scope.local("i" if not stars else f"i{len(stars) + 1}")


# --- paths with a variable --------------------------------------------------------------------------------------------


def _single(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, each part of a conjunction as one."""
    for step in steps:
        parts = step.condition.items if isinstance(step, When) and isinstance(step.condition, And) else ()
        yield from map(When, parts) if parts else (step,)


def _with_shared_paths(steps: Iterable[Step], printer: Printer) -> Iterator[tuple[list[_Path], Step]]:
    """The steps, conjunctions whole again, and before each the paths that get a variable there."""
    single = list(steps)
    shared = _shared_paths(single, printer)
    pending: list[Node] = []
    paths: list[_Path] = []
    for index, step in enumerate(single):
        if pending and (shared[index] or not isinstance(step, When)):
            yield paths, When(join(pending, conjunction=True))
            pending, paths = [], []
        paths += sorted(shared[index], key=lambda path: _depth(path, printer))
        if isinstance(step, When):
            pending.append(step.condition)
        else:
            yield paths, step
            paths = []
    if pending:
        yield paths, When(join(pending, conjunction=True))


def _shared_paths(steps: Sequence[Step], printer: Printer) -> list[list[_Path]]:
    """The paths that are used often from a step on, by the first step that uses them and before which they are there.

    Of two on one way the one that saves more steps comes first; the other then has to be worth a variable still.
    """
    shared: list[list[_Path]] = [[] for _ in steps]
    before, named = list(_before(steps)), printer.named.copy()
    while True:
        uses = [_uses(step, printer) for step in steps]
        best: tuple[int, int, _Path] | None = None
        for path in (path for path, count in sum(uses, Counter()).items() if count >= _OFTEN):
            first = next((i for i, used in enumerate(uses) if used[path] and _is_there(path, *before[i])), len(steps))
            count = sum(used[path] for used in uses[first:])
            saved = (count - 1) * _depth(path, printer)
            if count >= _OFTEN and (best is None or saved > best[0]):
                best = saved, first, path
        if best is None:
            printer.named = named
            return shared
        shared[best[1]].append(best[2])
        printer.named[best[2]] = ""


def _before(steps: Iterable[Step]) -> Iterator[tuple[Knowledge, frozenset[str]]]:
    """What is known before each step, and which variables there are."""
    facts: Knowledge = nothing
    variables = frozenset({"self", "release", "earlier", "region"})
    for step in steps:
        yield facts, variables
        match step:
            case When(condition=condition):
                facts = both(facts, learn(condition, True))
            case Each(source=source, variable=variable):
                facts = both(facts, element_facts(source, variable, facts))
                variables |= {variable}


def _is_there(path: _Path, facts: Knowledge, variables: frozenset[str]) -> bool:
    return is_guarded(path, facts) and all(n.name in variables for n in tree.walk(path) if isinstance(n, Var))


def _uses(step: Step, printer: Printer) -> Counter[_Path]:
    """How often a step prints each path."""
    printer.uses.clear()
    match step:
        case When(condition=condition):
            printer.expression(condition)
        case Each(source=source):
            printer.expression(source)
        case Repeated(values=values):
            for node in (values.source, values.where, values.body):
                if node is not None:
                    printer.expression(node)
    return printer.uses.copy()


def _depth(path: Node, printer: Printer) -> int:
    """Steps of a path in full, or from the variable on that it starts with."""
    return 1 + _depth(path.operand, printer) if isinstance(path, _PATHS) and path not in printer.named else 0


def _bound(paths: Iterable[_Path], printer: Printer) -> Iterator[Line]:
    for path in paths:
        text = printer.path(path)
        printer.named[path] = printer.scope.local(_stem(path))
        yield Line(f"{printer.named[path]} = {text}")


def _stem(path: Node) -> str:
    """What a variable for that path is called: after its last member."""
    if isinstance(path, Member):
        return names.member(path.name)
    return _stem(path.operand) if isinstance(path, _PATHS) else "item"
