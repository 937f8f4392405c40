"""Patterns that need no engine: string methods say what the expression says, for patterns of many services."""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Final

import pytest
from botocore.loaders import Loader
from hypothesis import given
from hypothesis import strategies as st

from codegen.model import available_services
from codegen.patterns import Hyphenated, Letters, plain, translate
from codegen.runtime.wire.violations import LettersPattern, NamePattern, Pattern

TEXTS: Final = 60
"""Drawn for each pattern."""
ALPHABETS: Final = ("a-", "aZ9-", "aZ09-_/. :@=+", "-a\u00e9", "a\n", "\u0661a")


def _pattern(source: str, most: int | None) -> Pattern | None:
    """The pattern of the runtime that tests without an engine; None where it takes one."""
    translation = translate(source, most)
    match plain(translation.node):
        case Letters(letters=letters, least=least) if translation.python is not None:
            return LettersPattern(translation.python, letters=letters, least=least)
        case Hyphenated(most=longest) if translation.python is not None:
            return NamePattern(translation.python, most=longest)
    return None


@cache
def _sources() -> list[tuple[str, int | None]]:
    found = set()
    for service in available_services():
        for shape in Loader().load_service_model(service, "service-2")["shapes"].values():
            if shape["type"] == "string" and "pattern" in shape:
                found.add((shape["pattern"], int(shape["max"]) if "max" in shape else None))
    return sorted(found, key=repr)


def test_for_a_seventh_of_the_patterns_of_all_services() -> None:
    kinds = set()
    for source, most in _sources()[::7]:
        pattern = _pattern(source, most)
        if pattern is None:
            continue
        kinds.add(type(pattern))
        expression = re.compile(pattern.source).fullmatch
        rng = random.Random(source)  # noqa: S311 - no secret
        for _ in range(TEXTS):
            text = "".join(rng.choices(rng.choice(ALPHABETS), k=rng.choice([0, 1, 2, 3, 62, 63, 64, 70])))
            fresh = _pattern(source, most)
            assert fresh is not None
            assert bool(fresh.matches(text)) == bool(expression(text)), (source, text)
    assert kinds == {LettersPattern, NamePattern}


NAMES: Final = (
    "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
    "[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?",
    "[a-zA-Z0-9](-*[a-zA-Z0-9])*",
)


@pytest.mark.parametrize("source", NAMES)
@given(st.text("aZ0-_.\u00e9\u0661", max_size=8), st.sampled_from([1, 16, 63]))
def test_a_name(source: str, text: str, times: int) -> None:
    pattern = _pattern(source, 63)
    assert isinstance(pattern, NamePattern)
    assert bool(pattern.matches(text * times)) == bool(re.fullmatch(pattern.source, text * times))


@pytest.mark.parametrize(
    "source", ["[a-z]{2,5}", "[a-zA-Z0-9](_*[a-zA-Z0-9])*", "[a-z](-*[a-z])*", "[^a]*", "[a-z]+[0-9]*", "a*|b"]
)
def test_what_says_more_takes_an_engine(source: str) -> None:
    assert _pattern(source, None) is None
