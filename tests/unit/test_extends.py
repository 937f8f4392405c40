"""Specs on top of others: what is inherited, what wins, what drops out, and what is refused."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from tests.workshop import Workshop, document, structure

SHAPES: Final = {
    "In": structure(A="N", B="Part", S="S"),
    "Other": structure(A="N"),
    "Part": structure(N="N"),
    "N": {"type": "integer"},
    "S": {"type": "string"},
}
OPERATIONS: Final = {
    "Do": {"name": "Do", "input": {"shape": "In"}},
    "Else": {"name": "Else", "input": {"shape": "Other"}},
}
MODEL: Final = document(SHAPES, OPERATIONS)
BASE: Final = """\
service: tiny
operations: [Do, Else]
rules: [rules.yaml]
tables: [tables.yaml]
severity: {part-small: warning}
identifiers: {Do: S}
cloudformation:
  AWS::Tiny::Thing: {operation: Do, elsewhere: {Else: [A]}}
  AWS::Tiny::Other: {operation: Else}
"""
TABLES: Final = {"tables": {"few": {"asOf": "2026-01-01", "source": "x", "values": ["a", "b"]}}}


def rule(id_: str, shape: str | list[str], cel: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "shape": shape, "rule": cel, "message": "wrong", "severity": "error", "source": "x", **more}


RULES: Final = [
    rule("in-small", "In", "!has(self.A) || self.A < 10"),
    rule("in-few", "In", "!has(self.S) || self.S in tables.few"),
    rule("part-small", "Part", "!has(self.N) || self.N < 10"),
    rule("other-small", "Other", "!has(self.A) || self.A < 10"),
    rule(
        "both-even",
        ["Other", "In"],
        "!has(self.A) || self.A % 2 == 0",
        examples={"valid": [{"value": {"A": 2}}, {"value": {"A": 2}, "shape": "In"}], "invalid": [{"value": {"A": 1}}]},
    ),
]


EXTENDING: Final = "service: tiny\nextends: ../../base\n"


@pytest.fixture
def base(workshop: Workshop) -> Workshop:
    """A workshop with the spec to extend, outside of the folder of specs."""
    folder = workshop.write(MODEL, "tiny", BASE)
    (folder / "rules.yaml").write_text(json.dumps({"rules": RULES}), encoding="utf-8")
    (folder / "tables.yaml").write_text(json.dumps(TABLES), encoding="utf-8")
    folder.rename(workshop.root / "base")
    return workshop


def extend(workshop: Workshop, text: str, own: list[dict[str, Any]] | None = None) -> None:
    """Writes a spec `tiny` on top of the other, with the rules of one's own."""
    folder = workshop.write(MODEL, "tiny", EXTENDING + text)
    if own is not None:
        with (folder / "service.yaml").open("a", encoding="utf-8") as file:
            file.write("rules: [own.yaml]\n")
        (folder / "own.yaml").write_text(json.dumps({"rules": own}), encoding="utf-8")


def rules(workshop: Workshop) -> dict[str, Any]:
    assert (outcome := workshop.run()).code == 0, outcome
    return {rule.id: rule for rule in workshop.load().rules()}


class TestInherited:
    """What comes from below."""

    def test_everything_without_a_word(self, base: Workshop) -> None:
        extend(base, "")
        assert rules(base).keys() == {"in-small", "in-few", "part-small", "other-small", "both-even"}
        package = base.load()
        assert set(package.operations()) == {"Do", "Else"}
        assert [(v.rule, v.severity) for v in package.validate("Do", {"B": {"N": 10}})] == [("part-small", "warning")]
        assert package.preflight_facts()["operations"]["Do"]["identifier"] == "S"
        assert package.preflight_facts()["cloudformation"].keys() == {"AWS::Tiny::Thing", "AWS::Tiny::Other"}

    def test_what_is_about_other_operations_drops_out(self, base: Workshop) -> None:
        extend(base, "operations: [Do]\n")
        found = rules(base)
        assert found.keys() == {"in-small", "in-few", "part-small", "both-even"}
        assert found["both-even"].shapes == ("In",)
        assert found["both-even"].examples == {"valid": [{"value": {"A": 2}, "shape": "In"}], "invalid": []}
        assert base.load().preflight_facts()["cloudformation"] == {"AWS::Tiny::Thing": {"operation": "Do"}}

    def test_a_rule_says_where_it_is_written(self, base: Workshop) -> None:
        extend(base, "", [rule("own", "In", "!has(self.A) || self.A != 4")])
        found = rules(base)
        assert (found["in-small"].file, found["own"].file) == ("../../base/rules.yaml", "tiny/own.yaml")

    def test_a_change_below_is_noticed(self, base: Workshop) -> None:
        extend(base, "")
        assert "in-small" in rules(base)
        (base.root / "base/rules.yaml").write_text(json.dumps({"rules": RULES[1:]}), encoding="utf-8")
        assert "in-small" not in rules(base)


