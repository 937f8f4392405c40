"""The guard of clients that other code makes and calls: each of their requests is checked before it is sent.

It listens to botocore's `before-parameter-build`, last of all: the parameters are final and still plain data, and
botocore's own, less exact validation has not run yet. It changes nothing, and is as thread-safe as the client.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Collection, Iterable
from typing import Any, Final, Literal, TypeAlias, TypeVar

from ..wire.service import Service
from ..wire.violations import ValidationError, Violation, show
from .botocore_api import ParamValidationError

On: TypeAlias = Literal["raise", "warn"] | Callable[[list[Violation]], object]
Target = TypeVar("Target")

VARIABLE: Final = "BOTOFORGE_GUARD"
"""The environment variable that has the last word: ``off``, ``warn`` or ``raise``."""
_CALLERS: Final = frozenset({"boto3", "botocore", "aiobotocore"})


class CallRefusedError(ValidationError, ParamValidationError):
    """A guard stopped a call; nothing has been sent. It is caught where botocore's own refusal of parameters is."""

    def __init__(self, violations: Iterable[Violation], subject: str = "request") -> None:
        super().__init__(violations, subject)
        self.kwargs = {"report": str(self)}

    def __reduce__(self) -> tuple[type[CallRefusedError], tuple[object, ...]]:
        return CallRefusedError, (self.violations, self.subject)


class Guard:
    """Makes the guards of one generated package."""

    __slots__ = ("_service",)

    def __init__(self, service: Service[Any]) -> None:
        self._service = service

    def guard(self, client_or_session: Target, on: On = "raise", *, ignore: Collection[str] = ()) -> Target:
        """Checks every request of a client, or of the clients that a session makes from now on, before it is sent.

        Operations that the package does not have pass. A second guard takes the place of the first. The environment
        variable ``BOTOFORGE_GUARD`` (``off``, ``warn`` or ``raise``), read here, goes before `on`.

        Args:
            client_or_session: What boto3, botocore or aiobotocore made: a client of this service, or a session.
            on: What to do about violations: ``"raise"`` stops a request that has errors, and lets warnings pass;
                ``"warn"`` sends it and warns of each violation; a callable is given them all, and what it raises
                stops the request (around aiobotocore it may be a coroutine function).
            ignore: Ids of constraints and rules to leave out, as in ``validate``.

        Returns:
            What was given.

        Raises:
            TypeError: It is neither, or a client of another service.
            ValueError: ``ignore`` has an id that there is not, or ``on`` or the variable a word that means nothing.
        """
        service, ids = self._service, tuple(self._service.known_ids(ignore))
        known = service.operations()
        react = _reaction(os.environ.get(VARIABLE) or on)
        events = self._events(client_or_session)

        def check(params: Any, model: Any, **_: object) -> object:
            found = service.validate(model.name, params, ignore=ids) if model.name in known else []
            return react(found) if found and react is not None else None

        event = f"before-parameter-build.{service.model.service_id.replace(' ', '-').lower()}"
        events.unregister(event, unique_id=service)
        if react is not None:
            events.register_last(event, check, unique_id=service)
        return client_or_session

    def _events(self, target: Any) -> Any:
        """Where handlers are registered."""
        wanted = self._service.model.service
        meta = getattr(target, "meta", None)
        found = getattr(getattr(meta, "service_model", None), "service_name", wanted)
        events = getattr(meta, "events", None) or getattr(target, "events", None)
        if events is None and hasattr(target, "get_component"):
            events = target.get_component("event_emitter")
        if events is None or found != wanted:
            what = type(target).__name__ if found == wanted else f"a client of {found}"
            raise TypeError(
                f"a guard of {wanted} takes a client of {wanted} or a session of boto3 or botocore, found {what}"
            )
        return events


def _reaction(on: object) -> Callable[[list[Violation]], object] | None:
    """What is done about violations; None for nothing."""
    words = {"raise": _refuse, "warn": _warn, "off": None}
    if callable(on):
        return on
    if not isinstance(on, str) or on not in words:
        raise ValueError(f"on is 'raise', 'warn' or a callable, {VARIABLE} 'off', 'warn' or 'raise'; found {show(on)}")
    return words[on]


def _refuse(found: list[Violation]) -> None:
    if any(violation.severity == "error" for violation in found):
        raise CallRefusedError(found, found[0].operation or "request")


def _warn(found: list[Violation]) -> None:
    # The line to show, and to warn of once, is that of whoever called botocore.
    level, frame = 1, sys._getframe()  # noqa: SLF001 - what warnings itself does
    while frame.f_back and _is_ours(frame.f_globals.get("__name__", "")):
        level, frame = level + 1, frame.f_back
    for violation in found:
        warnings.warn(str(violation), stacklevel=level)


def _is_ours(module: str) -> bool:
    return module == __name__ or module.partition(".")[0] in _CALLERS
