"""Deploys an endpoint and says what has come of it. Written for SageMaker's endpoints, against their wire names.

The whole deployment is one generator of calls and pauses, which a sync or an async client runs. "In service" is not
success: after a rollback the endpoint is in service too, on the configuration it had before. What decides is the
configuration that serves, and what has been seen on the way.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any, Final, Generic, TypeAlias, TypeVar

from attrs import define, field, frozen

from ..calls.client import Calls
from ..calls.errors import ServiceError, is_transient
from ..calls.waiters import OnProgress, State, Steps, poll
from ..typed.structure import plain
from ..wire.violations import ValidationError, Violation
from .phases import keeps_counts, timelines
from .records import Unplannable
from .rows import DeploymentProgress, own_timeout
from .timeline import Timeline

Answer_co = TypeVar("Answer_co", covariant=True)
Raw: TypeAlias = Mapping[str, Any]
_Call: TypeAlias = "tuple[str, dict[str, Any]] | float"

_UPDATABLE: Final = frozenset({"InService", "UpdateRollbackFailed"})
_DEAD: Final = frozenset({"Failed", "OutOfService", "Deleting"})
_RETAINED: Final = ("RetainAllVariantProperties", "ExcludeRetainedVariantProperties")
_TIMEOUT: Final = 7200.0
_GRACE: Final = 300.0
"""Seconds for which a new endpoint may be unknown to reads."""


@frozen
class Call:
    """An operation, its method on the wrapped client, its output class."""

    operation: str
    method: str
    output: str


@frozen
class Operations:
    """The operations of a deployment, and what descriptions have in common with the requests that made the thing."""

    create: Call
    update: Call
    describe: Call
    create_config: Call
    describe_config: Call
    create_model: Call
    describe_model: Call
    config_members: frozenset[str]
    model_members: frozenset[str]


@frozen
class Options:
    """How to deploy. Times are in seconds."""

    dry_run: bool
    delay: float
    timeout: float | None
    on_progress: OnProgress | None
    ignore: tuple[str, ...]


@frozen
class DeploymentPlan:
    """What a deployment would do, checked against what is live.

    Attributes:
        operation: Wire name of the operation that would be called.
        request: Its request, under wire names.
        requests: The requests that were checked together, as ``validate_release`` takes them: what is live is among
            them as the requests that would make it, with its present instance counts.
        warnings: Violations that do not stop the deployment.
        notes: What could not be looked at, a line each.
    """

    operation: str
    request: Mapping[str, Any]
    requests: tuple[tuple[str, Mapping[str, Any]], ...]
    warnings: tuple[Violation, ...] = ()
    notes: tuple[str, ...] = ()

    def timeline(self) -> Timeline:
        """What the deployment would do over time, with the live instance counts.

        Raises:
            Unplannable: Constraints were ignored, and the request tells no timeline.
        """
        return timelines(self.requests)[-1]

    def _repr_svg_(self) -> str:
        return self.timeline().svg()

    def _repr_html_(self) -> str:
        return self.timeline().html((*map(str, self.warnings), *self.notes))


@frozen
class Deployed(Generic[Answer_co]):
    """The endpoint is in service and serves the configuration asked for.

    Attributes:
        endpoint: The endpoint as last described.
        created: Whether it is new.
        elapsed: Seconds from the call to the end.
        plan: What was checked and sent.
    """

    endpoint: Answer_co
    created: bool
    elapsed: float
    plan: DeploymentPlan


class DeploymentError(Exception):
    """A deployment that did not end with the configuration asked for in service. Subclasses say how it ended.

    Attributes:
        endpoint_name: The endpoint.
        endpoint: The endpoint as last described, typed; None if it was never seen.
        reason: The service's own words (``FailureReason``), if any.
        alarms: Names of the alarms that guard the deployment.
        elapsed: Seconds from the call to the end.
    """

    summary = "was not deployed"

    def __init__(
        self, endpoint_name: str, endpoint: Any, reason: str, alarms: Sequence[str], elapsed: float, detail: str = ""
    ) -> None:
        self.endpoint_name = endpoint_name
        self.endpoint = endpoint
        self.reason = reason
        self.alarms = tuple(alarms)
        self.elapsed = elapsed
        self.detail = detail
        parts = [f"endpoint {endpoint_name} {self.summary}"]
        parts += [detail] if detail else []
        parts += [f"the service says: {reason}"] if reason else []
        parts += [f"guarded by the alarms {', '.join(alarms)}"] if alarms else []
        super().__init__("; ".join(parts))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.endpoint_name, self.endpoint, self.reason, self.alarms, self.elapsed, self.detail)


class EndpointNotReady(DeploymentError):  # noqa: N818 - outcomes, not errors of the program
    """The endpoint is in a state that takes no update. Nothing has been changed."""

    summary = "takes no update now"


class RolledBack(DeploymentError):  # noqa: N818
    """The service went back to the configuration before, which serves (or is about to, if the time was over)."""

    summary = "was rolled back"


class RollbackFailed(DeploymentError):  # noqa: N818
    """The update failed, and so did going back: the endpoint may serve a mix of both configurations."""

    summary = "failed to update and failed to roll back"


class DeploymentFailed(DeploymentError):  # noqa: N818
    """The endpoint failed, is out of service, or is gone."""

    summary = "failed"


class DeploymentSuperseded(DeploymentError):  # noqa: N818
    """The endpoint is in service on a configuration that is neither the old nor the new one."""

    summary = "was deployed by somebody else meanwhile"


class DeploymentTimeout(DeploymentError):  # noqa: N818
    """The time is over and the outcome open: the deployment may still succeed or be rolled back."""

    summary = "is still being deployed"


def deploying(
    client: Calls, operations: Operations, create: Mapping[str, Any], update: Mapping[str, Any], options: Options
) -> Steps[Deployed[Any] | DeploymentPlan]:
    """The steps of a deployment. `create` and `update` are the members of both requests; None is absent."""
    live = yield from _live(operations, create["EndpointName"])
    members = create if live is None else update
    request = {name: plain(value) for name, value in members.items() if value is not None}
    plan = yield from _Checks(client, operations, options.ignore).plan(request, live)
    watch = _Watch(client, operations, options, plan, live)
    if live is not None and live.get("EndpointStatus") not in _UPDATABLE:
        raise watch.error(EndpointNotReady, live, f"it is {live.get('EndpointStatus')}")
    if options.dry_run:
        return plan
    yield from watch.call()
    return (yield from watch.outcome())


def _live(operations: Operations, name: str) -> Generator[_Call, Any, Raw | None]:
    try:
        live: Raw = yield operations.describe.method, {"EndpointName": name}
    except ServiceError as error:
        if _not_found(error):
            return None
        raise
    return live


def _not_found(error: object) -> bool:
    return isinstance(error, ServiceError) and error.code == "ValidationException" and "not find" in error.message


# --- before: what is live, as requests -------------------------------------------------------------------------------


@define
class _Checks:
    """Checks a request together with what is live."""

    client: Calls
    operations: Operations
    ignore: tuple[str, ...]
    notes: list[str] = field(factory=list)

    def plan(self, request: dict[str, Any], live: Raw | None) -> Generator[_Call, Any, DeploymentPlan]:
        """The plan of a deployment.

        Raises:
            ValidationError: The request is invalid by itself, or does not fit what is live.
        """
        operation = (self.operations.create if live is None else self.operations.update).operation
        service = self.client._service  # noqa: SLF001 - the runtime's own base class
        self._refuse(service.validate(operation, request, ignore=self.ignore), operation)
        new = _shared((yield self._described(request["EndpointConfigName"])), self.operations.config_members)
        before: list[tuple[str, Raw]] = []
        checked = request
        if live is not None:
            old = yield from self._config(live["EndpointConfigName"])
            if old is not None:
                before.append((self.operations.create_config.operation, _at_live_counts(old, live)))
            ends = {name: live[name] for name in ("EndpointName", "EndpointConfigName")}
            if "LastDeploymentConfig" in live:
                ends["DeploymentConfig"] = live["LastDeploymentConfig"]
            before.append((self.operations.create.operation, ends))
            if keeps_counts(request):
                # The counts that count are known, so the rules need not allow for others.
                new = _at_live_counts(new, live)
                checked = {name: value for name, value in request.items() if name not in _RETAINED}
        after = [*(yield from self._models(new)), (self.operations.create_config.operation, new), (operation, checked)]
        if before and before[0] == after[-2]:
            before.pop(0)
        found = self._found(before, after)
        self._refuse(found, f"deployment of {request['EndpointName']}")
        return DeploymentPlan(operation, request, (*before, *after), tuple(found), tuple(self.notes))

    def _config(self, name: str) -> Generator[_Call, Any, Raw | None]:
        raw, error = yield from poll(*self._described(name))
        if raw is None:
            self._unseen(f"config {name}", error)
            return None
        return _shared(raw, self.operations.config_members)

    def _described(self, config: str) -> tuple[str, dict[str, Any]]:
        return self.operations.describe_config.method, {"EndpointConfigName": config}

    def _models(self, config: Raw) -> Generator[_Call, Any, list[tuple[str, Raw]]]:
        variants = [v for key in ("ProductionVariants", "ShadowProductionVariants") for v in config.get(key, ())]
        models: list[tuple[str, Raw]] = []
        for name in dict.fromkeys(v["ModelName"] for v in variants if "ModelName" in v):
            raw, error = yield from poll(self.operations.describe_model.method, {"ModelName": name})
            if error is not None and _not_found(error):
                raise error
            if raw is None:
                self._unseen(f"model {name}", error)
            else:
                models.append((self.operations.create_model.operation, _shared(raw, self.operations.model_members)))
        return models

    def _unseen(self, what: str, error: Exception | None) -> None:
        """Notes what could not be described: no permission, or deleted. That alone must not stop a deployment."""
        self.notes.append(f"{what} could not be checked: {error}")

    def _found(self, before: list[tuple[str, Raw]], after: list[tuple[str, Raw]]) -> list[Violation]:
        """What is wrong with the request, and what the rules across requests say of the new configuration and models.

        What the service has accepted already is not judged again by itself.
        """
        service = self.client._service  # noqa: SLF001 - the runtime's own base class
        found: list[Violation] = []
        by_request = service.release_violations((*before, *after))
        for (operation, data), violations in zip(after, by_request[len(before) :], strict=True):
            own = () if (operation, data) == after[-1] else service.validate(operation, data)
            known = {(v.rule, v.path) for v in own}
            found += [v for v in violations if (v.rule, v.path) not in known]
        from ..wire.selection import choose  # noqa: PLC0415 - most deployments have nothing to choose from

        return choose(found, self.ignore, None, None, None)

    def _refuse(self, found: list[Violation], subject: str) -> None:
        if any(violation.severity == "error" for violation in found):
            raise ValidationError(found, subject)


def _shared(raw: Raw, members: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if name in members}


def _at_live_counts(config: Raw, live: Raw) -> dict[str, Any]:
    """The configuration with the instance counts that the endpoint has now."""
    counts = {
        (key, v.get("VariantName")): v.get("DesiredInstanceCount", v.get("CurrentInstanceCount"))
        for key in ("ProductionVariants", "ShadowProductionVariants")
        for v in live.get(key, ())
    }
    changed = dict(config)
    for key in ("ProductionVariants", "ShadowProductionVariants"):
        if key in config:
            changed[key] = [_at_count(v, counts.get((key, v.get("VariantName")))) for v in config[key]]
    return changed


def _at_count(variant: Raw, count: int | None) -> dict[str, Any]:
    known = "InitialInstanceCount" in variant and count is not None
    return {**variant, "InitialInstanceCount": count} if known else dict(variant)


# --- after: what has come of it --------------------------------------------------------------------------------------


@define
class _Watch:
    """Follows an endpoint from the call to the outcome."""

    client: Calls
    operations: Operations
    options: Options
    plan: DeploymentPlan
    live: Raw | None
    moved: bool = False
    """Whether the endpoint has been seen doing anything since the call."""
    rolling_back: bool = False
    last: Raw | None = None
    start: float | None = None
    attempt: int = 0

    def call(self) -> Generator[_Call, Any, None]:
        """Creates or updates. If the connection breaks, the endpoint itself tells whether the call arrived."""
        self.start = self._now()
        call = self.operations.create if self.live is None else self.operations.update
        _, error = yield from poll(call.method, dict(self.plan.request))
        if error is None:
            return
        if isinstance(error, ServiceError) or not is_transient(error):
            raise error
        raw, _ = yield from poll(self.operations.describe.method, {"EndpointName": self._name})
        if raw is None or self._target not in (raw.get("EndpointConfigName"), _pending(raw)) or not self._touched(raw):
            raise error

    def outcome(self) -> Generator[_Call, Any, Deployed[Any]]:
        """Polls until the outcome is certain or the time is over.

        Raises:
            DeploymentError: Any outcome but success.
        """
        timeout = self._timeout()
        while True:
            self.attempt += 1
            raw, error = yield from poll(self.operations.describe.method, {"EndpointName": self._name})
            self.last = raw or self.last
            ended = self._judge(raw) if raw is not None else self._lost(error)
            if ended is None and self._elapsed() >= timeout:
                ended = self._over(timeout)
            self._tell(raw, error, ended, timeout)
            if isinstance(ended, Deployed):
                return ended
            if ended is not None:
                raise ended from error
            yield min(self.options.delay, max(timeout - self._elapsed(), 0.0))

    def _judge(self, raw: Raw) -> Deployed[Any] | DeploymentError | None:
        """What an answer says of the outcome; None while it is open, as it is for statuses unknown to this code."""
        status = raw.get("EndpointStatus")
        touched = self._touched(raw)
        self.moved = self.moved or touched
        self.rolling_back = self.rolling_back or status == "RollingBack"
        if status in _DEAD:
            return self.error(DeploymentFailed, raw, f"it is {status}")
        if status == "UpdateRollbackFailed" and self.moved:
            return self.error(RollbackFailed, raw)
        if status != "InService" or _pending(raw) is not None:
            return None
        return self._in_service(raw)

    def _in_service(self, raw: Raw) -> Deployed[Any] | DeploymentError | None:
        config = raw.get("EndpointConfigName")
        if self.rolling_back:
            return self.error(RolledBack, raw, f"it serves {config}")
        changed = self.live is None or config != self.live["EndpointConfigName"]
        if self.live is None or (config == self._target and (self.moved or changed)):
            return Deployed(self._read(raw), self.live is None, self._elapsed(), self.plan)
        if not self.moved:
            return None
        if config == self.live["EndpointConfigName"]:
            return self.error(RolledBack, raw, f"it serves {config} again, not {self._target}")
        return self.error(DeploymentSuperseded, raw, f"it serves {config}")

    def _lost(self, error: Exception | None) -> Exception | None:
        """What a poll without an answer says of the outcome."""
        if error is None or is_transient(error):
            return None
        if not _not_found(error):
            return error
        unborn = self.live is None and self.last is None and self._elapsed() < _GRACE
        return None if unborn else self.error(DeploymentFailed, self.last, "it is gone")

    def _over(self, timeout: float) -> DeploymentError:
        status = (self.last or {}).get("EndpointStatus", "never seen")
        if self.rolling_back:
            return self.error(RolledBack, self.last, f"it is still {status}")
        stuck = "" if self.moved or self.live is None else ", and was never seen to start"
        return self.error(DeploymentTimeout, self.last, f"after {timeout:g} seconds it is {status}{stuck}")

    def _touched(self, raw: Raw) -> bool:
        """Whether the answer shows that the endpoint has changed since it was looked at before the call."""
        if self.live is None or raw.get("EndpointStatus") != self.live.get("EndpointStatus"):
            return True
        changed = ("LastModifiedTime", "EndpointConfigName")
        return _pending(raw) is not None or any(raw.get(name) != self.live.get(name) for name in changed)

    def _timeout(self) -> float:
        """Seconds to wait: twice what the deployment allows itself, as a rollback may take as long again."""
        if self.options.timeout is not None:
            return self.options.timeout
        own = own_timeout(self._policies())
        return _TIMEOUT if own is None else 2.0 * own

    def _policies(self) -> Raw:
        given: Raw = self.plan.request.get("DeploymentConfig", {})
        kept: Raw = (self.live or {}).get("LastDeploymentConfig", {})
        return given or (kept if self.plan.request.get("RetainDeploymentConfig") else {})

    def _tell(self, raw: Raw | None, error: Exception | None, ended: object, timeout: float) -> None:
        if self.options.on_progress is None:
            return
        state: State = "waiting" if ended is None else "failure"
        if isinstance(ended, (Deployed, DeploymentTimeout)):
            state = "success" if isinstance(ended, Deployed) else "timeout"
        answer = None if raw is None else self._read(raw)
        subject = f"deployment of {self._name}"
        before = (self.live or {}).get("FailureReason", "")
        told = (subject, self.attempt, self._elapsed(), timeout, state, answer, error)
        self.options.on_progress(DeploymentProgress(*told, timeline=self._timeline(), old_reason=before))

    def _timeline(self) -> Timeline | None:
        """The plan's timeline, if its requests tell one: what was told to be ignored must not stop a deployment."""
        try:
            return self.plan.timeline()
        except Unplannable:
            return None

    def error(self, kind: type[DeploymentError], raw: Raw | None, detail: str = "") -> DeploymentError:
        """The exception for an outcome."""
        alarms = self._policies().get("AutoRollbackConfiguration", {}).get("Alarms", ())
        endpoint = None if raw is None else self._read(raw)
        reason = (raw or {}).get("FailureReason", "")
        return kind(self._name, endpoint, reason, [a.get("AlarmName", "?") for a in alarms], self._elapsed(), detail)

    @property
    def _name(self) -> str:
        name: str = self.plan.request["EndpointName"]
        return name

    @property
    def _target(self) -> str:
        name: str = self.plan.request["EndpointConfigName"]
        return name

    def _read(self, raw: Raw) -> Any:
        return self.client._read(self.operations.describe.output, raw)  # noqa: SLF001 - the runtime's own base class

    def _now(self) -> float:
        return self.client._clock.now()  # noqa: SLF001 - the runtime's own base class

    def _elapsed(self) -> float:
        return 0.0 if self.start is None else self._now() - self.start


def _pending(raw: Raw) -> str | None:
    """The configuration that is being deployed, if one is."""
    pending: Raw | None = raw.get("PendingDeploymentSummary")
    return None if pending is None else str(pending.get("EndpointConfigName"))
