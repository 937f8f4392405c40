"""Mistakes planted into every template of the corpus that has the place for them: each is found at its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

import generated
from codegen.reading import json_nodes, yaml_nodes
from codegen.reading.nodes import SCALAR, Lines, Node, locate
from generated.__main__ import SERVICES
from tests.preflight_harness import checked

CORPUS: Final = sorted((Path(__file__).parents[1] / "corpus" / "cloudformation").iterdir())
PACKAGE: Final[dict[str, Any]] = {"package": generated.__name__, "services": SERVICES}
NAMES: Final = {
    "AWS::SageMaker::EndpointConfig": ("ProductionVariants", 0, "ModelName"),
    "AWS::SageMaker::Endpoint": ("EndpointConfigName",),
}
"""Where a resource names another one."""
NAMED: Final = {
    "AWS::SageMaker::EndpointConfig": "AWS::SageMaker::Model",
    "AWS::SageMaker::Endpoint": "AWS::SageMaker::EndpointConfig",
}


class Plant(NamedTuple):
    """A template with one mistake, and where it stands."""

    mistake: str
    rule: str
    line: int
    text: str


def _root(path: Path, text: str) -> Node | None:
    if path.suffix == ".json":
        return json_nodes.parse(text)[0]
    roots = yaml_nodes.parse(text)[0]
    return roots[0] if len(roots) == 1 else None


def _plants() -> Iterator[tuple[str, Path, Plant]]:
    for path in CORPUS:
        text = path.read_text(encoding="utf-8")
        root = _root(path, text)
        resources = None if root is None else root.get("Resources")
        if resources is None:
            continue
        kinds = {key.text: node.get("Type") for key, node in resources.value}
        known = {logical_id: kind.text for logical_id, kind in kinds.items() if kind is not None}
        for logical_id, node in resources.value:
            for plant in _planted(text, node, known):
                yield f"{path.name}-{logical_id.text}-{plant.mistake}", path, plant


def _planted(text: str, resource: Node, known: dict[str, str]) -> Iterator[Plant]:
    kind = resource.get("Type")
    place = None if kind is None else NAMES.get(kind.text)
    if kind is None or place is None:
        return
    node, key, depth = locate(resource, ("Properties", *place))
    if depth <= len(place) or key is None or (node.kind != SCALAR and text[:1] != "{"):
        return  # in YAML the end of a collection in brackets is not where they close
    line = Lines(text).position(node.start)[0]
    others = [logical_id for logical_id, other in known.items() if other == NAMED[kind.text]]
    values: list[tuple[str, str, Any]] = [
        ("no such parameter", "unresolved-reference", {"Ref": "Nowhere"}),
        ("no such resource", "unresolved-reference", {"Fn::GetAtt": ["Nowhere", "ModelName"]}),
        ("no such variable", "unresolved-reference", {"Fn::Sub": "${Nowhere}-x"}),
        ("no such condition", "unresolved-reference", {"Fn::If": ["Nowhere", "a", "b"]}),
        ("no such mapping", "unresolved-reference", {"Fn::FindInMap": ["Nowhere", "a", "b"]}),
        ("no such function", "bad-intrinsic", {"Fn::ref": "Nowhere"}),
        ("underscore beside a reference", "pattern", {"Fn::Sub": "${AWS::StackName}_x"}),
        *(("no such attribute", "unresolved-reference", {"Fn::GetAtt": [other, "Name"]}) for other in others[:1]),
        *(("ARN for a name", "arn-for-name", {"Ref": other}) for other in others[:1]),
    ]
    for mistake, rule, value in values:
        yield Plant(mistake, rule, line, text[: node.start] + json.dumps(value) + text[node.end :])
    quoted = text[key.start : key.end]
    misspelt = quoted.replace("Name", "Nam")
    planted = text[: key.start] + misspelt + text[key.end : node.start] + json.dumps({"Ref": "AWS::StackName"})
    key_line = Lines(text).position(key.start)[0]
    yield Plant("misspelt member", "unknown-member", key_line, planted + text[node.end :])


PLANTS: Final = list(_plants())


@pytest.mark.parametrize(("path", "plant"), [pytest.param(path, plant, id=name) for name, path, plant in PLANTS])
def test_a_planted_mistake_is_found_at_its_line(tmp_path: Path, path: Path, plant: Plant) -> None:
    result = checked(tmp_path, path.name, plant.text, **PACKAGE)
    assert result.code == 1
    assert (plant.rule, plant.line) in {(found["rule"], found["line"]) for found in result.findings}


def test_every_kind_of_mistake_is_planted_often() -> None:
    kinds = {plant.mistake for _, _, plant in PLANTS}
    assert len(kinds) == 10
    assert all(sum(plant.mistake == kind for _, _, plant in PLANTS) >= 10 for kind in kinds)
