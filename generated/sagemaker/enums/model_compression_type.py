"""Enum ``ModelCompressionType``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ModelCompressionType(StrEnum):
    """Values of ``ModelCompressionType`` of SageMaker, 2 of them."""

    NONE = "None"
    GZIP = "Gzip"


ModelCompressionTypeLiteral: TypeAlias = Literal[
    "None",
    "Gzip",
]
