"""Patterns without captures match what they matched with them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from codegen.patterns import misses, samples, translate, uncaptured

MODEL = json.loads((Path(__file__).parents[2] / "specs/sagemaker/model.json").read_text(encoding="utf-8"))
SOURCES = sorted({shape["pattern"] for shape in MODEL["shapes"].values() if "pattern" in shape})


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a(-*b){0,62}", "a(?:-*b){0,62}"),
        (r"\((x)[(]", r"\((?:x)[(]"),
        (r"[]()]+(y)[^](]", r"[]()]+(?:y)[^](]"),
        (r"(a)\1", r"(a)\1"),
        ("(?P<n>a)(b)", "(?P<n>a)(b)"),
        ("(?=a)(?:b)(c)", "(?=a)(?:b)(?:c)"),
    ],
)
def test_groups_stop_capturing_unless_one_is_referred_to(pattern: str, expected: str) -> None:
    assert uncaptured(pattern) == expected


@pytest.mark.parametrize("source", SOURCES)
def test_the_verdicts_stay(source: str) -> None:
    translation = translate(source, 256)
    assert translation.python is not None
    without = re.compile(uncaptured(translation.python))
    assert without.groups == 0
    texts = (*samples(translation, 0, 256, 8, source), *misses(translation, 0, 256, 8, source))
    assert texts
    captured = re.compile(translation.python)
    assert [bool(without.fullmatch(t)) for t in texts] == [bool(captured.fullmatch(t)) for t in texts]
