"""The pre-flight command as processes: its start, a template against cfn-lint, ten thousand files and their memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import timeit
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import generated
from tests.benchmarks.rows import Row

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "tests" / "corpus" / "cloudformation" / "realtime_endpoint.yaml"
COMMAND = (sys.executable, "-m", generated.__name__, "preflight")
REQUEST = """\
EndpointConfigName: fraud-detector-2026-11
ProductionVariants:
  - VariantName: blue
    ModelName: fraud-detector-2026-11
    InstanceType: ml.m5.xlarge
    InitialInstanceCount: 2
    InitialVariantWeight: 0.9
DataCaptureConfig:
  EnableCapture: true
  InitialSamplingPercentage: 20
  DestinationS3Uri: s3://example-bucket/capture
  CaptureOptions: [{CaptureMode: Input}, {CaptureMode: Output}]
"""
UPDATE = {
    "EndpointName": "fraud-detector",
    "EndpointConfigName": "fraud-detector-2026-11",
    "DeploymentConfig": {
        "BlueGreenUpdatePolicy": {
            "TrafficRoutingConfiguration": {
                "Type": "CANARY",
                "WaitIntervalInSeconds": 600,
                "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 10},
            },
            "TerminationWaitInSeconds": 600,
            "MaximumExecutionTimeoutInSeconds": 3600,
        },
        "AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "fraud-5xx"}]},
    },
}
MANY = 10_000
FEW = 1_000
FILE_BYTES = 2_048
PEAK = (
    "import resource, sys\n"
    "from codegen.preflight.cli import main\n"
    "code = main(sys.argv[1:], package='generated', services=('sagemaker',))\n"
    "own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
    "print((own + children) / 1024, file=sys.stderr)\n"
    "raise SystemExit(code)\n"
)


def rows(folder: Path) -> Iterator[Row]:
    """Measures the command; `folder` is empty and thrown away afterwards."""
    environment = _environment(folder)
    request = folder / "create-endpoint-config.yaml"
    request.write_text(REQUEST, encoding="utf-8")
    bare, ours = _in_turns([(sys.executable, "-c", "pass"), (*COMMAND, str(request))], environment, 21)
    yield Row("Start to verdict on one YAML file", ours, "ms", "python -c pass", bare, 3.0)
    update = folder / "update-endpoint.json"
    update.write_text(json.dumps(UPDATE), encoding="utf-8")
    checks, plans = _in_turns([(*COMMAND, str(update)), (*COMMAND[:-1], "plan", str(update))], environment, 21)
    yield Row("A plan of one update, cold", plans, "ms", "pre-flight of it", checks, 1.6)
    yield _template(environment)
    yield from _many(folder, environment)


def _environment(folder: Path) -> dict[str, str]:
    """The environment of the processes: from the repository's root, with a bytecode cache of their own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def _in_turns(commands: Sequence[Sequence[str]], environment: dict[str, str], runs: int) -> list[float]:
    """Best milliseconds of each command, run in turns so that a busy machine slows all alike."""
    times: list[list[float]] = [[] for _ in commands]
    for turn in range(runs + 1):
        for command, taken in zip(commands, times, strict=True):
            seconds = timeit.timeit(lambda command=command: _run(command, environment), number=1)  # type: ignore[misc]  # bound at once
            if turn:  # the first run fills the bytecode cache
                taken.append(seconds * 1e3)
    return [min(taken) for taken in times]


def _run(command: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:4])}: {done.returncode}\n{done.stdout[-2_000:]}{done.stderr[-2_000:]}")
    return done


def _template(environment: dict[str, str]) -> Row:
    """The same template to both; cfn-lint runs from wherever it is installed."""
    lint = shutil.which("cfn-lint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    name = "A CloudFormation template"
    commands: list[Sequence[str]] = [(*COMMAND, str(TEMPLATE))]
    if lint is None:
        (ours,) = _in_turns(commands, environment, 7)
        return Row(name, ours, "ms", "cfn-lint", None, 0.2)
    ours, theirs = _in_turns([*commands, (lint, "--ignore-checks", "W", "--", str(TEMPLATE))], environment, 7)
    return Row(name, ours, "ms", "cfn-lint", theirs, 0.2)


def _many(folder: Path, environment: dict[str, str]) -> Iterator[Row]:
    peaks: list[float] = []
    seconds = 0.0
    for count in (FEW, MANY):
        files = folder / f"many-{count}"
        files.mkdir()
        for number in range(count):
            _KINDS[number % len(_KINDS)](files, number)
        command = (sys.executable, "-c", PEAK, "preflight", "--jobs", "2", str(files))
        start = timeit.default_timer()
        peaks.append(float(_run(command, environment).stderr))
        seconds = timeit.default_timer() - start
    yield Row(f"{MANY:,} request files of 2 KB, two processes", seconds, "s", "", None, 20)
    yield Row(f"Peak memory of {MANY:,} files", peaks[1], "MB", f"{FEW:,} files", peaks[0], 1.25)


def _model(folder: Path, number: int) -> None:
    name = _release(number)
    listed = "".join(f"    SETTING_{index:02}: {'x' * 40}\n" for index in range(32))
    text = (
        f"ModelName: {name}\nExecutionRoleArn: arn:aws:iam::111122223333:role/example\nPrimaryContainer:\n"
        f"  Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/example:{number}\n  Environment:\n{listed}"
    )
    _write(folder / f"{name}.create-model.yaml", text)


def _config(folder: Path, number: int) -> None:
    name = _release(number)
    text = REQUEST.replace("fraud-detector-2026-11", name) + "Tags:\n"
    text += "".join(f"  - {{Key: tag-{index:02}, Value: {'y' * 30}}}\n" for index in range(25))
    _write(folder / f"{name}.create-endpoint-config.yaml", text)


def _endpoint(folder: Path, number: int) -> None:
    name = _release(number)
    tags = [{"Key": f"tag-{index:02}", "Value": "z" * 20} for index in range(18)]
    request = {"EndpointName": name, "EndpointConfigName": name, "Tags": tags}
    _write(folder / f"{name}.create-endpoint.json", json.dumps(request, indent=2) + "\n")


_KINDS: tuple[Callable[[Path, int], None], ...] = (_model, _config, _endpoint)


def _release(number: int) -> str:
    """Three files in a row belong together: a model, its configuration, its endpoint."""
    return f"example-{number - number % len(_KINDS)}"


def _write(path: Path, text: str) -> None:
    """Writes a file of about 2 KB; comments fill up what YAML lacks."""
    if path.suffix == ".yaml":
        text = text.ljust(FILE_BYTES - 1, "#") if text.endswith("\n") else text
    path.write_text(text, encoding="utf-8")
