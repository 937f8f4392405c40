"""Prints a checked tree as standard CEL, for another implementation to judge the same data.

`has(self.A.B)` becomes `has(self.A) && has(self.A.B)`: on plain maps, where an absent member is an error, it then means
what it means here. Extensions keep their names; whoever evaluates the text has to provide them.
"""

from __future__ import annotations

from codegen.rules.language.functions import BYTES, Function
from codegen.rules.language.tree import (
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

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def to_cel(node: Node) -> str:
    """The CEL text of a checked tree."""
    match node:
        case And(items=items):
            return " && ".join(_inner(item) for item in items)
        case Or(items=items):
            return " || ".join(_inner(item) for item in items)
        case If(test=test, then=then, otherwise=otherwise):
            return f"{_inner(test)} ? {_inner(then)} : {_inner(otherwise)}"
        case Not(operand=operand):
            return f"!{_inner(operand)}"
        case Negate(operand=operand):
            return f"-{_inner(operand)}"
        case Compare(operator=operator, left=left, right=right) | Arithmetic(operator=operator, left=left, right=right):
            return f"{_inner(left)} {operator} {_inner(right)}"
        case In(element=element, container=container):
            return f"{_inner(element)} in {_inner(container)}"
        case _:
            return _primary(node)


def _inner(node: Node) -> str:
    compound = isinstance(node, (And, Or, If, Not, Negate, Compare, Arithmetic, In))
    negative = isinstance(node, Const) and not isinstance(node.value, str) and node.value < 0
    return f"({to_cel(node)})" if compound or negative else to_cel(node)


def _primary(node: Node) -> str:  # noqa: PLR0911 - one case per kind of node
    match node:
        case Const(value=value):
            return _literal(value)
        case Var(name=name):
            return name
        case Items(name=str() as name):
            return f"tables.{name}"
        case Items(items=items):
            return f"[{', '.join(to_cel(item) for item in items)}]"
        case Member(operand=operand, name=name):
            return f"{_inner(operand)}.{name}"
        case Present(operand=operand, name=name):
            return f"has({_inner(operand)}.{name})"
        case At(operand=operand, index=index):
            return f"{_inner(operand)}[{index}]"
        case Entry(operand=operand, key=key):
            return f"{_inner(operand)}[{to_cel(key)}]"
        case Quantifier(which=which, source=source, variable=variable, body=body):
            return f"{_inner(source)}.{which}({variable}, {to_cel(body)})"
        case Collect():
            return _collect(node)
        case Call(function=function, arguments=arguments):
            return _call(function, arguments)
    msg = f"no CEL for {type(node).__name__}"
    raise AssertionError(msg)


def _collect(node: Collect) -> str:
    where = [] if node.where is None else [to_cel(node.where)]
    if node.where is not None and node.body == Var(name=node.variable, kind=node.body.kind):
        return f"{_inner(node.source)}.filter({node.variable}, {where[0]})"
    return f"{_inner(node.source)}.map({', '.join([node.variable, *where, to_cel(node.body)])})"


def _call(function: Function, arguments: tuple[Node, ...]) -> str:
    if function is BYTES:
        return f"size(bytes({to_cel(arguments[0])}))"
    if function.style == "function":
        return f"{function}({', '.join(map(to_cel, arguments))})"
    return f"{_inner(arguments[0])}.{function}({', '.join(map(to_cel, arguments[1:]))})"


def _literal(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(value) if isinstance(value, str) else repr(value)


def _quoted(text: str) -> str:
    return f'"{"".join(_character(char) for char in text)}"'


def _character(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    return char if char.isprintable() else f"\\U{ord(char):08x}"
