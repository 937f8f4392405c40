"""What every gate's emitter is given, a compiled rule, and what it answers for the table of rules and targets."""

from __future__ import annotations

from typing import Literal, Protocol

from attrs import frozen

from ..analysis.element_loops import Step
from ..language.tree import Node
from ..source import FieldPath


class CannotSayError(Exception):
    """The target's language has no words for a rule; the message says what it lacks, to go on after "no way to"."""


class Ruling(Protocol):
    """A compiled rule, as far as an emitter looks at it; see `CompiledRule`."""

    @property
    def id(self) -> str: ...  # noqa: D102 - all of them as in CompiledRule
    @property
    def shape(self) -> str: ...  # noqa: D102
    @property
    def scope(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def profile(self) -> str: ...  # noqa: D102
    @property
    def strict(self) -> str | None: ...  # noqa: D102
    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def field_path(self) -> FieldPath: ...  # noqa: D102
    @property
    def failing(self) -> tuple[Step, ...]: ...  # noqa: D102
    @property
    def needs(self) -> tuple[tuple[str, ...], ...]: ...  # noqa: D102
    @property
    def tree(self) -> Node: ...  # noqa: D102
    @property
    def warn_tree(self) -> Node | None: ...  # noqa: D102


@frozen
class Said:
    """How much of one rule one target says: "said", "partly" or "not"; `how` tells what is missing, else empty."""

    rule: str
    verdict: Literal["said", "partly", "not"]
    how: str = ""
