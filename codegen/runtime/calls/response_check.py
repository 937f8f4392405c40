"""Holds made-up answers against the model: what the stubber refuses, the service could not have sent.

Reads the package's `shapes.json`. Reports with the ids that requests have (`type`, `required`, `unknown-member`,
`enum`, `min-length`, …), so that the same `ignore` serves both.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from ..wire.values import blob_length, is_blob, is_json, is_number, is_timestamp
from ..wire.violations import REDACTED, HiddenKey, Pattern, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..wire.violations import Path

_SIMPLE: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "string": (lambda value: isinstance(value, str), "a string"),
    "boolean": (lambda value: isinstance(value, bool), "a boolean"),
    "integer": (lambda value: isinstance(value, int) and not isinstance(value, bool), "an integer"),
    "number": (is_number, "a number"),
    "timestamp": (is_timestamp, "a timestamp"),
    "blob": (is_blob, "bytes"),
    "json": (lambda value: is_json(value) or is_blob(value), "a JSON value"),
    "structure": (lambda value: isinstance(value, dict), "an object"),
    "map": (lambda value: isinstance(value, dict), "an object"),
    "list": (lambda value: isinstance(value, list), "a list"),
}


class ResponseCheck:
    """The facts of one package's answers."""

    __slots__ = ("_operations", "_patterns", "_shapes")

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._operations: Mapping[str, tuple[str | None, str | None]] = facts["operations"]
        self._shapes: Mapping[str, Mapping[str, Any]] = facts["shapes"]
        self._patterns: dict[str, Pattern] = {}

    @classmethod
    def of_package(cls, package: str) -> ResponseCheck:
        """The facts that were generated into `package`."""
        return cls(json.loads(resources.files(package).joinpath("shapes.json").read_text(encoding="utf-8")))

    def check(self, operation: str, data: Mapping[str, object], out: Report) -> None:
        """Reports in what `data` is no answer of `operation`; ``ResponseMetadata`` may always be there."""
        members: dict[object, object] = {name: value for name, value in data.items() if name != "ResponseMetadata"}
        _, shape = self._operations.get(operation, (None, None))
        if shape is not None:
            self._value(shape, members, (), out, secret=False)
        elif members:
            out.unknown((), members, ())

    def _value(self, name: str, value: object, path: Path, out: Report, *, secret: bool) -> None:
        shape = self._shapes[name]
        kind, secret = shape.get("answer", shape["is"]), secret or shape.get("sensitive", False)
        if kind == "any":
            return
        shown = REDACTED if secret or shape.get("hides", False) else value
        test, article = _SIMPLE[kind]
        if not test(value):
            out.wrong_type(path, shown, article)
        elif len(path) > out.depth:
            out.too_deep(path)
        elif kind == "structure":
            self._structure(shape, value, path, out, shown, secret=secret)
        elif kind in ("list", "map"):
            self._container(shape, value, path, out, shown, secret=secret)
        elif kind != "json":
            self._scalar(name, shape, value, path, out, shown)

    def _structure(
        self, shape: Mapping[str, Any], value: Any, path: Path, out: Report, shown: object, *, secret: bool
    ) -> None:
        members: Mapping[str, str] = shape["members"]
        for name in (*shape.get("required", ()), *shape.get("tokens", ())):
            if name not in value:
                out.missing((*path, name))
        if value.keys() - members.keys():
            out.unknown(path, value, members)
        if shape.get("union") and len(value.keys() & members.keys()) != 1:
            out.union(path, value, members, shown)
        for name, inner in value.items():
            if name in members:
                self._value(members[name], inner, (*path, name), out, secret=secret)

    def _container(
        self, shape: Mapping[str, Any], value: Any, path: Path, out: Report, shown: object, *, secret: bool
    ) -> None:
        low, high = shape.get("min"), shape.get("max")
        if not _within(len(value), low, high):
            out.items(path, shown, len(value), low, high)
        is_map = "key" in shape
        hidden = is_map and (secret or self._shapes[shape["key"]].get("sensitive", False))
        for step, inner in value.items() if is_map else enumerate(value):
            if is_map and not isinstance(step, str):
                out.wrong_type(path, REDACTED if hidden else step, "names that are strings")
                continue
            place = (*path, HiddenKey(step) if hidden else step)
            if is_map:
                self._value(shape["key"], step, place, out, secret=secret)
            if inner is not None or not shape.get("sparse"):
                self._value(shape["of"], inner, place, out, secret=secret)

    def _scalar(self, name: str, shape: Mapping[str, Any], value: Any, path: Path, out: Report, shown: object) -> None:
        low, high = shape.get("min"), shape.get("max")
        if "values" in shape and value not in shape["values"]:
            out.enum(path, shown, shape["values"], name)
        elif shape["is"] in ("string", "blob"):
            length = len(value) if isinstance(value, str) else blob_length(value)
            if length is not None and not _within(length, low, high):
                out.length(path, shown, length, low, high)
            elif shape.get("pattern") and not self._pattern(shape["pattern"]).matches(value):
                out.pattern(path, shown, Pattern(shape["pattern"], shape.get("documented")))
        elif shape["is"] in ("integer", "number") and not _within(value, low, high):
            (out.secret_number if shown is REDACTED else out.number)(path, value, low, high)

    def _pattern(self, source: str) -> Pattern:
        return self._patterns.setdefault(source, Pattern(source))


def _within(measure: float, low: float | None, high: float | None) -> bool:
    return (low is None or measure >= low) and (high is None or measure <= high)
