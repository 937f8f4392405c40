"""Services that need special care, a test for each peculiarity: from the model to the behaviour of the package."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from tests.workshop import Workshop, document, refer, structure

VALUE = {
    "type": "structure",
    "members": {"S": {"shape": "Text"}, "L": {"shape": "Values"}, "M": {"shape": "Map"}},
}
RECURSIVE = {
    "In": structure(["Item"], Item="Map"),
    "Value": VALUE,
    "Values": {"type": "list", "member": {"shape": "Value"}},
    "Map": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Value"}},
    "Text": {"type": "string"},
}


def rules(found: list[Any]) -> list[tuple[str, tuple[str | int, ...]]]:
    """Id and path of each violation."""
    return [(v.rule, v.path) for v in found]


# --- unions that only the documentation knows ---------------------------------------------------------------------


def test_a_spec_declares_unions_that_the_model_lacks(workshop: Workshop) -> None:
    workshop.write(document(RECURSIVE), spec="service: tiny\noperations: all\nunions: [Value]\n")
    assert workshop.run().code == 0
    tiny = workshop.load()
    deep = {"a": {"L": [{"M": {"b": {"S": "x"}}}]}}
    assert tiny.validate("Do", {"Item": deep}) == []
    assert rules(tiny.validate("Do", {"Item": {"a": {"L": [{"S": "x", "M": {}}, {}]}}})) == [
        ("union", ("Item", "a", "L", 0)),
        ("union", ("Item", "a", "L", 1)),
    ]
    assert tiny.In.from_dict({"Item": deep}).to_dict() == {"Item": deep}


@pytest.mark.parametrize(("name", "words"), [("Valeu", "did you mean Value?"), ("In", "requires a member")])
def test_a_union_that_cannot_be_one_is_refused(workshop: Workshop, name: str, words: str) -> None:
    workshop.write(document(RECURSIVE), spec=f"service: tiny\noperations: all\nunions: [{name}]\n")
    workshop.run().refused("service.yaml", name, words)


def test_new_writes_the_unions_that_a_service_documents(workshop: Workshop) -> None:
    assert workshop.run("new", "dynamodb", "PutItem", "Query").code == 0
    assert (
        (workshop.specs / "dynamodb" / "service.yaml")
        .read_text(encoding="utf-8")
        .endswith("unions:\n  - AttributeValue\n")
    )
    assert workshop.run().code == 0
    dynamodb = workshop.load("dynamodb")
    request: dict[str, Any] = {"TableName": "table", "Item": {"a": {"M": {"b": {"L": [{"S": "x"}, {"BOOL": False}]}}}}}
    assert dynamodb.PutItemInput.from_dict(request).to_dict() == request
    request["Item"]["a"]["M"]["b"]["L"].append({"S": "x", "N": "1"})
    assert rules(dynamodb.validate("PutItem", request)) == [("union", ("Item", "a", "M", "b", "L", 2))]


def test_a_union_that_the_operations_do_not_reach_is_left_out(workshop: Workshop) -> None:
    assert workshop.run("new", "dynamodb", "ListTables").code == 0
    assert "unions" not in (workshop.specs / "dynamodb" / "service.yaml").read_text(encoding="utf-8")


# --- documents, JSON in headers, idempotency tokens ---------------------------------------------------------------

LOOSE = {
    "In": {
        "type": "structure",
        "members": {
            "Doc": {"shape": "Doc"},
            "Docs": {"shape": "Docs"},
            "Json": {"shape": "Text", "jsonvalue": True, "location": "header", "locationName": "x-json"},
            "Plain": {"shape": "Text", "jsonvalue": True},
        },
    },
    "Doc": {"type": "structure", "members": {}, "document": True},
    "Docs": {"type": "list", "member": {"shape": "Doc"}},
    "Text": {"type": "string"},
}


def test_documents_and_json_headers_hold_any_json(workshop: Workshop) -> None:
    tiny = workshop.generate(LOOSE)
    request: dict[str, Any] = {
        "Doc": {"a": [1, None, {"b": 1.5}]},
        "Docs": [None, "x", 0, []],
        "Json": [{"a": None}],
        "Plain": "{}",
    }
    assert tiny.validate("Do", request) == []
    assert tiny.In.from_dict(request).to_dict() == request


@pytest.mark.parametrize(
    ("request_", "place"),
    [
        ({"Doc": None}, ("Doc",)),
        ({"Doc": {"a": [(1,)]}}, ("Doc", "a", 0)),
        ({"Doc": {"a": b"x"}}, ("Doc", "a")),
        ({"Docs": [float("nan")]}, ("Docs", 0)),
        ({"Json": None}, ("Json",)),
        ({"Json": {1, 2}}, ("Json",)),
        ({"Plain": {}}, ("Plain",)),
    ],
)
def test_what_is_no_json_is_reported(
    workshop: Workshop, request_: dict[str, Any], place: tuple[str | int, ...]
) -> None:
    tiny = workshop.generate(LOOSE)
    assert rules(tiny.validate("Do", request_)) == [("type", place)]


def test_only_tokens_of_the_top_level_are_filled_in(workshop: Workshop) -> None:
    token = {"shape": "Text", "idempotencyToken": True}
    inner = {"type": "structure", "members": {"Token": token}, "required": ["Token"]}
    outer = {"type": "structure", "members": {"Token": token, "Inner": {"shape": "Inner"}}, "required": ["Token"]}
    tiny = workshop.generate({"In": outer, "Inner": inner, "Text": {"type": "string"}})
    assert tiny.validate("Do", {}) == []
    assert tiny.In().to_dict() == {}
    assert rules(tiny.validate("Do", {"Inner": {}})) == [("required", ("Inner", "Token"))]


# --- sensitive members and shapes ---------------------------------------------------------------------------------

SECRET = "hunter2"
SENSITIVE = {
    "In": structure([], Password="Password", Number="Number", Choice="Choice", Tree="Tree", List="List", Any="Any"),
    "Password": {"type": "string", "sensitive": True, "max": 3},
    "Number": {"type": "integer", "sensitive": True, "max": 3},
    "Choice": {"type": "structure", "sensitive": True, "union": True, "members": {"A": {"shape": "Text"}}},
    "Tree": {
        "type": "structure",
        "sensitive": True,
        "members": {"Name": {"shape": "Short"}, "Tree": {"shape": "Tree"}},
    },
    "List": {"type": "list", "sensitive": True, "member": {"shape": "Short"}},
    "Any": {"type": "structure", "members": {}, "document": True, "sensitive": True},
    "Short": {"type": "string", "max": 3},
    "Text": {"type": "string"},
}


@pytest.mark.parametrize(
    "request_",
    [
        {"Password": SECRET},
        {"Password": [SECRET]},
        {"Number": 4242},
        {"Number": "4242 hunter2"},
        {"Choice": {"A": SECRET, "hunter2": SECRET}},
        {"Choice": SECRET},
        {"Tree": {"Name": SECRET}},
        {"Tree": {"Tree": {"Name": SECRET}}},
        {"Tree": {"Tree": SECRET}},
        {"List": [SECRET]},
        {"List": SECRET},
        {"Any": {"a": {SECRET}}},
    ],
)
def test_what_is_sensitive_never_shows(workshop: Workshop, request_: dict[str, Any]) -> None:
    tiny = workshop.generate(SENSITIVE)
    found = tiny.validate("Do", request_)
    assert found
    values = [v for v in found if v.rule != "unknown-member"]
    assert SECRET not in "".join(str(v.message) + repr(v.value) for v in values)
    assert "4242" not in "".join(str(v) + repr(v) for v in found)


def test_what_is_sensitive_never_shows_in_made_up_answers(workshop: Workshop) -> None:
    few = {"Few": {"type": "list", "member": {"shape": "Password"}, "max": 1}}
    named = {"Named": {"type": "map", "key": {"shape": "Password"}, "value": {"shape": "Short"}}}
    out = structure([], Password="Password", Choice="Choice", List="List", Few="Few", Named="Named")
    tiny = workshop.generate({**SENSITIVE, **few, **named, "Out": out})
    stubber = tiny.TinyStubber(tiny.TinyClient(None))
    answer = {"Password": SECRET, "Choice": {"A": SECRET, "B": SECRET}, "List": SECRET, "Few": [SECRET, SECRET]}
    with pytest.raises(tiny.ValidationError) as caught:
        stubber.add_do({**answer, "Named": {SECRET: "abc"}})
    assert {v.path[0] for v in caught.value.violations} == {*answer, "Named"}
    assert SECRET not in str(caught.value) + "".join(map(repr, caught.value.violations))


def test_what_is_sensitive_is_not_in_a_repr(workshop: Workshop) -> None:
    tiny = workshop.generate(SENSITIVE)
    request = {
        "Password": "abc",
        "Tree": {"Name": "abc", "Tree": {"Name": "abc"}},
        "List": ["abc"],
        "Any": {"x": "abc"},
    }
    built = tiny.In.from_dict(request)
    assert "abc" not in repr(built)
    assert "abc" not in repr(built.tree)
    assert built.to_dict() == request


# --- kinds of values ----------------------------------------------------------------------------------------------

KINDS = {
    "In": {
        "type": "structure",
        "members": refer({"Sparse": "Sparse", "ByColor": "ByColor", "When": "When", "Blob": "Blob", "Body": "Body"})
        | {"Host": {"shape": "Text", "hostLabel": True}},
    },
    "Out": {
        "type": "structure",
        "members": refer({"Sparse": "Sparse", "ByColor": "ByColor", "When": "When", "Blob": "Blob", "Events": "Events"})
        | {"Body": {"shape": "Body", "streaming": True}},
    },
    "Sparse": {"type": "list", "member": {"shape": "Text"}, "sparse": True},
    "ByColor": {"type": "map", "key": {"shape": "Color"}, "value": {"shape": "Number"}, "sparse": True},
    "Color": {"type": "string", "enum": ["red", "green"]},
    "When": {"type": "timestamp", "timestampFormat": "rfc822"},
    "Blob": {"type": "blob", "min": 1, "max": 3},
    "Body": {"type": "blob", "streaming": True},
    "Events": {"type": "structure", "eventstream": True, "members": {"E": {"shape": "Event", "eventpayload": True}}},
    "Event": {"type": "structure", "event": True, "members": {"Text": {"shape": "Text"}}},
    "Number": {"type": "integer"},
    "Text": {"type": "string"},
}
NOON = datetime(2024, 2, 29, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "request_",
    [
        {"When": NOON},
        {"When": "2024-02-29T12:00:00Z"},
        {"When": "2024-02-29"},
        {"When": "Thu, 29 Feb 2024 12:00:00 GMT"},
        {"When": 1709208000},
        {"When": 1709208000.5},
        {"When": -1},
        {"Blob": b"abc"},
        {"Blob": bytearray(b"a")},
        {"Blob": "YWJj"},
        {"Body": BytesIO(b"much")},
        {"ByColor": {"red": 0, "green": -1}},
        {"Host": "a"},
    ],
)
def test_every_form_of_a_value_is_taken_as_it_is(workshop: Workshop, request_: dict[str, Any]) -> None:
    tiny = workshop.generate(KINDS)
    assert tiny.validate("Do", request_) == []
    assert tiny.In.from_dict(request_).to_dict() == request_


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"When": "noon"}, ("type", ("When",))),
        ({"When": float("inf")}, ("type", ("When",))),
        ({"When": True}, ("type", ("When",))),
        ({"Blob": b""}, ("min-length", ("Blob",))),
        ({"Blob": b"abcd"}, ("max-length", ("Blob",))),
        ({"Blob": 1}, ("type", ("Blob",))),
        ({"ByColor": {"blue": 1}}, ("enum", ("ByColor", "blue"))),
        ({"ByColor": {1: 1}}, ("type", ("ByColor",))),
        ({"Host": ""}, ("min-length", ("Host",))),
    ],
)
def test_what_a_value_cannot_be_is_reported(workshop: Workshop, request_: dict[str, Any], expected: Any) -> None:
    tiny = workshop.generate(KINDS)
    assert rules(tiny.validate("Do", request_)) == [expected]


def test_responses_keep_every_kind_of_value(workshop: Workshop) -> None:
    tiny = workshop.generate(KINDS)
    body, events = BytesIO(b"much"), iter([{"E": {"Text": "x"}}])
    response = {
        "Sparse": ["a", None],
        "ByColor": {"red": 1, "ultraviolet": None},
        "When": NOON,
        "Blob": b"abcd",
        "Body": body,
        "Events": events,
    }
    out = tiny.Out.from_response(response)
    assert out.to_dict() == response
    assert out.sparse == ("a", None)
    assert list(out.by_color) == [tiny.Color.RED, "ultraviolet"]
    assert out.body is body
    assert out.events is events


# --- names ----------------------------------------------------------------------------------------------------------


def test_members_that_are_keywords(workshop: Workshop) -> None:
    words = dict.fromkeys(("from", "in", "None", "global", "lambda", "Self", "match", "type", "class"), "Text")
    tiny = workshop.generate({"In": {"type": "structure", "members": refer(words)}, "Text": {"type": "string"}})
    request = dict.fromkeys(words, "x")
    built = tiny.In.from_dict(request)
    assert built.to_dict() == request
    assert (built.from_, built.in_, built.none, built.global_, built.lambda_) == ("x",) * 5
    assert tiny.In(from_="x", in_="x").to_dict() == {"from": "x", "in": "x"}


@pytest.mark.parametrize(
    ("service", "operation", "package"),
    [("bcm-data-exports", "GetExport", "bcm_data_exports"), ("lambda", "Invoke", "lambda_")],
)
def test_services_whose_name_is_no_identifier(workshop: Workshop, service: str, operation: str, package: str) -> None:
    assert workshop.run("new", service, operation).code == 0
    assert workshop.run().code == 0
    assert workshop.load(package).MODEL.service == service


# --- deprecated members -----------------------------------------------------------------------------------------------


def test_a_deprecated_member_warns_once_for_each_place(workshop: Workshop) -> None:
    members = {"Old": {"shape": "Text", "deprecated": True}, "New": {"shape": "Text"}}
    tiny = workshop.generate({"In": {"type": "structure", "members": members}, "Text": {"type": "string"}})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        for _ in range(3):
            tiny.In(old="x", new="y")
        tiny.In(new="y")
    assert [(w.category, w.filename) for w in caught] == [(DeprecationWarning, __file__)]
    assert "In.Old" in str(caught[0].message)
    assert "deprecated" in tiny.In.__doc__


def test_a_response_keeps_what_the_model_does_not_foresee_in_the_place_of_an_enum(workshop: Workshop) -> None:
    """S3 names an event and a list of events by the same XML element, so botocore returns a list for the one."""
    tiny = workshop.generate(
        {
            "Out": structure([], Event="Event", Old="Event"),
            "Event": {"type": "string", "enum": ["created", "removed"]},
        }
    )
    response = {"Event": ["created", "removed"], "Old": "created"}
    out = tiny.Out.from_response(response)
    assert out.event == ["created", "removed"]
    assert out.old is tiny.Event.CREATED
    assert out.to_dict() == response
    assert type(out.to_dict()["Old"]) is str
