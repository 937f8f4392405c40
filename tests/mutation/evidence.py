"""What the emitted property tests and the unit tests know, as many small claims that are quick to ask again.

Data is drawn once. A claim holds of the emitted checks as they are; the first that does no longer kills a mutant.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from functools import partial
from itertools import product
from types import FrameType
from typing import Any, Final

from attrs import define, field, frozen
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
_TRACED: Final = 12
"""So many claims of a rule tell through which functions all of them run: following calls is slow."""
_NEIGHBOURS: Final = 3
"""For each random instance, so many that differ from an example in one place, at most."""
EVERY: Final = tuple(name for name in PROFILES if name != "strict")
BOUNDS: Final = ("max-items", "max-length", "max-value", "min-value", "min-length")
OPERATIONS: Final = {name: operation for name, operation in sagemaker.operations().items() if operation.input}


@define
class Evidence:
    """Claims, and which of them run through which function of the emitted checks."""

    claims: list[Claim]
    about: Mapping[tuple[str, str], range]
    """Those that are about one rule at one shape, by its id and the shape."""
    through: dict[str, list[int]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        untraced = {number for numbers in self.about.values() for number in numbers[_TRACED:]}
        for number, claim in enumerate(self.claims):
            entered: set[str] = set()
            if number not in untraced:
                sys.setprofile(partial(_note, entered))
            try:
                held = _holds(claim)
            finally:
                sys.setprofile(None)
            if not held:
                raise AssertionError(f"claim {number} does not hold of the checks as they are: {claim}")
            for name in entered:
                self.through.setdefault(name, []).append(number)
        for numbers in self.about.values():
            for through in self.through.values():
                if any(number in numbers for number in through):
                    through.extend(numbers[_TRACED:])

    def refutes(self, function: str, rule: str) -> bool:
        """Whether some claim that runs through the function, by module and name, no longer holds.

        Those of the rule are asked first.
        """
        first = [numbers for (about, _), numbers in self.about.items() if about == rule]
        numbers = sorted(self.through.get(function, ()), key=lambda number: not any(number in own for own in first))
        return not all(_holds(self.claims[number]) for number in numbers)


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
        drawn = _drawn(strategies.requests(name), draws)
        claims += [partial(_is_valid, name, data) for data in drawn]
        claims += [partial(_is_valid, name, _of_subclasses(data)) for data in drawn]
        claims.append(partial(_reports_type, name, [], ()))
        met = list(drawn)
        for target in strategies.targets(name):
            found = _drawn(strategies.near_misses(name, target=target), misses)
            claims += [partial(_is_exact, name, miss, bool(target.modes)) for miss in found]
            claims += [claim for miss in found for claim in _at_bound(name, miss)]
            met += [miss.data for miss in found if miss.rule in BOUNDS]
        claims += _types(name, met)
    about: dict[tuple[str, str], range] = {}
    for rule in RULES:
        start = len(claims)
        claims += _around(rule, neighbours)
        about[rule.id, rule.shape] = range(start, len(claims))
    return Evidence(claims, about)


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


class _Int(int):
    """A number as an IntEnum is one."""


class _Str(str):
    """A text as a StrEnum is one."""

    __slots__ = ()


def _of_subclasses(data: Any) -> Any:
    """The data with numbers and texts whose types are not exactly those of JSON."""
    match data:
        case dict():
            return {key: _of_subclasses(value) for key, value in data.items()}
        case list():
            return [_of_subclasses(value) for value in data]
        case str():
            return _Str(data)
        case int() if type(data) is int:
            return _Int(data)
    return data


def _types(name: Any, drawn: list[Any]) -> Iterator[Claim]:
    """True is no number, what is derived from int is one, and no number is a key, wherever a request has one."""
    seen: set[tuple[str | int, ...]] = set()
    for data in drawn:
        for path in _numbers(data):
            kind: tuple[str | int, ...] = tuple(step if isinstance(step, str) else "*" for step in path)
            if kind not in seen:
                seen.add(kind)
                yield partial(_reports_type, name, _put(data, path, True), path)
                yield partial(_is_accepted, name, _put(data, path, _Int(7)), "type", path)
        for path in _maps_in(MODEL.operations[name].input, data):
            if (kind := ("keys", *path)) not in seen:
                seen.add(kind)
                yield partial(_reports_type, name, _put(data, (*path, 1), "x"), path)


def _numbers(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    if type(data) is int:
        yield path
    for step, value in inner:
        yield from _numbers(value, (*path, step))


def _maps_in(shape: Any, data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    found = MODEL.shapes[shape]
    if found.type == "map":
        yield path
    elif isinstance(data, dict):
        for name, value in data.items():
            member = found.member(name)
            yield from _maps_in(member and member.shape, value, (*path, name))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _maps_in(found.element, item, (*path, index))


def _put(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    changed = where = deepcopy(data)
    for step in path[:-1]:
        where = where[step]
    where[path[-1]] = value
    return changed


def _reports_type(name: Any, data: object, path: tuple[str | int, ...]) -> bool:
    return any((v.rule, v.path) == ("type", path) for v in sagemaker.validate(name, data))


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
    releases = [(_at_shape(rule, e["release"]), region) for e in examples if "release" in e]
    values = [e["value"] for e in examples if "value" in e and e.get("shape", rule.shape) == rule.shape]
    said: dict[str, list[Any]] = {}
    _said([values, [data for release, _ in releases for _, data in release]], said)
    near = Neighbours(draw, said)
    if rule.scope == "file":
        for data in [
            *values,
            *(found for value in values for found in near.of(rule.shape, value)),
            *instances(draw, values, count),
        ]:
            found = getattr(sagemaker, rule.shape).violations_in(data, profile=EVERY)
            if not any(v.rule in SHAPE_RULES for v in found):
                yield partial(_agrees, rule, data, bool(run.violated(data, {}, {})))
        for data in values:
            if run.violated(data, {}, {}):
                yield partial(_agrees, rule, {**data, "Unheard-of": 1}, True)
                yield from (partial(_is_silent, rule, broken) for broken in _broken(data, (*rule.reads, *rule.asked)))
        return
    for release, region in releases:
        share = max(1, count // len(releases))
        around = _some(draw, _around_release(near, release), _NEIGHBOURS * share)
        varied = [_varied(draw, release) for _ in range(max(1, share // 4))]
        for one in [release, *around, *varied]:
            yield from _in_release(rule, run, one, region)


def _at_shape(rule: CompiledRule, release: list[Any]) -> list[Any]:
    """The release, with the requests that a rule of several shapes is about as those of the shape that is looked at."""
    inputs = [MODEL.operations[str(step[0])].input for step in release]
    if rule.shape in inputs:
        return release
    wanted = next(name for name, operation in MODEL.operations.items() if operation.input == rule.shape)
    members = {member.name for member in MODEL.shapes[rule.shape].members}
    other = {one.shape for one in RULES if one.id == rule.id}
    return [
        [wanted, {name: value for name, value in step[1].items() if name in members}] if shape in other else step
        for shape, step in zip(inputs, release, strict=True)
    ]


def _some(draw: RuleData, found: Iterable[Any], count: int) -> list[Any]:
    every = list(found)
    return draw.random.sample(every, min(count, len(every)))


@frozen
class Neighbours:
    """What differs in one place from data that a rule's examples hold."""

    draw: RuleData
    examples: Mapping[str, list[Any]]
    """What the examples say for a member, by its name."""

    def of(self, shape: str, data: Any, name: str = "") -> Iterator[Any]:
        """The data with one member, item, number or text changed.

        Members and items are left out, those that the rule asks for are put in, numbers move by one, texts by a
        character, and each becomes what an example says at another place, or another of its shape's values.
        """
        found = MODEL.shapes[shape]
        yield from (value for value in self.examples.get(name, ()) if value != data and type(value) is type(data))
        match data:
            case dict() if found.type == "structure":
                yield from self._of_structure(found, data)
            case dict():
                yield from ({k: v for k, v in data.items() if k != key} for key in data)
                yield from ({**data, k: near} for k, v in data.items() for near in self.of(str(found.value), v))
            case list():
                yield from ([*data[:at], *data[at + 1 :]] for at in range(len(data)))
                yield from ([*data, item] for item in data[:1])
                for at, item in enumerate(data):
                    yield from ([*data[:at], near, *data[at + 1 :]] for near in self.of(str(found.element), item))
            case bool():
                yield not data
            case int():
                yield from (data + 1, data - 1)
            case str() if found.enum:
                yield from self.draw.random.sample(found.enum, min(6, len(found.enum)))
            case str():
                yield from (f"{data}a", data[:-1], *self.draw.texts)

    def _of_structure(self, shape: Any, data: Data) -> Iterator[Data]:
        for member in shape.members:
            name = member.name
            if name in data:
                yield {other: value for other, value in data.items() if other != name}
                yield from ({**data, name: near} for near in self.of(member.shape, data[name], name))
            elif name in self.draw.mentioned:
                values = (*self.examples.get(name, ())[:2], self.draw.value(member.shape, name))
                yield from ({**data, name: value} for value in values)


