"""What has to be found, worked out the slow way on the models' JSON: every path from every operation, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

Document = dict[str, Any]


@frozen
class Position:
    """A shape of both models at a path of an operation."""

    operation: str
    side: str
    path: tuple[str, ...]
    old: str
    new: str


def positions(old: Document, new: Document) -> Iterator[Position]:
    """Every position that both models have, a recursion entered once."""
    for name in old["operations"].keys() & new["operations"].keys():
        then, now = old["operations"][name], new["operations"][name]
        for side, key in (("request", "input"), ("response", "output")):
            if key in then and key in now:
                yield from _below(old, new, Position(name, side, (), then[key]["shape"], now[key]["shape"]), ())
        for error in _errors(then) & _errors(now):
            yield from _below(old, new, Position(name, "error", (error,), error, error), ())


def _errors(operation: Document) -> set[str]:
    return {error["shape"] for error in operation.get("errors", ())}


def _below(old: Document, new: Document, at: Position, above: tuple[tuple[str, str], ...]) -> Iterator[Position]:
    if (at.old, at.new) in above:
        return
    yield at
    then, now = old["shapes"][at.old], new["shapes"][at.new]
    if then["type"] != now["type"]:
        return
    steps = {"list": {"member": "[]"}, "map": {"key": "{key}", "value": "{}"}}.get(then["type"], {})
    inner = [(step, then[key], now[key]) for key, step in steps.items()]
    if then["type"] == "structure":
        inner = [(m, then["members"][m], now["members"][m]) for m in then["members"] if m in now["members"]]
    for step, one, other in inner:
        below = Position(at.operation, at.side, (*at.path, step), one["shape"], other["shape"])
        yield from _below(old, new, below, (*above, (at.old, at.new)))
