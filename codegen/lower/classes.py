"""Lowers shapes to the typed layer: attrs classes and string enums, a module each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen, mutable

from ..facts import Facts
from ..ir import Code, EnumClass, Field, StructureClass
from ..model import Member, Shape
from ..source import names
from ..source.quote import docstring, frozen_set, quote
from . import docs
from .checks import Placement

_SCALARS: Final[Mapping[str, str]] = {
    "string": "str",
    "integer": "int",
    "long": "int",
    "float": "float",
    "double": "float",
    "boolean": "bool",
}
_LOCAL: Final = "value"
_SECRET: Final = Code(" = field(repr=False)")
RuleIds = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Shape name → member name (or "" for the structure) → ids of the rules that read it."""


def lower_enums(facts: Facts) -> tuple[EnumClass, ...]:
    """The package's enums, sorted by shape name."""
    return tuple(
        EnumClass(
            shape=shape.name,
            name=names.class_name(shape.name),
            module=names.module(shape.name),
            doc=docstring(f"Values of ``{shape.name}`` of {facts.model.service_id}, {len(shape.enum)} of them."),
            members=tuple((name, quote(value)) for value, name in names.enum_members(shape.enum).items()),
        )
        for shape in facts.enums()
    )


def lower_structures(facts: Facts, placement: Placement, rules: RuleIds, *, prose: bool) -> tuple[StructureClass, ...]:
    """The package's structures, sorted by shape name."""
    return tuple(
        _structure(shape, facts, placement, rules.get(shape.name, {}), prose=prose) for shape in facts.structures()
    )


def _structure(
    shape: Shape, facts: Facts, placement: Placement, rules: Mapping[str, tuple[str, ...]], *, prose: bool
) -> StructureClass:
    needs, secret = _Needs(facts, shape), shape.name in facts.secret
    fields = tuple(_field(member, needs) for member in shape.members)
    deprecated = tuple(f for f, m in zip(fields, shape.members, strict=True) if _is_deprecated(m, facts))
    if deprecated:
        needs.runtime.add("deprecated")
    return StructureClass(
        shape=shape.name,
        name=names.class_name(shape.name),
        quoted_name=quote(names.class_name(shape.name)),
        module=names.module(shape.name),
        doc=docstring(docs.structure_doc(shape, facts, rules, prose=prose)),
        fields=fields,
        parameters=tuple(sorted(fields, key=lambda f: bool(f.default))),
        deprecated=deprecated,
        known=frozen_set(m.name for m in shape.members),
        check=placement.functions.get(shape.name),
        unknown=_SECRET if secret else Code(""),
        attrs_imports=("field", "frozen") if secret or any(f.attribute for f in fields) else ("frozen",),
        imports=needs.imports(),
        typing_imports=needs.typing_imports(),
        lazy_imports=needs.lazy_imports(),
        base=needs.base,
    )


def _is_deprecated(member: Member, facts: Facts) -> bool:
    return member.deprecated or facts.shape(member.shape).deprecated


@mutable
class _Needs:
    """What the module of one structure has to import, collected while its fields are written."""

    facts: Facts
    owner: Shape
    structures: set[str] = field(factory=set)
    enums: set[str] = field(factory=set)
    runtime: set[str] = field(factory=set)
    values: set[str] = field(factory=set)
    abstract: set[str] = field(factory=set)
    aliases: set[str] = field(factory=set)

    @property
    def base(self) -> str:
        """Base class of the structure."""
        return "Response" if self.owner.name in self.facts.answers else "Structure"

    def structure(self, name: str) -> str:
        """Expression for the class of structure `name` inside a method."""
        if name != self.owner.name:
            self.structures.add(name)
        return names.class_name(name)

    def imports(self) -> tuple[Code, ...]:
        """Imports that run when the module is loaded."""
        lines = []
        if self.values:
            lines.append(f"from ..._runtime.wire.values import {', '.join(sorted(self.values))}")
        own = {"unknown_members", *self.runtime, *({self.base} & {"Structure"})}
        if self.owner.members:
            own.add("plain as _plain")
        lines.append(f"from ..._runtime.typed.structure import {', '.join(sorted(own))}")
        if self.base == "Response":
            lines.append("from ..._runtime.typed.responses import Response")
        lines += [f"from ..enums.{names.module(e)} import {names.class_name(e)}" for e in sorted(self.enums)]
        lines += [self._import(s) for s in sorted(self.structures) if not self.facts.lazy(self.owner.name, s)]
        return tuple(Code(line) for line in lines)

    def typing_imports(self) -> tuple[Code, ...]:
        """Imports for annotations alone."""
        lines = [
            f"from collections.abc import {', '.join(sorted(self.abstract | {'Mapping'}))}",
            "from typing import Any",
        ]
        if self.aliases:
            lines.append(f"from ..._runtime.typed.aliases import {', '.join(sorted(self.aliases))}")
        lines += [
            f"from ..enums.{names.module(e)} import {names.class_name(e)}Literal"
            for e in sorted(self.enums)
            if self.owner.name in self.facts.inputs
        ]
        lines += [self._import(s) for s in sorted(self.structures) if self.facts.lazy(self.owner.name, s)]
        return tuple(Code(line) for line in lines)

    def lazy_imports(self) -> tuple[Code, ...]:
        """Imports that `_fill` has to run before it builds members."""
        return tuple(Code(self._import(s)) for s in sorted(self.structures) if self.facts.lazy(self.owner.name, s))

    def _import(self, name: str) -> str:
        return f"from .{names.module(name)} import {names.class_name(name)}"


