"""Makes the package's classes leaves to cattrs: every converter takes and gives them as their wire data.

cattrs offers no way for a class to say how it is converted, only for a converter to be told. So the three functions by
which its converters make hooks for attrs classes ask here first, and are what they were for everybody else's classes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .structure import Structure

_TAG = "_type"
"""The key that cattrs' tagged unions add to an object's data by default."""

_taught: list[object] = []


def teach(base: type[Structure]) -> None:
    """Teaches cattrs, if somebody uses it, that subclasses of `base` are leaves."""
    cattrs: Any = sys.modules.get("cattrs.converters")
    # While cattrs is still being imported it has no hooks to make.
    if cattrs is None or cattrs in _taught or not hasattr(cattrs, "Converter"):
        return
    _taught.append(cattrs)

    def asked_first(function: str, answer: Callable[..., Any]) -> None:
        original = getattr(cattrs, function)

        @wraps(original)
        def make(*arguments: Any, **options: Any) -> Any:
            classes = [a for a in arguments if isinstance(a, type)]
            if classes and all(issubclass(cls, base) for cls in classes):
                return answer(*classes)
            return original(*arguments, **options)

        setattr(cattrs, function, make)

    asked_first("make_dict_structure_fn", lambda _: structure)
    asked_first("make_dict_unstructure_fn", lambda _: _unstructure)
    asked_first("create_default_dis_func", _distinguish)


def _unstructure(value: Structure) -> dict[str, Any]:
    return value.to_dict()


def structure(data: Any, kind: type[Structure]) -> Structure:
    """An object of that class from its wire data, with or without the tag of a union; an object as it is."""
    if isinstance(data, kind):
        return data
    if isinstance(data, dict):
        known = kind._members  # noqa: SLF001 - our own class
        tags = [key for key in data if key not in known and (key == _TAG or data[key] == kind.__name__)]
        if tags:
            data = {key: value for key, value in data.items() if key not in tags}
    return kind.from_dict(data)


def _distinguish(*kinds: type[Structure]) -> Callable[[Any], type[Structure]]:
    """Finds the class of a union that data is of: the one that has all its members, or the one it is valid for."""

    def find(data: Any) -> type[Structure]:
        for kind in kinds:
            if isinstance(data, kind):
                return kind
        names = data.keys() if isinstance(data, dict) else set()
        fitting = [kind for kind in kinds if names <= kind._members] or list(kinds)  # noqa: SLF001 - our own classes
        if len(fitting) > 1:
            fitting.sort(key=lambda kind: len(kind.violations_in(data)))
        return fitting[0]

    return find
