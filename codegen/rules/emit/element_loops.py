"""Element rules: a fieldPath with [*] turns the rule's list condition into a loop that reports each failing element.

Such a rule is `guard || ... || LIST.all(x, P)`, nested as often as its fieldPath has a [*], or `guard || ... ||
unique(LIST...)`. Any other form has no single element to report, and is refused.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from ..analysis.simplify import arrange, fuse, join, normal
from ..language import tree
from ..language.errors import RuleError
from ..language.kinds import BOOL, MapKind
from ..language.presence import Facts, both, element_facts, learn, nothing
from ..language.tree import Call, Collect, Member, Node, Or, Quantifier, Var
from .python import Printer, literal, tuple_source

FieldPath = tuple[str | int, ...]
_FORM = "write it as guard || LIST.all(x, P), or guard || unique(LIST.map(x, x.Key)), over the list of fieldPath"


@frozen
class ElementLoop:
    """Source of a loop over the failing elements.

    Attributes:
        lines: nested headers; each ends in a colon and opens one level. The report goes below the last.
        path: source of the relative path of the failing element, a tuple that uses the loops' variables.
    """

    lines: tuple[str, ...]
    path: str


@frozen
class _Frame:
    """Where the compiler is: what is left of fieldPath, the value it starts from, and what was written so far."""

    rest: FieldPath
    base: Node
    facts: Facts = nothing
    lines: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    depth: int = 1
    printer: Printer = field(factory=Printer, eq=False)


def element_loop(condition: Node, field_path: FieldPath, printer: Printer) -> ElementLoop:
    """The loop of a checked condition whose fieldPath holds at least one "*".

    Raises:
        RuleError: the condition is not of a form that fails element by element.
    """
    self_ = Var(name="self", kind=BOOL)
    return _level(normal(condition, True), _Frame(field_path, self_, printer=printer))


def _level(node: Node, frame: _Frame) -> ElementLoop:
    star = frame.rest.index("*")
    before, rest = frame.rest[:star], frame.rest[star + 1 :]
    items = list(node.items) if isinstance(node, Or) else [node]
    core = next((item for item in items if _is_core(item, before, frame.base)), None)
    if core is None:
        raise RuleError("the rule does not say which elements fail", _FORM)
    guards = arrange(normal(join([item for item in items if item is not core], conjunction=False), False), frame.facts)
    lines = frame.lines
    if guards != tree.Const(value=True, kind=BOOL):
        lines = (*lines, f"if {frame.printer.expression(guards)}:")
    inner = evolve(
        frame,
        rest=rest,
        facts=both(frame.facts, learn(guards, True)),
        lines=lines,
        path=(*frame.path, *map(literal, before)),
    )
    if isinstance(core, Quantifier):
        return _over_elements(fuse(core), inner)
    assert isinstance(core, Call)  # noqa: S101 - what _is_core admits besides quantifiers
    return _over_duplicates(core, inner)


def _is_core(node: Node, before: FieldPath, base: Node) -> bool:
    source = node.source if isinstance(node, Quantifier) and node.which == "all" else None
    if isinstance(node, Call) and node.function == "unique":
        source = node.arguments[0]
    while isinstance(source, Collect):
        source = source.source
    return source is not None and _path(source, base) == before


def _path(node: Node, base: Node) -> FieldPath | None:
    """The path from `base` to the node; None if it does not start there."""
    if isinstance(node, Var) and isinstance(base, Var) and node.name == base.name:
        return ()
    if isinstance(node, (Member, tree.At)):
        above = _path(node.operand, base)
        step = node.name if isinstance(node, Member) else node.index
        return None if above is None else (*above, step)
    return None


def _header(source: Node, variable: str, index: str, printer: Printer) -> tuple[str, str]:
    """The loop over a list's elements or a map's keys, and what names the element in a path."""
    text = printer.expression(source, 1)
    if isinstance(source.kind, MapKind):
        return f"for {variable} in {text}:", variable
    return f"for {index}, {variable} in enumerate({text}):", index


def _over_elements(node: Quantifier, frame: _Frame) -> ElementLoop:
    index = "i" if frame.depth == 1 else f"i{frame.depth}"
    header, step = _header(node.source, node.variable, index, frame.printer)
    facts = both(frame.facts, element_facts(node.source, node.variable, frame.facts))
    inner = evolve(
        frame, facts=facts, lines=(*frame.lines, header), path=(*frame.path, step), depth=frame.depth + 1,
        base=Var(name=node.variable, kind=tree.element_kind(node.source)),
    )  # fmt: skip
    if "*" in frame.rest:
        return _level(node.body, inner)
    failing = frame.printer.expression(arrange(normal(node.body, False), facts))
    return ElementLoop(lines=(*inner.lines, f"if {failing}:"), path=_path_source(inner))


def _over_duplicates(node: Call, frame: _Frame) -> ElementLoop:
    if "*" in frame.rest:
        raise RuleError("unique() compares the elements of one list", "give fieldPath one [*]")
    printer, index = frame.printer, "i" if frame.depth == 1 else f"i{frame.depth}"
    flat = _flatten(arrange(node.arguments[0], frame.facts))
    where = "" if flat.where is None else f" if {printer.expression(flat.where, 1)}"
    source = printer.expression(flat.source, 1)
    every = source
    text = f"enumerate({source})"
    if flat.value != flat.element or flat.where is not None:
        every = f"[{printer.expression(flat.value)} for {flat.element.name} in {source}{where}]"
        pair = f"({index}, {printer.expression(flat.value)})"
        text = f"{pair} for {index}, {flat.element.name} in {text}{where}"
    # Most lists have no duplicates: one set tells, and the loop that finds their places is not entered.
    suspicion = f"if not {printer.helper('all_distinct')}({every}):"
    header = f"for {index} in {printer.helper('duplicates')}({text}):"
    inner = evolve(frame, lines=(*frame.lines, suspicion, header), path=(*frame.path, index))
    return ElementLoop(lines=inner.lines, path=_path_source(inner))


@frozen
class _Flat:
    """A chain of filters and maps as one loop over the list that it starts from."""

    source: Node
    element: Var
    where: Node | None
    value: Node


def _flatten(node: Node) -> _Flat:
    if not isinstance(node, Collect):
        element = Var(name="item", kind=tree.element_kind(node))
        return _Flat(node, element, None, element)
    kind = tree.element_kind(node.source)
    own = Var(name=node.variable, kind=kind)
    inner = _flatten(node.source) if isinstance(node.source, Collect) else _Flat(node.source, own, None, own)
    value = tree.substitute(node.body, own, inner.value)
    if node.where is None:
        return evolve(inner, value=value)
    wheres = [where for where in (inner.where, tree.substitute(node.where, own, inner.value)) if where is not None]
    return evolve(inner, where=join(wheres, conjunction=True), value=value)


def _path_source(frame: _Frame) -> str:
    """The path inside the loop as the source of a tuple."""
    return tuple_source((*frame.path, *map(literal, frame.rest)))
