"""No string makes a check slow: every emitted pattern meets strings of its greatest length that nearly match it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codegen.preflight.schema_view import View
from generated import sagemaker

ROOT = Path(__file__).parents[2]
SECONDS = 10
NO_BOUND = 100_000
PIECES = (
    "a",
    "0",
    "-",
    "a-",
    "/",
    ".",
    "a/",
    ":",
    "arn:aws:iam::123456789012:role/",
    "s3://a/",
    "https://a.",
    "é",
    " ",
    "\n",
    "a0_.-/:",
)
ENDS = ("", "!", "\n", "\\", "\x00")
PROGRAM = """
import json, sys
from generated import sagemaker
for line in sys.stdin:
    operation, data = json.loads(line)
    sagemaker.validate(operation, data)
print("done")
"""


def _strings(view: View, depth: int = 0) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Yields the place and greatest length of every string with a pattern."""
    if view.type == "string" and "pattern" in view.facts:
        yield (), view.facts.get("maxLength", NO_BOUND)
    if depth < 12:
        steps: list[str | int] = [0] if view.type == "array" else list(view.members)
        for step in steps:
            yield from (((step, *path), length) for path, length in _strings(view.at(step), depth + 1))


def _at(path: tuple[str | int, ...], value: Any) -> Any:
    for step in reversed(path):
        value = [value] if step == 0 else {step: value}
    return value


@pytest.mark.parametrize("operation", sagemaker.operations())
def test_strings_that_nearly_match_are_judged_in_bounded_time(operation: str) -> None:
    schema = json.loads(
        (ROOT / "generated" / "sagemaker" / "schemas" / f"{operation}.json").read_text(encoding="utf-8")
    )
    requests = [
        json.dumps([operation, _at(path, (piece * length)[: length - len(end)] + end)])
        for path, length in dict(_strings(View(schema))).items()
        for piece in PIECES
        for end in ENDS
    ]
    assert requests
    for start in range(0, len(requests), 1_000):
        text = "\n".join(requests[start : start + 1_000])
        command = [sys.executable, "-c", PROGRAM]
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, check=True, timeout=SECONDS, cwd=ROOT
        )
        assert done.stdout == "done\n"
