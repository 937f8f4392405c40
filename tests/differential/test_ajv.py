"""ajv, the validator of JavaScript, takes the emitted schemas in its default, strict mode and agrees with `validate`.

Needs Node.js and ajv where Node.js finds it (`npm install ajv`, NODE_PATH): skipped where there is none.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings

from generated import sagemaker
from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies

SCHEMAS: Final = Path(sagemaker.__file__).parent / "schemas"
OPERATIONS: Final = sorted(sagemaker.operations())
NODE: Final = shutil.which("node")
VERDICTS: Final = """
const Ajv = require("ajv/dist/2020");
const [schema, data] = JSON.parse(require("fs").readFileSync(0));
const quiet = { log: () => {}, warn: () => {}, error: console.error };
const validate = new Ajv({ logger: quiet }).compile(schema);
console.log(JSON.stringify(data.map((one) => validate(one))));
"""


def node(script: str, data: object = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(NODE), "-e", script], input=json.dumps(data), capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module", autouse=True)
def _ajv() -> None:
    if NODE is None:
        pytest.skip("no Node.js")
    if node("require('ajv/dist/2020')").returncode != 0:
        pytest.skip("Node.js finds no ajv: npm install ajv, NODE_PATH")


def drawn(operation: OperationName) -> list[Any]:
    """Requests that are valid, and some that break one thing, as JSON holds them."""
    found: list[Any] = []
    misses = strategies.near_misses(operation).map(lambda miss: miss.data)

    @settings(max_examples=150, database=None, deadline=None)
    @given(strategies.requests(operation) | misses)
    def collect(request: Any) -> None:
        with suppress(TypeError, ValueError):  # bytes, moments in time and NaN are no JSON
            found.append(json.loads(json.dumps(request, allow_nan=False)))

    collect()
    return found


@pytest.mark.parametrize("operation", OPERATIONS)
def test_ajv_agrees(operation: OperationName) -> None:
    schema = json.loads((SCHEMAS / f"{operation}.json").read_text(encoding="utf-8"))
    unsaid = schema["$defs"].get("x-botoforge-rules", {"enum": []})["enum"]
    requests = drawn(operation)
    done = node(VERDICTS, [schema, requests])
    assert done.returncode == 0, done.stderr
    for request, accepted in zip(requests, json.loads(done.stdout), strict=True):
        errors = [v for v in sagemaker.validate(operation, request, ignore=unsaid) if v.severity == "error"]
        assert accepted == (not errors), (request, errors)
