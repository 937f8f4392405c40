"""Lazy exports (PEP 562): a package's classes are imported when they are first asked for, one by one.

Part of the wire layer: standard library only.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Final

_COMMON: Final = {"ValidationError": "violations", "Violation": "violations"}


def lazy_exports(
    package: str, namespace: dict[str, Any], table: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package whose public names live in submodules.

    Args:
        package: The package's `__name__`.
        namespace: The package's `globals()`; a name found is kept there, so it is looked up once.
        table: Submodule, relative to the package, by public name.
    """
    runtime = __name__.rpartition(".")[0]

    def find(name: str) -> Any:
        from importlib import import_module  # noqa: PLC0415 - a package that is only imported needs none of it

        if name in table:
            module = f"{package}.{table[name]}"
        elif name in _COMMON:
            module = f"{runtime}.{_COMMON[name]}"
        else:
            msg = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(msg, name=name, obj=None)
        value = getattr(import_module(module), name)
        namespace[name] = value
        return value

    def names() -> list[str]:
        return sorted({n for n in namespace if not n.startswith("_")} | set(table) | set(_COMMON))

    return find, names
