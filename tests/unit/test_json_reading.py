"""JSON as its standard has it: what has to be read, what has to be refused, and what a reader may choose."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.reading import json_nodes
from codegen.reading.nodes import Node

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(-1e300, 1e300) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def _plain(node: Node) -> Any:
    if node.kind == "mapping":
        return {_plain(key): _plain(value) for key, value in node.value}
    return [_plain(item) for item in node.value] if node.kind == "sequence" else node.value


@pytest.mark.parametrize(
    "text",
    [
        *("[]", "{}", "0", "-0", "1e2", "1E+2", "1.5e-3", "true", "false", "null", '""', " \t\r\n[ ] \n"),
        *('["\\u0000"]', '["\\ud834\\udd1e"]', '["\\"\\\\\\/\\b\\f\\n\\r\\t"]', '["\u2028\u2029\x7f"]', '{"": 0}'),
        *("[1,[2,[3]]]", '{"a":{"b":[]}}', "[-1, 0.1, 1e1]", '["\U0001f600"]', '["\\u00e9\\u0041"]'),
    ],
)
def test_documents_that_have_to_be_read(text: str) -> None:
    node, problems = json_nodes.parse(text)
    assert problems == []
    assert node is not None
    assert _plain(node) == json.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "[",
            "]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1,,2]",
            "{",
            "}",
            '{"a"}',
            '{"a":}',
            '{"a":1,}',
            "{a:1}",
            "{'a':1}",
        ),
        *(
            '{"a":1 "b":2}',
            "{1:1}",
            '{"a" 1}',
            "[1]x",
            "[1]]",
            '{"a":1}}',
            "nul",
            "True",
            "nulll",
            "+1",
            "01",
            "-",
            "-01",
        ),
        *(
            "1.",
            ".5",
            "1e",
            "1e+",
            "1.e1",
            "0x1",
            "1_0",
            "--1",
            "1e1.5",
            "[1e]",
            '"',
            '"\\x"',
            '"\\u12"',
            '"\\u12G4"',
            '"\\',
        ),
        *(
            '"a\nb"',
            '"\t"',
            '"\x00"',
            "'a'",
            "// c\n1",
            "/* c */ 1",
            "[1] // c",
            "\ufeff[]",
            "\xa0[]",
            "[\u2003]",
            "\x0c[]",
        ),
    ],
)
def test_documents_that_have_to_be_refused(text: str) -> None:
    _, problems = json_nodes.parse(text)
    assert problems
    with pytest.raises(ValueError, match=r"."):
        json.loads(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('{"a": 1, "a": 1}', "duplicate-key"),
        ("[NaN]", "bad-number"),
        ("[-Infinity]", "bad-number"),
        ("[1e999]", "bad-number"),
        ("[" + "9" * 500 + "]", "bad-number"),
        ("[" * 500 + "]" * 500, "too-deep"),
    ],
)
def test_what_a_reader_may_choose_is_refused_by_name(text: str, rule: str) -> None:
    _, problems = json_nodes.parse(text)
    assert rule in {problem.rule for problem in problems} or {problem.rule for problem in problems} == {"syntax"}
    assert problems


@given(data=PLAIN, indent=st.sampled_from([None, 0, 3]), ascii_only=st.booleans())
def test_whatever_is_written_is_read(data: Any, indent: int | None, *, ascii_only: bool) -> None:
    node, problems = json_nodes.parse(json.dumps(data, indent=indent, ensure_ascii=ascii_only))
    assert problems == []
    assert node is not None
    assert _plain(node) == data


@given(st.text('[]{}",:0123456789.eE+-truefalsn\\u \n', max_size=30))
def test_what_is_no_json_to_python_is_none_here(text: str) -> None:
    node, problems = json_nodes.parse(text)
    try:
        expected = json.loads(text)
    except ValueError:
        assert problems
        return
    assert problems or (node is not None and _plain(node) == expected)
