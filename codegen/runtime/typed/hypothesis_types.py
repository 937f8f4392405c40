"""Gives Hypothesis the package's strategies for its classes: `st.from_type` and `st.builds` draw valid objects.

Hypothesis offers no way for a class to say how `st.builds` makes it. So the two functions by which that finds out what
a class needs ask here first, and are what they were for everybody else's classes.
"""

from __future__ import annotations

import sys
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import evolve

from ..wire.violations import ValidationError

if TYPE_CHECKING:
    from .structure import Structure

_taught: list[object] = []


def register(kind: type[Structure]) -> None:
    """Registers a class, if somebody uses Hypothesis."""
    strategies: Any = sys.modules.get("hypothesis.strategies")
    # While Hypothesis is still being imported, its entry point comes back to this.
    if hasattr(strategies, "register_type_strategy"):
        strategies.register_type_strategy(kind, _strategy)
        _teach()


def register_all(base: type[Structure]) -> None:
    """Registers the classes that were there before Hypothesis."""
    for kind in base.__subclasses__():
        if kind._shape:  # noqa: SLF001 - our own class
            register(kind)
        register_all(kind)


def _teach() -> None:
    """Teaches the functions of `st.builds` our classes, once."""
    try:
        core: Any = import_module("hypothesis.strategies._internal.core")
        of_attrs: Any = import_module("hypothesis.strategies._internal.attrs")
        required_args, from_attrs = core.required_args, of_attrs.from_attrs
    except (ImportError, AttributeError):
        return  # a release of Hypothesis that has other functions: `st.builds` draws member by member, as without us
    if core in _taught:
        return
    _taught.append(core)
    base: type = import_module(f"{__package__}.structure").Structure

    def is_ours(target: object) -> bool:
        return isinstance(target, type) and issubclass(target, base)

    @wraps(required_args)
    def required(target: Any, args: Any = (), kwargs: Any = None) -> Any:
        # Whether a class has members that are required or not, it is `from_attrs` that answers for it.
        return set(target._wire_names) if is_ours(target) else required_args(target, args, kwargs)  # noqa: SLF001 - ours

    @wraps(from_attrs)
    def drawn(target: Any, args: Any, kwargs: Any, to_infer: Any) -> Any:
        return _built(target, kwargs) if is_ours(target) else from_attrs(target, args, kwargs, to_infer)

    core.required_args, of_attrs.from_attrs = required, drawn


def _built(kind: type[Structure], given: dict[str, Any]) -> Any:
    """Valid objects, with what is given in the place of what is drawn, as far as the two go together."""
    hypothesis: Any = sys.modules["hypothesis"]
    strategies: Any = sys.modules["hypothesis.strategies"]
    instead = {name: strategy for name, strategy in given.items() if strategy is not ...}

    def changed(pair: tuple[Structure, dict[str, Any]]) -> Any:
        try:
            return evolve(pair[0], **pair[1])  # type: ignore[misc] # an attrs class, as all that have members
        except ValidationError:
            return hypothesis.reject()

    objects = strategies.from_type(kind)
    return strategies.tuples(objects, strategies.fixed_dictionaries(instead)).map(changed) if instead else objects


def _strategy(kind: type[Structure]) -> Any:
    package = kind.__module__.rpartition(".shapes.")[0]
    try:
        tables: Any = import_module(f"{package}.strategies")._tables  # noqa: SLF001 - our own module
    except ModuleNotFoundError as error:
        if error.name != f"{package}.strategies":
            raise
        raise ValueError(f"{package} was generated without strategies") from None
    data = tables.structure(kind._shape)  # noqa: SLF001 - our own class
    return data.map(kind.from_dict if kind._checks else kind.from_response)  # noqa: SLF001 - the same
