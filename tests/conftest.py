"""Fixtures that several groups of tests share."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings

from tests.sweep.budget import pytest_terminal_summary  # noqa: F401 - a hook that pytest looks for here
from tests.workshop import Workshop, bench

# Tests generate a package again within the second, and may give a file the size that it had: bytecode would seem fresh.
sys.dont_write_bytecode = True

# A shell starts jobs in the background with Ctrl-C ignored, and whatever these start ignores it, too.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("botoforge", deadline=None, print_blob=True)
settings.load_profile("botoforge")

ROOT: Final = Path(__file__).parents[1]


def pytest_sessionstart() -> None:
    """Refuses to test yesterday's support code: tests of generated packages run its copies."""
    ours, copies = ROOT / "codegen/runtime", ROOT / "generated/_runtime"
    for path in sorted(copies.rglob("*.py")):
        original = ours / path.relative_to(copies)
        if not original.exists() or not path.read_bytes().endswith(b"# fmt: off\n" + original.read_bytes()):
            msg = f"{path.relative_to(ROOT)} is no copy of {original.relative_to(ROOT)}: run 'python -m codegen'"
            raise pytest.UsageError(msg)


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    """An empty workshop: no specs yet, no output yet."""
    with bench() as workshop:
        yield workshop


@pytest.fixture(scope="session")
def sagemaker() -> Any:
    """The committed package."""
    import generated.sagemaker  # noqa: PLC0415 - the tests of import costs need it not imported before

    return generated.sagemaker
