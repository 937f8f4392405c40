"""Type checkers agree: no error in the generated package or in an application; mistakes are found where they are."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
APP: Final = "tests/typing/app"
Errors = dict[str, set[int]]


def _mypy(*paths: str) -> Errors:
    command = [sys.executable, "-m", "mypy", "--strict", "--output=json", *paths]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return _by_file([(e["file"], e["line"]) for e in found if e["severity"] == "error"])


def _pyright(*paths: str) -> Errors:
    # Held to pyright's own standard (pyproject.toml), not to the stricter rules that basedpyright adds.
    command = [sys.executable, "-m", "basedpyright", "--level", "error", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run([*command, *paths], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stdout)["generalDiagnostics"]
    return _by_file([(e["file"], e["range"]["start"]["line"] + 1) for e in found if e["severity"] == "error"])


def _by_file(found: list[tuple[str, int]]) -> Errors:
    errors: Errors = {}
    for file, line in found:
        path = Path(file) if Path(file).is_absolute() else ROOT / file
        errors.setdefault(path.resolve().relative_to(ROOT).as_posix(), set()).add(line)
    return errors


@pytest.mark.parametrize("checker", [_mypy, _pyright], ids=["mypy", "pyright"])
def test_no_error_but_where_there_is_a_mistake(checker: Callable[..., Errors]) -> None:
    rejected = f"{APP}/rejected.py"
    lines = (ROOT / rejected).read_text(encoding="utf-8").splitlines()
    wrong = {number for number, line in enumerate(lines, 1) if "# WRONG" in line}
    assert checker("generated", f"{APP}/accepted.py", rejected) == {rejected: wrong}


def test_the_application_runs() -> None:
    code = "from tests.typing.app.accepted import main; print(main()['types'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "['ml.g5.2xlarge']\n"
