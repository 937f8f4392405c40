"""Runs the sweep over services, in shards of about equal size, one process a shard or several."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

import botocore

from codegen.model import ModelError, available_services
from codegen.render import RenderError
from codegen.resources import scratch
from codegen.source.names import NameClash
from tests.sweep.laws import Effort, Outcome, examine
from tests.sweep.packages import made, output

_REFUSALS: Final = (ModelError, NameClash, RenderError)


def sweep(services: Iterable[str], effort: Effort) -> list[Outcome]:
    """Generates, imports and examines each service, one after the other."""
    with scratch() as folder, output(folder) as out:
        return [_one(service, out, effort) for service in services]


def _one(service: str, out: Path, effort: Effort) -> Outcome:
    started = time.perf_counter()
    try:
        with made(service, out) as package:
            outcome = examine(package, effort)
    except _REFUSALS as error:
        outcome = Outcome(service)
        outcome.disagree("every service can be generated", "*", error)
    outcome.seconds = time.perf_counter() - started
    return outcome


def shards(services: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """The services in `count` groups of about equal work, the size of the models taken for the work."""
    groups: list[list[str]] = [[] for _ in range(count)]
    sizes = [0] * count
    for service in sorted(services, key=_size, reverse=True):
        least = sizes.index(min(sizes))
        groups[least].append(service)
        sizes[least] += _size(service)
    return [tuple(group) for group in groups if group]


def everything() -> tuple[str, ...]:
    """Every service that the installed botocore describes."""
    return available_services()


def in_parallel(services: Sequence[str], effort: Effort, jobs: int) -> Iterator[Outcome]:
    """The outcomes of all services, as they come in."""
    with ProcessPoolExecutor(jobs) as pool:
        for outcomes in pool.map(sweep, *zip(*((group, effort) for group in shards(services, 40 * jobs)), strict=True)):
            yield from outcomes


def _size(service: str) -> int:
    """Bytes of the service's newest model on disk."""
    versions = sorted((Path(botocore.__file__).parent / "data" / service).glob("*/service-2.json*"))
    return versions[-1].stat().st_size if versions else 0
