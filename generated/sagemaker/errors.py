"""Errors of the service, a class for each that its model names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.calls import errors as _rt

if TYPE_CHECKING:
    from .._runtime.calls.botocore_api import ClientError as _ClientError


class SageMakerError(_rt.ServiceError):
    """The service refused a call. Errors that its model names have a class of their own below this one."""


class ResourceLimitExceeded(SageMakerError):
    """Error ``ResourceLimitExceeded``; code ``ResourceLimitExceeded``.

    Raised by:
        CreateEndpoint
        CreateEndpointConfig
        CreateModel
        UpdateEndpoint
    """


_CLASSES: dict[str, type[_rt.ServiceError]] = {
    "ResourceLimitExceeded": ResourceLimitExceeded,
}


def from_client_error(error: _ClientError) -> _rt.ServiceError:
    """The exception of this package for what botocore raised."""
    return _rt.make_error(SageMakerError, _CLASSES, error)
