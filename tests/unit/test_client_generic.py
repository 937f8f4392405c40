"""The client of any service: operations without input or output, pages, waits, errors, names that collide."""

from __future__ import annotations

import asyncio
import importlib
import inspect
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import define, field

from tests.workshop import Workshop, structure

OPERATIONS = {
    "ListThings": {"name": "ListThings", "input": {"shape": "ListIn"}, "output": {"shape": "ListOut"}},
    "GetThing": {
        "name": "GetThing",
        "input": {"shape": "GetIn"},
        "output": {"shape": "GetOut"},
        "errors": [{"shape": "Missing"}, {"shape": "Limit"}, {"shape": "Absent"}, {"shape": "Gone"}],
    },
    "Ping": {"name": "Ping"},
    "Send": {"name": "Send", "input": {"shape": "SendIn"}},
    "PutThing": {"name": "PutThing", "input": {"shape": "Both"}},
    "CheckThing": {"name": "CheckThing", "input": {"shape": "Both"}, "output": {"shape": "Both"}},
}
SHAPES = {
    "ListIn": structure(Token="Text", Limit="Number", Ignore="Text"),
    "ListOut": structure(Token="Text", Page="Page", More="Flag"),
    "Page": structure(Things="Things"),
    "Things": {"type": "list", "member": {"shape": "Thing"}},
    "Thing": structure(Name="Text", State="State"),
    "GetIn": structure(["Name"], Name="Text", Timeout="Number", Validate="Flag"),
    "GetOut": structure(Thing="Thing", Parts="Things", Status="State"),
    "SendIn": structure(Body="Text"),
    "Both": structure(Name="Text"),
    "Missing": structure(Message="Text", Name="Text") | {"exception": True, "error": {"code": "Thing.Missing"}},
    "Limit": structure(message="Text") | {"exception": True},
    "Gone": structure() | {"exception": True},
    "Absent": structure() | {"exception": True, "error": {"code": "Gone"}},
    "State": {"type": "string", "enum": ["Making", "Ready", "Broken"]},
    "Text": {"type": "string", "max": 8},
    "Number": {"type": "integer"},
    "Flag": {"type": "boolean"},
}
PAGES = {
    "ListThings": {
        "input_token": "Token",
        "output_token": "Token",
        "result_key": "Page.Things",
        "more_results": "More",
        "limit_key": "Limit",
    }
}


def waiter(*acceptors: Mapping[str, Any], operation: str = "GetThing") -> dict[str, Any]:
    return {"delay": 5, "maxAttempts": 3, "operation": operation, "acceptors": list(acceptors)}


def accept(matcher: str, state: str, expected: object, argument: str | None = None) -> dict[str, Any]:
    found = {"matcher": matcher, "state": state, "expected": expected}
    return found if argument is None else found | {"argument": argument}


WAITERS = {
    "ThingReady": waiter(
        accept("path", "success", "Ready", "Thing.State"),
        accept("pathAny", "failure", "Broken", "Parts[].State"),
        accept("error", "retry", "Thing.Missing"),
        accept("status", "failure", 418),
    ),
    "PartsReady": waiter(accept("pathAll", "success", "Ready", "Parts[].State")),
    "ThingGone": waiter(accept("error", "success", "Thing.Missing")),
    "ThingAnswers": waiter(accept("error", "success", False), accept("error", "retry", True)),
}


@pytest.fixture
def tiny(workshop: Workshop) -> Any:
    """A package with all of that."""
    return workshop.generate(SHAPES, operations=OPERATIONS, waiters=WAITERS, pagination=PAGES)


@define
class Clock:
    """Moves on when it should sleep."""

    time: float = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)


def refusal(code: str, status: int = 400, **members: object) -> Exception:
    """What botocore raises for a refusal."""
    from botocore.exceptions import ClientError  # noqa: PLC0415

    response = {"Error": {"Code": code, "Message": "no"}, "ResponseMetadata": {"HTTPStatusCode": status}}
    error: Exception = ClientError(response | members, "GetThing")
    return error


@define
class Raw:
    """A wrapped client whose every method gives the next of its answers."""

    answers: list[Any]
    calls: list[tuple[str, dict[str, Any]]] = field(factory=list)

    def __getattr__(self, name: str) -> Any:
        def call(**request: Any) -> Any:
            self.calls.append((name, request))
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call


class AsyncRaw(Raw):
    """The same, awaited."""

    def __getattr__(self, name: str) -> Any:
        call = super().__getattr__(name)

        async def awaited(**request: Any) -> Any:
            return call(**request)

        return awaited


