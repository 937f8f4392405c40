"""Opens the models that the installed botocore ships."""

from __future__ import annotations

from .data import installed
from .shapes import Model


def available_services() -> tuple[str, ...]:
    """Names of the services that the installed botocore describes, sorted."""
    return installed().services()


def load_botocore(service: str) -> Model:
    """The whole model of `service` from the installed botocore.

    Raises:
        ModelError: botocore has no such service, or its model is malformed.
    """
    return installed().load(service)
