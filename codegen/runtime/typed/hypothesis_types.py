"""Gives Hypothesis the package's strategies for its classes: `st.from_type` draws valid objects."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .structure import Structure


def register(kind: type[Structure]) -> None:
    """Registers a class, if somebody uses Hypothesis."""
    strategies: Any = sys.modules.get("hypothesis.strategies")
    # While Hypothesis is still being imported, its entry point comes back to this.
    if hasattr(strategies, "register_type_strategy"):
        strategies.register_type_strategy(kind, _strategy)


def register_all(base: type[Structure]) -> None:
    """Registers the classes that were there before Hypothesis."""
    for kind in base.__subclasses__():
        if kind._shape:  # noqa: SLF001 - our own class
            register(kind)
        register_all(kind)


def _strategy(kind: type[Structure]) -> Any:
    package = kind.__module__.rpartition(".shapes.")[0]
    tables: Any = import_module(f"{package}.strategies")._tables  # noqa: SLF001 - our own module
    data = tables.structure(kind._shape)  # noqa: SLF001 - our own class
    return data.map(kind.from_dict if kind._checks else kind.from_response)  # noqa: SLF001 - the same
