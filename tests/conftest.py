"""Fixtures that several groups of tests share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.sweep.budget import pytest_terminal_summary  # noqa: F401 - a hook that pytest looks for here
from tests.workshop import Workshop, bench

# Tests generate a package again within the second, and may give a file the size that it had: bytecode would seem fresh.
sys.dont_write_bytecode = True

settings.register_profile("botoforge", deadline=None, print_blob=True)
settings.load_profile("botoforge")


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
