"""What will be written, as frozen data: the output of `lower`, the input of `render`.

Every string here is either a wire name (checked by `model`), a Python name (made by `names`), or `Code`: Python source
that `lower` composed from names and `repr`-quoted literals. Templates insert these and decide nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NewType

from attrs import field, frozen

Code = NewType("Code", str)


@frozen
class EnumClass:
    """A StrEnum: `members` are (Python name, quoted value)."""

    shape: str
    name: str
    module: str
    doc: Code
    members: tuple[tuple[str, Code], ...]


@frozen
class Field:
    """One member of a structure, as attribute, constructor parameter and wire entry."""

    wire: Code
    name: str
    annotation: Code
    parameter: Code
    required: bool
    sensitive: bool
    deprecated: bool
    fill: Code
    dump: Code


@frozen
class StructureClass:
    """An attrs class over the wire layer. `check` is (module, function), None for shapes that only responses hold."""

    shape: str
    name: str
    module: str
    doc: Code
    fields: tuple[Field, ...]
    check: tuple[str, str] | None
    imports: tuple[Code, ...]
    typing_imports: tuple[Code, ...]


@frozen
class CheckFunction:
    """The check of one structure, list or map: `lines` is the body."""

    name: str
    doc: Code
    lines: tuple[Code, ...]


@frozen
class CheckModule:
    """A module of the wire layer: the shapes that one operation reaches, or that several share."""

    module: str
    doc: Code
    imports: tuple[Code, ...]
    constants: tuple[Code, ...]
    functions: tuple[CheckFunction, ...]


@frozen
class OperationEntry:
    """One operation of the package."""

    wire: str
    method: str
    module: str
    input: StructureClass | None
    output: StructureClass | None
    check: tuple[str, str] | None
    url: str
    schema: Mapping[str, Any] | None = field(eq=False, default=None)


@frozen
class Export:
    """A public name and the submodule that defines it."""

    name: str
    module: str


@frozen
class Package:
    """One generated package."""

    name: str
    service: str
    service_id: str
    client_prefix: str
    api_version: str
    botocore: str
    model_sha256: str
    operations: tuple[OperationEntry, ...]
    structures: tuple[StructureClass, ...]
    enums: tuple[EnumClass, ...]
    checks: tuple[CheckModule, ...]
    exports: tuple[Export, ...]
    notes: tuple[str, ...]
    extra: Mapping[str, Any] = field(factory=dict, eq=False)
