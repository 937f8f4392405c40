"""Which members' values a rule reads: where one of them is malformed, the rule has nothing to say.

A path is a tuple of wire names relative to `self`, "*" for any element or key. A member on the way to another is
covered by the longer path. Asking whether an optional member is there is no read of it, but a read of the structure
that would hold it, and asks for its type: a null is neither there nor absent. A required member counts as read, because
its absence is a violation of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from ..language import tree
from ..language.kinds import MapKind, RequestsKind, Scalar
from ..language.tree import Arithmetic, At, Call, Collect, Entry, If, In, Items, Member, Node, Present, Quantifier, Var

Path = tuple[str, ...]


@frozen
class Reads:
    """What a rule reads.

    `own`: paths relative to self. `asked`: paths of members that it asks for without reading them, relative to self.
    `release`: paths in other requests, (operation, "*", member, ...).
    """

    own: tuple[Path, ...]
    asked: tuple[Path, ...]
    release: tuple[Path, ...]


@frozen
class _Place:
    """Where a value may come from: roots are "self" and "release", then the path."""

    paths: frozenset[Path] = frozenset()
    # For lists made by a macro or by joining: where the elements come from.
    elements: frozenset[Path] | None = None


@frozen
class _Collector:
    found: set[Path] = field(factory=set)
    asked: set[Path] = field(factory=set)

    def read(self, node: Node, places: Mapping[str, _Place]) -> None:
        """Notes that the value of `node` is consumed."""
        self.found.update(self.place(node, places).paths)

    def place(  # noqa: C901, PLR0911, PLR0912 - one case per kind of node
        self, node: Node, places: Mapping[str, _Place]
    ) -> _Place:
        """Where the value comes from; notes what is read on the way."""
        match node:
            case Var(name=name):
                return places[name]
            case Member(operand=operand, name=name) if isinstance(operand.kind, RequestsKind):
                return _Place(frozenset({("release", name)}))
            case Member(operand=operand, name=name):
                return _below(self.place(operand, places), name)
            case Present(operand=operand, name=name, required=required):
                structure = self.place(operand, places)
                member = _below(structure, name).paths
                self.found.update(member if required else structure.paths)
                self.asked.update(member)
                return _Place()
            case At(operand=operand):
                return self._elements(operand, places)
            case Entry(operand=operand, key=key):
                self.read(key, places)
                return _below(self.place(operand, places), "*")
            case If(test=test, then=then, otherwise=otherwise):
                self.read(test, places)
                return _union(self.place(then, places), self.place(otherwise, places))
            case Quantifier(source=source, variable=variable, body=body):
                self.read(body, {**places, variable: self._elements(source, places)})
                return _Place()
            case Collect():
                return self._collect(node, places)
            case Arithmetic(left=left, right=right) if not isinstance(node.kind, Scalar):
                joined = self._elements(left, places), self._elements(right, places)
                return _Place(elements=_union(*joined).paths)
            case In(element=element, container=container):
                self.read(element, places)
                if isinstance(container.kind, MapKind):
                    self.read(container, places)
                else:
                    self.found.update(self._elements(container, places).paths)
                return _Place()
            case Call(function=function, arguments=arguments):
                for parameter, value in zip(function.parameters, arguments, strict=True):
                    self.found.update((self._elements if parameter.elements else self.place)(value, places).paths)
                return _Place()
            case _:
                for child in tree.children(node):
                    self.read(child, places)
                return _Place()

    def _elements(self, node: Node, places: Mapping[str, _Place]) -> _Place:
        """Where the elements of a list (or the keys of a map) come from. The list itself is read."""
        whole = self.place(node, places)
        self.found.update(whole.paths)
        below = _below(whole, "*").paths
        if isinstance(node, Items):
            return _Place()
        return _Place(below | whole.elements if whole.elements is not None else below)

    def _collect(self, node: Collect, places: Mapping[str, _Place]) -> _Place:
        inner = {**places, node.variable: self._elements(node.source, places)}
        if node.where is not None:
            self.read(node.where, inner)
        body = self.place(node.body, inner)
        return _Place(elements=body.paths)


def _below(place: _Place, name: str) -> _Place:
    return _Place(frozenset((*path, name) for path in place.paths))


def _union(left: _Place, right: _Place) -> _Place:
    if left.elements is None and right.elements is None:
        return _Place(left.paths | right.paths)
    return _Place(left.paths | right.paths, (left.elements or frozenset()) | (right.elements or frozenset()))


def reads(*conditions: Node) -> Reads:
    """What these checked conditions read, each path once and none that a longer one covers."""
    collector = _Collector()
    places = {"self": _Place(frozenset({("self",)})), "release": _Place(), "earlier": _Place(), "region": _Place()}
    for condition in conditions:
        collector.read(condition, places)
    shortest = _covering(collector.found)
    asked = _covering(collector.found | collector.asked)
    return Reads(
        own=tuple(path[1:] for path in shortest if path[0] == "self" and len(path) > 1),
        asked=tuple(path[1:] for path in asked if path[0] == "self" and path not in shortest),
        release=tuple(path[1:] for path in shortest if path[0] == "release" and len(path) > 3),
    )


def _covering(paths: set[Path]) -> list[Path]:
    """A longer path blocks wherever its prefixes would: the prefixes are dropped."""
    prefixes = {path[:end] for path in paths for end in range(len(path))}
    return sorted(paths - prefixes)
