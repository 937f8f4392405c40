"""The facts of a service model, checked and typed: names are ASCII identifiers, and every reference resolves.

What a botocore model looks like on disk is not known here, nor what Python makes of the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from attrs import field, frozen

from ..graph import components
from ..spelling import near

type_names: Final = frozenset(
    {"structure", "list", "map", "string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"}
)
ShapeType = Literal[
    "structure", "list", "map", "string", "integer", "long", "float", "double", "boolean", "timestamp", "blob"
]


class ModelError(ValueError):
    """A service model that cannot be used; the message names service, shape and member."""


@frozen
class Member:
    """One member of a structure."""

    name: str
    shape: str
    required: bool = False
    location_name: str | None = None
    location: str | None = None
    idempotency_token: bool = False
    deprecated: bool = False
    json_value: bool = False
    host_label: bool = False
    streaming: bool = False
    event_payload: bool = False
    documentation: str = ""


@frozen
class Shape:
    """One shape of the model. `minimum` and `maximum` bound lengths, item counts or values, as the type has it."""

    name: str
    type: ShapeType
    members: tuple[Member, ...] = ()
    element: str | None = None
    key: str | None = None
    value: str | None = None
    minimum: int | float | None = None
    maximum: int | float | None = None
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    union: bool = False
    document: bool = False
    event_stream: bool = False
    streaming: bool = False
    sensitive: bool = False
    sparse: bool = False
    deprecated: bool = False
    exception: bool = False
    error_code: str | None = None
    documentation: str = ""

    def references(self) -> tuple[str, ...]:
        """Names of the shapes this one refers to, in the model's order."""
        inner = (self.element, self.key, self.value)
        return tuple(m.shape for m in self.members) + tuple(name for name in inner if name is not None)

    def member(self, name: str) -> Member | None:
        """The member of that wire name, or None."""
        return next((m for m in self.members if m.name == name), None)


@frozen
class Operation:
    """One operation: the names of its input, output and error shapes."""

    name: str
    input: str | None
    output: str | None
    errors: tuple[str, ...] = ()
    deprecated: bool = False


@frozen
class Pin:
    """Where the facts come from: the botocore release and the SHA-256 of the service model it shipped."""

    botocore: str
    sha256: str


@frozen
class Model:
    """A service model. `raw` is botocore's own form of the same facts, without prose, as pinned."""

    service: str
    service_id: str
    api_version: str
    pin: Pin
    operations: Mapping[str, Operation]
    shapes: Mapping[str, Shape]
    waiters: Mapping[str, Any]
    paginators: Mapping[str, Any]
    examples: Mapping[str, Any]
    raw: Mapping[str, Any] = field(repr=False, eq=False)

    def closure(self, roots: Iterable[str]) -> tuple[str, ...]:
        """Names of every shape reachable from `roots`, sorted. Iterative: a long reference chain is no problem."""
        seen: set[str] = set()
        pending = list(roots)
        while pending:
            name = pending.pop()
            if name not in seen:
                seen.add(name)
                pending.extend(self.shapes[name].references())
        return tuple(sorted(seen))

    def secret(self) -> frozenset[str]:
        """Names of the sensitive shapes and of the structures inside them: what these hold must not be shown."""
        roots = {name for name, shape in self.shapes.items() if shape.sensitive}
        return frozenset(roots | {name for name in self.closure(roots) if self.shapes[name].type == "structure"})

    def holding_secrets(self) -> frozenset[str]:
        """Names of the shapes with something sensitive in them, at any depth: a value as a whole must not be shown."""
        return self.reaching(self.secret())

    def reaching(self, targets: Iterable[str]) -> frozenset[str]:
        """Names of every shape from which one of `targets` can be reached, those included."""
        users: dict[str, list[str]] = {}
        for shape in self.shapes.values():
            for inner in shape.references():
                users.setdefault(inner, []).append(shape.name)
        found: set[str] = set()
        pending = list(targets)
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending.extend(users.get(name, ()))
        return frozenset(found)

    def recursive(self) -> frozenset[str]:
        """Names of the shapes that can contain themselves (members of a cycle in the reference graph)."""
        groups = components(self.shapes, lambda name: self.shapes[name].references())
        return frozenset(
            name for group in groups for name in group if len(group) > 1 or name in self.shapes[name].references()
        )


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint for a misspelt name: 'did you mean …?' with up to three near spellings, or where to look."""
    close = near(name, known)
    return f"did you mean {', '.join(close)}?" if close else "'botoforge list SERVICE' shows what there is"
