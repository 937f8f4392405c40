"""Enum ``VariantStatus``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class VariantStatus(StrEnum):
    """Values of ``VariantStatus`` of SageMaker, 5 of them."""

    CREATING = "Creating"
    UPDATING = "Updating"
    DELETING = "Deleting"
    ACTIVATING_TRAFFIC = "ActivatingTraffic"
    BAKING = "Baking"


VariantStatusLiteral: TypeAlias = Literal[
    "Creating",
    "Updating",
    "Deleting",
    "ActivatingTraffic",
    "Baking",
]
