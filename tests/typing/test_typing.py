"""mypy --strict and pyright agree on the types of the client."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
LINES: Final = Path(__file__).with_name("sample.txt").read_text(encoding="utf-8").splitlines()
ERROR: Final = "error"
_COMMENT: Final = re.compile(r"  # ([^#]+)$")
_MYPY: Final = re.compile(r"^.*sample\.py:(\d+): (note|error): (.*)$")
_MODULES: Final = re.compile(r"\b(?:[a-z_0-9]+\.)+(?=[A-Za-z])")

Seen = tuple[Mapping[int, str], set[int]]
"""Types by line, and the lines that are refused."""


def expected() -> Seen:
    """What the comments of the sample say."""
    comments = {number: match[1] for number, line in enumerate(LINES, 1) if (match := _COMMENT.search(line))}
    types = {number: normal(text) for number, text in comments.items() if text != ERROR}
    return types, {number for number, text in comments.items() if text == ERROR}


def normal(text: str) -> str:
    """A type without module names, its alternatives in one order."""
    return " | ".join(sorted(_MODULES.sub("", text).split(" | ")))


def sample(folder: Path) -> Path:
    """The sample as a file that checkers read."""
    path = folder / "sample.py"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


def run(*arguments: str) -> str:
    """What a checker writes."""
    command = [sys.executable, "-m", *arguments]
    environment = os.environ | {"MYPYPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def pyright(folder: Path, *paths: Path) -> list[dict[str, Any]]:
    """Diagnostics of basedpyright, in pyright's own standard mode."""
    settings = {"typeCheckingMode": "standard", "pythonVersion": "3.11", "extraPaths": [str(ROOT)]}
    project = folder / "pyrightconfig.json"
    project.write_text(json.dumps(settings | {"include": [str(path) for path in paths]}), encoding="utf-8")
    report = run("basedpyright", "--outputjson", "--pythonpath", sys.executable, "--project", str(project))
    found: list[dict[str, Any]] = json.loads(report)["generalDiagnostics"]
    return found


def test_mypy_infers_every_type(tmp_path: Path) -> None:
    types: dict[int, str] = {}
    refused: set[int] = set()
    for line in run("mypy", "--strict", "--no-color-output", str(sample(tmp_path))).splitlines():
        match = _MYPY.match(line)
        if match and match[2] == "error":
            refused.add(int(match[1]))
        elif match and match[3].startswith("Revealed type is "):
            types[int(match[1])] = normal(match[3].removeprefix("Revealed type is ").strip('"'))
    assert (types, refused) == expected()


def test_pyright_infers_every_type(tmp_path: Path) -> None:
    types: dict[int, str] = {}
    refused: set[int] = set()
    for diagnostic in pyright(tmp_path, sample(tmp_path)):
        line = diagnostic["range"]["start"]["line"] + 1
        if diagnostic["severity"] == "error":
            refused.add(line)
        elif diagnostic["message"].startswith("Type of "):
            types[line] = normal(diagnostic["message"].rpartition(" is ")[2].strip('"'))
    assert (types, refused) == expected()
