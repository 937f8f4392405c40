"""Frozen means frozen: no later change of a caller's data reaches an object, and nobody can change an object's own."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

from tests.workshop import Workshop, structure

SHAPES: dict[str, Any] = {
    "In": {
        "type": "structure",
        "members": {
            "Doc": {"shape": "Doc"},
            "Docs": {"shape": "Docs"},
            "Table": {"shape": "Table"},
            "Json": {"shape": "Text", "jsonvalue": True, "location": "header", "locationName": "J"},
            "Blob": {"shape": "Blob"},
            "Blobs": {"shape": "Blobs"},
        },
    },
    "Out": structure([], Doc="Doc"),
    "Doc": {"type": "structure", "members": {}, "document": True},
    "Docs": {"type": "list", "member": {"shape": "Doc"}},
    "Table": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Doc"}},
    "Text": {"type": "string"},
    "Blob": {"type": "blob"},
    "Blobs": {"type": "list", "member": {"shape": "Blob"}},
}


def data() -> dict[str, Any]:
    """A request of which every part can be changed."""
    return {
        "Doc": {"a": [1, {"b": [2]}]},
        "Docs": [{"a": [1]}, [2]],
        "Table": {"k": {"a": [1]}},
        "Json": {"a": [1]},
        "Blob": bytearray(b"x"),
        "Blobs": [bytearray(b"x")],
    }


def spoil(value: Any) -> None:
    """Changes every list, dict, set and bytearray inside."""
    for inner in list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, list) else ():
        spoil(inner)
    if isinstance(value, dict):
        value["spoilt"] = True
    elif isinstance(value, list):
        value.append("spoilt")
    elif isinstance(value, set):
        value.add("spoilt")
    elif isinstance(value, bytearray):
        value.extend(b"spoilt")


@pytest.mark.parametrize("way", ["from_dict", "constructor", "response", "unknown"])
def test_no_change_reaches_an_object(workshop: Workshop, way: str) -> None:
    tiny = workshop.generate(SHAPES)
    given = data()
    match way:
        case "from_dict":
            built = tiny.In.from_dict(given)
        case "constructor":
            built = tiny.In(**{name.lower(): value for name, value in given.items()})
        case "response":
            given = {"Doc": given["Doc"], "Newer": {"x": [1, {"y": 2}], "z": {1}}}
            built = tiny.Out.from_response(given)
        case _:
            given = {"Doc": given["Doc"], "Newer": {"x": [1, {"y": 2}]}}
            built = tiny.In.from_dict(given, ignore={"unknown-member"})
    expected = copy.deepcopy(given)
    number = hash(built)
    spoil(given)
    assert built.to_dict() == expected
    spoil(built.to_dict())
    assert built.to_dict() == expected
    assert hash(built) == number
    for same in (pickle.loads(pickle.dumps(built)), copy.deepcopy(built)):
        assert same == built
        assert hash(same) == number


def test_documents_come_out_as_plain_data(workshop: Workshop) -> None:
    tiny = workshop.generate(SHAPES)
    built = tiny.In.from_dict(data())
    with pytest.raises(TypeError, match="frozen"):
        built.doc["a"] = 1
    with pytest.raises(TypeError, match="frozen"):
        built.doc["a"].append(1)
    with pytest.raises(TypeError, match="frozen"):
        built.doc["a"] += [1]
    assert built.doc == {"a": [1, {"b": [2]}]}
    thawed = built.to_dict()
    assert type(thawed["Doc"]) is dict
    assert type(thawed["Doc"]["a"]) is list
    del thawed["Blob"], thawed["Blobs"]
    assert json.loads(json.dumps(thawed)) == thawed
    assert tiny.validate("Do", built) == []
