"""The Python that rules become: how it reads, what absence means, which elements are reported; that it never raises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.rules import RuleErrors
from tests.rules_kit import compile_one, condition, runner


@pytest.mark.parametrize(
    ("rule", "shape", "python"),
    [
        (
            "!has(self.Size) || self.Name != 'x' || self.Size.Type != 'COUNT' || self.Size.Value <= 50",
            "CreateThingInput",
            '"Size" in data and data["Name"] == "x" and data["Size"]["Type"] == "COUNT" and data["Size"]["Value"] > 50',
        ),
        ("self.Name != 'x' || has(self.Size)", "CreateThingInput", '"Size" not in data and data["Name"] == "x"'),
        ("self.Value >= 5 && self.Value <= 50", "Size", 'not 5 <= data["Value"] <= 50'),
        ("!(self.Value > 5 && self.Value < 50)", "Size", '5 < data["Value"] < 50'),
        ("!(has(self.Step) && has(self.Inner))", "Size", '"Step" in data and "Inner" in data'),
        (
            "(has(self.Limit) ? self.Limit : 0) + self.Count > 3",
            "CreateThingInput",
            'data.get("Limit", 0) + data["Count"] <= 3',
        ),
        ("has(self.Inner.Label)", "Size", '"Inner" not in data or "Label" not in data["Inner"]'),
        ("self.Name in ['a', 'b']", "CreateThingInput", 'data["Name"] not in {"a", "b"}'),
        ("self.Name == 'a' || self.Name == 'b'", "CreateThingInput", 'data["Name"] not in {"a", "b"}'),
        ("!has(self.Parts) || size(self.Parts) == 0", "CreateThingInput", '"Parts" in data and data["Parts"]'),
        ("!has(self.On) || self.On == true", "CreateThingInput", '"On" in data and not data["On"]'),
        ("has(self.On) == has(self.Mode)", "CreateThingInput", '("On" in data) != ("Mode" in data)'),
        ("tables.families.all(f, !self.Name.startsWith('ml.' + f + '.'))", "CreateThingInput",
            'data["Name"].startswith(FAMILIES_PREFIXES)'),
        ("!(self.Name in tables.families)", "CreateThingInput", 'data["Name"] in FAMILIES'),
        ("self.Count / 2 < 3", "CreateThingInput", 'data["Count"] // 2 >= 3'),
        ("self.Count / -2 < 3", "CreateThingInput", 'int_div(data["Count"], -2) >= 3'),
    ],
)  # fmt: skip
def test_reads_like_a_careful_persons(rule: str, shape: str, python: str) -> None:
    assert condition(compile_one(rule, shape)) == python


def test_cheap_tests_come_first_and_guards_stay_in_front() -> None:
    rule = compile_one("!has(self.Parts) || self.Parts.all(x, !has(x.Amount)) || !has(self.Env) || self.Count < 5")
    places = [condition(rule).index(part) for part in ('"Parts" in data', '"Env" in data', 'data["Count"]', "any(")]
    assert places == sorted(places)


def test_constants_are_shared_and_named_after_their_table() -> None:
    rule = compile_one("!tables.families.exists(f, self.Name.endsWith(f)) && !(self.Name in tables.families)")
    text = runner(rule).text
    assert 'FAMILIES = frozenset(("g5", "p4d", "g5n"))' in text
    assert 'FAMILIES_SUFFIXES = ("g5", "p4d", "g5n")' in text


DEEP: str = "self.Size.Inner"


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        pytest.param(
            f"!has({DEEP}) || !has({DEEP}.Label) || {DEEP}.Label != 'x' || !has({DEEP}.Deep)",
            [
                'if "Size" in data and "Inner" in data["Size"]:',
                '    inner = data["Size"]["Inner"]',
                '    if "Label" in inner and "Deep" in inner and inner["Label"] == "x":',
            ],
            id="bound as soon as it is known to be there",
        ),
        pytest.param(
            f"has({DEEP}.Label) || !(has({DEEP}.Deep) && {DEEP}.Deep > self.Count)",
            [
                (
                    'if ("Size" not in data or "Inner" not in data["Size"] or "Label" not in data["Size"]["Inner"])'
                    ' and "Size" in data:'
                ),
                '    size = data["Size"]',
                '    if "Inner" in size and "Deep" in size["Inner"] and size["Inner"]["Deep"] > data["Count"]:',
            ],
            id="not where only a part of an alternative knows it",
        ),
        pytest.param(
            "!has(self.Size) || self.Size.Value > 1 && self.Size.Value != 5",
            ['if "Size" in data and (data["Size"]["Value"] <= 1 or data["Size"]["Value"] == 5):'],
            id="twice is not often",
        ),
        pytest.param(
            "!has(self.Parts) || self.Parts.all(x, !has(self.Size) || size(x.Key) != self.Size.Value"
            " && size(x.Key) + 2 != self.Size.Value && self.Size.Value != 7)",
            [
                (
                    'if "Parts" in data and any(["Size" in data and '
                    '(len(x["Key"]) == data["Size"]["Value"] or len(x["Key"]) + 2 == data["Size"]["Value"] '
                    'or data["Size"]["Value"] == 7) for x in data["Parts"]]):'
                ),
            ],
            id="not for what only the inside of a loop knows",
        ),
    ],
)
def test_a_path_that_is_used_often_has_a_variable(rule: str, lines: list[str]) -> None:
    text = runner(compile_one(rule)).text
    assert "\n".join(f"    {line}" for line in lines) in text


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "reads"),
    [
        ("!(has(self.Size) && has(self.Parts))", ()),
        ("!has(self.Size.Inner)", (("Size",),)),
        ("has(self.Name) || has(self.On)", (("Name",),)),
        ("!has(self.Size.Step) || self.Size.Step > self.Count", (("Count",), ("Size", "Step"))),
        ("!has(self.Parts) || size(self.Parts) < 3", (("Parts",),)),
        ("!has(self.Parts) || self.Parts.all(x, has(x.Amount))", (("Parts", "*"),)),
        ("!has(self.Parts) || self.Parts.all(x, x.Key != '')", (("Parts", "*", "Key"),)),
        ("!has(self.Parts) || !has(self.Spare) || (self.Parts + self.Spare).all(x, x.Key != '')",
            (("Parts", "*", "Key"), ("Spare", "*", "Key"))),
        ("!has(self.Parts) || self.Parts.filter(x, has(x.Size)).map(x, x.Size).all(s, s.Value > 1)",
            (("Parts", "*", "Size", "Value"),)),
        ("!has(self.Env) || self.Env.all(k, self.Env[k] != '')", (("Env", "*"),)),
        ("!has(self.Words) || self.Words[0] == 'a'", (("Words", "*"),)),
        ("!has(self.Words) || 'a' in self.Words", (("Words", "*"),)),
    ],
)  # fmt: skip
def test_value_reads(rule: str, reads: tuple[tuple[str, ...], ...]) -> None:
    assert compile_one(rule).reads == reads


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ("!(has(self.Size) && has(self.Parts))", (("Parts",), ("Size",))),
        ("!has(self.Parts) || size(self.Parts) < 3", ()),
        ("!has(self.Parts) || self.Parts.all(x, has(x.Amount))", (("Parts", "*", "Amount"),)),
    ],
)
def test_members_that_are_only_asked_for(rule: str, asked: tuple[tuple[str, ...], ...]) -> None:
    assert compile_one(rule).asked == asked


def test_reads_of_other_requests() -> None:
    rule = compile_one(
        "!(self.Name in release.UpdateThing) || !has(release.UpdateThing[self.Name].Size)"
        " || release.UpdateThing[self.Name].Size.Value > 1 || self.Name.lowerAscii() in earlier.CreateThing"
    )
    assert rule.reads == (("Name",),)
    assert rule.release_reads == (("UpdateThing", "*", "Size", "Value"),)


def test_warning_reads_count() -> None:
    rule = compile_one("self.Count < 5", warnWhen="has(self.On) && self.On")
    assert rule.reads == (("Count",), ("On",))
    assert 'return "On" in data and data["On"]' in runner(rule).text


# --- absence ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "data", "violated"),
    [
        ("!has(self.Limit) || self.Limit > 1", {}, False),
        ("has(self.Limit) && self.Limit > 1", {}, True),
        ("!(has(self.Limit) && self.Limit > 1)", {}, False),
        ("!has(self.Limit) || self.Limit != 0", {"Limit": 0}, True),
        ("has(self.Size.Inner.Label)", {"Size": {"Type": "COUNT", "Value": 1}}, True),
        ("has(self.Parts) && self.Parts.all(x, has(x.Amount))", {"Parts": []}, False),
        ("!has(self.Parts) || self.Parts.exists(x, has(x.Amount))", {"Parts": []}, True),
        ("!has(self.Parts) || self.Parts.exists_one(x, x.Key == 'a')", {"Parts": [{"Key": "a"}, {"Key": "a"}]}, True),
        ("!has(self.On) || self.On", {"On": False}, True),
        ("!has(self.Env) || size(self.Env) > 0", {"Env": {}}, True),
    ],
)
def test_absence_and_falsy_values(rule: str, data: dict[str, Any], violated: bool) -> None:
    assert runner(compile_one(rule)).violated({"Name": "n", "Count": 1} | data) is violated


# --- element rules ----------------------------------------------------------------------------------------------------

PARTS = [{"Key": "a", "Amount": 5}, {"Key": "b"}, {"Key": "a", "Amount": 1}, {"Key": "a"}]


@pytest.mark.parametrize(
    ("rule", "path", "reported"),
    [
        ("!has(self.Parts) || self.Parts.all(x, has(x.Amount))", ".Parts[*].Amount",
            [("Parts", 1, "Amount"), ("Parts", 3, "Amount")]),
        ("!has(self.Parts) || self.Parts.filter(x, has(x.Amount)).all(y, y.Amount > 3)", ".Parts[*]", [("Parts", 2)]),
        ("!has(self.Parts) || unique(self.Parts.map(x, x.Key))", ".Parts[*].Key",
            [("Parts", 2, "Key"), ("Parts", 3, "Key")]),
        ("!has(self.Parts) || unique(self.Parts.filter(x, has(x.Amount)).map(x, x.Key))", ".Parts[*].Key",
            [("Parts", 2, "Key")]),
        ("!has(self.Parts) || unique(self.Parts.map(x, !has(x.Amount), x.Key.lowerAscii()))", ".Parts[*].Key", []),
        ("self.Count > 3 || !has(self.Parts) || self.Parts.all(x, x.Key == 'a')", ".Parts[*]", [("Parts", 1)]),
        ("!has(self.Words) || unique(self.Words)", ".Words[*]", [("Words", 2)]),
        ("!has(self.Env) || self.Env.all(k, k != 'x' && self.Env[k] != 'y')", ".Env[*]", [("Env", "x"), ("Env", "z")]),
        ("!has(self.Grid) || self.Grid.all(row, row.all(cell, cell != 'no'))", ".Grid[*][*]",
            [("Grid", 0, 1), ("Grid", 1, 0)]),
        ("!has(self.Grid) || self.Grid.all(row, size(row) < 2 || unique(row))", ".Grid[*][*]", [("Grid", 2, 1)]),
    ],
)  # fmt: skip
def test_each_failing_element_is_reported(rule: str, path: str, reported: list[tuple[str | int, ...]]) -> None:
    data = {
        "Name": "n",
        "Count": 1,
        "Parts": PARTS,
        "Words": ["p", "q", "p"],
        "Env": {"x": "1", "w": "2", "z": "y"},
        "Grid": [["a", "no"], ["no"], ["b", "b"]],
    }
    assert runner(compile_one(rule, fieldPath=path)).paths(data, {}, {}) == reported


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("!has(self.Parts) || self.Parts.exists(x, x.Key == 'a')", ".Parts[*]"),
        ("!has(self.Parts) || !has(self.Spare) || self.Spare.all(x, x.Key == 'a')", ".Parts[*]"),
        ("!has(self.Parts) || self.Parts.all(x, x.Key == 'a') && self.Count > 1", ".Parts[*]"),
        ("!has(self.Grid) || self.Grid.all(row, row.exists(cell, cell == 'x'))", ".Grid[*][*]"),
    ],
)
def test_rules_without_a_failing_element_are_refused(rule: str, path: str) -> None:
    with pytest.raises(RuleErrors, match="does not say which elements fail; write it as guard"):
        compile_one(rule, fieldPath=path)


# --- never raises -----------------------------------------------------------------------------------------------------

TEXT = st.text(alphabet=st.characters(codec=None), max_size=20)
NUMBER = st.integers() | st.sampled_from([0, -1, 10**400])
PART = st.fixed_dictionaries(
    {"Key": TEXT}, optional={"Amount": NUMBER, "Share": st.just(10**400) | st.floats(0, 1e308)}
)
THING = st.fixed_dictionaries(
    {"Name": TEXT, "Count": st.integers(1)},
    optional={
        "Limit": NUMBER,
        "Parts": st.lists(PART, max_size=3),
        "Words": st.lists(TEXT, min_size=1, max_size=3),
        "Env": st.dictionaries(TEXT, TEXT, max_size=3),
    },
)
ROBUST = [
    "!has(self.Parts) || sum(self.Parts.map(p, has(p.Share) ? p.Share : 1.0)) > 2.0",
    "!has(self.Parts) || sum(self.Parts.map(p, has(p.Amount), p.Amount)) * 3 > 2",
    "!has(self.Limit) || self.Limit / -7 + self.Limit % 5 > ceilDiv(self.Limit, self.Count)",
    "!has(self.Env) || self.Env.all(k, size(bytes(k)) + size(bytes(self.Env[k])) < 9)",
    "!has(self.Words) || self.Words.all(w, !isJmespath(w) || w.lowerAscii() < 'm')",
    "capture(self.Name, '^(.)?x') == '' || self.Name.matches('^[a-z]{2,}$')",
    "!has(self.Words) || self.Words[0] + 'x' != self.Name && unique(self.Words)",
]


@pytest.mark.parametrize("rule", ROBUST)
@given(data=THING)
def test_never_raises_on_valid_data(rule: str, data: dict[str, Any]) -> None:
    assert runner(compile_one(rule)).violated(data) in (True, False)
