"""Enum ``ParcelSize``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ParcelSize(StrEnum):
    """Values of ``ParcelSize`` of Parcel, 4 of them."""

    SMALL = "small"
    X_LARGE = "x-large"
    V2XL = "2XL"
    NONE = "None"


ParcelSizeLiteral: TypeAlias = Literal[
    "small",
    "x-large",
    "2XL",
    "None",
]
