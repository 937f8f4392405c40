"""Says in words how one pinned model differs from another: what `update` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from .model import Member, Model, Shape

_FACTS: Final = ("type", "minimum", "maximum", "pattern", "element", "key", "value", "union", "sensitive", "deprecated")

_MEMBER_FACTS: Final = tuple(f.name for f in attrs.fields(Member) if f.name not in ("name", "documentation"))


def differences(old: Model | None, new: Model) -> list[str]:
    """One line a change: operations, shapes, members, enum values, constraints that came, went or changed."""
    if old is None:
        return [f"new: {len(new.operations)} operations, {len(new.shapes)} shapes"]
    lines = list(_names("operation", old.operations, new.operations))
    lines += _names("shape", old.shapes, new.shapes)
    for name in sorted(old.shapes.keys() & new.shapes.keys()):
        lines += _shape(old.shapes[name], new.shapes[name])
    lines += _names("waiter", old.waiters, new.waiters)
    lines += _names("paginator", old.paginators, new.paginators)
    return lines


def _names(kind: str, old: Iterable[str], new: Iterable[str]) -> Iterator[str]:
    yield from (f"+ {kind} {name}" for name in sorted(set(new) - set(old)))
    yield from (f"- {kind} {name}" for name in sorted(set(old) - set(new)))


def _shape(old: Shape, new: Shape) -> Iterator[str]:
    for fact in _FACTS:
        before, after = getattr(old, fact), getattr(new, fact)
        if before != after:
            yield f"~ {new.name}: {fact} {before!a} -> {after!a}"
    yield from (f"+ {new.name} value {value!a}" for value in new.enum if value not in old.enum)
    yield from (f"- {new.name} value {value!a}" for value in old.enum if value not in new.enum)
    members = {m.name: m for m in old.members}
    for member in new.members:
        before = members.pop(member.name, None)
        if before is None:
            yield f"+ {new.name}.{member.name}{' (required)' if member.required else ''}"
        else:
            for fact in _MEMBER_FACTS:
                then, now = getattr(before, fact), getattr(member, fact)
                if then != now:
                    yield f"~ {new.name}.{member.name}: {fact} {then!a} -> {now!a}"
    yield from (f"- {new.name}.{name}" for name in members)
