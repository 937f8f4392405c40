"""Every pattern that services ship: translated or given up with a reason, sampled, and safe on its worst strings.

Strings that might take an engine for ever are matched in a process of its own, with a generous limit that only guards
against hanging.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from botocore.loaders import Loader

HANG_SECONDS: Final = 900
GIVEN_UP_AT_MOST: Final = 32
"""Of the 4,876 patterns of botocore 1.44; newer models may bring a few more."""


def corpus() -> dict[str, tuple[int, int | None]]:
    """Every pattern that botocore ships, with the loosest length bounds of the shapes that carry it."""
    loader = Loader()
    found: dict[str, tuple[int, int | None]] = {}
    for service in loader.list_available_services("service-2"):
        shapes: dict[str, dict[str, Any]] = loader.load_service_model(service, "service-2")["shapes"]
        for shape in shapes.values():
            if "pattern" in shape:
                low, high = found.get(shape["pattern"], (shape.get("min", 0), 0))
                limits = (high, shape.get("max"))
                loosest = None if None in limits else max(limit for limit in limits if limit is not None)
                found[shape["pattern"]] = (min(low, shape.get("min", 0)), loosest)
    return found


_JUDGE = """
import json, sys
from codegen.patterns import misses, samples, translate
from codegen.patterns.translate import compiled
from tests.adversaries import adversarial
for line in sys.stdin:
    source, low, high = json.loads(line)
    found = translate(source, high)
    drawn = samples(found, low, high, 4, "corpus"), misses(found, low, high, 4, "corpus")
    answered = 0
    for text in adversarial(found, high)[:4] if found.python is not None else ():
        compiled(found.python).fullmatch(text)
        answered += 1
    print(json.dumps([source, found.status, found.reason, found.matches_everything, *map(len, drawn), answered]))
"""


def test_every_pattern_of_every_service_is_translated_or_given_up_with_a_reason() -> None:
    lines = "\n".join(json.dumps([source, *bounds]) for source, bounds in corpus().items())
    judge = subprocess.run(
        [sys.executable, "-c", _JUDGE], input=lines, capture_output=True, text=True, timeout=HANG_SECONDS, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    rows = [json.loads(line) for line in judge.stdout.splitlines()]
    assert len(rows) == len(lines.splitlines()) > 4_000
    given_up = [source for source, status, *_ in rows if status == "given-up"]
    assert len(given_up) <= GIVEN_UP_AT_MOST, given_up
    assert all(reason for _, status, reason, *_ in rows if status != "verbatim")
    without = [source for source, status, _, _, drawn, *_ in rows if status != "given-up" and not drawn]
    assert len(without) <= 3, without
    unbroken = [
        source for source, status, _, every, _, missed, _ in rows if status != "given-up" and not (every or missed)
    ]
    assert len(unbroken) <= 40, unbroken
