"""Enum ``ManagedInstanceScalingScaleInStrategy``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ManagedInstanceScalingScaleInStrategy(StrEnum):
    """Values of ``ManagedInstanceScalingScaleInStrategy`` of SageMaker, 2 of them."""

    IDLE_RELEASE = "IDLE_RELEASE"
    CONSOLIDATION = "CONSOLIDATION"


ManagedInstanceScalingScaleInStrategyLiteral: TypeAlias = Literal[
    "IDLE_RELEASE",
    "CONSOLIDATION",
]
