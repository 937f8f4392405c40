"""As botocore does: texts of errors, polls of waiters, pages with a beginning and an end, decimals."""

from __future__ import annotations

import copy
import traceback
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.paginate import Paginator, PaginatorModel
from hypothesis import given
from hypothesis import strategies as st

from generated import sagemaker
from tests.workshop import Workshop, document, refer, structure


class FakeClock:
    """Moves on when it should sleep."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    async def asleep(self, seconds: float) -> None:
        self.time += seconds


class Raw:
    """A client whose one operation is a function."""

    def __init__(self, **operations: Callable[..., Any]) -> None:
        self.__dict__.update(operations)


# --- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("retries", [None, 3])
def test_an_error_reads_as_botocores(retries: int | None) -> None:
    metadata: dict[str, Any] = {"RequestId": "abc-123"}
    if retries is not None:
        metadata |= {"MaxAttemptsReached": True, "RetryAttempts": retries}
    answer: Any = {"Error": {"Code": "ValidationException", "Message": "no."}, "ResponseMetadata": metadata}
    theirs = ClientError(answer, "DescribeEndpoint")

    def refuse(**_: Any) -> None:
        raise theirs

    with pytest.raises(sagemaker.SageMakerError) as caught:
        sagemaker.SageMakerClient(Raw(describe_endpoint=refuse)).describe_endpoint(endpoint_name="x")
    assert str(caught.value) == str(theirs)
    assert caught.value.request_id == "abc-123"
    assert "request abc-123" in "".join(traceback.format_exception(caught.value))


# --- waiters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("duration", [0.0, 7.0])
@pytest.mark.parametrize("delay", [None, 2.0])
def test_a_waiter_polls_as_often_as_its_model_says(duration: float, delay: float | None) -> None:
    clock, polls = FakeClock(), 0

    def describe(**_: Any) -> dict[str, Any]:
        nonlocal polls
        polls += 1
        clock.time += duration
        return {"EndpointStatus": "Creating"}

    client = sagemaker.SageMakerClient(Raw(describe_endpoint=describe), clock=clock)
    boto = boto3.client("sagemaker", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    waiter = boto.get_waiter("endpoint_in_service")
    with pytest.raises(sagemaker.WaitTimeout):
        client.wait_until_endpoint_in_service(endpoint_name="x", delay=delay)
    assert polls == waiter.config.max_attempts
    pause = waiter.config.delay if delay is None else delay
    assert clock.time == polls * duration + (polls - 1) * pause


# --- pages -----------------------------------------------------------------------------------------------------------

PAGING: Final = {
    "input_token": "Token",
    "output_token": "Token",
    "limit_key": "Limit",
    "result_key": ["Page.Names", "Others"],
}
SHAPES: Final = {
    "In": structure(Token="Text", Limit="Limit"),
    "Limit": {"type": "integer", "max": 9},
    "Out": structure(Page="Page", Token="Text", Others="Names"),
    "Page": structure(Names="Names"),
    "Names": {"type": "list", "member": {"shape": "Text"}},
    "Text": {"type": "string"},
}


@pytest.fixture(scope="module")
def pager(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A package with one paginator."""
    workshop = Workshop(tmp_path_factory.mktemp("pager"))
    operation = {"name": "ListNames", "input": {"shape": "In"}, "output": {"shape": "Out"}}
    workshop.write(document(SHAPES, {"ListNames": operation}, pagination={"ListNames": PAGING}))
    assert workshop.run().code == 0
    yield workshop.load()
    workshop.forget()


def service(pages: list[list[str]], calls: list[dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """An operation that lists those pages; tokens are their numbers."""

    def list_names(**request: Any) -> dict[str, Any]:
        calls.append(request)
        number = int(request.get("Token", 0))
        answer: dict[str, Any] = {"Page": {"Names": list(pages[number])}, "Others": [f"other {number}"]}
        return answer | ({"Token": str(number + 1)} if number + 1 < len(pages) else {})

    return list_names


def botocores(pages: list[list[str]], config: dict[str, Any]) -> tuple[list[Any], str | None, list[dict[str, Any]]]:
    """What botocore's own paginator makes of them: pages, token, calls."""
    calls: list[dict[str, Any]] = []

    class OperationModel:
        """As much of an operation's model as paginators ask."""

        class input_shape:  # noqa: N801 - botocore's name
            members: Final = {"Limit": type("Shape", (), {"type_name": "integer"})}

        name = "ListNames"

    model = PaginatorModel({"pagination": {"ListNames": PAGING}}).get_paginator("ListNames")
    iterator = Paginator(service(pages, calls), model, OperationModel).paginate(PaginationConfig=dict(config))
    found = [copy.deepcopy(page) for page in iterator]
    return found, iterator.resume_token, calls


@given(
    st.lists(st.lists(st.sampled_from("abc"), max_size=4), min_size=1, max_size=4),
    st.integers(1, 9),
    st.none() | st.integers(1, 9),
)
def test_pages_begin_and_end_as_botocores(pager: Any, pages: list[list[str]], most: int, size: int | None) -> None:
    config: dict[str, Any] = {"MaxItems": most} | ({} if size is None else {"PageSize": size})
    listed: list[str] = []
    while True:
        calls: list[dict[str, Any]] = []
        found = pager.TinyClient(Raw(list_names=service(pages, calls))).paginate_list_names(pagination_config=config)
        ours = [page.to_dict() for page in found]
        theirs, token, their_calls = botocores(pages, config)
        assert (ours, found.resume_token, calls) == (theirs, token, their_calls)
        listed += [name for page in found for name in page.page.names or ()]
        if token is None:
            break
        config["StartingToken"] = token
    assert listed == [name for page in pages for name in page]


def test_what_paginators_refuse(pager: Any) -> None:
    client = pager.TinyClient(Raw(list_names=service([["a"]], [])))
    with pytest.raises(ValueError, match="did you mean MaxItems"):
        client.paginate_list_names(pagination_config={"MaxItem": 3})
    with pytest.raises(ValueError, match="bad StartingToken"):
        list(client.paginate_list_names(pagination_config={"StartingToken": "%%%"}))
    with pytest.raises(pager.ValidationError, match="Limit"):
        client.paginate_list_names(pagination_config={"PageSize": 10})


# --- decimals --------------------------------------------------------------------------------------------------------


def test_a_decimal_is_a_number(workshop: Workshop) -> None:
    numbers = {"type": "double", "min": 0, "max": 9}
    shapes = {
        "In": {"type": "structure", "members": refer({"N": "N", "I": "I"})},
        "N": numbers,
        "I": {"type": "integer"},
    }
    tiny = workshop.generate(shapes)
    assert tiny.validate("Do", {"N": Decimal("1.5")}) == []
    assert tiny.In(n=Decimal("1.5")).to_dict() == {"N": Decimal("1.5")}
    for wrong, rule in ((Decimal(10), "max-value"), (Decimal("NaN"), "type"), (Decimal("sNaN"), "type")):
        assert [v.rule for v in tiny.validate("Do", {"N": wrong})] == [rule]
    assert [v.rule for v in tiny.validate("Do", {"I": Decimal(1)})] == ["type"]


def test_rules_count_with_decimals() -> None:
    variant = {"VariantName": "b", "ModelName": "m", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    request = {"EndpointConfigName": "c", "ProductionVariants": [variant | {"InitialVariantWeight": Decimal("0.5")}]}
    assert sagemaker.validate("CreateEndpointConfig", request) == []
