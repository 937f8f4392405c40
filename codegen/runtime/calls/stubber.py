"""Base class of the generated stubbers: botocore's Stubber, with answers refused that the service could not send.

botocore itself checks the names and types of an answer's members; here required members, enum values, bounds and
patterns are checked too, against the pinned model.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypeVar

from ..typed.structure import Structure
from ..wire.service import Service
from ..wire.violations import Report, ValidationError
from .botocore_api import stubber
from .client import AsyncClient, Calls
from .response_check import ResponseCheck

Name = TypeVar("Name", bound=str)
"""The operations' names: each package has a `Literal` of its own."""


class BaseStubber(Generic[Name]):
    """Queues answers for a typed client, and checks the requests that come for them."""

    __slots__ = ("_responses", "_stubber")

    _service: ClassVar[Service[Any]]
    _package: ClassVar[str]

    def __init__(self, client: Calls) -> None:
        """Stands in for the service behind `client`, a typed client, sync or async, of the same package."""
        self._stubber = stubber(client.client, awaited=isinstance(client, AsyncClient))
        self._responses = ResponseCheck.of_package(self._package)

    def add_error(
        self,
        operation: Name,
        code: str,
        message: str = "",
        *,
        status: int = 400,
        members: Mapping[str, Any] | None = None,
        expected: Structure | Mapping[str, Any] | None = None,
    ) -> None:
        """The next call is `operation` (wire name), and the service refuses it.

        Args:
            operation: Wire name of the operation.
            code: Error code, such as ``ThrottlingException``.
            message: Its message.
            status: HTTP status.
            members: The error's own members, where it has more than a message.
            expected: The request that must come; None for any.

        Raises:
            ValueError: The package has no such operation.
        """
        known = self._service.operations()
        if operation not in known:
            from ..wire.selection import unknown_operation  # noqa: PLC0415 - only this error needs it

            raise ValueError(unknown_operation(operation, known, self._package))
        self._stubber.add_client_error(
            _boto_name(known[operation].method),
            service_error_code=code,
            service_message=message,
            http_status_code=status,
            expected_params=_data(expected),
            modeled_fields=dict(members) if members else None,
        )

    def activate(self) -> None:
        """From here on calls are answered from the queue."""
        self._stubber.activate()

    def deactivate(self) -> None:
        """From here on calls go to the service again."""
        self._stubber.deactivate()

    def assert_no_pending_responses(self) -> None:
        """Raises AssertionError if answers are left that no call came for."""
        self._stubber.assert_no_pending_responses()

    def __enter__(self) -> Self:
        self.activate()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.deactivate()

    def _add(
        self,
        operation: str,
        method: str,
        response: Structure | Mapping[str, Any] | None,
        expected: Structure | Mapping[str, Any] | None,
        ignore: Collection[str],
    ) -> None:
        data = _data(response) or {}
        out = Report(operation, f"botocore {self._service.model.botocore}")
        self._responses.check(operation, data, out)
        found = self._service.choose(out.violations, ignore)
        if found:
            raise ValidationError(found, f"answer of {operation}")
        self._stubber.add_response(method, data, _data(expected))


def _data(value: Structure | Mapping[str, Any] | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return value.to_dict() if isinstance(value, Structure) else dict(value)


def _boto_name(method: str) -> str:
    return method.rstrip("_")
