"""Paths inside a request as values: steps, and the three ways in which emitted code writes them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from .expression import tuple_of
from .quote import quote


@frozen
class Path:
    """The way from the data that a function checks to a value inside it: an expression a step."""

    steps: tuple[str, ...] = ()

    @classmethod
    def of(cls, steps: Iterable[str | int]) -> Path:
        """The path of those member names and indexes."""
        return cls(tuple(quote(step) for step in steps))

    def __truediv__(self, step: str) -> Path:
        return Path((*self.steps, step))

    @property
    def absolute(self) -> str:
        """The path of a violation, from the request's root."""
        return f"(*path, {', '.join(self.steps)})" if self.steps else "path"

    @property
    def handed(self) -> str:
        """The same where it is made on every run, not only for a violation: adding is twice as fast."""
        return f"path + {self.relative}" if self.steps else "path"

    @property
    def relative(self) -> str:
        """The path from the checked data."""
        return tuple_of(self.steps)
