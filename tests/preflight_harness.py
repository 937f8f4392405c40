"""Runs the pre-flight command inside the test process, or as a process of its own, on the package of `tests/specs`."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple
from unittest import mock

from codegen.cli import main
from codegen.preflight import cli

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = "shop_made"
SERVICES: Final = ("shop",)
_scratch: Final = TemporaryDirectory(prefix="botoforge-tests-")
SCRATCH: Final = Path(_scratch.name)
"""Holds the package as long as the process runs."""
SEARCHED: Final = os.pathsep.join((str(ROOT), str(SCRATCH)))
"""Where another process finds the tool and the package."""


def _generate() -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        code = main(["--specs", str(ROOT / "tests" / "specs"), "--out", str(SCRATCH / PACKAGE)])
    assert code == 0
    sys.path.append(str(SCRATCH))


_generate()


class Result(NamedTuple):
    """What a run returned and printed."""

    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of a run with ``--format json``."""
        findings: list[dict[str, Any]] = json.loads(self.out)["findings"]
        return findings

    @property
    def places(self) -> list[tuple[str, int, int]]:
        """Rule, line and column of every finding."""
        return [(found["rule"], found["line"], found["column"]) for found in self.findings]


def run(*words: str, stdin: bytes = b"", package: str = PACKAGE, services: tuple[str, ...] = SERVICES) -> Result:
    """Runs the command with the given words; the current folder is the caller's."""
    out, err = io.StringIO(), io.StringIO()
    source = io.TextIOWrapper(io.BytesIO(stdin))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), mock.patch.object(sys, "stdin", source):
        code = cli.main(list(words), package=package, services=services)
    return Result(code, out.getvalue(), err.getvalue())


def check(*words: str, **options: Any) -> Result:
    """Runs ``preflight --format json`` with the given words."""
    return run("preflight", "--format", "json", *words, **options)


def checked(folder: Path, name: str, content: str | bytes, *words: str, **options: Any) -> Result:
    """Writes one file and checks it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return check(*words, str(path), **options)


def process(*words: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Runs the command as a process of its own; options are those of `subprocess.run`."""
    environment = {**os.environ, "PYTHONPATH": SEARCHED, **options.pop("env", {})}
    options = {"capture_output": True, "timeout": 60, **options}
    return subprocess.run([sys.executable, "-m", PACKAGE, *words], env=environment, check=False, **options)
