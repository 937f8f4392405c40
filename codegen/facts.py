"""Facts about the shapes of one package that several lowering steps share: names, reach, depth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from .model import Model, ModelError, Shape
from .patterns import Translation, translate
from .source import names

CONTAINER_DEPTH: Final = 16
"""Lists and maps directly inside each other; no service has more than five."""
IMPORT_DEPTH: Final = 24
"""Modules that may import each other in a chain before one import is put off to the call."""
INT32: Final = (-(2**31), 2**31 - 1)
INT64: Final = (-(2**63), 2**63 - 1)


@frozen
class Facts:
    """The model of one package, with what has been worked out about it."""

    package: str
    """Its name."""
    model: Model
    inputs: frozenset[str]
    outputs: frozenset[str]
    errors: frozenset[str]
    """Structures that are the members of an exception."""
    answers: frozenset[str]
    """Structures that are the output of an operation."""
    secret: frozenset[str]
    """Sensitive shapes, and structures inside them."""
    holding_secrets: frozenset[str]
    """Those, and every shape that has one of them in it."""
    recursive: frozenset[str]
    deep: frozenset[str]
    """Shapes with data in them whose depth is limited, counted from the request's root."""
    heights: Mapping[str, int]
    patterns: Mapping[str, Translation]

    def shape(self, name: str) -> Shape:
        """The shape of that name."""
        return self.model.shapes[name]

    def structures(self) -> list[Shape]:
        """Every structure that becomes a class, sorted by name."""
        used = self.inputs | self.outputs
        return [
            s for n, s in sorted(self.model.shapes.items()) if s.type == "structure" and n in used and not s.document
        ]

    def enums(self) -> list[Shape]:
        """Every string shape with values, sorted by name."""
        used = self.inputs | self.outputs
        return [s for n, s in sorted(self.model.shapes.items()) if s.enum and n in used]

    def lazy(self, owner: str, target: str) -> bool:
        """Whether `owner`'s module imports `target` at the call: cycles, and one link in every long chain."""
        return (owner in self.recursive and target in self.recursive) or self.heights[target] % IMPORT_DEPTH == 0

    def guarded(self, name: str) -> bool:
        """Whether data of this shape can be nested so deep that its check must count levels."""
        return name in self.recursive or self.heights[name] > CONTAINER_DEPTH

    def shows_secrets(self, shape: Shape) -> bool:
        """Whether the repr of such a value would show something sensitive. Structures hide their own.

        Event streams are no structures of ours: what a caller puts there is shown as it is.
        """
        if shape.event_stream:
            return shape.name in self.holding_secrets
        if shape.type not in ("list", "map"):
            return shape.sensitive
        return shape.sensitive or any(self.shows_secrets(self.shape(inner)) for inner in shape.references())

    def bounds(self, shape: Shape) -> tuple[int | float | None, int | float | None]:
        """Bounds of a shape, those that its type implies included."""
        lowest, highest = {"integer": INT32, "long": INT64}.get(shape.type, (None, None))
        low = lowest if shape.minimum is None else shape.minimum
        high = highest if shape.maximum is None else shape.maximum
        return low, high


def gather(model: Model, package: str) -> Facts:
    """Works out the facts of `model`, from which the package of that name is made.

    Raises:
        ModelError: containers nested too deeply, or directly inside themselves.
        NameClash: two names that would be one in Python.
    """
    inputs = model.closure(o.input for o in model.operations.values() if o.input)
    outputs = model.closure(o.output for o in model.operations.values() if o.output)
    errors = model.closure(e for o in model.operations.values() for e in o.errors)
    recursive, heights = model.recursive(), _heights(model)
    counted = {n for n, s in model.shapes.items() if n in recursive or heights[n] > CONTAINER_DEPTH or s.document}
    facts = Facts(
        package=package,
        model=model,
        inputs=frozenset(inputs),
        outputs=frozenset(outputs) | frozenset(errors),
        errors=frozenset(e for o in model.operations.values() for e in o.errors),
        answers=frozenset(o.output for o in model.operations.values() if o.output),
        secret=model.secret(),
        holding_secrets=model.holding_secrets(),
        recursive=recursive,
        deep=model.reaching(counted),
        heights=heights,
        patterns={
            n: translate(s.pattern, None if s.maximum is None else int(s.maximum))
            for n, s in model.shapes.items()
            if s.pattern is not None and not s.enum
        },
    )
    for shape in model.shapes.values():
        _check_containers(shape, model)
        names.unique(
            ((m.name, names.member(m.name)) for m in shape.members), f"service {model.service!r}, shape {shape.name}"
        )
    classes = [s.name for s in (*facts.structures(), *facts.enums())]
    names.unique(((n, names.class_name(n)) for n in classes), f"service {model.service!r}, shapes")
    names.unique(((n, names.module(n)) for n in classes), f"service {model.service!r}, shapes")
    names.unique(((n, names.operation(n)) for n in model.operations), f"service {model.service!r}, operations")
    return facts


def _check_containers(shape: Shape, model: Model) -> None:
    inner, depth = shape, 0
    while inner.type in ("list", "map"):
        depth += 1
        if depth > CONTAINER_DEPTH:
            raise ModelError(
                f"service {model.service!r}, shape {shape.name}: lists and maps nested more than {CONTAINER_DEPTH} deep"
            )
        inner = model.shapes[inner.element or inner.value or ""]


def _heights(model: Model) -> dict[str, int]:
    """Longest chain of references below each shape, cycles cut where they close. Iterative."""
    heights: dict[str, int] = {}
    for root in model.shapes:
        pending: list[tuple[str, bool]] = [(root, False)]
        open_: set[str] = set()
        while pending:
            name, done = pending.pop()
            if done:
                below = (heights.get(r, 0) for r in model.shapes[name].references())
                heights[name] = 1 + max(below, default=0)
                open_.discard(name)
            elif name not in heights and name not in open_:
                open_.add(name)
                pending.append((name, True))
                pending.extend((r, False) for r in model.shapes[name].references() if r not in heights)
    return heights
