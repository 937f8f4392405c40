"""Mutants of a module's functions: one small change each, of a kind that a wrong generator could make."""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, ModuleType
from typing import Any, Final

from attrs import field, frozen

_FLIPS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_REPORTS: Final = "out"


@frozen
class Mutant:
    """A function of an emitted module with one change.

    Attributes:
        function: what is changed.
        change: what the change is, in words, with its line in the module.
        code: what the function runs then.
    """

    function: Any = field(repr=False)
    change: str
    code: CodeType = field(repr=False)

    @contextmanager
    def alive(self) -> Iterator[None]:
        """The mutant stands in for its function, for every caller."""
        original = self.function.__code__
        self.function.__code__ = self.code
        try:
            yield
        finally:
            self.function.__code__ = original


@frozen
class Site:
    """A place in a function that can be changed in one way."""

    module: ModuleType = field(repr=False)
    function: str
    node: int
    """Which node of the function, in the order of `ast.walk`."""
    kind: str
    detail: int
    line: int
    rule: str
    """The next rule that the function reports from there on, if there is one."""

    def mutant(self) -> Mutant:
        """The function with the change made."""
        tree = _functions(self.module)[self.function]
        changed = copy.deepcopy(tree)
        node = list(ast.walk(changed))[self.node]
        before = _short(node)
        _change(node, self.kind, self.detail)
        what = f"{self.module.__name__.rpartition('.')[2]}.py:{self.line}: {self.kind}: {before} -> {_short(node)}"
        future = ast.parse("from __future__ import annotations").body
        namespace: dict[str, Any] = dict(vars(self.module))
        exec(compile(ast.Module([*future, changed], []), "<mutant>", "exec"), namespace)  # noqa: S102 - that is the test
        return Mutant(getattr(self.module, self.function), what, namespace[self.function].__code__)


def sites(module: ModuleType) -> Iterator[Site]:
    """Every place of the module's functions that can be changed, in their order."""
    for name, function in _functions(module).items():
        reported = list(_reported(function))
        for number, node in enumerate(ast.walk(function)):
            for kind, detail in _kinds(node):
                line = getattr(node, "lineno", function.lineno)
                rule = min((place for place in reported if place[0] >= line), default=(0, ""))[1]
                yield Site(module, name, number, kind, detail, line, rule)


def _reported(function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    """Line and id of each rule that a function reports."""
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Attribute(ast.Name(id=name), "rule"), args=[ast.Constant(value=rule), *_]):
                if name == _REPORTS:
                    yield node.lineno, str(rule)


_parsed: dict[str, dict[str, ast.FunctionDef]] = {}


def _functions(module: ModuleType) -> dict[str, ast.FunctionDef]:
    if module.__name__ not in _parsed:
        body = ast.parse(inspect.getsource(module)).body
        _parsed[module.__name__] = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
    return _parsed[module.__name__]


def _kinds(node: ast.AST) -> Iterator[tuple[str, int]]:
    match node:
        case ast.Compare(left=ast.Call(args=[ast.Attribute(ast.Name(id=name), "violations")])) if name == _REPORTS:
            return  # Where nothing is broken all is readable: it only saves the question.
        case ast.Compare(ops=[op], comparators=[right]):
            if type(op) in _FLIPS:
                yield "comparison", 0
            if isinstance(right, ast.Constant) and type(right.value) is int:
                yield from (("bound", 1), ("bound", -1))
        case ast.BoolOp(values=[ast.UnaryOp(operand=ast.Name(id="broken")), _]):
            yield "condition removed", 1  # `broken` only saves the question, too.
        case ast.BoolOp(op=ast.And(), values=[ast.Compare(left=ast.Call(func=ast.Name(id="type"))), *rest]):
            # A type that is exactly the one only saves the question whether it is a subclass of it.
            yield from (("condition removed", number) for number in range(1, len(rest) + 1))
        case ast.BoolOp(values=[_, ast.Compare(left=ast.Attribute(attr="check"))]):
            pass  # What has been checked may be checked again: that only takes time.
        case ast.BoolOp(values=values):
            yield from (("condition removed", number) for number in range(len(values)))
        case ast.Call(func=ast.Name(id="readable")):
            yield from (("readable forced", 1), ("readable forced", 0))
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))) if name == _REPORTS:
            yield "check removed", 0


def _change(node: ast.AST, kind: str, detail: int) -> None:
    match node:
        case ast.Compare() if kind == "comparison":
            node.ops = [_FLIPS[type(node.ops[0])]()]
        case ast.Compare(comparators=[ast.Constant() as right]):
            right.value = int(str(right.value)) + detail
        case ast.BoolOp():
            del node.values[detail]
            if len(node.values) == 1:
                node.values *= 2
        case ast.Call():
            node.func, node.args, node.keywords = ast.Name("bool", ast.Load()), [ast.Constant(detail)], []
        case ast.Expr():
            node.value = ast.Constant(None)
    ast.fix_missing_locations(node)


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:89]}…"
