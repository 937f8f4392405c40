"""Gives a rule's names their meaning: resolves them against the model and checks that types agree.

Its result is a typed `tree`. Whether optional members are guarded is the business of `presence`, which reads that tree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from attrs import evolve, field, frozen

from ...model import Model
from . import functions, syntax, tree
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
    RequestsKind,
    Scalar,
    StructureKind,
    of_shape,
    opaque,
    unify,
)
from .parse import macros

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
        if name.variable in ("self", "release", "earlier", "region", "tables"):
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
        fix = nearest(shape, structures, "there are")
        raise RuleError(f"{shape!r} is no structure of this model", fix, part="shape")
    scope = _Scope(
        environment,
        {
            "self": tree.Var(name="self", kind=StructureKind(shape)),
            "release": tree.Var(name="release", kind=RequestsKind("release")),
            "earlier": tree.Var(name="earlier", kind=RequestsKind("earlier")),
            "region": tree.Var(name="region", kind=STRING),
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
        raise RuleError.at(node.span, f"{what} is a condition, this is {_a(checked.kind)}", fix)
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
    match node.value:
        case bool():
            kind = BOOL
        case str():
            kind = STRING
        case int() | float() as number:
            kind = Scalar("int" if isinstance(number, int) else "double", minimum=number)
    return tree.Const(value=node.value, kind=kind, span=node.span)


def _list(node: syntax.ListLiteral, scope: _Scope) -> tree.Node:
    items = tuple(_check(item, scope) for item in node.items)
    kind: Kind = NOTHING
    for item in items:
        joint = unify(kind, item.kind)
        if joint is None:
            raise RuleError.at(item.span, f"a list holds one type, this one has {kind} and {item.kind}", _MIXED)
        kind = joint
    return tree.Items(items=items, kind=ListKind(kind, minimum=len(items)), span=node.span)


def _name(node: syntax.Name, scope: _Scope) -> tree.Node:
    if node.name == "tables":
        raise RuleError.at(node.span, "tables is not a value", "select one: tables.name")
    if node.name not in scope.names:
        raise RuleError.at(node.span, f"unknown name {node.name!r}", nearest(node.name, scope.names, "known here"))
    return evolve(scope.names[node.name], span=node.span)


def _select(node: syntax.Select, scope: _Scope) -> tree.Node:
    if isinstance(node.operand, syntax.Name) and node.operand.name == "tables":
        return _table(node, scope)
    operand = _check(node.operand, scope)
    column = node.span.end - len(node.member) + 1
    if isinstance(operand.kind, RequestsKind):
        return _requests(node, operand, scope, column)
    if isinstance(operand.kind, MapKind):
        raise RuleError(f"a map has no member {node.member!r}", f"write ['{node.member}']", column=column)
    if not isinstance(operand.kind, StructureKind):
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
    kind = MapKind(StructureKind(operation.input))
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
    if not isinstance(selected, tree.Member) or isinstance(selected.operand.kind, RequestsKind):
        raise RuleError.at(node.span, "has() asks for a member of a structure", "leave it out: this is always there")
    steps = tuple(evolve(step, span=node.span) for step in _steps(selected))
    return steps[0] if len(steps) == 1 else tree.And(items=steps, kind=BOOL, span=node.span)


def _steps(node: tree.Node) -> tuple[tree.Present, ...]:
    """One presence test per optional member on the way, and one for the last."""
    if isinstance(node, (tree.At, tree.Entry)):
        return _steps(node.operand)
    if not isinstance(node, tree.Member) or isinstance(node.operand.kind, RequestsKind):
        return ()
    before = (step for step in _steps(node.operand) if not step.required)
    return (*before, tree.Present(operand=node.operand, name=node.name, required=node.required, kind=BOOL))


# --- operators --------------------------------------------------------------------------------------------------------


def _unary(node: syntax.Unary, scope: _Scope) -> tree.Node:
    if node.operator == "!":
        operand = _condition(node.operand, scope, "the operand of !")
        return tree.Not(operand=operand, kind=BOOL, span=node.span)
    value = _check(node.operand, scope)
    if value.kind != INT:
        raise RuleError.at(node.operand.span, f"- needs an int, this is {_a(value.kind)}", "negate an int")
    return tree.Negate(operand=value, kind=INT, span=node.span)


def _logic(node: syntax.Logic, scope: _Scope) -> tree.Node:
    items = tuple(_condition(item, scope, f"each operand of {node.operator}") for item in node.items)
    return (tree.And if node.operator == "&&" else tree.Or)(items=items, kind=BOOL, span=node.span)


def _conditional(node: syntax.Conditional, scope: _Scope) -> tree.Node:
    test = _condition(node.test, scope, "the test of ?:")
    then, otherwise = _check(node.then, scope), _check(node.otherwise, scope)
    kind = unify(then.kind, otherwise.kind)
    if kind is None:
        raise RuleError.at(
            node.otherwise.span,
            f"?: chooses between {_a(then.kind)} and {_a(otherwise.kind)}",
            "both must be of one type",
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
        raise RuleError.at(node.span, f"{_a(kind)} has no order", "use == or !=")
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
    return RuleError.at(node.span, f"{_a(left)} is compared with {_a(right)}", fix)


def _check_enum(value: tree.Node, other: tree.Node) -> None:
    if not isinstance(value.kind, Scalar) or not value.kind.enum:
        return
    literals = other.items if isinstance(other, tree.Items) and other.name is None else (other,)
    for literal in literals:
        if isinstance(literal, tree.Const) and literal.value not in value.kind.enum:
            raise RuleError.at(
                literal.span,
                f"{literal.value!r} is no value of {value.kind.shape}",
                nearest(str(literal.value), value.kind.enum, "its values are"),
            )


def _in(node: syntax.Binary, element: tree.Node, container: tree.Node) -> tree.Node:
    if isinstance(container.kind, MapKind):
        wanted: Kind = STRING
    elif isinstance(container.kind, ListKind):
        wanted = container.kind.element
    else:
        fix = "use .contains() for text" if container.kind == STRING else "use a list, a map or a table"
        raise RuleError.at(node.right.span, f"{_a(container.kind)} holds no elements", fix)
    if unify(element.kind, wanted) is None or not isinstance(element.kind, Scalar) or element.kind.name in opaque:
        raise RuleError.at(
            node.span, f"{_a(element.kind)} is looked for among {wanted}s", "look for a value of that type"
        )
    _check_enum(element, container)
    if isinstance(container.kind, ListKind) and isinstance(container.kind.element, Scalar):
        _check_enum(tree.Var(name="", kind=container.kind.element), element)
    return tree.In(element=element, container=container, kind=BOOL, span=node.span)


def _arithmetic(node: syntax.Binary, left: tree.Node, right: tree.Node) -> tree.Node:
    kind = unify(left.kind, right.kind)
    if kind is None:
        fix = _MIXED if {str(left.kind), str(right.kind)} == {"int", "double"} else "use values of one type"
        raise RuleError.at(node.span, f"{_a(left.kind)} {node.operator} {_a(right.kind)}", fix)
    if kind == DOUBLE:
        raise RuleError.at(node.span, "there is no arithmetic on doubles", "compare them, or use sum()")
    if kind != INT and not (node.operator == "+" and (kind == STRING or isinstance(kind, ListKind))):
        raise RuleError.at(
            node.span, f"{node.operator} does not work on {kind}s", "use ints (+ also joins strings and lists)"
        )
    if isinstance(kind, Scalar):
        kind = Scalar(kind.name)
    return tree.Arithmetic(operator=node.operator, left=left, right=right, kind=kind, span=node.span)


# --- macros and functions ---------------------------------------------------------------------------------------------


def _macro(node: syntax.Macro, scope: _Scope) -> tree.Node:
    source = _check(node.target, scope)
    if not isinstance(source.kind, (ListKind, MapKind)):
        raise RuleError.at(
            node.target.span,
            f"{node.kind} needs a list or a map, this is {_a(source.kind)}",
            "apply it to a list member",
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
    column = node.span.column if node.target is None else node.target.span.end + 2
    match node:
        case syntax.Invoke(function="size", target=None, arguments=(syntax.Invoke(function="bytes") as measured,)):
            return evolve(_call(functions.BYTES, measured, scope), span=node.span)
        case syntax.Invoke(function="bytes"):
            raise RuleError("bytes() only has a size here", f"write {functions.BYTES.usage}", column=column)
    function = functions.FUNCTIONS.get(node.function)
    if function is None:
        known = (*functions.FUNCTIONS, *macros, "has")
        raise RuleError(
            f"unknown function {node.function!r}", nearest(node.function, known, "there are"), column=column
        )
    return _call(function, node, scope)


def _call(function: functions.Function, node: syntax.Invoke, scope: _Scope) -> tree.Call:
    written = (node.target, *node.arguments) if node.target is not None else node.arguments
    wrong_style = function.style == ("function" if node.target is not None else "method")
    if wrong_style or len(written) != len(function.parameters):
        raise RuleError.at(node.span, f"{function} is called wrongly", f"write {function.usage}")
    arguments = tuple(map(partial(_argument, function, scope), function.parameters, written))
    kind = function.result if isinstance(function.result, Kind) else function.result(arguments[0].kind)
    return tree.Call(function=function, arguments=arguments, kind=kind, span=node.span)


def _argument(
    function: functions.Function, scope: _Scope, parameter: functions.Parameter, node: syntax.Syntax
) -> tree.Node:
    checked = _check(node, scope)
    column = node.span.column
    if not parameter.accepts(checked.kind):
        reason = f"{function} needs {parameter.wanted}, this is {_a(checked.kind)}"
        raise RuleError(reason, parameter.fix, column=column)
    if parameter.literal is not None:
        if not isinstance(checked, tree.Const):
            raise RuleError(f"{function} takes a literal here", "write it in quotes", column=column)
        try:
            parameter.literal(str(checked.value))
        except RuleError as error:
            raise evolve(error, column=column) from error
    return checked


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
