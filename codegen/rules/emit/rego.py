"""Prints rules as Rego, for AWS's engine that validates CloudFormation templates: cloudformation-validate, also in CDK.

A template holds values that only a deployment tells. So a condition is printed as what is *certainly* so: every value
is read through a helper of `templates/rules.rego.j2` (`text`, `whole`, `real`, `truth`, `list`), which is undefined for
an unknown value or one of another type, and what is undefined makes no finding. Negations are pushed down to the atoms
first; below `not` stand only values that a line before has bound. Text of rules enters as JSON strings alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import define, evolve, field, frozen

from ..analysis.element_loops import Each, Repeated, When
from ..analysis.simplify import normal, satisfied
from ..language import functions, tree
from ..language.kinds import BOOL, STRING, ListKind, MapKind, RequestsKind, Scalar
from ..language.regex import re2
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
from .gate import CannotSayError, Ruling, Said

_READERS: Final = {"string": "text", "int": "whole", "double": "real", "bool": "truth"}
_SEVERITIES: Final = {"error": "ERROR", "warning": "WARN"}
_TESTS: Final[Mapping[functions.Function, str]] = {
    functions.STARTS_WITH: "startswith",
    functions.ENDS_WITH: "endswith",
    functions.CONTAINS: "contains",
}
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*")
# Words of Rego that cannot stand behind a dot.
_TAKEN: Final = frozenset(
    {"as", "contains", "default", "else", "every", "false", "if", "import", "in", "not", "null", "package", "some"}
    | {"true", "with"}
)
# What Python's patterns have and the engine's do not: assertions that look around, references, atomic groups.
_BEYOND_RUST: Final = re.compile(r"\(\?(?:[=!>]|<[=!]|P=)|\\[1-9]|\\Z|[*+?}]\+")
_PART: Final = 70
"""Characters of a string on one line, and of a line before it is broken; the engine refuses lines beyond 1,024."""
_PARTS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|, |[^",]+|,')


@frozen
class RegoRule:
    """One rule at one shape.

    Attributes:
        comment: the rule as written, in lines that are safe behind `# `.
        site: what the structures that it guards are listed under.
        head: what is reported: id, severity, request, path, message.
        body: the lines below which it is violated.
        helpers: definitions that the lines call.
    """

    id: str
    comment: tuple[str, ...]
    site: str
    head: str
    body: tuple[str, ...]
    helpers: tuple[str, ...]


def rego_rules(rule: Ruling, severity: str, site: str) -> tuple[RegoRule, ...]:
    """The rule in Rego: once, or twice where it is a warning under a condition.

    Args:
        rule: a compiled rule.
        severity: "error" or "warning", as the spec has it.
        site: what the structures of the rule's shape are listed under.

    Raises:
        CannotSayError: it needs something that Rego, or the engine, has no way to say.
    """
    printer = _Printer(re.sub(r"\W", "_", f"rule_{rule.id}_{rule.shape}"))
    lines, stars = printer.failing(rule)
    at = _path_text(rule, stars)
    if rule.profile != "default":
        lines.insert(0, f"profiles[{text(rule.profile)}]")
    last = f"readable(index, at, {json.dumps(rule.needs)})" if rule.needs else ""
    made: list[tuple[str, list[str]]] = [(severity, [])]
    if rule.warn_tree is not None:
        certain = printer.function(normal(rule.warn_tree, False))
        made = [("error", [certain]), ("warning", [f"not {certain}"])]
    return tuple(
        RegoRule(
            id=rule.id,
            comment=tuple(_comment(rule.rule)),
            site=site,
            head=next(
                _folded([", ".join((text(rule.id), _severity(level, rule.strict), "index", at, text(rule.message)))])
            ),
            body=tuple(_folded([*lines, *extra, *([last] if last else [])])),
            helpers=tuple(printer.helpers) if number == 0 else (),
        )
        for number, (level, extra) in enumerate(made)
    )


def verdict(rule: Ruling) -> Said:
    """Whether Rego says the rule."""
    try:
        rego_rules(rule, "error", "")
    except CannotSayError as error:
        return Said(rule.id, "not", f"no way to {error}")
    if any(
        isinstance(n.kind, RequestsKind) and isinstance(n, Var) and n.name == "earlier" for n in tree.walk(rule.tree)
    ):
        return Said(rule.id, "partly", "the order of logical ids stands for the order of requests")
    return Said(rule.id, "said")


def text(value: str | float) -> str:
    """A JSON literal in ASCII, which is one of Rego too; a long string in parts, for the engine reads short lines."""
    if isinstance(value, str):
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, str) and len(value) > _PART:
        parts = [json.dumps(value[start : start + _PART]) for start in range(0, len(value), _PART)]
        return f'concat("", [{", ".join(parts)}])' if len(parts) < 3 else f'concat("", [\n{_listed(parts)}])'
    return json.dumps(value)


def table(value: Any) -> str:
    """A literal of many lines: objects, lists, texts and numbers."""
    if isinstance(value, Mapping):
        entries = [f"{text(key)}: {_indented_more(table(inner))}" for key, inner in value.items()]
        return f"{{\n{_listed(entries)}}}" if entries else "{}"
    if isinstance(value, (list, tuple)):
        entries = [_indented_more(table(inner)) for inner in value]
        return f"[\n{_listed(entries)}]" if entries else "[]"
    return text(value)


def _indented_more(literal: str) -> str:
    return literal.replace("\n", "\n\t")


def _listed(entries: Iterable[str]) -> str:
    return "".join(f"\t{entry},\n" for entry in entries)


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """The lines, broken behind commas where they are too long for the engine."""
    for line in lines:
        length, folded = 0, ""
        for part in _PARTS.findall(line):
            length += len(part)
            folded += part
            if part == ", " and length > _PART:
                folded, length = f"{folded.rstrip()}\n\t\t", 0
        yield folded


def _severity(level: str, strict: str | None) -> str:
    usual = text(_SEVERITIES[level])
    return usual if strict in (None, level) else f"level({usual}, {text(_SEVERITIES[str(strict)])})"


def _comment(rule: str) -> Iterator[str]:
    """The rule in lines of printable ASCII."""
    words = " ".join(rule.split()).encode("ascii", "backslashreplace").decode()
    for line in re.findall(r".{1,110}(?:\s|$)|.{1,110}", words):
        yield "".join(char if " " <= char <= "~" else "?" for char in line.strip())


def _path_text(rule: Ruling, stars: Iterable[str]) -> str:
    rest = iter(stars)
    steps = [next(rest) if step == "*" else text(step) for step in rule.field_path]
    return f"array.concat(at, [{', '.join(steps)}])" if steps else "at"


@define
class _Printer:
    """Prints the conditions of one rule. `helpers` are the functions that they call, each named after the rule."""

    base: str
    helpers: list[str] = field(factory=list)
    made: dict[str, str] = field(factory=dict)
    bound: int = 0

    def failing(self, rule: Ruling) -> tuple[list[str], list[str]]:
        """The lines below which the rule is violated, and the variables for the "*" of its fieldPath."""
        lines: list[str] = []
        stars: list[str] = []
        for step in rule.failing:
            match step:
                case When(condition=condition):
                    lines += self.conditions(normal(condition, True))
                case Each(source=source, variable=variable):
                    stars.append(f"i{len(stars)}")
                    lines += self.each(source, stars[-1], _variable(variable))
                case Repeated(values=values):
                    stars.append(f"i{len(stars)}")
                    lines += self.repeated(values, stars[-1])
        return lines, stars

    def each(self, source: Node, index: str, variable: str) -> list[str]:
        """A loop over the elements of a list or the keys of a map, under the index that people wrote."""
        path = self.path(source)
        if isinstance(source.kind, MapKind):
            found = [f"some {index}, _ in {path}", f"known({path}[{index}])", f"{variable} := {index}"]
            return [f"is_object({path})", f"known({path})", *found]
        return [f"is_array({path})", f"some {index}, {variable} in {path}", f"{variable} != null"]

    def repeated(self, values: Collect, index: str) -> list[str]:
        """A loop over the elements whose value an earlier element has."""
        other = Var(name=f"{values.variable}_before", kind=tree.element_kind(values.source))
        variable = Var(name=values.variable, kind=other.kind)
        lines = self.each(values.source, index, _variable(values.variable))
        lines += [*self._where(values.where), f"repeated := {self.value(values.body)}"]
        lines += self.each(values.source, f"{index}_before", _variable(other.name))
        lines.append(f"{index}_before < {index}")
        where = None if values.where is None else tree.substitute(values.where, variable, other)
        lines += [*self._where(where), f"{self.value(tree.substitute(values.body, variable, other))} == repeated"]
        return lines

    def _where(self, where: Node | None) -> list[str]:
        return [] if where is None else self.conditions(normal(where, True))

    # --- conditions, in negation normal form --------------------------------------------------------------------------

    def conditions(self, node: Node) -> list[str]:  # noqa: C901, PLR0911, PLR0912 - one case per kind of condition
        """Lines that hold if the condition certainly does."""
        match node:
            case And(items=items):
                return [line for item in items for line in self.conditions(item)]
            case Or() | If():
                return [self.function(node)]
            case Const(value=bool() as value):
                return [] if value else ["false"]
            case Present(operand=operand, name=name):
                return self._present(operand, name)
            case Not(operand=Present(operand=operand, name=name)):
                return self._lacks(operand, name)
            case Quantifier(which="all", source=source, variable=variable, body=body):
                lines = self.conditions(body)
                return [f"every {_variable(variable)} in {self.elements(source)} {{ {'; '.join(lines) or 'true'} }}"]
            case Not(operand=Quantifier(which="exists") as inner):
                none = evolve(inner, which="all", body=normal(inner.body, False))
                return self.conditions(none)
            case Quantifier(which="exists") | Compare(left=Node(kind=Scalar(name="bool"))):
                return [self.function(node)]
            case Compare(operator="==" | "!=" as operator, left=left, right=Const(value=str() as value)):
                line, name = self.string(left)
                return [*([line] if operator == "!=" else []), f"{name} {operator} {text(value)}"]
            case Compare(operator=operator, left=left, right=right):
                line, name = (
                    self.bind(self.value(left)) if isinstance(left, (Arithmetic, Negate)) else ("", self.value(left))
                )
                # A line that begins with a bracket would go on with the line before.
                return [*([line] if line else []), f"{name} {operator} {self.value(right)}"]
            case In():
                return self._in(node, truth=True)
            case Not(operand=In() as inner):
                return self._in(inner, truth=False)
            case Call(function=functions.UNIQUE, arguments=(values,)):
                listed = self.bind(self.value(values))
                return [listed[0], f"count({listed[1]}) == count({{value | some value in {listed[1]}}})"]
            case Not(operand=Call(function=functions.UNIQUE, arguments=(Collect() as values,))):
                return self.repeated(values, f"j{self._next()}")
            case Call():
                return self._test(node, truth=True)
            case Not(operand=Call() as inner):
                return self._test(inner, truth=False)
            case Member() | At() | Entry() | Var() if node.kind == BOOL:
                return [f"truth({self.path(node)}) == true"]
            case Not(operand=Member() | At() | Entry() | Var() as inner) if inner.kind == BOOL:
                return [f"truth({self.path(inner)}) == false"]
        raise CannotSayError(f"say {type(node).__name__} of {node.kind}")

    def bind(self, expression: str) -> tuple[str, str]:
        """A line that binds the value to a variable, and the variable: undefined values then end the condition."""
        name = f"value_{self._next()}"
        return f"{name} := {expression}", name

    def string(self, node: Node) -> tuple[str, str]:
        """A line that ends the condition where the string is unknown, and the string, which is read where it is."""
        if isinstance(node, (Member, At, Entry, Var)):
            path = self.path(node)
            return f"is_string({path})", path
        return self.bind(self.value(node))

    def _present(self, operand: Node, name: str) -> list[str]:
        """has() certainly holds. Calls of helpers are dear: what is not there at all is told without one."""
        path = self._step(operand, name)
        return [f"{path} != null", f"known({path})"]

    def _lacks(self, operand: Node, name: str) -> list[str]:
        """has() certainly fails: of a structure that is there and known, as `self` always is."""
        path = self.path(operand)
        absent = f"object.get({path}, {text(name)}, null) == null"
        return [absent] if path == "self" else [absent, f"known({path})"]

    def _next(self) -> int:
        self.bound += 1
        return self.bound

    def _in(self, node: In, *, truth: bool) -> list[str]:
        container, element = node.container, node.element
        if isinstance(container, Member) and isinstance(container.operand.kind, RequestsKind):
            around = getattr(container.operand, "name", "release")
            word = {True: f"in_{around}", False: f"outside_{around}"}[truth]
            sought = self.value(element) if around == "earlier" else self.path(element)
            return [f"{word}({text(container.name)}, index, {sought})"]
        if isinstance(container.kind, MapKind):
            return [f"{'present' if truth else 'lacks'}({self.path(container)}, {self.value(element)})"]
        if isinstance(container, Items):
            line, name = self.string(element) if element.kind == STRING else self.bind(self.value(element))
            needed = [] if truth and line.startswith("is_string(") else [line]
            bound = [("", self.value(i)) if isinstance(i, Const) else self.bind(self.value(i)) for i in container.items]
            needed += [first for first, _ in bound if first]
            choices = f"{{{', '.join(choice for _, choice in bound)}}}" if bound else "set()"
            return [*needed, f"{'' if truth else 'not '}{name} in {choices}"]
        variable = Var(name=f"element{self._next()}", kind=element.kind)
        same = Compare(operator="==" if truth else "!=", left=variable, right=element, kind=BOOL)
        which = "exists" if truth else "all"
        return self.conditions(Quantifier(which=which, source=container, variable=variable.name, body=same, kind=BOOL))

    def _test(self, node: Call, *, truth: bool) -> list[str]:
        """A test of one string against one or several others."""
        line, name = self.string(node.arguments[0])
        no = "" if truth else "not "
        if node.function is functions.MATCHES:
            pattern = tree.constants(node.arguments[1]) or ("",)
            return [line, f"{no}regex.match({text(re2(str(pattern[0])))}, {name})"]
        options = node.options()
        word = _TESTS.get(node.function)
        if word is None:
            raise CannotSayError(f"say {node.function.usage}")
        if options is None:
            bound, other = self.bind(self.value(node.arguments[1]))
            return [line, bound, f"{no}{word}({name}, {other})"]
        if len(options) == 1:
            return [line, f"{no}{word}({name}, {text(options[0])})"]
        return [line, f"{no}any_{word}({name}, [{', '.join(map(text, options))}])"]

    # --- functions: what needs more than one way to hold --------------------------------------------------------------

    def function(self, node: Node) -> str:
        """A call of a helper that holds if the condition certainly does, made once for equal conditions."""
        match node:
            case Or(items=items):
                ways = [self.conditions(item) for item in items]
            case If(test=test, then=then, otherwise=otherwise):
                ways = [self.conditions(test) + self.conditions(then)]
                ways.append(self.conditions(normal(test, False)) + self.conditions(otherwise))
            case Quantifier(source=source, variable=variable, body=body):
                ways = [[f"some {_variable(variable)} in {self.elements(source)}", *self.conditions(body)]]
            case Compare(operator=operator, left=left, right=right):
                ways = [
                    self.conditions(normal(left, truth)) + self.conditions(normal(right, truth is (operator == "==")))
                    for truth in (True, False)
                ]
            case _:
                ways = [self.conditions(node)]
        return self._defined([("", way) for way in ways], node)

    def _defined(self, ways: list[tuple[str, list[str]]], node: Node) -> str:
        """A call of a helper with one definition a way: its value ("" is true) and the lines it holds under."""
        arguments = ", ".join(_free(node))
        heads = [f"({arguments}) := {value}" if value else f"({arguments})" for value, _ in ways]
        bodies = [f"{h} if {{\n{_indented(lines or ['true'])}\n}}" for h, (_, lines) in zip(heads, ways, strict=True)]
        text_ = "\n".join(bodies)
        if text_ not in self.made:
            self.made[text_] = f"{self.base}_{len(self.made) + 1}"
            self.helpers += [f"{self.made[text_]}{body}" for body in bodies]
        return f"{self.made[text_]}({arguments})"

    # --- values -------------------------------------------------------------------------------------------------------

    def value(self, node: Node) -> str:  # noqa: C901, PLR0911, PLR0912 - one case per kind of value
        """An expression that is undefined if the value is unknown."""
        match node:
            case Const(value=value):
                return text(value)
            case Items(items=items):
                return f"[{', '.join(self.value(item) for item in items)}]"
            case Arithmetic(operator="+", left=left, right=right) if isinstance(node.kind, ListKind):
                return f"array.concat({self.value(left)}, {self.value(right)})"
            case Arithmetic(operator="+", left=left, right=right) if node.kind == STRING:
                return f'concat("", [{self.value(left)}, {self.value(right)}])'
            case Arithmetic(operator="/", left=left, right=right):
                return f"int_div({self.value(left)}, {self.value(right)})"
            case Arithmetic(operator=operator, left=left, right=right):
                return f"({self.value(left)} {operator} {self.value(right)})"
            case Negate(operand=operand):
                return f"(0 - {self.value(operand)})"
            case If(test=test, then=then, otherwise=otherwise):
                yes = self.conditions(satisfied(test))
                no = self.conditions(normal(test, False))
                return self._defined([(self.value(then), yes), (self.value(otherwise), no)], node)
            case Collect():
                return self._collected(node)
            case Call():
                return self._called(node)
            case Member() | At() | Entry() | Var():
                if isinstance(node.kind, ListKind):
                    return f"list({self.path(node)})"
                if isinstance(node.kind, Scalar) and node.kind.name in _READERS:
                    return f"{_READERS[node.kind.name]}({self.path(node)})"
        raise CannotSayError(f"compare a whole {node.kind}")

    def _called(self, node: Call) -> str:  # noqa: PLR0911 - one case per function
        first = node.arguments[0]
        match node.function:
            case functions.SIZE if isinstance(first, Member) and isinstance(first.operand.kind, RequestsKind):
                return f"count(released({text(first.name)}, index))"
            case functions.SIZE if isinstance(first.kind, MapKind):
                return f"count(keys({self.path(first)}))"
            case functions.SIZE if first.kind == STRING:
                return f"length({self.value(first)})"
            case functions.SIZE:
                return f"count({self.value(first)})"
            case functions.BYTES:
                return f"bytes({self.value(first)})"
            case functions.LOWER_ASCII:
                return f"lower_ascii({self.value(first)})"
            case functions.SPLIT:
                return f"split({self.value(first)}, {self.value(node.arguments[1])})"
            case functions.SUM:
                return f"sum({self.value(first)})"
            case functions.CEIL_DIV:
                return f"ceil_div({self.value(first)}, {self.value(node.arguments[1])})"
            case functions.CAPTURE:
                pattern = tree.constants(node.arguments[1]) or ("",)
                return f"captured({text(re2(str(pattern[0])))}, {self.value(first)})"
        raise CannotSayError(f"say {node.function.usage}")

    def _collected(self, node: Collect) -> str:
        """The list, where every element surely is or is not part of it and every part is known."""
        variable, source = _variable(node.variable), self.elements(node.source)
        where = [] if node.where is None else self.conditions(normal(node.where, True))
        body = self.value(node.body) if isinstance(node.body.kind, (Scalar, ListKind)) else self.path(node.body)
        lines = [
            f"source := {source}",
            f"chosen := [element | {'; '.join([f'some {variable} in source', *where, f'element := {body}'])}]",
        ]
        if node.where is None:
            lines.append("count(chosen) == count(source)")
        else:
            no = self.conditions(normal(node.where, False))
            lines += [
                f"others := [1 | {'; '.join([f'some {variable} in source', *no])}]",
                "count(chosen) + count(others) == count(source)",
            ]
        return self._defined([("chosen", lines)], node)

    def elements(self, source: Node) -> str:
        """What a macro ranges over: the elements of a list, the keys of a map."""
        if isinstance(source.kind, MapKind):
            return f"keys({self.path(source)})"
        return self.value(source)

    def path(self, node: Node) -> str:
        """A value as it is in the template, known or not."""
        match node:
            case Var(name="region"):
                raise CannotSayError("know the region that a template is for")
            case Var(name=name):
                return _variable(name)
            case Member(operand=operand, name=name) if isinstance(operand.kind, RequestsKind):
                raise CannotSayError(f"loop over {name} of other requests")
            case Member(operand=operand, name=name):
                return self._step(operand, name)
            case At(operand=operand, index=index):
                return f"list({self.path(operand)})[{index}]"
            case Entry(operand=Member(operand=Node(kind=RequestsKind()), name=name), key=key):
                return f"other_request({text(name)}, index, {self.path(key)})"
            case Entry(operand=operand, key=key):
                return f"{self.path(operand)}[{self.value(key)}]"
            case _:
                return self.value(node)

    def _step(self, operand: Node, name: str) -> str:
        plain = _PLAIN.fullmatch(name) and name not in _TAKEN
        return f"{self.path(operand)}.{name}" if plain else f"{self.path(operand)}[{text(name)}]"


def _variable(name: str) -> str:
    """The variable of a macro: one letter as it is, else with a last underscore, which no other name here has."""
    return name if name == "self" or len(name) == 1 else f"{name}_"


def _free(node: Node) -> list[str]:
    """The variables that a condition takes from around it."""
    inside = {n.variable for n in tree.walk(node) if isinstance(n, (Quantifier, Collect))}
    names = [n.name for n in tree.walk(node) if isinstance(n, Var) and n.name not in inside]
    found = ["index" if name in ("release", "earlier") else _variable(name) for name in names]
    return sorted(set(found), key=lambda name: (name not in ("index", "self"), name))


def _indented(lines: Iterable[str]) -> str:
    return "\n".join(f"\t{line}" for line in _folded(lines))


def whole_pattern(pattern: str) -> str | None:
    """A shape's pattern, which is for `re.fullmatch`, in the notation of the engine; None where it has none."""
    if _BEYOND_RUST.search(pattern):
        return None
    return rf"^(?:{pattern})\z"