class TestOnTop:
    """What one's own spec says wins."""

    def test_rules_tables_and_severities(self, base: Workshop) -> None:
        (base.root / "specs/tiny").mkdir(parents=True)
        tables = {"tables": {"few": {**TABLES["tables"]["few"], "values": ["c"]}}}
        (base.root / "specs/tiny/tables.yaml").write_text(json.dumps(tables), encoding="utf-8")
        text = "tables: [tables.yaml]\nseverity: {both-even: off, in-few: warning, part-small: error}\n"
        extend(base, text, [rule("in-small", "In", "!has(self.A) || self.A < 5")])
        assert "both-even" not in rules(base)
        package = base.load()
        found = [(v.rule, v.severity) for v in package.validate("Do", {"A": 7, "S": "a", "B": {"N": 10}})]
        assert sorted(found) == [("in-few", "warning"), ("in-small", "error"), ("part-small", "error")]
        assert [v.rule for v in package.validate("Do", {"A": 6, "S": "c"})] == ["in-small"]

    def test_three_floors(self, base: Workshop) -> None:
        extend(base, "severity: {in-few: off}\n", [rule("own", "In", "!has(self.A) || self.A != 4")])
        (base.specs / "tiny").rename(base.root / "middle")
        (base.root / "middle/service.yaml").write_text(
            (base.root / "middle/service.yaml").read_text(encoding="utf-8").replace("../../base", "../base"), "utf-8"
        )
        folder = base.write(MODEL, "tiny", "service: tiny\nextends: ../../middle\nseverity: {own: warning}\n")
        assert folder.is_dir()
        found = rules(base)
        assert found["own"].severity == "warning"
        assert "in-few" not in found


class TestAnotherModel:
    """A pinned model that is older, or newer, than the one of the spec below."""

    def test_rules_about_what_it_lacks_are_left_out_and_named(self, base: Workshop) -> None:
        base.write(document({**SHAPES, "In": structure(B="Part", S="S")}, OPERATIONS), "tiny", EXTENDING)
        outcome = base.run()
        assert outcome.code == 0, outcome
        assert "note: tiny: left out of ../../base, since the pinned botocore 1.40.0 does not have" in outcome.err
        assert outcome.err.endswith("in-small, both-even\n")
        assert outcome.err.strip().partition("left out")[2] in (base.out / "tiny/RULES.md").read_text(encoding="utf-8")
        assert {rule.id for rule in base.load().rules()} == {"in-few", "part-small", "other-small"}

    def test_a_rule_that_its_own_model_lacks_too_is_an_error(self, base: Workshop) -> None:
        wrong = [*RULES, rule("wrong", "In", "!has(self.C) || self.C < 10")]
        (base.root / "base/rules.yaml").write_text(json.dumps({"rules": wrong}), encoding="utf-8")
        extend(base, "")
        base.run().refused("base/rules.yaml:1:", "In has no member 'C'")

    def test_an_example_that_it_refuses_says_nothing(self, base: Workshop) -> None:
        wide, narrow = ({"type": "string", "enum": values} for values in (["a", "b", "z"], ["a", "b"]))
        examples = {"valid": [{"value": {"S": "a"}}], "invalid": [{"value": {"S": "z"}}]}
        told = [rule("in-few", "In", "!has(self.S) || self.S in tables.few", examples=examples)]
        (base.root / "base/rules.yaml").write_text(json.dumps({"rules": told}), encoding="utf-8")
        text = json.dumps(document({**SHAPES, "S": wide}, OPERATIONS))
        (base.root / "base/model.json").write_text(text, encoding="utf-8")
        base.write(document({**SHAPES, "S": narrow}, OPERATIONS), "tiny", EXTENDING)
        (base.root / "base/service.yaml").write_text(BASE.replace("severity: {part-small: warning}\n", ""), "utf-8")
        assert rules(base).keys() == {"in-few"}


class TestRefused:
    """One line with file and line."""

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (
                "service: tiny\nextends: botoforge/sagemeker\n",
                ["service.yaml:2:10", "did you mean botoforge/sagemaker"],
            ),
            ("service: tiny\nextends: botoforge/sagemaker\n", ["is for 'sagemaker'"]),
            ("service: tiny\nextends: ../none\n", ["there is no spec '../none'", "botoforge/sagemaker"]),
            ("service: tiny\nextends: ../tiny\n", ["extends this spec in turn"]),
            ("service: tiny\nextends: /etc\n", ["does not match", "/extends"]),
            ("service: tiny\n", ["'operations' is a required property"]),
            ("service: tiny\nextends: ../../base\nseverity: {in-smal: off}\n", [":3:21", "did you mean in-small"]),
            ("service: tiny\nextends: ../../base\nseverity: {in-small: of}\n", ["/severity/in-small"]),
        ],
    )
    def test_what_does_not_fit(self, base: Workshop, text: str, words: list[str]) -> None:
        base.write(MODEL, "tiny", text)
        base.run().refused(*words)
        assert not base.out.exists()

    @pytest.mark.parametrize(
        ("examples", "words"),
        [
            ({"valid": [{"value": {"A": 4}}], "invalid": [{"value": {"A": 4}}]}, "'own' reports this example"),
            ({"valid": [{"value": {}}], "invalid": [{"value": {"A": 5}}]}, "'own' does not report this example"),
        ],
    )
    def test_an_example_that_says_the_opposite(self, base: Workshop, examples: dict[str, Any], words: str) -> None:
        extend(base, "", [rule("own", "In", "!has(self.A) || self.A != 4", examples=examples)])
        base.run().refused("own.yaml:1:", words)


def test_new_extends_what_comes_with_botoforge(workshop: Workshop) -> None:
    outcome = workshop.run("new", "sagemaker", "CreateEndpoint", "ListEndpoints")
    assert outcome.code == 0
    assert "rules of botoforge/sagemaker" in outcome.out
    assert workshop.run("new", "sts", "GetCallerIdentity").out.count("without rules") == 1
    assert workshop.run().code == 0
    assert "canary-percent-max" in {rule.id for rule in workshop.load("sagemaker").rules()}
