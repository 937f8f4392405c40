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
_PROPERTIES: Final = (
    ("DesiredInstanceCount", "CurrentInstanceCount", "InitialInstanceCount", "instances"),
    ("DesiredWeight", "CurrentWeight", "InitialVariantWeight", "weight"),
)
"""What autoscaling or a person changes in a live variant: as described, and as configured."""
_TIMEOUT: Final = 7200.0
_GRACE: Final = 300.0
"""Seconds for which a new endpoint may be unknown to reads."""
_LAG: Final = 90.0
"""Seconds for which reads may lag behind what has happened."""
_POLLS: Final = 4
"""Polls that have to say the same before silence or absence is believed."""


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


RESETS: Final = "update-resets-live-counts"
"""The id of the one warning that only what is live can tell."""


def deploying(
    client: Calls, operations: Operations, create: Mapping[str, Any], update: Mapping[str, Any], options: Options
) -> Steps[Deployed[Any] | DeploymentPlan]:
    """The steps of a deployment. `create` and `update` are the members of both requests; None is absent."""
    live = yield from _live(operations, create["EndpointName"])
    members = create if live is None else update
    request = {name: plain(value) for name, value in members.items() if value is not None}
    ignore = tuple(rule for rule in (*client.ignore, *options.ignore) if rule != RESETS)
    plan = yield from _Checks(client, operations, ignore, resets=RESETS not in options.ignore).plan(request, live)
    if live is not None and live.get("EndpointStatus") not in _UPDATABLE:
        watch = _Watch(client, operations, options, plan, live)
        raise watch.error(EndpointNotReady, live, f"it is {live.get('EndpointStatus')}")
    if options.dry_run:
        return plan
    return (yield from following(client, operations, options, plan, live))


def following(
    client: Calls, operations: Operations, options: Options, plan: DeploymentPlan, live: Raw | None
) -> Steps[Deployed[Any]]:
    """The steps of a deployment from the call to the outcome. `live` is the endpoint as it was; None if there was none.

    Raises:
        DeploymentError: Any outcome but success.
        ServiceError, BotoCoreError: The call failed and did not arrive.
    """
    watch = _Watch(client, operations, options, plan, live)
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
    """Checks a request together with what is live. `resets` is False where its warning is to be ignored."""

    client: Calls
    operations: Operations
    ignore: tuple[str, ...]
    resets: bool
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
        checked, asked_for, old = request, new, None
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
        if live is not None:
            found += _resets(operation, request, live, old, asked_for) if self.resets else []
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
        return service.choose(found, self.ignore)

    def _refuse(self, found: list[Violation], subject: str) -> None:
        if any(violation.severity == "error" for violation in found):
            raise ValidationError(found, subject)


def _shared(raw: Raw, members: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if name in members}


def _resets(operation: str, request: Raw, live: Raw, old: Raw | None, new: Raw) -> list[Violation]:
    """Warnings of what autoscaling or somebody by hand has set, and the update sets back to what is configured."""
    excluded = [x.get("VariantPropertyType") for x in request.get("ExcludeRetainedVariantProperties", ())]
    found: list[Violation] = []
    for key, index, variant in _variants(new):
        name = variant.get("VariantName")
        before, now = (_named(of, key, name) for of in (old or {}, live))
        for desired, current, initial, noun in _PROPERTIES:
            kept = request.get("RetainAllVariantProperties") and desired not in excluded
            has, gets = now.get(desired, now.get(current)), variant.get(initial)
            if kept or has is None or gets is None or has == gets or has == before.get(initial):
                continue
            change = f"sets the {noun} of {name} from {has:g} to {gets:g}"
            message = f"{change}; RetainAllVariantProperties keeps what is live"
            path = (key, index, initial)
            found.append(Violation(RESETS, "warning", path, message, gets, operation))
    return found


def _variants(config: Raw) -> Generator[tuple[str, int, Raw], None, None]:
    for key in ("ProductionVariants", "ShadowProductionVariants"):
        for index, variant in enumerate(config.get(key, ())):
            yield key, index, variant


