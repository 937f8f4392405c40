"""The JSON Schema fragments of rules: what they look like, where there is none, and that they are valid schemas."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.rules_kit import compile_one


@pytest.mark.parametrize(
    ("rule", "schema"),
    [
        ("!(has(self.Step) && has(self.Inner))", {"not": {"required": ["Step", "Inner"]}}),
        (
            "self.Type != 'PERCENT' || self.Value <= 50",
            {
                "if": {"properties": {"Type": {"const": "PERCENT"}}, "required": ["Type"]},
                "then": {"properties": {"Value": {"maximum": 50}}, "required": ["Value"]},
            },
        ),
        ("self.Value in [1, 5]", {"properties": {"Value": {"enum": [1, 5]}}, "required": ["Value"]}),
        ("self.Value % 4 == 0", {"properties": {"Value": {"multipleOf": 4}}, "required": ["Value"]}),
        ("has(self.Step) || has(self.Inner)", {"anyOf": [{"required": ["Step"]}, {"required": ["Inner"]}]}),
        (
            "!has(self.Inner.Label) || self.Inner.Label.endsWith('.gz')",
            {
                "if": {"required": ["Inner"], "properties": {"Inner": {"required": ["Label"]}}},
                "then": {"properties": {"Inner": {"properties": {"Label": {"pattern": r"\.gz(?![\s\S])"}}}}},
            },
        ),
    ],
)
def test_what_a_fragment_says(rule: str, schema: dict[str, Any]) -> None:
    assert compile_one(rule, "Size").json_schema == schema


@pytest.mark.parametrize(
    "rule",
    [
        "!has(self.Limit) || self.Limit < self.Count",
        "!has(self.Parts) || unique(self.Parts.map(x, x.Key))",
        "size(bytes(self.Name)) < 10",
        "!has(self.Parts) || sum(self.Parts.map(x, has(x.Amount), x.Amount)) < 5",
        "size(release.CreateThing) < 5",
        "isJmespath(self.Name)",
        "!has(self.Parts) || self.Parts.all(x, x.Key != self.Name)",
    ],
)
def test_what_json_schema_cannot_say(rule: str) -> None:
    assert compile_one(rule).json_schema is None


@pytest.mark.parametrize(
    ("rule", "valid", "invalid"),
    [
        (
            "!has(self.Parts) || self.Parts.all(x, self.Count > 3 || has(x.Amount))",
            [{"Key": "a", "Amount": 1}],
            [{"Key": "a"}],
        ),
        ("!has(self.Parts) || self.Parts.exists(x, x.Key == 'a')", [{"Key": "a"}], []),
        ("!has(self.Parts) || self.Parts.exists_one(x, x.Key == 'a')", [{"Key": "a"}], [{"Key": "a"}, {"Key": "a"}]),
        (
            "!has(self.Parts) || size(self.Parts.filter(x, has(x.Size))) <= 0",
            [{"Key": "a"}],
            [{"Key": "a", "Size": {}}],
        ),
        ("!has(self.Parts) || self.Parts.all(x, has(x.Size) && has(self.Limit))", [], [{"Key": "a", "Size": {}}]),
    ],
)
def test_lists(rule: str, valid: list[Any], invalid: list[Any]) -> None:
    schema = compile_one(rule).json_schema
    assert schema is not None
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"Name": "n", "Count": 1})
    assert validator.is_valid({"Name": "n", "Count": 1, "Parts": valid})
    assert not validator.is_valid({"Name": "n", "Count": 1, "Parts": invalid})
