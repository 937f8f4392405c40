"""Teaches cattrs a package's classes: its hooks are the generated straight-line code, so there is one way to convert.

Loaded only when a converter is asked for; the classes themselves are found by predicates and imported when used.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from .structure import Structure
from .violations import Report, ValidationError

if TYPE_CHECKING:
    from cattrs import BaseConverter

    from .service import Service

    _Converter = TypeVar("_Converter", bound=BaseConverter)


def register(service: Service, package: str, converter: _Converter) -> _Converter:
    """Gives `converter` hooks for every structure and enum of one package; returns it."""

    def is_structure(kind: object) -> bool:
        return isinstance(kind, type) and issubclass(kind, Structure) and getattr(kind, "_service", None) is service

    def is_enum(kind: object) -> bool:
        return isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__.startswith(f"{package}.enums.")

    def structure_enum(value: object, kind: type[Enum]) -> Enum:
        if isinstance(value, kind):
            return value
        member = kind._value2member_map_.get(value) if isinstance(value, str) else None
        if member is None:
            raise ValidationError([_enum_violation(value, kind, str(service.model))], kind.__name__)
        return member

    converter.register_structure_hook_func(is_structure, _structure)
    converter.register_unstructure_hook_func(is_structure, lambda structure: structure.to_dict())
    converter.register_structure_hook_func(is_enum, structure_enum)
    converter.register_unstructure_hook_func(is_enum, lambda member: str(member.value))
    return converter


def _structure(data: Any, kind: type[Structure]) -> Structure:
    return data if isinstance(data, kind) else kind.from_dict(data)


def _enum_violation(value: object, kind: type[Enum], model: str) -> Any:
    report = Report(None, model)
    if isinstance(value, str):
        report.enum((), value, [str(member.value) for member in kind], kind.__name__)
    else:
        report.wrong_type((), value, "a string")
    return report.violations[0]