def _said(data: Any, found: dict[str, list[Any]], name: str = "") -> None:
    """Notes what stands below which member."""
    if name and not isinstance(data, list) and data not in found.setdefault(name, []):
        found[name].append(data)
    for key, value in data.items() if isinstance(data, dict) else ():
        _said(value, found, key)
    for item in data if isinstance(data, list) else ():
        _said(item, found, name)


def _around_release(near: Neighbours, release: list[Any]) -> Iterator[list[Any]]:
    """The release with one request left out, or near what it was."""
    for number, (operation, data) in enumerate(release):
        before, after = release[:number], release[number + 1 :]
        yield [*before, *after]
        shape = str(MODEL.operations[operation].input)
        yield from ([*before, [operation, changed], *after] for changed in near.of(shape, data))


def _varied(draw: RuleData, release: list[Any]) -> list[Any]:
    """The release with one of its requests changed in one place."""
    changed = [[operation, data] for operation, data in release]
    for _ in range(draw.random.choice((1, 1, 2, 3))):
        request = draw.random.choice(changed)
        request[1] = draw.mutated(request[1], str(MODEL.operations[request[0]].input))
    return changed


def _in_release(rule: CompiledRule, run: Runner, release: list[Any], region: str) -> Iterator[Claim]:
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
        severity = None if not violated else "warning" if run.warns(data, *around) else rule.severity
        yield partial(_says, rule.id, requests, region, number, violated, severity)
        if violated:
            odd = [*requests[:number], (operation, {**data, "Unheard-of": 1}), *requests[number + 1 :]]
            yield partial(_says, rule.id, odd, region, number, True, None)
            for broken in _broken(data, (*rule.reads, *rule.asked)):
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
    for path, wrong in product(reads, (object, None)):
        copied = deepcopy(data)
        where: Any = copied
        for step in path[:-1]:
            where = _below(where, step)
        last = path[-1]
        if isinstance(where, dict) and (last in where or (last == "*" and where)):
            where[last if last in where else next(iter(where))] = wrong
            yield copied
        elif isinstance(where, list) and where:
            where[0] = wrong
            yield copied


def _below(value: Any, step: str) -> Any:
    if isinstance(value, list):
        return value[0] if value else None
    if isinstance(value, dict):
        return value.get(step) if step != "*" else next(iter(value.values()), None)
    return None