def client(package: Any, *answers: Any) -> tuple[Any, Raw]:
    raw = Raw(list(answers))
    return package.TinyClient(raw, clock=Clock()), raw


def thing(state: str) -> dict[str, Any]:
    return {"Thing": {"Name": "a", "State": state}, "Status": state}


# --- calls -----------------------------------------------------------------------------------------------------------


def test_operation_without_input_or_output(tiny: Any) -> None:
    typed, raw = client(tiny, {"ResponseMetadata": {"RequestId": "r-1"}})
    answer = typed.ping()
    assert answer.response_metadata == {"RequestId": "r-1"}
    assert raw.calls == [("ping", {})]
    assert [v.rule for v in tiny.validate("Ping", {"A": 1})] == ["unknown-member"]
    assert [v.rule for v in tiny.validate("Ping", [])] == ["type"]


def test_operation_named_like_a_method(tiny: Any) -> None:
    typed, raw = client(tiny, {}, {})
    typed.send_(body="x")
    typed.send(tiny.SendIn(body="y"))
    assert raw.calls == [("send", {"Body": "x"}), ("send", {"Body": "y"})]


def test_members_named_like_keywords(tiny: Any) -> None:
    typed, raw = client(tiny, {}, {})
    typed.list_things(ignore_="x", ignore={"max-length"})
    typed.get_thing(name="a", validate_=True, timeout=3, validate=True)
    assert raw.calls == [("list_things", {"Ignore": "x"}), ("get_thing", {"Name": "a", "Timeout": 3, "Validate": True})]


def test_members_named_like_keywords_of_a_wait(tiny: Any) -> None:
    typed, raw = client(tiny, thing("Ready"))
    typed.wait_until_thing_ready(name="a", timeout_=3, timeout=60)
    assert raw.calls == [("get_thing", {"Name": "a", "Timeout": 3})]


def test_request_of_several_operations_has_no_answer(tiny: Any) -> None:
    typed, raw = client(tiny, {}, {"Name": "b"})
    with pytest.raises(TypeError, match="Both is not the request of exactly one operation"):
        typed.send(tiny.Both(name="a"))
    typed.put_thing(name="a")
    assert typed.check_thing(name="a").name == "b"
    assert [name for name, _ in raw.calls] == ["put_thing", "check_thing"]


def test_request_of_another_package_is_refused(tiny: Any) -> None:
    from generated import sagemaker  # noqa: PLC0415

    typed, raw = client(tiny)
    with pytest.raises(TypeError):
        typed.send(sagemaker.DescribeEndpointInput(endpoint_name="a"))
    assert raw.calls == []


def test_falsy_values_are_sent(tiny: Any) -> None:
    typed, raw = client(tiny, {})
    typed.get_thing(name="", timeout=0, validate_=False)
    assert raw.calls == [("get_thing", {"Name": "", "Timeout": 0, "Validate": False})]


# --- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["Thing.Missing", "Missing", "com.example#Missing"])
def test_modelled_error_by_code_and_by_shape(tiny: Any, code: str) -> None:
    typed, _ = client(tiny, refusal(code, Name="a"))
    with pytest.raises(tiny.Missing) as caught:
        typed.get_thing(name="a")
    assert caught.value.details.name == "a"
    assert isinstance(caught.value, tiny.TinyError)


def test_modelled_error_of_a_service_that_kept_its_old_codes(tiny: Any) -> None:
    error = refusal("AWS.Old.Missing")
    error.response["Error"]["QueryErrorCode"] = "Missing"  # type: ignore[attr-defined] # botocore has no types
    typed, _ = client(tiny, error)
    with pytest.raises(tiny.Missing):
        typed.get_thing(name="a")


def test_a_code_that_two_errors_share_is_the_one_s_that_is_called_so(tiny: Any) -> None:
    for code, kind in (("Gone", tiny.Gone), ("Absent", tiny.Absent)):
        typed, _ = client(tiny, refusal(code))
        with pytest.raises(kind):
            typed.get_thing(name="a")
    assert inspect.getsource(importlib.import_module(f"{tiny.__name__}.errors")).count('"Gone":') == 1


def test_other_errors_are_of_the_base_class(tiny: Any) -> None:
    typed, _ = client(tiny, refusal("Other"))
    with pytest.raises(tiny.TinyError) as caught:
        typed.get_thing(name="a")
    assert type(caught.value) is tiny.TinyError


# --- waits -----------------------------------------------------------------------------------------------------------


