"""Prints rules as the CEL of Kubernetes, for a ValidatingAdmissionPolicy over the objects of AWS's controllers (ACK).

An object is a request under other names, so a rule stays the CEL that it is: members take the names of the CRD, a test
for a member that the CRD lacks is decided, and extensions of the language become functions of the API server's library
(`find`, `substring`, `sum`, `lowerAscii`, `split`). Text of rules enters as quoted literals of printable ASCII alone.

The API server stops an expression, and an object with it, at a cost: `cost` says what one costs at most, in its units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve, frozen

from ...facts import Facts
from ...model import Shape
from ..analysis.simplify import satisfied
from ..language import functions, tree
from ..language.kinds import BOOL, DOUBLE, STRING, MapKind
from ..language.presence import FALSE, TRUE
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
from .gate import CannotSayError, Ruling

EXPRESSION_COST: Final = 1_000_000
POLICY_COST: Final = 10_000_000
"""What the API server spends on one expression, and on all of a policy for one object."""
UNBOUNDED: Final = 1000
"""Elements or characters that a value counts as where the model gives no maximum."""
_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# Names that CEL reserves, which the API server wants escaped.
_RESERVED: Final = frozenset(
    {"true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import"}
    | {"let", "loop", "package", "namespace", "return", "var", "void", "while"}
)
# What Python's patterns have and RE2 has not; and repetitions, of which it takes a thousand.
_BEYOND_RE2: Final = re.compile(r"\(\?(?:[=!>]|<[=!]|P=)|\\[1-9NZ]|[*+?}]\+")
_CODE: Final = re.compile(r"\\(?:u|U)([0-9A-Fa-f]+)")
_REPEATED: Final = re.compile(r"\{(\d+)(?:,(\d*))?\}")
_TOKEN: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?:|.", re.DOTALL)
_MOST_REPETITIONS: Final = 1000
# What is bounded of a value, how an expression asks for it, and how messages count it.
_MEASURES: Final = {
    "string": ("length", "size({})", " characters"),
    "list": ("items", "size({})", " elements"),
    "map": ("items", "size({})", " entries"),
    "integer": ("value", "{}", ""),
    "long": ("value", "{}", ""),
    "float": ("value", "double({})", ""),
    "double": ("value", "double({})", ""),
}
_COUNTED: Final = frozenset({"length", "items"})


@frozen
class Place:
    """A value in an object: its path in wire names, "*" for any element, and its shape."""

    path: tuple[str, ...]
    shape: str


@frozen
class Crd:
    """How one kind writes the members of a request: `names` by wire name, and the paths that it lacks."""

    facts: Facts
    names: Mapping[str, str]
    absent: frozenset[str]

    def lacks(self, path: tuple[str, ...]) -> bool:
        """Whether the CRD has no member there."""
        return ".".join(path) in self.absent

    def written(self, wire: str) -> str:
        """The name of a member, in an expression.

        Raises:
            CannotSayError: the API server would want it escaped.
        """
        name = self.names.get(wire) or wire[:1].lower() + wire[1:]
        if not _PLAIN.fullmatch(name) or name in _RESERVED or "__" in name:
            raise CannotSayError(f"write the name {name}")
        return name

    def member(self, place: Place, name: str) -> Place:
        """The place of a structure's member."""
        found = self.facts.shape(place.shape).member(name)
        return Place((*place.path, name), "" if found is None else found.shape)

    def element(self, place: Place) -> Place:
        """The place of the elements of a list, or of the values of a map."""
        shape = self.facts.shape(place.shape)
        return Place((*place.path, "*"), shape.element or shape.value or "")

    def most(self, place: Place | None) -> int:
        """How many elements, entries or characters a value can have."""
        shape = self.facts.model.shapes.get(place.shape) if place is not None else None
        if shape is not None and shape.enum:
            return max(map(len, shape.enum))
        return UNBOUNDED if shape is None or shape.maximum is None else int(shape.maximum)


