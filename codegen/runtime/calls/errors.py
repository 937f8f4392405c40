"""Errors that the service answers with, as classes; raised from botocore's `ClientError`, and one of them themselves.

What never reached the service (a dropped connection, missing credentials) stays botocore's own exception.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from .botocore_api import ClientError, ConnectionError, HTTPClientError  # noqa: A004 - botocore's name

_THROTTLED: Final = frozenset(
    {"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException"}
    | {"TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "SlowDown"}
    | {"EC2ThrottledException", "ProvisionedThroughputExceededException", "PriorRequestNotComplete"}
    | {"TransactionInProgressException"}
)
_UNAVAILABLE: Final = frozenset({429, 500, 502, 503, 504})


class ServiceError(ClientError):
    """The service refused a call. Each package has a subclass, and below it one class for each modelled error.

    Attributes:
        code: The service's error code; the class's own code unless the service has one for several errors.
        message: The service's message.
        operation_name: Wire name of the operation.
        response: The whole answer as botocore parsed it.
    """

    code: str
    message: str

    details_class: ClassVar[tuple[str, str] | None] = None
    """Module and name of the class for the error's own members, where it has more than a message."""

    def __init__(self, error_response: Any, operation_name: str) -> None:
        super().__init__(error_response, operation_name)
        error = error_response.get("Error", {})
        self.code = str(error.get("Code", "Unknown"))
        self.message = str(error.get("Message", ""))
        if self.request_id:
            self.add_note(f"request {self.request_id}")

    @property
    def request_id(self) -> str | None:
        """The id under which the service knows the call; None if it sent none."""
        found: str | None = self._metadata().get("RequestId")
        return found

    @property
    def status(self) -> int | None:
        """HTTP status of the answer."""
        found: int | None = self._metadata().get("HTTPStatusCode")
        return found

    @property
    def retries(self) -> int:
        """How often botocore had repeated the call before this answer came."""
        found: int = self._metadata().get("RetryAttempts", 0)
        return found

    @property
    def throttled(self) -> bool:
        """Whether the service asked for fewer calls."""
        return self.code in _THROTTLED or self.status == 429

    @property
    def transient(self) -> bool:
        """Whether the same call may succeed later: throttling and the service's own faults."""
        return self.throttled or self.status in _UNAVAILABLE

    def _metadata(self) -> Mapping[str, Any]:
        metadata: Mapping[str, Any] = self.response.get("ResponseMetadata", {})
        return metadata

    def _details(self) -> Any:
        from importlib import import_module  # noqa: PLC0415 - few errors are asked for their members

        module, name = self.details_class or ("", "")
        package = type(self).__module__.rpartition(".")[0]
        members = {k: v for k, v in self.response.items() if k not in ("Error", "ResponseMetadata")}
        return getattr(import_module(f"{package}.{module}"), name).from_response(members)

    def __reduce__(self) -> tuple[type[ServiceError], tuple[Any, str]]:
        return type(self), (self.response, self.operation_name)


def make_error(base: type[ServiceError], classes: Mapping[str, type[ServiceError]], error: ClientError) -> ServiceError:
    """The package's exception for what botocore raised: the modelled class of its code, else `base`."""
    told: Mapping[str, Any] = error.response.get("Error", {})
    codes = (str(told.get(key, "")).rpartition("#")[2] for key in ("Code", "QueryErrorCode"))
    kind = next((classes[code] for code in codes if code in classes), base)
    return kind(error.response, error.operation_name)


def is_transient(error: Exception) -> bool:
    """Whether a poll that ended in `error` says nothing about what is polled: throttling, 5xx, a broken connection."""
    if isinstance(error, ServiceError):
        return error.transient
    return isinstance(error, (ConnectionError, HTTPClientError))


class WaitError(Exception):
    """A wait that did not end as it should. Subclasses say how.

    Attributes:
        waiter: Wire name of the waiter, such as ``EndpointInService``.
        response: The last answer, typed; None if every poll ended in an error.
        elapsed: Seconds waited.
        attempts: Polls made.
    """

    def __init__(self, message: str, waiter: str, response: Any, elapsed: float, attempts: int) -> None:
        super().__init__(message)
        self.message = message
        self.waiter = waiter
        self.response = response
        self.elapsed = elapsed
        self.attempts = attempts

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message, self.waiter, self.response, self.elapsed, self.attempts)


class WaitFailed(WaitError):  # noqa: N818 - an outcome
    """The resource has reached a state from which it cannot get to the one awaited."""


class WaitTimeout(WaitError):  # noqa: N818 - an outcome
    """The time was over before the resource reached the state awaited. It may still get there."""
