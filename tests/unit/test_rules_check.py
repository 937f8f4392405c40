"""What the checker refuses: names the model does not know, types that do not agree, reads of what may be absent."""

from __future__ import annotations

import pytest

from codegen.rules import RuleError, RuleErrors, RuleSource, compile_rules
from tests.rules_kit import IDENTIFIERS, TABLES, compile_one, source, toy_model


def refusal(rule: str, shape: str = "CreateThingInput", **fields: str) -> RuleError:
    with pytest.raises(RuleErrors) as caught:
        compile_one(rule, shape, **fields)
    (error,) = caught.value.errors
    return error


@pytest.mark.parametrize(
    ("rule", "column", "message"),
    [
        ("self.Nmae == 'x'", 6, "CreateThingInput has no member 'Nmae'; did you mean Name?"),
        ("self.Name == 3", 1, "a string is compared with an int; remove or add the quotes"),
        ("has(self.Weight) && self.Weight > 1", 21, "ints and doubles do not mix: write 1.0"),
        ("has(self.Mode) && self.Mode == 'Fats'", 32, "'Fats' is no value of Mode; did you mean Fast?"),
        ("has(self.Mode) && self.Mode in ['Fast', 'Quick']", 41, "'Quick' is no value of Mode"),
        ("self.Count", 1, "a rule is a condition, this is an int; compare it with something, or ask has(self.Count)"),
        ("slef.Count > 1", 1, "unknown name 'slef'; did you mean self?"),
        ("self.Name.Size == 'x'", 11, "a string has no member 'Size'"),
        ("has(self.Parts) && self.Parts.Key == 'x'", 31, "use a macro: .all(x, x.Member ...)"),
        ("has(self.Env) && self.Env.A == 'x'", 27, "a map has no member 'A'; write ['A']"),
        ("has(self.When) && self.When == self.When", 19, "only has() can ask about it"),
        ("self.Name.size(3) == 1", 1, "size is called wrongly; write size(x)"),
        ("self.Name.startswith('a')", 11, "unknown function 'startswith'; did you mean startsWith?"),
        ("startsWith(self.Name, 'a')", 1, "write text.startsWith(prefix)"),
        ("self.Name.matches(self.Name)", 19, "matches takes a literal here; write it in quotes"),
        ("self.Name.matches('(?=a)')", 19, "look-around are not the same in every engine"),
        ("self.Name.matches('(a+)+')", 19, "can take exponential time"),
        ("capture(self.Name, 'a') == ''", 20, "the pattern of capture has 0 groups"),
        ("bytes(self.Name) == 'x'", 1, "bytes() only has a size here"),
        ("has(self.Weight) && self.Weight + 1.0 > 2.0", 21, "there is no arithmetic on doubles"),
        ("has(self.Parts) && unique(self.Parts)", 27, "map the elements to their keys"),
        ("self.Name in tables.familes", 21, "unknown table 'familes'; did you mean families?"),
        ("self.Name in release.Create", 22, "no requests of operation 'Create'; did you mean CreateThing?"),
        ("[1, 'a'] == [1]", 5, "a list holds one type"),
        ("self.Count ? true : false", 1, "the test of ?: is a condition"),
        ("self.Name.exists(x, true)", 1, "exists needs a list or a map, this is a string"),
        ("has(self.Parts) && self.Parts.all(self, true)", 30, "'self' cannot be a variable"),
        ("true", None, "the rule is always satisfied"),
        ("false && self.Count > 1", None, "the rule is never satisfied"),
    ],
)
def test_types_and_names(rule: str, column: int | None, message: str) -> None:
    error = refusal(rule)
    assert message in str(error)
    assert str(error).startswith("rule 'the-rule'")
    assert error.column == column


@pytest.mark.parametrize(
    ("rule", "column", "message"),
    [
        ("self.Limit > 1", 6, "guard it: !has(self.Limit) || ..., or has(self.Limit) && ..."),
        ("has(self.Limit) || self.Limit > 1", 25, "optional member Limit"),
        ("self.Limit > 1 && has(self.Limit)", 6, "optional member Limit"),
        ("has(self.Size) && self.Size.Step > 1", 29, "optional member Step"),
        ("has(self.Parts) && self.Parts.all(x, x.Amount > 1)", 40, "optional member Amount"),
        ("has(self.Parts) && self.Parts.filter(x, !has(x.Amount)).all(x, x.Amount > 1)", 66, "optional member Amount"),
        ("(has(self.Limit) ? self.Free : 1) > 0", 25, "optional member Free"),
        ("has(self.Env) && self.Env['a'] == 'b'", 18, "guard it: 'a' in self.Env && ..."),
        ("!has(self.Env) || !('a' in self.Env) && self.Env['a'] == 'b'", 41, "a key that it may not hold"),
        ("release.CreateThing[self.Name].Count > 1", 1, "guard it: self.Name in release.CreateThing && ..."),
        ("has(self.Parts) && self.Parts[0].Key == 'a'", 20, "guard it: size(self.Parts) > 0 && ..."),
        ("has(self.Words) && self.Words[1] == 'a'", 20, "guard it: size(self.Words) > 1 && ..."),
        ("has(self.Limit) && 10 / self.Limit > 1", 25, "the divisor may be zero; guard it: self.Limit > 0 && ..."),
        ("10 % 0 == 1 && self.Count > 1", 6, "the divisor may be zero"),
        ("has(self.Limit) && ceilDiv(10, self.Limit) > 1", 32, "the divisor may be zero"),
    ],
)
def test_unguarded_reads(rule: str, column: int, message: str) -> None:
    error = refusal(rule)
    assert message in str(error)
    assert error.column == column


