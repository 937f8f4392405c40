"""Lowers shapes to the wire layer: one straight-line check function a structure, grouped into modules.

A shape that one operation reaches is checked in that operation's module; shapes of several operations share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from ..facts import Facts
from ..ir import CheckFunction, CheckModule
from ..model import Member, Shape
from ..patterns import Hyphenated, Letters, plain, uncaptured
from ..source import names
from ..source.block import Branch, Lines, Opening, chain, nested
from ..source.module import Module
from ..source.path import Path
from ..source.quote import Code, docstring, frozen_set, quote
from . import docs
from .rule_checks import VIOLATIONS, RuleWriter, reads
from .rules import Rules

SHARED: Final = "shared"


@frozen
class Placement:
    """Where each structure's check lives: shape name → (module, function)."""

    functions: Mapping[str, tuple[str, str]]


def place(facts: Facts) -> Placement:
    """Assigns every structure that requests hold to a module of the wire layer."""
    owners: dict[str, list[str]] = {}
    for operation in facts.model.operations.values():
        if operation.input is not None:
            for shape in facts.model.closure([operation.input]):
                owners.setdefault(shape, []).append(names.module(operation.name))
    return Placement(
        {
            shape: (modules[0] if len(modules) == 1 else SHARED, f"check_{names.module(shape)}")
            for shape, modules in sorted(owners.items())
            if facts.shape(shape).type == "structure" and not facts.shape(shape).document
        }
    )


def lower_checks(facts: Facts, placement: Placement, rules: Rules) -> tuple[CheckModule, ...]:
    """The modules of the wire layer, sorted by name."""
    modules: dict[str, list[str]] = {}
    for shape, (module, _) in placement.functions.items():
        modules.setdefault(module, []).append(shape)
    return tuple(_module(m, shapes, facts, placement, rules) for m, shapes in sorted(modules.items()))


def check_module(name: str, doc: str, module: Module, functions: tuple[CheckFunction, ...]) -> CheckModule:
    """A module of the wire layer, all of whose names `module` has given."""
    return CheckModule(
        module=name,
        doc=docstring(doc),
        imports=module.imports,
        constants=tuple(Code(f"{constant} = {source}") for constant, source in module.constants.items()),
        functions=functions,
    )


def _module(name: str, shapes: list[str], facts: Facts, placement: Placement, rules: Rules) -> CheckModule:
    module = Module(f"checks.{name}")
    module.define(*(placement.functions[shape][1] for shape in shapes))
    writer = _Writer(facts, placement, module)
    bodies = [_body(facts.shape(shape), writer, counted=reads(rules.inside.get(shape, ()))) for shape in shapes]
    ruled = RuleWriter(facts, rules.severity, module)
    path, report = (module.uses(VIOLATIONS, wanted) for wanted in ("Path", "Report"))
    functions = tuple(
        CheckFunction(
            name=placement.functions[shape][1],
            doc=docstring(docs.check_summary(facts.shape(shape))),
            parameters=Code(f"data: object, path: {path}, out: {report}"),
            lines=(*body, *(ruled.block(rules.inside[shape]) if shape in rules.inside else ())),
        )
        for shape, body in zip(shapes, bodies, strict=True)
    )
    what = "shapes that several operations share" if name == SHARED else f"shapes that only {name} reaches"
    return check_module(name, f"Checks of the {what}: plain functions over plain data.", module, functions)


@frozen
class _Writer:
    """What the functions of one module are written with."""

    facts: Facts
    placement: Placement
    module: Module

    def helper(self, name: str) -> str:
        """The module's name for a function of the runtime's values."""
        return self.module.uses(".._runtime.wire.values", name)

    def violation(self, name: str) -> str:
        """The module's name for something of the runtime's violations."""
        return self.module.uses(VIOLATIONS, name)

    def check(self, shape: str) -> str:
        """The module's name for the function that checks `shape`."""
        module, function = self.placement.functions[shape]
        return self.module.uses(f".checks.{module}", function)

    def shown(self, text: str, *, secret: bool) -> str:
        """What a violation may show of the value of that expression."""
        return self.violation("REDACTED") if secret else text


