"""A package of 425 operations is imported like one of one, and using an operation loads what it reaches and no more."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from codegen import model
from codegen.source import names
from tests.sweep.packages import made, output

SERVICE = "sagemaker"
WIRE = ("annotations", "lazy", "service", "violations")
RUNTIME = {"_runtime", "_runtime.wire", *(f"_runtime.wire.{module}" for module in WIRE)}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """An output folder that holds all of SageMaker."""
    with TemporaryDirectory() as scratch, output(Path(scratch)) as out, made(SERVICE, out):
        yield out


def loaded(folder: Path, code: str) -> set[str]:
    """Modules of the output folder that a fresh process has loaded after `code`, relative to it."""
    shown = f"print(json.dumps([m for m in sys.modules if m.startswith('{folder.name}.')]))"
    start = f"import json, sys; sys.path.insert(0, {str(folder.parent)!r})\nfrom {folder.name} import {SERVICE} as s"
    program = f"{start}\n{code}\n{shown}"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return {name.removeprefix(f"{folder.name}.") for name in json.loads(done.stdout)}


def test_importing_the_package_loads_nothing_of_its_operations(folder: Path) -> None:
    assert loaded(folder, "") == {*RUNTIME, SERVICE}


def test_importing_the_package_reads_little(folder: Path) -> None:
    small = Path(__file__).parents[2] / "generated" / SERVICE / "__init__.py"
    assert abs((folder / SERVICE / "__init__.py").stat().st_size - small.stat().st_size) < 100


def test_using_an_operation_loads_its_closure(folder: Path) -> None:
    facts = model.load_botocore(SERVICE)
    reach = [facts.shapes[name] for name in facts.closure([facts.operations["CreateModel"].input or ""])]
    answer = [facts.shapes[name] for name in facts.closure([facts.operations["CreateModel"].output or ""])]
    modules = loaded(folder, "s.CreateModelInput(model_name='a')")
    shapes = {m for m in modules if m.startswith(f"{SERVICE}.shapes.")}
    wanted = {f"{SERVICE}.shapes.{names.module(s.name)}" for s in (*reach, *answer) if s.type == "structure"}
    assert f"{SERVICE}.shapes.create_model_input" in shapes
    assert shapes <= wanted
    checks = {m.rpartition(".")[2] for m in modules if m.startswith(f"{SERVICE}.checks.")}
    assert checks <= {"create_model", "shared"}
    assert not {m for m in modules if m.endswith((".client", ".waiters", ".strategies", ".stubber"))}


def test_validating_a_request_loads_no_classes(folder: Path) -> None:
    modules = loaded(folder, "s.validate('CreateModel', {})")
    assert not {m for m in modules if ".shapes" in m or ".enums" in m}
    assert "attrs" not in modules
