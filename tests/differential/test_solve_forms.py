"""The formulas of a rule, and of its negation, mean what the compiled rule means, or imply it where not exact."""

from __future__ import annotations

import operator
import re
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from codegen import spec
from codegen.model import Model
from codegen.rules import CompiledRule, RuleSource, compile_rules
from codegen.rules.language.functions import IS_JMESPATH
from codegen.runtime.wire import rule_helpers as helpers
from codegen.solver import formula as nnf
from codegen.solver.formula import KEY, SELF
from codegen.solver.translate import translate
from tests.differential.test_random_rules import MODEL as TOY
from tests.differential.test_random_rules import drawn_rule
from tests.rules_kit import Data, RuleData, instances, runner, seeded

SPEC: Final = spec.read(Path(__file__).parents[2] / "specs" / "sagemaker")
SAGEMAKER: Final = SPEC.load_model()
RULES: Final = [
    rule
    for rule in compile_rules(
        [RuleSource.from_mapping(entry) for entry in SPEC.rules],
        SAGEMAKER,
        SPEC.identifiers,
        {name: table["values"] for name, table in SPEC.tables.items()},
    )
    if rule.scope == "file"
]
COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
ABSENT: Final = object()
Scope = Mapping[str, Any]


def value(place: nnf.Place, scope: Scope) -> Any:
    """The value at a place, or ABSENT."""
    found = scope[place.root]
    for step in place.path:
        try:
            found = found[step]
        except (KeyError, IndexError):
            return ABSENT
    return found


def holds(formula: nnf.Formula, scope: Scope) -> bool:
    """A naive interpreter: the meaning of the data structure, word by word."""
    match formula:
        case nnf.All(items=items):
            return all(holds(item, scope) for item in items)
        case nnf.Any(items=items):
            return any(holds(item, scope) for item in items)
        case nnf.Literal(unless=unless):
            return any(value(place, scope) is ABSENT for place in unless) or _literal(formula, scope)
    raise AssertionError(formula)


def _literal(literal: nnf.Literal, scope: Scope) -> bool:
    match literal:
        case nnf.Presence(place=place, present=present):
            return (value(place, scope) is not ABSENT) is present
        case nnf.Among(place=place, values=values, member=member):
            found = value(place, scope)
            return found is not ABSENT and (found in values) is member
        case nnf.Bound(place=place):
            return _bound(literal, value(place, scope))
        case nnf.Multiple(place=place, divisor=divisor, holds=wanted):
            return (value(place, scope) % divisor == 0) is wanted
        case nnf.Text(place=place):
            return _text(literal, value(place, scope))
        case nnf.Linear(terms=terms, operator=relation, constant=constant):
            found = [value(place, scope) for _, place in terms]
            total = sum(
                factor * number for (factor, _), number in zip(terms, found, strict=True) if number is not ABSENT
            )
            return ABSENT not in found and COMPARE[relation](total, constant)
        case nnf.Each() | nnf.Count() | nnf.Distinct():
            return _list(literal, value(literal.place, scope))
    raise AssertionError(literal)


def _bound(literal: nnf.Bound, found: Any) -> bool:
    if found is ABSENT:
        return False
    if literal.measure != "value":
        found = len(found if literal.measure == "size" else found.encode())
    return COMPARE[literal.operator](found, literal.value)


def _text(literal: nnf.Text, text: Any) -> bool:
    if text is ABSENT:
        return False
    tests: dict[str, Callable[[str], bool]] = {
        "startsWith": text.startswith,
        "endsWith": text.endswith,
        "contains": lambda option: option in text,
        "matches": lambda option: re.search(option.replace("$", r"\Z"), text, re.ASCII) is not None,
    }
    if literal.test is IS_JMESPATH:
        return helpers.is_jmespath(text) is literal.holds
    return any(tests[literal.test.name](option) for option in literal.options) is literal.holds


def _list(literal: nnf.Each | nnf.Count | nnf.Distinct, found: Any) -> bool:
    if found is ABSENT:
        return False
    scopes = [{KEY: key, SELF: found[key]} for key in found] if isinstance(found, dict) else [{SELF: e} for e in found]
    if isinstance(literal, nnf.Distinct):
        keys = [value(literal.key, scope) for scope in scopes if holds(literal.where, scope)]
        return (len(set(keys)) == len(keys)) is literal.holds
    passed = [holds(literal.body, scope) for scope in scopes]
    return all(passed) if isinstance(literal, nnf.Each) else COMPARE[literal.operator](sum(passed), literal.number)


def check(rule: CompiledRule, model: Model, bases: list[Data], seed: int, count: int) -> None:
    run = runner(rule)
    satisfied, broken = (translate(rule.tree, truth) for truth in (True, False))
    for data in instances(RuleData(rule, model, seeded(seed)), bases, count):
        violated = run.violated(data)
        for found, is_so in ((satisfied, not violated), (broken, violated)):
            said = holds(found.formula, {SELF: data})
            assert is_so if said else not (is_so and found.exact), (rule.rule, data)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}-{rule.shape}")
def test_catalogue_means_the_same_to_a_solver(rule: CompiledRule) -> None:
    examples = [e for kind in ("valid", "invalid") for e in rule.examples[kind]]
    bases = [e["value"] for e in examples if e.get("shape", rule.shape) == rule.shape]
    check(rule, SAGEMAKER, bases, zlib.crc32(rule.id.encode()), 150)


@pytest.mark.parametrize("seed", range(120))
def test_random_rules_mean_the_same_to_a_solver(seed: int) -> None:
    check(drawn_rule(seed), TOY, [], seed, 60)


def test_most_of_what_is_translated_is_exact() -> None:
    left = {rule.id for rule in RULES if rule.severity == "error" and not translate(rule.tree, False).exact}
    assert left == {
        "container-artifacts-region-mismatch",
        "container-environment-total-size",
        "container-image-region-mismatch",
        "mig-profile-fits",
        "partition-types-of-family",
        "reservation-one-plan",
        "s3-object-file-name",
    }
    drawn = [translate(drawn_rule(seed).tree, truth).exact for seed in range(120) for truth in (True, False)]
    assert sum(drawn) > len(drawn) / 3
