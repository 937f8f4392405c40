"""Errors of the service, a class for each that its model names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.calls import errors as _rt

if TYPE_CHECKING:
    from .._runtime.calls.botocore_api import ClientError as _ClientError


class ParcelError(_rt.ServiceError):
    """The service refused a call. Errors that its model names have a class of their own below this one."""


class ParcelLost(ParcelError):
    """Error ``ParcelLost``; code ``ParcelLost``.

    Raised by:
        SendParcel
    """


_CLASSES: dict[str, type[_rt.ServiceError]] = {
    "ParcelLost": ParcelLost,
}


def from_client_error(error: _ClientError) -> _rt.ServiceError:
    """The exception of this package for what botocore raised."""
    return _rt.make_error(ParcelError, _CLASSES, error)
