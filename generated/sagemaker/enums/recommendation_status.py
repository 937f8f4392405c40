"""Enum ``RecommendationStatus``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class RecommendationStatus(StrEnum):
    """Values of ``RecommendationStatus`` of SageMaker, 4 of them."""

    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    NOT_APPLICABLE = "NOT_APPLICABLE"


RecommendationStatusLiteral: TypeAlias = Literal[
    "IN_PROGRESS",
    "COMPLETED",
    "FAILED",
    "NOT_APPLICABLE",
]
