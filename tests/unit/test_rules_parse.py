"""The grammar of rules: what it accepts, how tightly things bind, and what it says about mistakes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.rules import RuleError
from codegen.rules.language.parse import parse
from codegen.rules.language.syntax import (
    Binary,
    Conditional,
    Has,
    Invoke,
    ListLiteral,
    Literal,
    Logic,
    Macro,
    Name,
    Select,
    Unary,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("0x1F", 31),
        ("-5", -5),
        ("-9223372036854775808", -(2**63)),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("true", True),
        ("'it'", "it"),
        (r"'a\n\t\\\'\"'", "a\n\t\\'\""),
        (r"'\x41\u00e9\U0001F600\101'", "Aé😀A"),
        (r"r'\d+\.'", r"\d+\."),
        ('"double"', "double"),
        ("''", ""),
        ("r''", ""),
        ("'b'", "b"),
    ],
)
def test_literals(text: str, value: object) -> None:
    node = parse(text)
    assert isinstance(node, Literal)
    assert node.value == value
    assert type(node.value) is type(value)


def test_precedence_is_that_of_cel() -> None:
    node = parse("!a && b + c * 2 > 3 || x in y ? p : q ? r : s")
    assert isinstance(node, Conditional)
    assert isinstance(node.otherwise, Conditional)
    assert isinstance(node.test, Logic)
    assert node.test.operator == "||"
    both, member = node.test.items
    assert isinstance(both, Logic)
    assert isinstance(both.items[0], Unary)
    comparison = both.items[1]
    assert isinstance(comparison, Binary)
    assert comparison.operator == ">"
    assert isinstance(comparison.left, Binary)
    assert comparison.left.operator == "+"
    assert isinstance(member, Binary)
    assert member.operator == "in"


def test_arithmetic_groups_from_the_left() -> None:
    assert parse("a - b - c") == parse("(a - b) - c")
    assert parse("a / b % c") == parse("(a / b) % c")
    assert parse("a - b - c") != parse("a - (b - c)")


def test_chains_of_and_are_flat() -> None:
    node = parse("a && (b && c) && d")
    assert isinstance(node, Logic)
    assert len(node.items) == 4


def test_macros_are_kept_as_nodes() -> None:
    node = parse("self.Parts.filter(x, has(x.Size)).map(y, y.Key != '', y.Key)")
    assert isinstance(node, Macro)
    assert (node.kind, node.variable) == ("map", "y")
    assert node.where is not None
    assert isinstance(node.target, Macro)
    assert isinstance(node.target.body, Has)
    call = parse("size(self.Parts[0].Key)")
    assert isinstance(call, Invoke)
    assert isinstance(parse("[1, 2,]"), ListLiteral)


def test_spans_point_into_the_source() -> None:
    text = "self.Name == 'x' || self.Count > 3"
    node = parse(text)
    assert isinstance(node, Logic)
    assert [text[i.span.start : i.span.end] for i in node.items] == ["self.Name == 'x'", "self.Count > 3"]
    left = node.items[1]
    assert isinstance(left, Binary)
    assert isinstance(left.left, Select)
    assert left.left.operand == Name(name="self", span=left.span)
    assert left.left.span.column == 21


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "expected a value, found the end"),
        ("self.Name ==", 13, "expected a value, found the end"),
        ("(self.Name", 11, "expected ')' to close the parenthesis"),
        ("self.Name = 'x'", 11, "'=' has no meaning here; write =="),
        ("a & b", 3, "'&' has no meaning here; write &&"),
        ("a == {}", 6, "there are no map or message literals here"),
        ("a == 'x", 6, "this string does not end on its line"),
        (r"a == 'x\q'", 8, r"\q is no escape of CEL; double the backslash"),
        (r"a == '\ud800'", 7, "U+D800 is no character"),
        ("a == null", 6, "there is no null here; an absent member is asked for with has()"),
        ("a == 1u", 7, "integers are int: leave the u out"),
        ("a == 9223372036854775808", 6, "beyond a 64-bit int"),
        ("a == 1e999", 6, "beyond a double"),
        ("a == b'abc'", 6, "there are no bytes literals here; compare strings: leave the b out"),
        ('a == rB"abc"', 6, "there are no bytes literals here"),
        ("a == b'''abc'''", 6, "there are no bytes literals here"),
        ("a == '''abc'''", 6, "there are no triple-quoted strings here; write one ' on each side"),
        ('size(r"""a"b""") > 1', 6, "there are no triple-quoted strings here"),
        ("a == '''", 6, "there are no triple-quoted strings here"),
        ("self.", 6, "expected a member name after '.'"),
        ("a b", 3, "unexpected 'b' after the expression; join the parts with && or ||"),
        ("has(self)", 1, "has() takes one member selection; write has(self.Member)"),
        ("a.all(x)", 3, "all has 1 arguments; write .all(x, condition)"),
        ("a.map(x)", 3, "write .map(x, value) or (x, condition, value)"),
        ("a.all(x.y, true)", 7, "names a variable; write a plain name"),
        ("a ? b", 6, "expected ':' between the two values of '?'"),
        ("while", 1, "'while' is a reserved word of CEL"),
        ("[1, 2", 6, "expected ']' to close the list"),
    ],
)
def test_mistakes_name_column_and_fix(text: str, column: int, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert caught.value.column == column
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "a" + ")" * 5000, "a" * 9000, "-" * 500 + "a", "a" + ".b" * 500, "!" * 300 + "a"]
)
def test_hostile_sizes_are_refused(text: str) -> None:
    with pytest.raises(RuleError):
        parse(text)


@given(st.text(alphabet="abself.[]()'\"\\ux0123 &|!=<>?:,+-*/%{}\n", max_size=60))
def test_any_text_parses_or_is_refused_clearly(text: str) -> None:
    try:
        parse(text)
    except RuleError as error:
        assert error.column is not None  # noqa: PT017 - both outcomes are fine
        assert 1 <= error.column <= len(text) + 1  # noqa: PT017
