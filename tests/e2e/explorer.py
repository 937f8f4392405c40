"""Plays every short and many long timelines of an endpoint against `deploy`, and holds each outcome to the laws.

    python -m tests.e2e.explorer --timelines 1000000

A timeline is what becomes of the call, what the endpoint goes through, and what each poll gets to see of it: the
truth, what was true two polls ago, throttling, a fault of the service, or nothing, since the connection breaks. The
laws stand in the README beside the code of `deploy`. Nothing here speaks HTTP and no time passes, so a hundred thousand
take a minute.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen
from botocore.exceptions import ConnectionClosedError

from generated import sagemaker
from generated._runtime.endpoints.deploy import DeploymentPlan, Options, following
from generated.sagemaker import deployment
from tests.e2e.scripted import FakeClock, endpoint, pending

Answer = Mapping[str, Any]
OPTIONS: Final = Options(dry_run=False, delay=30.0, timeout=None, on_progress=None, ignore=())
NOISE: Final = ("truth", "stale", "throttled", "fault", "broken")
QUIET: Final = 3
"""Polls in a row, at most, that do not get to see the truth."""


@frozen
class Call:
    """What becomes of the call that changes something: whether it arrives, and what comes back."""

    name: str
    arrives: bool
    comes_back: str
    """``answer``, ``broken``, ``refused``, ``refused again`` (a repetition by botocore), ``fault``."""


CALLS: Final = (
    Call("answered", arrives=True, comes_back="answer"),
    Call("answer lost", arrives=True, comes_back="broken"),
    Call("answer lost, repetition refused", arrives=True, comes_back="refused again"),
    Call("taken, answered with a fault", arrives=True, comes_back="fault"),
    Call("lost", arrives=False, comes_back="broken"),
    Call("refused", arrives=False, comes_back="refused"),
    Call("repetition refused", arrives=False, comes_back="refused again"),
    Call("not taken, answered with a fault", arrives=False, comes_back="fault"),
)


@frozen
class Timeline:
    """What happens, step by step; the last truth goes on for ever."""

    kind: str
    """``create``, ``update``, or ``again``: an update to the configuration that serves already."""
    call: Call
    truth: tuple[str, ...]
    """Letters of `_answers`, the first for the moment before the call."""
    seen: tuple[str, ...]
    """What polls get to see, a word of `NOISE` each; the truth after that."""


def _answers(target: str) -> dict[str, Answer | None]:
    """What the endpoint is like, by letter, without its time of change. None: there is none."""
    third = pending("Updating", "Creating", "third")
    return {
        "-": None,
        "0": endpoint("InService"),
        "c": endpoint("Creating", target),
        "?": endpoint("Updating"),
        "u": pending("Updating", "Baking", target),
        "b": endpoint("RollingBack"),
        "w": {**pending("Updating", "Baking", "third"), "EndpointConfigName": target},
        "n": endpoint("InService", target),
        "o": endpoint("InService", "old"),
        "r": endpoint("InService", "old", FailureReason="Alarm errors-high went off."),
        "f": endpoint("Failed", target),
        "x": endpoint("UpdateRollbackFailed", target),
        "v": {**third, "EndpointConfigName": "old"},
        "C": endpoint("Creating", "third"),
        "t": endpoint("InService", "third"),
    }


ANSWERS: Final = {kind: _answers("old" if kind == "again" else "new") for kind in ("create", "update", "again")}
ARRIVED: Final[Mapping[str, tuple[str, ...]]] = {
    "create": ("-cn", "-n", "-cf", "-f", "-ct", "-c-", "--cn", "-cnwn"),
    "update": (
        *("0un", "0n", "0?un", "0uo", "0ubr", "0br", "0r", "0?ur", "0ubx", "0x", "0ut", "0unvt", "0u-", "0u", "0ub"),
        *("0unwbn", "0uf"),
    ),
    "again": ("0un", "0?n", "0n", "0ubr", "0ur", "0r", "0bo", "0ubx", "0ut", "0u-"),
}
NOT_ARRIVED: Final[Mapping[str, tuple[str, ...]]] = {
    "create": ("-", "-Ct", "-t"),
    "update": ("0", "0vt", "0vr", "0v", "0?vt"),
    "again": ("0", "0vt"),
}


def short() -> Iterator[Timeline]:
    """Every timeline whose first four polls may get to see anything, at most `QUIET` of them not the truth."""
    views = [v for v in itertools.product(NOISE, repeat=4) if _longest_silence(v) <= QUIET]
    for kind, call in itertools.product(ANSWERS, CALLS):
        for truth in (ARRIVED if call.arrives else NOT_ARRIVED)[kind]:
            for seen in [("truth",)] if call.comes_back == "refused" else views:
                yield Timeline(kind, call, tuple(truth), seen)


def long(seed: int) -> Iterator[Timeline]:
    """Timelines at random, without end: phases that last, up to 40 polls."""
    draw = random.Random(seed)  # noqa: S311 - timelines, not secrets
    while True:
        kind, call = draw.choice(tuple(ANSWERS)), draw.choice(CALLS)
        truth = draw.choice((ARRIVED if call.arrives else NOT_ARRIVED)[kind])
        stretched = [truth[0], *(letter for letter in truth[1:] for _ in range(draw.choice((1, 1, 2, 5))))]
        seen: list[str] = []
        while len(seen) < draw.randint(0, 40):
            silent = len(seen) >= QUIET and "truth" not in seen[-QUIET:]
            seen.append("truth" if silent else draw.choice(NOISE))
        yield Timeline(kind, call, tuple(stretched), tuple(seen))


def _longest_silence(seen: Iterable[str]) -> int:
    return max((len(list(group)) for true, group in itertools.groupby(seen, "truth".__eq__) if not true), default=0)


@frozen
class Played:
    """How a timeline ended."""

    outcome: str
    """Name of the class that was returned or raised."""
    serves: str
    """The letter of the truth at the end."""
    seen: str
    """Letters of the truths that polls got to see."""
    calls: int
    polls: int


class _World:
    """Plays one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.clock = FakeClock()
        self.calls = self.polls = 0
        self.seen = ""

    def play(self) -> Played:
        live = self._at(0)
        operation = "CreateEndpoint" if live is None else "UpdateEndpoint"
        target = "old" if self.timeline.kind == "again" else "new"
        request = {"EndpointName": "shop", "EndpointConfigName": target}
        client = sagemaker.SageMakerClient(None, clock=self.clock)
        steps = following(client, deployment._OPERATIONS, OPTIONS, DeploymentPlan(operation, request, ()), live)
        send: Any = None
        error: Exception | None = None
        try:
            while True:
                step = steps.send(send) if error is None else steps.throw(error)
                send = error = None
                if isinstance(step, float):
                    self.clock.sleep(step)
                    continue
                try:
                    send = self._poll() if step[0] == "describe_endpoint" else self._change(operation)
                except Exception as raised:  # noqa: BLE001 - sent back in
                    error = raised
        except StopIteration as stop:
            return self._played(type(stop.value).__name__)
        except Exception as raised:  # noqa: BLE001 - an outcome
            return self._played(type(raised).__name__)

    def _played(self, outcome: str) -> Played:
        truth = self.timeline.truth
        return Played(outcome, truth[min(self.polls, len(truth) - 1)], self.seen, self.calls, self.polls)

    def _at(self, step: int) -> Answer | None:
        """The truth at a step, with its time of change: each new state has a later one."""
        truth = self.timeline.truth
        step = min(step, len(truth) - 1)
        answer = ANSWERS[self.timeline.kind][truth[step]]
        if answer is None:
            return None
        change = max((n for n in range(1, step + 1) if truth[n] != truth[n - 1]), default=0)
        return {**answer, "LastModifiedTime": 1700000000.0 + change}

    def _change(self, operation: str) -> Answer:
        self.calls += 1
        match self.timeline.call.comes_back:
            case "answer":
                return {"EndpointArn": "arn"}
            case "broken":
                raise ConnectionClosedError(endpoint_url="http://localhost")
            case "fault":
                raise _refusal(operation, "InternalFailure", "", 500)
            case other:
                text = "Cannot update in-progress endpoint."
                raise _refusal(operation, "ValidationException", text, 400, retries=other == "refused again")

    def _poll(self) -> Answer:
        self.polls += 1
        if self.polls > 1000:
            raise AssertionError("polls without end")
        seen = self.timeline.seen
        view = seen[self.polls - 1] if self.polls <= len(seen) else "truth"
        match view:
            case "throttled":
                raise _refusal("DescribeEndpoint", "ThrottlingException", "Rate exceeded", 400)
            case "fault":
                raise _refusal("DescribeEndpoint", "InternalFailure", "", 500)
            case "broken":
                raise ConnectionClosedError(endpoint_url="http://localhost")
        step = max(0, self.polls - (2 if view == "stale" else 0))
        self.seen += self.timeline.truth[min(step, len(self.timeline.truth) - 1)]
        answer = self._at(step)
        if answer is None:
            raise _refusal("DescribeEndpoint", "ValidationException", "Could not find endpoint.", 400)
        return answer


