"""What has to hold for every service: the laws of the sweep, against botocore's own model, validator and serializer."""

from __future__ import annotations

import random
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen, mutable
from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from codegen.patterns import translate
from codegen.runtime.wire.rule_helpers import value_at
from tests.sweep.answers import Answers
from tests.sweep.bounds import at_bounds
from tests.sweep.drawing import Drawer, Path, Style, replaced, sites
from tests.sweep.faults import faults, mutated
from tests.sweep.packages import Made
from tests.sweep.secrets import leaks, told

_SHOWN: Final = 400
_UUID: Final = "5f6b3c8e-3a53-4b57-9a3c-0d5d1a6a3f10"
"""As long as the tokens that botocore makes."""
_FIXED: Final = settings(max_examples=3, database=None, derandomize=True, deadline=None, phases=[Phase.generate])
_FEW: Final = 1
"""Operations of each service whose hypothesis strategies are drawn from, unless the run is deep."""


@frozen
class Effort:
    """How much is drawn for each operation."""

    requests: int = 3
    misses: int = 10
    mutations: int = 4
    responses: int = 2
    strategies: int = _FEW

    def times(self, factor: int) -> Effort:
        """The same, `factor` times."""
        return Effort(
            *(factor * n for n in (self.requests, self.misses, self.mutations, self.responses, self.strategies))
        )


@mutable
class Outcome:
    """What the sweep saw of one service."""

    service: str
    counts: Counter[str] = field(factory=Counter)
    patterns: set[tuple[str, int | None, str]] = field(factory=set)
    """Pattern, longest string of its shape, and what became of it."""
    given_up: list[tuple[str, str, str]] = field(factory=list)
    """Shape, pattern and reason of each pattern that is not checked."""
    disagreements: list[str] = field(factory=list)
    seconds: float = 0.0

    def disagree(self, law: str, what: str, *details: object) -> None:
        """Notes one failure of a law."""
        shown = "; ".join(ascii(detail)[:_SHOWN] for detail in details)
        self.disagreements.append(f"{self.service}.{what}: {law}: {shown}")


def examine(made: Made, effort: Effort) -> Outcome:
    """Holds the package of one service to every law."""
    started = time.perf_counter()
    outcome = Outcome(made.service)
    summary = made.summary
    outcome.counts.update(services=1, operations=summary.operations, structures=summary.structures, enums=summary.enums)
    _Examination(made, outcome, effort).run()
    outcome.seconds = time.perf_counter() - started
    return outcome


