"""Every error that cfn-lint finds in the resources of claimed types has a finding of ours at the same line.

Runs where cfn-lint is installed. The templates are those of the corpus, and the same with mistakes planted into them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from tests.preflight_harness import check
from tests.unit.test_preflight_planted import CORPUS, PACKAGE, PLANTS

LINT: Final = shutil.which("cfn-lint", path=str(Path(sys.executable).parent)) or shutil.which("cfn-lint")
APART: Final = {
    "E3016": "UpdatePolicy is an attribute of the resource, not one of the properties that become a request",
}
"""What cfn-lint reports and we do not, and why."""

pytestmark = pytest.mark.skipif(LINT is None, reason="cfn-lint is not installed")


class Error(NamedTuple):
    """An error of cfn-lint."""

    file: str
    line: int
    rule: str
    message: str


def _write(folder: Path) -> list[Path]:
    paths = []
    for number, (_, path, plant) in enumerate(PLANTS):
        target = folder / f"{number:03}-{path.name}"
        target.write_text(plant.text, encoding="utf-8")
        paths.append(target)
    return paths


def _errors(paths: list[Path]) -> Iterator[Error]:
    assert LINT is not None
    words = [LINT, "--format", "json", "--regions", "us-east-1", "--ignore-checks", "W", "I", "--", *map(str, paths)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    for found in json.loads(done.stdout):
        place: list[Any] = found["Location"].get("Path") or []
        kind = _kind(Path(found["Filename"]), place[1]) if place[:1] == ["Resources"] and len(place) > 1 else ""
        if kind in ("AWS::SageMaker::Model", "AWS::SageMaker::EndpointConfig", "AWS::SageMaker::Endpoint"):
            line = found["Location"]["Start"]["LineNumber"]
            yield Error(found["Filename"], line, found["Rule"]["Id"], found["Message"])


def _kind(path: Path, logical_id: str) -> str:
    """The type of a resource, by the text below its logical id."""
    _, _, below = path.read_text(encoding="utf-8").partition(f"{logical_id}:")
    if path.suffix == ".json":
        _, _, below = path.read_text(encoding="utf-8").partition(f'"{logical_id}": {{')
    return below.partition("Type")[2].lstrip('": ').split()[0].strip('",')


def test_every_error_of_cfn_lint_is_found_at_its_line(tmp_path: Path) -> None:
    paths = [*CORPUS, *_write(tmp_path)]
    errors = [error for error in _errors(paths) if error.rule not in APART]
    assert len(errors) >= 100
    result = check("--release-per", "file", *map(str, paths), **PACKAGE)
    ours = {(found["file"], found["line"]) for found in result.findings}
    assert [error for error in errors if not any((error.file, line) in ours for line in _lines(error))] == []


def _lines(error: Error) -> tuple[int, ...]:
    """Where the same finding may stand: what is missing is theirs at ``Properties:``, ours at the object below it."""
    return (error.line, error.line + 1) if error.rule == "E3003" else (error.line,)
