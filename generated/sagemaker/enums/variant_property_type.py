"""Enum ``VariantPropertyType``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class VariantPropertyType(StrEnum):
    """Values of ``VariantPropertyType`` of SageMaker, 3 of them."""

    DESIRED_INSTANCE_COUNT = "DesiredInstanceCount"
    DESIRED_WEIGHT = "DesiredWeight"
    DATA_CAPTURE_CONFIG = "DataCaptureConfig"


VariantPropertyTypeLiteral: TypeAlias = Literal[
    "DesiredInstanceCount",
    "DesiredWeight",
    "DataCaptureConfig",
]
