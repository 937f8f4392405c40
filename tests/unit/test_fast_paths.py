"""What is done for speed changes no verdict and no text: each shortcut against the long way, on good and bad data."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final
from unittest import mock

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.runtime.wire.rule_helpers import SHAPE_RULES, TYPED
from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies
from tests.sweep.drawing import Drawer, Style, sites
from tests.sweep.faults import faults, mutated

ROWS: Final[Mapping[str, Any]] = strategies._tables._shapes.rows
INPUTS: Final = {name: operation.input for name, operation in sagemaker.operations().items() if operation.input}
DRAWN: Final = 40
"""Requests of each operation; of each, as many near misses and mutations."""


def _requests(operation: OperationName) -> Iterator[Any]:
    """Valid requests, near misses of every constraint, and requests that are broken in several places."""
    rng = random.Random(operation)  # noqa: S311 - no secret
    row: str = strategies._tables._facts["operations"][operation][0]
    drawer = Drawer(ROWS, rng)
    for turn in range(DRAWN):
        styles: tuple[Style, ...] = ("most", "some", "least")
        full = drawer.draw(row, styles[turn % 3])
        yield full
        yield from (fault.data for fault, _ in zip(faults(ROWS, row, full, rng), range(DRAWN), strict=False))
        places = [site.path for site in sites(ROWS, row, full)]
        broken = full
        for _ in range(4):
            broken = mutated(full if broken is None else broken, places[:1] if broken is not full else places, rng)
            yield broken
            if not isinstance(broken, dict):
                break


def _all_violations(out: Any, path: tuple[str | int, ...], _start: int) -> list[tuple[str | int, ...]]:
    """What keeps rules from reading, looked for in everything that has been found so far."""
    inside = [v for v in out.violations if v.rule in SHAPE_RULES and v.path[: len(path)] == path]
    typed = [(TYPED, *v.path[len(path) :]) for v in inside if v.rule == "type"]
    return [*(v.path[len(path) :] for v in inside), *typed]


def _readable(broken: list[tuple[str | int, ...]], reads: tuple[tuple[str, ...], ...]) -> bool:
    return not any(
        len(place) <= len(read) and all(wanted in ("*", step) for step, wanted in zip(place, read, strict=False))
        for place in broken
        for read in reads
    )


@pytest.mark.parametrize("operation", INPUTS)
def test_rules_read_what_they_would_by_all_violations(operation: OperationName) -> None:
    modules = [import_module(f"generated.sagemaker.checks.{name}") for name in ("shared", _module(operation))]
    seen = 0
    for data in _requests(operation):
        found = sagemaker.validate(operation, data, profile="pedantic")
        with mock.patch.multiple(modules[0], broken_below=_all_violations, readable=_readable):
            if hasattr(modules[1], "readable"):
                with mock.patch.multiple(modules[1], broken_below=_all_violations, readable=_readable):
                    expected = sagemaker.validate(operation, data, profile="pedantic")
            else:
                expected = sagemaker.validate(operation, data, profile="pedantic")
        assert [str(v) for v in found] == [str(v) for v in expected]
        seen += len(found)
    assert seen


def _module(operation: OperationName) -> str:
    return sagemaker.operations()[operation].module


@pytest.mark.parametrize("operation", INPUTS)
@settings(max_examples=30)
@given(data=st.data())
def test_an_object_of_checked_parts_is_what_an_object_of_unchecked_parts_is(
    operation: OperationName, data: st.DataObject
) -> None:
    cls: Any = getattr(sagemaker, INPUTS[operation])
    request = data.draw(strategies.requests(operation))
    known = cls.from_dict(request)
    unknown = copy.deepcopy(known)  # whose parts are checked again
    fields = [a.name for a in attrs.fields(cls) if a.name != "unknown_members"]
    of_known = cls(**{name: getattr(known, name) for name in fields})
    of_unknown = cls(**{name: getattr(unknown, name) for name in fields})
    assert of_known == of_unknown == known
    assert of_known.to_dict() == of_unknown.to_dict() == request


def test_a_part_that_was_built_with_errors_is_checked_in_the_whole() -> None:
    bad = {"VariantName": "v", "ModelName": "m", "InstanceType": "ml.new", "InitialInstanceCount": 1}
    one = sagemaker.ProductionVariant.from_dict(bad, ignore={"enum"})
    with sagemaker.ignoring({"enum"}):
        other = sagemaker.ProductionVariant.from_dict(bad)
        third = sagemaker.ProductionVariant(
            variant_name="v",
            model_name="m",
            instance_type="ml.new",  # type: ignore[arg-type] # what the model does not know
            initial_instance_count=1,
        )
    for variant in (one, other, third):
        with pytest.raises(sagemaker.ValidationError, match=r"ml\.new"):
            sagemaker.CreateEndpointConfigInput(endpoint_config_name="c", production_variants=[variant])


def test_a_part_of_another_class_is_no_part_that_was_checked() -> None:
    tag: Any = sagemaker.Tag(key="k", value="v")
    with pytest.raises(sagemaker.ValidationError) as caught:
        sagemaker.CreateEndpointConfigInput(endpoint_config_name="c", production_variants=[tag])
    assert {v.rule for v in caught.value.violations} >= {"required", "unknown-member"}


def test_the_violations_of_a_whole_hold_plain_data_and_the_warnings_of_its_parts() -> None:
    variant = sagemaker.ProductionVariant(
        variant_name="v",
        model_name="m",
        instance_type="ml.m5.xlarge",
        initial_instance_count=1,
        accelerator_type="ml.eia1.medium",
    )
    with pytest.raises(sagemaker.ValidationError) as caught:
        sagemaker.CreateEndpointConfigInput(endpoint_config_name="-", production_variants=[variant] * 11)
    assert {v.severity for v in caught.value.violations} == {"error", "warning"}
    (many,) = [v.value for v in caught.value.violations if v.rule == "max-items"]
    assert isinstance(many, list)
    assert {type(item) for item in many} == {dict}


def test_a_subclass_that_says_its_data_in_another_way_is_checked() -> None:
    class Mine(sagemaker.Tag):
        def to_dict(self) -> dict[str, Any]:
            return {**super().to_dict(), "Value": "\t" * 300}

    with pytest.raises(sagemaker.ValidationError, match="max"):
        sagemaker.CreateEndpointInput(endpoint_name="e", endpoint_config_name="c", tags=[Mine(key="k", value="v")])


@attrs.frozen(kw_only=True, init=False)
class Slotted(sagemaker.Tag):
    """A tag of one's own."""


@attrs.frozen(kw_only=True, init=False, slots=False)
class Open(sagemaker.Tag):
    """A tag with a dict."""


class Plain(sagemaker.Tag):
    """A tag that attrs knows nothing of."""


@pytest.mark.parametrize("kind", [Slotted, Open, Plain])
def test_a_subclass_is_built(kind: type[sagemaker.Tag]) -> None:
    tag = kind(key="k", value="v")
    assert type(tag) is kind
    assert tag == kind.from_dict({"Key": "k", "Value": "v"})
    assert tag.to_dict() == {"Key": "k", "Value": "v"}
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        tag.key = "other"  # type: ignore[misc] # that is the test
