"""Lazy exports (PEP 562): a package's classes are imported when they are first asked for, one by one.

Part of the wire layer: standard library only.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from . import hints
else:

    class _Hints:
        """The module `hints`, imported when an annotation is resolved."""

        __slots__ = ()

        def __getattr__(self, name: str) -> object:
            from importlib import import_module  # noqa: PLC0415

            return getattr(import_module(f"{__name__.rpartition('.')[0]}.hints"), name)

    hints = _Hints()

_COMMON: Final = {"ValidationError": "violations", "Violation": "violations"}


def lazy_exports(
    package: str, namespace: dict[str, hints.Any]
) -> tuple[hints.Callable[[str], hints.Any], hints.Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package whose public names its `index` lists, each with its submodule.

    Args:
        package: The package's `__name__`.
        namespace: The package's `globals()`; a name found is kept there, so it is looked up once.
    """
    runtime = __name__.rpartition(".")[0]

    def find(name: str) -> hints.Any:
        from importlib import import_module  # noqa: PLC0415 - a package that is only imported needs none of it

        # No public name starts with an underscore: the import system's own questions are answered without the index.
        table = {} if name.startswith("_") else import_module(f"{package}.index").EXPORTS
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
        from importlib import import_module  # noqa: PLC0415

        table = import_module(f"{package}.index").EXPORTS
        return sorted({n for n in namespace if not n.startswith("_")} | set(table) | set(_COMMON))

    return find, names
