"""Lazy exports (PEP 562): a package's classes are imported when they are first asked for, one by one.

Part of the wire layer: standard library only.
"""

from __future__ import annotations

from .annotations import hints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

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
    own = [name for name in namespace if not name.startswith("_")]

    def find(name: str) -> hints.Any:
        from importlib import import_module  # noqa: PLC0415 - a package that is only imported needs none of it

        if name == "__all__":
            return names()
        if name == "strategies":  # needs hypothesis, so it is no part of `__all__`
            return import_module(f"{package}.strategies")
        # No public name starts with an underscore: the import system's own questions are answered without the index.
        table = {} if name.startswith("_") else import_module(f"{package}.index").EXPORTS
        if name in table:
            module = f"{package}.{table[name]}"
        elif name in _COMMON:
            module = f"{runtime}.{_COMMON[name]}"
        else:
            import sys  # noqa: PLC0415

            from .violations import did_you_mean  # noqa: PLC0415 - as a rule there is such a name

            hint = "" if name.startswith("_") else did_you_mean(name, names())
            msg = f"module {package!r} has no attribute {name!r}{hint and '; '}{hint}"
            # Without `name`: Python would look for suggestions of its own.
            raise AttributeError(msg, obj=sys.modules.get(package))
        value = getattr(import_module(module), name)
        namespace[name] = value
        return value

    def names() -> list[str]:
        from importlib import import_module  # noqa: PLC0415

        table = import_module(f"{package}.index").EXPORTS
        return sorted({*own, *table, *_COMMON})

    return find, names
