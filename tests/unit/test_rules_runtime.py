"""The helpers that compiled rules call, and the test of whether a rule may read its members."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.runtime.wire import rule_helpers as rules
from codegen.runtime.wire.violations import Report


@pytest.mark.parametrize(
    ("rule", "path", "reads", "readable"),
    [
        ("type", ("A", 0), (("B",),), False),
        ("type", ("A", 0), (), True),
        ("type", ("A", 0, "B"), (("B",),), False),
        ("type", ("A", 0, "B"), (("B", "C"),), False),
        ("type", ("A", 0, "B", "C"), (("B",),), True),
        ("required", ("A", 0, "B", "C"), (("B", "C"),), False),
        ("enum", ("A", 0, "L", 3, "K"), (("L", "*", "K"),), False),
        ("enum", ("A", 0, "L", 3, "K"), (("L", "*", "X"),), True),
        ("unknown-member", ("A", 0, "Z"), (("B",),), True),
        ("a-rule", ("A", 0, "B"), (("B",),), True),
        ("type", ("A", 0, "B"), ((rules.TYPED, "B"),), False),
        ("type", ("A", 0, "L", 3), ((rules.TYPED, "L", "*", "B"),), False),
        ("type", ("A", 0, "B", "C"), ((rules.TYPED, "B"),), True),
        ("enum", ("A", 0, "B"), ((rules.TYPED, "B"),), True),
    ],
)
def test_readable(rule: str, path: tuple[str | int, ...], reads: tuple[tuple[str, ...], ...], readable: bool) -> None:
    out = Report()
    out.add("type", ("A", 1, "B"), "of another structure")
    out.add(rule, path, "of this one")
    assert rules.readable(rules.broken_below(out, ("A", 0), 1), reads) is readable
    assert rules.readable(rules.broken_below(out, ("A", 0), 2), reads)


def test_a_list_of_broken_items_is_one_broken_place() -> None:
    out = Report()
    for index in range(100):
        out.add("type", ("A", index, "B"), "of one item")
    assert rules.broken_below(out, (), 0) == {"A": {("A", "*", "B")}, rules.TYPED: {(rules.TYPED, "A", "*", "B")}}


def test_value_at() -> None:
    data = {"A": [{"B": 1}], "C": "text"}
    assert rules.value_at(data, ("A", 0, "B")) == 1
    assert rules.value_at(data, ()) is data
    for path in (("X",), ("A", 5), ("A", "B"), ("C", "D"), ("A", 0, "B", "Z")):
        assert rules.value_at(data, path) is None


@given(st.integers(), st.integers().filter(bool))
def test_division_rounds_toward_zero(dividend: int, divisor: int) -> None:
    quotient, remainder = rules.int_div(dividend, divisor), rules.int_mod(dividend, divisor)
    assert quotient * divisor + remainder == dividend
    assert abs(remainder) < abs(divisor)
    assert remainder == 0 or (remainder < 0) == (dividend < 0)


@given(st.integers(), st.integers(1))
def test_ceil_div(dividend: int, divisor: int) -> None:
    quotient = rules.ceil_div(dividend, divisor)
    assert (quotient - 1) * divisor < dividend <= quotient * divisor


def test_zero_divisors_do_not_raise() -> None:
    assert rules.ceil_div(1, 0) == rules.int_div(1, 0) == 0
    assert rules.int_mod(7, 0) == 7


@given(st.text(alphabet=st.characters(codec=None)))
def test_texts(text: str) -> None:
    assert rules.utf8_len(text) == len(text.encode("utf-8", "surrogatepass"))
    lowered = rules.lower_ascii(text)
    assert len(lowered) == len(text)
    assert all(a == b or (a.isascii() and a.lower() == b) for a, b in zip(text, lowered, strict=True))
    assert rules.is_jmespath(text) in (True, False)


@given(st.lists(st.integers(0, 5)))
def test_duplicates_are_the_second_and_later(values: list[int]) -> None:
    found = list(rules.duplicates(enumerate(values)))
    assert found == [index for index, value in enumerate(values) if value in values[:index]]
    assert rules.all_distinct(values) is not bool(found)


def test_total_never_raises() -> None:
    assert rules.total([0.5, 1, 2.5]) == 4.0
    assert rules.total([1.0, 10**400]) == float("inf")
    assert rules.total([-(10**400)]) == float("-inf")
    assert rules.total([]) == 0.0


def test_patterns() -> None:
    assert rules.matches("xay", "a")
    assert not rules.matches("x", "a")
    assert rules.capture("123.dkr.eu-west-1.", r"dkr\.([a-z0-9-]+)") == "eu-west-1"
    assert rules.capture("x", "(a)") == ""
    assert rules.capture("b", "(a)?b") == ""


@pytest.mark.parametrize(("text", "valid"), [("a.b[0]", True), ("a..b", False), ("[" * 5000, False), ("", False)])
def test_is_jmespath(text: str, valid: bool) -> None:
    assert rules.is_jmespath(text) is valid


def test_without_jmespath_every_expression_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jmespath", None)
    assert rules.is_jmespath("a..b")
