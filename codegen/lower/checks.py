"""Lowers shapes to the wire layer: one straight-line check function a structure, grouped into modules.

A shape that one operation reaches is checked in that operation's module; shapes of several operations share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import field, frozen, mutable

from ..facts import Facts
from ..ir import CheckFunction, CheckModule, Code
from ..model import Member, Shape
from ..patterns import uncaptured
from ..source import names
from ..source.quote import docstring, frozen_set, indent, quote
from . import docs

SHARED: Final = "shared"

_TYPE_TEST: Final[Mapping[str, tuple[str, str]]] = {
    "boolean": ("isinstance({v}, bool)", "a boolean"),
    "timestamp": ("is_timestamp({v})", "a timestamp (datetime, ISO 8601 text or epoch seconds)"),
}


@frozen
class Placement:
    """Where each structure's check lives: shape name → (module, function)."""

    functions: Mapping[str, tuple[str, str]]

    def module(self, shape: str) -> str:
        """The module that checks `shape`."""
        return self.functions[shape][0]


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


def lower_checks(facts: Facts, placement: Placement, rules: Mapping[str, RuleBlock]) -> tuple[CheckModule, ...]:
    """The modules of the wire layer, sorted by name."""
    modules: dict[str, list[str]] = {}
    for shape, (module, _) in placement.functions.items():
        modules.setdefault(module, []).append(shape)
    return tuple(_module(m, shapes, facts, placement, rules) for m, shapes in sorted(modules.items()))


@frozen
class RuleBlock:
    """The rules of one structure as source: body lines, the module constants and helper names they need."""

    lines: tuple[Code, ...]
    constants: tuple[Code, ...]
    helpers: tuple[str, ...]


@mutable
class _Writer:
    """Collects what one module needs while its functions are written."""

    facts: Facts
    placement: Placement
    module: str
    constants: dict[str, Code] = field(factory=dict)
    owners: dict[str, str] = field(factory=dict)
    helpers: set[str] = field(factory=set)
    shared: set[str] = field(factory=set)

    def constant(self, shape: Shape, suffix: str, value: Code) -> str:
        """Name of a module constant for `shape`; one shape has one constant however often it is used."""
        stem = f"{names.module(shape.name)}{suffix}".upper()
        name, number = stem, 2
        while self.owners.setdefault(name, shape.name) != shape.name:
            name, number = f"{stem}_{number}", number + 1
        self.constants.setdefault(name, value)
        return name

    def helper(self, name: str) -> str:
        """Notes that the module imports `name` from the runtime's values."""
        self.helpers.add(name)
        return name

    def check(self, shape: str) -> str:
        """Name of the function that checks `shape`, imported where it lives elsewhere."""
        module, function = self.placement.functions[shape]
        if module != self.module:
            self.shared.add(function)
        return function


def _module(
    module: str, shapes: list[str], facts: Facts, placement: Placement, rules: Mapping[str, RuleBlock]
) -> CheckModule:
    writer = _Writer(facts, placement, module)
    blocks = {shape: rules[shape] for shape in shapes if shape in rules}
    functions = tuple(_function(facts.shape(s), writer, blocks.get(s)) for s in shapes)
    rule_helpers = sorted({helper for block in blocks.values() for helper in block.helpers})
    runtime = "..." + "_runtime"
    imports = []
    if rule_helpers:
        imports.append(Code(f"from {runtime}.wire.rule_helpers import {', '.join(rule_helpers)}"))
    if writer.helpers:
        imports.append(Code(f"from {runtime}.wire.values import {', '.join(sorted(writer.helpers))}"))
    violations = sorted({"Pattern" for c in writer.constants.values() if c.startswith("Pattern(")} | _used(functions))
    if violations:
        imports.append(Code(f"from {runtime}.wire.violations import {', '.join(violations)}"))
    if writer.shared:
        imports.append(Code(f"from .{SHARED} import {', '.join(sorted(writer.shared))}"))
    constants = [Code(f"{name} = {value}") for name, value in writer.constants.items()]
    constants += [c for block in blocks.values() for c in block.constants]
    what = "shapes that several operations share" if module == SHARED else f"shapes that only {module} reaches"
    return CheckModule(
        module=module,
        doc=docstring(f"Checks of the {what}: plain functions over plain data."),
        imports=tuple(imports),
        constants=tuple(dict.fromkeys(constants)),
        functions=functions,
    )


def _used(functions: Iterable[CheckFunction]) -> set[str]:
    text = "\n".join(line for function in functions for line in function.lines)
    return {name for name in ("REDACTED", "HiddenKey") if name in text}


