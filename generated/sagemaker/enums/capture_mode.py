"""Enum ``CaptureMode``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class CaptureMode(StrEnum):
    """Values of ``CaptureMode`` of SageMaker, 3 of them."""

    INPUT = "Input"
    OUTPUT = "Output"
    INPUT_AND_OUTPUT = "InputAndOutput"


CaptureModeLiteral: TypeAlias = Literal[
    "Input",
    "Output",
    "InputAndOutput",
]