class _Examination:
    def __init__(self, made: Made, outcome: Outcome, effort: Effort) -> None:
        self._made, self._outcome, self._effort = made, outcome, effort
        self._package: Any = made.package
        self._facts = Loader().load_service_model(made.service, "service-2")
        self._model = ServiceModel(self._facts, made.service)
        self._serializer: Any = create_serializer(self._model.resolved_protocol, include_validation=False)
        self._validator = ParamValidator()
        self._answers = Answers(self._facts, made.service)
        self._strategy_module: Any = made.load("strategies")
        self._rows: Mapping[str, Any] = self._strategy_module._tables._shapes.rows
        self._ends: Mapping[str, Any] = self._strategy_module._tables._facts["operations"]
        self._broken: set[tuple[int, str]] = set()
        self._reached: set[str] = set()

    def run(self) -> None:
        """Every law, for every operation."""
        self._imports()
        self._patterns()
        self._strategies()
        for where in told(self._made, self._facts):
            self._outcome.disagree("what is sensitive is not reported", "*", where)
        for name, operation in self._package.operations().items():
            try:
                self._operation(name, operation)
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are still to be examined
                self._outcome.disagree(
                    "nothing raises", name, repr(error), *traceback.format_tb(error.__traceback__)[-2:]
                )

    def _operation(self, name: str, operation: Any) -> None:
        drawer = Drawer(self._rows, random.Random(f"{self._made.service}.{name}"))  # noqa: S311 - no secret
        request, response = self._ends[name]
        if operation.input:
            self._requests(name, request, getattr(self._package, operation.input), drawer)
        if operation.output:
            self._responses(name, response, getattr(self._package, operation.output), drawer)
        for where in leaks(self._package, self._facts, name):
            self._outcome.disagree("what is sensitive is not shown", name, where)

    # --- the package as a whole ---------------------------------------------------------------------------------------

    def _imports(self) -> None:
        for module in self._made.modules():
            self._made.load(module)
        names = dir(self._package)
        for name in names:
            getattr(self._package, name)
        self._outcome.counts["exports"] += len(names)

    def _patterns(self) -> None:
        for name, shape in self._facts["shapes"].items():
            if "pattern" in shape and shape["type"] == "string" and not shape.get("enum"):
                longest = int(shape["max"]) if "max" in shape else None
                found = translate(shape["pattern"], longest)
                self._outcome.patterns.add((shape["pattern"], longest, found.status))
                if found.python is None:
                    self._outcome.given_up.append((f"{self._made.service}.{name}", shape["pattern"], found.reason))

    def _strategies(self) -> None:
        """Some operations through the strategies that people use: what hypothesis draws is valid, or a near miss."""
        names = sorted(name for name, ends in self._ends.items() if ends[0] is not None)
        random.Random(self._made.service).shuffle(names)  # noqa: S311 - no secret
        for name in names[: self._effort.strategies]:
            for request in _examples(self._strategy_module.requests(name)):
                self._from_strategy(name, request, [])
            for miss in _examples(self._strategy_module.near_misses(name)):
                self._from_strategy(name, miss.data, [(miss.rule, miss.path)])

    def _from_strategy(self, name: str, request: Any, expected: list[Any]) -> None:
        self._outcome.counts["strategies"] += 1
        found = [(v.rule, v.path) for v in self._package.validate(name, request)]
        if found != expected:
            self._outcome.disagree("a strategy draws what it says", name, expected, found[:4], request)

    # --- requests -----------------------------------------------------------------------------------------------------

    def _requests(self, name: str, row: str, cls: Any, drawer: Drawer) -> None:
        wire = self._model.operation_model(name)
        drawn: Any = {}
        for style in _styles(self._effort.requests):
            drawn = drawer.draw(row, style)
            self._outcome.counts["requests"] += 1
            self._valid_request(name, wire, cls, drawn)
        fullest = drawer.draw(row, "most")
        self._bounds(name, row, drawer)
        self._near_misses(name, row, cls, fullest, drawer.rng)
        self._mutations(name, wire, row, fullest, drawer.rng)

    def _valid_request(self, name: str, wire: OperationModel, cls: Any, drawn: Any) -> None:
        found = self._package.validate(name, drawn)
        if found:
            self._outcome.disagree("a drawn request is valid", name, *found[:3], drawn)
            return
        report = self._validator.validate(_with_tokens(drawn, wire), wire.input_shape)
        if report.has_errors():
            self._outcome.disagree("ParamValidator accepts it", name, report.generate_report(), drawn)
            return
        built = cls.from_dict(drawn).to_dict()
        if built != drawn:
            self._outcome.disagree("the round trip changes nothing", name, drawn, built)
        if self._bytes(drawn, wire) != self._bytes(built, wire):
            self._outcome.disagree("the same bytes are sent", name, drawn, built)

    def _bytes(self, request: Any, wire: OperationModel) -> Any:
        """What botocore would send; where it cannot serialize a request, how it fails."""
        try:
            return self._serializer.serialize_to_request(request, wire)
        except Exception as error:  # noqa: BLE001 - both sides have to fail alike
            return repr(error)

    def _bounds(self, name: str, row: str, drawer: Drawer) -> None:
        """Each bound of each shape once in the service: what is exactly at it is accepted."""
        for case in at_bounds(drawer, row, self._reached):
            self._outcome.counts["bounds"] += case.data is not None
            self._outcome.counts["bounds not tried"] += case.data is None
            found = [] if case.data is None else self._package.validate(name, case.data)
            value = value_at(case.data, case.path)
            # The same text may stand at several places, for a list that wants more items.
            wrong = [
                v for v in found if not case.has_pattern or v.rule != "pattern" or value_at(case.data, v.path) != value
            ]
            if wrong:
                self._outcome.disagree("what is at a bound is accepted", name, *wrong[:3], case.path)

    def _near_misses(self, name: str, row: str, cls: Any, full: Any, rng: random.Random) -> None:
        """Each constraint of each shape once in the service, as far as the effort goes; then any."""
        left = self._effort.misses
        for fault in faults(self._rows, row, full, rng):
            if not left:
                return
            if fault.kind in self._broken:
                continue
            self._broken.add(fault.kind)
            left -= 1
            self._outcome.counts["near misses"] += 1
            self._outcome.counts[f"near misses of {fault.rule}"] += 1
            violations = self._package.validate(name, fault.data)
            too = ("pattern", fault.path) if fault.has_pattern else None
            found = [(v.rule, v.path) for v in violations if (v.rule, v.path) != too]
            if found != [(fault.rule, fault.path)]:
                self._outcome.disagree(
                    "a near miss is reported exactly", name, (fault.rule, fault.path), found[:4], fault.data
                )
            self._rebuilt(name, cls, full, fault.data, fault.path, violations)

    def _rebuilt(self, name: str, cls: Any, full: Any, data: Any, path: Path, violations: list[Any]) -> None:
        """A constructor that takes objects which have been checked finds what the check of the whole data finds."""
        attributes = {wire: attribute for attribute, wire in cls._wire_names.items()}
        if not path or not isinstance(data, dict) or path[0] not in attributes or data.get(path[0]) is None:
            return
        self._outcome.counts["rebuilt"] += 1
        valid = cls.from_dict(full)
        kept = {attribute: getattr(valid, attribute) for wire, attribute in attributes.items() if wire in full}
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", r".* is deprecated by the service", DeprecationWarning)
            if cls(**kept) != valid:
                self._outcome.disagree("an object is equal to one of its parts", name, full)
            try:
                cls(**(kept | {attributes[str(path[0])]: data[path[0]]}))
                found = []
            except self._package.ValidationError as error:
                found = [(v.rule, v.path, v.message) for v in error.violations]
        if found != [(v.rule, v.path, v.message) for v in violations]:
            self._outcome.disagree("a constructor finds what a check finds", name, found[:4], violations[:4], data)

    def _mutations(self, name: str, wire: OperationModel, row: str, full: Any, rng: random.Random) -> None:
        places = [site.path for site in sites(self._rows, row, full)]
        for _ in range(self._effort.mutations):
            data = mutated(full, places, rng)
            self._outcome.counts["mutations"] += 1
            found = self._package.validate(name, data)
            if found or not isinstance(data, dict):
                continue
            report = self._validator.validate(_with_tokens(data, wire), wire.input_shape)
            if report.has_errors():
                self._outcome.disagree("what ParamValidator rejects is rejected", name, report.generate_report(), data)

    # --- responses ----------------------------------------------------------------------------------------------------

    def _responses(self, name: str, row: str, cls: Any, drawer: Drawer) -> None:
        for style in _styles(self._effort.responses):
            drawn = drawer.draw(row, style)
            self._response(name, cls, self._planted(drawn, row, drawer.rng))
            parsed = self._answers.parsed(name, drawn)
            if parsed is not None:
                self._outcome.counts["parsed responses"] += 1
                self._response(name, cls, parsed)

    def _response(self, name: str, cls: Any, response: Any) -> None:
        self._outcome.counts["responses"] += 1
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            built = cls.from_response(response)
        if built.to_dict() != response:
            self._outcome.disagree("a response survives", name, response, built.to_dict())
        if cls.from_response({**response, "ResponseMetadata": {"RequestId": "x"}}) != built:
            self._outcome.disagree("a response is equal to itself", name, response)
        repr(built)

    def _planted(self, response: Any, row: str, rng: random.Random) -> Any:
        """The response with a member and an enum value that the model does not know, where there is room for them."""
        places = [s for s in sites(self._rows, row, response) if not s.is_key]
        enums = [s for s in places if s.row.get("enum")]
        if enums:
            response = replaced(response, rng.choice(enums).path, "value-of-tomorrow")
        structures = [s for s in places if s.row["is"] == "structure"]
        path = rng.choice(structures).path
        at = response
        for step in path:
            at = at[step]
        return replaced(response, path, {**at, "MemberOfTomorrow": {"a": [1]}})


def _styles(count: int) -> Iterator[Style]:
    yield from (("most", "least", "some", "some")[turn % 4] for turn in range(count))


def _examples(strategy: SearchStrategy[Any]) -> list[Any]:
    """A few examples of a strategy, the same in every run."""
    drawn: list[Any] = []

    # The one check that reads a clock is off: a busy machine is no defect of a strategy.
    @settings(_FIXED, suppress_health_check=[HealthCheck.too_slow])
    @given(strategy)
    def note(example: Any) -> None:
        drawn.append(example)

    note()
    return drawn


def _with_tokens(request: Mapping[str, Any], wire: OperationModel) -> Mapping[str, Any]:
    """The request as botocore's client completes it: idempotency tokens of the top level are filled in."""
    return {**dict.fromkeys(wire.idempotent_members, _UUID), **request}
