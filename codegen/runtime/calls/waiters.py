"""Waits until a resource reaches a state, by botocore's waiter models.

A wait is written as steps (calls and pauses) that a sync or an async client runs. It ends when an acceptor says so or
when the time is over; polls that tell nothing (throttling, a broken connection, a fault of the service) are reported
and made again. It never calls a state good that no acceptor calls good.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

from attrs import field, frozen

from .botocore_api import BotoCoreError, search
from .clock import Clock
from .errors import ServiceError, WaitFailed, WaitTimeout, is_transient

Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)
Steps: TypeAlias = Generator["tuple[str, dict[str, Any]] | float", Any, Answer]
"""Yields calls (method and request) and pauses (seconds); a call's answer is sent back in."""
State: TypeAlias = Literal["waiting", "success", "failure", "timeout"]

_EXPLAINS: Final = ("FailureReason", "StatusReason", "StateReason", "StatusMessage", "StateMessage", "FailureMessage")


@frozen
class Acceptor:
    """One line of a waiter's model: what an answer must look like to end the wait, and how it ends then."""

    matcher: str
    """``path``, ``pathAll``, ``pathAny``, ``status`` or ``error``."""
    state: str
    """``success``, ``failure`` or ``retry``."""
    expected: Any
    argument: str = ""
    """JMESPath into the answer, for the path matchers."""


@frozen
class Waiter:
    """A waiter's model: the operation to poll, how often, and when to stop."""

    name: str
    method: str
    """Name of the operation's method on the wrapped client."""
    output: str
    delay: float
    """Seconds between polls."""
    attempts: int
    """Polls that the model allows."""
    acceptors: tuple[Acceptor, ...]


@frozen
class Progress(Generic[Answer_co]):
    """One poll of a wait."""

    subject: str
    """What is waited for."""
    attempt: int
    """Polls made so far, this one included."""
    elapsed: float
    """Seconds since the wait began."""
    timeout: float
    """Seconds after which the wait gives up."""
    state: State
    response: Answer_co | None
    """The answer, or None if the poll ended in an error."""
    error: Exception | None = field(eq=False, default=None)


OnProgress: TypeAlias = Callable[[Progress[Any]], object]


@frozen
class Options:
    """How to wait. What is None, the waiter's model decides: without a timeout, so many polls."""

    delay: float | None = None
    timeout: float | None = None
    on_progress: OnProgress | None = None


def waiting(
    waiter: Waiter,
    data: dict[str, Any],
    options: Options,
    clock: Clock,
    read: Callable[[Mapping[str, Any]], Answer],
) -> Steps[Answer | None]:
    """The steps of a wait. Returns the last answer; None where an error is what was waited for.

    Raises:
        WaitFailed: An acceptor calls the state a failure.
        WaitTimeout: The time is over.
        ServiceError: The service refused a poll, and no acceptor says what that means.
    """
    delay = waiter.delay if options.delay is None else options.delay
    # As botocore: so many polls, however long each takes, with a pause between two of them.
    counted = options.timeout is None
    timeout = delay * (waiter.attempts - 1) if options.timeout is None else options.timeout
    last: Answer | None = None
    start, attempt = clock.now(), 0
    while True:
        attempt += 1
        raw, error = yield from poll(waiter.method, data)
        match = _match(waiter, raw, error)
        answer = None if raw is None else read(raw)
        last = last if answer is None else answer
        elapsed = clock.now() - start
        over = attempt >= waiter.attempts if counted else elapsed >= timeout
        state = _state(match, error, over=over)
        if options.on_progress is not None:
            options.on_progress(Progress(waiter.name, attempt, elapsed, timeout, state, answer, error))
        if state == "success":
            return answer
        if state == "timeout":
            seen = _told(raw, error) or "no answer"
            msg = f"{waiter.name}: not reached within {timeout:g} seconds and {attempt} polls; last: {seen}"
            raise WaitTimeout(msg, waiter.name, last, elapsed, attempt) from error
        if match is not None and state == "failure":
            raise WaitFailed(_failure(waiter, match, raw, error), waiter.name, last, elapsed, attempt) from error
        if error is not None and state == "failure":
            raise error
        yield delay if counted else min(delay, timeout - elapsed)


def _state(match: Acceptor | None, error: Exception | None, *, over: bool) -> State:
    if match is not None and match.state != "retry":
        return "success" if match.state == "success" else "failure"
    if match is None and error is not None and not is_transient(error):
        return "failure"
    return "timeout" if over else "waiting"


def poll(
    method: str, data: dict[str, Any]
) -> Generator[tuple[str, dict[str, Any]] | float, Any, tuple[Mapping[str, Any] | None, Exception | None]]:
    """One call whose error is a result like any other."""
    try:
        raw: Mapping[str, Any] = yield (method, data)
    except (ServiceError, BotoCoreError) as error:
        return None, error
    return raw, None


def _match(waiter: Waiter, raw: Mapping[str, Any] | None, error: Exception | None) -> Acceptor | None:
    return next((a for a in waiter.acceptors if _accepts(a, raw, error)), None)


def _accepts(acceptor: Acceptor, raw: Mapping[str, Any] | None, error: Exception | None) -> bool:
    expected = acceptor.expected
    if acceptor.matcher == "error":
        if isinstance(expected, bool):
            return expected == isinstance(error, ServiceError) and (raw is not None or error is not None)
        codes = (expected,) if isinstance(expected, str) else tuple(expected)
        return isinstance(error, ServiceError) and error.code in codes
    if acceptor.matcher == "status":
        answered = error.response if isinstance(error, ServiceError) else raw
        return answered is not None and answered.get("ResponseMetadata", {}).get("HTTPStatusCode") == expected
    if raw is None:
        return False
    found = search(acceptor.argument, raw)
    match acceptor.matcher:
        case "path":
            return bool(found == expected)
        case "pathAll":
            return isinstance(found, list) and bool(found) and all(item == expected for item in found)
        case _:
            return isinstance(found, list) and any(item == expected for item in found)


def _failure(waiter: Waiter, acceptor: Acceptor, raw: Mapping[str, Any] | None, error: Exception | None) -> str:
    what = (
        f"{acceptor.argument} is {acceptor.expected}"
        if acceptor.argument
        else f"{acceptor.matcher} {acceptor.expected}"
    )
    told = _told(raw, error)
    return f"{waiter.name}: cannot be reached any more, {what}{f' ({told})' if told else ''}"


def _told(raw: Mapping[str, Any] | None, error: Exception | None) -> str:
    """What the last answer says for itself: statuses and reasons at its top level, or its error."""
    if error is not None:
        return str(error)
    found = {
        k: v
        for k, v in (raw or {}).items()
        if isinstance(v, str) and (k in _EXPLAINS or k.endswith(("Status", "State")))
    }
    return ", ".join(f"{name}: {value}" for name, value in found.items())
