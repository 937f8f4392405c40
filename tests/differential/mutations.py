"""Requests that something has happened to: a drawn one with a few places changed, at random and without a plan."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final

from hypothesis import strategies as st

from generated.sagemaker import SageMakerOperationName as OperationName
from generated.sagemaker import strategies

Path = tuple[str | int, ...]
_JUNK: Final[st.SearchStrategy[Any]] = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        1,
        -1,
        51,
        2**31,
        0.5,
        1.0,
        "",
        "x",
        "CANARY",
        "bad name!",
        "x" * 300,
        [],
        [{}],
        {},
        {"a": 1},
    ],
).map(copy.deepcopy)
_NAMES: Final = st.sampled_from(["Type", "Value", "NoSuchMember", "EndpointName", ""])


@st.composite
def mutated(draw: st.DrawFn, operation: OperationName) -> dict[str, Any]:
    """A request of the operation with one to three places changed: replaced, removed, added, repeated."""
    request = copy.deepcopy(draw(strategies.requests(operation)))
    for _ in range(draw(st.integers(1, 3))):
        places = [path for path in _places(request) if path]
        if not places:
            break
        _change(draw, request, draw(st.sampled_from(places)))
    return request


def _places(value: object, path: Path = ()) -> Iterator[Path]:
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from _places(inner, (*path, step))


def _change(draw: st.DrawFn, request: dict[str, Any], path: Path) -> None:
    holder: Any = request
    for step in path[:-1]:
        holder = holder[step]
    last: Any = path[-1]
    how = draw(st.sampled_from(["replace", "remove", "add", "repeat"]))
    if how == "remove":
        del holder[last]
    elif how == "add" and isinstance(holder, dict):
        holder[draw(_NAMES)] = draw(_JUNK)
    elif how == "repeat" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[last]))
    else:
        holder[last] = draw(_JUNK)
