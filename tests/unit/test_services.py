"""Services that need special care, a test for each peculiarity: from the model to the behaviour of the package."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workshop import Workshop, document, structure

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
    request: dict[str, Any] = {"Doc": {"a": [1, None, {"b": 1.5}]}, "Docs": [None, "x", 0, []], "Json": [{"a": None}], "Plain": "{}"}
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
