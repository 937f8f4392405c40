"""Mutates specs, models and request files without end: `python -m tests.hostile.fuzz --seconds 600` prints what it saw.

Whatever comes out of a mutation, a generator ends with 0, or with 2, one line and nothing written; pre-flight ends with
0, 1 or 2, and what it prints in a format can be read in that format. No traceback, no error of our own.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import time
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from xml.etree import ElementTree as ET

import yaml

from tests.preflight_harness import Result, run
from tests.workshop import bench, document, files, refer, structure

VALUES: Final[tuple[Any, ...]] = (
    *(None, True, 0, -1, 1.5, 10**30, float("inf"), "", "x", [], {}, [[]], {"": {}}, {"shape": "In"}, ["In", None]),
    *("{{ 7 }}", "{% raw %}", '"""', "\\", "a\nimport os", "\x00", "\u2028", "\ud800", "../x", "__class__", "*" * 300),
    *("(a+)+$", "[", "\\p{L}", "self.A > 1", "has(self.A)", "a && ", "1970-01-01", "::error::x", "##vso[task.x]y"),
)
MODEL: Final = document(
    {
        "In": {
            "type": "structure",
            "required": ["A"],
            "members": refer({"A": "A", "B": "B", "C": "C", "D": "D", "E": "E", "F": "In"}),
        },
        "Out": structure(A="A"),
        "A": {"type": "string", "pattern": "[a-z]+", "min": 1, "max": 9, "documentation": "<p>text</p>"},
        "B": {"type": "list", "member": {"shape": "E"}, "max": 3},
        "C": {"type": "map", "key": {"shape": "A"}, "value": {"shape": "D"}},
        "D": {"type": "integer", "min": 0, "max": 9},
        "E": {"type": "string", "enum": ["a", "b-c"], "sensitive": True},
    },
    waiters={
        "Done": {
            "operation": "Do",
            "delay": 1,
            "maxAttempts": 2,
            "acceptors": [{"matcher": "path", "expected": "x", "argument": "A", "state": "success"}],
        }
    },
)
SPEC: Final = {"service": "tiny", "operations": "all", "waiters": ["Done"], "rules": ["rules.yaml"]}
RULES: Final = {
    "rules": [
        {"id": "a-not-b", "shape": "In", "rule": "self.A != 'b'", "message": "no b", "severity": "error", "source": "x"}
    ]
}
REQUEST: Final = {
    "EndpointName": "shop",
    "EndpointConfigName": "c",
    "DeploymentConfig": {"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": {"Type": "CANARY"}}},
    "Tags": [{"Key": "a", "Value": "b"}],
}
TEMPLATE: Final = {
    "Parameters": {"P": {"Type": "String", "Default": "x"}},
    "Conditions": {"Q": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
    "Resources": {
        "E": {
            "Type": "AWS::SageMaker::Endpoint",
            "Properties": {"EndpointConfigName": {"Fn::If": ["Q", {"Ref": "P"}, {"Ref": "AWS::NoValue"}]}},
        }
    },
}


def fuzz(seconds: float, seed: int) -> Counter[str]:
    """Mutates until the time is over; returns how often each kind of run ended how.

    Raises:
        AssertionError: an outcome that is promised never to be, and the mutation that led there.
    """
    draw = random.Random(seed)  # noqa: S311 - mutations, not secrets
    found: Counter[str] = Counter()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        kind: Callable[[random.Random], str] = draw.choice((_generator, _preflight, _preflight, _preflight))
        found[kind(draw)] += 1
    return found


def mutated(data: Any, draw: random.Random) -> Any:
    """A copy of data in which a few places hold something else, are missing, stand twice, or have another name."""
    root = [deepcopy(data)]
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        places = list(_places(root))
        holder, key = draw.choice(places)
        other, name = draw.choice(places)
        if isinstance(holder, dict) and draw.random() < 0.3:
            value = holder.pop(key)
            if draw.random() < 0.7:
                holder[draw.choice([v for v in VALUES if isinstance(v, str)])] = value
        else:
            holder[key] = deepcopy(other[name] if draw.random() < 0.2 else draw.choice(VALUES))
    return root[0]


def _places(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner)


def _generator(draw: random.Random) -> str:
    parts = {"model": MODEL, "spec": SPEC, "rules": RULES}
    for name in draw.sample(sorted(parts), draw.choice((1, 1, 1, 2))):
        parts[name] = mutated(parts[name], draw)
    with bench() as workshop:
        folder = workshop.write(json.dumps(parts["model"]), spec=json.dumps(parts["spec"]))
        (folder / "rules.yaml").write_text(json.dumps(parts["rules"]), encoding="utf-8")
        outcome = workshop.run()
        told = outcome.out + outcome.err
        assert outcome.code in (0, 2), (outcome, parts)
        assert "Traceback" not in told, (outcome, parts)
        assert "internal error" not in told, (outcome, parts)
        assert workshop.litter() == [], (workshop.litter(), parts)
        if outcome.code:
            assert outcome.err.startswith("botoforge: "), (outcome, parts)
            assert not workshop.out.exists(), parts
        else:
            for name, path in files(workshop.out):
                if name.endswith((".py", ".pyi")):
                    ast.parse(path.read_bytes())
        return f"generator {outcome.code}"


def _preflight(draw: random.Random) -> str:
    data = mutated(draw.choice((REQUEST, TEMPLATE)), draw)
    text = json.dumps(data) if draw.random() < 0.5 else yaml.safe_dump(data)
    if draw.random() < 0.2:
        at = draw.randrange(len(text))
        text = text[:at] + draw.choice([v for v in VALUES if isinstance(v, str)]) + text[at + draw.choice((0, 1, 9)) :]
    form = draw.choice(("text", "json", "sarif", "junit", "github", "gitlab"))
    with TemporaryDirectory() as folder:
        suffix = draw.choice(("json", "yaml"))
        path = Path(folder) / f"x.create-endpoint.{suffix}"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        result = run("preflight", "--format", form, str(path), package="generated", services=("sagemaker",))
    _hold(result, form, text)
    return f"preflight {result.code}"


def _hold(result: Result, form: str, text: str) -> None:
    told = result.out + result.err
    assert result.code in (0, 1), (result, text)
    assert "Traceback" not in told, (result, text)
    assert "internal-error" not in told, (result, text)
    if form in ("json", "sarif", "gitlab"):
        json.loads(result.out)
    elif form == "junit":
        ET.fromstring(result.out)  # noqa: S314 - our own
    else:
        assert not any(line.lstrip().startswith("::error::x") for line in result.out.splitlines()), (result, text)


def _arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=time.time_ns())
    return parser.parse_args()


if __name__ == "__main__":
    options = _arguments()
    print(f"seed {options.seed}:", dict(fuzz(options.seconds, options.seed)))