def _named(config: Raw, key: str, name: object) -> Raw:
    found: Raw = next((v for k, _, v in _variants(config) if k == key and v.get("VariantName") == name), {})
    return found


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
class _Streak:
    """How long the polls have been saying the same thing."""

    polls: int = 0
    since: float = 0.0

    def go_on(self, now: float) -> None:
        """One more poll says it."""
        self.since = self.since if self.polls else now
        self.polls += 1

    def end(self) -> None:
        """A poll says something else."""
        self.polls = 0

    def lasts(self, now: float, seconds: float) -> bool:
        """Whether it is no accident: neither a few answers that lag behind nor a clock that leapt."""
        return self.polls >= _POLLS and now - self.since >= seconds


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
    newest: Any = None
    """When the endpoint had changed last, by the newest answer."""
    seen: set[Any] = field(factory=set)
    """Statuses of answers so far."""
    doubt: Exception | None = None
    """The error of a call that may have arrived all the same; None once it is known to have."""
    absent: _Streak = field(factory=_Streak)
    """Polls in a row that did not find the endpoint."""
    unsettled: _Streak = field(factory=_Streak)
    """Answers in a row that show nothing of a call."""
    start: float | None = None
    attempt: int = 0

    def call(self) -> Generator[_Call, Any, None]:
        """Creates or updates, once. Where the call may have arrived although it failed, the endpoint has to tell.

        Raises:
            ServiceError, BotoCoreError: The call failed and did not arrive.
        """
        self.start = self._now()
        if self.live is not None:
            self.newest, self.seen = self.live.get("LastModifiedTime"), {self.live.get("EndpointStatus")}
        call = self.operations.create if self.live is None else self.operations.update
        _, error = yield from poll(call.method, dict(self.plan.request))
        if error is None:
            return
        if not _may_have_arrived(error):
            raise error
        self.doubt = error

    def outcome(self) -> Generator[_Call, Any, Deployed[Any]]:
        """Polls until the outcome is certain or the time is over.

        Raises:
            DeploymentError: Any outcome but success.
            ServiceError, BotoCoreError: The call turns out not to have arrived, or the endpoint may not be described.
        """
        timeout = self._timeout()
        while True:
            self.attempt += 1
            raw, error = yield from poll(self.operations.describe.method, {"EndpointName": self._name})
            ended = self._judge(raw) if raw is not None else self._lost(error)
            if ended is None and self._elapsed() >= timeout:
                ended = self._over(timeout)
            self._tell(raw, error, ended, timeout)
            if isinstance(ended, Deployed):
                return ended
            if ended is not None:
                raise ended from error
            yield min(self.options.delay, max(timeout - self._elapsed(), 0.0))

    def _judge(self, raw: Raw) -> Deployed[Any] | Exception | None:
        """What an answer says of the outcome; None while it is open, as it is for statuses unknown to this code."""
        self.absent.end()
        if self._is_stale(raw):
            return self._unsettled()
        self.last = raw
        status = raw.get("EndpointStatus")
        touched = self._touched(raw)
        self.moved = self.moved or touched
        self.rolling_back = self.rolling_back or status == "RollingBack"
        if self.doubt is not None and not touched:
            return self._unsettled()
        self.unsettled.end()
        if self._is_ours(raw):
            self.doubt = None
        elif self.doubt is not None and self.live is None and status == "Creating":
            return self.doubt
        if status in _DEAD:
            return self.error(DeploymentFailed, raw, f"it is {status}")
        if status == "UpdateRollbackFailed" and self.moved:
            return self.error(RollbackFailed, raw)
        if status != "InService" or _pending(raw) is not None or not self.moved:
            return None
        return self._in_service(raw)

    def _in_service(self, raw: Raw) -> Deployed[Any] | Exception:
        """What it means that the endpoint is in service, now that it has moved since the call."""
        config = raw.get("EndpointConfigName")
        before = None if self.live is None else self.live["EndpointConfigName"]
        if config == self._target and (config != before or not self._went_back(raw)):
            return Deployed(self._read(raw), self.live is None, self._elapsed(), self.plan)
        if config == before:
            again = "" if config == self._target else f", not {self._target}"
            return self.doubt or self.error(RolledBack, raw, f"it serves {config} again{again}")
        return self.error(DeploymentSuperseded, raw, f"it serves {config}")

    def _went_back(self, raw: Raw) -> bool:
        """Whether the same configuration serves because a new deployment of it was rolled back.

        Certain if a poll saw it, or if the service gives a reason that it did not give before.
        """
        reason = raw.get("FailureReason")
        return self.rolling_back or (bool(reason) and reason != (self.live or {}).get("FailureReason"))

    def _is_ours(self, raw: Raw) -> bool:
        """Whether the answer shows the deployment that was asked for, rather than somebody else's or none."""
        config = raw.get("EndpointConfigName")
        before = None if self.live is None else self.live["EndpointConfigName"]
        return _pending(raw) == self._target or (config == self._target and config != before)

    def _is_stale(self, raw: Raw) -> bool:
        """Whether the answer is older than one that came before: reads may lag behind."""
        status, time = raw.get("EndpointStatus"), raw.get("LastModifiedTime")
        if time is not None and self.newest is not None and time < self.newest:
            return status in self.seen or (self.live is not None and time < self.live["LastModifiedTime"])
        self.seen.add(status)
        self.newest = time or self.newest
        return False

    def _lost(self, error: Exception | None) -> Exception | None:
        """What a poll without an answer says of the outcome."""
        if error is None or is_transient(error):
            silent = self.last is None and not self.unsettled.polls and self._elapsed() >= _GRACE
            return self.doubt if silent else None
        if not _not_found(error):
            return error
        unborn = self.live is None and self.last is None
        if unborn and self.doubt is not None:
            return self._unsettled()
        self.absent.go_on(self._now())
        if not self.absent.lasts(self._now(), _GRACE if unborn else _LAG):
            return None
        return self.error(DeploymentFailed, self.last, "it is gone")

    def _unsettled(self) -> Exception | None:
        """The error of the call, once the endpoint has shown for long enough that the call did not arrive."""
        if self.doubt is None:
            return None
        self.unsettled.go_on(self._now())
        return self.doubt if self.unsettled.lasts(self._now(), _LAG if self.live else _GRACE) else None

    def _over(self, timeout: float) -> DeploymentError:
        status = (self.last or {}).get("EndpointStatus", "never seen")
        if self.rolling_back:
            return self.error(RolledBack, self.last, f"it is still {status}")
        stuck = "" if self.moved or self.live is None else ", and was never seen to start"
        stuck += "" if self.doubt is None else f"; whether the call arrived is not known ({self.doubt})"
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


def _may_have_arrived(error: Exception) -> bool:
    """Whether the service may have done what it was asked although the call failed.

    botocore repeats calls by itself: a refusal of the second says nothing of the first, whose answer may be lost.
    """
    if isinstance(error, ServiceError):
        return error.retries > 0 or (error.status or 0) >= 500
    return is_transient(error)


def _pending(raw: Raw) -> str | None:
    """The configuration that is being deployed, if one is."""
    pending: Raw | None = raw.get("PendingDeploymentSummary")
    return None if pending is None else str(pending.get("EndpointConfigName"))
