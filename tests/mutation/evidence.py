"""What the emitted property tests and the unit tests know, as many small claims that are quick to ask again.

Data is drawn once. A claim holds of the emitted checks as they are; the first that does no longer kills a mutant.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from types import FrameType
from typing import Any, Final

from attrs import define, field
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from codegen.rules import CompiledRule
from generated import sagemaker
from generated._runtime.wire.rule_helpers import SHAPE_RULES
from generated._runtime.wire.selection import PROFILES
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies
from tests.differential.test_cel_oracle import MODEL, RULES, SPEC, _maps
from tests.rules_kit import Data, RuleData, Runner, instances, runner, seeded
from tests.unit import test_release_laws, test_rules_in_package

Claim = Callable[[], bool]
EVERY: Final = tuple(name for name in PROFILES if name != "strict")
BOUNDS: Final = ("max-items", "max-length", "max-value", "min-value", "min-length")
OPERATIONS: Final = {name: operation for name, operation in sagemaker.operations().items() if operation.input}


@define
class Evidence:
    """Claims, and which of them run through which function of the emitted checks."""

    claims: list[Claim]
    through: dict[str, list[int]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for number, claim in enumerate(self.claims):
            entered: set[str] = set()
            sys.setprofile(partial(_note, entered))
            try:
                held = _holds(claim)
            finally:
                sys.setprofile(None)
            if not held:
                raise AssertionError(f"claim {number} does not hold of the checks as they are: {claim}")
            for name in entered:
                self.through.setdefault(name, []).append(number)

    def refutes(self, function: str) -> bool:
        """Whether some claim that runs through the function, by module and name, no longer holds."""
        return not all(_holds(self.claims[number]) for number in self.through.get(function, ()))


def _holds(claim: Claim) -> bool:
    try:
        return claim()
    except Exception:  # noqa: BLE001 - a mutant may raise anything
        return False


def _note(entered: set[str], frame: FrameType, event: str, _: object) -> None:
    if event == "call" and ".checks." in (module := frame.f_globals.get("__name__", "")):
        entered.add(f"{module}.{frame.f_code.co_name}")


def gather(draws: int, misses: int, neighbours: int) -> Evidence:
    """Draws the data.

    Args:
        draws: valid requests of each operation.
        misses: near misses of each target.
        neighbours: instances for each rule.
    """
    claims: list[Claim] = []
    for kind, test in (
        ("valid", test_rules_in_package.test_a_valid_example_keeps_its_rule_and_breaks_none),
        ("invalid", test_rules_in_package.test_an_invalid_example_breaks_its_rule_alone_where_it_says),
    ):
        claims += [partial(_passes, test, rule, e) for rule in sagemaker.rules() for e in rule.examples.get(kind, ())]
    claims += [
        partial(_passes, getattr(test_release_laws, name))
        for name in dir(test_release_laws)
        if name.startswith(("test_the_", "test_an_earlier"))
    ]
    for name in OPERATIONS:
        claims += [partial(_is_valid, name, data) for data in _drawn(strategies.requests(name), draws)]
        for target in strategies.targets(name):
            found = _drawn(strategies.near_misses(name, target=target), misses)
            claims += [partial(_is_exact, name, miss, bool(target.modes)) for miss in found]
            claims += [claim for miss in found for claim in _at_bound(name, miss)]
    for rule in RULES:
        claims += _around(rule, neighbours)
    return Evidence(claims)


def _drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    found: list[Any] = []

    @seed(1)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


def _passes(test: Callable[..., None], *arguments: object) -> bool:
    test(*arguments)
    return True


def _errors(name: OperationName, data: object) -> list[Any]:
    return [v for v in sagemaker.validate(name, data) if v.severity == "error"]


def _is_valid(name: OperationName, data: object) -> bool:
    return not _errors(name, data)


def _is_exact(name: OperationName, miss: Any, across: bool) -> bool:
    found = _errors(name, miss.data)
    paths = [v.path for v in found]
    return {v.rule for v in found} == {miss.rule} and (miss.path in paths if across else paths == [miss.path])


# --- bounds ---------------------------------------------------------------------------------------------------------


def _at_bound(name: OperationName, miss: Any) -> Iterator[Claim]:
    """What is beyond a bound is moved to the bound, where it is accepted."""
    if miss.rule not in BOUNDS:
        return
    data = deepcopy(miss.data)
    *above, last = miss.path
    where: Any = data
    shape = MODEL.shapes[str(MODEL.operations[name].input)]
    for step in above:
        where = where[step]
        shape = _inner(shape, step)
    if shape.type == "map" or (isinstance(where, dict) and last not in where):
        return  # a map's key may be what is too long
    inner, value = _inner(shape, last), where[last]
    match miss.rule:
        case "max-items" | "max-length" if isinstance(value, (str, list)):
            where[last] = value[: int(inner.maximum or 0)]
        case "max-items" if isinstance(value, dict):
            where[last] = dict(list(value.items())[: int(inner.maximum or 0)])
        case "max-value":
            where[last] = int(inner.maximum or 0)
        case "min-value":
            where[last] = int(inner.minimum or 0)
        case "min-length" if isinstance(value, str):
            where[last] = value.ljust(int(inner.minimum or 0), "a")
        case _:
            return
    yield partial(_is_accepted, name, data, miss.rule, miss.path)


def _inner(shape: Any, step: object) -> Any:
    member = shape.member(str(step)) if shape.type == "structure" else None
    return MODEL.shapes[str(member.shape if member is not None else shape.element or shape.value)]


def _is_accepted(name: OperationName, data: Data, rule: str, path: tuple[object, ...]) -> bool:
    return not any(v.rule == rule and v.path == path for v in sagemaker.validate(name, data))


# --- rules against their compiled form ------------------------------------------------------------------------------


def _around(rule: CompiledRule, count: int) -> Iterator[Claim]:
    """Around the examples of a rule the emitted check says what the rule as compiled says; with other faults, too."""
    draw = RuleData(rule, MODEL, seeded(zlib.crc32(rule.id.encode())), SPEC.identifiers)
    examples = [example for kind in ("valid", "invalid") for example in rule.examples[kind]]
    region = str(rule.examples["invalid"][0].get("region", ""))
    run = runner(rule, region)
    releases = [(e["release"], region) for e in examples if "release" in e]
    values = [e["value"] for e in examples if "value" in e and e.get("shape", rule.shape) == rule.shape]
    if rule.scope == "file":
        for data in [*values, *(near for value in values for near in _near(value)), *instances(draw, values, count)]:
            found = getattr(sagemaker, rule.shape).violations_in(data, profile=EVERY)
            if not any(v.rule in SHAPE_RULES for v in found):
                yield partial(_agrees, rule, data, bool(run.violated(data, {}, {})))
        for data in values:
            if run.violated(data, {}, {}):
                yield partial(_agrees, rule, {**data, "Unheard-of": 1}, True)
                yield from (partial(_is_silent, rule, broken) for broken in _broken(data, rule.reads))
        return
    for release, region in releases:
        varied = [_varied(draw, release) for _ in range(max(1, count // (4 * len(releases))))]
        for one in [release, *_near(release), *varied]:
            yield from _in_release(rule, run, one, region)


def _near(data: Any) -> Iterator[Any]:
    """The data with one member or item left out, or one number moved by one."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield {other: inner for other, inner in data.items() if other != key}
            yield from ({**data, key: near} for near in _near(value))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield [*data[:index], *data[index + 1 :]]
            yield from ([*data[:index], near, *data[index + 1 :]] for near in _near(value))
    elif type(data) is int:
        yield from (data + 1, data - 1)
    elif type(data) is bool:
        yield not data


