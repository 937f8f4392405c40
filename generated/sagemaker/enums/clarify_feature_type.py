"""Enum ``ClarifyFeatureType``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ClarifyFeatureType(StrEnum):
    """Values of ``ClarifyFeatureType`` of SageMaker, 3 of them."""

    NUMERICAL = "numerical"
    CATEGORICAL = "categorical"
    TEXT = "text"


ClarifyFeatureTypeLiteral: TypeAlias = Literal[
    "numerical",
    "categorical",
    "text",
]