def _function(shape: Shape, writer: _Writer, block: RuleBlock | None) -> CheckFunction:
    lines: list[str] = []
    if writer.facts.guarded(shape.name):
        lines += ["if len(path) > out.depth:", *indent(["out.too_deep(path)", "return"])]
    lines += [
        "if not isinstance(data, dict):",
        *indent([f'out.wrong_type(path, {_shown(shape, writer)}, "an object")', "return"]),
    ]
    if shape.members:
        lines.append("known = 0")
    for member in shape.members:
        lines += _member(member, shape, writer)
    known = f"{{{', '.join(quote(m.name) for m in shape.members)}}}" if shape.members else "()"
    lines += [
        "if known != len(data):" if shape.members else "if data:",
        *indent([f"out.unknown(path, data, {known})"]),
    ]
    if shape.union:
        lines += ["if known != 1:", *indent([f"out.union(path, data, {known}, {_shown(shape, writer)})"])]
    if block is not None:
        lines += block.lines
    return CheckFunction(
        name=writer.placement.functions[shape.name][1],
        doc=docstring(docs.check_summary(shape)),
        lines=tuple(Code(line) for line in lines),
    )


def _member(member: Member, owner: Shape, writer: _Writer) -> list[str]:
    shape = writer.facts.shape(member.shape)
    steps = (quote(member.name),)
    place = _at(steps)
    sensitive = owner.name in writer.facts.secret or shape.sensitive
    shown = "REDACTED" if sensitive else "value"
    if member.json_value:
        body = [f"if value is None or not {writer.helper('is_json')}(value):"]
        body.append(f'    out.wrong_type({place}, {shown}, "a JSON value other than null")')
    elif shape.document:
        # Null inside a document is data; in its place it would be a member that is not set.
        body = ["if value is None:", f'    out.wrong_type({place}, {shown}, "a JSON value other than null")', "else:"]
        body += indent(_value(shape, "value", steps, writer, sensitive=sensitive))
    else:
        host_label = 1 if member.host_label else None
        body = _value(shape, "value", steps, writer, sensitive=sensitive, at_least=host_label)
    lines = [f"if {quote(member.name)} in data:"]
    lines += indent(["known += 1", f"value = data[{quote(member.name)}]", *body])
    # botocore's client fills an absent idempotency token in, required or not.
    if member.required and not member.idempotency_token:
        lines += ["else:", *indent([f"out.missing({place})"])]
    return lines


def _value(
    shape: Shape,
    var: str,
    steps: tuple[str, ...],
    writer: _Writer,
    *,
    sensitive: bool = False,
    at_least: int | None = None,
) -> list[str]:
    """Lines that check the value in the local variable `var`. `steps` are the expressions of its path from here."""
    place = _at(steps)
    sensitive = sensitive or shape.sensitive
    shown = "REDACTED" if sensitive else var
    if shape.document:
        return [f"{writer.helper('check_document')}({var}, {place}, out{', secret=True' if sensitive else ''})"]
    match shape.type:
        case "structure":
            return [f"{writer.check(shape.name)}({var}, {_handed(steps)}, out)"]
        case "list" | "map":
            return _container(shape, var, steps, writer, sensitive=sensitive)
        case "string":
            return _string(shape, var, place, shown, writer, at_least)
        case "integer" | "long" | "float" | "double":
            return _number(shape, var, place, shown, writer)
        case "blob":
            return _blob(shape, var, place, shown, writer)
        case _:
            test, article = _TYPE_TEST[shape.type]
            if shape.type == "timestamp":
                writer.helper("is_timestamp")
            return [f"if not {test.format(v=var)}:", f"    out.wrong_type({place}, {shown}, {quote(article)})"]


def _string(shape: Shape, var: str, place: str, shown: str, writer: _Writer, at_least: int | None) -> list[str]:
    lines = [f"if not isinstance({var}, str):", f'    out.wrong_type({place}, {shown}, "a string")']
    if shape.enum:
        values = writer.constant(shape, "_values", frozen_set(shape.enum))
        name = quote(names.class_name(shape.name))
        return [*lines, f"elif {var} not in {values}:", f"    out.enum({place}, {shown}, {values}, {name})"]
    low = max((b for b in (shape.minimum, at_least) if b is not None), default=None)
    test = _outside(f"len({var})", low or None, shape.maximum)
    if test:
        lines += [f"elif {test}:", f"    out.length({place}, {shown}, len({var}), {low}, {shape.maximum})"]
    translation = writer.facts.patterns.get(shape.name)
    if translation is not None and translation.python is not None and not translation.matches_everything:
        pattern = writer.constant(shape, "_pattern", Code(f"Pattern({quote(uncaptured(translation.python))})"))
        lines += [f"elif not {pattern}.matches({var}):", f"    out.pattern({place}, {shown}, {pattern})"]
    return lines