def _varied(draw: RuleData, release: list[Any]) -> list[Any]:
    """The release with one of its requests changed in one place."""
    changed = [[operation, data] for operation, data in release]
    number = draw.random.randrange(len(changed))
    for _ in range(draw.random.choice((1, 1, 2, 3))):
        changed[number][1] = draw.mutated(changed[number][1])
    return changed


def _in_release(rule: CompiledRule, run: Runner, release: list[Any], region: str) -> Iterator[Claim]:
    if not all(len(step) == 2 for step in release):
        return
    requests: list[tuple[Any, Any]] = [(str(operation), data) for operation, data in release]
    names = [(operation, data.get(SPEC.identifiers[operation])) for operation, data in requests]
    found = sagemaker.validate_release(requests, profile=EVERY, region=region)
    if any(v.rule in SHAPE_RULES for v in found) or len(set(names)) < len(names):
        return
    for number, (operation, data) in enumerate(requests):
        if MODEL.operations[operation].input != rule.shape:
            continue
        around = _maps(requests, data)
        violated = run.violated(data, *around)
        severity = "warning" if violated and run.warns(data, *around) else None
        yield partial(_says, rule.id, requests, region, number, violated, severity)
        if violated:
            odd = [*requests[:number], (operation, {**data, "Unheard-of": 1}), *requests[number + 1 :]]
            yield partial(_says, rule.id, odd, region, number, True, None)
            for broken in _broken(data, rule.reads):
                faulty = [*requests[:number], (operation, broken), *requests[number + 1 :]]
                yield partial(_says, rule.id, faulty, region, number, False, None)


def _says(rule: str, requests: list[Any], region: str, number: int, violated: bool, severity: str | None) -> bool:
    found = sagemaker.validate_release(requests, profile=EVERY, region=region)
    own = [v.severity for v in found if v.rule == rule and v.path[0] == number]
    return bool(own) is violated and (severity is None or severity in own)


def _agrees(rule: CompiledRule, data: Data, violated: bool) -> bool:
    found = getattr(sagemaker, rule.shape).violations_in(data, profile=EVERY)
    return any(v.rule == rule.id for v in found) is violated


def _is_silent(rule: CompiledRule, data: Data) -> bool:
    return _agrees(rule, data, False)


def _broken(data: Data, reads: tuple[tuple[str, ...], ...]) -> Iterator[Data]:
    """Copies of `data` in which a value that the rule reads is of a wrong type."""
    for path in reads:
        copied = deepcopy(data)
        where: Any = copied
        for step in path[:-1]:
            where = _below(where, step)
        last = path[-1]
        if isinstance(where, dict) and (last in where or (last == "*" and where)):
            where[last if last in where else next(iter(where))] = object
            yield copied
        elif isinstance(where, list) and where:
            where[0] = object
            yield copied


def _below(value: Any, step: str) -> Any:
    if isinstance(value, list):
        return value[0] if value else None
    if isinstance(value, dict):
        return value.get(step) if step != "*" else next(iter(value.values()), None)
    return None
