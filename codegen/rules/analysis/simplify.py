"""Turns a checked condition into the one that a careful person would write.

Negation is pushed inward, tests whose answer is known are dropped, cheap tests come first. It changes neither the
meaning nor, thanks to `presence`, the safety of evaluation from left to right.
"""

from __future__ import annotations

from attrs import evolve

from ..language import tree
from ..language.functions import TextTest
from ..language.kinds import BOOL, INT, STRING, ListKind
from ..language.presence import (
    FALSE,
    TRUE,
    HasMember,
    Knowledge,
    both,
    element_facts,
    is_guarded,
    known,
    learn,
    negated,
    nothing,
)
from ..language.tree import (
    And,
    Arithmetic,
    Call,
    Collect,
    Compare,
    Const,
    If,
    In,
    Items,
    Node,
    Not,
    Or,
    Present,
    Quantifier,
    Var,
)


def satisfied(node: Node, facts: Knowledge = nothing) -> Node:
    """The condition in negation normal form, arranged for evaluation where `facts` are known."""
    return arrange(normal(node, True), facts)


def violated(node: Node, facts: Knowledge = nothing) -> Node:
    """The negation of the condition, likewise."""
    return arrange(normal(node, False), facts)


# --- negation normal form ---------------------------------------------------------------------------------------------


def normal(node: Node, truth: bool) -> Node:
    """`node` (or its negation) with `Not` only on atoms, conjunctions and disjunctions flat, constants folded."""
    match node:
        case Const(value=bool() as value):
            return TRUE if value is truth else FALSE
        case Not(operand=operand):
            return normal(operand, not truth)
        case And(items=items) | Or(items=items):
            return join([normal(item, truth) for item in items], isinstance(node, And) is truth)
        case If(test=test, then=then, otherwise=otherwise) if node.kind == BOOL:
            return _conditional(test, normal(then, truth), normal(otherwise, truth))
        case Compare() if (asked := _compared_bool(node)) is not None:
            return normal(asked[0], asked[1] is truth)
        case Compare():
            sides = evolve(node, left=within(node.left), right=within(node.right))
            return sides if truth else evolve(sides, operator=negated(node.operator))
        case Quantifier():
            return _quantifier(node, truth)
        case _:
            atom = tree.rebuild(node, within)
            return atom if truth else Not(operand=atom, kind=BOOL, span=node.span)


def within(node: Node) -> Node:
    """A value inside an atom: conditions within it are normalised too."""
    if node.kind == BOOL and not isinstance(node, (Const, Var, tree.Member, tree.At, tree.Entry)):
        return normal(node, True)
    match node:
        case Collect(where=where) if where is not None:
            body = within(node.body)
            return evolve(node, source=within(node.source), where=normal(where, True), body=body)
        case If(test=test):
            then, otherwise = within(node.then), within(node.otherwise)
            return evolve(node, test=normal(test, True), then=then, otherwise=otherwise)
        case _:
            return tree.rebuild(node, within)


def join(items: list[Node], conjunction: bool) -> Node:
    """And or Or of the items, flat, without the neutral element, decided by the absorbing one."""
    unit, zero = (TRUE, FALSE) if conjunction else (FALSE, TRUE)
    kind: type[And | Or] = And if conjunction else Or
    flat: list[Node] = []
    for item in items:
        for part in item.items if isinstance(item, kind) else (item,):
            if part == zero:
                return zero
            if part != unit and part not in flat:
                flat.append(part)
    if len(flat) < 2:
        return flat[0] if flat else unit
    return kind(items=tuple(flat), kind=BOOL)


def _conditional(test: Node, then: Node, otherwise: Node) -> Node:
    yes, no = normal(test, True), normal(test, False)
    if then == TRUE:
        return join([yes, otherwise], conjunction=False)
    if then == FALSE:
        return join([no, otherwise], conjunction=True)
    if otherwise == TRUE:
        return join([no, then], conjunction=False)
    if otherwise == FALSE:
        return join([yes, then], conjunction=True)
    return If(test=yes, then=then, otherwise=otherwise, kind=BOOL)


def _compared_bool(node: Compare) -> tuple[Node, bool] | None:
    """`x == true` and its like: the value and what it must be."""
    if node.operator not in ("==", "!="):
        return None
    for value, literal in ((node.left, node.right), (node.right, node.left)):
        if isinstance(literal, Const) and isinstance(literal.value, bool):
            return value, literal.value is (node.operator == "==")
    return None


def _quantifier(node: Quantifier, truth: bool) -> Node:
    node = fuse(node)
    source = within(node.source)
    if node.which == "exists_one":
        one = evolve(node, source=source, body=normal(node.body, True))
        return one if truth else Not(operand=one, kind=BOOL, span=node.span)
    if node.which == "all" and not truth:
        return fold(evolve(node, which="exists", source=source, body=normal(node.body, False)))
    folded = fold(evolve(node, source=source, body=normal(node.body, True)))
    return folded if truth else normal(folded, False) if not isinstance(folded, Quantifier) else _not(folded)


def _not(node: Node) -> Node:
    return Not(operand=node, kind=BOOL, span=node.span)


# --- folding ----------------------------------------------------------------------------------------------------------


def fold(node: Quantifier) -> Node:
    """Exists over literals becomes one test with a list of alternatives where Python has one; all likewise."""
    if not isinstance(node.source, Items) or tree.constants(node.source) is None:
        return node
    positive = node.which == "exists"
    body = node.body if positive else normal(node.body, False)
    alternatives = _alternatives(body, node.variable, node.source)
    if alternatives is None:
        return node
    return alternatives if positive else _not(alternatives)