def _number(shape: Shape, var: str, place: str, shown: str, writer: _Writer) -> list[str]:
    low, high = writer.facts.bounds(shape)
    if shape.type in ("integer", "long"):
        # The first comparison settles all that is valid.
        test = f"type({var}) is not int and (not isinstance({var}, int) or isinstance({var}, bool))"
        article = "an integer"
    else:
        test, article = f"not {writer.helper('is_number')}({var})", "a number"
    lines = [f"if {test}:", f"    out.wrong_type({place}, {shown}, {quote(article)})"]
    outside = _outside(var, low, high)
    if outside:
        report = "out.secret_number" if shown == "REDACTED" else "out.number"
        lines += [f"elif {outside}:", f"    {report}({place}, {var}, {low}, {high})"]
    return lines


def _blob(shape: Shape, var: str, place: str, shown: str, writer: _Writer) -> list[str]:
    lines = [f"if not {writer.helper('is_blob')}({var}):", f'    out.wrong_type({place}, {shown}, "bytes")']
    test = _outside("length", shape.minimum or None, shape.maximum)
    if test:
        lines += [
            f"elif (length := {writer.helper('blob_length')}({var})) is not None and ({test}):",
            f"    out.length({place}, {shown}, length, {shape.minimum}, {shape.maximum})",
        ]
    return lines


def _container(shape: Shape, var: str, steps: tuple[str, ...], writer: _Writer, *, sensitive: bool) -> list[str]:
    place = _at(steps)
    kind, article = ("list", "a list") if shape.type == "list" else ("dict", "an object")
    shown = "REDACTED" if sensitive or shape.name in writer.facts.holding_secrets else var
    lines = [f"if not isinstance({var}, {kind}):", f"    out.wrong_type({place}, {shown}, {quote(article)})", "else:"]
    test = _outside(f"len({var})", shape.minimum or None, shape.maximum)
    inner: list[str] = []
    if test:
        inner += [f"if {test}:", f"    out.items({place}, {shown}, len({var}), {shape.minimum}, {shape.maximum})"]
    number = str(len(steps) - 1) if len(steps) > 1 else ""
    step, item = (f"index{number}" if kind == "list" else f"key{number}"), f"item{number}"
    hidden = kind == "dict" and (sensitive or writer.facts.shape(shape.key or "").sensitive)
    below = (*steps, f"HiddenKey({step})" if hidden else step)
    if kind == "list":
        element = writer.facts.shape(shape.element or "")
        inner += [f"for {step}, {item} in enumerate({var}):"]
        inner += indent(_value(element, item, below, writer, sensitive=sensitive))
    else:
        inner += [f"for {step}, {item} in {var}.items():"]
        inner += indent(_key(shape, step, place, _at(below), writer, hidden=hidden))
        content = writer.facts.shape(shape.value or "")
        inner += indent(_value(content, item, below, writer, sensitive=sensitive))
    return lines + [str(line) for line in indent(inner)]


def _key(shape: Shape, step: str, place: str, at: str, writer: _Writer, *, hidden: bool) -> list[str]:
    """Checks of a map's key. One that is no string cannot stand in a path: it is reported at the map, its value not."""
    key = writer.facts.shape(shape.key or "")
    shown = "REDACTED" if hidden else step
    not_text, _, *rest = _string(key, step, at, shown, writer, None)
    lines = [not_text, f'    out.wrong_type({place}, {shown}, "names that are strings")', "    continue"]
    return [*lines, rest[0].removeprefix("el"), *rest[1:]] if rest else lines


def _at(steps: tuple[str, ...]) -> str:
    """The path expression of a violation."""
    return f"(*path, {', '.join(steps)})"


def _handed(steps: tuple[str, ...]) -> str:
    """The path expression where it is made on every run, not only for a violation: adding is twice as fast."""
    return f"path + ({', '.join(steps)}{',' if len(steps) == 1 else ''})"


def _shown(shape: Shape, writer: _Writer) -> str:
    """What a violation may show of the structure that is checked."""
    return "REDACTED" if shape.name in writer.facts.holding_secrets else "data"


def _outside(measure: str, low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"not {low} <= {measure} <= {high}" if low != high else f"{measure} != {low}"
    if low is not None:
        return f"{measure} < {low}"
    return f"{measure} > {high}" if high is not None else ""