@pytest.mark.parametrize(
    "rule",
    [
        "!has(self.Limit) || self.Limit > 1",
        "!(has(self.Limit) && self.Limit > 1)",
        "has(self.Limit) ? self.Limit > 1 : true",
        "!(has(self.Limit) ? false : true) && self.Limit > 1",
        "(has(self.Limit) && self.Count > 1 || has(self.Limit) && self.Count < 9) && self.Limit > 1",
        "!has(self.Size.Inner.Deep) || self.Size.Inner.Deep + self.Size.Value > 1",
        "!has(self.Parts) || self.Parts.filter(x, has(x.Amount)).all(y, y.Amount > 1)",
        "!has(self.Parts) || self.Parts.filter(x, has(x.Size.Step)).map(x, x.Size).all(s, s.Step > 1)",
        "!has(self.Parts) || sum(self.Parts.map(x, has(x.Amount), x.Amount)) > 1",
        "!has(self.Parts) || !self.Parts.all(x, has(x.Amount)) || self.Parts.exists(y, y.Amount > 1)",
        "!has(self.Parts) || self.Parts.exists(x, !has(x.Amount)) || self.Parts.all(y, y.Amount > 1)",
        "!has(self.Env) || self.Env.all(k, self.Env[k] != '')",
        "!has(self.Env) || !('a' in self.Env) || self.Env['a'] == 'b'",
        "!(self.Name in release.CreateThing) || release.CreateThing[self.Name].Count > 1",
        "release.CreateThing.all(n, release.CreateThing[n].Count > 1)",
        "!has(self.Parts) || size(self.Parts) < 2 || self.Parts[1].Key == 'a'",
        "!has(self.Parts) || !self.Parts.exists(x, x.Key == 'b') || self.Parts[0].Key == 'a'",
        "!has(self.Words) || self.Words[0] == 'a'",
        "!has(self.Limit) || self.Limit == 0 || 10 / self.Limit > 1",
        "10 / self.Count > 1",
        "10 % (self.Count + 1) > 1",
        "(has(self.Parts) ? self.Parts : []).all(x, x.Key != '')",
        "!has(self.Parts) || (self.Parts.filter(a, has(a.Size)) + []).all(c, c.Size.Value > 1)",
    ],
)
def test_guards_that_are_understood(rule: str) -> None:
    compile_one(rule)


def test_every_shape_is_checked() -> None:
    rules = [source("has(self.Size) && self.Limit > 1", ["CreateThingInput", "UpdateThingInput"])]
    with pytest.raises(RuleErrors) as caught:
        compile_rules(rules, toy_model(), IDENTIFIERS, TABLES)
    first, second = caught.value.errors
    assert (first.shape, second.shape) == ("CreateThingInput", "UpdateThingInput")
    assert "UpdateThingInput has no member 'Limit'" in str(second)


def test_all_faults_are_collected() -> None:
    entries = [{"id": f"rule-{n}", "rule": f"self.X{n} > 1"} for n in range(3)]
    common = {"shape": "Size", "message": "no", "severity": "error", "source": "a test"}
    rules = [RuleSource.from_mapping(common | entry) for entry in entries]
    with pytest.raises(RuleErrors) as caught:
        compile_rules(rules, toy_model(), {"CreateThing": "Nome"}, TABLES)
    assert [error.rule for error in caught.value.errors] == [None, "rule-0", "rule-1", "rule-2"]
    assert "CreateThing: Nome is no string member" in str(caught.value)


def test_release_rules_guard_whole_requests() -> None:
    assert "Size is no operation's input" in str(refusal("self.Value > size(release.CreateThing)", "Size"))
    assert compile_one("size(release.CreateThing) < 5").scope == "cross"
    assert compile_one("self.Count < 5").scope == "file"


@pytest.mark.parametrize(
    ("fields", "part", "message"),
    [
        ({"fieldPath": ".Nmae"}, "fieldPath", "did you mean Name?"),
        ({"fieldPath": ".Name[0]"}, "fieldPath", "a string has no [0]"),
        ({"warnWhen": "self.Limit > 1"}, "warnWhen", "optional member Limit"),
        ({"shape": "Mode"}, "shape", "'Mode' is no structure of this model"),
    ],
)
def test_other_fields_are_checked_too(fields: dict[str, str], part: str, message: str) -> None:
    error = refusal("self.Count > 1", **fields)
    assert error.part == part
    assert message in str(error)
