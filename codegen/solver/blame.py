"""How a rule's negation is read so that one element is to blame, and where it can be, only one."""

from __future__ import annotations

from attrs import evolve

from .formula import All, Any, Count, Failing, Formula, conjunction, disjunction


def failing(formula: Formula, *, once: bool) -> Formula:
    """A rule's negation with the count marked at whose element the rule is reported: the last, after all guards.

    Args:
        formula: the negation.
        once: read "some element" as "exactly one" besides, so that a rule is broken at one place where it can be.
    """
    match formula:
        case All(items=items):
            last = max((i for i, item in enumerate(items) if _counts(item)), default=-1)
            rest = (_exactly(item) if once else item for item in items)
            return conjunction(failing(items[i], once=once) if i == last else item for i, item in enumerate(rest))
        case Any(items=items):
            return disjunction(failing(item, once=once) for item in items)
        case Count(operator=">=", number=1):
            operator = "==" if once else ">="
            return Failing(formula.place, formula.body, operator, 1, unless=formula.unless)
    return formula


def _counts(formula: Formula) -> bool:
    if isinstance(formula, (All, Any)):
        return any(map(_counts, formula.items))
    return isinstance(formula, Count)


def _exactly(formula: Formula) -> Formula:
    match formula:
        case All(items=items):
            return conjunction(map(_exactly, items))
        case Any(items=items):
            return disjunction(map(_exactly, items))
        case Count(operator=">=", number=1):
            return evolve(formula, operator="==")
    return formula
