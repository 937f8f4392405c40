"""Whether a pattern allows all that another one does: never said wrongly, and said wherever it can be decided."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.patterns import includes

_COUNTS = st.sampled_from(["", "?", "*", "+", "{2}", "{1,2}"])
_LETTERS = st.tuples(st.sampled_from(["a", "b", "[ab]", "."]), _COUNTS).map("".join)
_SHORT = st.lists(_LETTERS, min_size=1, max_size=2).map("".join)
_GROUPS = st.tuples(st.sampled_from(["(?:ab)", "(?:a|ba)"]), _COUNTS).map("".join)
_PATTERNS = st.lists(_LETTERS | _GROUPS, min_size=1, max_size=3).map("".join)


@given(wide=_PATTERNS, narrow=_PATTERNS, texts=st.lists(st.text("ab", max_size=6), min_size=20, max_size=20))
def test_what_is_included_matches(wide: str, narrow: str, texts: list[str]) -> None:
    matched = [text for text in texts if re.fullmatch(narrow, text)]
    if includes(wide, narrow):
        assert all(re.fullmatch(wide, text) for text in matched)


@given(wide=_SHORT, narrow=_SHORT)
def test_what_is_not_included_has_a_string_that_says_so(wide: str, narrow: str) -> None:
    """All strings up to six letters tell apart whatever these patterns can."""
    texts = ("".join(letters) for size in range(7) for letters in product("abc", repeat=size))
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
        ("(?!a)[ab]*", "(?!a)[b]*", True),  # it does here, but in the same way
        ("(.*/)?(x(-*[a-z]){0,255})", "(.*/)?(x([a-z]){0,255})", True),
        ("(a|b/.*)?(-*[a-z]){0,255}", "(b/.*)?(-*[a-z]){0,255}", True),
        ("(", "(", True),
        ("(", ")", False),
    ],
)
def test_patterns_of_services(wide: str, narrow: str, expected: bool) -> None:
    assert includes(wide, narrow) is expected
