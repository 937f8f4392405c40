"""Laws of a comparison, on drawn mutations of real models: nothing is missed, nothing made up, and all adds up."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from codegen.changes import Change, Comparison, Edit, Place, compared
from codegen.changes.compare import Difference, Match
from codegen.model import Member, Model, Operation, Shape, dump, load_botocore, load_text, prune
from tests.changes.kit import RELEASES, model
from tests.changes.mutations import Document, Expected, mutated, renamed
from tests.changes.oracle import positions

# Recursive requests, maps of maps, unions, events, and the requests that this project began with.
_OTHERS: Final = {
    "wafv2": ("CreateRuleGroup", "GetRuleGroup"),
    "dynamodb": ("PutItem", "Query", "CreateTable", "DescribeTable"),
    "bedrock-runtime": ("Converse", "ConverseStream"),
}
NAMES: Final = (*RELEASES, *_OTHERS)


@cache
def _document(name: str) -> Document:
    found = model(name) if name in RELEASES else prune(load_botocore(name), _OTHERS[name])
    document: Document = json.loads(dump(found))
    return document


def _model(document: Document) -> Model:
    return load_text(json.dumps(document), "drawn")


def _compared(old: Model, new: Model) -> Comparison:
    return compared(new.service, old, new, ("old", "new"))


@pytest.mark.parametrize("name", NAMES)
def test_a_model_differs_in_nothing_from_itself(name: str) -> None:
    assert _compared(_model(_document(name)), _model(_document(name))).changes == ()


@pytest.mark.parametrize("service", ["sagemaker", "quicksight", "ec2", "wafv2", "s3", "lexv2-models"])
def test_nor_does_a_whole_service(service: str) -> None:
    whole = load_botocore(service)
    assert _compared(whole, whole).changes == ()


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_every_change_is_found_graded_and_placed_and_nothing_else(name: str, data: st.DataObject) -> None:
    old = _document(name)
    new, expected = data.draw(mutated(old), "mutated")
    new, names = data.draw(renamed(new), "renamed")
    comparison = _compared(_model(old), _model(new))
    assert {row for change in comparison.changes for row in _rows(change)} == _due(old, new, expected, names)


def _rows(change: Change) -> set[tuple[Any, ...]]:
    edit = change.edit
    values = (_plain(edit.before), _plain(edit.after))
    return {(edit.kind, edit.name, edit.member, *values, change.grade, place) for place in change.places}


def _plain(value: Any) -> Any:
    """A value that can be compared: of a member the shape, of an operation the name."""
    if isinstance(value, Member):
        return value.shape
    if isinstance(value, Operation):
        return value.name
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else value


def _due(old: Document, new: Document, expected: list[Expected], names: dict[str, str]) -> set[tuple[Any, ...]]:
    """The rows that the mutations call for."""
    at: dict[str, list[Any]] = {}
    for position in positions(old, new):
        at.setdefault(position.new, []).append(position)
    rows: set[tuple[Any, ...]] = set()
    for each in expected:
        before, after = _plain(each.before), _plain(each.after)
        if each.kind == "member-added":
            after = names.get(after, after)
        if each.name not in old["shapes"] and each.member is None:
            operation = "" if each.kind.startswith("waiter") else each.name
            rows.add((each.kind, each.name, None, before, after, each.request, Place(operation)))
            continue
        shape = names.get(each.name, each.name)
        below = () if each.member is None else (each.member,)
        for position in at.get(shape, ()):
            grade = each.request if position.side == "request" else each.response
            place = Place(position.operation, position.side, (*position.path, *below))
            rows.add((each.kind, shape, each.member, before, after, grade, place))
    return rows


# --- applying -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", RELEASES)
@pytest.mark.parametrize("new", RELEASES)
def test_the_changes_of_a_release_lead_to_it(old: str, new: str) -> None:
    _assert_applies(model(old), model(new))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=40)
def test_the_old_model_with_the_changes_is_the_new_one(name: str, data: st.DataObject) -> None:
    old = _document(name)
    new, _ = data.draw(renamed(data.draw(mutated(old), "mutated")[0]), "renamed")
    _assert_applies(_model(old), _model(new))


def _assert_applies(old: Model, new: Model) -> None:
    difference = _compared(old, new).difference
    assert difference is not None
    assert _operations(old, difference) == {name: _essence(o) for name, o in new.operations.items()}
    made = {name: _comparable(shape) for name, shape in difference.definitions.items()}
    for (one, other), match in difference.matches.items():
        if not other:
            continue
        patched = _comparable(_patched(old.shapes.get(one), other, match, difference))
        assert made.setdefault(other, patched) == patched
    reached = new.closure(name for o in new.operations.values() for name in (o.input, o.output, *o.errors) if name)
    assert {name: made[name] for name in reached} == {name: _comparable(new.shapes[name]) for name in reached}
    for section in ("waiter", "paginator"):
        held = {**getattr(old, f"{section}s")}
        for edit in (edit for edit in difference.edits if edit.kind.partition("-")[0] == section):
            held.pop(edit.name, None)
            held |= {} if edit.after is None else {edit.name: edit.after}
        assert held == getattr(new, f"{section}s")


def _essence(operation: Operation) -> tuple[Any, ...]:
    return operation.input, operation.output, frozenset(operation.errors), operation.deprecated


def _operations(old: Model, difference: Difference) -> dict[str, tuple[Any, ...]]:
    edits: dict[str, dict[str, list[Edit]]] = {
        "operation-added": {},
        "operation-removed": {},
        "error-added": {},
        "error-removed": {},
        "deprecated": {},
    }
    for edit in difference.edits:
        if edit.kind in edits:
            edits[edit.kind].setdefault(edit.name, []).append(edit)
    made = {name: _essence(each[0].after) for name, each in edits["operation-added"].items()}
    for name, operation in old.operations.items():
        if name in edits["operation-removed"]:
            continue
        pairs = {end.side: end.pair[1] or None for end in difference.ends[name] if end.side != "error"}
        errors = {*operation.errors} | {e.after for e in edits["error-added"].get(name, ())}
        errors -= {e.before for e in edits["error-removed"].get(name, ())}
        deprecated = next((e.after for e in edits["deprecated"].get(name, ())), operation.deprecated)
        made[name] = pairs["request"], pairs["response"], frozenset(errors), deprecated
    return made


def _patched(old: Shape | None, name: str, match: Match, difference: Difference) -> Shape:
    """The old definition with the edits of a match, and the references that it says."""
    shape = evolve(old or Shape("", "structure"), name=name)
    members = {m.name: m for m in shape.members}
    for edit in match.edits:
        if edit.kind == "type":
            return difference.definitions[name]
        shape = _with(shape, edit, members)
    members |= {n: evolve(m, shape=match.inner[n][1]) for n, m in members.items() if n in match.inner}
    inner = {"element": "[]", "key": "{key}", "value": "{}"}
    ends: dict[str, Any] = {fact: match.inner[step][1] for fact, step in inner.items() if step in match.inner}
    return evolve(shape, members=tuple(members.values()), **ends)


def _with(shape: Shape, edit: Edit, members: dict[str, Member]) -> Shape:
    match edit.kind:
        case "member-added":
            members[str(edit.member)] = edit.after
        case "member-removed":
            del members[str(edit.member)]
        case "values-added" | "values-removed" | "enum":
            kept = tuple(v for v in shape.enum if v not in (edit.before or ()))
            return evolve(shape, enum=(*kept, *(edit.after or ())))
        case kind if edit.member is not None:
            members[edit.member] = evolve(members[edit.member], **{kind.replace("-", "_"): edit.after})
        case kind:
            fact = {"min": "minimum", "max": "maximum", "width": "type"}.get(kind.partition("-")[0], kind)
            return evolve(shape, **{fact.replace("-", "_"): edit.after})
    return shape


def _comparable(shape: Shape) -> Shape:
    """Without order, which says nothing, and without prose."""
    members = tuple(sorted((evolve(m, documentation="") for m in shape.members), key=lambda m: m.name))
    return evolve(shape, members=members, enum=tuple(sorted(shape.enum)), documentation="")
