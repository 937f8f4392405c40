"""Enum ``AsyncNotificationTopicTypes``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class AsyncNotificationTopicTypes(StrEnum):
    """Values of ``AsyncNotificationTopicTypes`` of SageMaker, 2 of them."""

    SUCCESS_NOTIFICATION_TOPIC = "SUCCESS_NOTIFICATION_TOPIC"
    ERROR_NOTIFICATION_TOPIC = "ERROR_NOTIFICATION_TOPIC"


AsyncNotificationTopicTypesLiteral: TypeAlias = Literal[
    "SUCCESS_NOTIFICATION_TOPIC",
    "ERROR_NOTIFICATION_TOPIC",
]
