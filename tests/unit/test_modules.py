"""Every module of the tool can be imported first, alone: nothing works only because something else came before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
# Forks, so that what comes from elsewhere is imported once; a child that fails says so and is not waited for twice.
_ALONE: Final = """
import importlib, os, sys
import attrs, botocore.session, cattrs, hypothesis, jinja2, jsonschema, yaml
failed = []
for name in sys.argv[1:]:
    child = os.fork()
    if not child:
        try:
            importlib.import_module(name)
        except BaseException as error:
            print(f"{name}: {type(error).__name__}: {error}", flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        failed.append(name)
sys.exit(bool(failed))
"""


def modules(package: str) -> list[str]:
    """Names of the modules below a folder of the repository."""
    paths = sorted((ROOT / package).rglob("*.py"))
    found = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return [name.removesuffix(".__init__") for name in found if not name.endswith(".__main__")]


def test_every_module_can_be_imported_first() -> None:
    names = modules("codegen")
    assert len(names) > 100
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, *names], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
