"""The support code stands in wings: each imports what stands beside its name here, and is copied where it is needed."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from codegen.resources import runtime_folder
from tests.workshop import Workshop, structure

WINGS = {
    "wire": ({"wire"}, set[str]()),
    "typed": ({"wire", "typed"}, {"attrs", "cattrs"}),
    "calls": ({"wire", "typed", "calls"}, {"attrs", "botocore", "rich"}),
    "endpoints": ({"wire", "typed", "calls", "endpoints"}, {"attrs"}),
    "strategies": ({"wire", "strategies"}, {"attrs", "hypothesis"}),
}
FILES = [path.relative_to(runtime_folder()) for path in sorted(runtime_folder().rglob("*.py"))]


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Wing ("" for other packages) and name of every module that a file imports anywhere, for type checkers too."""
    for node in ast.walk(ast.parse((runtime_folder() / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (("", alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield "", str(node.module).partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            home = path.parts[: -node.level]
            yield (*home, *str(node.module or "").split("."))[0], str(node.module)


def test_every_file_stands_in_a_wing() -> None:
    assert {path.parts[0] for path in FILES} == {*WINGS, "__init__.py"}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_walls(path: Path) -> None:
    wings, packages = WINGS.get(path.parts[0], (set(), set()))
    for wing, name in imported(path):
        allowed = wing in wings if wing else name in packages or name in sys.stdlib_module_names
        assert allowed, f"{path} imports {name}"


def test_a_package_has_the_wings_that_it_needs(workshop: Workshop) -> None:
    workshop.generate({"In": structure(A="S"), "S": {"type": "string"}})
    assert {path.name for path in (workshop.out / "_runtime").iterdir() if path.is_dir()} == WINGS.keys() - {
        "endpoints"
    }


def test_a_package_of_dynamodb_carries_no_code_of_sagemaker(workshop: Workshop) -> None:
    assert workshop.run("new", "dynamodb", "PutItem").code == 0
    assert workshop.run().code == 0
    for path in workshop.out.rglob("*.py"):
        text = path.read_text(encoding="utf-8").casefold()
        for word in ("sagemaker", "endpointstatus", "deploymentconfig", "variantname", "pendingdeployment"):
            assert word not in text, path