def _refusal(operation: str, code: str, text: str, status: int, *, retries: bool = False) -> Exception:
    metadata = {"HTTPStatusCode": status, "RetryAttempts": int(retries)}
    return sagemaker.SageMakerError({"Error": {"Code": code, "Message": text}, "ResponseMetadata": metadata}, operation)


def wrong(timeline: Timeline, played: Played) -> str:
    """Which law the outcome breaks, in words; "" if none."""
    if played.calls != 1:
        return f"{played.calls} calls that change something"
    if timeline.call.comes_back == "refused" and played.polls:
        return "asked after a refusal that is certain"
    allowed = _allowed(timeline, played)
    return "" if played.outcome in allowed else f"{played.outcome}, not {' or '.join(sorted(allowed))}"


def _allowed(timeline: Timeline, played: Played) -> set[str]:
    """Names of the outcomes that are true of a timeline."""
    end, kind = timeline.truth[-1], timeline.kind
    failed = {"ConnectionClosedError"} if timeline.call.comes_back == "broken" else {"SageMakerError"}
    if not timeline.call.arrives:
        return failed | {"DeploymentSuperseded"} if end == "t" and len(timeline.truth) > 1 else failed | _open(end)
    doubtful = failed if timeline.call.comes_back != "answer" else set()
    ends: dict[str, set[str]] = {
        "n": {"Deployed"},
        "t": {"DeploymentSuperseded"} | (doubtful if "u" not in played.seen else set()),
        "f": {"DeploymentFailed"},
        "-": {"DeploymentFailed"} | (doubtful if not set("cu") & set(played.seen) else set()),
        "x": {"RollbackFailed"},
        "u": {"DeploymentTimeout"},
        "b": {"RolledBack"},
    }
    if end in "ro":
        # The same configuration serves before and after: only a poll, or a new reason, can tell.
        unknowable = kind == "again" and end == "o" and "b" not in played.seen
        return {"Deployed"} if unknowable else {"RolledBack"} | (doubtful if "u" not in played.seen else set())
    if "n" in timeline.truth[:-1] and "n" in played.seen:
        return ends[end] | {"Deployed"}  # it was in service before somebody else came
    return ends[end]


def _open(end: str) -> set[str]:
    return {"DeploymentTimeout"} if end == "v" else set()


def explore(timelines: Iterable[Timeline]) -> tuple[Counter[str], list[str]]:
    """Plays timelines; returns how often each outcome came, and what broke a law."""
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    for timeline in timelines:
        played = _World(timeline).play()
        outcomes[played.outcome] += 1
        fault = wrong(timeline, played)
        if fault:
            broken.append(f"{fault}: {timeline.kind}, {timeline.call.name}, {''.join(timeline.truth)}, {timeline.seen}")
    return outcomes, broken


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--timelines", type=int, default=1_000_000, help="how many long ones, after every short one")
    parser.add_argument("--seed", type=int, default=time.time_ns())
    return parser.parse_args()


if __name__ == "__main__":
    options = _arguments()
    outcomes, broken = explore(itertools.chain(short(), itertools.islice(long(options.seed), options.timelines)))
    print(f"seed {options.seed}: {outcomes.total()} timelines, {dict(outcomes)}, {len(broken)} break a law")
    print(*broken[:20], sep="\n")
    sys.exit(bool(broken))
