"""Texts inside of texts: each character has the place where it is written, whichever way it is quoted."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from codegen.preflight.doors.inner import Inner, starts, unquoted_holes, with_holes
from codegen.preflight.unknowns import OPEN, Hole
from codegen.reading import json_nodes, yaml_nodes
from codegen.reading.nodes import MAPPING, Node, locate

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\x85")
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from("\n\t\"'\\/ ab{}$")), min_size=1, max_size=40)


def _scalar(root: Node | None) -> Node:
    assert root is not None
    node, _, depth = locate(root, ("k",))
    assert depth == 1
    return node


@given(TEXTS, st.booleans())
def test_characters_of_a_json_string(text: str, escaped: bool) -> None:
    written = json.dumps({"k": text}, ensure_ascii=escaped)
    places = [*starts(_scalar(json_nodes.parse(written)[0]), written), len(written) - 2]
    pieces = [json.loads(f'"{written[start:end]}"') for start, end in pairwise(places)]
    assert "".join(pieces) == text
    assert pieces == list(text)


@example("0''", "", 30)
@example("''", "|", 30)
@example("it's", "'", 30)
@given(TEXTS, st.sampled_from(["", "'", '"', "|", ">"]), st.sampled_from([30, 1000]))
def test_characters_of_a_yaml_scalar(text: str, style: str, width: int) -> None:
    written = yaml.safe_dump({"k": text}, default_style=None, allow_unicode=True, width=width)
    if style:
        node = yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)
        pair = (yaml.ScalarNode("tag:yaml.org,2002:str", "k"), node)
        written = yaml.serialize(yaml.MappingNode("tag:yaml.org,2002:map", [pair]), allow_unicode=True, width=width)
    roots, problems, _ = yaml_nodes.parse(written)
    assert problems == []
    scalar = _scalar(roots[0])
    places = starts(scalar, written)
    assert places == sorted(places)
    for letter, place in zip(str(scalar.value), places, strict=True):
        assert place <= scalar.end
        assert letter.isspace() or written[place] in {letter, "\\"}


def _inner(*pieces: str | tuple[str]) -> Inner:
    inner, at = Inner(), 0
    for piece in pieces:
        if isinstance(piece, str):
            inner.write(piece, list(range(at, at + len(piece))), at + len(piece))
            at += len(piece)
        else:
            inner.leave(piece[0], at, at + len(piece[0]))
            at += len(piece[0])
    return inner


def test_holes_are_values_pieces_and_open_mappings() -> None:
    inner = _inner('{"a": ', ("A",), ', "b": "x\\"-', ("B",), '-y", "', ("C",), '": 1, "d": {"', ("D",), 'e": 2}}')
    root, problems = inner.json()
    assert problems == []
    assert root is not None
    assert (inner.bare, root.tag) == (True, OPEN)
    values = {key.text: value for key, value in root.value}
    assert set(values) == {"a", "b", "d"}
    whole, part = values["a"].value, values["b"].value
    assert isinstance(whole, Hole)
    assert isinstance(part, Hole)
    assert (whole.pieces, part.pieces) == ((None,), ('x"-', None, "-y"))
    assert (values["d"].kind, values["d"].tag, values["d"].value) == (MAPPING, OPEN, [])


def test_what_is_wrong_has_the_place_in_the_file() -> None:
    root, problems = _inner('{"a": "', ("HOLE",), '", b}').json()
    assert root is None
    assert [(problem.rule, problem.start) for problem in problems] == [("syntax", 14)]


@pytest.mark.parametrize("text", ['{"a": ${X}, "b": "${Y}"}', '{"a": [${X}, {"b": "${Y}"}]}'])
def test_placeholders_outside_of_quotes_alone_become_holes(text: str) -> None:
    inner = unquoted_holes(text, r"\$\{\w+\}")
    root, problems = inner.json()
    assert (problems, inner.keys) == ([], ["${X}"])
    assert root is not None
    assert "${Y}" in json.dumps(json.loads(inner.text))


@given(st.lists(st.sampled_from(["${A}", "${Bc}", "x", "$", "{", "y-"]), max_size=8))
def test_pieces_of_a_text_with_placeholders_make_it_again(parts: list[str]) -> None:
    text = "".join(parts)
    found = with_holes(text, r"\$\{\w+\}")
    if isinstance(found, str):
        assert found == text
        assert "${A}" not in text
    else:
        known = [piece for piece in found.pieces if piece is not None]
        assert "".join(known) == text.replace("${A}", "").replace("${Bc}", "")
        assert found.pieces.count(None) == text.count("${A}") + text.count("${Bc}")