@frozen
class _Kind:
    """How one shape appears: annotations to read and to pass, expressions to fill and to dump a local variable."""

    read: str
    accept: str
    fill: str
    dump: str
    scalar: bool = False


def _field(member: Member, needs: _Needs) -> Field:
    shape = needs.facts.shape(member.shape)
    name = names.member(member.name)
    kind = _json_value() if member.json_value else _kind(shape, needs, _LOCAL, 0)
    optional = not member.required or needs.owner.name in needs.facts.outputs
    takes_none = not member.required or member.idempotency_token or needs.owner.name not in needs.facts.inputs
    sensitive = needs.facts.shows_secrets(shape) or needs.owner.name in needs.facts.secret
    return Field(
        wire=quote(member.name),
        name=name,
        quoted_name=quote(name),
        annotation=_optional(kind.read, holds=optional),
        attribute=_SECRET if sensitive else Code(""),
        parameter=_optional(kind.accept, holds=takes_none),
        default=Code(" = None" if takes_none else ""),
        scalar=kind.scalar,
        fill=Code(kind.fill if kind.scalar else f"None if value is None else {kind.fill}"),
        dump=Code(kind.dump.replace(_LOCAL, f"self.{name}")),
    )


def _optional(annotation: str, *, holds: bool) -> Code:
    return Code(f"{annotation} | None" if holds and annotation != "Any" else annotation)


def _json_value() -> _Kind:
    return _Kind("Any", "Any", _LOCAL, _LOCAL, scalar=True)


def _kind(shape: Shape, needs: _Needs, var: str, depth: int) -> _Kind:
    if shape.document or shape.event_stream:
        return _Kind("Any", "Any", var, var, scalar=True)
    if shape.enum:
        return _enum(shape, needs, var)
    if shape.type in _SCALARS:
        return _Kind(_SCALARS[shape.type], _SCALARS[shape.type], var, var, scalar=True)
    match shape.type:
        case "structure":
            cls = needs.structure(shape.name)
            return _Kind(cls, cls, f"{cls}._build({var})", f"{var}.to_dict()")
        case "list":
            return _list(shape, needs, var, depth)
        case "map":
            return _map(shape, needs, var, depth)
        case "timestamp":
            return _timestamp(needs, var)
        case _:
            return _blob(shape, needs, var)


def _enum(shape: Shape, needs: _Needs, var: str) -> _Kind:
    needs.enums.add(shape.name)
    cls = names.class_name(shape.name)
    read = f"{cls} | str" if needs.owner.name in needs.facts.outputs else cls
    needs.runtime.add("enum_member")
    accept = f"{cls} | {cls}Literal" if needs.owner.name in needs.facts.inputs else f"{cls} | str"
    dump = "enum_text" if needs.owner.name in needs.facts.outputs else "str"
    if dump == "enum_text":
        needs.runtime.add(dump)
    return _Kind(read, accept, f"enum_member({cls}, {var})", f"{dump}({var})")


def _list(shape: Shape, needs: _Needs, var: str, depth: int) -> _Kind:
    needs.abstract.add("Sequence")
    item = f"item{depth or ''}"
    inner = _kind(needs.facts.shape(shape.element or ""), needs, item, depth + 1)
    read, accept = f"tuple[{inner.read}, ...]", f"Sequence[{inner.accept}]"
    if shape.sparse:
        read, accept = f"tuple[{inner.read} | None, ...]", f"Sequence[{inner.accept} | None]"
    if inner.scalar:
        return _Kind(read, accept, f"tuple({var})", f"list({var})")
    some = f"None if {item} is None else " if shape.sparse else ""
    return _Kind(
        read, accept, f"tuple([{some}{inner.fill} for {item} in {var}])", f"[{some}{inner.dump} for {item} in {var}]"
    )


def _map(shape: Shape, needs: _Needs, var: str, depth: int) -> _Kind:
    needs.runtime.add("FrozenDict")
    name, item = f"key{depth or ''}", f"item{depth or ''}"
    key = _kind(needs.facts.shape(shape.key or ""), needs, name, depth + 1)
    inner = _kind(needs.facts.shape(shape.value or ""), needs, item, depth + 1)
    nothing = " | None" if shape.sparse else ""
    read, accept = (f"Mapping[{k}, {v}{nothing}]" for k, v in ((key.read, inner.read), (key.accept, inner.accept)))
    if inner.scalar and key.scalar:
        return _Kind(read, accept, f"FrozenDict({var})", f"dict({var})")
    some = f"None if {item} is None else " if shape.sparse and not inner.scalar else ""
    pairs = f"for {name}, {item} in {var}.items()"
    return _Kind(
        read,
        accept,
        f"FrozenDict({{{key.fill}: {some}{inner.fill} {pairs}}})",
        f"{{{key.dump}: {some}{inner.dump} {pairs}}}",
    )


def _timestamp(needs: _Needs, var: str) -> _Kind:
    if needs.owner.name in needs.facts.inputs:
        needs.aliases.add("Timestamp")
        return _Kind("Timestamp", "Timestamp", var, var, scalar=True)
    needs.values.add("to_datetime")
    needs.aliases.add("datetime")
    return _Kind("datetime", "datetime", f"to_datetime({var})", var)


def _blob(shape: Shape, needs: _Needs, var: str) -> _Kind:
    if shape.streaming:
        return _Kind("Any", "Any", var, var, scalar=True)
    if needs.owner.name in needs.facts.inputs:
        needs.aliases.add("Blob")
        return _Kind("Blob", "Blob", var, var, scalar=True)
    return _Kind("bytes", "bytes", var, var, scalar=True)
