"""Compiled rules against Google's CEL: on the same data both reach the same verdict, rule by rule.

The data are seeded random requests near what each rule mentions, mutations of them, and mutations of the rule's own
examples. The extensions of the language are not CEL's: here they are registered with it as plain Python functions,
written anew.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import jmespath
import pytest

from codegen import spec
from codegen.model import Model, Shape
from codegen.rules import CompiledRule, RuleSource, compile_rules
from codegen.rules.language.functions import FUNCTIONS
from tests.differential.to_cel import to_cel
from tests.rules_kit import Data, Release, RuleData, instances, runner, seeded

cel = pytest.importorskip("cel_expr_python.cel", reason="cel-expr-python has no wheel for this platform")

SPEC: Final = spec.read(Path(__file__).parents[2] / "specs" / "sagemaker")
MODEL: Final[Model] = SPEC.load_model()
TABLES: Final = {name: list(table["values"]) for name, table in SPEC.tables.items()}
RULES: Final = compile_rules([RuleSource.from_mapping(rule) for rule in SPEC.rules], MODEL, SPEC.identifiers, TABLES)
STANDARD: Final = {"size", "bytes", "startsWith", "endsWith", "contains", "matches"}
TOTAL: Final = 320_000
PER_RULE: Final = -(-TOTAL // len(RULES))


def _capture(text: str, pattern: str) -> str:
    found = re.search(pattern.replace("$", r"\Z"), text, re.ASCII)
    return found.group(1) or "" if found else ""


def _is_jmespath(text: str) -> bool:
    try:
        jmespath.compile(text)
    except jmespath.exceptions.JMESPathError:
        return False
    return True


def _lower_ascii(text: str) -> str:
    return "".join(chr(ord(char) + 32) if "A" <= char <= "Z" else char for char in text)


def _split(text: str, separator: str) -> list[str]:
    parts = [""]
    while text:
        found = text.startswith(separator)
        parts = [*parts, ""] if found else [*parts[:-1], parts[-1] + text[0]]
        text = text[len(separator) if found else 1 :]
    return parts


@functools.cache
def environment() -> Any:
    """Google's CEL with the names that rules use, and the extensions."""
    kind, overload = cel.Type, cel.Overload
    functions = {
        "sum": overload("sum_list", kind.DYN, [kind.List(kind.DYN)], False, sum),
        "ceilDiv": overload("ceil_div", kind.INT, [kind.INT, kind.INT], False, lambda a, b: (a + b - 1) // b),
        "unique": overload(
            "unique_list", kind.BOOL, [kind.List(kind.DYN)], False, lambda items: len(set(items)) == len(items)
        ),
        "isJmespath": overload("is_jmespath", kind.BOOL, [kind.STRING], False, _is_jmespath),
        "capture": overload("capture_group", kind.STRING, [kind.STRING, kind.STRING], False, _capture),
        "lowerAscii": overload("lower_ascii", kind.STRING, [kind.STRING], True, _lower_ascii),
        "split": overload("split_text", kind.List(kind.STRING), [kind.STRING, kind.STRING], True, _split),
    }
    return cel.NewEnv(
        variables={"self": kind.Map(kind.STRING, kind.DYN), "region": kind.STRING}
        | dict.fromkeys(("release", "earlier", "tables"), kind.DYN),
        functions=[cel.FunctionDecl(f.name, [functions[f.name]]) for f in FUNCTIONS.values() if f.name not in STANDARD],
    )


def as_cel(shape: Shape, value: Any, model: Model = MODEL) -> Any:
    """The value as CEL sees it: a float member is a double, even where Python holds an int."""
    match shape.type:
        case "structure" if not shape.document:
            known = {member.name: model.shapes[member.shape] for member in shape.members}
            return {name: as_cel(known[name], inner, model) for name, inner in value.items()}
        case "list":
            return [as_cel(model.shapes[str(shape.element)], inner, model) for inner in value]
        case "map":
            return {key: as_cel(model.shapes[str(shape.value)], inner, model) for key, inner in value.items()}
        case "float" | "double":
            return float(value)
        case _:
            return value


def _release_as_cel(release: Release, model: Model = MODEL) -> dict[str, Any]:
    inputs = {name: model.shapes[str(model.operations[name].input)] for name in release}
    return {
        operation: {name: as_cel(inputs[operation], data, model) for name, data in requests.items()}
        for operation, requests in release.items()
    }


class Oracle:
    """One rule, judged by both."""

    def __init__(
        self, rule: CompiledRule, model: Model = MODEL, tables: Mapping[str, list[str]] = TABLES, region: str = ""
    ) -> None:
        self._runner = runner(rule, region)
        self._model, self._tables, self._region = model, tables, region
        self._shape = model.shapes[rule.shape]
        self._rule = environment().compile(to_cel(rule.tree))
        self._warn = environment().compile(to_cel(rule.warn_tree)) if rule.warn_tree is not None else None

    def agree(self, data: Data, release: Release, earlier: Release) -> bool:
        """Checks that both reach one verdict, and returns whether the rule is violated."""
        found = self._runner.violated(data, release, earlier)
        activation = environment().Activation(
            {
                "self": as_cel(self._shape, data, self._model),
                "release": _release_as_cel(release, self._model),
                "earlier": _release_as_cel(earlier, self._model),
                "tables": self._tables,
                "region": self._region,
            }
        )
        satisfied = self._rule.eval(activation).value()
        assert satisfied is not found, (self._runner.text, data, release, earlier)
        if self._warn is not None:
            assert self._warn.eval(activation).value() is bool(self._runner.warns(data, release, earlier))
        return found


def _examples(rule: CompiledRule, region: str) -> list[tuple[bool, Data, list[tuple[str, Data]]]]:
    """The rule's examples on its shape in a region: expected verdict, data, and the release that they are part of."""
    found = []
    for verdict, examples in (("valid", rule.examples["valid"]), ("invalid", rule.examples["invalid"])):
        for example in examples:
            if example.get("region", "") != region:
                continue
            if "release" in example:
                requests = [(str(operation), dict(data)) for operation, data in example["release"]]
                own = [d for o, d in requests if MODEL.operations[o].input == rule.shape]
                found += [(verdict == "invalid", data, requests) for data in own]
            elif example.get("shape", rule.shape) == rule.shape:
                found.append((verdict == "invalid", example["value"], []))
    return found


def _maps(requests: list[tuple[str, Data]], before: Data | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """`release` and `earlier` for the request `before`, of a list of requests."""
    release: dict[str, dict[str, Data]] = {operation: {} for operation in SPEC.identifiers}
    earlier: dict[str, dict[str, Data]] = {operation: {} for operation in SPEC.identifiers}
    reached = False
    for operation, data in requests:
        name = data[SPEC.identifiers[operation]]
        reached = reached or data is before
        release[operation][name] = data
        if not reached:
            earlier[operation][_lower_ascii(name)] = data
    return release, earlier


def _around(draw: RuleData, data: Data) -> tuple[dict[str, Any], dict[str, Any]]:
    """A drawn release that holds `data`, and what of it comes earlier."""
    if draw.rule.scope == "file":
        return {}, {}
    release = draw.release()
    earlier: dict[str, dict[str, Data]] = {
        operation: {_lower_ascii(name): each for name, each in requests.items() if draw.random.random() < 0.6}
        for operation, requests in release.items()
    }
    for operation, member in SPEC.identifiers.items():
        if MODEL.operations[operation].input == draw.rule.shape:
            release[operation][data[member]] = data
    return release, earlier


def test_enough_evaluations() -> None:
    assert PER_RULE * len(RULES) >= 300_000


def _region(rule: CompiledRule) -> str:
    """Where the rule's first invalid example goes."""
    return str(rule.examples["invalid"][0].get("region", ""))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-{rule.shape}")
def test_compiled_python_agrees_with_cel(rule: CompiledRule) -> None:
    oracle = Oracle(rule, region=_region(rule))
    draw = RuleData(rule, MODEL, seeded(zlib.crc32(rule.id.encode())), SPEC.identifiers)
    verdicts = {False: 0, True: 0}
    examples = _examples(rule, _region(rule))
    for expected, data, requests in examples:
        release, earlier = _maps(requests, data)
        found = oracle.agree(data, release, earlier)
        verdicts[found] += 1
        assert found or not expected or len(requests) > 1, "an invalid example passes"
    contexts = [_maps(requests, data) for _, data, requests in examples] if rule.scope == "cross" else []
    for number, data in enumerate(instances(draw, [data for _, data, _ in examples], PER_RULE)):
        kept = contexts and number % 2
        release, earlier = draw.random.choice(contexts) if kept else _around(draw, data)
        verdicts[oracle.agree(data, release, earlier)] += 1
    assert all(verdicts.values()), f"one verdict was never reached: {verdicts}"
