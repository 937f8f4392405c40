"""Gives a rule's names their meaning: resolves them against the model and checks that types agree.

Its result is a typed `tree`. Whether optional members are guarded is the business of `guards`, which reads that tree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from ...model import Model
from . import syntax, tree
from .errors import RuleError, nearest
from .kinds import (
    BOOL,
    DOUBLE,
    INT,
    NOTHING,
    STRING,
    Kind,
    ListKind,
    MapKind,
    Requests,
    Scalar,
    Structure,
    of_shape,
    opaque,
    unify,
)
from .regex import groups, portable

_ORDERED: Final = frozenset({"int", "double", "string"})
_MIXED: Final = "ints and doubles do not mix: write 1.0 for a float member, 1 for an integer"


@frozen
class Environment:
    """What an expression may refer to besides its own variables."""

    model: Model
    identifiers: Mapping[str, str]
    tables: Mapping[str, Sequence[str]]


@frozen
class _Scope:
    environment: Environment
    # Names as written to the variables they stand for.
    names: Mapping[str, tree.Var] = field(factory=dict)

    def bind(self, name: syntax.Macro, kind: Kind) -> tuple[_Scope, str]:
        taken = {var.name for var in self.names.values()}
        distinct = _distinct(name.variable, taken)
        if name.variable in ("self", "release", "earlier", "tables"):
            raise RuleError(
                f"{name.variable!r} cannot be a variable", "use another name", column=name.target.span.end + 1
            )
        return evolve(self, names={**self.names, name.variable: tree.Var(name=distinct, kind=kind)}), distinct


def check(expression: syntax.Syntax, shape: str, environment: Environment) -> tree.Node:
    """The typed tree of a condition on `shape` (the structure that `self` is).

    Raises:
        RuleError: an unknown name, types that do not agree, or an expression that is no condition.
    """
    if shape not in environment.model.shapes or environment.model.shapes[shape].type != "structure":
        structures = (name for name, facts in environment.model.shapes.items() if facts.type == "structure")
        raise RuleError(f"{shape!r} is no structure of this model", nearest(shape, structures, "there are"))
    scope = _Scope(
        environment,
        {
            "self": tree.Var(name="self", kind=Structure(shape)),
            "release": tree.Var(name="release", kind=Requests("release")),
            "earlier": tree.Var(name="earlier", kind=Requests("earlier")),
        },
    )
    return _condition(expression, scope, "a rule")


def _distinct(wanted: str, taken: set[str]) -> str:
    """A name that no variable around has."""
    return next(n for n in (wanted, *(f"{wanted}_{i}" for i in range(2, len(taken) + 3))) if n not in taken)


def _condition(node: syntax.Syntax, scope: _Scope, what: str) -> tree.Node:
    checked = _check(node, scope)
    if checked.kind != BOOL:
        fix = f"compare it with something, or ask has({_told(checked)})" if _told(checked) else "write a comparison"
        raise RuleError(f"{what} is a condition, this is {_a(checked.kind)}", fix, column=node.span.column)
    return checked


def _a(kind: Kind) -> str:
    return f"{'an' if str(kind)[0] in 'aeiou' else 'a'} {kind}"


def _told(node: tree.Node) -> str:
    """A member path as the author would write it; empty for anything else."""
    if isinstance(node, tree.Var):
        return node.name
    return f"{_told(node.operand)}.{node.name}" if isinstance(node, tree.Member) and _told(node.operand) else ""


def _check(node: syntax.Syntax, scope: _Scope) -> tree.Node:
    return _CHECKERS[type(node)](node, scope)


# --- names and members ------------------------------------------------------------------------------------------------


def _literal(node: syntax.Literal, _: _Scope) -> tree.Node:
    value = node.value
    kinds: dict[type, Kind] = {
        bool: BOOL,
        str: STRING,
        int: Scalar("int", minimum=value if isinstance(value, int) else None),
        float: Scalar("double", minimum=value if isinstance(value, float) else None),
    }
    return tree.Const(value=value, kind=kinds[type(value)], span=node.span)


def _list(node: syntax.ListLiteral, scope: _Scope) -> tree.Node:
    items = tuple(_check(item, scope) for item in node.items)
    kind: Kind = NOTHING
    for item in items:
        joint = unify(kind, item.kind)
        if joint is None:
            raise RuleError(
                f"a list holds one type, this one has {kind} and {item.kind}", _MIXED, column=item.span.column
            )
        kind = joint
    return tree.Items(items=items, kind=ListKind(kind, minimum=len(items)), span=node.span)


def _name(node: syntax.Name, scope: _Scope) -> tree.Node:
    if node.name == "tables":
        raise RuleError("tables is not a value", "select one: tables.name", column=node.span.column)
    if node.name not in scope.names:
        raise RuleError(
            f"unknown name {node.name!r}", nearest(node.name, scope.names, "known here"), column=node.span.column
        )
    return evolve(scope.names[node.name], span=node.span)


def _select(node: syntax.Select, scope: _Scope) -> tree.Node:
    if isinstance(node.operand, syntax.Name) and node.operand.name == "tables":
        return _table(node, scope)
    operand = _check(node.operand, scope)
    column = node.span.end - len(node.member) + 1
    if isinstance(operand.kind, Requests):
        return _requests(node, operand, scope, column)
    if isinstance(operand.kind, MapKind):
        raise RuleError(f"a map has no member {node.member!r}", f"write ['{node.member}']", column=column)
    if not isinstance(operand.kind, Structure):
        fix = "use a macro: .all(x, x.Member ...)" if isinstance(operand.kind, ListKind) else "remove it"
        raise RuleError(f"{_a(operand.kind)} has no member {node.member!r}", fix, column=column)
    facts = scope.environment.model.shapes[operand.kind.shape]
    member = facts.member(node.member)
    if member is None:
        fix = nearest(node.member, (m.name for m in facts.members), "its members are")
        raise RuleError(f"{operand.kind.shape} has no member {node.member!r}", fix, column=column)
    kind = of_shape(scope.environment.model, member.shape)
    return tree.Member(operand=operand, name=member.name, required=member.required, kind=kind, span=node.span)


def _table(node: syntax.Select, scope: _Scope) -> tree.Node:
    tables = scope.environment.tables
    if node.member not in tables:
        raise RuleError(
            f"unknown table {node.member!r}", nearest(node.member, tables, "there are"), column=node.span.column + 7
        )
    items = tuple(tree.Const(value=value, kind=STRING) for value in tables[node.member])
    return tree.Items(items=items, name=node.member, kind=ListKind(STRING, minimum=min(len(items), 1)), span=node.span)


def _requests(node: syntax.Select, operand: tree.Node, scope: _Scope, column: int) -> tree.Node:
    known = scope.environment.identifiers
    operation = scope.environment.model.operations.get(node.member)
    if node.member not in known or operation is None or operation.input is None:
        raise RuleError(
            f"{operand.kind} has no requests of operation {node.member!r}",
            nearest(node.member, known, "operations with an identifier"),
            column=column,
        )
    kind = MapKind(Structure(operation.input))
    return tree.Member(operand=operand, name=node.member, required=True, kind=kind, span=node.span)


def _index(node: syntax.Index, scope: _Scope) -> tree.Node:
    operand, index = _check(node.operand, scope), _check(node.index, scope)
    column = node.index.span.column
    if isinstance(operand.kind, ListKind):
        if not isinstance(index, tree.Const) or type(index.value) is not int or index.value < 0:
            raise RuleError("a list is indexed by a literal, from 0", "or use a macro such as exists", column=column)
        return tree.At(operand=operand, index=index.value, kind=operand.kind.element, span=node.span)
    if isinstance(operand.kind, MapKind):
        if index.kind != STRING:
            raise RuleError(f"the keys of a map are strings, this is {_a(index.kind)}", "use a string", column=column)
        return tree.Entry(operand=operand, key=index, kind=operand.kind.value, span=node.span)
    raise RuleError(f"{_a(operand.kind)} has no elements", "index a list or a map", column=column)


def _has(node: syntax.Has, scope: _Scope) -> tree.Node:
    selected = _select(node.operand, scope)
    if not isinstance(selected, tree.Member) or isinstance(selected.operand.kind, Requests):
        raise RuleError(
            "has() asks for a member of a structure", "leave it out: this is always there", column=node.span.column
        )
    steps = tuple(evolve(step, span=node.span) for step in _steps(selected))
    return steps[0] if len(steps) == 1 else tree.And(items=steps, kind=BOOL, span=node.span)


def _steps(node: tree.Node) -> tuple[tree.Node, ...]:
    """One presence test per optional member on the way, and one for the last."""
    assert isinstance(node, tree.Member)  # noqa: S101 - narrows for the type checker; callers pass members only
    before = tuple(step for step in _steps_before(node.operand) if not _always(step))
    return (*before, tree.Present(operand=node.operand, name=node.name, required=node.required, kind=BOOL))


def _steps_before(node: tree.Node) -> tuple[tree.Node, ...]:
    if isinstance(node, tree.Member) and not isinstance(node.operand.kind, Requests):
        return _steps(node)
    return _steps_before(node.operand) if isinstance(node, (tree.At, tree.Entry)) else ()


def _always(step: tree.Node) -> bool:
    return isinstance(step, tree.Present) and step.required


# --- operators --------------------------------------------------------------------------------------------------------


def _unary(node: syntax.Unary, scope: _Scope) -> tree.Node:
    if node.operator == "!":
        operand = _condition(node.operand, scope, "the operand of !")
        return tree.Not(operand=operand, kind=BOOL, span=node.span)
    value = _check(node.operand, scope)
    if value.kind != INT:
        raise RuleError(f"- needs an int, this is {_a(value.kind)}", "negate an int", column=node.operand.span.column)
    return tree.Negate(operand=value, kind=INT, span=node.span)


def _logic(node: syntax.Logic, scope: _Scope) -> tree.Node:
    items = tuple(_condition(item, scope, f"each operand of {node.operator}") for item in node.items)
    return (tree.And if node.operator == "&&" else tree.Or)(items=items, kind=BOOL, span=node.span)


def _conditional(node: syntax.Conditional, scope: _Scope) -> tree.Node:
    test = _condition(node.test, scope, "the test of ?:")
    then, otherwise = _check(node.then, scope), _check(node.otherwise, scope)
    kind = unify(then.kind, otherwise.kind)
    if kind is None:
        raise RuleError(
            f"?: chooses between {_a(then.kind)} and {_a(otherwise.kind)}",
            "both must be of one type",
            column=node.otherwise.span.column,
        )
    return tree.If(test=test, then=then, otherwise=otherwise, kind=kind, span=node.span)


def _binary(node: syntax.Binary, scope: _Scope) -> tree.Node:
    left, right = _check(node.left, scope), _check(node.right, scope)
    if node.operator == "in":
        return _in(node, left, right)
    if node.operator in ("+", "-", "*", "/", "%"):
        return _arithmetic(node, left, right)
    kind = unify(left.kind, right.kind)
    if kind is None or str(kind) in opaque:
        raise _incomparable(node, left.kind, right.kind)
    if node.operator not in ("==", "!=") and str(kind) not in _ORDERED:
        raise RuleError(f"{_a(kind)} has no order", "use == or !=", column=node.span.column)
    _check_enum(left, right)
    _check_enum(right, left)
    return tree.Compare(operator=node.operator, left=left, right=right, kind=BOOL, span=node.span)


def _incomparable(node: syntax.Binary, left: Kind, right: Kind) -> RuleError:
    names = {str(left), str(right)}
    fix = "compare values of one type"
    if names == {"int", "double"}:
        fix = _MIXED
    elif names & opaque:
        fix = "only has() can ask about it"
    elif "string" in names and names & {"int", "double", "bool"}:
        fix = "remove or add the quotes of the literal"
    return RuleError(f"{_a(left)} is compared with {_a(right)}", fix, column=node.span.column)


def _check_enum(value: tree.Node, other: tree.Node) -> None:
    if not isinstance(value.kind, Scalar) or not value.kind.enum:
        return
    literals = other.items if isinstance(other, tree.Items) and other.name is None else (other,)
    for literal in literals:
        if isinstance(literal, tree.Const) and literal.value not in value.kind.enum:
            raise RuleError(
                f"{literal.value!r} is no value of {value.kind.shape}",
                nearest(str(literal.value), value.kind.enum, "its values are"),
                column=literal.span.column,
            )


def _in(node: syntax.Binary, element: tree.Node, container: tree.Node) -> tree.Node:
    if isinstance(container.kind, MapKind):
        wanted: Kind = STRING
    elif isinstance(container.kind, ListKind):
        wanted = container.kind.element
    else:
        fix = "use .contains() for text" if container.kind == STRING else "use a list, a map or a table"
        raise RuleError(f"{_a(container.kind)} holds no elements", fix, column=node.right.span.column)
    if unify(element.kind, wanted) is None or not isinstance(element.kind, Scalar) or element.kind.name in opaque:
        raise RuleError(
            f"{_a(element.kind)} is looked for among {wanted}s",
            "look for a value of that type",
            column=node.span.column,
        )
    _check_enum(element, container)
    if isinstance(container.kind, ListKind) and isinstance(container.kind.element, Scalar):
        _check_enum(tree.Var(name="", kind=container.kind.element), element)
    return tree.In(element=element, container=container, kind=BOOL, span=node.span)


def _arithmetic(node: syntax.Binary, left: tree.Node, right: tree.Node) -> tree.Node:
    kind = unify(left.kind, right.kind)
    if kind is None:
        fix = _MIXED if {str(left.kind), str(right.kind)} == {"int", "double"} else "use values of one type"
        raise RuleError(f"{_a(left.kind)} {node.operator} {_a(right.kind)}", fix, column=node.span.column)
    if kind == DOUBLE:
        raise RuleError("there is no arithmetic on doubles", "compare them, or use sum()", column=node.span.column)
    if kind != INT and not (node.operator == "+" and (kind == STRING or isinstance(kind, ListKind))):
        raise RuleError(
            f"{node.operator} does not work on {kind}s", "use ints (+ also joins strings and lists)",
            column=node.span.column,
        )  # fmt: skip
    if isinstance(kind, Scalar):
        kind = Scalar(kind.name)
    return tree.Arithmetic(operator=node.operator, left=left, right=right, kind=kind, span=node.span)


# --- macros and functions ---------------------------------------------------------------------------------------------


def _macro(node: syntax.Macro, scope: _Scope) -> tree.Node:
    source = _check(node.target, scope)
    if not isinstance(source.kind, (ListKind, MapKind)):
        raise RuleError(
            f"{node.kind} needs a list or a map, this is {_a(source.kind)}",
            "apply it to a list member",
            column=node.target.span.column,
        )
    inner, variable = scope.bind(node, tree.element_kind(source))
    if node.kind in ("all", "exists", "exists_one"):
        body = _condition(node.body, inner, f"the second argument of {node.kind}")
        return tree.Quantifier(which=node.kind, source=source, variable=variable, body=body, kind=BOOL, span=node.span)
    condition = node.body if node.kind == "filter" else node.where
    where = None if condition is None else _condition(condition, inner, f"the condition of {node.kind}")
    value = evolve(inner.names[node.variable]) if node.kind == "filter" else _check(node.body, inner)
    kind = ListKind(
        value.kind, minimum=source.kind.minimum if where is None and isinstance(source.kind, ListKind) else 0
    )
    return tree.Collect(source=source, variable=variable, where=where, body=value, kind=kind, span=node.span)


def _invoke(node: syntax.Invoke, scope: _Scope) -> tree.Node:
    written = (node.target, *node.arguments) if node.target is not None else node.arguments
    if node.function not in _FUNCTIONS:
        raise RuleError(
            f"unknown function {node.function!r}",
            nearest(node.function, (*_FUNCTIONS, *_MACRO_NAMES), "there are"),
            column=node.span.column if node.target is None else node.target.span.end + 2,
        )
    style, count, make = _FUNCTIONS[node.function]
    wrong_style = (style == "method") != (node.target is not None) and style != "both"
    if wrong_style or len(written) != count:
        raise RuleError(f"{node.function} is called wrongly", f"write {_usage(node.function)}", column=node.span.column)
    return make(node, written, scope)


_MACRO_NAMES: Final = ("has", "all", "exists", "exists_one", "map", "filter")


def _usage(function: str) -> str:
    style, count, _ = _FUNCTIONS[function]
    names = ["x", "y"][:count]
    return f"x.{function}({', '.join(names[1:])})" if style == "method" else f"{function}({', '.join(names)})"


def _argument(node: syntax.Syntax, scope: _Scope, wanted: Kind, function: str) -> tree.Node:
    checked = _check(node, scope)
    if checked.kind != wanted:
        raise RuleError(
            f"{function} needs {_a(wanted)}, this is {_a(checked.kind)}", "pass another value", column=node.span.column
        )
    return checked


def _size(node: syntax.Invoke, written: tuple[syntax.Syntax, ...], scope: _Scope) -> tree.Node:
    inner = written[0]
    if isinstance(inner, syntax.Invoke) and inner.function == "bytes":
        if inner.target is not None or len(inner.arguments) != 1:
            raise RuleError("bytes is called wrongly", "write size(bytes(text))", column=inner.span.column)
        text = _argument(inner.arguments[0], scope, STRING, "bytes")
        return tree.Call(function="utf8_size", arguments=(text,), kind=Scalar("int", minimum=0), span=node.span)
    value = _check(inner, scope)
    if value.kind != STRING and not isinstance(value.kind, (ListKind, MapKind)):
        raise RuleError(
            f"{_a(value.kind)} has no size", "ask for the size of a string, list or map", column=inner.span.column
        )
    least = value.kind.minimum if isinstance(value.kind, ListKind) else 0
    return tree.Call(function="size", arguments=(value,), kind=Scalar("int", minimum=least), span=node.span)


def _bytes(node: syntax.Invoke, _: tuple[syntax.Syntax, ...], __: _Scope) -> tree.Node:
    raise RuleError("bytes() only has a size here", "write size(bytes(text))", column=node.span.column)


def _texts(result: Kind) -> _Maker:
    """A function of strings only."""

    def make(node: syntax.Invoke, written: tuple[syntax.Syntax, ...], scope: _Scope) -> tree.Node:
        arguments = tuple(_argument(item, scope, STRING, node.function) for item in written)
        return tree.Call(function=node.function, arguments=arguments, kind=result, span=node.span)

    return make


def _pattern(result: Kind, wanted_groups: int | None) -> _Maker:
    """A function of a string and a literal pattern, which has a portable form; the tree keeps it as written."""

    def make(node: syntax.Invoke, written: tuple[syntax.Syntax, ...], scope: _Scope) -> tree.Node:
        text = _argument(written[0], scope, STRING, node.function)
        literal = written[1]
        if not isinstance(literal, syntax.Literal) or not isinstance(literal.value, str):
            raise RuleError(
                f"the pattern of {node.function} is a literal", "write it as r'...'", column=literal.span.column
            )
        try:
            pattern = portable(literal.value)
        except RuleError as error:
            raise RuleError(error.reason, error.fix, column=literal.span.column) from error
        if wanted_groups is not None and groups(pattern) != wanted_groups:
            raise RuleError(
                f"the pattern of capture has {groups(pattern)} groups", "give it one (...)", column=literal.span.column
            )
        arguments = (text, tree.Const(value=literal.value, kind=STRING, span=literal.span))
        return tree.Call(function=node.function, arguments=arguments, kind=result, span=node.span)

    return make


def _sum(node: syntax.Invoke, written: tuple[syntax.Syntax, ...], scope: _Scope) -> tree.Node:
    value = _check(written[0], scope)
    if not isinstance(value.kind, ListKind) or value.kind.element not in (INT, DOUBLE):
        raise RuleError(
            f"sum needs a list of ints or of doubles, this is {_a(value.kind)}",
            "map the elements to numbers",
            column=written[0].span.column,
        )
    element = value.kind.element
    nonnegative = isinstance(element, Scalar) and element.minimum is not None and element.minimum >= 0
    kind = Scalar(str(element), minimum=0 if nonnegative else None)
    return tree.Call(function="sum", arguments=(value,), kind=kind, span=node.span)


def _unique(node: syntax.Invoke, written: tuple[syntax.Syntax, ...], scope: _Scope) -> tree.Node:
    value = _check(written[0], scope)
    scalar = isinstance(value.kind, ListKind) and str(value.kind.element) in (*_ORDERED, "bool")
    if not scalar:
        raise RuleError(
            f"unique needs a list of plain values, this is {_a(value.kind)}",
            "map the elements to their keys: .map(x, x.Key)",
            column=written[0].span.column,
        )
    return tree.Call(function="unique", arguments=(value,), kind=BOOL, span=node.span)


def _ceil_div(node: syntax.Invoke, written: tuple[syntax.Syntax, ...], scope: _Scope) -> tree.Node:
    arguments = tuple(_argument(item, scope, INT, "ceilDiv") for item in written)
    return tree.Call(function="ceilDiv", arguments=arguments, kind=INT, span=node.span)


_Maker = Callable[[syntax.Invoke, tuple[syntax.Syntax, ...], _Scope], tree.Node]
# name: (called as f(x), x.f() or both; number of arguments, the target among them; how the node is made)
_FUNCTIONS: Final[Mapping[str, tuple[str, int, _Maker]]] = {
    "size": ("both", 1, _size),
    "bytes": ("function", 1, _bytes),
    "startsWith": ("method", 2, _texts(BOOL)),
    "endsWith": ("method", 2, _texts(BOOL)),
    "contains": ("method", 2, _texts(BOOL)),
    "matches": ("both", 2, _pattern(BOOL, None)),
    "lowerAscii": ("method", 1, _texts(STRING)),
    "sum": ("function", 1, _sum),
    "ceilDiv": ("function", 2, _ceil_div),
    "unique": ("function", 1, _unique),
    "isJmespath": ("function", 1, _texts(BOOL)),
    "capture": ("function", 2, _pattern(STRING, 1)),
}
_CHECKERS: Final[Mapping[type, Callable[..., tree.Node]]] = {
    syntax.Literal: _literal,
    syntax.ListLiteral: _list,
    syntax.Name: _name,
    syntax.Select: _select,
    syntax.Index: _index,
    syntax.Has: _has,
    syntax.Unary: _unary,
    syntax.Binary: _binary,
    syntax.Logic: _logic,
    syntax.Conditional: _conditional,
    syntax.Macro: _macro,
    syntax.Invoke: _invoke,
}
