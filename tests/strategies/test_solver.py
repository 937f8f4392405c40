"""The mode solver, through what it is for: data under a rule satisfies it, near misses break it, nothing explodes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen import solver, spec
from codegen.facts import gather
from codegen.lower.shapes import lower_shapes
from codegen.lower.strategies import lower_strategies
from codegen.model import Model, Pin, parse
from codegen.rules import CompiledRule, RuleSource, compile_rules
from codegen.runtime.strategies import NearMiss, Tables, Target
from tests.differential.test_random_rules import drawn_rule
from tests.rules_kit import compile_one, runner, toy_model

ROOT: Final = Path(__file__).parents[2]
MODEL: Final = toy_model()
FACTS: Final = gather(MODEL, "sagemaker")


class Solved:
    """Rules as tables, and what is drawn from them."""

    def __init__(self, folder: Path, rules: Sequence[CompiledRule], model: Model | None = None) -> None:
        facts = FACTS if model is None else gather(model, "tiny")
        shapes = lower_shapes(facts)
        tables = lower_strategies(facts, shapes, rules)
        self.rules = tuple(rules)
        self.notes = tables.notes
        self.table = json.loads(tables.text)
        (folder / "shapes.json").write_text(shapes.text, encoding="utf-8")
        (folder / "strategies.json").write_text(tables.text, encoding="utf-8")
        self.drawn: Tables[str] = Tables(folder)

    def modes(self, shape: str) -> list[Any]:
        """The modes of a structure."""
        found: list[Any] = self.table["modes"][self.table["shapes"][shape]["modes"]]["modes"]
        return found

    def targets(self) -> list[Target]:
        """The rules that can be broken alone."""
        return [target for target in self.drawn.targets("CreateThing") if target.modes is not None]

    def check(self, examples: int) -> None:
        """Everything valid satisfies all rules; every near miss breaks its own and satisfies the others."""
        runners = {rule.id: runner(rule) for rule in self.rules}

        @settings(max_examples=examples)
        @given(self.drawn.requests("CreateThing"))
        def valid(request: dict[str, Any]) -> None:
            assert [rule for rule, run in runners.items() if run.violated(request)] == []

        @settings(max_examples=examples)
        @given(st.data())
        def missed(data: st.DataObject) -> None:
            target = data.draw(st.sampled_from(self.targets()))
            miss: NearMiss = data.draw(self.drawn.near_misses("CreateThing", target=target))
            assert [rule for rule, run in runners.items() if run.violated(miss.data)] == [miss.rule]
            assert miss.path in runners[miss.rule].paths(miss.data, {}, {})

        if not any("is not heeded" in note for note in self.notes):
            valid()
        if self.targets():
            missed()


@pytest.mark.parametrize("seed", range(1000, 1080))
def test_random_rules(seed: int, tmp_path: Path) -> None:
    Solved(tmp_path, [drawn_rule(seed)]).check(12)


@pytest.mark.parametrize(
    "text",
    [
        "!has(self.Limit) || self.Count <= self.Limit",
        "!has(self.Limit) || !has(self.Free) || self.Count + self.Free < 2 * self.Limit",
        "!has(self.Limit) || self.Limit % 1024 == 0",
        "has(self.Limit) != has(self.Free)",
        "!has(self.Size) || self.Size.Type != 'PERCENT' || self.Size.Value <= 50",
        "!has(self.Size.Inner.Label) || self.Size.Inner.Label.endsWith('/')",
        "!has(self.Parts) || unique(self.Parts.map(x, x.Key))",
        "!has(self.Parts) || unique(self.Parts.map(x, has(x.Amount), x.Amount))",
        "!has(self.Parts) || self.Parts.all(x, has(x.Kind) && x.Kind == 'Fast')",
        "!has(self.Parts) || size(self.Parts) < 2 || !self.Parts.exists(x, has(x.Size))",
        "!has(self.Parts) || size(self.Parts.filter(x, has(x.Size))) <= 1",
        "has(self.Parts) && self.Parts.exists(x, has(x.Kind) && x.Kind == 'Slow')",
        "!has(self.Words) || 'a' in self.Words",
        "!has(self.Env) || self.Env.all(k, size(bytes(k)) <= 8 && size(bytes(self.Env[k])) <= 8)",
        "!has(self.Env) || self.Env.exists_one(k, k.startsWith('a'))",
        "!has(self.Env) || size(self.Env) < 2 || self.Env.exists(k, k == 'a')",
        "!has(self.Name) || isJmespath(self.Name)",
        "!has(self.Weight) || self.Weight > 1.0 && self.Weight < 2.0",
        "self.Count == 1 || self.Count > 900",
        "!has(self.Mode) || tables.families.exists(f, self.Name.startsWith('ml.' + f + '.'))",
    ],
)
def test_rules_of_every_kind(text: str, tmp_path: Path) -> None:
    solved = Solved(tmp_path, [compile_one(text)])
    assert solved.notes == ()
    assert len(solved.targets()) == 1
    solved.check(60)


def test_rules_at_several_levels_hold_together(tmp_path: Path) -> None:
    texts = {
        ("one-of-two", "CreateThingInput"): "has(self.Limit) != has(self.Free)",
        ("few-when-fast", "CreateThingInput"): "!has(self.Mode) || self.Mode != 'Fast' || self.Count <= 3",
        ("parts-differ", "CreateThingInput"): "!has(self.Parts) || unique(self.Parts.map(x, x.Key))",
        ("one-sized", "CreateThingInput"): "!has(self.Parts) || size(self.Parts.filter(x, has(x.Size))) <= 1",
        ("sized-need-amount", "Part"): "!has(self.Size) || has(self.Amount)",
        ("percent", "Size"): "self.Type != 'PERCENT' || self.Value <= 100",
        ("step-below-value", "Size"): "!has(self.Step) || self.Step < self.Value",
    }
    solved = Solved(tmp_path, compiled(texts, MODEL))
    assert {target.rule for target in solved.targets()} == {name for name, _ in texts}
    by_shape = {rule.id: (rule, runner(rule)) for rule in solved.rules}

    def broken(data: dict[str, Any]) -> set[str]:
        found = set()
        for name, (rule, run) in by_shape.items():
            if any(run.violated(value) for value in instances(rule.shape, "CreateThingInput", data)):
                found.add(name)
        return found

    @settings(max_examples=200)
    @given(solved.drawn.requests("CreateThing"))
    def valid(request: dict[str, Any]) -> None:
        assert broken(request) == set()

    valid()
    for target in solved.targets():
        strategy = solved.drawn.near_misses("CreateThing", target=target)

        @settings(max_examples=20)
        @given(strategy)
        def missed(miss: NearMiss) -> None:
            assert broken(miss.data) == {miss.rule}

        missed()


def instances(wanted: str, name: str, value: Any) -> Iterator[Any]:
    """The values of one shape inside a value of another."""
    shape = MODEL.shapes[name]
    if name == wanted:
        yield value
    if shape.type == "structure":
        for member in shape.members:
            if member.name in value:
                yield from instances(wanted, member.shape, value[member.name])
    elif shape.type == "list":
        for item in value:
            yield from instances(wanted, str(shape.element), item)


def compiled(texts: dict[tuple[str, str], str], model: Model) -> tuple[CompiledRule, ...]:
    """Error rules by id and shape."""
    rows = [
        {"id": name, "shape": shape, "rule": text, "message": "no", "severity": "error", "source": "a test"}
        for (name, shape), text in texts.items()
    ]
    return compile_rules([RuleSource.from_mapping(row) for row in rows], model, {}, {})


def test_the_page_on_the_solver_tells_the_truth(tmp_path: Path) -> None:
    page = Path(solver.__file__).with_name("README.md").read_text(encoding="utf-8")
    [text] = re.findall(r'rule: "(.*)"', page)
    model = spec.read(ROOT / "specs" / "sagemaker").load_model()
    solved = Solved(tmp_path, compiled({("canary-percent-max", "TrafficRoutingConfig"): text}, model), model)
    lines = re.findall(r"^    (\d+) (\{.*\})$", page, re.MULTILINE)
    entries = {int(number): json.loads(entry) for number, entry in lines}
    assert len(entries) == 8
    assert {number: solved.table["modes"][number] for number in entries} == entries


# --- size ---------------------------------------------------------------------------------------------------------


def exclusive_model(count: int) -> Model:
    """An input with many optional members."""
    members = {f"M{number}": {"shape": "Text"} for number in range(count)}
    raw = {
        "metadata": {"serviceId": "Toy", "apiVersion": "2024-01-01", "protocol": "json"},
        "operations": {"CreateThing": {"name": "CreateThing", "input": {"shape": "In"}}},
        "shapes": {"In": {"type": "structure", "members": members}, "Text": {"type": "string"}},
    }
    return parse("toy", raw, Pin(botocore="1.0.0", sha256="0" * 64))


def test_members_that_exclude_each_other_have_a_mode_each(tmp_path: Path) -> None:
    names = [f"M{number}" for number in range(12)]
    pairs = [f"(!has(self.{a}) || !has(self.{b}))" for i, a in enumerate(names) for b in names[i + 1 :]]
    some = " || ".join(f"has(self.{name})" for name in names)
    model = exclusive_model(12)
    rules = compiled({("at-most-one", "In"): " && ".join(pairs), ("at-least-one", "In"): some}, model)
    solved = Solved(tmp_path, rules, model)
    assert sorted(mode["yes"] for mode in solved.modes("In")) == sorted([name] for name in names)


def test_independent_implications_do_not_multiply(tmp_path: Path) -> None:
    model = exclusive_model(40)
    texts = {
        (f"needs-{number}", "In"): f"!has(self.M{number}) || has(self.M{number + 1})" for number in range(0, 40, 2)
    }
    solved = Solved(tmp_path, compiled(texts, model), model)
    assert len(solved.modes("In")) <= 64
    assert len(json.dumps(solved.table)) < 400_000
    assert {target.rule for target in solved.targets()} == {name for name, _ in texts}


# --- what cannot be -----------------------------------------------------------------------------------------------


def test_a_rule_that_another_implies_is_reported(tmp_path: Path) -> None:
    rules = compiled(
        {("small", "CreateThingInput"): "self.Count <= 10", ("medium", "CreateThingInput"): "self.Count <= 100"},
        MODEL,
    )
    solved = Solved(tmp_path, rules)
    assert solved.notes == ("CreateThing: rule medium at the request cannot be broken alone",)
    assert [target.rule for target in solved.targets()] == ["small"]


def test_rules_that_contradict_each_other_are_reported(tmp_path: Path) -> None:
    rules = compiled(
        {("more", "CreateThingInput"): "self.Count > 10", ("less", "CreateThingInput"): "self.Count < 10"}, MODEL
    )
    solved = Solved(tmp_path, rules)
    assert len([note for note in solved.notes if "is not heeded" in note]) == 2


def test_a_rule_beyond_the_solver_is_broken_by_its_examples(tmp_path: Path) -> None:
    row = {
        "id": "product",
        "shape": "CreateThingInput",
        "rule": "!has(self.Limit) || self.Limit * self.Count <= 100",
        "message": "no",
        "severity": "error",
        "source": "a test",
        "fieldPath": ".Limit",
        "examples": {
            "valid": [{"value": {"Name": "a", "Count": 10, "Limit": 10}}],
            "invalid": [{"value": {"Name": "a", "Count": 10, "Limit": 11}}],
        },
    }
    rules = compile_rules([RuleSource.from_mapping(row)], MODEL, {}, {})
    solved = Solved(tmp_path, rules)
    assert [target.pinned for target in solved.targets()] == [True]
    solved.check(60)
    limits = set()

    @settings(max_examples=100)
    @given(solved.drawn.requests("CreateThing"))
    def collect(request: dict[str, Any]) -> None:
        limits.add((request["Count"], request["Limit"]) if "Limit" in request else None)

    collect()
    assert limits == {None, (10, 10)}