def _alternatives(body: Node, variable: str, source: Items) -> Node | None:
    match body:
        case Call(function=TextTest(plural=str() as plural), arguments=(text, affix)) if not tree.mentions(
            text, variable
        ):
            options = _options(affix, variable, source, plural)
            return None if options is None else evolve(body, arguments=(text, options))
        case Compare(operator="==", left=left, right=right):
            for value, choice in ((left, right), (right, left)):
                options = None if tree.mentions(value, variable) else _options(choice, variable, source, "values")
                if options is not None:
                    return In(element=value, container=options, kind=BOOL, span=body.span)
    return None


def _options(template: Node, variable: str, source: Items, suffix: str) -> Items | None:
    """The template with each literal in the variable's place; None where it is not all literals."""
    found: list[Node] = []
    for item in source.items:
        value = _constant(tree.substitute(template, Var(name=variable, kind=item.kind), item))
        if value is None:
            return None
        found.append(Const(value=value, kind=STRING if isinstance(value, str) else INT))
    plain = suffix == "values" and template == Var(name=variable, kind=template.kind)
    name = source.name and (source.name if plain else f"{source.name}_{suffix}")
    kind = ListKind(found[0].kind if found else STRING)
    return Items(items=tuple(found), name=name, kind=kind)


def _constant(node: Node) -> str | int | None:
    if isinstance(node, Const) and type(node.value) in (str, int):
        return node.value if isinstance(node.value, (str, int)) else None
    if isinstance(node, Arithmetic) and node.operator == "+" and node.kind == STRING:
        left, right = _constant(node.left), _constant(node.right)
        return left + right if isinstance(left, str) and isinstance(right, str) else None
    return None


def fuse(node: Quantifier) -> Quantifier:
    """A quantifier over a filtered or mapped list as one over the list itself, where the values are plain paths."""
    source = node.source
    if node.which == "exists_one" or not isinstance(source, Collect) or not _is_path(source.body):
        return node
    if any(
        isinstance(inner, (Quantifier, Collect)) and inner.variable == source.variable for inner in tree.walk(node.body)
    ):
        return node
    body = tree.substitute(node.body, Var(name=node.variable, kind=source.body.kind), source.body)
    if source.where is not None:
        test = source.where if node.which == "exists" else _not(source.where)
        body = (And if node.which == "exists" else Or)(items=(test, body), kind=BOOL)
    return fuse(evolve(node, source=source.source, variable=source.variable, body=body))


def flat(node: Collect) -> Collect:
    """A chain of filters and maps as one over the list that it starts from."""
    if not isinstance(node.source, Collect):
        return node
    inner = flat(node.source)
    element = Var(name=node.variable, kind=inner.body.kind)
    tests = [] if inner.where is None else [inner.where]
    if node.where is not None:
        tests.append(tree.substitute(node.where, element, inner.body))
    where = join(tests, conjunction=True) if tests else None
    return evolve(inner, where=where, body=tree.substitute(node.body, element, inner.body), kind=node.kind)


def _is_path(node: Node) -> bool:
    return isinstance(node, Var) or (isinstance(node, (tree.Member, tree.At, tree.Entry)) and _is_path(node.operand))


# --- arranging --------------------------------------------------------------------------------------------------------


def arrange(node: Node, facts: Knowledge) -> Node:
    """Cheap tests first, and without tests whose answer is known at that point."""
    match node:
        case And(items=items) | Or(items=items):
            return _arrange_sequence(items, isinstance(node, And), facts)
        case Present(operand=operand_, name=name) if known(HasMember(operand_, name), facts):
            return TRUE
        case Not(operand=inner):
            known_inner = arrange(inner, facts)
            return normal(known_inner, False) if isinstance(known_inner, Const) else evolve(node, operand=known_inner)
        case If(test=test, then=then, otherwise=otherwise):
            yes, no = both(facts, learn(test, True)), both(facts, learn(test, False))
            arranged_test = arrange(test, facts)
            if isinstance(arranged_test, Const):
                return arrange(then, yes) if arranged_test.value is True else arrange(otherwise, no)
            return evolve(node, test=arranged_test, then=arrange(then, yes), otherwise=arrange(otherwise, no))
        case Quantifier(source=source, variable=variable, body=body):
            inside = both(facts, element_facts(source, variable, facts))
            return evolve(node, source=arrange(source, facts), body=arrange(body, inside))
        case Collect(source=source, variable=variable, where=where, body=body):
            inside = both(facts, element_facts(source, variable, facts))
            condition = None if where is None else arrange(where, inside)
            chosen = inside if where is None else both(inside, learn(where, True))
            return evolve(
                node,
                source=arrange(source, facts),
                where=None if condition == TRUE else condition,
                body=arrange(body, chosen),
            )
        case _:
            return tree.rebuild(node, lambda child: arrange(child, facts))


def _arrange_sequence(items: tuple[Node, ...], conjunction: bool, facts: Knowledge) -> Node:
    waiting = sorted(items, key=_cost)
    done: list[Node] = []
    while waiting:
        chosen = next((item for item in waiting if is_guarded(item, facts)), waiting[0])
        waiting.remove(chosen)
        done.append(arrange(chosen, facts))
        facts = both(facts, learn(chosen, conjunction))
    return join(done, conjunction)


def _cost(node: Node) -> int:
    """Presence, then plain comparisons, then calls, then loops; sorting keeps the author's order among equals."""
    match node:
        case Present():
            return 0
        case Not() | And() | Or():
            own = 0
        case Quantifier() | Collect():
            own = 3
        case Call(function=function):
            own = function.cost
        case _:
            own = 1
    return max([own, *map(_cost, tree.children(node))])
