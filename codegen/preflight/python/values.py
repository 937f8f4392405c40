"""Expressions as nodes of a request: what is written is known, everything else is a hole."""

from __future__ import annotations

import ast

from ...reading.nodes import MAPPING, MAX_DEPTH, MAX_NODES, SCALAR, SEQUENCE, Node, Problem, Unreadable
from ..unknowns import OPEN, Hole
from .names import called

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from ..schema_view import View
    from .code import Code
    from .names import Names, Scope

_PLAIN = (str, int, float, bool, type(None))


class Values:
    """Reads the expressions of one text.

    Args:
        code: the text.
        names: what its names are bound to.
    """

    def __init__(self, code: Code, names: Names) -> None:
        self.code: Final = code
        self.names: Final = names
        self._left = MAX_NODES

    def read(self, node: ast.expr, scope: Scope, view: View, depth: int = 0) -> Node:
        """The value of an expression.

        Args:
            node: the expression.
            scope: where it stands.
            view: the schema of the place that it is for, which tells what classes with Python names stand for.
            depth: levels above it.

        Raises:
            Unreadable: it is nested too deeply, or has too many values.
        """
        self._left -= 1
        if depth > MAX_DEPTH or self._left < 0:
            deep = ("too-deep", f"nested more than {MAX_DEPTH} levels deep")
            large = ("too-large", f"holds more than {MAX_NODES} values")
            raise Unreadable(Problem(*(deep if depth > MAX_DEPTH else large), *self.code.span(node)))
        if isinstance(node, ast.Constant) and isinstance(node.value, _PLAIN):
            return self._scalar(node, node.value)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            value: Any = node.operand.value
            return self._scalar(node, -value) if type(value) in (int, float) else self._unknown(node)
        if isinstance(node, ast.Name):
            return self._named(node, scope, view, depth)
        if isinstance(node, (ast.List, ast.Tuple)):
            return self._items(node, scope, view, depth)
        if isinstance(node, (ast.JoinedStr, ast.BinOp)):
            return self._text(node, scope, view, depth)
        return self._members(node, scope, view, depth) or self._unknown(node)

    def structure(self, call: ast.Call, scope: Scope, view: View, depth: int = 0, own: tuple[str, ...] = ()) -> Node:
        """What the keywords of a call stand for, in Python or wire names; those of `own` are no members."""
        wire = {python_name(name): name for name in view.members}
        members = _Members(wire)
        for argument in call.args:
            members.merge(self.read(argument, scope, view, depth + 1))
        for keyword in call.keywords:
            if keyword.arg is None:
                members.merge(self.read(keyword.value, scope, view, depth + 1))
            elif keyword.arg not in own or keyword.arg in wire:
                start = self.code.span(keyword)[0]
                key = Node(SCALAR, wire.get(keyword.arg, keyword.arg), start, start + len(keyword.arg), keyword.arg)
                members.put(key, self.read(keyword.value, scope, view.at(key.value), depth + 1))
        return members.node(self.code.span(call)[0], self.code.span(call.func)[1])

    def _members(self, node: ast.expr, scope: Scope, view: View, depth: int) -> Node | None:
        """A mapping: a dict as literal or call, or a call of a class with Python names."""
        if isinstance(node, ast.Call):
            name = called(node)
            is_class = name[:1].isupper() and view.members and not node.args
            is_dict = name == "dict" and len(node.args) < 2
            return self.structure(node, scope, view, depth) if is_dict or is_class else None
        if not isinstance(node, ast.Dict):
            return None
        members = _Members()
        for written, value in zip(node.keys, node.values, strict=True):
            key = None if written is None else self.read(written, scope, view, depth + 1)
            if key is None or type(key.value) is not str:
                members.merge(self.read(value, scope, view, depth + 1) if key is None else None)
            else:
                members.put(key, self.read(value, scope, view.at(key.value), depth + 1))
        return members.node(*self.code.span(node))

    def _scalar(self, node: ast.expr, value: Any) -> Node:
        return Node(SCALAR, value, *self.code.span(node), value if isinstance(value, str) else repr(value))

    def _unknown(self, node: ast.expr, key: str = "", pieces: tuple[str | None, ...] = ()) -> Node:
        """A value that nobody knows, the same as others of its key, if it has one."""
        start, end = self.code.span(node)
        return Node(SCALAR, Hole(key or f"@{start}-{end}", pieces=pieces), start, end)

    def _named(self, node: ast.Name, scope: Scope, view: View, depth: int) -> Node:
        value, owner = self.names.value(node.id, scope)
        key = "" if owner is None else f"{node.id} of {id(owner)}"
        if value is None or owner is None:
            return self._unknown(node, key)
        found = self.read(value, owner, view, depth + 1)
        return self._unknown(value, key, found.value.pieces) if found.value.__class__ is Hole else found

    def _items(self, node: ast.List | ast.Tuple, scope: Scope, view: View, depth: int) -> Node:
        if any(isinstance(item, ast.Starred) for item in node.elts):
            return self._unknown(node)
        items = [self.read(item, scope, view.at(0), depth + 1) for item in node.elts]
        return Node(SEQUENCE, items, *self.code.span(node))

    def _text(self, node: ast.expr, scope: Scope, view: View, depth: int) -> Node:
        """A text that is put together, of which some pieces may be known."""
        parts = node.values if isinstance(node, ast.JoinedStr) else _terms(node)
        if parts == [node]:
            return self._unknown(node)
        pieces = [piece for part in parts for piece in self._pieces(part, scope, view, depth)]
        if None not in pieces:
            return self._scalar(node, "".join(piece for piece in pieces if piece is not None))
        return self._unknown(node, pieces=tuple(pieces) if any(pieces) else ())

    def _pieces(self, node: ast.expr, scope: Scope, view: View, depth: int) -> tuple[str | None, ...]:
        if isinstance(node, ast.FormattedValue):
            if node.conversion != -1 or node.format_spec is not None:
                return (None,)
            found = self.read(node.value, scope, view, depth + 1)
            return (str(found.value),) if type(found.value) is int else _known(found)
        return _known(self.read(node, scope, view, depth + 1))


