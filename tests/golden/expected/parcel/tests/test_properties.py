"""Properties of this package: what is drawn is valid and survives the round trip; near misses are reported exactly."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings

from ..._runtime.strategies import NearMiss, Target
from ..._runtime.wire.violations import Violation
from .. import operations, strategies, validate

PACKAGE = import_module("..", __package__)
OPERATIONS = operations()
NAMES = [name for name, operation in OPERATIONS.items() if operation.input]
TARGETS = [(name, target) for name in NAMES for target in strategies.targets(name)]


def errors(name: str, request: object) -> list[Violation]:
    """The violations that would stop a request."""
    return [v for v in validate(name, request) if v.severity == "error"]


@pytest.mark.parametrize("name", NAMES)
def test_drawn_requests_are_valid_and_survive_the_round_trip(name: str) -> None:
    @settings(max_examples=100, deadline=None)
    @given(request=strategies.requests(name))
    def survives(request: dict[str, Any]) -> None:
        assert errors(name, request) == []
        built = getattr(PACKAGE, OPERATIONS[name].input).from_dict(request)
        assert built.to_dict() == request

    survives()


@pytest.mark.parametrize(("name", "target"), TARGETS, ids=str)
def test_near_misses_are_reported_exactly(name: str, target: Target) -> None:
    @settings(max_examples=8, deadline=None)
    @given(miss=strategies.near_misses(name, target=target))
    def is_reported(miss: NearMiss) -> None:
        found = errors(name, miss.data)
        assert {v.rule for v in found} == {miss.rule}
        # A rule between several items may be reported at more than one of them.
        assert miss.path in [v.path for v in found] if target.modes else [v.path for v in found] == [miss.path]

    is_reported()
