"""Type checkers agree: no error in the generated package or in an application; mistakes are found where they are.

Each runs as it comes, in a project without settings for it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[2]
APP: Final = ROOT / "tests/typing/app"
PYTHON: Final = sys.executable
LITERALS_OF_PYREFLY: Final = "ml.g5.2xlarg"
"""Of more than 256 literals pyrefly makes `str`: what is misspelt among the 277 instance types it does not see."""
Errors = dict[str, set[int]]
Checker = Callable[[Path], Errors]


@pytest.fixture(scope="module", name="project")
def _project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of somebody else's, with the generated package and an application in it."""
    project = tmp_path_factory.mktemp("project")
    (project / "pyproject.toml").write_text('[project]\nname = "app"\nversion = "0"\nrequires-python = ">=3.11"\n')
    unwanted = shutil.ignore_patterns("__pycache__", ".*cache*")
    shutil.copytree(ROOT / "generated", project / "generated", ignore=unwanted)
    shutil.copytree(APP, project / "app", ignore=unwanted)
    return project


def output(project: Path, tool: str, *options: str) -> str:
    """What a checker says of the project."""
    command = [PYTHON, "-m", tool, *options]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), (done.stdout, done.stderr)
    return done.stdout


def mypy(project: Path) -> Errors:
    found = map(json.loads, output(project, "mypy", "--strict", "--output=json", "generated", "app").splitlines())
    return by_file(project, ((e["file"], e["line"]) for e in found if e["severity"] == "error"))


def pyright(project: Path, tool: str = "pyright") -> Errors:
    found = json.loads(output(project, tool, "--outputjson", "--pythonpath", PYTHON))["generalDiagnostics"]
    return by_file(project, ((e["file"], e["range"]["start"]["line"] + 1) for e in found if e["severity"] == "error"))


def basedpyright(project: Path) -> Errors:
    return pyright(project, "basedpyright")


def ty(project: Path) -> Errors:
    text = output(project, "ty", "check", "--python", PYTHON, "--output-format=gitlab")
    return by_file(
        project, ((e["location"]["path"], e["location"]["positions"]["begin"]["line"]) for e in json.loads(text))
    )


def pyrefly(project: Path) -> Errors:
    text = output(
        project, "pyrefly", "check", "--preset=default", "--python-interpreter-path", PYTHON, "--output-format=json"
    )
    return by_file(project, ((e["path"], e["line"]) for e in json.loads(text)["errors"] if e["severity"] == "error"))


def by_file(project: Path, found: Any) -> Errors:
    """Lines with errors, by file."""
    errors: Errors = {}
    for file, line in found:
        errors.setdefault((project / file).resolve().relative_to(project.resolve()).as_posix(), set()).add(line)
    return errors


@pytest.mark.parametrize("checker", [mypy, pyright, basedpyright, ty, pyrefly])
def test_no_error_but_where_there_is_a_mistake(checker: Checker, project: Path) -> None:
    lines = (APP / "rejected.py").read_text(encoding="utf-8").splitlines()
    unseen = LITERALS_OF_PYREFLY if checker is pyrefly else "# nothing"
    wrong = {number for number, line in enumerate(lines, 1) if "# WRONG" in line and unseen not in line}
    assert checker(project) == {"app/rejected.py": wrong}


def test_the_application_runs() -> None:
    code = "from tests.typing.app.accepted import main; print(main()['types'])"
    done = subprocess.run([PYTHON, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "['ml.g5.2xlarge']\n"
