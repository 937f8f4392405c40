"""YAML as the AWS CLI reads it: forms that libyaml refuses, scalars of every spelling, one parser in every process."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.reading import yaml_nodes
from codegen.reading.nodes import Node
from tests.preflight_harness import ROOT


def _plain(node: Node) -> Any:
    if node.kind == "mapping":
        return {_plain(key): _plain(value) for key, value in node.value}
    return [_plain(item) for item in node.value] if node.kind == "sequence" else node.value


def read(text: str) -> Any:
    """The one document of a text that has no problems."""
    roots, problems, _ = yaml_nodes.parse(text)
    assert problems == [], [problem.message for problem in problems]
    return _plain(roots[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: |\n  \tx\nb: c\n", {"a": "\tx\n", "b": "c"}),
        ("a: |\n  \tx\n  \ty\n", {"a": "\tx\n\ty\n"}),
        ("a: [{b: :c}, :d, ::e]", {"a": [{"b": ":c"}, ":d", "::e"]}),
        ("{a: ::std}", {"a": "::std"}),
        ("%FOO bar baz\n---\na: b\n", {"a": "b"}),
        ("%FOO\n%BAR x\n--- {a: '%FOO'}\n", {"a": "%FOO"}),
        ("%YAML 1.3\n---\na: b\n", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n", {"a": "b"}),
        ("[s3://b/x?versionId=1, b?c]", ["s3://b/x?versionId=1", "b?c"]),
        ("%FOO bar # c\n      # more\n---\na: b\n", {"a": "b"}),
        ("%YAMLL 1.1\n---\na: b\n", {"a": "b"}),
        ("%YAML1.1\n---\na: b\n", {"a": "b"}),
        ("{a:, b: [c:]}", {"a:": None, "b": ["c:"]}),
        ("a: &x.y b\nc: *x.y\nd: x.y\n", {"a": "b", "c": "b", "d": "x.y"}),
        ("a: &\U0001f600 1\nb: [*\U0001f600]\n", {"a": 1, "b": [1]}),
        ("&x: a: &y:z b\nc: *y:z\n", {"a": "b", "c": "b"}),
        ('a: &:@*!$"<x>: b\nc: *:@*!$"<x>:\n', {"a": "b", "c": "b"}),
        ("a: &x. {b: c}\nd: {<<: *x., e: &x f, g: *x}\n", {"a": {"b": "c"}, "d": {"b": "c", "e": "f", "g": "f"}}),
        ("a: &é 1\nb: &è 2\nc: [*é, *è, '*é', \"&è\"]\n", {"a": 1, "b": 2, "c": [1, 2, "*é", "&è"]}),
        (
            "a: |\n  cp *.txt && x\nb: &c.d |\n  rm *c.d\ne: *c.d\n",
            {"a": "cp *.txt && x\n", "b": "rm *c.d\n", "e": "rm *c.d\n"},
        ),
    ],
)
def test_forms_that_the_aws_cli_reads(text: str, value: Any) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n\tx: y\n",
        "\ta: b\n",
        "a:\n\t- b\n",
        "[: , a]",
        "{a: :, b: c}",
        "a: [:]",
        "%FOO\na: b\n%BAR\nc: d\n",
        "[:,]",
    ],
)
def test_what_no_reader_takes_is_still_refused(text: str) -> None:
    _, problems, _ = yaml_nodes.parse(text)
    assert [problem.rule for problem in problems] == ["syntax"]


def test_places_do_not_move() -> None:
    text = "%FOO\n---\na: [:b, c]\nd: &x |\n  \te\nf: [*x]\n"
    roots, problems, _ = yaml_nodes.parse(text)
    assert problems == []
    (_, first), (_, second), _ = roots[0].value
    assert text[first.value[0].start : first.value[0].end] == ":b"
    assert second.value == "\te\n"


def test_characters_for_private_use_are_content() -> None:
    assert read("a: '\ue000'") == {"a": "\ue000"}
    assert read("a: '\ue001'") == {"a": "\ue001"}
    assert read("a: [:b]\nc: d") == {"a": [":b"], "c": "d"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (".3e3", ".3e3"),
        (".3e+3", 300.0),
        (".5", 0.5),
        ("1e1_0", "1e1_0"),
        ("1_0e1", 100.0),
        ("1e3", 1000.0),
        ("1.5e-3", 0.0015),
        ("2024-01-01", date(2024, 1, 1)),
        ("2024-1-1", "2024-1-1"),
        ("2024-01-01T10:00", "2024-01-01T10:00"),
        ("2024-01-01T1:00:00Z", datetime(2024, 1, 1, 1, tzinfo=UTC)),
        ("2001-12-14 21:59:43.10 -5", datetime(2001, 12, 14, 21, 59, 43, 100000, timezone(timedelta(hours=-5)))),
        (
            "2001-12-14t21:59:43.1234567+05:30",
            datetime(2001, 12, 14, 16, 29, 43, 123456, UTC),
        ),
        ("2024-1-40", "2024-1-40"),
        ("'2024-02-30'", "2024-02-30"),
        ("!!str 2024-02-30", "2024-02-30"),
        ("! 12", 12),
        ("! '12'", "12"),
        ("!", None),
        ("!!bool yes", True),
        ("!!bool Off", False),
        ("yes", "yes"),
        ("017", 17),
        ("0o17", 15),
        ("'='", "="),
        ("!!str =", "="),
        ("'<<'", "<<"),
        ("== <<<", "== <<<"),
    ],
)
def test_scalars(text: str, value: Any) -> None:
    assert read(f"a: {text}") == {"a": value}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 2024-02-30", "2024-02-30", "2024-02-30 is no date: put it in quotes"),
        ("2024-02-30: a", "2024-02-30", "is no date"),
        ("a: 2024-01-01T25:00:00", "2024", "is no date"),
        ("a: 0000-01-01", "0000", "is no date"),
        ("a: 2024-01-01T10:00:00+25:00", "2024", "is no date"),
        ("a: =", "=", "= is a sign of YAML and no value: put it in quotes"),
        ("a: [<<, b]", "<<", "<< is a sign of YAML and no value"),
        ("a: <<\nb: c\n", "<<", "<< is a sign"),
        ("a: &x =\nb: *x\n", "&x", "= is a sign"),
        ("=", "=", "= is a sign"),
        ("a: &b c\nd: *\U0001f600\n", "*", "*\U0001f600 has no anchor before it"),
        ("a: &b.c\n  d: *b.c\n", "*", "*b.c holds itself"),
        ("a: &,b c\n", ",", "an anchor's name holds something else than letters, digits, - and _"),
        (": a\n", ":", "there is no key before this colon"),
        ("a: 1\n: b\n", ": b", "there is no key before this colon"),
        ("- : a\n", ":", "there is no key before this colon"),
        ("{: a}", ":", "there is no key before this colon"),
        ("a: {b: c, : d}", ": d", "there is no key before this colon"),
        ("a: >\n  \tx\n  y\n", ">", "begins with a tab; indent it with spaces, or write | for >"),
        (f"a: !!timestamp {'1' * 401}", "!!", "the tag !!timestamp is not accepted"),
    ],
)
def test_rare_forms_are_one_clear_finding(text: str, place: str, words: str) -> None:
    """The AWS CLI stops at dates and signs too; empty keys and tabs in folded text it reads, but nobody means them."""
    _, problems, _ = yaml_nodes.parse(text)
    assert [(problem.start, words in problem.message) for problem in problems] == [(text.index(place), True)], problems


def test_a_sign_is_a_name_like_any_other() -> None:
    assert read("=: a\n'<<': b\n") == {"=": "a", "<<": "b"}


def test_a_template_that_is_not_filled_in_says_so() -> None:
    _, problems, _ = yaml_nodes.parse("a: {{ name }}\n")
    assert "a template has to be filled in first" in problems[0].message


@given(st.text("ab:\t%?,[]{}- .\n|>&*#\ue000\ue001!'\"", max_size=40))
def test_no_text_makes_it_raise(text: str) -> None:
    yaml_nodes.parse(text)


def test_documents_after_the_end_of_one() -> None:
    roots, problems, _ = yaml_nodes.parse("a: b\n...\nc: '...'\n... # the end\n---\nd: e\n...\n")
    assert (problems, list(map(_plain, roots))) == ([], [{"a": "b"}, {"c": "..."}, {"d": "e"}])


@pytest.mark.parametrize("before", ["", "import yaml;", "import yaml.scanner;", "import json, re, yaml;"])
def test_one_parser_whatever_the_process_has_imported(before: str, tmp_path: Path) -> None:
    """Libyaml and PyYAML's own parser differ: in time by six, and in what they take."""
    script = (
        f"{before}import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from codegen.reading import yaml_nodes, yaml_parser\n"
        "from importlib import import_module\n"
        "print([p.message for text in ('[s3://b/x?y=1]', '[b?c]', 'a: [:b]') for p in yaml_nodes.parse(text)[1]])\n"
        "print(issubclass(yaml_parser._Parser, import_module('yaml._yaml').CParser))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[]\nTrue\n"
