"""Draws changes of real models, each with what has to be said of it: kind, values, and for whom.

A mutation changes one definition of a pinned model's JSON; no two of a draw change the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

from attrs import frozen
from hypothesis import strategies as st

from codegen.changes import Grade

Document = dict[str, Any]
CALLERS, READERS, NEW, RELAXED, NOTED = Grade
_FRESH: Final = "Fresh"
_INTEGER: Final = "FreshInteger"


@frozen
class Expected:
    """One change that has to be found, wherever the definition stands."""

    kind: str
    name: str
    member: str | None = None
    before: Any = None
    after: Any = None
    request: Grade = NOTED
    response: Grade = NOTED
    """Of errors too."""


Mutation = Callable[[Document, str], Expected]


def _bound(end: str, change: int | None) -> Mutation:
    """Moves a limit, or takes it away; without one, sets it. A limit moves so that min stays below max."""

    def mutate(document: Document, name: str) -> Expected:
        shape = document["shapes"][name]
        before = shape.get(end)
        if change is None:
            del shape[end]
            after = None
        else:
            after = shape[end] = before + change
        tightened = after is not None and ((after > before) == (end == "min"))
        what = {"string": "length", "list": "items", "map": "items"}.get(shape["type"], "value")
        return Expected(f"{end}-{what}", name, None, before, after, CALLERS if tightened else RELAXED)

    return mutate


def _set_pattern(document: Document, name: str) -> Expected:
    before, after = document["shapes"][name].get("pattern"), "[a-z]{7}x"
    document["shapes"][name]["pattern"] = after
    return Expected("pattern", name, None, before, after, CALLERS)


def _drop_pattern(document: Document, name: str) -> Expected:
    return Expected("pattern", name, None, document["shapes"][name].pop("pattern"), None, RELAXED)


def _anchor_pattern(document: Document, name: str) -> Expected:
    before = document["shapes"][name]["pattern"]
    after = document["shapes"][name]["pattern"] = f"^(?:{before})$"
    return Expected("pattern", name, None, before, after)


def _add_value(document: Document, name: str) -> Expected:
    document["shapes"][name]["enum"].append("fresh.value")
    return Expected("values-added", name, None, None, ("fresh.value",), NEW, NEW)


def _remove_value(document: Document, name: str) -> Expected:
    return Expected("values-removed", name, None, (document["shapes"][name]["enum"].pop(0),), None, CALLERS)


def _drop_enum(document: Document, name: str) -> Expected:
    return Expected("enum", name, None, tuple(document["shapes"][name].pop("enum")), None, RELAXED)


def _limit_to_enum(document: Document, name: str) -> Expected:
    document["shapes"][name]["enum"] = ["one", "two"]
    return Expected("enum", name, None, None, ("one", "two"), CALLERS)


def _retype(document: Document, name: str) -> Expected:
    before = document["shapes"][name]["type"]
    after = "timestamp" if before != "timestamp" else "integer"
    document["shapes"][name] = {"type": after}
    return Expected("type", name, None, before, after, CALLERS, READERS)


def _widen(document: Document, name: str) -> Expected:
    document["shapes"][name]["type"] = "long"
    return Expected("width", name, None, "integer", "long")


def _flag(fact: str, request: Grade = NOTED) -> Mutation:
    def mutate(document: Document, name: str) -> Expected:
        before = bool(document["shapes"][name].get(fact))
        document["shapes"][name][fact] = not before
        return Expected(fact, name, None, before, not before, request)

    return mutate


def _add_member(*, required: bool) -> Mutation:
    def mutate(document: Document, name: str) -> Expected:
        shape = document["shapes"][name]
        shape["members"][_FRESH] = {"shape": _INTEGER}
        shape["required"] = [*shape.get("required", ()), *([_FRESH] if required else [])]
        return Expected("member-added", name, _FRESH, None, _INTEGER, CALLERS if required else NEW, NEW)

    return mutate


def _remove_member(document: Document, name: str) -> Expected:
    shape = document["shapes"][name]
    member = next(reversed(shape["members"]))
    facts = shape["members"].pop(member)
    shape["required"] = [n for n in shape.get("required", ()) if n != member]
    return Expected("member-removed", name, member, facts["shape"], None, CALLERS, READERS)


def _toggle_required(document: Document, name: str) -> Expected:
    shape = document["shapes"][name]
    member = next(iter(shape["members"]))
    before = member in shape.get("required", ())
    shape["required"] = [n for n in shape.get("required", ()) if n != member] + ([] if before else [member])
    return Expected("required", name, member, before, not before, RELAXED if before else CALLERS)


def _deprecate_member(document: Document, name: str) -> Expected:
    member, facts = next(iter(document["shapes"][name]["members"].items()))
    facts["deprecated"] = not facts.get("deprecated")
    return Expected("deprecated", name, member, not facts["deprecated"], facts["deprecated"])


def _is(kind: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda shape: shape["type"] == kind


def _free(shape: Mapping[str, Any]) -> bool:
    return shape["type"] == "string" and "enum" not in shape


def _room(shape: Mapping[str, Any]) -> bool:
    return bool(shape.get("min", 0) >= 1 and shape.get("max", 0) > shape["min"])


# By mutation: which shapes it can change.
_SHAPES: Final[tuple[tuple[Mutation, Callable[[Mapping[str, Any]], bool]], ...]] = (
    (_bound("max", 1), lambda s: "max" in s),
    (_bound("max", -1), _room),
    (_bound("max", None), lambda s: "max" in s),
    (_bound("min", 1), _room),
    (_bound("min", -1), _room),
    (_bound("min", None), _room),
    (_set_pattern, _free),
    (_drop_pattern, lambda s: "pattern" in s),
    (_anchor_pattern, lambda s: "pattern" in s),
    (_add_value, lambda s: "enum" in s),
    (_remove_value, lambda s: len(s.get("enum", ())) > 1),
    (_drop_enum, lambda s: "enum" in s),
    (_limit_to_enum, _free),
    (_retype, lambda s: s["type"] not in ("structure", "list", "map")),
    (_widen, _is("integer")),
    (_flag("sensitive"), lambda s: s["type"] != "structure"),
    (_flag("deprecated"), lambda _: True),
    (_add_member(required=False), _is("structure")),
    (_add_member(required=True), _is("structure")),
    (_remove_member, lambda s: bool(s.get("members"))),
    (_toggle_required, lambda s: bool(s.get("members"))),
    (_deprecate_member, lambda s: bool(s.get("members"))),
)


def _add_operation(document: Document, name: str) -> Expected:
    document["operations"][_FRESH] = {**document["operations"][name], "name": _FRESH}
    return Expected("operation-added", _FRESH, None, None, _FRESH, NEW)


def _remove_operation(document: Document, name: str) -> Expected:
    del document["operations"][name]
    return Expected("operation-removed", name, None, name, None, CALLERS)


def _deprecate_operation(document: Document, name: str) -> Expected:
    facts = document["operations"][name]
    facts["deprecated"] = not facts.get("deprecated")
    return Expected("deprecated", name, None, not facts["deprecated"], facts["deprecated"])


def _add_error(document: Document, name: str) -> Expected:
    document["shapes"][f"{_FRESH}Error"] = {"type": "structure", "members": {}, "exception": True}
    facts = document["operations"][name]
    facts["errors"] = [*facts.get("errors", ()), {"shape": f"{_FRESH}Error"}]
    return Expected("error-added", name, None, None, f"{_FRESH}Error", NEW)


def _remove_error(document: Document, name: str) -> Expected:
    gone = document["operations"][name]["errors"].pop(0)["shape"]
    return Expected("error-removed", name, None, gone, None, READERS)


_OPERATIONS: Final[tuple[tuple[Mutation, Callable[[Mapping[str, Any]], bool]], ...]] = (
    (_add_operation, lambda _: True),
    (_remove_operation, lambda _: True),
    (_deprecate_operation, lambda _: True),
    (_add_error, lambda _: True),
    (_remove_error, lambda o: bool(o.get("errors"))),
)


def _remove_waiter(document: Document, name: str) -> Expected:
    return Expected("waiter-removed", name, None, document["waiters"].pop(name), None, CALLERS)


def _add_waiter(document: Document, name: str) -> Expected:
    after = document["waiters"][_FRESH] = deepcopy(document["waiters"][name])
    return Expected("waiter-added", _FRESH, None, None, after, NEW)


def _slow_waiter(document: Document, name: str) -> Expected:
    before = deepcopy(document["waiters"][name])
    document["waiters"][name]["delay"] += 1
    return Expected("waiter", name, None, before, document["waiters"][name])


_WAITERS: Final = (
    (_remove_waiter, lambda _: True),
    (_add_waiter, lambda _: True),
    (_slow_waiter, lambda _: True),
)
_SECTIONS: Final = (("shapes", _SHAPES), ("operations", _OPERATIONS), ("waiters", _WAITERS))


@st.composite
def mutated(draw: st.DrawFn, old: Document) -> tuple[Document, list[Expected]]:
    """A changed copy of a pinned model, and what has changed."""
    new = deepcopy(old)
    new["shapes"][_INTEGER] = {"type": "integer"}
    keys = {shape["key"]["shape"] for shape in old["shapes"].values() if shape["type"] == "map"}
    expected: list[Expected] = []
    touched: set[str] = set()
    for _ in range(draw(st.integers(1, 5))):
        section, mutations = draw(st.sampled_from(_SECTIONS))
        names = sorted(new[section].keys() & old[section].keys() - touched)
        if not names:
            continue
        name = draw(st.sampled_from(names))
        fitting = [mutate for mutate, fits in mutations if fits(new[section][name])]
        if section == "shapes" and name in keys and _retype in fitting:
            fitting.remove(_retype)
        if fitting and not (_FRESH in new[section] and section != "shapes"):
            touched.add(name)
            expected.append(draw(st.sampled_from(fitting))(new, name))
    return new, expected


@st.composite
def renamed(draw: st.DrawFn, document: Document) -> tuple[Document, dict[str, str]]:
    """The same model with some of its shapes under other names; exceptions keep theirs, which callers catch by name."""
    free = [name for name, shape in document["shapes"].items() if not shape.get("exception")]
    chosen = draw(st.lists(st.sampled_from(free), unique=True, max_size=8))
    names = {name: f"Other{name}" for name in chosen}

    def rename(value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) >= {"shape"} and isinstance(value["shape"], str):
                return {**value, "shape": names.get(value["shape"], value["shape"])}
            return {key: rename(inner) for key, inner in value.items()}
        return [rename(inner) for inner in value] if isinstance(value, list) else value

    shapes = {names.get(name, name): rename(shape) for name, shape in document["shapes"].items()}
    return {**document, "operations": rename(document["operations"]), "shapes": shapes}, names
