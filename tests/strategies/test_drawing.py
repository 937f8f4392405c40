"""Strategies of the shapes: what people call, what is drawn for every kind of shape, how it shrinks."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from types import ModuleType
from typing import Any, Final

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from generated import sagemaker
from generated.sagemaker import strategies
from tests.workshop import bench, document, refer, structure

ENDPOINT_NAMES: Final = {"EndpointName", "EndpointConfigName"}
EVERY_KIND: Final[dict[str, Any]] = {
    "In": {
        "type": "structure",
        "required": ["Name", "Token", "Choice", "Long"],
        "members": {
            **refer(
                {
                    "Name": "Name",
                    "Free": "Free",
                    "Short": "Short",
                    "Long": "Long",
                    "Color": "Color",
                    "Count": "Count",
                    "Wide": "Wide",
                    "Share": "Share",
                    "Real": "Real",
                    "On": "On",
                    "When": "When",
                    "Data": "Data",
                    "Doc": "Doc",
                    "Choice": "Choice",
                    "Tree": "Tree",
                    "Pairs": "Pairs",
                    "Colors": "Colors",
                    "Labels": "Labels",
                    "Many": "Many",
                    "Grid": "Grid",
                    "Secret": "Secret",
                    "Heap": "Heap",
                    "Bulk": "Bulk",
                    "Note": "Note",
                    "Place": "Place",
                    "Full": "Full",
                    "Hues": "Hues",
                }
            ),
            "Token": {"shape": "Free", "idempotencyToken": True},
            "Host": {"shape": "Free", "hostLabel": True},
            "Header": {"shape": "Free", "jsonvalue": True, "location": "header", "locationName": "x-header"},
        },
    },
    "Name": {"type": "string", "min": 1, "max": 12, "pattern": "[a-z][a-z0-9-]*"},
    "Free": {"type": "string"},
    "Short": {"type": "string", "min": 2, "max": 3},
    "Long": {"type": "string", "min": 100, "max": 2000},
    "Color": {"type": "string", "enum": ["red", "green"]},
    "Count": {"type": "integer", "min": 0, "max": 10},
    "Wide": {"type": "long"},
    "Share": {"type": "float", "min": 0, "max": 1},
    "Real": {"type": "double"},
    "On": {"type": "boolean"},
    "When": {"type": "timestamp"},
    "Data": {"type": "blob", "min": 1, "max": 5},
    "Doc": structure() | {"document": True},
    "Choice": structure(Text="Name", Number="Count", More="Choices") | {"union": True},
    "Choices": {"type": "list", "member": {"shape": "Choice"}},
    "Tree": structure(["Label"], Label="Name", Left="Tree", Right="Tree"),
    "Pairs": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Count"}, "min": 1, "max": 30},
    "Colors": {"type": "map", "key": {"shape": "Color"}, "value": {"shape": "On"}},
    "Labels": {"type": "map", "key": {"shape": "Short"}, "value": {"shape": "Free"}, "max": 2},
    "Many": {"type": "list", "member": {"shape": "Count"}, "min": 40, "max": 60},
    "Grid": {"type": "list", "member": {"shape": "Row"}, "max": 3},
    "Row": {"type": "list", "member": {"shape": "Name"}, "min": 1, "max": 2},
    "Heap": {"type": "list", "member": {"shape": "Count"}, "max": 15},
    "Bulk": {"type": "blob", "min": 100, "max": 2000},
    "Note": {"type": "string", "max": 5000},
    "Place": {"type": "string", "max": 3000, "pattern": "s3://[a-z]{3,9}/[^\n]*[a-z]"},
    "Full": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Tree"}, "max": 25},
    "Hues": {"type": "map", "key": {"shape": "Hue"}, "value": {"shape": "On"}, "max": 8},
    "Hue": {"type": "string", "enum": list("abcdefghi")},
    "Secret": {"type": "string", "sensitive": True, "min": 1, "max": 4},
}
SHAPE_RULES: Final = {
    "type",
    "required",
    "unknown-member",
    "enum",
    "pattern",
    "min-length",
    "max-length",
    "min-items",
    "max-items",
    "min-value",
    "max-value",
    "union",
}


FULL: Final = {
    "Short": 3,
    "Long": 2000,
    "Data": 5,
    "Labels": 2,
    "Many": 60,
    "Heap": 15,
    "Bulk": 2000,
    "Note": 5000,
    "Name": 12,
    "Place": 3000,
    "Pairs": 30,
    "Full": 25,
    "Hues": 8,
}
"""Lengths of what is as long as its shape allows."""


@pytest.fixture(scope="module")
def tiny() -> Iterator[ModuleType]:
    """A package of one operation whose request has a member of every kind."""
    with bench() as workshop:
        workshop.write(document(EVERY_KIND))
        assert workshop.run().code == 0
        yield workshop.load()


def drawn_from(package: ModuleType) -> Any:
    """The strategies of a package."""
    from importlib import import_module  # noqa: PLC0415 - the package has just been made

    return import_module(f"{package.__name__}.strategies")


# --- what people call ---------------------------------------------------------------------------------------------


def test_there_is_a_function_for_every_structure() -> None:
    offered = set(dir(strategies))
    assert {"create_endpoint_input", "traffic_routing_config", "describe_endpoint_output"} <= offered
    assert {"near_misses", "requests", "responses", "targets"} <= offered


@given(strategies.create_endpoint_input())
def test_a_function_draws_plain_data_under_wire_names(request: dict[str, Any]) -> None:
    assert request.keys() >= ENDPOINT_NAMES
    assert sagemaker.CreateEndpointInput.from_dict(request).to_dict() == request


@given(strategies.describe_endpoint_output())
def test_responses_are_drawn_and_survive(response: dict[str, Any]) -> None:
    assert sagemaker.DescribeEndpointOutput.from_response(response).to_dict() == response


def test_what_does_not_exist_is_named() -> None:
    with pytest.raises(AttributeError, match="no_such_shape"):
        strategies.no_such_shape  # type: ignore[attr-defined]  # noqa: B018 - that is the test
    with pytest.raises(ValueError, match="CreateEndpont"):
        strategies.requests("CreateEndpont")  # type: ignore[arg-type] # the mistake
    with pytest.raises(ValueError, match=r"nothing to break.*no-such-rule"):
        strategies.near_misses("CreateEndpoint", rule="no-such-rule")


def test_targets_are_a_static_list_without_repetition() -> None:
    targets = strategies.targets("CreateEndpointConfig")
    assert targets == strategies.targets("CreateEndpointConfig")
    assert len(set(map(str, targets))) == len(targets)
    assert "required@ProductionVariants.*.VariantName" in set(map(str, targets))


@given(strategies.near_misses("CreateEndpoint", kind="max-value"))
def test_near_misses_can_be_narrowed_to_one_kind(miss: strategies.NearMiss) -> None:
    assert miss.rule == "max-value"
    [found] = [v for v in sagemaker.validate("CreateEndpoint", miss.data) if v.severity == "error"]
    assert (found.rule, found.path) == (miss.rule, miss.path)


def test_the_wire_layer_and_the_classes_do_without_hypothesis() -> None:
    code = (
        "import sys; from generated import sagemaker; sagemaker.validate('CreateEndpoint', {}); sagemaker.Tag; "
        "print('hypothesis' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# --- shrinking ----------------------------------------------------------------------------------------------------


def test_the_smallest_request_has_what_is_required_and_no_more() -> None:
    smallest = find(strategies.create_endpoint_input(), lambda _: True)
    assert smallest.keys() == ENDPOINT_NAMES
    config = find(strategies.create_endpoint_config_input(), lambda request: len(request["ProductionVariants"]) > 1)
    assert len(config["ProductionVariants"]) == 2
    assert "DataCaptureConfig" not in config


def test_numbers_shrink_past_the_edges() -> None:
    smallest = find(strategies.tag(), lambda tag: len(tag["Key"]) > 0)
    assert len(smallest["Key"]) == 1
    wait = find(strategies.rolling_update_policy(), lambda policy: policy["WaitIntervalInSeconds"] > 7)
    assert wait["WaitIntervalInSeconds"] == 8


# --- every kind of shape ------------------------------------------------------------------------------------------


def test_valid_draws_of_every_kind(tiny: ModuleType) -> None:
    seen: set[str] = set()

    @settings(max_examples=400)
    @given(drawn_from(tiny).requests("Do"))
    def check(request: dict[str, Any]) -> None:
        assert tiny.validate("Do", request) == []
        assert tiny.In.from_dict(request).to_dict() == request
        seen.update(request)
        if "When" in request:
            assert isinstance(request["When"], datetime)
            assert request["When"].tzinfo is not None
        assert 40 <= len(request.get("Many", range(40))) <= 60

    check()
    assert seen == set(EVERY_KIND["In"]["members"])


def test_every_kind_of_constraint_is_broken_alone(tiny: ModuleType) -> None:
    drawn = drawn_from(tiny)
    targets = drawn.targets("Do")
    assert {target.rule for target in targets} == SHAPE_RULES
    for target in targets:
        check_target(tiny, drawn, target)


def check_target(tiny: ModuleType, drawn: Any, target: strategies.Target) -> None:
    @settings(max_examples=12)
    @given(drawn.near_misses("Do", target=target))
    def check(miss: strategies.NearMiss) -> None:
        assert [(v.rule, v.path) for v in tiny.validate("Do", miss.data)] == [(target.rule, miss.path)]

    check()


@pytest.mark.parametrize(
    "text",
    [
        "pattern@Pairs.* (key)",
        "enum@Colors.* (key)",
        "max-items@Pairs",
        "max-items@Many",
        "min-length@Host",
        "max-length@Long",
        "min-length@Data",
        "type@Doc",
        "type@Header",
        "union@Choice",
        "max-value@Wide",
        "required@Tree.Left.Label",
    ],
)
def test_what_must_be_among_the_targets(tiny: ModuleType, text: str) -> None:
    assert text in {str(target) for target in drawn_from(tiny).targets("Do")}


@pytest.mark.parametrize("text", ["required@Token", "max-items@Colors", "pattern@Free", "enum@Name"])
def test_what_nothing_breaks_is_no_target(tiny: ModuleType, text: str) -> None:
    assert text not in {str(target) for target in drawn_from(tiny).targets("Do")}


def test_what_is_drawn_can_be_changed_without_changing_what_is_drawn_next(tiny: ModuleType) -> None:
    drawn = drawn_from(tiny)
    target = next(t for t in drawn.targets("Do") if str(t) == "type@Count")
    sizes = []

    @settings(max_examples=60)
    @given(drawn.near_misses("Do", target=target))
    def spoil(miss: strategies.NearMiss) -> None:
        value = miss.data["Count"]
        if isinstance(value, dict):
            sizes.append(len(value))
            value["spoilt"] = True
        elif isinstance(value, list):
            sizes.append(len(value))
            value.append("spoilt")

    spoil()
    assert set(sizes) == {0}


@pytest.mark.parametrize(("name", "most"), FULL.items())
def test_values_that_fill_their_maximum_are_drawn_and_accepted(tiny: ModuleType, name: str, most: int) -> None:
    request = find(
        drawn_from(tiny).requests("Do"),
        lambda request: len(request.get(name, ())) == most,
        settings=settings(max_examples=2000, database=None, phases=[Phase.generate]),
    )
    assert tiny.validate("Do", request) == []


def test_deep_shapes_end(tiny: ModuleType) -> None:
    @settings(max_examples=200)
    @given(drawn_from(tiny).tree())
    def check(tree: dict[str, Any]) -> None:
        assert depth(tree) <= 12

    check()


def depth(value: object) -> float:
    """Levels of nesting."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, inner), default=0) if not isinstance(value, float) or math.isfinite(value) else 1


@given(st.data())
def test_the_strategies_compose(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["a", "b"]))
    request = data.draw(strategies.create_endpoint_input().map(lambda drawn: drawn | {"EndpointName": name}))
    assert sagemaker.CreateEndpointInput.from_dict(request).endpoint_name == name