def test_path(tiny: Any) -> None:
    typed, raw = client(tiny, thing("Making"), refusal("Thing.Missing"), thing("Ready"))
    polls: list[Any] = []
    answer = typed.wait_until_thing_ready(name="a", on_progress=polls.append)
    assert answer.thing.state == "Ready"
    assert [(p.attempt, p.elapsed, p.state) for p in polls] == [
        (1, 0, "waiting"),
        (2, 5, "waiting"),
        (3, 10, "success"),
    ]
    assert polls[1].response is None
    assert isinstance(polls[1].error, tiny.Missing)
    assert len(raw.calls) == 3


def test_path_any_fails(tiny: Any) -> None:
    broken = {"Parts": [{"State": "Ready"}, {"State": "Broken"}], "Status": "Making"}
    typed, _ = client(tiny, broken)
    with pytest.raises(tiny.WaitFailed, match="Status: Making") as caught:
        typed.wait_until_thing_ready(name="a")
    assert caught.value.response.parts[1].state == "Broken"
    assert caught.value.waiter == "ThingReady"


def test_path_all(tiny: Any) -> None:
    nothing: dict[str, Any] = {"Parts": []}
    some = {"Parts": [{"State": "Ready"}, {"State": "Making"}]}
    typed, raw = client(tiny, nothing, some, {"Parts": [{"State": "Ready"}]})
    typed.wait_until_parts_ready(name="a")
    assert len(raw.calls) == 3


def test_status_of_a_refusal(tiny: Any) -> None:
    typed, _ = client(tiny, refusal("Teapot", 418))
    with pytest.raises(tiny.WaitFailed) as caught:
        typed.wait_until_thing_ready(name="a")
    assert isinstance(caught.value.__cause__, tiny.TinyError)


def test_error_that_is_awaited(tiny: Any) -> None:
    typed, _ = client(tiny, thing("Making"), refusal("Thing.Missing"))
    assert typed.wait_until_thing_gone(name="a") is None


def test_any_error_and_none(tiny: Any) -> None:
    typed, raw = client(tiny, refusal("Whatever"), thing("Making"))
    typed.wait_until_thing_answers(name="a")
    assert len(raw.calls) == 2


def test_refusal_that_no_acceptor_knows_ends_the_wait(tiny: Any) -> None:
    typed, _ = client(tiny, refusal("AccessDenied", 403))
    polls: list[Any] = []
    with pytest.raises(tiny.TinyError, match="AccessDenied"):
        typed.wait_until_thing_ready(name="a", on_progress=polls.append)
    assert [p.state for p in polls] == ["failure"]


def test_throttled_poll_says_nothing(tiny: Any) -> None:
    typed, _ = client(tiny, refusal("SlowDown", 503), refusal("Whatever", 500), thing("Ready"))
    assert typed.wait_until_thing_ready(name="a").status == "Ready"


@pytest.mark.parametrize(("options", "polls", "elapsed"), [({}, 3, 10), ({"delay": 2, "timeout": 5}, 4, 5)])
def test_timeout(tiny: Any, options: dict[str, float], polls: int, elapsed: float) -> None:
    typed, raw = client(tiny, *[thing("Making")] * 9)
    shown: list[Any] = []
    with pytest.raises(tiny.WaitTimeout, match="Status: Making") as caught:
        typed.wait_until_thing_ready(name="a", on_progress=shown.append, **options)
    assert len(raw.calls) == caught.value.attempts == polls
    assert caught.value.elapsed == elapsed
    assert caught.value.response.status == "Making"
    assert shown[-1].state == "timeout"


# --- pages -----------------------------------------------------------------------------------------------------------


def page(*names: str, token: str | None = None, more: bool = True) -> dict[str, Any]:
    body: dict[str, Any] = {"Page": {"Things": [{"Name": name} for name in names]}, "More": more}
    return body if token is None else body | {"Token": token}


def test_pages_and_items(tiny: Any) -> None:
    answers = [page("a", "b", token="1"), page(token="2"), page("c", more=False, token="3")]
    typed, raw = client(tiny, *answers, *answers)
    pages = typed.paginate_list_things(limit=2)
    assert raw.calls == [], "nothing is called before it is needed"
    assert [thing.name for thing in pages.items()] == ["a", "b", "c"]
    assert [request for _, request in raw.calls] == [
        {"Limit": 2},
        {"Limit": 2, "Token": "1"},
        {"Limit": 2, "Token": "2"},
    ]
    assert len(list(pages)) == 3, "each iteration starts anew"


def test_pages_end_without_token(tiny: Any) -> None:
    typed, raw = client(tiny, page("a"))
    assert [p.page.things[0].name for p in typed.paginate_list_things()] == ["a"]
    assert len(raw.calls) == 1


def test_same_token_twice_is_an_error(tiny: Any) -> None:
    typed, _ = client(tiny, page("a", token="1"), page("b", token="1"))
    with pytest.raises(ValueError, match="twice"):
        list(typed.paginate_list_things())


