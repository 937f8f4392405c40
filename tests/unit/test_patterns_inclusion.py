"""Whether a pattern allows all that another one does: never said wrongly, and said wherever it can be decided."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.patterns import includes

_ATOMS = st.sampled_from(["a", "b", "[ab]", ".", "(?:ab)", "(?:a|ba)"])
_PARTS = st.tuples(_ATOMS, st.sampled_from(["", "?", "*", "+", "{2}", "{1,2}"])).map("".join)
_PATTERNS = st.lists(_PARTS, min_size=1, max_size=3).map("".join)


@given(wide=_PATTERNS, narrow=_PATTERNS, texts=st.lists(st.text("ab", max_size=6), min_size=20, max_size=20))
def test_what_is_included_matches(wide: str, narrow: str, texts: list[str]) -> None:
    matched = [text for text in texts if re.fullmatch(narrow, text)]
    if includes(wide, narrow):
        assert all(re.fullmatch(wide, text) for text in matched)


@given(wide=_PATTERNS, narrow=_PATTERNS)
def test_what_is_not_included_has_a_string_that_says_so(wide: str, narrow: str) -> None:
    """All strings of two letters up to a length are more than these patterns can tell apart."""
    texts = [""]
    for _ in range(8):
        texts += [text + letter for text in texts if len(text) == len(texts[-1]) for letter in "abc"][: 3**8]
    if not includes(wide, narrow):
        assert any(re.fullmatch(narrow, text) and not re.fullmatch(wide, text) for text in texts)


@given(pattern=_PATTERNS)
def test_every_pattern_includes_itself_anchored(pattern: str) -> None:
    assert includes(f"^(?:{pattern})$", pattern)
    assert includes(pattern, f"^(?:{pattern})$")


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ("[a-zA-Z0-9]([-_]*[a-zA-Z0-9]){0,119}", "^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,119}", True),
        ("^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,119}", "[a-zA-Z0-9]([-_]*[a-zA-Z0-9]){0,119}", False),
        (r"[\S\s]*", ".*", True),
        (".*", r"[\S\s]*", False),
        (r"(?!\s*$).+", r"^(?!\s*$).+$", True),
        ("(?!a).*", "b", False),  # nobody knows: it looks ahead
        ("(", "(", True),
        ("(", ")", False),
    ],
)
def test_patterns_of_services(wide: str, narrow: str, expected: bool) -> None:
    assert includes(wide, narrow) is expected
