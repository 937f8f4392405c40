"""The sweep in continuous integration: every service, in shards that processes share out among themselves."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.sweep.budget import SECONDS
from tests.sweep.laws import Effort
from tests.sweep.run import everything, shards, sweep

SHARDS = shards(everything(), 48)


@pytest.mark.parametrize("services", SHARDS, ids=lambda services: services[0])
def test_every_service_keeps_every_law(
    services: tuple[str, ...], record_property: Callable[[str, object], None]
) -> None:
    started = time.process_time()
    outcomes = sweep(services, Effort())
    record_property(SECONDS, time.process_time() - started)
    assert [line for outcome in outcomes for line in outcome.disagreements] == []
    assert all(outcome.counts["operations"] for outcome in outcomes)


def test_the_shards_hold_every_service_once() -> None:
    assert sorted(service for shard in SHARDS for service in shard) == sorted(everything())
