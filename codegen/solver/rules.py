"""Rules as the solver needs them: what must hold for a rule to be satisfied, and what makes it broken.

Where a rule says something that no mode can, its examples stand in: the members it touches are pinned to their values.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any as AnyValue
from typing import Final

from attrs import frozen

from ..model import Model
from ..rules import CompiledRule
from ..rules.language import functions, tree
from ..rules.language.functions import Measure
from .blame import failing
from .formula import SELF, Formula, Pinned, conjunction, disjunction
from .translate import translate

_ITEMS: Final = 5
"""Most items of a list or map that is drawn freely, one for a target included."""
_BYTES: Final = 1_088
"""Most bytes of a key and its value together, or of a string, that are drawn freely where a rule adds them up."""


@frozen
class SolverRule:
    """One error rule at one shape.

    Attributes:
        satisfied: implies that the rule reports no error.
        exact: whether it says no more than that.
        broken: formulas that imply that it does, the most telling first.
        pinned: whether only its examples break it.
        texts: strings in its examples by the shape of the member that holds them.
    """

    id: str
    shape: str
    field_path: tuple[str | int, ...]
    satisfied: Formula
    exact: bool
    broken: tuple[Formula, ...]
    pinned: bool
    texts: Mapping[str, tuple[str, ...]]


def solver_rules(compiled: Iterable[CompiledRule], severity: Mapping[str, str], model: Model) -> tuple[SolverRule, ...]:
    """The rules that make a single request wrong, ready to be solved.

    Args:
        compiled: the package's rules.
        severity: severities by id, as the spec has them.
        model: the package's model.
    """
    return tuple(
        _rule(rule, model)
        for rule in compiled
        if rule.scope == "file" and rule.profile == "default" and severity.get(rule.id, rule.severity) == "error"
    )


def _rule(rule: CompiledRule, model: Model) -> SolverRule:
    satisfied, broken = translate(rule.tree, True, _is_bounded), translate(rule.tree, False)
    touched = tuple(sorted(_touched(rule)))
    holds, fails = satisfied.formula, broken.formula
    if rule.warn_tree is not None:
        holds = disjunction([holds, translate(rule.warn_tree, True, _is_bounded).formula])
        fails = conjunction([fails, translate(rule.warn_tree, False).formula])
    elif not satisfied.exact:
        holds = disjunction([holds, *_pins(rule, "valid", touched)])
    pinned = disjunction(_pins(rule, "invalid", touched))
    return SolverRule(
        id=rule.id,
        shape=rule.shape,
        field_path=rule.field_path,
        satisfied=holds,
        exact=satisfied.exact and rule.warn_tree is None,
        broken=(failing(fails, once=True), failing(fails, once=False)) if broken.exact else (pinned,),
        pinned=not broken.exact,
        texts=_texts(rule, model),
    )


# --- examples -------------------------------------------------------------------------------------------------------


def _pins(rule: CompiledRule, verdict: str, touched: tuple[tuple[str, ...], ...]) -> Iterator[Pinned]:
    for example in _examples(rule, verdict):
        report = tuple(example.get("path", rule.field_path)) if verdict == "invalid" else None
        yield Pinned(example=json.dumps(example["value"]), touched=touched, report=report)


def _examples(rule: CompiledRule, verdict: str) -> Iterator[Mapping[str, AnyValue]]:
    """Those about this shape, as every caller gets them by default."""
    for example in rule.examples.get(verdict, ()):
        ordinary = "value" in example and not example.keys() & {"profile", "severity"}
        if ordinary and example.get("shape", rule.shape) == rule.shape:
            yield example


def _texts(rule: CompiledRule, model: Model) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for verdict in ("valid", "invalid"):
        for example in rule.examples.get(verdict, ()):
            if "value" in example:
                _harvest(example["value"], example.get("shape", rule.shape), model, found)
    return {shape: tuple(texts) for shape, texts in found.items()}


def _harvest(value: AnyValue, name: str, model: Model, found: dict[str, dict[str, None]]) -> None:
    shape = model.shapes[name]
    if shape.type == "structure" and isinstance(value, Mapping):
        for member in shape.members:
            if member.name in value:
                _harvest(value[member.name], member.shape, model, found)
    elif shape.type == "list" and isinstance(value, list):
        for item in value:
            _harvest(item, str(shape.element), model, found)
    elif shape.type == "map" and isinstance(value, Mapping):
        for key, item in value.items():
            _harvest(key, str(shape.key), model, found)
            _harvest(item, str(shape.value), model, found)
    elif isinstance(value, str):
        found.setdefault(name, {})[value] = None


# --- what a rule touches --------------------------------------------------------------------------------------------


def _touched(rule: CompiledRule) -> set[tuple[str, ...]]:
    """Paths of everything the rule asks about, presence included; "*" for elements."""
    found: set[tuple[str, ...]] = set()
    for root in (rule.tree, rule.warn_tree):
        if root is not None:
            _touch(root, {SELF: ()}, found)
    return {path for path in found if path}


def _touch(node: tree.Node, variables: Mapping[str, tuple[str, ...]], found: set[tuple[str, ...]]) -> None:
    path = _path(node, variables)
    if path is not None:
        found.add(path)
    if isinstance(node, (tree.Quantifier, tree.Collect)):
        source = _path(node.source, variables) or ()
        variables = {**variables, node.variable: (*source, "*")}
    for child in tree.children(node):
        _touch(child, variables, found)


def _path(node: tree.Node, variables: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    match node:
        case tree.Var(name=name):
            return variables.get(name)
        case tree.Member(operand=operand, name=name) | tree.Present(operand=operand, name=name):
            above = _path(operand, variables)
            return None if above is None else (*above, name)
        case tree.At(operand=operand) | tree.Entry(operand=operand):
            above = _path(operand, variables)
            return None if above is None else (*above, "*")
        case tree.Collect(source=source):
            return _path(source, variables)
    return None


# --- sums that cannot be exceeded -----------------------------------------------------------------------------------


def _is_bounded(condition: tree.Node) -> bool:
    """Whether a sum stays below its limit for whatever is drawn, because lists and strings are drawn short."""
    match condition:
        case tree.Compare(operator="<=" | "<" as operator, left=left, right=tree.Const(value=int() as limit)):
            most = _most(left)
            return most is not None and (most <= limit if operator == "<=" else most < limit)
    return False


def _most(node: tree.Node) -> int | None:
    match node:
        case tree.Const(value=int() as value):
            return value
        case tree.Call(function=Measure()):
            return _BYTES // 2
        case tree.Arithmetic(operator="+", left=left, right=right):
            return _plus(_most(left), _most(right))
        case tree.If(then=then, otherwise=otherwise):
            one, other = _most(then), _most(otherwise)
            return None if one is None or other is None else max(one, other)
        case tree.Call(function=functions.SUM, arguments=(tree.Collect(body=body),)):
            most = _most(body)
            return None if most is None else _ITEMS * most
    return None


def _plus(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left + right
