"""Enum ``CaptureStatus``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class CaptureStatus(StrEnum):
    """Values of ``CaptureStatus`` of SageMaker, 2 of them."""

    STARTED = "Started"
    STOPPED = "Stopped"


CaptureStatusLiteral: TypeAlias = Literal[
    "Started",
    "Stopped",
]
