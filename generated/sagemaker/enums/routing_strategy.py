"""Enum ``RoutingStrategy``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class RoutingStrategy(StrEnum):
    """Values of ``RoutingStrategy`` of SageMaker, 4 of them."""

    LEAST_OUTSTANDING_REQUESTS = "LEAST_OUTSTANDING_REQUESTS"
    RANDOM = "RANDOM"
    PREFIX_AWARE = "PREFIX_AWARE"
    KV_AWARE = "KV_AWARE"


RoutingStrategyLiteral: TypeAlias = Literal[
    "LEAST_OUTSTANDING_REQUESTS",
    "RANDOM",
    "PREFIX_AWARE",
    "KV_AWARE",
]
