"""Models of services: what is pinned, and that a broken one is refused by name, whatever is broken."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen import model
from codegen.lower import lower
from codegen.source import names
from codegen.spec import Spec, SpecError
from tests.workshop import bench, document, structure

SHAPES: Final = {
    "In": structure(["Name"], Name="Name", Mode="Mode", Tree="Tree", Tags="Tags", Count="Count"),
    "Out": structure(Tree="Tree"),
    "Name": {"type": "string", "pattern": "[a-z]+", "min": 1, "max": 9},
    "Mode": {"type": "string", "enum": ["on", "off"]},
    "Tree": structure(Next="Tree", Mode="Mode"),
    "Tags": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Mode"}},
    "Count": {"type": "integer", "min": 0},
    "Gone": structure() | {"exception": True, "error": {"code": "Gone"}},
}
OPERATION: Final = {"name": "Do", "input": {"shape": "In"}, "output": {"shape": "Out"}, "errors": [{"shape": "Gone"}]}
WHOLE: Final = document(
    SHAPES,
    {"Do": OPERATION},
    waiters={"Done": {"operation": "Do", "delay": 1, "maxAttempts": 2, "acceptors": []}},
    examples={"Do": [{"id": "x", "input": {"Name": "a"}}]},
)


class TestSageMaker:
    """The committed pin."""

    def test_only_what_the_operations_reach_and_no_prose(self) -> None:
        folder = Path(__file__).parents[2] / "specs" / "sagemaker" / "model.json"
        text = folder.read_text(encoding="utf-8")
        pinned = model.load_pinned(folder)
        assert len(pinned.operations) == 7
        roots = [s for o in pinned.operations.values() for s in (o.input, o.output, *o.errors) if s]
        assert set(pinned.closure(roots)) == set(pinned.shapes)
        assert '"documentation": "' not in text
        assert "<p>" not in text
        assert len(pinned.pin.sha256) == 64
        assert model.dump(pinned) == text

    def test_a_shape(self) -> None:
        pinned = model.load_pinned(Path(__file__).parents[2] / "specs" / "sagemaker" / "model.json")
        variant = pinned.shapes["ProductionVariant"]
        member = variant.member("VariantName")
        assert member is not None
        assert member.required
        assert variant.member("Nothing") is None
        assert len(pinned.shapes["ProductionVariantInstanceType"].enum) == 277


WRONG: Final[dict[str, tuple[list[str | int], Any, str]]] = {
    "a type": (["shapes", "Name", "type"], "text", "shape Name"),
    "no type": (["shapes", "Name"], {}, "shape Name"),
    "a shape": (["shapes", "Name"], [], "shape Name"),
    "shapes": (["shapes"], [], "shapes"),
    "a reference": (["shapes", "In", "members", "Name", "shape"], "Nope", "'Nope'"),
    "a reference that is none": (["shapes", "In", "members", "Name"], "Name", "'Name'"),
    "members": (["shapes", "In", "members"], [], "shape In"),
    "required": (["shapes", "In", "required"], ["Nope"], "'Nope'"),
    "required that is text": (["shapes", "In", "required"], "Name", "shape In"),
    "required that cannot be a name": (["shapes", "In", "required"], [[]], "shape In"),
    "an enum": (["shapes", "Mode", "enum"], [1], "shape Mode"),
    "an enum that is text": (["shapes", "Mode", "enum"], "on", "shape Mode"),
    "a key": (["shapes", "Tags", "key", "shape"], "Tree", "shape Tags"),
    "no value": (["shapes", "Tags", "value"], None, "shape Tags"),
    "an input": (["operations", "Do", "input", "shape"], "Name", "operation Do"),
    "an output": (["operations", "Do", "output", "shape"], "Nope", "operation Do"),
    "errors": (["operations", "Do", "errors"], 5, "operation Do"),
    "an error": (["operations", "Do", "errors"], ["Gone"], "operation Do"),
    "an operation": (["operations", "Do"], 5, "operation Do"),
    "an input of any kind": (["shapes", "In", "document"], True, "operation Do"),
    "a code": (["shapes", "Gone", "error"], 5, "shape Gone"),
    "metadata": (["metadata"], None, "metadata"),
    "a version": (["metadata", "apiVersion"], 5, "apiVersion"),
    "a waiter": (["waiters", "Done"], 5, "Done"),
    "an example": (["examples", "Do"], 5, "examples"),
    "a location": (["shapes", "In", "members", "Name", "location"], 5, "'Name'"),
}


@pytest.mark.parametrize(("path", "value", "word"), WRONG.values(), ids=WRONG)
def test_a_wrong_model(path: list[str | int], value: Any, word: str) -> None:
    broken = _replaced(WHOLE, path, value)
    with pytest.raises(model.ModelError) as caught:
        model.load_text(json.dumps(broken), "model.json")
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def _replaced(document: Any, path: list[str | int], value: Any) -> Any:
    result = copy.deepcopy(document)
    inner = result
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return result


def _places(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Paths to everything inside a JSON value."""
    steps: list[Any] = (
        list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    )
    return [found for step in steps for found in [(*at, step), *_places(value[step], (*at, step))]]


ODD: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=4),
    st.sampled_from(["In", "Name", "Tree", "Tags", "structure", "list", "map", "string", "document"]),
    st.builds(list),
    st.builds(dict),
    st.just({"shape": "Tree"}),
    st.just({"shape": ["Tree"]}),
    st.just(["Name"]),
)


@settings(max_examples=150)
@given(
    places=st.lists(st.sampled_from(_places(WHOLE)), min_size=1, max_size=3),
    values=st.lists(ODD, min_size=3, max_size=3),
)
def test_any_broken_model_is_refused_or_lowered(places: list[list[str | int]], values: list[Any]) -> None:
    """Never anything but the errors that the command line turns into a message."""
    broken: Any = WHOLE
    for place, value in zip(places, values, strict=False):
        try:
            broken = _replaced(broken, list(place), value)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier replacement took the place away
    spec = _spec()
    try:
        lower(spec, spec.select(model.load_text(json.dumps(broken), "model.json")))
    except (model.ModelError, names.NameClash, SpecError) as error:
        assert str(error)  # noqa: PT017 - either outcome is fine


def _spec() -> Spec:
    with bench() as workshop:
        folder = workshop.write(WHOLE)
        from codegen import spec  # noqa: PLC0415 - beside the class of that module

        return spec.read(folder)


def test_what_prune_leaves() -> None:
    whole = model.load_text(json.dumps(WHOLE), "x")
    assert set(model.prune(whole, ["Do"]).shapes) == set(SHAPES)
    assert set(model.prune(whole, ["Do"]).waiters) == {"Done"}
    with pytest.raises(model.ModelError, match="did you mean Do"):
        model.prune(whole, ["Doo"])
    with pytest.raises(model.ModelError, match="no waiter 'Undone'"):
        model.prune(whole, ["Do"], ["Undone"])


def test_recursion_is_found() -> None:
    whole = model.load_text(json.dumps(WHOLE), "x")
    assert whole.recursive() == {"Tree"}


def test_an_unknown_service_has_near_spellings() -> None:
    with pytest.raises(model.ModelError, match=r"did you mean .*sagemaker"):
        model.load_botocore("sagemakr")
    assert "sagemaker" in model.available_services()
