"""Types of expressions, read from the model's shapes. Nothing here looks at an expression.

Bounds, enums and sizes ride along for better messages and tighter code, but do not take part in comparison: two int
shapes are one type.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from ...model import Model

_SCALARS: Mapping[str, str] = {
    "string": "string",
    "integer": "int",
    "long": "int",
    "float": "double",
    "double": "double",
    "boolean": "bool",
    "timestamp": "timestamp",
    "blob": "blob",
}
# Values that a rule may only ask for with has(): their wire form is not one plain Python type.
opaque: frozenset[str] = frozenset({"timestamp", "blob", "document"})


@frozen
class Kind:
    """A type. Subclasses are compared by meaning."""


@frozen
class Scalar(Kind):
    """A plain value. `name` is int, double, string, bool, an opaque one, or "nothing" (elements of an empty list)."""

    name: str
    minimum: int | float | None = field(default=None, eq=False)
    enum: tuple[str, ...] = field(default=(), eq=False)
    shape: str | None = field(default=None, eq=False)

    def __str__(self) -> str:
        return self.name


@frozen
class StructureKind(Kind):
    """A structure of the model."""

    shape: str

    def __str__(self) -> str:
        return self.shape


@frozen
class ListKind(Kind):
    """A list; `minimum` is the number of elements that its shape demands."""

    element: Kind
    minimum: int = field(default=0, eq=False)

    def __str__(self) -> str:
        return f"list<{self.element}>"


@frozen
class MapKind(Kind):
    """A map with string keys."""

    value: Kind

    def __str__(self) -> str:
        return f"map<string, {self.value}>"


@frozen
class RequestsKind(Kind):
    """`release` or `earlier`: one map per operation that has an identifier."""

    name: str

    def __str__(self) -> str:
        return self.name


INT, DOUBLE, STRING, BOOL, NOTHING = (Scalar(name) for name in ("int", "double", "string", "bool", "nothing"))


def of_shape(model: Model, name: str, outer: tuple[str, ...] = ()) -> Kind:
    """The type of values of a shape. A list or map that holds itself is opaque from there on."""
    shape = model.shapes[name]
    if shape.document or name in outer:
        return Scalar("document", shape=name)
    if shape.type == "structure":
        return StructureKind(name)
    if shape.type == "list":
        element = of_shape(model, str(shape.element), (*outer, name))
        return ListKind(element, minimum=int(shape.minimum or 0))
    if shape.type == "map":
        return MapKind(of_shape(model, str(shape.value), (*outer, name)))
    scalar = _SCALARS[shape.type]
    bound = shape.minimum if scalar in ("int", "double") else None
    return Scalar(scalar, minimum=bound, enum=shape.enum, shape=name)


def unify(left: Kind, right: Kind) -> Kind | None:
    """The type that holds both, or None. Only an empty list gives way."""
    if left == NOTHING:
        return right
    if right == NOTHING:
        return left
    if isinstance(left, ListKind) and isinstance(right, ListKind):
        element = unify(left.element, right.element)
        return ListKind(element, minimum=min(left.minimum, right.minimum)) if element is not None else None
    if left != right:
        return None
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        lower = None if left.minimum is None or right.minimum is None else min(left.minimum, right.minimum)
        return Scalar(left.name, minimum=lower)
    return left