def _body(shape: Shape, writer: _Writer, *, counted: bool) -> Lines:
    """Lines that check a structure's members; `counted` if its rules ask how many violations there were before."""
    shown = writer.shown("data", secret=shape.name in writer.facts.holding_secrets)
    known = f"{{{', '.join(quote(m.name) for m in shape.members)}}}" if shape.members else "()"
    guards = [Branch("not isinstance(data, dict)", (f'out.wrong_type(path, {shown}, "an object")', "return"))]
    if shape.name not in writer.facts.deep:
        checked, itself = writer.violation("Checked"), writer.check(shape.name)
        guards.append(Branch(f"type(data) is {checked} and data.check is {itself}", ("return",)))
    if writer.facts.guarded(shape.name):
        guards.insert(0, Branch("len(path) > out.depth", ("out.too_deep(path)", "return")))
    members = [line for member in shape.members for line in _member(member, shape, writer)]
    unknown = Branch("known != len(data)" if shape.members else "data", (f"out.unknown(path, data, {known})",))
    union = Branch("known != 1", (f"out.union(path, data, {known}, {shown})",))
    return (
        *(line for guard in guards for line in chain([guard])),
        *(["start = len(out.violations)"] if counted else []),
        *(["known = 0"] if shape.members else []),
        *members,
        *chain([unknown]),
        *(chain([union]) if shape.union else ()),
    )


def _member(member: Member, owner: Shape, writer: _Writer) -> Lines:
    shape = writer.facts.shape(member.shape)
    place = Path.of([member.name])
    secret = owner.name in writer.facts.secret or shape.sensitive
    body = (
        ()
        if member.json_value
        else _value(shape, "value", place, writer, secret=secret, at_least=1 if member.host_label else None)
    )
    if member.json_value or shape.document:
        # Null inside a document is data; in its place it would be a member that is not set.
        null = "value is None" + (f" or not {writer.helper('is_json')}(value)" if member.json_value else "")
        shown = writer.shown("value", secret=secret)
        body = chain([_wrong_type(null, place, shown, "a JSON value other than null")], body)
    key = quote(member.name)
    # botocore's client fills an absent idempotency token in, required or not.
    needed = member.required and not member.idempotency_token
    present = Branch(f"{key} in data", ("known += 1", f"value = data[{key}]", *body))
    return chain([present], [f"out.missing({place.absolute})"] if needed else [])


def _value(
    shape: Shape, var: str, place: Path, writer: _Writer, *, secret: bool = False, at_least: int | None = None
) -> Lines:
    """Lines that check the value in the local variable `var`."""
    secret = secret or shape.sensitive
    if shape.document:
        options = ", secret=True" if secret else ""
        return (f"{writer.helper('check_document')}({var}, {place.absolute}, out{options})",)
    match shape.type:
        case "structure":
            return (f"{writer.check(shape.name)}({var}, {place.handed}, out)",)
        case "list" | "map":
            return _container(shape, var, place, writer, secret=secret)
        case "string":
            return _string(shape, var, place, writer, secret=secret, at_least=at_least)
        case "integer" | "long" | "float" | "double":
            return chain(_number(shape, var, place, writer, secret=secret))
        case "blob":
            return chain(_blob(shape, var, place, writer, secret=secret))
        case "boolean":
            test, what = f"isinstance({var}, bool)", "a boolean"
        case _:
            test = f"{writer.helper('is_timestamp')}({var})"
            what = "a timestamp (datetime, ISO 8601 text or epoch seconds)"
    return chain([_wrong_type(f"not {test}", place, writer.shown(var, secret=secret), what)])


def _wrong_type(test: str, place: Path, shown: str, what: str) -> Branch:
    return Branch(test, (f"out.wrong_type({place.absolute}, {shown}, {quote(what)})",))


def _string(
    shape: Shape, var: str, place: Path, writer: _Writer, *, secret: bool, at_least: int | None = None
) -> Lines:
    shown = writer.shown(var, secret=secret)
    wrong = _wrong_type(f"not isinstance({var}, str)", place, shown, "a string")
    breaks = tuple(_text(shape, var, place, shown, writer, at_least))
    # One break never hides another; where there is one at the most, no level is needed.
    return chain([wrong, *breaks]) if len(breaks) < 2 else chain([wrong], _each(breaks))


def _each(branches: Iterable[Branch]) -> Lines:
    return tuple(line for branch in branches for line in chain([branch]))


def _text(
    shape: Shape, var: str, place: Path, shown: str, writer: _Writer, at_least: int | None = None
) -> Iterable[Branch]:
    """What a value that is a string can still break."""
    stem = names.module(shape.name)
    if shape.enum:
        values = writer.module.constant(f"{stem}_values", frozen_set(shape.enum))
        name = quote(names.class_name(shape.name))
        yield Branch(f"{var} not in {values}", (f"out.enum({place.absolute}, {shown}, {values}, {name})",))
        return
    low = max((b for b in (shape.minimum, at_least) if b is not None), default=None)
    test = _outside(f"len({var})", low or None, shape.maximum)
    if test:
        yield Branch(test, (f"out.length({place.absolute}, {shown}, len({var}), {low}, {shape.maximum})",))
    translation = writer.facts.patterns.get(shape.name)
    if translation is not None and translation.python is not None and not translation.matches_everything:
        runs = uncaptured(translation.python)
        documented = "" if runs == translation.source else f", {quote(translation.source)}"
        kind, options = _engine(plain(translation.node))
        source = f"{writer.violation(kind)}({quote(runs)}{documented}{options})"
        pattern = writer.module.constant(f"{stem}_pattern", source)
        # What is only known of strings of a legal length is not asked of longer ones.
        legal = "" if translation.at_any_length else f"len({var}) <= {shape.maximum} and "
        yield Branch(f"{legal}not {pattern}.matches({var})", (f"out.pattern({place.absolute}, {shown}, {pattern})",))


