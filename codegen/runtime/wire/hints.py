"""What annotations of the wire layer are written with. Loaded by type checkers, and by whoever resolves annotations.

The wire layer reaches it through `annotations.hints`: `typing` alone takes longer to import than the whole layer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Literal, NoReturn, Protocol, TypeAlias

from .catalogue import Rule
from .release import Requests
from .violations import Path, Report

Pattern = re.Pattern

Severity: TypeAlias = Literal["error", "warning"]
Severities: TypeAlias = Mapping[str, str]
Ignore: TypeAlias = Collection[str]
Broken: TypeAlias = Mapping[str | None, Collection[tuple[str, ...]]]
Check: TypeAlias = Callable[[object, Path, Report], None]
Profile: TypeAlias = str | Collection[str] | None
Release: TypeAlias = Iterable[tuple[str, object]]
Named: TypeAlias = dict[str, dict[str, dict[Any, Any]]]
Key: TypeAlias = tuple[str, str]
Message: TypeAlias = str | Callable[[], str]
Known: TypeAlias = tuple[dict[Any, Any], Broken]
Reads: TypeAlias = tuple[tuple[str, ...], ...]
ReleaseCheck: TypeAlias = Callable[[dict[Any, Any], Path, Report, Requests], None]


class Found(Protocol):
    """A violation, as far as rules look at it."""

    @property
    def rule(self) -> str:
        """Its id."""
        ...

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it is, from the request's root."""
        ...


class Findings(Protocol):
    """What collects violations."""

    @property
    def violations(self) -> Sequence[Found]:
        """Those found so far."""
        ...


__all__ = [
    "AbstractContextManager",
    "Any",
    "Broken",
    "Callable",
    "Check",
    "Collection",
    "Findings",
    "Found",
    "Hashable",
    "Ignore",
    "Iterable",
    "Iterator",
    "Key",
    "Known",
    "Literal",
    "Mapping",
    "Message",
    "Named",
    "NoReturn",
    "Path",
    "Pattern",
    "Profile",
    "Reads",
    "Release",
    "ReleaseCheck",
    "Report",
    "Requests",
    "Rule",
    "Sequence",
    "Severities",
    "Severity",
    "datetime",
]
