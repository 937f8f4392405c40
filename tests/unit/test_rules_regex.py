"""Portable patterns: RE2's meaning in Python's engine, and refusals of what engines read differently."""

from __future__ import annotations

import re

import pytest

from codegen.rules import RuleError
from codegen.rules.language.regex import alternatives, portable


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^a$", "a", True),
        ("^a$", "a\n", False),
        (r"\d", "٣", False),
        (r"\w", "é", False),
        (r"\s", "\v", False),
        (r"[\d-]", "-", True),
        (".", "\n", False),
        (r"a\-b\.", "a-b.", True),
        (r"^(?:a|b){2,3}?$", "aba", True),
        (r"\x41", "A", True),
    ],
)
def test_means_what_re2_means(pattern: str, text: str, found: bool) -> None:
    assert (re.search(portable(pattern), text) is not None) is found


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"\bx", r"\p{L}", r"(a)\1", "(?i)a", "(?P<n>a)", "(?<!a)", "a++", "a**", "*a", "(a*)*", "((a|b)+)+"),
        *("[a&&b]", "[[:alpha:]]", "[]a]", "[a", "(a", "a)", "a{2000}", "a{2,1}", "x{", r"\z", r"[\b]", "[^]", "\\"),
    ],
)
def test_refused(pattern: str) -> None:
    with pytest.raises(RuleError, match="pattern"):
        portable(pattern)


def test_literals_are_escaped() -> None:
    assert alternatives(["ml.g5."]) == r"ml\.g5\."
    assert alternatives(["a", "b+", "$"]) == r"(?:a|b\+|\$)"
