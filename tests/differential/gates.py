"""Our package against the gates that its rules are exported to, on as many drawn requests as one likes.

    python -m tests.differential.gates [--count 100000] [--seed 0]

A pool of requests is drawn by the package's strategies: valid ones, and near misses of every rule. Then each case is
one of the pool with up to three places changed: taken from another of the pool, removed, or a number moved by a little.
It is asked as a template, and as an object of ACK where that has all its members; then once more as a template with an
unknown in the place of one value, which may add no finding.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, Final

from cloudformation_validate import CompositeEngine, CompositeEngineConfig, ExternalRuleSource
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from codegen.runtime.wire.rule_helpers import SHAPE_RULES
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies, validate, validate_release
from tests import acks
from tests.unit import test_export_kubernetes as as_object
from tests.unit import test_export_rego as as_template

Request = tuple[OperationName, Any]
Path = tuple[str | int, ...]
_UNKNOWN: Final = {"Ref": "Unknown"}


def pool(size: int, number: int) -> list[Request]:
    """Requests drawn by the package's own strategies, the same ones for the same seed."""
    found: list[Request] = []

    @seed(number)
    @settings(max_examples=size, deadline=None, database=None, phases=[Phase.generate])
    @given(st.data())
    def fill(data: st.DataObject) -> None:
        operation = data.draw(st.sampled_from(sorted(acks.KINDS)))
        if data.draw(st.booleans()):
            found.append((operation, data.draw(strategies.requests(operation))))
        else:
            found.append((operation, data.draw(strategies.near_misses(operation)).data))

    fill()
    return [request for request in found if as_template.is_told(request[1])]


def cases(requests: list[Request], count: int, rng: random.Random) -> Iterator[Request]:
    """`count` requests near those of the pool, of the right types: others are for the gate's own schemas to refuse."""
    made = 0
    while made < count:
        operation, data = rng.choice(requests)
        changed = deepcopy(data)
        for _ in range(rng.randint(0, 3)):
            other = rng.choice([d for o, d in requests[:400] if o == operation] or [data])
            _change(changed, other, rng)
        if not any(v.rule in ("type", "unknown-member") for v in validate(operation, changed)):
            made += 1
            yield operation, changed


def _change(data: Any, other: Any, rng: random.Random) -> None:
    places = list(as_template.scalars(data))
    if not places:
        return
    path = rng.choice(places)
    above = _at(data, path[:-1])
    match rng.randrange(3):
        case 0 if isinstance(above[path[-1]], int) and not isinstance(above[path[-1]], bool):
            above[path[-1]] += rng.choice((-1, 1, 1024, -1024))
        case 1:
            del above[path[-1]]
        case _:
            wanted = _wild(path)
            found = [place for place in as_template.scalars(other) if _wild(place) == wanted]
            if found:
                above[path[-1]] = deepcopy(_at(other, rng.choice(found)))


def _wild(path: Path) -> Path:
    return tuple("*" if isinstance(step, int) else step for step in path)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _rego(engine: Any, request: Request) -> set[str]:
    found = as_template.told(engine, as_template.as_template({"It": request}))
    return {one.rule_id for one in found}


class Gates:
    """Both gates with their rules loaded."""

    def __init__(self) -> None:
        rules = ExternalRuleSource(name="rules", content=(as_template.FOLDER / "rules.rego").read_text("utf-8"))
        self._engine: Final = CompositeEngine(CompositeEngineConfig(rego_rules=[rules]))
        self._policies: Final = as_object.compiled(acks.documents("policies.yaml"))

    def template(self, request: Request, _: random.Random) -> str | None:
        """How a template differs, in words; None if it does not."""
        theirs = _rego(self._engine, request)
        ours = {v.rule for v in validate_release([request])} - as_template.UNSAID
        more, less = theirs - ours, ours - theirs - {"pattern", "required"}
        return f"template: more {more}, less {less}" if more or less else None

    def object(self, request: Request, _: random.Random) -> str | None:
        """How an object differs, in words; None if it does not, or cannot hold the request."""
        if acks.lacks(*request):
            return None
        ours, theirs = {v.rule for v in validate(*request)}, as_object.told(self._policies, *request)
        less = ours - theirs - as_object.IN_PART - as_object.LACKING
        more = theirs - ours if not ours & SHAPE_RULES else (theirs - ours) & SHAPE_RULES
        return f"object: more {more}, less {less}" if more or less else None

    def unknown(self, request: Request, rng: random.Random) -> str | None:
        """What an unknown in the place of a value adds, in words; None if nothing."""
        operation, data = request
        places = list(as_template.scalars(data))
        # What breaks its shape silences the rules that read it: without it they speak.
        if not places or any(v.rule in SHAPE_RULES for v in validate(operation, data)):
            return None
        path, changed = rng.choice(places), deepcopy(data)
        _at(changed, path[:-1])[path[-1]] = _UNKNOWN
        more = _rego(self._engine, (operation, changed)) - _rego(self._engine, request)
        return f"unknown at {path}: more {more}" if more else None


def differences(count: int, number: int, size: int = 2000) -> Iterator[tuple[str, Request]]:
    """What differs on `count` cases."""
    gates, rng = Gates(), random.Random(number)  # noqa: S311 - test data
    asked: list[Callable[[Request, random.Random], str | None]] = [gates.template, gates.object, gates.unknown]
    for request in cases(pool(size, number), count, rng):
        for ask in asked:
            said = ask(request, rng)
            if said is not None:
                yield said, request


def main() -> int:
    """Tells each kind of difference once, with an example; 1 if there is any."""
    parser = argparse.ArgumentParser(prog="python -m tests.differential.gates", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000, help="requests to ask about")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    began, told = time.process_time(), dict[str, tuple[int, Request]]()
    for said, request in differences(options.count, options.seed):
        kind = said.partition(" at ")[0] + said.rpartition(":")[2]
        number, first = told.get(kind, (0, request))
        told[kind] = (number + 1, first)
        if number == 0:
            sys.stdout.write(f"{said}\n    {request}\n")
            sys.stdout.flush()
    counted = "; ".join(f"{number} x {kind}" for kind, (number, _) in told.items()) or "no difference"
    sys.stdout.write(
        f"{options.count:,} requests, seed {options.seed}: {counted}; {time.process_time() - began:.0f} s\n"
    )
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main())
