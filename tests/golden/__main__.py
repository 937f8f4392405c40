"""`python -m tests.golden` writes `expected` and the pictures of `plan` anew.

Read the difference before you commit it: it is what users get.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from codegen.cli import main
from tests.plan.cases import EXAMPLES, FOLDER, example

HERE: Final = Path(__file__).parent
EXPECTED: Final = HERE / "expected"
PACKAGE: Final = "parcel"


def generate(folder: Path) -> Path:
    """Generates the golden package somewhere below `folder`; returns where it is."""
    out = folder / "out"
    if main(["--specs", str(HERE / "specs"), "--out", str(out)]):
        sys.exit("not generated")
    return out / PACKAGE


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        made = generate(Path(scratch))
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(made, EXPECTED / PACKAGE)
    for case in EXAMPLES:
        (FOLDER / f"{case['name']}.svg").write_text(example(case, alarms=True).svg(), encoding="utf-8")
