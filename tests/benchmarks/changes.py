"""Benchmarks of comparing models: one service and all of them, the installed botocore with one that is years older."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.benchmarks.generation import measured
from tests.benchmarks.rows import Row

OLDER: Final = os.environ.get("BOTOFORGE_OLDER", "1.34.0")
"""The other botocore: a version, which pip downloads once, or a wheel."""


def rows(_: Path) -> Iterator[Row]:
    """The whole command, from start to the printed report."""
    ends = ("--from", OLDER, "--to", "installed")
    measured("changes", "sts", *ends)  # downloads
    seconds, _memory = measured("changes", "sagemaker", *ends)
    yield Row(f"changes of SageMaker since {OLDER}", seconds, "s", "", None, 0.5)
    seconds, memory = measured("changes", "--all", *ends)
    yield Row(f"changes of all services since {OLDER}", seconds, "s", "", None, 30.0)
    yield Row("peak memory of that", memory, "MB", "", None, 500.0)
