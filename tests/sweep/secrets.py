"""What the model calls sensitive, planted wherever it may stand, and everything that a package then shows."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen

MARK: Final = "hunter2hunter2"
_DEPTH: Final = 8
Shapes = Mapping[str, Mapping[str, Any]]


@frozen
class Planter:
    """Makes data of a shape with the mark in every sensitive place."""

    shapes: Shapes
    instead: bool
    """Whether the mark takes the place of what holds something sensitive, rather than of the value itself."""

    def plant(self, name: str, *, secret: bool = False, path: tuple[str, ...] = ()) -> Any:
        """Data of a shape; recursive shapes stop where they come again."""
        shape = self.shapes[name]
        secret = secret or bool(shape.get("sensitive"))
        kind = shape["type"]
        if self.instead and path and kind in ("structure", "list", "map") and self.holds(name):
            return MARK
        if name in path or len(path) > _DEPTH:
            return MARK if secret else {}

        def below(part: Mapping[str, Any]) -> Any:
            return self.plant(part["shape"], secret=secret, path=(*path, name))

        if kind == "structure" and not shape.get("document"):
            return {member: below(facts) for member, facts in shape["members"].items()}
        if kind == "list":
            return [below(shape["member"])]
        if kind == "map":
            return {str(below(shape["key"])): below(shape["value"])}
        return MARK if secret else "x"

    def holds(self, name: str) -> bool:
        """Whether something sensitive is in a shape, at any depth, or it is sensitive itself."""
        seen: set[str] = set()
        pending = [name]
        while pending:
            shape = self.shapes[each] if (each := pending.pop()) not in seen else {}
            seen.add(each)
            if shape.get("sensitive"):
                return True
            parts = [*shape.get("members", {}).values(), *(shape[k] for k in ("member", "key", "value") if k in shape)]
            pending += [part["shape"] for part in parts]
        return False


def leaks(package: Any, facts: Mapping[str, Any], operation: str) -> Iterator[str]:
    """Where the mark shows when an operation's request and answer hold it, a few words each."""
    wire = facts["operations"][operation]
    classes = package.operations()[operation]
    for instead in (False, True):
        planter = Planter(facts["shapes"], instead)
        for end, cls in (("input", classes.input), ("output", classes.output)):
            shape = wire.get(end, {}).get("shape")
            if shape is None or not cls or not planter.holds(shape):
                continue
            data = planter.plant(shape)
            kind = getattr(package, cls)
            shown = {f"{end}, from_response": _shown(kind.from_response, data)}
            if end == "input":
                found = package.validate(operation, data)
                shown["validate"] = "\n".join(f"{v} {v!r} {v.value!r}" for v in found)
                shown["from_dict"] = _shown(kind.from_dict, data)
            yield from (what for what, text in shown.items() if MARK in text)


def _shown(build: Callable[[Any], object], data: Any) -> str:
    """What building an object of data shows: the object, or the exception and what it came from."""
    try:
        return repr(build(data))
    except ValueError as error:
        found = ["".join(traceback.format_exception(error)), repr(error.args), repr(vars(error))]
        return "\n".join([*found, repr(error.__cause__), repr(error.__context__)])
