"""Texts known in pieces: a verdict of out of reach is never wrong, and is given where it can be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.patterns import may_meet, within_reach

PATTERNS = ("[a-z](-*[a-z0-9]){0,5}", "(arn:aws:[a-z]+:)?[A-Z]*", "ab|cd?e", "(?=a)[a-z]+", "[^:]{2,4}", "", "x{3}y*")
TEXTS = st.text(alphabet="abcdexy:-ARN19", max_size=6)


@given(st.sampled_from(PATTERNS), st.lists(TEXTS, max_size=4), st.data())
def test_what_matches_is_within_reach_whichever_pieces_are_unknown(
    pattern: str, pieces: list[str], data: st.DataObject
) -> None:
    if re.fullmatch(pattern, "".join(pieces)):
        hidden = data.draw(st.sets(st.integers(0, len(pieces))))
        assert within_reach(pattern, [None if number in hidden else piece for number, piece in enumerate(pieces)])


@given(st.sampled_from([pattern for pattern in PATTERNS if "?=" not in pattern]), TEXTS)
def test_a_text_known_as_a_whole_is_within_reach_just_if_it_matches(pattern: str, text: str) -> None:
    assert within_reach(pattern, [text]) == (re.fullmatch(pattern, text) is not None)


@pytest.mark.parametrize("pieces", [["_", None], [None, "_"], [None, "_", None], ["-", None], ["1", None]])
def test_a_piece_that_fits_nowhere_is_out_of_reach(pieces: list[str | None]) -> None:
    assert not within_reach("[a-z](-*[a-z0-9]){0,62}", pieces)


@pytest.mark.parametrize("pattern", ["(", "[a-z]{5000}x", r"(a)\1"])
def test_what_cannot_be_looked_into_is_within_reach(pattern: str) -> None:
    assert within_reach(pattern, ["a", None])


@given(st.sampled_from(PATTERNS), st.sampled_from(PATTERNS), TEXTS)
def test_patterns_that_match_one_text_meet(one: str, other: str, text: str) -> None:
    if re.fullmatch(one, text) and re.fullmatch(other, text):
        assert may_meet(one, other)


@given(st.sampled_from([pattern for pattern in PATTERNS if "?=" not in pattern]), TEXTS)
def test_a_pattern_meets_a_text_just_if_it_matches(pattern: str, text: str) -> None:
    assert may_meet(pattern, re.escape(text)) == (re.fullmatch(pattern, text) is not None)


@pytest.mark.parametrize("pattern", ["(", "[a-z]{5000}x", r"(a)\1"])
def test_what_cannot_be_looked_into_may_meet_anything(pattern: str) -> None:
    assert may_meet(pattern, "aa")
