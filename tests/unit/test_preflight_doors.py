"""What every door can say, shown with a made-up one: notes, one request a paragraph, in names of their own."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from codegen.preflight import doors
from codegen.preflight.doors.reading import Reading, Source
from codegen.preflight.unknowns import OPEN, Hole
from codegen.reading.nodes import MAPPING, SCALAR, Node
from tests.preflight_harness import check, checked, run

NAMES = {"store": "StoreName", "item": "ItemName", "kind": "Kind", "price": "Price", "colour": "Colour"}
NOTES = doors.Door("notes", "notes", marks=("create",), suffixes=(".note",), reads_text=True, interpreters=("notes",))


def _spell(name: str, _: object) -> str:
    return next((written for written, wire in NAMES.items() if wire == name), name.lower())


def _value(text: str, start: int) -> Node:
    end = start + len(text)
    if "?" not in text:
        return Node(SCALAR, text, start, end, text)
    pieces = tuple(part or None for part in text.replace("?", "\0?\0").split("\0") if part)
    return Node(SCALAR, Hole(text, pieces=tuple(None if piece == "?" else piece for piece in pieces)), start, end)


def _read(_: object, source: Source, reading: Reading) -> None:
    at, node, where = 0, Node(MAPPING, [], 0, 0), ""
    for line in source.text.splitlines(keepends=True):
        name, colon, text = line.partition(":")
        if line.startswith("create"):
            words = line.split()
            node, where = Node(MAPPING, [], at, at + 6, tag=OPEN if "..." in words else None), words[1]
            reading_later.append((source.services.operations[f"create-{where}"], node, words))
        elif colon and not line.startswith("#"):
            key = Node(SCALAR, NAMES.get(name, name), at, at + len(name), name)
            node.value.append((key, _value(text.strip(), at + len(name) + 2)))
        at += len(line)
    for operation, request, words in reading_later:
        reading.add(operation, request, label=words[1], spell=_spell, group="g", in_order="either" not in words)
    reading_later.clear()


reading_later: list[tuple[tuple[str, str], Node, list[str]]] = []


@pytest.fixture(autouse=True)
def notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up door, beside those that there are."""
    module = ModuleType(f"{doors.__name__}.notes")
    vars(module).update(recognise=lambda _, source: "create" in source.text, read=_read)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(doors, "DOORS", (NOTES, *doors.DOORS))


def _found(folder: Path, text: str) -> list[dict[str, Any]]:
    return checked(folder, "a.note", text).findings


def test_messages_and_paths_are_in_the_names_of_the_file(tmp_path: Path) -> None:
    text = "create item\nitem: a\nprice: x\nstore: s\n"
    [found] = _found(tmp_path, text)
    assert (found["rule"], found["line"], found["column"]) == ("type", 3, 8)
    assert "CreateItem item price" in run("preflight", str(tmp_path / "a.note")).out
    [lacking] = _found(tmp_path, "create item\nitem: a\n")
    assert (lacking["rule"], lacking["line"]) == ("required", 1)
    assert "store" in lacking["message"]
    assert "StoreName" not in lacking["message"]


def test_unknown_values_satisfy_everything_but_known_pieces_count(tmp_path: Path) -> None:
    assert _found(tmp_path, "create store\nstore: a-?\nkind: ?\n") == []
    assert [found["rule"] for found in _found(tmp_path, "create store\nstore: a_?\nkind: O?N\n")] == ["pattern"]
    assert [found["rule"] for found in _found(tmp_path, "create store\nstore: a\nkind: X?\n")] == ["enum"]


def test_an_open_mapping_lacks_nothing_and_still_has_wrong_members(tmp_path: Path) -> None:
    assert [found["rule"] for found in _found(tmp_path, "create store ...\nstore: a\n")] == []
    assert [found["rule"] for found in _found(tmp_path, "create store ...\nSiz: a\n")] == ["unknown-member"]


def test_comments_silence(tmp_path: Path) -> None:
    assert _found(tmp_path, "create store\nstore: a\n# botoforge: ignore[enum]\nkind: OPEM\n") == []


def test_alternatives_are_no_sequence(tmp_path: Path) -> None:
    text = "create store{0}\nstore: a\nkind: CLOSED\ncreate item{0}\nitem: i\nstore: {1}\n"
    assert [found["rule"] for found in _found(tmp_path, text.format("", "b"))] == ["item-store-not-in-set"]
    assert _found(tmp_path, text.format(" either", "b")) == []
    assert [found["rule"] for found in _found(tmp_path, text.format(" either", "a"))] == ["item-store-closed"]
    twice = f"create store either\nstore: a\nkind: OPEN\n{text.format(' either', 'a')}"
    assert _found(tmp_path, twice) == []


def test_equal_expressions_are_one_name_and_others_are_not(tmp_path: Path) -> None:
    text = "create store\nstore: ?a\nkind: CLOSED\ncreate item\nitem: i\nstore: {0}\n"
    assert [found["rule"] for found in _found(tmp_path, text.format("?a"))] == ["item-store-closed"]
    assert _found(tmp_path, text.format("?b")) == []


def test_a_folder_is_searched_for_the_suffixes_of_doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codegen.preflight.discover.SUFFIXES", (*doors.SUFFIXES, *NOTES.suffixes))
    (tmp_path / "a.note").write_text("create store\nstore: a\nkind: OPEM\n")
    (tmp_path / "b.note").write_text("nothing\n")
    assert [found["rule"] for found in check(str(tmp_path)).findings] == ["enum"]
    named = check(str(tmp_path / "b.note")).findings
    assert [found["rule"] for found in named] == ["unknown-operation"]


def test_a_first_line_tells_the_interpreter(tmp_path: Path) -> None:
    text = "#!/usr/bin/env notes\ncreate store\nstore: a\nkind: OPEM\n"
    assert [found["rule"] for found in checked(tmp_path, "deploy", text).findings] == ["enum"]


def test_doors_are_listed() -> None:
    listed = run("doors").out.splitlines()
    assert [line.split()[0] for line in listed] == [door.name for door in doors.DOORS]
    assert run("doors", "x").code == 2


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.note"])
def test_a_door_that_is_not_used_is_not_loaded(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, f"{doors.__name__}.notes")
    assert checked(tmp_path, name, "{}").code == 1  # loading it would be an internal error
    assert "internal-error" not in {found["rule"] for found in checked(tmp_path, name, "{}").findings}
