"""Enum ``CapacitySizeType``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class CapacitySizeType(StrEnum):
    """Values of ``CapacitySizeType`` of SageMaker, 2 of them."""

    INSTANCE_COUNT = "INSTANCE_COUNT"
    CAPACITY_PERCENT = "CAPACITY_PERCENT"


CapacitySizeTypeLiteral: TypeAlias = Literal[
    "INSTANCE_COUNT",
    "CAPACITY_PERCENT",
]
