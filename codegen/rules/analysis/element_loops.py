"""Element rules: a fieldPath with [*] turns the rule's list condition into loops that report each failing element.

Such a rule is `guard || ... || LIST.all(x, P)`, nested as often as its fieldPath has a [*], or `guard || ... ||
unique(LIST...)`. Any other form has no single element to report, and is refused.
"""

from __future__ import annotations

from attrs import evolve, frozen

from ..language import tree
from ..language.errors import RuleError
from ..language.functions import UNIQUE
from ..language.kinds import BOOL
from ..language.presence import Knowledge, both, element_facts, learn, nothing
from ..language.tree import Call, Collect, Member, Node, Or, Quantifier, Var
from ..source import FieldPath
from .simplify import arrange, flat, fuse, join, normal

_FORM = "write it as guard || LIST.all(x, P), or guard || unique(LIST.map(x, x.Key)), over the list of fieldPath"


@frozen
class When:
    """Below it the condition holds."""

    condition: Node


@frozen
class Each:
    """Below it one element of a list, or one key of a map: the next "*" of fieldPath."""

    source: Node
    variable: str


@frozen
class Repeated:
    """Below it one index whose value came before: the next "*" of fieldPath."""

    values: Collect


Step = When | Each | Repeated


@frozen
class _Frame:
    """Where the compiler is: what is left of fieldPath, the value it starts from, and the steps so far."""

    rest: FieldPath
    base: Node
    facts: Knowledge = nothing
    steps: tuple[Step, ...] = ()


def element_loop(condition: Node, field_path: FieldPath) -> tuple[Step, ...]:
    """The steps to the failing elements of a checked condition whose fieldPath holds at least one "*".

    Raises:
        RuleError: the condition is not of a form that fails element by element.
    """
    return _level(normal(condition, True), _Frame(field_path, Var(name="self", kind=BOOL)))


def _level(node: Node, frame: _Frame) -> tuple[Step, ...]:
    star = frame.rest.index("*")
    items = list(node.items) if isinstance(node, Or) else [node]
    core = next((item for item in items if _is_core(item, frame.rest[:star], frame.base)), None)
    if core is None:
        raise RuleError("the rule does not say which elements fail", _FORM)
    guards = arrange(normal(join([item for item in items if item is not core], conjunction=False), False), frame.facts)
    always = guards == tree.Const(value=True, kind=BOOL)
    inner = evolve(
        frame,
        rest=frame.rest[star + 1 :],
        facts=both(frame.facts, learn(guards, True)),
        steps=frame.steps if always else (*frame.steps, When(guards)),
    )
    if isinstance(core, Quantifier):
        return _over_elements(fuse(core), inner)
    assert isinstance(core, Call)  # noqa: S101 - what _is_core admits besides quantifiers
    return _over_duplicates(core, inner)


def _is_core(node: Node, before: FieldPath, base: Node) -> bool:
    source = node.source if isinstance(node, Quantifier) and node.which == "all" else None
    if isinstance(node, Call) and node.function is UNIQUE:
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


def _over_elements(node: Quantifier, frame: _Frame) -> tuple[Step, ...]:
    facts = both(frame.facts, element_facts(node.source, node.variable, frame.facts))
    steps = (*frame.steps, Each(node.source, node.variable))
    if "*" in frame.rest:
        element = Var(name=node.variable, kind=tree.element_kind(node.source))
        return _level(node.body, evolve(frame, facts=facts, steps=steps, base=element))
    return (*steps, When(arrange(normal(node.body, False), facts)))


def _over_duplicates(node: Call, frame: _Frame) -> tuple[Step, ...]:
    if "*" in frame.rest:
        raise RuleError("unique() compares the elements of one list", "give fieldPath one [*]")
    values = arrange(node.arguments[0], frame.facts)
    if not isinstance(values, Collect):
        item = Var(name="item", kind=tree.element_kind(values))
        values = Collect(source=values, variable=item.name, where=None, body=item, kind=values.kind)
    return (*frame.steps, Repeated(flat(values)))
