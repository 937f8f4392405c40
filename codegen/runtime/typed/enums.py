"""Base class of the generated enums."""

from __future__ import annotations

from enum import StrEnum

from ..wire.violations import did_you_mean, show


class WireEnum(StrEnum):
    """An enum of the service: each member is equal to the string that is sent."""

    @classmethod
    def _missing_(cls, value: object) -> None:
        hint = did_you_mean(value, [member.value for member in cls]) if isinstance(value, str) else ""
        raise ValueError(f"{show(value)} is no {cls.__name__}{hint and '; '}{hint}")