@frozen
class Expression:
    """An expression that holds for every good object, one alternative a line, and what it costs at most."""

    lines: tuple[str, ...]
    cost: int


def rule_expression(rule: Ruling, root: str, site: Place, crd: Crd, *, unless: Node | None = None) -> Expression | None:
    """What a rule demands of the structures at one place; None where every object of the kind satisfies it.

    Args:
        rule: a compiled rule on one request.
        root: the shape of the whole request.
        site: where structures of the rule's shape are.
        crd: the names of the kind.
        unless: a further condition that is enough.

    Raises:
        CannotSayError: it needs something that the API server has no way to say, or costs more than that allows.
    """
    environment = {"self": site}
    items = (rule.tree,) if unless is None else (rule.tree, unless)
    demanded = satisfied(_decided(Or(items=items, kind=BOOL) if unless is not None else rule.tree, environment, crd))
    if demanded == TRUE:
        return None
    opening = _opening(root, site, crd, named=True)
    printer = _Printer(crd, opening.own)
    return opening.around(printer.alternatives(demanded), printer.cost(demanded, environment))


@frozen
class _Opening:
    """What leads to the structures at a place: alternatives and loops, what each is called, how many there are."""

    lines: tuple[str, ...]
    own: str
    times: int

    def around(self, demanded: list[str], cost: int) -> Expression:
        """The alternatives, demanded of each structure.

        Raises:
            CannotSayError: it costs more than the API server allows.
        """
        spent = (cost + len(self.lines) * (len(self.lines) + 3)) * self.times
        if spent > EXPRESSION_COST:
            raise CannotSayError(f"stay below the API server's limit of {EXPRESSION_COST:,}: it costs up to {spent:,}")
        lines, loops = [], 0
        for line in self.lines:
            opens = not line.startswith("!has(")
            lines.append("  " * loops + (line if opens else f"{line} ||"))
            loops += opens
        lines += ["  " * loops + f"{part} ||" for part in demanded[:-1]]
        return Expression((*lines, "  " * loops + demanded[-1] + ")" * loops), spent)


def _opening(root: str, site: Place, crd: Crd, *, named: bool) -> _Opening:
    """The way to a place; `named` where the structure is asked more than once, and gets a short name."""
    base, place, times = "object.spec", Place((), root), 1
    lines: list[str] = []
    for depth, step in enumerate(site.path):
        if step != "*":
            base, place = f"{base}.{crd.written(step)}", crd.member(place, step)
            lines.append(f"!has({base})")
            continue
        times *= crd.most(place)
        name = "self" if depth == len(site.path) - 1 else f"each{depth}"
        lines.append(f"{base}.all({name},")
        is_map = crd.facts.shape(place.shape).type == "map"
        base, place = (f"{base}[{name}]" if is_map else name), crd.element(place)
    if named and base not in ("object.spec", "self"):
        lines.append(f"[{base}].all(self,")
        base = "self"
    return _Opening(tuple(lines), base, times)


@frozen
class Constraint:
    """A constraint of a shape.

    Attributes:
        id: that of our violations.
        path: the value that it bounds.
        message: what it demands, in words.
        demanded: the same as CEL, where the value is there; "" where the API server has no way to say it.
        cost: of one test.
        how: what is lacking; empty if nothing is.
        expression: the demand on a whole object; None where there is no way to say it.
    """

    id: str
    path: tuple[str, ...]
    message: str
    demanded: str
    cost: int
    how: str = ""
    expression: Expression | None = None


def constraints(root: str, site: Place, crd: Crd) -> Iterator[Constraint]:
    """What the model demands of the members of the structures at one place, as far as a CRD's types do not."""
    opening = _opening(root, site, crd, named=False)
    structure = crd.facts.shape(site.shape)
    if structure.union:
        there = ", ".join(f"has({opening.own}.{crd.written(member.name)})" for member in structure.members)
        one = f"[{there}].exists_one(there, there)"
        union = Constraint("union", site.path, "exactly one member must be set", one, 20 + 8 * len(structure.members))
        yield _expressed(union, opening)
    for member in structure.members:
        path = (*site.path, member.name)
        if crd.lacks(path):
            continue
        value = f"{opening.own}.{crd.written(member.name)}"
        if member.required:
            yield _expressed(Constraint("required", path, "is required", f"has({value})", 4), opening)
        for test in _tests(value, crd.facts.shape(member.shape), path, crd):
            yield _expressed(test, opening, f"!has({value})")


