"""Annotations of members, in the module that writes them: what an attribute reads as, what a parameter accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import frozen

from ..facts import Facts
from ..ir import Parameter
from ..model import Member, Shape
from ..source import names
from ..source.module import Module
from ..source.quote import Code, quote

ALIASES: Final = ".._runtime.typed.aliases"
_SCALARS: Final[Mapping[str, str]] = {
    "string": "str",
    "integer": "int",
    "long": "int",
    "float": "float",
    "double": "float",
    "boolean": "bool",
}


@frozen
class Annotations:
    """Writes the annotations of a structure's members into a module.

    Attributes:
        facts: What is known of the package's model.
        owner: The structure whose members they are.
        module: The module that holds the annotations.
        lazily: Whether they reach classes through the package, which loads them when somebody resolves the
            annotations. Modules of structures import what is inside them anyway.
    """

    facts: Facts
    owner: str
    module: Module
    lazily: bool = True

    @property
    def _requested(self) -> bool:
        return self.owner in self.facts.inputs

    def parameters(self, rename: Callable[[str], str] = str) -> tuple[Parameter, ...]:
        """A parameter for each member, in the model's order."""
        return tuple(self._parameter(member, rename) for member in self.facts.shape(self.owner).members)

    def _parameter(self, member: Member, rename: Callable[[str], str]) -> Parameter:
        optional = not member.required or member.idempotency_token or not self._requested
        return Parameter(
            wire=quote(member.name),
            name=rename(names.member(member.name)),
            annotation=Code(self._member(member, accepts=True, optional=optional)),
            default=Code(" = None" if optional else ""),
            deprecated=member.deprecated or self.facts.shape(member.shape).deprecated,
        )

    def attribute(self, member: Member) -> str:
        """What the member's attribute reads as."""
        optional = not member.required or self.owner in self.facts.outputs
        return self._member(member, accepts=False, optional=optional)

    def _member(self, member: Member, *, accepts: bool, optional: bool) -> str:
        shape = self.facts.shape(member.shape)
        if member.json_value or is_anything(shape):
            return self.typing("Any")
        return f"{self.of(shape, accepts=accepts)}{' | None' if optional else ''}"

    def of(self, shape: Shape, *, accepts: bool = False) -> str:
        """The annotation of a value of that shape: as it reads, or as it is accepted."""
        if is_anything(shape):
            return self.typing("Any")
        if shape.enum:
            return self._enum(shape, accepts=accepts)
        if shape.type in _SCALARS:
            return _SCALARS[shape.type]
        match shape.type:
            case "structure":
                return self.shape_class(shape.name)
            case "list":
                return self._list(shape, accepts=accepts)
            case "map":
                return self._map(shape, accepts=accepts)
            case "timestamp":
                return self.module.uses(ALIASES, "Timestamp" if self._requested else "datetime")
            case _:
                return self.module.uses(ALIASES, "Blob") if self._requested else "bytes"

    def typing(self, name: str) -> str:
        """The module's name for something of `typing`."""
        return self.module.uses("typing", name)

    def shape_class(self, shape: str) -> str:
        """The module's name for the class of a structure."""
        return self._class(f".shapes.{names.module(shape)}", names.class_name(shape), shape)

    def enum_class(self, shape: str, suffix: str = "") -> str:
        """The module's name for an enum, or for its literals."""
        return self._class(f".enums.{names.module(shape)}", f"{names.class_name(shape)}{suffix}", shape)

    def _class(self, source: str, name: str, shape: str) -> str:
        here = source == f".{self.module.path}"
        late = not here and (self.lazily or (bool(self.owner) and self.facts.lazy(self.owner, shape)))
        if shape in self.facts.errors:  # the package's name of that kind is the exception
            return self.module.uses(source, name, typing=late)
        return (
            f"{self.module.uses('..', self.facts.package, '_types')}.{name}" if late else self.module.uses(source, name)
        )

    def _enum(self, shape: Shape, *, accepts: bool) -> str:
        name = self.enum_class(shape.name)
        if accepts and self._requested:
            return f"{name} | {self.enum_class(shape.name, 'Literal')}"
        return f"{name} | str" if accepts or self.owner in self.facts.outputs else name

    def _list(self, shape: Shape, *, accepts: bool) -> str:
        item = self.of(self.facts.shape(shape.element or ""), accepts=accepts)
        item += " | None" if shape.sparse else ""
        return f"{self._abstract('Sequence')}[{item}]" if accepts else f"tuple[{item}, ...]"

    def _map(self, shape: Shape, *, accepts: bool) -> str:
        key, value = (self.of(self.facts.shape(part or ""), accepts=accepts) for part in (shape.key, shape.value))
        return f"{self._abstract('Mapping')}[{key}, {value}{' | None' if shape.sparse else ''}]"

    def _abstract(self, name: str) -> str:
        return self.module.uses("collections.abc", name)


def is_anything(shape: Shape) -> bool:
    """Whether values of the shape are of no type of their own."""
    return shape.document or shape.event_stream or (shape.type == "blob" and shape.streaming)


def in_order(parameters: Iterable[Parameter]) -> tuple[Parameter, ...]:
    """The parameters as a signature has them: those without a default first."""
    return tuple(sorted(parameters, key=lambda p: bool(p.default)))
