"""Prints arranged trees as Python expressions over plain dicts, the way a careful person would write them.

The text assumes that the members it reads are shape-valid (see `reads`) and then never raises: what Python could raise
on valid data (integer division, UTF-8 of lone surrogates, sums beyond a double) goes through a helper of
`codegen/runtime/wire/rule_helpers.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attrs import define, field, frozen

from ..language import tree
from ..language.kinds import BOOL, INT, STRING, ListKind
from ..language.presence import flipped, lower_bound, negated
from ..language.regex import portable
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

# How tightly Python binds, loosest first.
_TERNARY, _OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _SIGN, _PRIMARY = range(9)
_HELPERS: Final = {
    "utf8_size": "utf8_len",
    "ceilDiv": "ceil_div",
    "unique": "all_distinct",
    "isJmespath": "is_jmespath",
    "lowerAscii": "lower_ascii",
    "matches": "matches",
    "capture": "capture",
}
_ROOTS: Final = {"self": "data"}


@frozen
class Constant:
    """A module-level constant of the generated code: a table, or the alternatives made from one."""

    name: str
    source: str


@define
class Namer:
    """Gives each table one constant name over a whole set of rules, and equal contents the same name."""

    _names: dict[str, str] = field(factory=dict)

    def name(self, wanted: str, source: str) -> Constant:
        """The constant that holds `source`, named after `wanted` (a table's name)."""
        base = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", "_", wanted).strip("_").upper()
        candidate, number = base, 2
        while self._names.setdefault(candidate, source) != source:
            candidate, number = f"{base}_{number}", number + 1
        return Constant(candidate, source)


@define
class Printer:
    """Prints expressions of one rule, noting the helpers and constants that they need."""

    namer: Namer = field(factory=Namer)
    helpers: set[str] = field(factory=set)
    constants: dict[str, Constant] = field(factory=dict)

    def expression(self, node: Node, binding: int = _TERNARY) -> str:
        """The text of `node`, in parentheses where it binds less tightly than `binding` asks for."""
        text, own = self._print(node)
        return f"({text})" if own < binding else text

    def value(self, node: Node, binding: int = _TERNARY) -> str:
        """Like `expression`, but a condition has to be True or False, not just truthy."""
        if node.kind == BOOL and isinstance(node, (And, Or, If, Not, Compare)):
            return f"bool({self.expression(node)})"
        return self.expression(node, binding)

    def helper(self, name: str) -> str:
        """The name, noted as needed."""
        self.helpers.add(name)
        return name

    def _print(self, node: Node) -> tuple[str, int]:  # noqa: C901, PLR0911, PLR0912 - one case per kind of node
        match node:
            case Const(value=value):
                return literal(value), _SIGN if isinstance(value, (int, float)) and value < 0 else _PRIMARY
            case Items():
                return self._items(node), _PRIMARY
            case Var(name=name):
                return _ROOTS.get(name, name), _PRIMARY
            case Member(operand=operand, name=name):
                return f"{self.expression(operand, _PRIMARY)}[{literal(name)}]", _PRIMARY
            case At(operand=operand, index=index):
                return f"{self.expression(operand, _PRIMARY)}[{index}]", _PRIMARY
            case Entry(operand=operand, key=key):
                return f"{self.expression(operand, _PRIMARY)}[{self.expression(key)}]", _PRIMARY
            case Compare() if (emptiness := _emptiness(node)) is not None:
                text = self.expression(emptiness[0], _PRIMARY)
                return (text, _PRIMARY) if emptiness[1] else (f"not {text}", _NOT)
            case Present() | In() | Compare():
                return self._relation(node, negated=False), _COMPARE
            case Not(operand=Present() | In() as operand):
                return self._relation(operand, negated=True), _COMPARE
            case Not(operand=Quantifier(which="exists_one") as operand):
                return self._exactly_one(operand, negated=True), _COMPARE
            case Not(operand=operand):
                return f"not {self.expression(operand, _NOT)}", _NOT
            case And(items=items):
                return self._sequence(items, conjunction=True)
            case Or(items=items):
                return self._sequence(items, conjunction=False)
            case If():
                return self._conditional(node)
            case Quantifier(which="exists_one"):
                return self._exactly_one(node, negated=False), _COMPARE
            case Quantifier(which=which):
                return f"{'any' if which == 'exists' else 'all'}({self._verdicts(node)})", _PRIMARY
            case Collect():
                return f"[{self.comprehension(node)}]", _PRIMARY
            case Arithmetic():
                return self._arithmetic(node)
            case Negate(operand=operand):
                return f"-{self.expression(operand, _SIGN)}", _SIGN
            case Call():
                return self._call(node)
        msg = f"no Python for {type(node).__name__}"
        raise AssertionError(msg)

    # -- atoms

    def _items(self, node: Items) -> str:
        if node.name is None:
            return f"[{', '.join(self.value(item) for item in node.items)}]"
        return self._constant(node.name, tuple_source(self.expression(item) for item in node.items))

    def _constant(self, wanted: str, source: str) -> str:
        constant = self.namer.name(wanted, source)
        self.constants[constant.name] = constant
        return constant.name

    def _relation(self, node: Present | In | Compare, *, negated: bool) -> str:
        inside = "not in" if negated else "in"
        match node:
            case Present(operand=operand, name=name):
                return f"{literal(name)} {inside} {self.expression(operand, _SUM)}"
            case In(element=element, container=container):
                return f"{self.value(element, _SUM)} {inside} {self._container(container)}"
            case Compare(operator=operator, left=left, right=right):
                if isinstance(left, Const) and not isinstance(right, Const):
                    left, right, operator = right, left, flipped(operator)
                return f"{self.value(left, _SUM)} {operator} {self.value(right, _SUM)}"

    def _container(self, node: Node) -> str:
        if not isinstance(node, Items) or not all(isinstance(item, Const) for item in node.items):
            return self.expression(node, _SUM)
        texts = dict.fromkeys(self.expression(item) for item in node.items)
        if node.name is not None:
            return self._constant(node.name, f"frozenset({tuple_source(texts)})")
        return f"{{{', '.join(texts)}}}" if texts else "()"

    def _sequence(self, items: tuple[Node, ...], *, conjunction: bool) -> tuple[str, int]:
        own, word = (_AND, " and ") if conjunction else (_OR, " or ")
        texts: list[str] = []
        rest = _gathered(items, conjunction)
        while rest:
            within = _range(rest, conjunction)
            texts.append(self._within(*within, conjunction) if within else self.expression(rest[0], _NOT))
            rest = rest[2:] if within else rest[1:]
        return word.join(texts), own if len(texts) > 1 else _NOT

    def _within(self, value: Node, low: str, high: str, conjunction: bool) -> str:
        text = f"{low} {self.expression(value, _SUM)} {high}"
        return text if conjunction else f"not {text}"

    def _conditional(self, node: If) -> tuple[str, int]:
        match node:
            case If(
                test=Present(operand=operand, name=name), then=Member() as member, otherwise=Const(value=value)
            ) if (member.operand, member.name) == (operand, name):
                text = f"{self.expression(operand, _PRIMARY)}.get({literal(name)}, {literal(value)})"
                return text, _PRIMARY
        parts = (self.expression(node.then, _OR), self.expression(node.test, _OR), self.expression(node.otherwise))
        return "{} if {} else {}".format(*parts), _TERNARY

    # -- loops

    def _verdicts(self, node: Quantifier) -> str:
        """The verdict on each element. A list: for the few that requests have, twice as fast as a generator."""
        return f"[{self.expression(node.body)} for {self.loop(node.source, node.variable)}]"

    def _exactly_one(self, node: Quantifier, *, negated: bool) -> str:
        loop = f"1 for {self.loop(node.source, node.variable)} if {self.expression(node.body, _OR)}"
        return f"sum({loop}) {'!=' if negated else '=='} 1"

    def comprehension(self, node: Collect) -> str:
        """The inside of a list or generator of the collected values."""
        where = "" if node.where is None else f" if {self.expression(node.where, _OR)}"
        return f"{self.value(node.body)} for {self.loop(node.source, node.variable)}{where}"

    def loop(self, source: Node, variable: str) -> str:
        """`x in source`; a filter is written as the condition of the loop."""
        if isinstance(source, Collect) and source.body == Var(name=source.variable, kind=source.body.kind):
            element = Var(name=variable, kind=source.body.kind)
            where = None if source.where is None else tree.substitute(source.where, source.body, element)
            if not isinstance(source.source, Collect) and where is not None:
                return f"{variable} in {self.expression(source.source, _OR)} if {self.expression(where, _OR)}"
        return f"{variable} in {self.expression(source, _OR)}"

    # -- values

    def _arithmetic(self, node: Arithmetic) -> tuple[str, int]:
        if isinstance(node.kind, ListKind):
            joined = [f"*{self.expression(part, _SUM)}" for part in (node.left, node.right)]
            return f"[{', '.join(joined)}]", _PRIMARY
        if node.operator in "/%":
            return self._division(node)
        own = _PRODUCT if node.operator == "*" else _SUM
        right_binding = own + (node.operator == "-")
        left, right = self.expression(node.left, own), self.expression(node.right, right_binding)
        return f"{left} {node.operator} {right}", own

    def _division(self, node: Arithmetic) -> tuple[str, int]:
        """CEL rounds toward zero, Python down: the same only where nothing is negative."""
        if all((lower_bound(side) or 0) >= 0 and lower_bound(side) is not None for side in (node.left, node.right)):
            operator = "//" if node.operator == "/" else "%"
            text = f"{self.expression(node.left, _PRODUCT)} {operator} {self.expression(node.right, _SIGN)}"
            return text, _PRODUCT
        name = self.helper("int_div" if node.operator == "/" else "int_mod")
        return f"{name}({self.expression(node.left)}, {self.expression(node.right)})", _PRIMARY

    def _call(self, node: Call) -> tuple[str, int]:
        first = node.arguments[0]
        match node.function:
            case "startsWith" | "endsWith":
                method = node.function.lower()
                return f"{self.expression(first, _PRIMARY)}.{method}({self._affix(node.arguments[1])})", _PRIMARY
            case "contains":
                return f"{self.expression(node.arguments[1], _SUM)} in {self.expression(first, _SUM)}", _COMPARE
            case "size":
                return self._size(first), _PRIMARY
            case "sum":
                name = "sum" if node.kind == INT else self.helper("total")
                return f"{name}({self._iterable(first)})", _PRIMARY
            case "unique":
                return f"{self.helper('all_distinct')}({self._listed(first)})", _PRIMARY
            case "matches" | "capture":
                pattern = portable(str(node.arguments[1].value)) if isinstance(node.arguments[1], Const) else ""
                return f"{self.helper(node.function)}({self.expression(first)}, {raw(pattern)})", _PRIMARY
        arguments = ", ".join(self.expression(argument) for argument in node.arguments)
        return f"{self.helper(_HELPERS[node.function])}({arguments})", _PRIMARY

    def _affix(self, node: Node) -> str:
        if isinstance(node, Items) and node.name is None:
            return tuple_source(self.expression(item) for item in node.items)
        return self.expression(node)

    def _size(self, node: Node) -> str:
        if isinstance(node, Collect):
            if node.where is None:
                return f"len({self.expression(node.source)})"
            counted = Collect(
                source=node.source, variable=node.variable, where=node.where, body=_ONE, kind=ListKind(INT)
            )
            return f"sum({self.comprehension(counted)})"
        return f"len({self.expression(node)})"

    def _listed(self, node: Node) -> str:
        return f"[{self.comprehension(node)}]" if isinstance(node, Collect) else self.expression(node)

    def _iterable(self, node: Node) -> str:
        return self.comprehension(node) if isinstance(node, Collect) else self.expression(node)


_ONE: Final = Const(value=1, kind=INT)


def literal(value: str | float | bool) -> str:
    """A Python literal; strings in double quotes where that needs no escapes."""
    text = repr(value)
    return f'"{text[1:-1]}"' if isinstance(value, str) and text[0] == "'" and '"' not in text else text


def raw(pattern: str) -> str:
    """A pattern as a raw string literal where that is possible."""
    if '"' in pattern or "\n" in pattern or pattern.endswith("\\") or not pattern.isprintable():
        return literal(pattern)
    return f'r"{pattern}"' if "\\" in pattern else literal(pattern)


def tuple_source(texts: Iterable[str]) -> str:
    """The source of a tuple of those expressions."""
    items = list(texts)
    return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"


def _emptiness(node: Compare) -> tuple[Node, bool] | None:
    """A comparison of a size that only asks whether there is anything: what it asks, and whether there must be."""
    match node:
        case Compare(operator=operator, left=Call(function="size", arguments=(value,)), right=Const(value=bound)):
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
    return low[0], f"{literal(low[2])} {flipped(low[1])}", f"{high[1]} {literal(high[2])}"


def _bound(node: Node, conjunction: bool) -> tuple[Node, str, int | float] | None:
    match node:
        case Compare(
            operator="<" | "<=" | ">" | ">=" as operator, left=left, right=Const(value=int() | float() as value)
        ):
            return left, operator if conjunction else negated(operator), value
    return None
