"""Invalid data, which is what a validator is for: warnings, errors, unknown enum values, and how the cost grows."""

from __future__ import annotations

import copy
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs
from botocore.validate import ParamValidator

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName
from tests.benchmarks.preflight import COMMAND, ROOT
from tests.benchmarks.rows import Row, best, paired, row_of
from tests.benchmarks.wire import input_shape, two_variants
from tests.unit.test_growth import VARIANTS

OPERATION: Final = "CreateEndpointConfig"
BOTOCORE: Final = "botocore ParamValidator"
GROWTH: Final = 12.0
"""Times as long for ten times the items, on average; what grows with the square takes a hundred."""
_KINDS: Final = ("clean", "one error each", "one warning each", "another typo each")
_LIBRARY: Final = (10, 100, 1_000, 10_000, 100_000)
_COMMAND: Final = (100, 1_000, 10_000)
ITEMS: Final = 75_000
MEBIBYTES: Final = 8
ENDPOINT: Final = {
    "EndpointName": "fraud-detector",
    "EndpointConfigName": "fraud-detector-2026-11-21",
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


def rows(folder: Path) -> Iterator[Row]:
    """Measures; `folder` is scratch space."""
    yield from _requests()
    yield from _enum_values()
    yield from _objects()
    yield from _growth(folder)
    yield from _large(folder)


def _validating(data: Any, operation: OperationName = OPERATION, **options: Any) -> Callable[[], list[Any]]:
    return lambda: sagemaker.validate(operation, data, **options)


def _requests() -> Iterator[Row]:
    botocore, shape, warned = ParamValidator(), input_shape(OPERATION), two_variants()
    for variant in warned["ProductionVariants"]:
        variant["AcceleratorType"] = "ml.eia1.medium"
    warned["DataCaptureConfig"]["KmsKeyId"] = "no-key"
    pair = paired(_validating(warned), lambda: botocore.validate(warned, shape))
    count = len(_validating(warned)())
    yield row_of(f"validate, {count} warnings", pair, BOTOCORE, 0.30)
    for operation in ("CreateEndpoint", "UpdateEndpoint"):
        text = json.dumps(ENDPOINT)
        pair = paired(_validating(ENDPOINT, operation), lambda text=text: json.loads(text))  # type: ignore[misc] # bound at once
        yield row_of(f"validate {operation}", pair, "json.loads of its text", 1.0)


def _enum_values() -> Iterator[Row]:
    valid, typo = two_variants(), two_variants()
    typo["ProductionVariants"][0]["InstanceType"] = "ml.m5.xlargee"
    pair = paired(_validating(typo, ignore={"enum"}), _validating(valid))
    yield row_of("unknown enum value, ignored", pair, "a valid request", 1.5)
    numbers = itertools.count()

    def another() -> list[str]:
        data = copy.copy(typo)
        data["ProductionVariants"] = [{**typo["ProductionVariants"][0], "InstanceType": f"ml.m5.{next(numbers)}xl"}]
        return [str(found) for found in sagemaker.validate(OPERATION, data)]

    yield Row("unknown enum value, reported in words", best(another), "µs", "", None, 300)
    again = best(lambda: [str(found) for found in sagemaker.validate(OPERATION, typo)]) - best(_validating(valid))
    yield Row("the same value again, beyond a valid request", again, "µs", "", None, 20)


def _objects() -> Iterator[Row]:
    data = two_variants()
    cls = sagemaker.CreateEndpointConfigInput
    whole = cls.from_dict(data)
    nested = paired(_constructors(whole), lambda: cls.from_dict(data))
    yield row_of("constructors of the whole, one in another", nested, "from_dict", 1.2)
    yield Row(
        "attrs.evolve of one member", best(lambda: attrs.evolve(whole, endpoint_config_name="b")), "µs", "", None, 8
    )


def _constructors(value: Any) -> Callable[[], Any]:
    """A call that builds the value anew, every object in it by its constructor, as people write it."""
    classes: dict[str, Any] = {}

    def written(part: Any) -> str:
        if hasattr(part, "to_dict"):
            classes[type(part).__name__] = type(part)
            set_ = {a.name: getattr(part, a.name) for a in attrs.fields(type(part)) if a.name != "unknown_members"}
            words = ", ".join(f"{name}={written(inner)}" for name, inner in set_.items() if inner is not None)
            return f"{type(part).__name__}({words})"
        if isinstance(part, tuple):
            return f"[{', '.join(map(written, part))}]"
        return repr(str(part) if isinstance(part, str) else part)

    call: Callable[[], Any] = eval(f"lambda: {written(value)}", classes)  # noqa: S307 - our own request
    return call


def _growth(folder: Path) -> Iterator[Row]:
    for kind in _KINDS:
        times = [_seconds(_validating(_config(size, kind))) for size in _LIBRARY]
        yield Row(f"validate, ten times the items, {kind}", _tenfold(times), "times", "", None, GROWTH)
    for kind in _KINDS:
        times = [_preflight(folder, json.dumps(_config(size, kind)))[0] for size in _COMMAND]
        yield Row(f"pre-flight, ten times the items, {kind}", _tenfold(times), "times", "", None, GROWTH)


def _config(size: int, kind: str) -> dict[str, Any]:
    return {"EndpointConfigName": "x", "ProductionVariants": [VARIANTS[kind](number) for number in range(size)]}


def _tenfold(times: list[float]) -> float:
    """How many times as long ten times the items take, on average over the sizes."""
    return float((times[-1] / times[0]) ** (1 / (len(times) - 1)))


def _seconds(call: Callable[[], object]) -> float:
    """Best CPU seconds of one call: several runs while they are short."""
    taken: list[float] = []
    while not taken or (sum(taken) < 0.3 and len(taken) < 50):
        began = time.process_time()
        call()
        taken.append(time.process_time() - began)
    return min(taken)


def _large(folder: Path) -> Iterator[Row]:
    """As large as a file may be, and every item broken once."""
    item = {"Key": "", "Value": "v"}
    padding = MEBIBYTES * 2**20 // ITEMS - len(json.dumps(item)) - len(f", !{ITEMS}")
    tags = [{**item, "Key": f"{number}!{'k' * padding}"} for number in range(ITEMS)]
    seconds, megabytes = _preflight(folder, json.dumps(_config(1, "clean") | {"Tags": tags}))
    yield Row(f"pre-flight of {MEBIBYTES} MiB, {ITEMS:,} broken items", seconds, "s", "", None, 5)
    yield Row("peak memory of that", megabytes, "MB", "", None, 500)


def _preflight(folder: Path, text: str) -> tuple[float, float]:
    """CPU seconds and peak megabytes of the command on one request."""
    path = folder / "request.create-endpoint-config.json"
    path.write_text(text, encoding="utf-8")
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=False)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss, done.returncode, done.stdout.count(b'\\n'))"
    )
    done = subprocess.run([sys.executable, "-c", code, *COMMAND, str(path)], check=True, capture_output=True, cwd=ROOT)
    seconds, peak, status, _ = done.stdout.split()
    if int(status) != 1:
        raise RuntimeError(f"pre-flight of {path.name} finds nothing: {done.stderr.decode()}")
    return float(seconds), int(peak) * (1 if sys.platform == "darwin" else 1024) / 2**20
