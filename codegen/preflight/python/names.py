"""What the names of a Python text are bound to, as far as the text alone tells. Follows no call and no import."""

from __future__ import annotations

import ast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    Found: TypeAlias = "tuple[ast.AST, Scope, bool]"

_INNER = (ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_IDLE = (ast.expr_context, ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.Constant)
"""What binds nothing and has nothing below it."""
_CHANGING = {
    "append",
    "extend",
    "insert",
    "update",
    "setdefault",
    "pop",
    "popitem",
    "clear",
    "remove",
    "sort",
    "reverse",
}
_READING = {
    "print",
    "pprint",
    "display",
    "len",
    "str",
    "repr",
    "dict",
    "list",
    "deepcopy",
    "dumps",
    "dump",
    "info",
    "debug",
}
"""Functions and methods that leave their arguments as they are; so does what begins with a capital, a class."""


class Scope:
    """A module, class, function or comprehension, and all bindings of its names.

    Each is an expression, or None, and how it is bound: empty where the name is nothing but the expression's value.
    """

    def __init__(self, parent: Scope | None = None, *, is_class: bool = False) -> None:
        self.parent = parent
        self.is_class = is_class
        self.bindings: dict[str, list[tuple[ast.expr | None, str]]] = {}

    def bind(self, name: str, value: ast.expr | None = None, how: str = "") -> None:
        """Notes a binding."""
        self.bindings.setdefault(name, []).append((value, how))

    def owner(self, name: str) -> Scope | None:
        """The scope that binds a name which is used here."""
        scope: Scope | None = self
        while scope is not None and (name not in scope.bindings or (scope.is_class and scope is not self)):
            scope = scope.parent
        return scope


class Names:
    """The bindings of modules that share their names, and their calls.

    Args:
        trees: the modules, in order.
        reading: further functions and methods that leave their arguments as they are.

    Attributes:
        calls: every call with its scope.
        attributes: what is assigned to attributes of any object, by the attribute's name, with the scope.
    """

    def __init__(self, trees: list[ast.Module], reading: set[str]) -> None:
        self.calls: list[tuple[ast.Call, Scope]] = []
        self.attributes: dict[str, list[tuple[ast.expr, Scope]]] = {}
        self._reading = _READING | reading
        self._changed: set[tuple[Scope | None, str]] = set()
        top, changed = Scope(), []
        pending: list[Found] = [(tree, top, True) for tree in trees]
        while pending:  # no recursion: the depth of the text is anybody's
            node, scope, is_read = pending.pop()
            if isinstance(node, ast.Name) and not is_read:
                changed.append((scope, node.id))
            if not isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
                self._note(node, scope)
            if not isinstance(node, ast.Name):
                pending += self._below(node, scope, is_read)
        self._changed = {(scope.owner(name), name) for scope, name in changed}

    def value(self, name: str, scope: Scope) -> tuple[ast.expr | None, Scope | None]:
        """The one value that a name can have, if the text tells it, and the scope of its one binding."""
        owner = scope.owner(name)
        if owner is None or len(owner.bindings[name]) != 1:
            return None, None
        value, how = owner.bindings[name][0]
        may_change = not isinstance(value, (ast.Constant, ast.JoinedStr))
        return (None if how or (may_change and (owner, name) in self._changed) else value), owner

    def _note(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.Call):
            self.calls.append((node, scope))
            return
        for target, value, how in _targets(node):
            self._bind(target, value, scope, how)
        for name in _defined(node):
            scope.bind(name, None, "definition")
        if isinstance(node, ast.arg):
            scope.bind(node.arg, node.annotation, "type")
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            for name in node.names * 2:  # bound by several scopes: nobody knows its value
                outer: Scope | None = scope
                while outer is not None:
                    outer.bind(name, None, "elsewhere")
                    outer = outer.parent

    def _bind(self, target: ast.expr, value: ast.expr | None, scope: Scope, how: str = "") -> None:
        if isinstance(target, ast.Name):
            scope.bind(target.id, value, how)
        elif isinstance(target, ast.Attribute) and value is not None:
            self.attributes.setdefault(target.attr, []).append((value, scope))
        elif isinstance(target, (ast.Tuple, ast.List, ast.Starred)):
            for part in target.elts if not isinstance(target, ast.Starred) else [target.value]:
                self._bind(part, value, scope, "part")

    def _below(self, node: ast.AST, scope: Scope, is_read: bool) -> Iterator[Found]:
        """What stands directly below a node, its scope, and whether it is only read there."""
        if isinstance(node, (*_INNER, ast.ClassDef)):
            scope = Scope(scope, is_class=isinstance(node, ast.ClassDef))
        for child in ast.iter_child_nodes(node):
            if isinstance(child, _IDLE):
                continue
            if isinstance(node, ast.Call):
                known = called(node) in self._reading or called(node)[:1].isupper()
                yield child, scope, called(node) not in _CHANGING if child is node.func else known
            elif isinstance(node, (ast.Attribute, ast.Subscript)):
                yield child, scope, is_read and isinstance(node.ctx, ast.Load)
            elif isinstance(node, (ast.Assign, ast.For, ast.AsyncFor, ast.comprehension)):
                yield child, scope, not isinstance(child, ast.Name) or isinstance(child.ctx, ast.Store)
            else:
                yield child, scope, is_read or not isinstance(node, (ast.expr, ast.keyword))


def _targets(node: ast.AST) -> list[tuple[ast.expr, ast.expr | None, str]]:
    """What a node binds to expressions, and how."""
    if isinstance(node, ast.Assign):
        return [(target, node.value, "") for target in node.targets]
    if isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
        return [(node.target, node.value, "" if node.value else "declared")]
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        return [(node.target, node.iter, "for")]
    if isinstance(node, ast.AugAssign):
        return [(node.target, None, "changed")]
    if isinstance(node, ast.withitem) and node.optional_vars is not None:
        return [(node.optional_vars, node.context_expr, "with")]
    return []


def _defined(node: ast.AST) -> list[str]:
    """The names that a node binds to something that is no expression: functions, classes, imports, errors, patterns."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    names = [] if isinstance(node, ast.alias) else [getattr(node, "name", None), getattr(node, "rest", None)]
    return [name for name in names if isinstance(name, str)]


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
