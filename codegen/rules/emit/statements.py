"""Prints the tests and loops below which a rule is violated as nested statements."""

from __future__ import annotations

from collections.abc import Iterable

from ...source.block import Line, Opening
from ...source.expression import Binding
from ...source.path import Path
from ...source.quote import quote
from ..analysis.element_loops import Each, FieldPath, Repeated, Step, When
from ..language.kinds import MapKind
from .python import Printer

Statements = tuple[Line | Opening, ...]


def failing(steps: Iterable[Step], field_path: FieldPath, printer: Printer) -> tuple[Statements, Path]:
    """The statements below which a rule is violated, and where: fieldPath, each "*" as the loop's own variable."""
    statements: list[Line | Opening] = []
    stars: list[str] = []
    for step in steps:
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
    index = _index(stars, printer)
    stars.append(index)
    every = source = printer.expression(step.source, Binding.OR)
    pairs = f"enumerate({source})"
    if step.value != step.element or step.where is not None:
        where = "" if step.where is None else f" if {printer.expression(step.where, Binding.OR)}"
        element, value = printer.variable(step.element.name), printer.expression(step.value)
        every = f"[{value} for {element} in {source}{where}]"
        pairs = f"({index}, {value}) for {index}, {element} in {pairs}{where}"
    # Most lists have no duplicates: one set tells, and the loop that finds their places is not entered.
    return (
        Opening(f"if not {printer.helper('all_distinct')}({every})"),
        Opening(f"for {index} in {printer.helper('duplicates')}({pairs})"),
    )


def _index(stars: list[str], printer: Printer) -> str:
    return printer.scope.local("i" if not stars else f"i{len(stars) + 1}")
