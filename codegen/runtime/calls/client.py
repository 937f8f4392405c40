"""Base classes of the generated clients: validate, call, read the answer, translate the error.

A client wraps one that boto3, botocore or aiobotocore made, and calls its operation methods; it neither retries nor
signs. It holds nothing but that client and a clock, so it is as thread-safe as the client that it wraps.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from importlib import import_module
from typing import Any, ClassVar, Protocol, TypeVar

from ..typed.responses import EmptyResponse, Response
from ..typed.structure import deprecated
from ..wire.service import Service
from ..wire.violations import ValidationError
from .botocore_api import ClientError
from .clock import Clock, SystemClock
from .errors import ServiceError
from .paginators import AsyncPages, Pages, PaginationConfig, sized
from .waiters import OnProgress, Options, Steps, waiting

__all__ = ["AsyncClient", "Client", "EmptyResponse", "Request", "deprecated"]

Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)


class Request(Protocol[Answer_co]):
    """A request object that one operation takes, with the class of that operation's answer."""

    def to_dict(self) -> dict[str, Any]:
        """The request as plain data under its wire names."""
        ...

    def _answer(self) -> Answer_co: ...


class Calls:
    """What sync and async clients share: everything but the call itself."""

    __slots__ = ("_client", "_clock", "ignore")

    _service: ClassVar[Service[Any]]
    _package: ClassVar[str]
    _awaited: ClassVar[bool]

    def __init__(self, client: Any, *, clock: Clock | None = None, ignore: Collection[str] = ()) -> None:
        """Wraps a client.

        Args:
            client: The client of the same service that boto3, botocore or aiobotocore made, or any object that has
                its operation methods; None where nothing will be called.
            clock: Tells the time and sleeps for waits; another one lets tests wait without waiting.
            ignore: Ids of constraints and rules that must not stop any request, as in ``validate``.

        Raises:
            ValueError: ``ignore`` has an id that none of them has.
            TypeError: ``client`` is of another service, or of the other kind (sync for async), or has no operation.
        """
        if client is not None:
            self._refuse_other(client)
        self._client = client
        self._clock = clock or SystemClock()
        self.ignore = tuple(self._service.known_ids(ignore)) if ignore else ()

    def _refuse_other(self, client: Any) -> None:
        service = self._service.model.service
        wanted = f"a client of {service} that {'aiobotocore' if self._awaited else 'boto3 or botocore'} made"
        model = getattr(getattr(client, "meta", None), "service_model", None)
        found = getattr(model, "service_name", None)
        if isinstance(found, str):
            if found != service or hasattr(type(client), "__aenter__") != self._awaited:
                kind = "an async client" if hasattr(type(client), "__aenter__") else "a client"
                raise TypeError(f"{type(self).__name__} wraps {wanted}, found {kind} of {found}")
        elif not any(callable(getattr(client, o.method, None)) for o in self._service.operations().values()):
            raise TypeError(f"{type(self).__name__} wraps {wanted}, found {type(client).__name__}")

    @property
    def client(self) -> Any:
        """The wrapped client."""
        return self._client

    def _operation(self, request: object) -> tuple[str, str, str]:
        facts: tuple[str, str, str] | None = getattr(type(request), "_operation", None)
        if facts is None or getattr(type(request), "_service", None) is not self._service:
            found = type(request).__name__
            raise TypeError(
                f"{type(self).__name__}.send: {found} is not the request of exactly one operation of this service"
            )
        return facts

    def _check(self, operation: str, data: dict[str, Any], ignore: Collection[str]) -> None:
        """Refuses a request that breaks the model or a rule.

        Raises:
            ValidationError: It does.
        """
        found = self._service.validate(operation, data, ignore=(*self.ignore, *ignore))
        if found and any(violation.severity == "error" for violation in found):
            raise ValidationError(found, operation)

    def _read(self, output: str, raw: Mapping[str, Any]) -> Any:
        cls: type[Response] = getattr(sys.modules[self._package], output) if output else EmptyResponse
        return cls.from_response(raw)

    def _error(self, error: ClientError) -> ServiceError:
        """The package's own exception for what botocore raised."""
        found: ServiceError = import_module(f"{self._package}.errors").from_client_error(error)
        return found

    def _wait(  # noqa: PLR0913 - a call's arguments and a wait's
        self,
        waiter: str,
        operation: str,
        data: dict[str, Any],
        ignore: Collection[str],
        *,
        validate: bool,
        delay: float | None,
        timeout: float | None,
        on_progress: OnProgress | None,
    ) -> Any:
        """What a wait ends with; to be awaited where calls are."""
        if validate:
            self._check(operation, data, ignore)
        model = import_module(f"{self._package}.waiters").WAITERS[waiter]
        options = Options(delay, timeout, on_progress)
        return self.run(waiting(model, data, options, self._clock, lambda raw: self._read(model.output, raw)))

    def _pages(
        self,
        operation: str,
        data: dict[str, Any],
        ignore: Collection[str],
        *,
        validate: bool,
        pagination_config: PaginationConfig | None,
    ) -> Any:
        """The pages of a call, `Pages` or `AsyncPages`."""
        model = import_module(f"{self._package}.paginators").PAGINATORS[operation]
        config = pagination_config or PaginationConfig()
        data = sized(model, data, config)
        if validate:
            self._check(operation, data, ignore)
        return (AsyncPages if self._awaited else Pages)(model, data, self._raw, self._read, config)

    def _raw(self, method: str, data: dict[str, Any]) -> Any:
        """The answer as it came, or what is to be awaited for it."""
        raise NotImplementedError

    def run(self, steps: Steps[Answer]) -> Any:
        """Runs a helper that is written as steps: calls and pauses."""
        raise NotImplementedError


