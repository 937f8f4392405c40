"""What the tests of changes share: the models of four releases, and the command."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Final

from codegen.cli import main
from codegen.model import Model, load_pinned
from tests.workshop import Outcome

HERE: Final = Path(__file__).parent
RELEASES: Final = ("1.20.12", "1.20.13", "1.22.12", "1.23.0")


def pinned(release: str) -> Path:
    """SageMaker's hosting operations as that botocore has them."""
    return HERE / "models" / f"sagemaker-{release}.json"


@cache
def model(release: str) -> Model:
    """The model in that file."""
    return load_pinned(pinned(release))


def run(*words: str) -> Outcome:
    """Runs the command line."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = main(words)
    return Outcome(code, out.getvalue(), err.getvalue())
