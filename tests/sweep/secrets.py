"""What the model calls sensitive, planted wherever it may stand, and everything that a package then shows."""

from __future__ import annotations

import json
import shutil
import traceback
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any, Final

from attrs import frozen
from botocore import xform_name

from codegen.preflight.switches import FORMATS
from tests.preflight_harness import run
from tests.sweep.packages import Made

MARK: Final = "hunter2hunter2"
_DEPTH: Final = 8
_REPORTED: Final = 20
"""Operations of a service whose request files are reported on."""
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


def told(made: Made, facts: Mapping[str, Any]) -> Iterator[str]:
    """The reports that show the mark, of request files that hold it; each line of the files is wrong somewhere."""
    planters = {"x": Planter(facts["shapes"], instead=False), "y": Planter(facts["shapes"], instead=True)}
    ends = {name: facts["operations"][name].get("input", {}).get("shape") for name in sorted(made.package.operations())}
    holding = {name: shape for name, shape in ends.items() if shape is not None and planters["x"].holds(shape)}
    if not holding:
        return
    folder = made.folder.parent / "requests"
    folder.mkdir()
    for name, (start, planter) in product(list(holding)[:_REPORTED], planters.items()):
        data = {"NoSuchMember": 5, **planter.plant(holding[name])}
        (folder / f"{start}.{xform_name(name, '-')}.json").write_text(json.dumps(data, indent=1))
    outputs = [word for name in FORMATS for word in ("--output", f"{name}={folder / name}.report")]
    words = ("preflight", "--jobs", "1", "--color", "always", *outputs, str(folder))
    result = run(*words, package=made.folder.parent.name, services=(made.folder.name,))
    written = {name: folder / f"{name}.report" for name in FORMATS}
    reports = {name: path.read_text(encoding="utf-8") for name, path in written.items() if path.is_file()}
    for name, text in {"the terminal": result.out, "the errors": result.err, **reports}.items():
        if MARK in text:
            yield name
    if result.code != 1 or "NoSuchMember" not in result.out or len(reports) < len(FORMATS):
        yield f"nothing was reported: {result}"
    shutil.rmtree(folder)


def _shown(build: Callable[[Any], object], data: Any) -> str:
    """What building an object of data shows: the object, or the exception and what it came from."""
    try:
        return repr(build(data))
    except ValueError as error:
        found = ["".join(traceback.format_exception(error)), repr(error.args), repr(vars(error))]
        return "\n".join([*found, repr(error.__cause__), repr(error.__context__)])
