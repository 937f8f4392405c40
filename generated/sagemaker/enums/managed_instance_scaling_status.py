"""Enum ``ManagedInstanceScalingStatus``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ManagedInstanceScalingStatus(StrEnum):
    """Values of ``ManagedInstanceScalingStatus`` of SageMaker, 2 of them."""

    ENABLED = "ENABLED"
    DISABLED = "DISABLED"


ManagedInstanceScalingStatusLiteral: TypeAlias = Literal[
    "ENABLED",
    "DISABLED",
]
