"""Enum ``InferenceExecutionMode``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class InferenceExecutionMode(StrEnum):
    """Values of ``InferenceExecutionMode`` of SageMaker, 2 of them."""

    SERIAL = "Serial"
    DIRECT = "Direct"


InferenceExecutionModeLiteral: TypeAlias = Literal[
    "Serial",
    "Direct",
]
