"""Enum ``ProductionVariantAcceleratorType``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ProductionVariantAcceleratorType(StrEnum):
    """Values of ``ProductionVariantAcceleratorType`` of SageMaker, 6 of them."""

    ML_EIA1_MEDIUM = "ml.eia1.medium"
    ML_EIA1_LARGE = "ml.eia1.large"
    ML_EIA1_XLARGE = "ml.eia1.xlarge"
    ML_EIA2_MEDIUM = "ml.eia2.medium"
    ML_EIA2_LARGE = "ml.eia2.large"
    ML_EIA2_XLARGE = "ml.eia2.xlarge"


ProductionVariantAcceleratorTypeLiteral: TypeAlias = Literal[
    "ml.eia1.medium",
    "ml.eia1.large",
    "ml.eia1.xlarge",
    "ml.eia2.medium",
    "ml.eia2.large",
    "ml.eia2.xlarge",
]
