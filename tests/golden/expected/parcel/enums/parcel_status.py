"""Enum ``ParcelStatus``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ParcelStatus(StrEnum):
    """Values of ``ParcelStatus`` of Parcel, 3 of them."""

    ON_ITS_WAY = "OnItsWay"
    DELIVERED = "Delivered"
    LOST = "Lost"


ParcelStatusLiteral: TypeAlias = Literal[
    "OnItsWay",
    "Delivered",
    "Lost",
]
