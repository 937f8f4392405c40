"""Prints arranged trees as Python expressions over plain dicts, the way a careful person would write them.

The text assumes that the members it reads are shape-valid (see `reads`) and then never raises: what Python could raise
on valid data (integer division, UTF-8 of lone surrogates, sums beyond a double) goes through a helper of
`codegen/runtime/wire/rule_helpers.py`.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from attrs import define, evolve, field

from ...source.expression import Binding, Expr, tuple_of
from ...source.module import Module, Scope
from ...source.quote import quote
from ..language import functions, tree
from ..language.kinds import BOOL, INT, STRING, ListKind
from ..language.presence import flipped, negated, never_below
from ..language.tree import (
    And,
    Arithmetic,
    At,
    Call,
    Collect,
    Compare,
    Const,
    Entry,
    If,
    In,
    Items,
    Member,
    Negate,
    Node,
    Not,
    Or,
    Present,
    Quantifier,
    Var,
)

TERNARY, OR, AND, NOT, COMPARE, SUM, PRODUCT, SIGN, PRIMARY = Binding
HELPERS: Final = ".._runtime.wire.rule_helpers"
_ROOTS: Final = {"self": "data", "release": "release", "earlier": "earlier", "region": "region"}


@define
class Printer:
    """Prints the expressions of one rule into a module, which names the helpers, constants and variables."""

    module: Module
    scope: Scope
    named: dict[Node, str] = field(factory=dict)
    """Paths that have a variable of their own."""
    uses: Counter[Member | At | Entry] = field(factory=Counter)
    """How often each path has been printed in full."""
    _variables: dict[str, str] = field(factory=_ROOTS.copy)

    def expression(self, node: Node, binding: Binding = TERNARY) -> str:
        """The text of `node`, in parentheses where it binds less tightly than `binding` asks for."""
        return self.expr(node).within(binding)

    def value(self, node: Node, binding: Binding = TERNARY) -> str:
        """Like `expression`, but a condition has to be True or False, not just truthy."""
        if node.kind == BOOL and isinstance(node, (And, Or, If, Not, Compare)):
            return f"bool({self.expression(node)})"
        return self.expression(node, binding)

    def helper(self, name: str) -> str:
        """The module's name for a function of the runtime's rule helpers."""
        return self.module.uses(HELPERS, name)

    def variable(self, name: str) -> str:
        """The local variable that stands for a variable of the rule."""
        if name not in self._variables:
            self._variables[name] = self.scope.local(name)
        return self._variables[name]

    def expr(self, node: Node) -> Expr:  # noqa: C901, PLR0911, PLR0912 - one case per kind of node
        """`node` as a value."""
        match node:
            case Const(value=value):
                return Expr(quote(value), SIGN if isinstance(value, (int, float)) and value < 0 else PRIMARY)
            case Items():
                return Expr(self._items(node))
            case Var(name=name):
                return Expr(self.variable(name))
            case Member() | At() | Entry():
                return Expr(self.named[node] if node in self.named else self.path(node))
            case Compare() if (emptiness := _emptiness(node)) is not None:
                text = self.expression(emptiness[0], PRIMARY)
                return Expr(text) if emptiness[1] else Expr(f"not {text}", NOT)
            case Present() | In() | Compare():
                return Expr(self._relation(node, negated=False), COMPARE)
            case Not(operand=Present() | In() as operand):
                return Expr(self._relation(operand, negated=True), COMPARE)
            case Not(operand=Quantifier(which="exists_one") as operand):
                return Expr(self._exactly_one(operand, negated=True), COMPARE)
            case Not(operand=operand):
                return Expr(f"not {self.expression(operand, NOT)}", NOT)
            case And(items=items):
                return self._sequence(items, conjunction=True)
            case Or(items=items):
                return self._sequence(items, conjunction=False)
            case If():
                return self._conditional(node)
            case Quantifier(which="exists_one"):
                return Expr(self._exactly_one(node, negated=False), COMPARE)
            case Quantifier(which=which):
                return Expr(f"{'any' if which == 'exists' else 'all'}({self._verdicts(node)})")
            case Collect():
                return Expr(f"[{self.comprehension(node)}]")
            case Arithmetic():
                return self._arithmetic(node)
            case Negate(operand=operand):
                return Expr(f"-{self.expression(operand, SIGN)}", SIGN)
            case Call():
                return self._call(node)
        raise AssertionError(f"no Python for {type(node).__name__}")

    # -- atoms

    def path(self, node: Member | At | Entry) -> str:
        """A path in full, even if there is a variable for it."""
        self.uses[node] += 1
        match node:
            case Member(name=name):
                step: str = quote(name)
            case At(index=index):
                step = quote(index)
            case Entry(key=key):
                step = self.expression(key)
        return f"{self.expression(node.operand, PRIMARY)}[{step}]"

    def _items(self, node: Items) -> str:
        if node.name is None:
            return f"[{', '.join(self.value(item) for item in node.items)}]"
        return self.module.constant(node.name, tuple_of(self.expression(item) for item in node.items))

    def _relation(self, node: Present | In | Compare, *, negated: bool) -> str:
        inside = "not in" if negated else "in"
        match node:
            case Present(operand=operand, name=name):
                return f"{quote(name)} {inside} {self.expression(operand, SUM)}"
            case In(element=element, container=container):
                return f"{self.value(element, SUM)} {inside} {self._container(container)}"
            case Compare(operator=operator, left=left, right=right):
                if isinstance(left, Const) and not isinstance(right, Const):
                    left, right, operator = right, left, flipped(operator)
                return f"{self.value(left, SUM)} {operator} {self.value(right, SUM)}"

    def _container(self, node: Node) -> str:
        if not isinstance(node, Items) or tree.constants(node) is None:
            return self.expression(node, SUM)
        texts = dict.fromkeys(self.expression(item) for item in node.items)
        if node.name is not None:
            return self.module.constant(node.name, f"frozenset({tuple_of(texts)})")
        return f"{{{', '.join(texts)}}}" if texts else "()"

    def _sequence(self, items: tuple[Node, ...], *, conjunction: bool) -> Expr:
        own, word = (AND, " and ") if conjunction else (OR, " or ")
        texts: list[str] = []
        rest = _gathered(items, conjunction)
        while rest:
            within = _range(rest, conjunction)
            texts.append(self._within(*within, conjunction) if within else self.expression(rest[0], NOT))
            rest = rest[2:] if within else rest[1:]
        return Expr(word.join(texts), own if len(texts) > 1 else NOT)

    def _within(self, value: Node, low: str, high: str, conjunction: bool) -> str:
        text = f"{low} {self.expression(value, SUM)} {high}"
        return text if conjunction else f"not {text}"

    def _conditional(self, node: If) -> Expr:
        match node:
            case If(
                test=Present(operand=operand, name=name), then=Member() as member, otherwise=Const(value=value)
            ) if (member.operand, member.name) == (operand, name):
                text = f"{self.expression(operand, PRIMARY)}.get({quote(name)}, {quote(value)})"
                return Expr(text)
        parts = (self.expression(node.then, OR), self.expression(node.test, OR), self.expression(node.otherwise))
        return Expr("{} if {} else {}".format(*parts), TERNARY)

    # -- loops

    def _verdicts(self, node: Quantifier) -> str:
        """The verdict on each element. A list: for the few that requests have, twice as fast as a generator."""
        return f"[{self.expression(node.body)} for {self.loop(node.source, node.variable)}]"

    def _exactly_one(self, node: Quantifier, *, negated: bool) -> str:
        loop = f"1 for {self.loop(node.source, node.variable)} if {self.expression(node.body, OR)}"
        return f"sum({loop}) {'!=' if negated else '=='} 1"

    def comprehension(self, node: Collect) -> str:
        """The inside of a list or generator of the collected values."""
        where = "" if node.where is None else f" if {self.expression(node.where, OR)}"
        return f"{self.value(node.body)} for {self.loop(node.source, node.variable)}{where}"

    def loop(self, source: Node, variable: str) -> str:
        """`x in source`; a filter is written as the condition of the loop."""
        name = self.variable(variable)
        if isinstance(source, Collect) and source.body == Var(name=source.variable, kind=source.body.kind):
            element = Var(name=variable, kind=source.body.kind)
            where = None if source.where is None else tree.substitute(source.where, source.body, element)
            if not isinstance(source.source, Collect) and where is not None:
                return f"{name} in {self.expression(source.source, OR)} if {self.expression(where, OR)}"
        return f"{name} in {self.expression(source, OR)}"

    # -- values

    def _arithmetic(self, node: Arithmetic) -> Expr:
        if isinstance(node.kind, ListKind):
            joined = [f"*{self.expression(part, SUM)}" for part in (node.left, node.right)]
            return Expr(f"[{', '.join(joined)}]")
        if node.operator in "/%":
            return self._division(node)
        own = PRODUCT if node.operator == "*" else SUM
        tighter = PRODUCT if node.operator == "-" else own
        left, right = self.expression(node.left, own), self.expression(node.right, tighter)
        return Expr(f"{left} {node.operator} {right}", own)

    def _division(self, node: Arithmetic) -> Expr:
        """CEL rounds toward zero, Python down: the same only where nothing is negative."""
        if never_below(node.left, 0) and never_below(node.right, 0):
            operator = "//" if node.operator == "/" else "%"
            text = f"{self.expression(node.left, PRODUCT)} {operator} {self.expression(node.right, SIGN)}"
            return Expr(text, PRODUCT)
        name = self.helper("int_div" if node.operator == "/" else "int_mod")
        return Expr(f"{name}({self.expression(node.left)}, {self.expression(node.right)})")

    def _call(self, node: Call) -> Expr:
        function, (first, *rest) = node.function, node.arguments
        if function is functions.SIZE and isinstance(first, Collect):
            return Expr(self._count(first))
        if function is functions.SUM:
            name = function.python.name if node.kind == INT else self.helper("total")
            return Expr(f"{name}({self._iterable(first)})")
        name, others = function.python.name, map(self._argument, function.parameters[1:], rest)
        match function.python.form:
            case "method":
                return Expr(f"{self.expression(first, PRIMARY)}.{name}({', '.join(others)})")
            case "operator":
                return Expr(f"{self.expression(rest[0], SUM)} {name} {self.expression(first, SUM)}", COMPARE)
            case "builtin" | "helper" as form:
                callee = self.helper(name) if form == "helper" else name
                return Expr(f"{callee}({', '.join((self.expression(first), *others))})")

    def _argument(self, parameter: functions.Parameter, node: Node) -> str:
        if parameter.literal is not None and isinstance(node, Const):
            return raw(parameter.literal(str(node.value)))
        if isinstance(node, Items) and node.name is None:
            return tuple_of(self.expression(item) for item in node.items)
        return self.expression(node)

    def _count(self, node: Collect) -> str:
        if node.where is None:
            return f"len({self.expression(node.source)})"
        return f"sum({self.comprehension(evolve(node, body=_ONE, kind=ListKind(INT)))})"

    def _iterable(self, node: Node) -> str:
        return self.comprehension(node) if isinstance(node, Collect) else self.expression(node)


_ONE: Final = Const(value=1, kind=INT)


def raw(pattern: str) -> str:
    """A pattern as a raw string literal where that is possible."""
    if '"' in pattern or "\n" in pattern or pattern.endswith("\\") or not pattern.isprintable():
        return quote(pattern)
    return f'r"{pattern}"' if "\\" in pattern else quote(pattern)


def _emptiness(node: Compare) -> tuple[Node, bool] | None:
    """A comparison of a size that only asks whether there is anything: what it asks, and whether there must be."""
    match node:
        case Compare(
            operator=operator, left=Call(function=functions.SIZE, arguments=(value,)), right=Const(value=bound)
        ):
            if isinstance(value, Collect):
                return None
            if (operator, bound) in (("==", 0), ("<=", 0), ("<", 1)):
                return value, False
            if (operator, bound) in (("!=", 0), (">", 0), (">=", 1)):
                return value, True
    return None


# --- gathering --------------------------------------------------------------------------------------------------------


def _gathered(items: tuple[Node, ...], conjunction: bool) -> list[Node]:
    """Neighbouring comparisons of one value with literals become one membership test."""
    result: list[Node] = []
    for item in items:
        last = result[-1] if result else None
        joint = _membership(last, item, "!=" if conjunction else "==") if last is not None else None
        if joint is not None:
            result[-1] = joint
        else:
            result.append(item)
    return result


def _membership(first: Node, second: Node, operator: str) -> Node | None:
    """`x == a or x == b` as `x in {a, b}`; `x != a and x != b` as its negation."""
    left, right = _choices(first, operator), _choices(second, operator)
    if left is None or right is None or left[0] != right[0]:
        return None
    options = Items(items=left[1] + right[1], kind=ListKind(STRING))
    test = In(element=left[0], container=options, kind=BOOL)
    return test if operator == "==" else Not(operand=test, kind=BOOL)


def _choices(node: Node, operator: str) -> tuple[Node, tuple[Node, ...]] | None:
    match node:
        case Compare(operator=own, left=left, right=Const() as right) if own == operator:
            return left, (right,)
        case In(element=element, container=Items(items=items, name=None)) if operator == "==":
            return element, items
        case Not(operand=In(element=element, container=Items(items=items, name=None))) if operator == "!=":
            return element, items
    return None


def _range(items: list[Node], conjunction: bool) -> tuple[Node, str, str] | None:
    """The first two items as a range: `low <= x <= high` of a conjunction, or what a disjunction excludes."""
    if len(items) < 2:
        return None
    bounds = [_bound(item, conjunction) for item in items[:2]]
    if bounds[0] is None or bounds[1] is None or bounds[0][0] != bounds[1][0]:
        return None
    low, high = sorted(bounds, key=lambda bound: bound is not None and bound[1] in ("<", "<="))
    if low is None or high is None or low[1] not in (">", ">=") or high[1] not in ("<", "<="):
        return None
    return low[0], f"{quote(low[2])} {flipped(low[1])}", f"{high[1]} {quote(high[2])}"


def _bound(node: Node, conjunction: bool) -> tuple[Node, str, int | float] | None:
    match node:
        case Compare(
            operator="<" | "<=" | ">" | ">=" as operator, left=left, right=Const(value=int() | float() as value)
        ):
            return left, operator if conjunction else negated(operator), value
    return None
