"""The nearest names to a misspelt one: the answers of `difflib`, found sooner; and messages that are made when read."""

from __future__ import annotations

import difflib
import pickle
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.runtime.wire import suggestions
from codegen.runtime.wire.suggestions import Names, nearest
from codegen.runtime.wire.violations import Report
from generated import sagemaker

_WORDS = st.text("abAé.-5", max_size=12)
INSTANCES = sorted(str(member.value) for member in sagemaker.ProductionVariantInstanceType)


def _by_difflib(word: str, names: list[str]) -> list[str]:
    folded = {name.casefold(): name for name in sorted(names, reverse=True)}
    return [folded[name] for name in difflib.get_close_matches(word.casefold(), folded, 3, 0.6)]


@given(_WORDS.filter(bool), st.lists(_WORDS, max_size=12))
def test_the_answers_are_those_of_difflib(word: str, names: list[str]) -> None:
    assert Names(names).nearest(word.casefold()) == _by_difflib(word, names)


@given(st.sampled_from(INSTANCES), st.data())
def test_they_are_for_misspelt_values_too(value: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(value) - 1))
    word = value[:place] + data.draw(st.sampled_from(["", "x", "4", "."])) + value[place + 1 :]
    assert list(nearest(word, frozenset(INSTANCES))) == _by_difflib(word, INSTANCES)


def test_a_word_near_one_value_is_not_compared_with_all_of_them() -> None:
    names = Names(INSTANCES)
    with mock.patch.object(difflib.SequenceMatcher, "ratio", autospec=True, return_value=1.0) as compared:
        names.nearest("ml.m5.xlargee")
    assert compared.call_count < len(INSTANCES) / 10


def test_what_is_remembered_is_bounded() -> None:
    for number in range(1000):
        nearest(f"word{number}", {f"word{number}x"})
    assert len(suggestions._answers) <= 256
    assert len(suggestions._tables) <= 256


@pytest.mark.parametrize("rule", ["enum", "unknown-member"])
def test_a_message_is_made_when_it_is_read(rule: str) -> None:
    report = Report("Do")
    with mock.patch.object(suggestions, "nearest", return_value=("A",)) as asked:
        if rule == "enum":
            report.enum(("A",), "B", frozenset({"A"}), "Kind")
        else:
            report.unknown((), {"B": 1}, {"A"})
        (found,) = report.violations
        moved = found.replace(severity="warning")
        assert not asked.called
        assert found.message == moved.message == found.message
        assert asked.call_count == 2  # once for each of the two
    assert pickle.loads(pickle.dumps(found)) == found


def test_of_a_value_that_can_change_it_is_made_at_once() -> None:
    shown = ["Bb"]

    class Text(str):
        __slots__ = ()

        def __str__(self) -> str:
            return shown[0]

    report = Report("Do")
    report.enum(("A",), Text("B"), frozenset({"Bbb"}), "Kind")
    shown[0] = "something else"
    assert "did you mean Bbb?" in report.violations[0].message
