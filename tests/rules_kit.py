"""What the tests of the rule language share: a small model, rules compiled and run, and random data for rules."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import define, field, frozen

from codegen.model import Model, Pin, Shape, parse
from codegen.rules import CompiledRule, RuleSource, compile_rules
from codegen.rules.analysis.element_loops import When
from codegen.rules.emit.python import Printer
from codegen.rules.emit.statements import failing
from codegen.rules.language import tree
from codegen.rules.language.kinds import RequestsKind
from codegen.source.block import nested
from codegen.source.module import Module

Data = dict[str, Any]
Release = Mapping[str, Mapping[str, Data]]
IDENTIFIERS: Final = {"CreateThing": "Name", "UpdateThing": "Name"}
TABLES: Final = {"families": ["g5", "p4d", "g5n"], "none": []}


def _structure(members: Mapping[str, str], required: Sequence[str] = ()) -> Data:
    return {
        "type": "structure",
        "required": list(required),
        "members": {name: {"shape": shape} for name, shape in members.items()},
    }


_TOY: Final[Data] = {
    "metadata": {"serviceId": "Toy", "apiVersion": "2024-01-01", "protocol": "json"},
    "operations": {
        "CreateThing": {"name": "CreateThing", "input": {"shape": "CreateThingInput"}},
        "UpdateThing": {"name": "UpdateThing", "input": {"shape": "UpdateThingInput"}},
    },
    "shapes": {
        "CreateThingInput": _structure(
            {
                "Name": "Text",
                "Mode": "Mode",
                "Count": "Count",
                "Limit": "Number",
                "Weight": "Real",
                "On": "Flag",
                "Parts": "Parts",
                "Spare": "Parts",
                "Words": "Words",
                "Env": "Env",
                "Size": "Size",
                "When": "Moment",
                "Blob": "Bytes",
                "Any": "Doc",
                "Free": "Number",
                "Grid": "Grid",
            },
            required=("Name", "Count"),
        ),
        "UpdateThingInput": _structure({"Name": "Text", "Size": "Size", "Count": "Count"}, required=("Name",)),
        "Size": _structure(
            {"Type": "SizeType", "Value": "Count", "Step": "Number", "Inner": "Inner"}, ("Type", "Value")
        ),
        "Inner": _structure({"Label": "Text", "Deep": "Number"}),
        "Part": _structure(
            {"Key": "Text", "Kind": "Mode", "Amount": "Number", "Share": "Real", "Size": "Size"}, ("Key",)
        ),
        "Parts": {"type": "list", "member": {"shape": "Part"}, "max": 6},
        "Words": {"type": "list", "member": {"shape": "Text"}, "min": 1, "max": 5},
        "Grid": {"type": "list", "member": {"shape": "Words"}},
        "Env": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
        "Mode": {"type": "string", "enum": ["Fast", "Slow", "Off"]},
        "SizeType": {"type": "string", "enum": ["PERCENT", "COUNT"]},
        "Text": {"type": "string", "max": 40},
        "Count": {"type": "integer", "min": 1, "max": 1000},
        "Number": {"type": "integer"},
        "Real": {"type": "float", "min": 0},
        "Flag": {"type": "boolean"},
        "Moment": {"type": "timestamp"},
        "Bytes": {"type": "blob"},
        "Doc": {"type": "structure", "members": {}, "document": True},
    },
}


def toy_model() -> Model:
    """A service of two operations that has every kind of shape."""
    return parse("toy", _TOY, Pin(botocore="1.0.0", sha256="0" * 64))


def source(rule: str, shape: str | list[str] = "CreateThingInput", **fields: str) -> RuleSource:
    """A rule as written, with defaults for what a test does not care about."""
    entry = {"id": "the-rule", "shape": shape, "rule": rule, "message": "no", "severity": "error", "source": "a test"}
    return RuleSource.from_mapping(entry | fields)


def compile_one(rule: str, shape: str = "CreateThingInput", **fields: str) -> CompiledRule:
    """One rule compiled against the toy model."""
    (compiled,) = compile_rules([source(rule, shape, **fields)], toy_model(), IDENTIFIERS, TABLES)
    return compiled


@frozen
class Runner:
    """A compiled rule as functions. `paths` is empty where the rule is satisfied."""

    rule: CompiledRule
    text: str
    paths: Callable[[Data, Release, Release], list[tuple[str | int, ...]]]
    warns: Callable[[Data, Release, Release], object]

    def violated(self, data: Data, release: Release | None = None, earlier: Release | None = None) -> bool:
        """Whether the rule is broken."""
        return bool(self.paths(data, release or {}, earlier or {}))


def preamble(module: Module) -> list[str]:
    """What stands above the functions of a module, with the runtime as it is in the checkout."""
    imports = [line.replace(".._runtime", "codegen.runtime") for line in module.imports]
    return [*imports, *(f"{name} = {value}" for name, value in module.constants.items())]


def printer() -> Printer:
    """A printer into a module of its own."""
    module = Module("rules")
    return Printer(module, module.scope("data", "release", "earlier"))


def condition(rule: CompiledRule) -> str:
    """The expression that is true where a rule without loops is violated."""
    (step,) = rule.failing
    assert isinstance(step, When)
    return printer().expression(step.condition)


def runner(rule: CompiledRule, region: str = "") -> Runner:
    """Executes the sources of a compiled rule the way generated code does."""
    module = Module("rules")
    printer = Printer(module, module.scope("data", "release", "earlier", "found"))
    statements, place = failing(rule.failing, rule.field_path, printer)
    lines = ["def paths(data, release, earlier):", "    found = []"]
    lines += [f"    {line}" for line in nested(statements, [f"found.append({place.relative})"])]
    lines += ["    return found", "def warns(data, release, earlier):"]
    afresh = Printer(module, module.scope("data", "release", "earlier", "found"))
    lines.append(f"    return {None if rule.warning is None else afresh.expression(rule.warning)}")
    names: dict[str, Any] = {"region": region}
    text = "\n".join([*preamble(module), *lines])
    exec(text, names)  # noqa: S102 - running what was generated is the test
    return Runner(rule, text, names["paths"], names["warns"])


# --- random data ------------------------------------------------------------------------------------------------------


@define
class RuleData:
    """Draws instances of a rule's shape whose types, enums, bounds and sizes are valid, near what the rule mentions.

    Patterns are not heeded: no rule depends on them.
    """

    rule: CompiledRule
    model: Model
    random: random.Random
    identifiers: Mapping[str, str] = field(factory=dict)
    texts: list[str] = field(init=False)
    _numbers: list[int] = field(init=False)
    mentioned: frozenset[str] = field(init=False)
    _looked_up: frozenset[str] = field(init=False)
    _depth: int = 0

    def __attrs_post_init__(self) -> None:
        roots = [self.rule.tree, *([self.rule.warn_tree] if self.rule.warn_tree is not None else [])]
        nodes = [node for root in roots for node in tree.walk(root)]
        values = [node.value for node in nodes if isinstance(node, tree.Const)]
        self.texts = list(dict.fromkeys(value for value in values if isinstance(value, str))) or ["a"]
        self._numbers = [value for value in values if type(value) is int] or [0]
        self.mentioned = frozenset(n.name for n in nodes if isinstance(n, (tree.Member, tree.Present)))
        members = (n for n in nodes if isinstance(n, tree.Member))
        self._looked_up = frozenset(n.name for n in members if isinstance(n.operand.kind, RequestsKind))

    def instance(self) -> Data:
        """An instance of the rule's shape."""
        return self._structure(self.model.shapes[self.rule.shape])

    def release(self) -> dict[str, dict[str, Data]]:
        """A few requests of every operation that has an identifier, by identifier."""
        found: dict[str, dict[str, Data]] = {}
        for operation, member in self.identifiers.items():
            requests = found.setdefault(operation, {})
            for _ in range(self.random.choice((0, 1, 1, 2)) if operation in self._looked_up else 0):
                request = self._structure(self.model.shapes[str(self.model.operations[operation].input)])
                requests[request[member]] = request
        return found

    def mutated(self, data: Data, shape: str = "") -> Data:
        """A copy of an instance of the shape, by default the rule's, with one place changed."""
        changed: Data = self._mutate(self.model.shapes[shape or self.rule.shape], data)
        return changed

    def value(self, shape: str, name: str) -> Any:
        """A value for a member of that shape and name."""
        return self._value(self.model.shapes[shape], name)

    # -- drawing

    def _value(self, shape: Shape, name: str = "") -> Any:
        if shape.document or shape.type in ("timestamp", "blob"):
            return "2024-01-01T00:00:00Z" if shape.type == "timestamp" else {}
        match shape.type:
            case "structure":
                return self._structure(shape)
            case "list":
                return self._list(shape)
            case "map":
                return self._map(shape)
            case "string":
                return self._string(shape, name)
            case "boolean":
                return self.random.random() < 0.5
            case "integer" | "long":
                return self._integer(shape)
            case _:
                return self._real(shape)

    def _structure(self, shape: Shape) -> Data:
        self._depth += 1
        drawn: Data = {}
        for member in shape.members:
            likely = 0.6 if member.name in self.mentioned else 0.06 if self._depth < 3 else 0
            if member.required or (self._depth < 8 and self.random.random() < likely):
                drawn[member.name] = self._value(self.model.shapes[member.shape], member.name)
        self._depth -= 1
        return drawn

    def _list(self, shape: Shape) -> list[Any]:
        low = int(shape.minimum or 0)
        high = min(int(shape.maximum or 99), max(low, self.random.choice((0, 1, 1, 2, 3, 4))))
        drawn: list[Any] = []
        for _ in range(max(low, high)):
            repeat = drawn and self.random.random() < 0.25
            drawn.append(self.random.choice(drawn) if repeat else self._value(self.model.shapes[str(shape.element)]))
        return drawn

    def _map(self, shape: Shape) -> Data:
        key, value = self.model.shapes[str(shape.key)], self.model.shapes[str(shape.value)]
        count = self.random.choice((0, 1, 2, 3))
        return {self._string(key, ""): self._value(value) for _ in range(count)}

    def _string(self, shape: Shape, name: str) -> str:
        if shape.enum:
            near = [value for value in shape.enum if any(text in value for text in self.texts)]
            return self.random.choice(near if near and self.random.random() < 0.6 else shape.enum)
        if name.endswith("Name") or (self.rule.scope == "cross" and self.random.random() < 0.5):
            return self.random.choice(("one", "two", "Two"))
        text = self._free_text()
        low, high = int(shape.minimum or 0), int(shape.maximum or 10_000)
        return (text + "x" * low)[: max(high, low)] if len(text) < low else text[:high]

    def _free_text(self) -> str:
        base = self.random.choice((*self.texts, "a", "b", "é", "", "\U0001d4b3yz"))
        extra = self.random.choice(("", "", "a", "/", "Z", "\n"))
        # Far beyond any bound of a rule on bytes, in one draw of many.
        grown = base * self.random.choice((1, 1, 1, 1, 2, 300)) if self.random.random() < 0.2 else base
        return self.random.choice((base, base, grown + extra, extra + base, base[:-1], base.upper()))

    def _integer(self, shape: Shape) -> int:
        low = int(shape.minimum) if shape.minimum is not None else -3
        high = int(shape.maximum) if shape.maximum is not None else 2**31 - 1
        base = self.random.choice((*self._numbers, low, 0, 1, 2, 5, 10, 100, high))
        return min(max(base + self.random.choice((-1, 0, 0, 0, 1, 1, 7)), low), high)

    def _real(self, shape: Shape) -> float:
        low = float(shape.minimum) if shape.minimum is not None else -2.0
        high = float(shape.maximum) if shape.maximum is not None else 1e6
        return min(max(self.random.choice((0.0, 1.0, 0.5, -1.0, 2.5, low, high)), low), high)

    # -- mutating

    def _mutate(self, shape: Shape, value: Any) -> Any:
        if shape.type == "structure" and value:
            return self._mutate_structure(shape, value)
        if shape.type == "list" and value and self.random.random() < 0.8:
            return self._mutate_list(shape, value)
        return self._value(shape)

    def _mutate_structure(self, shape: Shape, value: Data) -> Data:
        likely = [member for member in shape.members if member.name in self.mentioned] or list(shape.members)
        member = self.random.choice(likely)
        inner = self.model.shapes[member.shape]
        changed = dict(value)
        if member.name not in value:
            changed[member.name] = self._value(inner, member.name)
        elif not member.required and self.random.random() < 0.3:
            del changed[member.name]
        elif inner.type in ("structure", "list"):
            changed[member.name] = self._mutate(inner, value[member.name])
        else:
            changed[member.name] = self._value(inner, member.name)
        return changed

    def _mutate_list(self, shape: Shape, value: list[Any]) -> list[Any]:
        changed = list(value)
        index = self.random.randrange(len(changed))
        choice = self.random.random()
        if choice < 0.25 and len(changed) > (shape.minimum or 0):
            del changed[index]
        elif choice < 0.5 and len(changed) < (shape.maximum or 99):
            changed.append(changed[index])
        else:
            changed[index] = self._mutate(self.model.shapes[str(shape.element)], changed[index])
        return changed


def instances(draw: RuleData, bases: Sequence[Data], count: int) -> Iterator[Data]:
    """`count` instances: fresh ones, and mutations of recent ones and of `bases`, in turn."""
    recent: deque[Data] = deque(maxlen=64)
    for number in range(count):
        pool = (*bases, *recent)
        data = draw.mutated(draw.random.choice(pool)) if pool and number % 3 else draw.instance()
        recent.append(data)
        yield data


def seeded(seed: int) -> random.Random:
    """The same random numbers wherever the tests run."""
    return random.Random(seed)  # noqa: S311 - test data
