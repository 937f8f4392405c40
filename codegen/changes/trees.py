"""What is new in each request and response, as the trees of an API-change page: one shape below the other.

A new member is shown whole, a new value of an enum as a set of its own; what was there before is shown only on the way
to them. What was taken away or limited otherwise is not part of such a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pprint import pformat
from typing import Any, Final

from attrs import define

from ..preflight.findings import printable
from .compare import ELEMENT, VALUE, Difference, Pair

MOST: Final = 100_000
"""Names of one tree: shapes that contain one another can be made to need any number."""
_NAMED: Final = 12
"""Values of an enum that an outline names."""
_RECURSIVE, _MORE = "(recursive)", "(more)"


def tree(difference: Difference, root: Pair, most: int = MOST) -> Any:
    """The tree of what is new below a pair of shapes, empty if nothing is; cut where it has `most` names."""
    return _Tree(difference, most).new(root, frozenset())


def whole(difference: Difference, shape: str, most: int = MOST) -> Any:
    """The tree of everything in a shape that came with the new model; cut as well."""
    return _Tree(difference, most).whole(shape, frozenset())


def show(tree: Any) -> str:
    """A tree as the pages print it."""
    return pformat(tree)


def outline(tree: Any) -> str:
    """A tree as an outline, a member a line, for where it may take less room than a page gives it."""
    return "\n".join(_outlined(tree, ""))


def _outlined(tree: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, below in sorted(tree.items()):
        suffix, inner = _unwrapped(below)
        if isinstance(inner, dict):
            yield f"{indent}{name}{suffix}"
            yield from _outlined(inner, f"{indent}  ")
        else:
            yield f"{indent}{name}{suffix}: {_leaf(inner)}"


def _unwrapped(tree: Any) -> tuple[str, Any]:
    """What is inside lists and maps, and the steps into it."""
    if isinstance(tree, list):
        suffix, inner = _unwrapped(tree[0])
        return f"{ELEMENT}{suffix}", inner
    if isinstance(tree, Map):
        suffix, inner = _unwrapped(next(iter(tree.values())))
        return f"{VALUE}{suffix}", inner
    return "", tree


def _leaf(inner: Any) -> str:
    values = sorted(inner) if isinstance(inner, set) else str(inner).split(" | ")
    more = f" and {len(values) - _NAMED} more" if len(values) > _NAMED else ""
    return printable(f"{'+ ' if isinstance(inner, set) else ''}{' | '.join(values[:_NAMED])}{more}")


class Map(dict[str, Any]):
    """The tree of a map: its one key is a type, not the name of a member."""


@define
class _Tree:
    difference: Difference
    left: int

    def new(self, pair: Pair, above: frozenset[Pair]) -> Any:
        self.left -= 1
        if pair in above or pair not in self.difference.differing or self.left < 0:
            return {}
        match, below = self.difference.matches[pair], above | {pair}
        added = next((edit.after for edit in match.edits if edit.kind == "values-added"), None)
        if added is not None:
            return set(added)
        found: dict[str, Any] = {}
        for step, inner in match.inner.items():
            part = self.new(inner, below)
            if part and not step.isidentifier():
                return part
            if part:
                found[step] = part
        for edit in match.edits:
            if edit.kind == "member-added":
                found[str(edit.member)] = self.whole(edit.after.shape, frozenset())
        return found

    def whole(self, name: str, above: frozenset[str]) -> Any:
        self.left -= 1
        if name in above or self.left < 0:
            return _RECURSIVE if name in above else _MORE
        shape, below = self.difference.definitions[name], above | {name}
        match shape.type:
            case "structure":
                return {member.name: self.whole(member.shape, below) for member in shape.members}
            case "list":
                return [self.whole(str(shape.element), below)]
            case "map":
                return Map({self.whole(str(shape.key), below): self.whole(str(shape.value), below)})
            case _:
                return " | ".join(shape.enum) or shape.type
