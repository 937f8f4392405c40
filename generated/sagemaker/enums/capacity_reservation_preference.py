"""Enum ``CapacityReservationPreference``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class CapacityReservationPreference(StrEnum):
    """Values of ``CapacityReservationPreference`` of SageMaker, 1 of them."""

    CAPACITY_RESERVATIONS_ONLY = "capacity-reservations-only"


CapacityReservationPreferenceLiteral: TypeAlias = Literal["capacity-reservations-only",]
