"""Where findings point: every violation at the node that is wrong, in JSON and in YAML."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from codegen.reading import json_nodes, yaml_nodes, yaml_parser
from codegen.reading.nodes import MAX_DEPTH, Lines, Node, locate, plain
from tests.preflight_harness import check, checked

CORPUS = Path(__file__).parents[1] / "corpus" / "cloudformation"
JSON_STORE = """{
  "StoreName": "a b",
  "Kind": "OPEM",
  "Size": 99,
  "Nope": {"deep": 1},
  "Layout": {
    "Rows": 3, "Columns": 2, "Mode": "FIXED"
  },
  "Tags": [
    {"Key": "k"},
    {"Value": "v"}
  ]
}
"""
YAML_STORE = """\
StoreName: a b
Kind: OPEM
Size: 99
Nope:
  deep: 1
Layout:
  Rows: 3
  Columns: 2
  Mode: FIXED
Tags:
  - Key: k
  - Value: v
"""


def test_every_kind_of_place_in_json(tmp_path: Path) -> None:
    result = checked(tmp_path, "create-store.json", JSON_STORE)
    assert sorted(result.places, key=lambda place: place[1:]) == [
        ("pattern", 2, 16),
        ("enum", 3, 11),
        ("max-value", 4, 11),
        ("unknown-member", 5, 3),  # the key, since the member itself is wrong
        ("rows-fit-columns", 7, 13),
        ("required", 11, 5),  # the object that lacks the member
    ]
    ends = {found["rule"]: (found["endLine"], found["endColumn"]) for found in result.findings}
    assert ends["enum"] == (3, 17)
    assert ends["unknown-member"] == (5, 9)
    assert ends["required"] == (11, 19)


def test_every_kind_of_place_in_yaml(tmp_path: Path) -> None:
    result = checked(tmp_path, "create-store.yaml", YAML_STORE)
    assert sorted(result.places, key=lambda place: place[1:]) == [
        ("pattern", 1, 12),
        ("enum", 2, 7),
        ("max-value", 3, 7),
        ("unknown-member", 4, 1),
        ("rows-fit-columns", 7, 9),
        ("required", 12, 5),
    ]


def test_an_alias_points_at_where_the_value_is_written(tmp_path: Path) -> None:
    text = "CreateStore:\n  StoreName: a\n  Size: &size 99\nCreateItem: {ItemName: i, StoreName: a, Price: *size}\n"
    assert checked(tmp_path, "r.yaml", text).places == [("max-value", 3, 9)]


def test_a_merged_value_points_at_where_it_is_written(tmp_path: Path) -> None:
    text = (
        "- CreateStore: &base\n    StoreName: a\n    Size: 99\n"
        "- CreateStore:\n    <<: *base\n    StoreName: b\n"
        "- CreateStore:\n    <<: [*base]\n    StoreName: c\n    Size: 3\n"
    )
    result = checked(tmp_path, "r.yaml", text)
    # Once in the first request and once where it is merged into the second; the third overrides it.
    assert [(found["rule"], found["line"], found["column"]) for found in result.findings] == [("max-value", 3, 11)]


def test_duplicate_keys_are_reported_at_the_second(tmp_path: Path) -> None:
    assert checked(tmp_path, "create-store.json", '{"StoreName": "a",\n "StoreName": "b"}').places == [
        ("duplicate-key", 2, 2)
    ]
    assert checked(tmp_path, "create-store.yaml", "StoreName: a\nTags:\n- {Key: a, Key: b}\nStoreName: b\n").places == [
        ("duplicate-key", 3, 12),
        ("duplicate-key", 4, 1),
    ]


def test_columns_count_code_points_and_lines_end_at_any_line_end(tmp_path: Path) -> None:
    text = '{"StoreName": "ok",\r\n"Tags": [{"Key": "😀é"}],\r "Kind": "x"}'
    assert checked(tmp_path, "create-store.json", text).places == [("enum", 3, 10)]
    yaml_text = 'StoreName: ok\r\nTags: [{Key: "😀é", Valu: 1}]\r\nKind: x\r\n'
    assert checked(tmp_path, "create-store.yaml", yaml_text).places == [("unknown-member", 2, 20), ("enum", 3, 7)]


def test_several_documents_in_one_yaml_file(tmp_path: Path) -> None:
    text = "---\nCreateStore: {StoreName: a, Kind: x}\n---\n- CreateItem: {ItemName: i, StoreName: b}\n...\n"
    result = checked(tmp_path, "release.yml", text)
    assert result.places == [("enum", 2, 35), ("item-store-not-in-set", 4, 40)]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('{"a": 1', 1, 8, "ends where a comma"),
        ('{"a" 1}', 1, 6, "colon"),
        ("{a: 1}", 1, 2, "key in double quotes"),
        ('{"a": [1,]}', 1, 10, "a value"),
        ('{"a": 1} x', 1, 10, "more text"),
        ('{\n"a": "b\n"}', 2, 8, "control character"),
        ('{"a": "b', 1, 7, "nterminated"),
        ('{"a": "\\q"}', 1, 8, "escape"),
        ('{"a": 01}', 1, 7, "no JSON number"),
        ('{"a": -}', 1, 7, "no JSON number"),
        ("tru", 1, 1, "a value"),
        ("{", 1, 2, "ends where"),
        ('{"a"', 1, 5, "ends where"),
    ],
)
def test_json_that_does_not_parse(tmp_path: Path, text: str, line: int, column: int, words: str) -> None:
    result = checked(tmp_path, "create-store.json", text)
    assert result.code == 1
    assert result.places == [("syntax", line, column)]
    assert words in result.findings[0]["message"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: [1\n", 2, 1),
        ("a: 'x\n", 2, 1),
        ("a: b: c\n", 1, 5),
        ("a: @x\n", 1, 4),
        ("a: \x01\n", 1, 4),
        ("\ta: 1\n", 1, 1),
    ],
)
def test_yaml_that_does_not_parse(tmp_path: Path, text: str, line: int, column: int) -> None:
    result = checked(tmp_path, "create-store.yaml", text)
    assert (result.code, result.places) == (1, [("syntax", line, column)])


JSON_DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(JSON_DATA, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_the_json_reader_agrees_with_the_standard_one(data: Any, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    node, problems = json_nodes.parse(text)
    assert not problems
    assert node is not None
    assert plain(node) == data


@given(st.text(alphabet='{}[]":,0123456789.eE+-truefalsn \n\\u"', max_size=30))
def test_the_json_reader_takes_what_the_standard_one_takes(text: str) -> None:
    node, problems = json_nodes.parse(text)
    try:
        expected = json.loads(text)
    except ValueError:
        assert problems
        return
    assert node is not None
    if not problems:
        assert plain(node) == expected
    else:
        assert {problem.rule for problem in problems} <= {"duplicate-key", "bad-number"}


@given(JSON_DATA)
def test_every_json_value_stands_where_its_node_says(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False)
    node, _ = json_nodes.parse(text)

    def visit(node: Node) -> None:
        assert json.loads(text[node.start : node.end]) == plain(node)
        for child in node.value if node.kind == "sequence" else [pair[1] for pair in node.value]:
            if child.kind != "scalar":
                visit(child)

    if node is not None and node.kind != "scalar":
        visit(node)


@given(st.text(alphabet="a\r\n", max_size=20))
def test_positions_and_lines_agree(text: str) -> None:
    lines = Lines(text)
    expected = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [lines.line(number + 1) for number in range(len(lines.starts))] == expected
    for offset in range(len(text) + 1):
        line, column = lines.position(offset)
        assert lines.starts[line - 1] + column - 1 == offset


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("on", "on"),
        ("True", True),
        ("null", None),
        ("~", None),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", 1000),
        ("1:30", "1:30"),
        ("-5", -5),
        ("+5", 5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("1.2.3", "1.2.3"),
        ("10.0.0.1", "10.0.0.1"),
        ("-", "-"),
        ("123456789012-x", "123456789012-x"),
        ("=", "="),
    ],
)
def test_plain_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    resolved = yaml_nodes.resolve(text)
    assert resolved == value
    assert type(resolved) is type(value)


def test_dates_are_dates_as_in_the_aws_cli(tmp_path: Path) -> None:
    result = checked(tmp_path, "create-store.yaml", "StoreName: 2024-01-31\nKind: '2024-01-31'\n")
    assert result.places == [("type", 1, 12), ("enum", 2, 7)]


def test_locating_stops_where_the_document_does() -> None:
    node, _ = json_nodes.parse('{"a": [{"b": 1}]}')
    assert node is not None
    found, key, depth = locate(node, ("a", 0, "b", "c"))
    assert (plain(found), key is not None and key.value, depth) == (1, "b", 3)
    assert locate(node, ("a", 7))[2] == 1
    assert locate(node, ("x",)) == (node, None, 0)


def test_a_folder_is_one_release(tmp_path: Path) -> None:
    (tmp_path / "b.create-item.json").write_text('{"ItemName": "i",\n "StoreName": "other"}')
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.create-store.yaml").write_text("StoreName: s\n")
    (tmp_path / "sub" / "values.yaml").write_text("replicas: 3\n")
    result = check(str(tmp_path))
    assert result.places == [("item-store-not-in-set", 2, 15)]
    assert json.loads(result.out)["summary"]["skipped"] == 1


def _shape(node: Node) -> Any:
    if node.kind == "scalar":
        return node.start, node.end, node.tag, node.value
    children = node.value if node.kind == "sequence" else [part for pair in node.value for part in pair]
    return node.start, node.tag, [_shape(child) for child in children]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.yaml")), ids=lambda path: path.name)
def test_the_python_parser_reads_what_libyaml_reads(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    fast, problems, _ = yaml_nodes.parse(text)
    monkeypatch.setattr(yaml_parser, "_Parser", yaml.SafeLoader)
    slow, others, _ = yaml_nodes.parse(text)
    assert (problems, others) == ([], [])
    assert [_shape(root) for root in fast] == [_shape(root) for root in slow]


@pytest.mark.parametrize("text", ["a: [1\n", "a: \x01\n", "a: 'x\n", "*x"])
def test_the_python_parser_refuses_what_libyaml_refuses(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, fast, _ = yaml_nodes.parse(text)
    monkeypatch.setattr(yaml_parser, "_Parser", yaml.SafeLoader)
    _, slow, _ = yaml_nodes.parse(text)
    assert [(problem.rule, problem.start) for problem in fast] == [(problem.rule, problem.start) for problem in slow]


@pytest.mark.parametrize("parser", [yaml_parser._Parser, yaml.SafeLoader], ids=["chosen", "python"])
@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 900, 1_001, 20_000])
@pytest.mark.parametrize("before", ["", "a: 1\nb:\n- "], ids=["at the start", "below others"])
@pytest.mark.parametrize("opening", ["[", "{a: ", "[{a: ", "- ", "? "])
def test_the_first_level_beyond_the_limit_is_named(
    opening: str, before: str, levels: int, parser: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_parser, "_Parser", parser)
    text = before + opening * levels
    collections = [at for at, letter in enumerate(text) if letter in "[{-?"]
    collections[:0] = [0] if before else []  # the mapping around the others begins with its first key
    _, problems, _ = yaml_nodes.parse(text)
    assert [(problem.rule, problem.start) for problem in problems] == [("too-deep", collections[MAX_DEPTH])]


@pytest.mark.parametrize("parser", [yaml_parser._Parser, yaml.SafeLoader], ids=["chosen", "python"])
@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 900, 1_500])
def test_the_first_block_mapping_beyond_the_limit_is_named(
    levels: int, parser: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_parser, "_Parser", parser)
    lines = [" " * depth + "a:\n" for depth in range(levels)]
    _, problems, _ = yaml_nodes.parse("".join(lines))
    at = sum(map(len, lines[:MAX_DEPTH])) + MAX_DEPTH
    assert [(problem.rule, problem.start) for problem in problems] == [("too-deep", at)]


@pytest.mark.parametrize("parser", [yaml_parser._Parser, yaml.SafeLoader], ids=["chosen", "python"])
def test_what_stands_first_is_named_a_level_too_deep_or_an_error(parser: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_parser, "_Parser", parser)
    _, deep_first, _ = yaml_nodes.parse("[" * 200 + "@")
    assert [(problem.rule, problem.start) for problem in deep_first] == [("too-deep", MAX_DEPTH)]
    _, error_first, _ = yaml_nodes.parse("[@" + "[" * 2_000)
    assert [(problem.rule, problem.start) for problem in error_first] == [("syntax", 1)]


def test_without_pyyaml_a_yaml_file_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "codegen.reading.yaml_parser", None)
    monkeypatch.delattr("codegen.reading.yaml_parser", raising=False)
    assert checked(tmp_path, "create-store.yaml", "StoreName: a\n").places == [("unreadable", 1, 1)]
    assert checked(tmp_path, "create-store.json", '{"StoreName": "a"}').findings == []