class Client(Calls):
    """A client whose calls block."""

    __slots__ = ()

    _awaited = False

    def send(self, request: Request[Answer], *, validate: bool = True, ignore: Collection[str] = ()) -> Answer:
        """Sends a request object to its operation.

        Args:
            request: The request, an object of an operation's input class.
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        Returns:
            The operation's output.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            ServiceError: The service refused it (the package's own subclass).
            TypeError: The object is not the request of exactly one operation of this service.
        """
        operation, method, output = self._operation(request)
        answer: Answer = self._call(operation, method, output, request.to_dict(), ignore, validate=validate)
        return answer

    def _call(
        self,
        operation: str,
        method: str,
        output: str,
        data: dict[str, Any],
        ignore: Collection[str],
        *,
        validate: bool,
    ) -> Any:
        if validate:
            self._check(operation, data, ignore)
        return self._read(output, self._raw(method, data))

    def _raw(self, method: str, data: dict[str, Any]) -> Mapping[str, Any]:
        try:
            raw: Mapping[str, Any] = getattr(self._client, method)(**data)
        except ClientError as error:
            raise self._error(error) from error
        return raw

    def run(self, steps: Steps[Answer]) -> Answer:
        """Runs a helper that is written as steps: calls and pauses."""
        send: Any = None
        error: Exception | None = None
        while True:
            try:
                step = steps.send(send) if error is None else steps.throw(error)
            except StopIteration as stop:
                answer: Answer = stop.value
                return answer
            send, error = None, None
            if isinstance(step, tuple):
                try:
                    send = self._raw(*step)
                except Exception as raised:  # noqa: BLE001 - the helper decides what to do with it
                    error = raised
            else:
                self._clock.sleep(step)


class AsyncClient(Calls):
    """A client whose calls are awaited."""

    __slots__ = ()

    _awaited = True

    async def send(self, request: Request[Answer], *, validate: bool = True, ignore: Collection[str] = ()) -> Answer:
        """Sends a request object to its operation.

        Args:
            request: The request, an object of an operation's input class.
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        Returns:
            The operation's output.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            ServiceError: The service refused it (the package's own subclass).
            TypeError: The object is not the request of exactly one operation of this service.
        """
        operation, method, output = self._operation(request)
        answer: Answer = await self._call(operation, method, output, request.to_dict(), ignore, validate=validate)
        return answer

    async def _call(
        self,
        operation: str,
        method: str,
        output: str,
        data: dict[str, Any],
        ignore: Collection[str],
        *,
        validate: bool,
    ) -> Any:
        if validate:
            self._check(operation, data, ignore)
        return self._read(output, await self._raw(method, data))

    async def _raw(self, method: str, data: dict[str, Any]) -> Mapping[str, Any]:
        try:
            raw: Mapping[str, Any] = await getattr(self._client, method)(**data)
        except ClientError as error:
            raise self._error(error) from error
        return raw

    async def run(self, steps: Steps[Answer]) -> Answer:
        """Runs a helper that is written as steps: calls and pauses."""
        send: Any = None
        error: Exception | None = None
        while True:
            try:
                step = steps.send(send) if error is None else steps.throw(error)
            except StopIteration as stop:
                answer: Answer = stop.value
                return answer
            send, error = None, None
            if isinstance(step, tuple):
                try:
                    send = await self._raw(*step)
                except Exception as raised:  # noqa: BLE001 - the helper decides what to do with it
                    error = raised
            else:
                await self._clock.asleep(step)
