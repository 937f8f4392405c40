"""What is wrong with a rule, said once: which rule, which column, and what to write instead.

Every module of this package raises `RuleError`; nothing here prints or knows about files.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, evolve, field

from ...spelling import near
from .syntax import Span


@define(eq=False, slots=False)
class RuleError(ValueError):
    """One fault in one rule.

    Attributes:
        reason: what is wrong.
        fix: what to write instead.
        column: 1-based column in the expression, or None where the fault is not in an expression.
        rule: the rule's id, or None until it is known.
        part: which field of the rule holds the fault ("rule", "warnWhen", "fieldPath", ...).
        shape: the shape against which the rule was checked, where that matters.
    """

    reason: str
    fix: str = ""
    column: int | None = field(default=None, kw_only=True)
    rule: str | None = field(default=None, kw_only=True)
    part: str | None = field(default=None, kw_only=True)
    shape: str | None = field(default=None, kw_only=True)

    @classmethod
    def at(cls, span: Span, reason: str, fix: str) -> RuleError:
        """A fault in an expression, at the column where that part of it begins."""
        return cls(reason, fix, column=span.column)

    def __str__(self) -> str:
        where = [f"rule {self.rule!r}" if self.rule else "rule"]
        if self.shape:
            where.append(f"shape {self.shape}")
        if self.part and self.part != "rule":
            where.append(self.part)
        if self.column is not None:
            where.append(f"column {self.column}")
        return f"{', '.join(where)}: {self.reason}" + (f"; {self.fix}" if self.fix else "")

    def located(self, *, rule: str, part: str, shape: str | None = None) -> RuleError:
        """The same fault, saying which rule, field and shape it is in."""
        return evolve(self, rule=rule, part=self.part or part, shape=shape or self.shape)


class RuleErrors(ValueError):  # noqa: N818 - it stands for many
    """Every fault of a set of rules, one line each.

    Attributes:
        errors: the faults, in the order of the rules.
    """

    def __init__(self, errors: Iterable[RuleError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


def nearest(name: str, known: Iterable[str], what: str) -> str:
    """A hint for a misspelt name: near spellings, or else what there is."""
    choices = sorted(known)
    close = near(name, choices)
    if close:
        return f"did you mean {' or '.join(close)}?"
    shown = ", ".join(choices[:8]) + (", ..." if len(choices) > 8 else "")
    return f"{what}: {shown}" if choices else f"{what}: none"
