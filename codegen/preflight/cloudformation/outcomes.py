"""Says in words under which outcomes of a template's conditions something holds."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import TypeAlias

    Outcome: TypeAlias = dict[str, str]
    """What each variable is in one scenario, such as ``{"Stage": "is 'prod'"}``."""


def when(outcomes: Sequence[Outcome], holding: Collection[int]) -> str:
    """What tells the outcomes in which something holds from all others.

    Args:
        outcomes: all that are looked at.
        holding: the indices of those in which it holds.

    Returns:
        `` when Stage is 'prod'``, or `` for example when ...`` where no single phrase covers them; empty if it holds in
        all of them.
    """
    held = set(holding)
    if len(held) == len(outcomes):
        return ""
    for variable in outcomes[0]:
        values = {outcomes[number][variable] for number in held}
        if {number for number, outcome in enumerate(outcomes) if outcome[variable] in values} == held:
            return f" when {variable} {' or '.join(sorted(values))}"
    told = dict(outcomes[min(held)])
    for variable in list(told):
        fewer = {name: value for name, value in told.items() if name != variable}
        if _matching(outcomes, fewer) <= held:
            told = fewer
    phrase = " and ".join(f"{variable} {value}" for variable, value in told.items())
    return f" when {phrase}" if _matching(outcomes, told) == held else f" for example when {phrase}"


def _matching(outcomes: Sequence[Outcome], told: Outcome) -> set[int]:
    return {number for number, outcome in enumerate(outcomes) if told.items() <= outcome.items()}
