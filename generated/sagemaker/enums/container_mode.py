"""Enum ``ContainerMode``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ContainerMode(StrEnum):
    """Values of ``ContainerMode`` of SageMaker, 2 of them."""

    SINGLE_MODEL = "SingleModel"
    MULTI_MODEL = "MultiModel"


ContainerModeLiteral: TypeAlias = Literal[
    "SingleModel",
    "MultiModel",
]
