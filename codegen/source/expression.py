"""Expressions as values: their text and how tightly it holds together, which alone decides on parentheses."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from attrs import frozen


class Binding(IntEnum):
    """How tightly Python binds, loosest first."""

    TERNARY = 0
    OR = 1
    AND = 2
    NOT = 3
    COMPARE = 4
    SUM = 5
    PRODUCT = 6
    SIGN = 7
    PRIMARY = 8


@frozen
class Expr:
    """An expression."""

    text: str
    binding: Binding = Binding.PRIMARY

    def within(self, binding: Binding) -> str:
        """The text as an operand of what binds like that: in parentheses where it binds less tightly itself."""
        return f"({self.text})" if self.binding < binding else self.text


def tuple_of(items: Iterable[str]) -> str:
    """The source of a tuple of those expressions."""
    texts = list(items)
    return f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"
