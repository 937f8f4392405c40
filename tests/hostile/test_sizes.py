"""Input that is long, deep, wide, endless, or repeats itself."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Mapping
from typing import Any, Final

import pytest

from tests.workshop import Workshop, document, structure

TEXT: Final = {"Text": {"type": "string"}}


def _nested(key: str, depth: int, last: Any) -> Any:
    for _ in range(depth):
        last = {key: last}
    return last


def test_a_chain_of_1500_references(workshop: Workshop) -> None:
    links = 1500
    shapes: dict[str, Any] = {f"C{n}": structure(Next=f"C{n + 1}", Text="Text") for n in range(links)}
    package = workshop.generate(
        {"In": structure(Next="C0"), "Out": structure(Next="C0"), **shapes, f"C{links}": structure(), **TEXT}
    )
    for depth in (0, 1, 20, 21, 100, 180):
        data = _nested("Next", depth, {})
        assert package.validate("Do", data) == []
        assert package.In.from_dict(data).to_dict() == data
        assert package.Out.from_response(data).to_dict() == data
        assert package.In.from_dict(data) == package.In.from_dict(data)
        bad = _nested("Next", depth, {"Nothing": 1})
        assert [(v.rule, len(v.path)) for v in package.validate("Do", bad)] == [("unknown-member", depth + 1)]
    assert [v.rule for v in package.validate("Do", _nested("Next", links, {}))] == ["max-depth"]
    with pytest.raises(package.ValidationError):
        package.In.from_dict(_nested("Next", links, {}))
    workshop.forget()
    last = getattr(workshop.load(), f"C{links}")  # from the other end of the chain
    assert last().to_dict() == {}


def test_400_lists_inside_each_other(workshop: Workshop) -> None:
    shapes = {f"L{n}": {"type": "list", "member": {"shape": f"L{n + 1}"}} for n in range(400)}
    workshop.refuse({"In": structure(M="L0"), **shapes, "L400": {"type": "string"}}, "shape L", "nested")


def test_400_structures_inside_each_other(workshop: Workshop) -> None:
    shapes = {f"L{n}": structure(M=f"L{n + 1}", N="Text") for n in range(400)}
    package = workshop.generate({"In": structure(M="L0"), **shapes, "L400": {"type": "integer"}, **TEXT})
    assert package.validate("Do", _nested("M", 150, {"N": "x"})) == []
    assert [v.rule for v in package.validate("Do", _nested("M", 400, {"N": "x"}))] == ["max-depth"]


@pytest.mark.parametrize("depth", [400, 900, 100_000])
@pytest.mark.parametrize("place", ["metadata", "waiters", "examples", "unknown", "shapes"])
def test_a_deep_json_document(workshop: Workshop, place: str, depth: int) -> None:
    model = document({"In": structure()})
    model[place] = "@" if place != "metadata" else model["metadata"] | {"deep": "@"}
    text = json.dumps(model).replace('"@"', '{"a":' * depth + "1" + "}" * depth)
    workshop.write(text)
    outcome = workshop.run()
    if outcome.code:
        outcome.refused("tiny")
        assert not workshop.out.exists()


@pytest.mark.parametrize(("opening", "closing"), ["[]", ("{a: ", "}"), ("- ", "")])
def test_a_deep_yaml_document(workshop: Workshop, opening: str, closing: str) -> None:
    folder = workshop.write(document({"In": structure()}))
    text = "service: tiny\noperations:\n  " + opening * 5000 + closing * 5000
    (folder / "service.yaml").write_text(text, encoding="utf-8")
    workshop.run().refused("service.yaml")


def test_recursive_shapes(workshop: Workshop) -> None:
    shapes = {
        "In": structure(Tree="Tree"),
        "Out": structure(Tree="Tree"),
        "Tree": structure(Next="Tree", List="Trees", Map="Forest", Other="Twin", Text="Text"),
        "Trees": {"type": "list", "member": {"shape": "Tree"}},
        "Forest": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Trees"}},
        "Twin": structure(Back="Tree", Choice="Either"),
        "Either": structure(Left="Either", Right="Tree") | {"union": True},
        **TEXT,
    }
    package = workshop.generate(shapes)
    workshop.load_all()
    tree: dict[str, Any] = {"Text": "leaf"}
    for _ in range(8):
        tree = {"Next": tree, "List": [tree], "Map": {"k": [tree]}, "Other": {"Back": {}, "Choice": {"Right": {}}}}
        if len(json.dumps(tree)) > 20_000:
            break
    assert package.validate("Do", {"Tree": tree}) == []
    assert package.In.from_dict({"Tree": tree}).to_dict() == {"Tree": tree}
    assert package.Out.from_response({"Tree": tree}).to_dict() == {"Tree": tree}
    assert [v.rule for v in package.validate("Do", {"Tree": _nested("Next", 3000, {})})] == ["max-depth"]


def test_data_that_contains_itself(workshop: Workshop) -> None:
    shapes = {
        "In": structure(Tree="Tree", Any="Anything"),
        "Tree": structure(List="Trees", Map="Forest"),
        "Trees": {"type": "list", "member": {"shape": "Tree"}},
        "Forest": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Tree"}},
        "Anything": {"type": "structure", "members": {}, "document": True},
        **TEXT,
    }
    package = workshop.generate(shapes)
    tree: dict[str, Any] = {}
    tree["List"] = [tree, tree, tree]
    tree["Map"] = dict.fromkeys("abc", tree)
    assert [v.rule for v in package.validate("Do", {"Tree": tree})] == ["max-depth"]
    endless: list[Any] = []
    endless += [endless, endless, {"a": endless}]
    assert [v.rule for v in package.validate("Do", {"Any": endless})] == ["max-depth"]
    found = package.validate("Do", {"Tree": endless})
    assert [v.rule for v in found] == ["type"]
    assert str(found[0])


def test_a_list_or_map_that_is_nothing_but_itself(workshop: Workshop) -> None:
    workshop.refuse({"In": structure(M="L"), "L": {"type": "list", "member": {"shape": "L"}}}, "shape L", "nested")


def test_an_enum_of_100000_values(workshop: Workshop) -> None:
    values = [f"ml.g{n}.{size}" for n, size in itertools.product(range(25_000), ("large", "Large", "LARGE", "-large"))]
    package = workshop.generate({"In": structure(M="E"), "E": {"type": "string", "enum": values}})
    assert package.validate("Do", {"M": values[-1]}) == []
    [violation] = package.validate("Do", {"M": "ml.g24999.larg"})
    assert "ml.g24999." in violation.message
    assert package.In(m=values[777]).m.value == values[777]
    assert len(package.E) == len(values)


def test_an_enum_whose_values_all_want_one_name(workshop: Workshop) -> None:
    values = ["a" + " " * n for n in range(3_000)] + ["-" * n for n in range(1, 300)]
    package = workshop.generate({"In": structure(M="E"), "E": {"type": "string", "enum": values}})
    assert [m.value for m in package.E] == values


def test_a_structure_of_100000_members(workshop: Workshop) -> None:
    """Refused at once: a class of so many takes minutes, and no service has one."""
    started = time.process_time()
    workshop.refuse(
        {"In": structure(**{f"M{n}": "E" for n in range(100_000)}), "E": {"type": "string"}}, "100000 members"
    )
    assert time.process_time() - started < 10


def test_a_structure_of_3000_members(workshop: Workshop) -> None:
    names = [f"M{n}" for n in range(3000)]
    package = workshop.generate({"In": structure(names, **dict.fromkeys(names, "Text")), **TEXT})
    assert [v.rule for v in package.validate("Do", {})] == ["required"] * 3000
    data = dict.fromkeys(names, "")
    assert package.In.from_dict(data).to_dict() == data


BOMBS: Final[Mapping[str, str]] = {
    "billion laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{c}: &{c} [{','.join([f'*{p}'] * 9)}]\n" for p, c in itertools.pairwise("abcdefghijk")),
    "an alias of itself": "service: &s [*s]\noperations: all\n",
    "a map of itself": "service: &s {x: *s}\noperations: all\n",
    "a merge": "base: &b {service: tiny}\n<<: *b\noperations: all\n",
    "a tag": "service: !!python/object/apply:os.system ['true']\noperations: all\n",
    "a tag of our own": "service: !x tiny\noperations: all\n",
    "a set": "service: tiny\noperations: !!set {A, B}\n",
    "binary": "service: tiny\noperations: !!binary aGk=\n",
    "two documents": "service: tiny\noperations: all\n---\nservice: tiny\n",
    "no document": "",
    "a scalar": "tiny",
    "a list": "[tiny]",
    "a complex key": "? [a, b]\n: c\nservice: tiny\noperations: all\n",
    "a key twice": "service: tiny\noperations: all\nservice: other\n",
    "a key twice, spelt otherwise": 'service: tiny\noperations: all\n"serv\\u0069ce": other\n',
    "a tab": "service: tiny\n\toperations: all\n",
    "an open quote": 'service: "tiny\noperations: all\n',
    "a control character": "service: ti\x07ny\noperations: all\n",
    "a directive": "%YAML 9.9\n---\nservice: tiny\noperations: all\n",
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_yaml_that_no_spec_needs(workshop: Workshop, text: str) -> None:
    folder = workshop.write(document({"In": structure()}))
    (folder / "service.yaml").write_text(text, encoding="utf-8")
    outcome = workshop.run()
    outcome.refused("service.yaml")
    assert not workshop.out.exists()


def test_yaml_that_is_no_text(workshop: Workshop) -> None:
    folder = workshop.write(document({"In": structure()}))
    for data in (b"\xff\xfe\x00", b"service: \x80", b"\0" * 100):
        (folder / "service.yaml").write_bytes(data)
        workshop.run().refused("service.yaml")


@pytest.mark.parametrize("place", ["", "shapes", "In", "members"])
def test_json_keys_that_appear_twice(workshop: Workshop, place: str) -> None:
    model = document({"In": structure(M="Text"), **TEXT})
    marks: dict[str, Any] = {"": model, "shapes": model["shapes"], "In": model["shapes"]["In"]}
    marks["members"] = marks["In"]["members"]
    marks[place]["first"] = marks[place]["second"] = {"shape": "Text"}
    workshop.write(json.dumps(model).replace('"second"', '"first"'))
    workshop.run().refused("model.json", "'first'", "twice")


def test_a_hundred_thousand_keys_of_which_the_last_appears_twice(workshop: Workshop) -> None:
    keys = [f'"k{n}": 1' for n in range(100_000)]
    workshop.write("{" + ", ".join([*keys, keys[-1]]) + "}")
    workshop.run().refused("'k99999'", "twice")


@pytest.mark.parametrize("text", ["", "null", "[]", "1", '"x"', "{", "{}", '{"botoforge": {}}', "\ufeff{}", "{'a': 1}"])
def test_json_that_is_no_model(workshop: Workshop, text: str) -> None:
    workshop.write(text)
    workshop.run().refused("model.json")