def test_pages_check_first(tiny: Any) -> None:
    typed, raw = client(tiny)
    with pytest.raises(tiny.ValidationError):
        typed.paginate_list_things(token="far too long")
    assert raw.calls == []


# --- awaited ---------------------------------------------------------------------------------------------------------


def test_async_twin(tiny: Any) -> None:
    answers = [{}, thing("Making"), thing("Ready"), page("a", token="1"), page("b"), refusal("Missing")]
    raw = AsyncRaw(answers)
    typed = tiny.AsyncTinyClient(raw, clock=Clock())

    async def use() -> None:
        await typed.ping()
        assert (await typed.wait_until_thing_ready(name="a")).status == "Ready"
        assert [item.name async for item in typed.paginate_list_things().items()] == ["a", "b"]
        with pytest.raises(tiny.Missing):
            await typed.send(tiny.GetIn(name="a"))
        with pytest.raises(tiny.ValidationError):
            await typed.get_thing(name="far too long")

    asyncio.run(use())
    assert [name for name, _ in raw.calls] == [
        "ping",
        "get_thing",
        "get_thing",
        "list_things",
        "list_things",
        "get_thing",
    ]


# --- what the spec asks for ------------------------------------------------------------------------------------------


def test_service_without_waiters_or_pages(workshop: Workshop) -> None:
    package = workshop.generate({"In": structure(Name="Text"), "Text": {"type": "string"}})
    assert not (workshop.out / "tiny" / "waiters.py").exists()
    assert not (workshop.out / "tiny" / "paginators.py").exists()
    assert not hasattr(package, "deploy")
    typed, raw = client(package, {})
    typed.do(name="a")
    assert raw.calls == [("do", {"Name": "a"})]


def test_own_classes_give_way_to_the_service(workshop: Workshop) -> None:
    shapes = {"In": structure(A="TinyClient", B="WaitFailed"), "TinyClient": structure(), "WaitFailed": structure()}
    package = workshop.generate(shapes)
    assert package.TinyClient().to_dict() == {}
    assert package.TinyClient_(Raw([{}])).do() == package.TinyClient_(Raw([{}])).do()


def test_exception_stands_for_its_shape(tiny: Any) -> None:
    assert issubclass(tiny.Missing, Exception)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"waiters": {"X": waiter(accept("guess", "success", "y"), operation="Do")}}, ("waiter X", "guess")),
        ({"waiters": {"X": waiter(accept("path", "success", None, "A"), operation="Do")}}, ("waiter X", "None")),
        ({"waiters": {"X(): pass #": waiter(operation="Do")}}, ("waiter 'X(): pass #'", "strange name")),
        ({"waiters": {"X": {"operation": "Do", "delay": "soon", "maxAttempts": 1, "acceptors": []}}}, ("'delay'",)),
        ({"waiters": {"X": waiter({"matcher": "path"}, operation="Do")}}, ("waiter 'X'", "an acceptor needs")),
        ({"waiters": {"X": {"operation": "Do"}}}, ("waiter 'X'", "'delay'")),
        ({"pagination": {"Do": {"output_token": "A"}}}, ("paginator 'Do'", "'input_token'")),
        (
            {"pagination": {"Do": {"input_token": ["A", "B"], "output_token": "A", "result_key": "A"}}},
            ("paginator Do", "2 input tokens"),
        ),
    ],
)
def test_malformed_waiters_and_paginators_are_refused(
    workshop: Workshop, part: dict[str, Any], words: tuple[str, ...]
) -> None:
    workshop.refuse({"In": structure(), "Out": structure()}, *words, **part)


def test_acceptors_and_deployments_must_fit(workshop: Workshop) -> None:
    from tests.workshop import document  # noqa: PLC0415

    model = document({"In": structure(), "Out": structure()})
    extra = "acceptors: {Ready: [{matcher: path, state: failure, expected: x, argument: A}]}\n"
    workshop.write(model, spec=f"service: tiny\noperations: all\n{extra}")
    workshop.run().refused("Ready", "no waiter")
    parts = ("create", "update", "describe", "createConfig", "describeConfig", "createModel", "describeModel")
    workshop.write(model, spec="service: tiny\noperations: all\ndeployment:\n" + "".join(f"  {p}: Do\n" for p in parts))
    workshop.run().refused("deployment, create", "EndpointName")
    workshop.write(
        model, spec="service: tiny\noperations: all\ndeployment:\n" + "".join(f"  {p}: Nope\n" for p in parts)
    )
    workshop.run().refused("deployment, create", "'Nope'")