class _Members:
    """The members of a mapping that is being put together, of which later ones replace earlier ones.

    Args:
        wire: the wire names of Python names, where those may be written.
    """

    def __init__(self, wire: dict[str, str] | None = None) -> None:
        self._wire = wire or {}
        self._pairs: dict[str, tuple[Node, Node]] = {}
        self._is_open = False

    def put(self, key: Node, value: Node) -> None:
        self._pairs.pop(key.value, None)
        self._pairs[key.value] = key, value

    def merge(self, other: Node | None) -> None:
        """Adds the members of another mapping; if not all are known, each of those before may be replaced by them."""
        known = other.value if other is not None and other.kind == MAPPING else ()
        if other is None or other.kind != MAPPING or other.tag == OPEN:
            self._is_open = True
            for name, (key, value) in self._pairs.items():
                self._pairs[name] = key, Node(SCALAR, Hole(f"@{value.start}-{value.end}"), value.start, value.end)
        for key, value in known:
            self.put(Node(SCALAR, self._wire.get(key.value, key.value), key.start, key.end, key.text), value)

    def node(self, start: int, end: int) -> Node:
        return Node(MAPPING, list(self._pairs.values()), start, end, tag=OPEN if self._is_open else None)


def python_name(wire: str) -> str:
    """The Python name of a wire name."""
    from botocore import xform_name

    return str(xform_name(wire))


def _known(node: Node) -> tuple[str | None, ...]:
    if type(node.value) is str:
        return (node.value,)
    return (node.value.pieces if node.value.__class__ is Hole else ()) or (None,)


def _terms(node: ast.expr) -> list[ast.expr]:
    """The terms of a sum, however long; the node alone if it is none."""
    found: list[ast.expr] = []
    left = node
    while isinstance(left, ast.BinOp) and isinstance(left.op, ast.Add):
        found.append(left.right)
        left = left.left
    return [left, *found[::-1]]
