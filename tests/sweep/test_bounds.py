"""What stands at a bound: one request for each bound, as small as can be, with a value that is exactly at it."""

from __future__ import annotations

import random
from typing import Any, Final

from tests.sweep.bounds import at_bounds
from tests.sweep.drawing import Drawer

ROWS: Final[dict[str, dict[str, Any]]] = {
    "Request": {
        "is": "structure",
        "members": {"Words": "Words", "Sizes": "Sizes", "Far": "Far"},
        "required": ["Words"],
    },
    "Words": {"is": "list", "of": "Word", "min": 2, "max": 3},
    "Word": {"is": "string", "min": 1, "max": 4},
    "Sizes": {"is": "map", "key": "Key", "of": "Size"},
    "Key": {"is": "string", "max": 20},
    "Size": {"is": "integer", "min": 5, "max": 9},
    "Far": {"is": "string", "max": 10**9},
}


def test_each_bound_is_met_exactly_once() -> None:
    drawer = Drawer(ROWS, random.Random(1))  # noqa: S311 - no secret
    done: set[str] = set()
    cases = list(at_bounds(drawer, "Request", done))
    met = [_at(case.data, case.path) for case in cases if case.data is not None]
    assert sorted(len(value) for value in met if not isinstance(value, int)) == [1, 2, 3, 4, 20]
    assert sorted(value for value in met if isinstance(value, int)) == [5, 9]
    assert sum(case.data is None for case in cases) == 1
    assert list(at_bounds(drawer, "Request", done)) == []


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    """What a path leads to; the key itself where it ends in one of a map whose keys are what is tried."""
    for step in path:
        data = data[step]
    return path[-1] if path[0] == "Sizes" and len(str(path[-1])) == ROWS["Key"]["max"] else data
