"""Patterns against catastrophic backtracking: bad ones are recognised, and what is emitted answers its worst strings.

Nothing here reads a clock. Every pattern that services ship is put to the test in `tests/sweep`.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.patterns import misses, samples, translate
from codegen.patterns.analysis import BUDGET, assess_tree
from codegen.patterns.dfa import unambiguous
from codegen.patterns.parse import parse
from codegen.patterns.simplify import simplify
from tests.adversaries import adversarial

EXPONENTIAL = [
    r"([a-z]+-?)*x",
    r"(?:[a-z.]+\.?)+@",
    r"(a|aa)+b",
    r"([ \t]*[!-~ ]+)*",
    r"(?!(x+x+)+y)[xy]*z",
    "(?:a?b?a?)+c",
]
POLYNOMIAL = [r"[a-z]+[a-z0-9]+-", r".*a.*b", r"\d+\d+\d+x", r"(?!.*x.*y)[a-z]*", r"(?:(?!.*x)[a-z])*"]
LINEAR = [
    r"[a-z]+",
    r"arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    r"[a-z0-9](-*[a-z0-9])*",
    r"([a-z]|[a-z0-9])+-",
    r"(a+)*",
    r"((a*)+)?",
    r"(25[0-5]|2[0-4]\d|[01]?\d\d?)(\.(25[0-5]|2[0-4]\d|[01]?\d\d?)){3}",
]


@pytest.mark.parametrize(
    ("source", "verdict"),
    [(source, "exponential") for source in EXPONENTIAL]
    + [(source, "polynomial") for source in POLYNOMIAL]
    + [(source, "linear") for source in LINEAR],
)
def test_ambiguity_is_recognised_in_the_tree_as_written(source: str, verdict: str) -> None:
    assert assess_tree(simplify(parse(source).node), None).verdict == verdict


@pytest.mark.parametrize("source", EXPONENTIAL + POLYNOMIAL)
def test_what_is_emitted_for_a_bad_pattern_is_within_the_budget_or_given_up(source: str) -> None:
    translation = translate(source)
    if translation.node is None or translation.python is None:
        assert "backtracking" in translation.reason
    else:
        assert assess_tree(translation.node, None).worst_case_steps <= BUDGET


@pytest.mark.parametrize("source", ["(a+)*", "([a-z]+)+", "(([a-z]*)*)*", "[a-z_](([a-z_]+)*([a-z_]+))?"])
def test_nested_repetitions_never_reach_the_output(source: str) -> None:
    translation = translate(source)
    assert translation.python is not None
    assert translation.python != source


def test_a_length_bound_makes_a_quadratic_pattern_acceptable() -> None:
    source = "[a-z]+[a-z0-9]+-(?=.)"
    assert assess_tree(simplify(parse(source).node), 200).worst_case_steps <= BUDGET
    assert assess_tree(simplify(parse(source).node), None).worst_case_steps > BUDGET


_LETTERS = st.text(st.sampled_from("abx-.@y 0"), max_size=12)


@pytest.mark.parametrize(
    "source",
    [
        r"([a-z]+-?)*x",
        r"(?:[a-z.]+\.?)+@",
        r"(a|aa)+b",
        r".*a.*b",
        r"(.*[ x]?)*",
        r"arn:.*:.+:.*",
        r".*ab.*ba.*",
        r"(.*ab)(?:x|y)*",
        r"[a-z]+(-[a-z.-]+)*",
        r"(/+[^/]+/*)+|([a-b]+x){1,9}",
        r"([ab-]+x){1,511}",
        r".*(^ab*$|x$).*",
    ],
)
@settings(deadline=None)
@given(texts=st.lists(_LETTERS, min_size=20, max_size=40))
def test_rewriting_keeps_the_meaning(source: str, texts: list[str]) -> None:
    translation = translate(source)
    assert translation.python is not None
    assert translation.ecma is not None
    for text in (*texts, *samples(translation, 0, 12, 6, "s"), *misses(translation, 0, 12, 6, "s")):
        expected = bool(re.fullmatch(source, text))
        assert bool(re.fullmatch(translation.python, text)) is expected, text
        assert bool(re.search(translation.ecma, text)) is expected, text


@pytest.mark.parametrize("source", ["(a|ab)(c|bcd)*", "(a+b?)*", "[a-c]*b[b-d]*", "(ab|a)*(b|c){0,3}", "(?:a?b?a?)+c"])
def test_written_back_automata_are_unambiguous(source: str) -> None:
    assert assess_tree(unambiguous(simplify(parse(source).node)), None).verdict == "linear"


@pytest.mark.parametrize("source", EXPONENTIAL + POLYNOMIAL + LINEAR)
def test_adversarial_strings_are_as_long_as_allowed(source: str) -> None:
    texts = adversarial(translate(source), 64)
    assert all(len(text) <= 64 for text in texts)
    assert translate(source).python is None or max(map(len, texts)) > 5