def _engine(says: Letters | Hyphenated | None) -> tuple[str, str]:
    """The class of the runtime that tests a pattern, and what it is told beside the expression."""
    match says:
        case Letters(letters=letters, least=least):
            return "LettersPattern", f", letters={quote(letters)}" + (f", least={least}" if least else "")
        case Hyphenated(most=most):
            return "NamePattern", "" if most is None else f", most={most}"
    return "Pattern", ""


def _number(shape: Shape, var: str, place: Path, writer: _Writer, *, secret: bool) -> Iterable[Branch]:
    low, high = writer.facts.bounds(shape)
    if shape.type in ("integer", "long"):
        # The first comparison settles all that is valid.
        test = f"type({var}) is not int and (not isinstance({var}, int) or isinstance({var}, bool))"
        what = "an integer"
    else:
        test, what = f"not {writer.helper('is_number')}({var})", "a number"
    yield _wrong_type(test, place, writer.shown(var, secret=secret), what)
    outside = _outside(var, low, high)
    if outside:
        report = "out.secret_number" if secret else "out.number"
        yield Branch(outside, (f"{report}({place.absolute}, {var}, {low}, {high})",))


def _blob(shape: Shape, var: str, place: Path, writer: _Writer, *, secret: bool) -> Iterable[Branch]:
    shown = writer.shown(var, secret=secret)
    yield _wrong_type(f"not {writer.helper('is_blob')}({var})", place, shown, "bytes")
    outside = _outside("length", shape.minimum or None, shape.maximum)
    if outside:
        yield Branch(
            f"(length := {writer.helper('blob_length')}({var})) is not None and ({outside})",
            (f"out.length({place.absolute}, {shown}, length, {shape.minimum}, {shape.maximum})",),
        )


def _container(shape: Shape, var: str, place: Path, writer: _Writer, *, secret: bool) -> Lines:
    kind, what = ("list", "a list") if shape.type == "list" else ("dict", "an object")
    shown = writer.shown(var, secret=secret or shape.name in writer.facts.holding_secrets)
    outside = _outside(f"len({var})", shape.minimum or None, shape.maximum)
    report = f"out.items({place.absolute}, {shown}, len({var}), {shape.minimum}, {shape.maximum})"
    depth = len(place.steps) - 1
    step, item = (f"{name}{depth or ''}" for name in ("index" if kind == "list" else "key", "item"))
    if kind == "list":
        loop = Opening(f"for {step}, {item} in enumerate({var})")
        body = _value(writer.facts.shape(shape.element or ""), item, place / step, writer, secret=secret)
    else:
        loop = Opening(f"for {step}, {item} in {var}.items()")
        key = writer.facts.shape(shape.key or "")
        hidden = secret or key.sensitive
        below = place / (f"{writer.violation('HiddenKey')}({step})" if hidden else step)
        body = (
            *_key(key, step, place, below, writer, hidden=hidden),
            *_value(writer.facts.shape(shape.value or ""), item, below, writer, secret=secret),
        )
    return chain(
        [_wrong_type(f"not isinstance({var}, {kind})", place, shown, what)],
        (*(chain([Branch(outside, (report,))]) if outside else ()), *nested([loop], body)),
    )


def _key(key: Shape, step: str, place: Path, below: Path, writer: _Writer, *, hidden: bool) -> Lines:
    """Checks of a map's key. One that is no string cannot stand in a path: it is reported at the map, its value not."""
    shown = writer.shown(step, secret=hidden)
    wrong = _wrong_type(f"not isinstance({step}, str)", place, shown, "names that are strings")
    skip = Branch(wrong.test, (*wrong.body, "continue"))
    return (*chain([skip]), *_each(_text(key, step, below, shown, writer)))


def _outside(measure: str, low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"not {low} <= {measure} <= {high}" if low != high else f"{measure} != {low}"
    if low is not None:
        return f"{measure} < {low}"
    return f"{measure} > {high}" if high is not None else ""
