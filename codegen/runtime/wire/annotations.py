"""What annotations of the wire layer are written with, at no cost to those who never resolve them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import hints
else:

    class _Hints:
        """The module `hints`, imported when an annotation is resolved."""

        __slots__ = ()

        def __getattr__(self, name: str) -> object:
            from importlib import import_module  # noqa: PLC0415

            return getattr(import_module(f"{__name__.rpartition('.')[0]}.hints"), name)

    hints = _Hints()

__all__ = ["hints"]
