"""Patterns that hang, that Python cannot read, or that mean something else to it: checked as meant, or reported."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from tests.workshop import Outcome, Workshop, document, structure

LONG: Final = 30_000
HANGING: Final = {
    "nested repeat": ("(a+)+", "a" * LONG + "!"),
    "nested star": ("(a*)*b", "a" * LONG),
    "overlapping choice": ("(a|aa)+", "a" * LONG + "!"),
    "same choice": ("(a|a)*", "a" * LONG + "!"),
    "class and its part": ("([a-zA-Z0-9]+\\s?)*x", "a" * LONG + "!"),
    "address": ("([a-z0-9]+[._-]?)+@([a-z0-9]+[.-]?)+", "a" * LONG + "@" + "b" * LONG + "!"),
    "three stars": (".*.*.*x", "a" * LONG),
    "lookahead": ("(?=(a+)+b)a*", "a" * LONG),
    "bounded": ("(a{1,30}){1,30}b", "a" * 900),
}


def _generate(workshop: Workshop, patterns: dict[str, str]) -> tuple[Outcome, Any]:
    shapes: dict[str, Any] = {f"P{n}": {"type": "string", "pattern": p} for n, p in enumerate(patterns.values())}
    shapes["In"] = structure(**{f"M{n}": f"P{n}" for n in range(len(patterns))})
    workshop.write(document(shapes))
    outcome = workshop.run()
    assert outcome.code == 0, outcome
    return outcome, workshop.load()


def _given_up(outcome: Outcome, number: int) -> bool:
    """Whether the run said that the pattern of shape `P<number>` is not checked."""
    return any(f": P{number}: pattern " in line and " is not checked" in line for line in outcome.err.splitlines())


def test_no_pattern_hangs(workshop: Workshop) -> None:
    outcome, package = _generate(workshop, {name: pattern for name, (pattern, _) in HANGING.items()})
    for number, (name, (pattern, text)) in enumerate(HANGING.items()):
        found = [v.rule for v in package.validate("Do", {f"M{number}": text})]
        if found != ["pattern"]:
            assert found == []
            assert _given_up(outcome, number), (name, pattern)


MEANT: Final = {
    "letters": ("\\p{L}+", ["abc", "\u00e9\u0416\u4e2d"], ["1", "", "a1"]),
    "letters, digits, marks": ("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", ["", "\u0416 1_.:/=+-@"], ["\n", "#"]),
    "not letters": ("\\P{L}+", ["123"], ["a"]),
    "upper case": ("\\p{Lu}\\p{Ll}*", ["\u00c9t\u00e9"], ["\u00e9t\u00e9"]),
    "script": ("\\p{IsCyrillic}+", [], []),
    "flag in the middle": ("abc(?i)def", ["abcdef", "abcDEF"], ["ABCdef"]),
    "flag in front": ("(?i)abc", ["ABC", "abc"], ["abd"]),
    "intersection": ("[a-z&&[^aeiou]]+", ["bcd"], ["bad"]),
    "possessive": ("a*+b", ["aaab", "b"], ["aaa"]),
    "possessive that never matches": ("a++a", [], ["aa", "aaa"]),
    "atomic": ("(?>a+)b", ["aab"], ["aa"]),
    "posix": ("\\p{Alnum}+", ["a1"], ["-"]),
    "anchors": ("^abc$", ["abc"], ["abc\n", "xabc"]),
    "anchor of Java": ("\\Aabc\\z", ["abc"], ["abc\n"]),
    "dot": (".+", ["a\u00e9"], ["\n", "a\nb"]),
    "quoted": ("\\Qa.b\\E+", ["a.b", "a.bb"], ["axb"]),
    "escape": ("\\u0041\\x42", ["AB"], ["ab"]),
    "space of ASCII alone": ("\\s", [" "], ["\u2003"]),
    "digit of ASCII alone": ("\\d", ["1"], ["\u0661"]),
    "word of ASCII alone": ("\\w", ["a"], ["\u00e9"]),
    "named group": ("(?<year>[0-9]{4})", ["2026"], ["26"]),
    "empty": ("", [""], ["a"]),
}


def test_patterns_mean_what_they_mean_to_the_service(workshop: Workshop) -> None:
    outcome, package = _generate(workshop, {name: pattern for name, (pattern, _, _) in MEANT.items()})
    schema = json.loads((workshop.out / "tiny" / "schemas" / "Do.json").read_text(encoding="utf-8"))
    checker = Draft202012Validator(schema)
    for number, (name, (_, good, bad)) in enumerate(MEANT.items()):
        given_up = _given_up(outcome, number)
        for text in good:
            assert package.validate("Do", {f"M{number}": text}) == [], (name, text)
            assert checker.is_valid({f"M{number}": text}), (name, text)
        for text in bad:
            found = [v.rule for v in package.validate("Do", {f"M{number}": text})]
            assert found == ([] if given_up else ["pattern"]), (name, text)
            assert checker.is_valid({f"M{number}": text}) == given_up, (name, text)


INVALID: Final = ("(", ")", "[", "a{2,1}", "*a", "(?<=a+)b", "\\", "[z-a]", "(?P<a>x)(?P<a>y)", "\\p{Nonsense}", "(?")
INVALID_DEEP: Final = (
    "(" * 5000 + ")" * 5000,
    "[" * 1000 + "a" + "]" * 1000,
    "a{99999999}",
    "(a{1000}){1000}",
    "|" * 5000,
)


@pytest.mark.parametrize("pattern", [*INVALID, *INVALID_DEEP], ids=lambda p: p[:12])
def test_an_invalid_pattern_is_reported_and_the_rest_generated(workshop: Workshop, pattern: str) -> None:
    outcome, package = _generate(workshop, {"bad": pattern, "good": "[a-z]+"})
    assert [v.rule for v in package.validate("Do", {"M1": "A"})] == ["pattern"]
    if package.validate("Do", {"M0": "\0?\0"}) == []:
        assert _given_up(outcome, 0)
    schema = json.loads((workshop.out / "tiny" / "schemas" / "Do.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    for shape in schema["$defs"].values():
        re.compile(shape.get("pattern", ""))


@pytest.mark.parametrize("pattern", [5, None, [], {}, True])
def test_a_pattern_that_is_no_text(workshop: Workshop, pattern: object) -> None:
    workshop.refuse({"In": structure(M="P"), "P": {"type": "string", "pattern": pattern}}, "shape P", "pattern")
