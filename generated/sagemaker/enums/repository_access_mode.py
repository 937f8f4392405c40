"""Enum ``RepositoryAccessMode``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class RepositoryAccessMode(StrEnum):
    """Values of ``RepositoryAccessMode`` of SageMaker, 2 of them."""

    PLATFORM = "Platform"
    VPC = "Vpc"


RepositoryAccessModeLiteral: TypeAlias = Literal[
    "Platform",
    "Vpc",
]