def _expressed(test: Constraint, opening: _Opening, *before: str) -> Constraint:
    if not test.demanded:
        return test
    try:
        return evolve(test, expression=opening.around([*before, test.demanded], 8 + test.cost))
    except CannotSayError as error:
        return evolve(test, how=f"no way to {error}")


def _tests(value: str, shape: Shape, path: tuple[str, ...], crd: Crd) -> Iterator[Constraint]:
    """The tests of one value, and of what it holds directly."""
    if shape.enum:
        listed = f"[{', '.join(map(quoted, shape.enum))}]"
        said = f"is none of {len(shape.enum)} values"
        yield Constraint("enum", path, said, f"{value} in {listed}", 15 + 9 * len(shape.enum))
        return
    if shape.document or shape.type not in _MEASURES:
        return
    unit, of_value, of_others = _MEASURES[shape.type]
    low, high = crd.facts.bounds(shape) if shape.type != "long" else (shape.minimum, shape.maximum)
    for which, sign, bound in (("min", ">=", low), ("max", "<=", high)):
        if bound is not None and not (which == "min" and unit in _COUNTED and bound <= 0):
            written = repr(float(bound) if shape.type in ("float", "double") else int(bound))
            words = f"must be {'at least' if which == 'min' else 'at most'} {bound:,}{of_others}"
            yield Constraint(f"{which}-{unit}", path, words, f"{of_value.format(value)} {sign} {written}", 6)
    pattern = crd.facts.patterns.get(shape.name)
    if pattern is not None and pattern.python is not None and not pattern.matches_everything:
        shorter = r"\p{" in pattern.source and not _BEYOND_RE2.search(pattern.source)
        whole, how = whole_pattern(pattern.source if shorter else pattern.python)
        cost = (1 + crd.most(Place(path, shape.name)) // 10) * (1 + len(whole) // 4)
        demanded = f"{value}.matches({quoted(whole)})" if whole else ""
        yield Constraint("pattern", path, "does not match the pattern", demanded, cost, how)
    yield from _inner_tests(value, shape, path, crd)


def _inner_tests(value: str, shape: Shape, path: tuple[str, ...], crd: Crd) -> Iterator[Constraint]:
    """The tests of a list's elements, of a map's keys and values."""
    if shape.type not in ("list", "map"):
        return
    most = crd.most(Place(path, shape.name))
    name = f"item{len(path)}"
    inner = f"{value}[{name}]" if shape.type == "map" else name
    held = [(inner, shape.element or shape.value), (name, shape.key)]
    for text, target in held:
        if target is not None:
            for test in _tests(text, crd.facts.shape(target), (*path, "*"), crd):
                looped = f"{value}.all({name}, {test.demanded})" if test.demanded else ""
                yield evolve(test, demanded=looped, cost=12 + most * (test.cost + 4))


def _decided(node: Node, environment: Mapping[str, Place], crd: Crd) -> Node:
    """The condition with every test for a member that the CRD lacks answered."""

    def below(child: Node) -> Node:
        return _decided(child, environment, crd)

    match node:
        case Present(operand=operand, name=name):
            place = _place(operand, environment, crd)
            return FALSE if place is not None and crd.lacks((*place.path, name)) else node
        case Quantifier(source=source, variable=variable, body=body):
            inside = _inside(source, variable, environment, crd)
            return evolve(node, source=below(source), body=_decided(body, inside, crd))
        case Collect(source=source, variable=variable, where=where, body=body):
            inside = _inside(source, variable, environment, crd)
            chosen = None if where is None else _decided(where, inside, crd)
            return evolve(node, source=below(source), where=chosen, body=_decided(body, inside, crd))
        case _:
            return tree.rebuild(node, below)


def _inside(source: Node, variable: str, environment: Mapping[str, Place], crd: Crd) -> dict[str, Place]:
    """The places of variables in the body of a macro."""
    found = _elements(source, environment, crd)
    rest = {name: place for name, place in environment.items() if name != variable}
    return rest if found is None else {**rest, variable: found}


def _elements(source: Node, environment: Mapping[str, Place], crd: Crd) -> Place | None:
    if isinstance(source, Collect):
        return _place(source.body, _inside(source.source, source.variable, environment, crd), crd)
    place = _place(source, environment, crd)
    if place is None or isinstance(source.kind, MapKind):
        return None
    return crd.element(place)


def _place(node: Node, environment: Mapping[str, Place], crd: Crd) -> Place | None:
    """Where a value is, as far as that is one place."""
    match node:
        case Var(name=name):
            return environment.get(name)
        case Member(operand=operand, name=name):
            above = _place(operand, environment, crd)
            return None if above is None else crd.member(above, name)
        case At(operand=operand) | Entry(operand=operand):
            above = _place(operand, environment, crd)
            return None if above is None else crd.element(above)
    return None


_OR: Final = 2
_COMPARED: Final = 4
_PRIMARY: Final = 8
_STRENGTHS: Final = {If: 1, Or: _OR, And: 3, Compare: _COMPARED, In: _COMPARED, Arithmetic: 5, Not: 7, Negate: 7}


def _strength(node: Node) -> int:
    """How strongly a node's operator binds: ?: || && comparisons + * unary, then all others."""
    match node:
        case Const(value=value) if not isinstance(value, str) and value < 0:
            return 7
        case Arithmetic(operator="*" | "/" | "%"):
            return 6
    return _STRENGTHS.get(type(node), _PRIMARY)


class _Printer:
    """Prints one condition; `own` is what `self` is in the object."""

    def __init__(self, crd: Crd, own: str) -> None:
        self.crd: Final = crd
        self.own: Final = own

    def alternatives(self, node: Node) -> list[str]:
        """The condition, one alternative a piece."""
        return [self.bound(item, _OR + 1) for item in (node.items if isinstance(node, Or) else (node,))]

    def text(self, node: Node) -> str:
        """The condition or value."""
        match node:
            case And(items=items):
                return " && ".join(self.bound(item, _strength(node) + 1) for item in items)
            case Or(items=items):
                return " || ".join(self.bound(item, _strength(node) + 2) for item in items)
            case If(test=test, then=then, otherwise=otherwise):
                return " ".join((self.bound(test, _OR), "?", self.bound(then, _OR), ":", self.bound(otherwise, _OR)))
            case Not(operand=operand):
                return f"!{self.inner(operand)}"
            case Negate(operand=operand):
                return f"-{self.inner(operand)}"
            case Compare(operator=sign, left=left, right=right) | Arithmetic(operator=sign, left=left, right=right):
                own = _strength(node)
                return f"{self.bound(left, own + isinstance(node, Compare))} {sign} {self.bound(right, own + 1)}"
            case In(element=element, container=container):
                return f"{self.bound(element, _COMPARED + 1)} in {self.bound(container, _COMPARED + 1)}"
            case _:
                return self.primary(node)

    def bound(self, node: Node, strength: int) -> str:
        """The same, in brackets where it binds less than that."""
        return f"({self.text(node)})" if _strength(node) < strength else self.text(node)

    def inner(self, node: Node) -> str:
        """The same as an operand of what binds strongest."""
        return self.bound(node, _PRIMARY)

    def primary(self, node: Node) -> str:  # noqa: PLR0911 - one case per kind of node
        """What binds as strongly as a name."""
        match node:
            case Const(value=value):
                return _literal(value)
            case Var(name="self"):
                return self.own
            case Var(name=name):
                return name
            case Items(items=items):
                return f"[{', '.join(map(self.text, items))}]"
            case Member(operand=operand, name=name):
                written = f"{self.inner(operand)}.{self.crd.written(name)}"
                return f"double({written})" if node.kind == DOUBLE else written
            case Present(operand=operand, name=name):
                return f"has({self.inner(operand)}.{self.crd.written(name)})"
            case At(operand=operand, index=index):
                return f"{self.inner(operand)}[{index}]"
            case Entry(operand=operand, key=key):
                return f"{self.inner(operand)}[{self.text(key)}]"
            case Quantifier(which=which, source=source, variable=variable, body=body):
                return f"{self.inner(source)}.{which}({variable}, {self.text(body)})"
            case Collect():
                return self.collected(node)
            case Call():
                return self.called(node)
        raise CannotSayError(f"say {type(node).__name__} of {node.kind}")

    def collected(self, node: Collect) -> str:
        """A filter or a map."""
        where = [] if node.where is None else [self.text(node.where)]
        if node.where is not None and node.body == Var(name=node.variable, kind=node.body.kind):
            return f"{self.inner(node.source)}.filter({node.variable}, {where[0]})"
        return f"{self.inner(node.source)}.map({', '.join([node.variable, *where, self.text(node.body)])})"

    def called(self, node: Call) -> str:  # noqa: PLR0911 - one case per function
        """A call; what Kubernetes lacks, in words that it has."""
        first, *others = (self.inner(argument) for argument in node.arguments)
        match node.function:
            case functions.BYTES:
                return f"size(bytes({first}))"
            case functions.SUM:
                number = "double" if node.kind == DOUBLE else "int"
                return f"{first}.map(number, {number}(number)).sum()"
            case functions.UNIQUE:
                return f"[{first}].all(items, items.all(item, items.exists_one(other, other == item)))"
            case functions.CEIL_DIV:
                quotient, rest = f"{first} / {others[0]}", f"{first} % {others[0]}"
                return f"({quotient} + ({rest} > 0 ? 1 : 0))"
            case functions.CAPTURE:
                return _captured(first, str((tree.constants(node.arguments[1]) or ("",))[0]))
            case functions.MATCHES:
                pattern = str((tree.constants(node.arguments[1]) or ("",))[0])
                return f"{first}.matches({_literal(re2(pattern))})"
            case functions.IS_JMESPATH:
                raise CannotSayError(f"say {node.function.usage}")
            case functions.SIZE:
                return f"size({first})"
        options = node.options()
        if options is not None and len(options) > 1:
            return f"[{', '.join(map(_literal, options))}].exists(option, {first}.{node.function}(option))"
        return f"{first}.{node.function}({', '.join(others)})"

    # --- costs ----------------------------------------------------------------------------------------------

    def cost(self, node: Node, environment: Mapping[str, Place]) -> int:  # noqa: PLR0911 - one case per kind of node
        """The most that the API server can spend on a condition, every part of it evaluated."""
        match node:
            case Quantifier(source=source, variable=variable, body=body):
                inside = _inside(source, variable, environment, self.crd)
                times = self.most(source, environment)
                return self.cost(source, environment) + times * (self.cost(body, inside) + 4) + 12
            case Collect(source=source, variable=variable, where=where, body=body):
                inside = _inside(source, variable, environment, self.crd)
                each = self.cost(body, inside) + (0 if where is None else self.cost(where, inside)) + 24
                return self.cost(source, environment) + self.most(source, environment) * each + 12
        below = sum(self.cost(child, environment) for child in tree.children(node))
        match node:
            case Compare(left=left) if left.kind == STRING:
                return below + 1 + self.most(left, environment) // 10
            case In(element=element, container=container):
                each = 1 + (self.most(element, environment) // 10 if element.kind == STRING else 0)
                return below + 1 + each * self.most(container, environment)
            case Call(function=functions.UNIQUE, arguments=(values,)):
                length, held = self.most(values, environment), _elements(values, environment, self.crd)
                return below + 30 + length * length * (6 + self.crd.most(held) // 10)
            case Call(function=functions.CAPTURE | functions.MATCHES, arguments=(text, Const(value=str() as pattern))):
                times = 4 if node.function is functions.CAPTURE else 1
                return times * (below + (1 + self.most(text, environment) // 10) * (1 + len(pattern) // 4))
            case Call(arguments=(first, *_)):
                ways = len(node.options() or ("",))
                return 2 * below + ways * (5 + self.most(first, environment) // 5)
            case Items(items=items):
                return below + 10 + len(items)
        return below + 1

    def most(self, node: Node, environment: Mapping[str, Place]) -> int:
        """How many elements or characters a value can have."""
        match node:
            case Items(items=items):
                return len(items)
            case Const(value=str() as value):
                return len(value)
            case Collect(source=source):
                return self.most(source, environment)
            case Arithmetic(operator="+", left=left, right=right):
                return self.most(left, environment) + self.most(right, environment)
            case If(then=then, otherwise=otherwise):
                return max(self.most(then, environment), self.most(otherwise, environment))
            case Call(arguments=(first, *_)):
                return self.most(first, environment)
        return self.crd.most(_place(node, environment, self.crd))


def _captured(text: str, pattern: str) -> str:
    """What the group holds: of the whole match, what follows the part before the group, as far as the group goes.

    Raises:
        CannotSayError: the pattern is no text before, group, text behind.
    """
    said = re2(pattern)
    parts = _around_group(said)
    if parts is None:
        raise CannotSayError(f"take the group out of {pattern}")
    before, group, behind = parts
    found = f"{text}.find({quoted(said)})"
    if before:
        start = before if before.startswith("^") else f"^(?:{before})"
        found = f"[{found}].map(found, found.substring(size(found.find({quoted(start)}))))[0]"
    return found if behind in ("", r"\z") else f"{found}.find({quoted(f'^(?:{group})')})"


def _around_group(pattern: str) -> tuple[str, str, str] | None:
    """What is before, in and behind the only capturing group; None where it is inside another or an alternative."""
    depth, start, end = 0, -1, -1
    for token in _TOKEN.finditer(pattern):
        mark = token.group()
        if mark == "(" and depth == 0:
            start = token.end()
        elif mark == "(" or (mark == "|" and depth == 0):
            return None
        depth += {"(": 1, "(?:": 1, ")": -1}.get(mark, 0)
        if start > 0 > end and depth == 0:
            end = token.start()
    return None if end < 0 else (pattern[: start - 1], pattern[start:end], pattern[end + 1 :])


def whole_pattern(pattern: str) -> tuple[str, str]:
    """A shape's pattern, which is for `re.fullmatch`, as RE2 writes it, "" if it cannot; and what it then lacks.

    RE2 repeats nothing more than a thousand times: beyond, any number will do.
    """
    if _BEYOND_RE2.search(pattern):
        return "", "no way to look around, which the pattern does"
    weaker = _REPEATED.sub(_repeated, pattern)
    how = "" if weaker == pattern else "of more than 1,000 repetitions any number will do"
    said = _CODE.sub(r"\\x{\1}", weaker)
    return rf"^(?:{said})\z", how


def _repeated(found: re.Match[str]) -> str:
    least, most = int(found[1]), found[1] if found[2] is None else found[2]
    if least > _MOST_REPETITIONS:
        return "+"
    return f"{{{least},}}" if most and int(most) > _MOST_REPETITIONS else found.group()


def _literal(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else repr(value)


def quoted(text: str) -> str:
    """A literal of printable ASCII that CEL and YAML read as the text; what is no character becomes U+FFFD."""
    return f'"{"".join(map(_character, text))}"'


def _character(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if " " <= char <= "~":
        return char
    return "\\U0000fffd" if "\ud800" <= char <= "\udfff" else f"\\U{ord(char):08x}"
