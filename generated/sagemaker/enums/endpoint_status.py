"""Enum ``EndpointStatus``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias


class EndpointStatus(StrEnum):
    """Values of ``EndpointStatus`` of SageMaker, 9 of them."""

    OUT_OF_SERVICE = "OutOfService"
    CREATING = "Creating"
    UPDATING = "Updating"
    SYSTEM_UPDATING = "SystemUpdating"
    ROLLING_BACK = "RollingBack"
    IN_SERVICE = "InService"
    DELETING = "Deleting"
    FAILED = "Failed"
    UPDATE_ROLLBACK_FAILED = "UpdateRollbackFailed"


EndpointStatusLiteral: TypeAlias = Literal[
    "OutOfService",
    "Creating",
    "Updating",
    "SystemUpdating",
    "RollingBack",
    "InService",
    "Deleting",
    "Failed",
    "UpdateRollbackFailed",
]
