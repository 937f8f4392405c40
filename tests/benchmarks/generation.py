"""Benchmarks of the generator: seconds, memory, growth with a model's size, and peers that read the same models."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from codegen.cli import main
from codegen.model import available_services
from tests.benchmarks.rows import Row

PEERS: Final = os.environ.get("BOTOFORGE_PEERS", "")
"""Folder of a virtual environment that holds the peers, which would not go together with our own dependencies."""
_SCHEMAS: Final = 60
"""Request schemas given to datamodel-code-generator, and operations generated here to compare with."""


def rows(folder: Path) -> Iterator[Row]:
    """SageMaker, EC2, everything, everything again; peers for what they can do."""
    seconds, memory = _generate(folder / "sagemaker", ["sagemaker"])
    yield Row("generate SageMaker, all operations", seconds, "s", "", None, 15.0)
    theirs = _boto3_builder(folder / "peer", "sagemaker")
    yield Row("generate SageMaker: mypy_boto3_builder", seconds, "s", "mypy_boto3_builder", theirs, 1.0)
    seconds, memory = _generate(folder / "ec2", ["ec2"])
    yield Row("peak memory of EC2, all operations", memory, "MB", "", None, 600.0)
    yield Row("generate EC2, by the structure", *_growth(folder, seconds), 1.5)
    yield from _schemas(folder)
    if os.environ.get("BOTOFORGE_ALL"):
        yield from _everything(folder)


def _everything(folder: Path) -> Iterator[Row]:
    services = available_services()
    seconds, _ = _generate(folder / "all", services)
    yield Row(f"generate all {len(services)} services", seconds, "s", "", None, 720.0)
    again, _ = _run(folder / "all")
    yield Row("the same once more, nothing changed", again, "s", "the first run", seconds, 0.1)


def _generate(folder: Path, services: Sequence[str], *options: str) -> tuple[float, float]:
    """Seconds and peak megabytes of the command that generates every operation of the services."""
    for service in services:
        _codegen("new", service, "--all", "--specs", str(folder / "specs"))
    return _run(folder, *options)


def _run(folder: Path, *options: str) -> tuple[float, float]:
    """Seconds and peak megabytes of one run over a folder's specs."""
    return measured("--specs", str(folder / "specs"), "--out", str(folder / "out"), *options)


def measured(*words: str) -> tuple[float, float]:
    """Seconds and peak megabytes of one run of the command line; the memory is that of the largest process of it."""
    code = (
        "import resource, sys; from codegen.cli import main; code = main(sys.argv[1:]);"
        "peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)];"
        "print('peak', max(peaks)); raise SystemExit(code)"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, text=True)
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - started, int(done.stdout.split()[-1]) * unit / 2**20


def _growth(folder: Path, seconds: float) -> tuple[float, str, str, float]:
    """Milliseconds for each structure of the largest service and of small ones: alike if the cost is linear."""
    small = ("sqs", "sns", "kms", "ecr", "polly", "athena", "batch", "codebuild", "kinesis", "efs", "fsx", "mq")
    # One package at a time, as EC2 is one.
    each, _ = _generate(folder / "small", small, "--jobs", "1")
    large, little = seconds / _structures(folder / "ec2"), each / _structures(folder / "small")
    return large * 1e3, "ms", f"{len(small)} small services", little * 1e3


def _structures(folder: Path) -> int:
    return sum(1 for path in (folder / "out").glob("*/shapes/*.py") if path.stem != "__init__")


def _codegen(*arguments: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        code = main(arguments)
    if code:
        msg = f"botoforge {' '.join(arguments)}: exit code {code}"
        raise RuntimeError(msg)


# --- peers ----------------------------------------------------------------------------------------------------------


def _peer(name: str) -> str | None:
    """The command of a peer: from the peers' own environment, else from the path."""
    return shutil.which(name, path=str(Path(PEERS) / "bin")) if PEERS else shutil.which(name)


def _boto3_builder(folder: Path, service: str) -> float | None:
    """Seconds that mypy_boto3_builder takes for the types of one service."""
    command = _peer("mypy_boto3_builder")
    if command is None:
        return None
    folder.mkdir()
    return _seconds([command, "-s", service, "--product", "boto3-services", "--no-smart-version", str(folder)])


def _schemas(folder: Path) -> Iterator[Row]:
    """Our schemas as models of datamodel-code-generator, against what we make of the same requests."""
    command = _peer("datamodel-codegen")
    found = sorted((folder / "sagemaker" / "out" / "sagemaker" / "schemas").glob("*.json"))[:_SCHEMAS]
    _codegen("new", "sagemaker", *(path.stem for path in found), "--specs", str(folder / "part" / "specs"))
    ours, _ = _run(folder / "part")
    theirs = None
    if command is not None:
        with tempfile.TemporaryDirectory() as scratch:
            for path in found:
                shutil.copy(path, scratch)
            options = ["--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel"]
            theirs = _seconds([command, "--input", scratch, "--output", str(folder / "models"), *options])
    yield Row(f"generate {len(found)} SageMaker requests", ours, "s", "datamodel-code-generator", theirs, 1.0)


def _seconds(command: list[str]) -> float | None:
    """Seconds of a peer's command; None where it does not run here."""
    started = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True)
    return None if done.returncode else time.perf_counter() - started
