"""The packages of ten varied services are clean under `mypy --strict`, with no configuration beside it."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest

from codegen.resources import scratch
from tests.sweep.packages import made, output

SERVICES: Final = (
    *("s3", "ec2", "dynamodb", "lambda", "sagemaker", "cloudwatch", "sqs", "iam", "bedrock-runtime"),
    "amplifyuibuilder",
)


@pytest.mark.parametrize("service", SERVICES)
def test_the_package_is_clean_under_mypy_strict(service: str) -> None:
    with scratch() as folder, output(folder) as out, made(service, out):
        command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=cache", out.name]
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    assert done.stdout.endswith("source files\n"), done.stdout
    assert done.returncode == 0, done.stdout
