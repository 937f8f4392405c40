"""Every error that CloudFormation's own engine finds in the resources of claimed types has one of ours in the resource.

The templates are those of the corpus, and the same with mistakes planted into them. The engine often gives the line
of a resource, where ours give that of the mistake, so the resources are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from codegen.reading.nodes import Lines
from tests.preflight_harness import check
from tests.unit.test_preflight_planted import CORPUS, PACKAGE, PLANTS, _root

engine = pytest.importorskip("cloudformation_validate", reason="the engine is not installed")

CLAIMED: Final = ("AWS::SageMaker::Model", "AWS::SageMaker::EndpointConfig", "AWS::SageMaker::Endpoint")
APART: Final = {
    "E3016": "UpdatePolicy is an attribute of the resource, not one of the properties that become a request",
}
"""What the engine reports and we do not, and why."""


class Span(NamedTuple):
    """The lines of a resource of a claimed type."""

    file: str
    first: int
    last: int


def _spans(path: Path) -> Iterator[Span]:
    text = path.read_text(encoding="utf-8")
    root = _root(path, text)
    resources = None if root is None else root.get("Resources")
    lines = Lines(text)
    for key, node in resources.value if resources is not None else ():
        kind = node.get("Type")
        if kind is not None and kind.text in CLAIMED:
            last = lines.position(len(text[: node.end].rstrip()))[0]
            yield Span(str(path), lines.position(key.start)[0], last)


def _errors(rules: Any, path: Path) -> Iterator[tuple[int, str]]:
    config = engine.ValidateConfig(severity_level=engine.Severity.ERROR)
    for found in rules.validate_template(str(path), config).diagnostics:
        if found.severity.name in {"ERROR", "FATAL"} and found.rule_id not in APART:
            yield found.start_line, f"{found.rule_id} {found.message}"


def test_every_error_of_the_engine_is_found_in_its_resource(tmp_path: Path) -> None:
    paths = list(CORPUS)
    for number, (_, path, plant) in enumerate(PLANTS):
        paths.append(tmp_path / f"{number:03}-{path.name}")
        paths[-1].write_text(plant.text, encoding="utf-8")
    result = check("--release-per", "file", *map(str, paths), **PACKAGE)
    ours = {(found["file"], found["line"]) for found in result.findings}
    rules = engine.RegoEngine()
    theirs = 0
    missing = []
    for path in paths:
        spans = list(_spans(path))
        for line, said in _errors(rules, path):
            span = next((one for one in spans if one.first <= line <= one.last), None)
            if span is not None:
                theirs += 1
                if not any((span.file, number) in ours for number in range(span.first, span.last + 1)):
                    missing.append((path.name, line, said))
    assert missing == []
    assert theirs >= 100
