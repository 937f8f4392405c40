"""Teaches cattrs a package's classes: its hooks are the generated straight-line code, so there is one way to convert.

Loaded only when a converter is asked for: no other module needs cattrs. No class of the package has to be imported
before it is used.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from cattrs import BaseConverter, Converter

from ..wire.service import Service
from ..wire.violations import Report, ValidationError
from .leaves import structure
from .structure import Structure

AnyConverter = TypeVar("AnyConverter", bound=BaseConverter)


class Conversion:
    """The conversions of one package."""

    __slots__ = ("_package", "_service")

    def __init__(self, service: Service[Any], package: str) -> None:
        self._service = service
        self._package = package

    def converter(self) -> Converter:
        """A cattrs converter that knows every structure and enum of the package.

        It structures wire data by `from_dict` (so it raises `ValidationError`) and unstructures by `to_dict`.
        """
        return self.register(Converter())

    def register(self, converter: AnyConverter) -> AnyConverter:
        """Teaches a cattrs converter of your own what `converter` knows, and returns it."""
        _register_structures(self._service, converter)
        _register_enums(f"{self._package}.enums.", str(self._service.model), converter)
        return converter


def _register_structures(service: Service[Any], converter: BaseConverter) -> None:
    def is_ours(kind: object) -> bool:
        return isinstance(kind, type) and issubclass(kind, Structure) and getattr(kind, "_service", None) is service

    converter.register_structure_hook_func(is_ours, structure)
    converter.register_unstructure_hook_func(is_ours, lambda structure: structure.to_dict())


def _register_enums(home: str, model: str, converter: BaseConverter) -> None:
    """Hooks for enums whose modules are below `home`.

    cattrs finds what is registered for a class before any predicate, and a StrEnum is a string to it. So these hooks
    stand at StrEnum, and pass the enums of others on to the hooks that stood there before.
    """
    others_in, others_out = converter.get_structure_hook(StrEnum), converter.get_unstructure_hook(StrEnum)

    def member_of(value: Any, kind: type[StrEnum]) -> Any:
        if not kind.__module__.startswith(home):
            return others_in(value, kind)
        member = kind._value2member_map_.get(value) if isinstance(value, str) else None
        return member if member is not None else _refuse(value, kind, model)

    def unstructure(member: StrEnum) -> Any:
        return str(member.value) if type(member).__module__.startswith(home) else others_out(member)

    converter.register_structure_hook(StrEnum, member_of)
    converter.register_unstructure_hook(StrEnum, unstructure)


def _refuse(value: object, kind: type[StrEnum], model: str) -> Any:
    report = Report(None, model)
    if isinstance(value, str):
        report.enum((), value, [str(member.value) for member in kind], kind.__name__)
    else:
        report.wrong_type((), value, "a string")
    raise ValidationError(report.violations, kind.__name__)
