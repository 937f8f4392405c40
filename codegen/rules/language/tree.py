"""The checked tree of a rule: every name resolved, every node typed. All outputs are made from it.

Differences from the syntax: `has(self.A.B)` is the conjunction of its steps, `>` has not been turned around, `filter`
and `map` are one node (`Collect`), a variable has another name than those around it.
Nodes compare by meaning (spans aside), so a node serves as the key of what is known about its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from attrs import evolve, field, fields, frozen

from .functions import Function
from .kinds import STRING, Kind, ListKind
from .syntax import Span

Value = int | float | str | bool
NO_SPAN = Span(0, 0)


@frozen(kw_only=True)
class Node:
    """An expression with its type."""

    kind: Kind = field(repr=False)
    span: Span = field(default=NO_SPAN, eq=False, repr=False)


@frozen(kw_only=True)
class Const(Node):
    """A literal."""

    value: Value


@frozen(kw_only=True)
class Items(Node):
    """A list literal, or a table: `name` then says which (`tables.name`)."""

    items: tuple[Node, ...]
    name: str | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Var(Node):
    """`self`, `release`, `earlier`, or the variable of a macro."""

    name: str


@frozen(kw_only=True)
class Member(Node):
    """A member of a structure, or the map of one operation in `release` and `earlier`."""

    operand: Node
    name: str
    required: bool = field(eq=False)


@frozen(kw_only=True)
class Present(Node):
    """Whether a present structure has the member; one step of has()."""

    operand: Node
    name: str
    required: bool = field(eq=False)


@frozen(kw_only=True)
class At(Node):
    """The element of a list at a literal index."""

    operand: Node
    index: int


@frozen(kw_only=True)
class Entry(Node):
    """The value of a map under a key."""

    operand: Node
    key: Node


@frozen(kw_only=True)
class In(Node):
    """Whether a list holds an element, or a map a key."""

    element: Node
    container: Node


@frozen(kw_only=True)
class Compare(Node):
    """== != < <= > >= over values of one type."""

    operator: str
    left: Node
    right: Node


@frozen(kw_only=True)
class Arithmetic(Node):
    """+ - * / % over ints; + also joins strings and lists."""

    operator: str
    left: Node
    right: Node


@frozen(kw_only=True)
class Negate(Node):
    """-x."""

    operand: Node


@frozen(kw_only=True)
class Not(Node):
    """!x."""

    operand: Node


@frozen(kw_only=True)
class And(Node):
    """All of them, tried from left to right."""

    items: tuple[Node, ...]


@frozen(kw_only=True)
class Or(Node):
    """Any of them, tried from left to right."""

    items: tuple[Node, ...]


@frozen(kw_only=True)
class If(Node):
    """`test ? then : otherwise`."""

    test: Node
    then: Node
    otherwise: Node


@frozen(kw_only=True)
class Quantifier(Node):
    """all, exists or exists_one over the elements of a list or the keys of a map."""

    which: str
    source: Node
    variable: str
    body: Node


@frozen(kw_only=True)
class Collect(Node):
    """The list of `body` for each element that satisfies `where`: filter (the body is the variable) and map."""

    source: Node
    variable: str
    where: Node | None
    body: Node


@frozen(kw_only=True)
class Call(Node):
    """A function of its arguments, the target of a method first."""

    function: Function
    arguments: tuple[Node, ...]

    def options(self) -> tuple[str, ...] | None:
        """The literal texts after the first argument, alternatives one by one; None where one is no literal."""
        found = [constants(argument) for argument in self.arguments[1:]]
        return None if None in found else tuple(str(value) for values in found for value in values or ())


def constants(node: Node) -> tuple[Value, ...] | None:
    """The value of a literal, or those of a list of literals; None for anything else."""
    items = node.items if isinstance(node, Items) else (node,)
    values = tuple(item.value for item in items if isinstance(item, Const))
    return values if len(values) == len(items) else None


def element_kind(source: Node) -> Kind:
    """What a macro's variable ranges over."""
    return source.kind.element if isinstance(source.kind, ListKind) else STRING


_names_by_class: Final[dict[type[Any], tuple[str, ...]]] = {}


def _names(kind: type[Any]) -> tuple[str, ...]:
    """The attributes that may hold nodes: neither its type nor its place in the source does."""
    if kind not in _names_by_class:
        found = (attribute.name for attribute in fields(kind))
        _names_by_class[kind] = tuple(name for name in found if name not in ("kind", "span"))
    return _names_by_class[kind]


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below, in source order."""
    for name in _names(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Node))


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, outermost first."""
    yield node
    for child in children(node):
        yield from walk(child)


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same node with `change` applied to each child."""
    changed: dict[str, Any] = {}
    for name in _names(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            new: Node | tuple[Node, ...] = change(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            new = tuple(change(item) for item in value)
        else:
            continue
        if new != value:
            changed[name] = new
    return evolve(node, **changed) if changed else node


def substitute(node: Node, old: Node, new: Node) -> Node:
    """`node` with every occurrence of `old` replaced. Variables need no renaming: no two in one scope share a name."""
    return new if node == old else rebuild(node, lambda child: substitute(child, old, new))


def mentions(node: Node, variable: str) -> bool:
    """Whether the value of `node` depends on that variable."""
    return any(isinstance(inner, Var) and inner.name == variable for inner in walk(node))
