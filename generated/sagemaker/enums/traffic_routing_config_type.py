"""Enum ``TrafficRoutingConfigType``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class TrafficRoutingConfigType(StrEnum):
    """Values of ``TrafficRoutingConfigType`` of SageMaker, 3 of them."""

    ALL_AT_ONCE = "ALL_AT_ONCE"
    CANARY = "CANARY"
    LINEAR = "LINEAR"


TrafficRoutingConfigTypeLiteral: TypeAlias = Literal[
    "ALL_AT_ONCE",
    "CANARY",
    "LINEAR",
]
