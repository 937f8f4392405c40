"""Enum ``S3ModelDataType``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class S3ModelDataType(StrEnum):
    """Values of ``S3ModelDataType`` of SageMaker, 2 of them."""

    S_3_PREFIX = "S3Prefix"
    S_3_OBJECT = "S3Object"


S3ModelDataTypeLiteral: TypeAlias = Literal[
    "S3Prefix",
    "S3Object",
]
