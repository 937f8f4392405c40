"""The guard: requests of clients that other code makes are checked before they are sent, and nothing else changes."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Iterator
from typing import Any, Final

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import BotoCoreError, ParamValidationError
from botocore.session import Session

from generated import sagemaker

CREDENTIALS: Final = {"region_name": "us-east-1", "aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
BAD: Final = {"EndpointName": "fraud!", "EndpointConfigName": "fraud-1"}
GOOD: Final = BAD | {"EndpointName": "fraud"}
DOUBTFUL: Final[dict[str, Any]] = GOOD | {
    "ExcludeRetainedVariantProperties": [{"VariantPropertyType": "DesiredWeight"}]
}


class _Body:
    def stream(self, *_args: object, **_kwargs: object) -> Iterator[bytes]:
        yield b"{}"


class Sent(list[str]):
    """The operations that left a client or the clients of a session, answered on the spot."""

    def __init__(self, events: Any) -> None:
        events.register("before-send.sagemaker.*", self.answer)

    def answer(self, request: Any, **_: object) -> AWSResponse:
        self.append(request.headers["X-Amz-Target"].decode().removeprefix("SageMaker."))
        return AWSResponse(request.url, 200, {}, _Body())


def client() -> tuple[Any, Sent]:
    raw = boto3.client("sagemaker", **CREDENTIALS)
    return raw, Sent(raw.meta.events)


def test_a_request_with_an_error_is_not_sent() -> None:
    raw, sent = client()
    assert sagemaker.guard(raw) is raw
    with pytest.raises(sagemaker.ValidationError) as caught:
        raw.create_endpoint(**BAD)
    assert [(v.rule, v.path, v.operation) for v in caught.value.violations] == [
        ("pattern", ("EndpointName",), "CreateEndpoint")
    ]
    raw.create_endpoint(**GOOD)
    assert sent == ["CreateEndpoint"]


def test_the_error_is_also_botocores_own_and_survives_a_process_pool() -> None:
    raw, _ = client()
    sagemaker.guard(raw)
    with pytest.raises(ParamValidationError) as caught:
        raw.create_endpoint(**BAD)
    error = pickle.loads(pickle.dumps(caught.value))
    assert {BotoCoreError, sagemaker.ValidationError} <= set(type(error).__mro__)
    assert str(error) == str(caught.value) == error.kwargs["report"]
    assert [v.rule for v in error.violations] == ["pattern"]


def test_what_other_handlers_make_of_the_request_is_what_is_checked() -> None:
    raw, sent = client()
    sagemaker.guard(raw)

    def rename(params: dict[str, Any], **_: object) -> None:
        params["EndpointName"] = "fraud"

    raw.meta.events.register("before-parameter-build.sagemaker.CreateEndpoint", rename)
    raw.create_endpoint(**BAD)
    assert sent == ["CreateEndpoint"]


def test_operations_that_the_package_does_not_have_pass() -> None:
    raw, sent = client()
    sagemaker.guard(raw)
    raw.list_endpoints(NameContains="!")
    assert sent == ["ListEndpoints"]


def test_warnings_are_given_at_the_line_of_the_call_once_and_the_request_is_sent() -> None:
    raw, sent = client()
    sagemaker.guard(raw, "warn")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        for _ in range(3):
            raw.create_endpoint(**BAD)
    assert [(str(w.message), w.filename) for w in caught] == [
        (str(sagemaker.validate("CreateEndpoint", BAD)[0]), __file__)
    ]
    assert sent == ["CreateEndpoint"] * 3


def test_a_callable_gets_every_violation_and_may_stop_the_request() -> None:
    raw, sent = client()
    seen: list[sagemaker.Violation] = []
    sagemaker.guard(raw, seen.extend)
    raw.create_endpoint(**BAD)
    assert [v.rule for v in seen] == ["pattern"]

    def stop(_: list[sagemaker.Violation]) -> None:
        raise LookupError

    sagemaker.guard(raw, stop)
    with pytest.raises(LookupError):
        raw.create_endpoint(**BAD)
    assert sent == ["CreateEndpoint"]
    assert len(seen) == 1, "the second guard takes the place of the first"


def test_a_warning_alone_stops_nothing() -> None:
    found = sagemaker.validate("UpdateEndpoint", DOUBTFUL)
    assert found, "the example breaks a rule"
    assert {v.severity for v in found} == {"warning"}
    raw, sent = client()
    sagemaker.guard(raw).update_endpoint(**DOUBTFUL)
    assert sent == ["UpdateEndpoint"]


def test_what_is_ignored() -> None:
    raw, sent = client()
    sagemaker.guard(raw, ignore={"pattern@EndpointName"}).create_endpoint(**BAD)
    with sagemaker.ignoring({"pattern"}):
        sagemaker.guard(raw).create_endpoint(**BAD)
    assert sent == ["CreateEndpoint"] * 2


@pytest.mark.parametrize(("value", "sends", "warns"), [("off", True, 0), ("warn", True, 1), ("raise", False, 0)])
def test_the_environment_has_the_last_word(value: str, sends: bool, warns: int, monkeypatch: Any) -> None:
    monkeypatch.setenv("BOTOFORGE_GUARD", value)
    raw, sent = client()
    sagemaker.guard(raw, "raise" if sends else "warn")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            raw.create_endpoint(**BAD)
        except sagemaker.ValidationError:
            assert not sends
    assert (bool(sent), len(caught)) == (sends, warns)


@pytest.mark.parametrize("kind", ["boto3", "botocore"])
def test_a_session_guards_the_clients_that_it_makes_from_then_on(kind: str) -> None:
    own = Session()
    session: Any = boto3.Session(botocore_session=own) if kind == "boto3" else own
    make = session.client if kind == "boto3" else session.create_client
    before = make("sagemaker", **CREDENTIALS)
    sagemaker.guard(session)
    after = make("sagemaker", **CREDENTIALS)
    sents = [Sent(raw.meta.events) for raw in (before, after)]
    before.create_endpoint(**BAD)
    with pytest.raises(sagemaker.ValidationError):
        after.create_endpoint(**BAD)
    assert sents == [["CreateEndpoint"], []]
    sagemaker.guard(after, list)  # of this client alone
    after.create_endpoint(**BAD)
    with pytest.raises(sagemaker.ValidationError):
        make("sagemaker", **CREDENTIALS).create_endpoint(**BAD)


def test_a_session_guards_no_client_of_another_service() -> None:
    session = boto3.Session(**CREDENTIALS)
    sagemaker.guard(session)
    other = session.client("dms")
    other.meta.events.register("before-send", lambda request, **_: AWSResponse(request.url, 200, {}, _Body()))
    other.create_endpoint(EndpointIdentifier="a", EndpointType="source", EngineName="mysql")


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (object(), "takes a client of sagemaker or a session of boto3 or botocore, found object"),
        (boto3.client("s3", **CREDENTIALS), "found a client of s3"),
        ("sagemaker", "found str"),
    ],
)
def test_what_is_no_client_and_no_session(target: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        sagemaker.guard(target)


def test_words_that_mean_nothing(monkeypatch: Any) -> None:
    raw, _ = client()
    with pytest.raises(ValueError, match="on is 'raise', 'warn' or a callable"):
        sagemaker.guard(raw, "rais")  # type: ignore[arg-type] # the mistake
    with pytest.raises(ValueError, match="did you mean pattern"):
        sagemaker.guard(raw, ignore={"patern"})
    monkeypatch.setenv("BOTOFORGE_GUARD", "1")
    with pytest.raises(ValueError, match="BOTOFORGE_GUARD 'off', 'warn' or 'raise'; found '1'"):
        sagemaker.guard(raw)
