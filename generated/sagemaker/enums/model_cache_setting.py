"""Enum ``ModelCacheSetting``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class ModelCacheSetting(StrEnum):
    """Values of ``ModelCacheSetting`` of SageMaker, 2 of them."""

    ENABLED = "Enabled"
    DISABLED = "Disabled"


ModelCacheSettingLiteral: TypeAlias = Literal[
    "Enabled",
    "Disabled",
]
