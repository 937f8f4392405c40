"""What a module of Terraform says of the values in it: literals, locals, defaults and references between resources.

A value that is not written down is an `Expression` until it is resolved: into what is known of it, or into a hole.
"""

from __future__ import annotations

import re

from ...reading.nodes import MAPPING, MAX_DEPTH, MAX_NODES, SCALAR, SEQUENCE, Node, Problem, Unreadable
from ..unknowns import Choice, Hole
from . import resources
from .resources import Resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from .reading import Reading, Source

_REFERENCE = r"[A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\[\]{}\n]*\])*"
_TEMPLATE = re.compile(r"\$\$\{|%%\{|[$%]\{|[^$%]+|.", re.DOTALL)
_INTERPOLATION = re.compile(rf"\$\{{\s*({_REFERENCE})\s*\}}")
_STEP = re.compile(r"[\w-]+|\[[^\]]*\]")
_EACH = {"each", "count", "self", "path", "terraform"}


class Expression:
    """A value that is not written down.

    Attributes:
        parts: of a text what it is put together from, in order: texts, references as their steps, and None for what
            nobody knows; a single one stands for a value of any type.
        branches: the values of which it is one, if it is no text.
    """

    __slots__ = ("branches", "parts")

    def __init__(self, parts: tuple[str | tuple[str, ...] | None, ...], branches: tuple[Node, ...] = ()) -> None:
        self.parts: Final = parts
        self.branches: Final = branches


def templates(node: Node) -> Node:
    """A node of JSON with expressions for the texts that Terraform fills in."""
    if node.kind == SCALAR:
        value = node.value
        filled = isinstance(value, str) and ("${" in value or "%{" in value)
        return Node(SCALAR, _template(value) if filled else value, node.start, node.end, node.text)
    if node.kind == SEQUENCE:
        return Node(SEQUENCE, [templates(item) for item in node.value], node.start, node.end)
    pairs: list[tuple[Node, Node]] = []
    for key, value in node.value:
        if key.text == "dynamic":
            blocks = [entry for part in (value.value if value.kind == SEQUENCE else [value]) for entry in part.value]
            pairs += [(name, Node(SCALAR, Expression((None,)), name.start, name.end)) for name, _ in blocks]
        else:
            pairs.append((key, templates(value)))
    return Node(MAPPING, pairs, node.start, node.end)


def _template(text: str) -> str | Expression:
    parts: list[str | tuple[str, ...] | None] = []
    at = 0
    while at < len(text):
        match = _INTERPOLATION.match(text, at)
        if match is not None:
            parts.append(steps(match[1]))
        else:
            match = _TEMPLATE.match(text, at)
            if match is None or match[0] in {"${", "%{"}:
                return Expression((*parts, None))  # it may end anywhere
            parts.append(match[0][1:] if match[0] in {"$${", "%%{"} else match[0])
        at = match.end()
    joined = [part for part in parts if isinstance(part, str)]
    return "".join(joined) if len(joined) == len(parts) else Expression(tuple(parts))


def steps(reference: str) -> tuple[str, ...]:
    """The steps of a reference: ``a.b[0].c`` has four."""
    return tuple(_STEP.findall(reference))


class Module:
    """The names that the values of a module have.

    Args:
        source: one of its files, the one whose resources are read.
    """

    def __init__(self, source: Source) -> None:
        self._source: Final = source
        self._folder: Final = source.path.replace("\\", "/").rpartition("/")[0]
        self._locals: Final[dict[str, list[tuple[Node, bool]]]] = {}
        self._defaults: Final[dict[str, list[tuple[Node, str, bool]]]] = {}
        self._secrets: Final[set[str]] = set()
        self._bodies: Final[dict[str, Node]] = {}
        self._left = MAX_NODES

    def declare_local(self, name: str, value: Node, *, here: bool = True) -> None:
        """Notes a local value; `here` says whether it is written in the file that is read."""
        self._locals.setdefault(name, []).append((value, here))

    def offer(self, variable: str, value: Node, origin: str, *, here: bool = True) -> None:
        """Notes a value that a variable may have, and where it comes from."""
        self._defaults.setdefault(variable, []).append((value, origin, here))

    def conceal(self, variable: str) -> None:
        """Notes that no value of a variable may be shown."""
        self._secrets.add(variable)

    def declare_resource(self, kind: str, name: str, body: Node) -> None:
        """Notes a resource that others may name."""
        self._bodies[f"{kind}.{name}"] = body

    def add(self, found: list[tuple[str, Node, Node]], source: Source, reading: Reading) -> dict[str, str]:
        """Adds the requests of resources, each given as type, name and body; returns the label of each address."""
        made: dict[str, Resource] = {}
        for kind, name, body in found:
            self.declare_resource(kind, name.text, body)
        try:
            for kind, name, body in found:
                address = f"{kind}.{name.text}"
                if address in made:
                    reading.report("duplicate-key", f"{address} is written twice; Terraform refuses that", name)
                    continue
                own = body.get("provider") or body.get("region") or body.get("count") or body.get("for_each")
                known = self.resolved(body)
                known.start, known.end = name.start, name.end
                made[address] = Resource(kind, address, known, self._key(address), happens=own is None)
        except Unreadable as stop:
            reading.problems.append(stop.problem)
        return resources.add(list(made.values()), source, reading)

    def resolved(self, node: Node, at: Node | None = None, depth: int = 0) -> Node:
        """A value with everything filled in that is known, and holes for the rest.

        Args:
            node: the value.
            at: where it is used, if it is written in another file.
            depth: levels above it.

        Raises:
            Unreadable: it has too many values.
        """
        self._left -= 1
        place = at or node
        if self._left < 0:
            raise Unreadable(Problem("too-large", f"holds more than {MAX_NODES} values", place.start, place.end))
        if depth > MAX_DEPTH:
            return _unknown(place)
        if node.kind == SCALAR:
            if isinstance(node.value, Expression):
                return self._filled(node.value, place, at, depth)
            return Node(SCALAR, node.value, place.start, place.end, node.text)
        copy = Node(node.kind, [], place.start, place.end, tag=node.tag)
        if node.kind == SEQUENCE:
            copy.value = [self.resolved(item, at, depth + 1) for item in node.value]
        else:
            copy.value = [
                (
                    Node(SCALAR, key.value, (at or key).start, (at or key).end, key.text),
                    self.resolved(value, at, depth + 1),
                )
                for key, value in node.value
            ]
        return copy

    def _filled(self, expression: Expression, place: Node, at: Node | None, depth: int) -> Node:
        if expression.branches:
            found = [self.resolved(branch, at, depth + 1) for branch in expression.branches]
            offered = [
                (node.value, Choice(node, " (one of two values)", "warning")) for node in found if _is_plain(node)
            ]
            more = [choice for node in found if node.value.__class__ is Hole for choice in node.value.choices]
            return _unknown(place, choices=(*offered, *more))
        if len(expression.parts) == 1 and isinstance(expression.parts[0], tuple):
            return self._named(expression.parts[0], place, at, depth)
        pieces: list[str | None] = []
        key = ""
        for part in expression.parts:
            found_part = self._named(part, place, at, depth) if isinstance(part, tuple) else None
            value = part if found_part is None else found_part.value
            if isinstance(value, Hole):
                key += f"${{{value.key}}}"
                pieces += value.pieces or (None,)
            elif found_part is None or type(value) in {str, int}:
                key += f"${{@{place.start}}}" if value is None else str(value)
                pieces.append(None if value is None else str(value))
            else:
                return _unknown(place)
        if None not in pieces:
            return Node(SCALAR, "".join(piece for piece in pieces if piece is not None), place.start, place.end, key)
        return Node(SCALAR, Hole(key, pieces=tuple(pieces) if any(pieces) else ()), place.start, place.end)

    def _named(self, reference: tuple[str, ...], place: Node, at: Node | None, depth: int) -> Node:
        """What a reference leads to."""
        first, name, *rest = (*reference, "")[: max(2, len(reference))]
        if first == "local" and len(self._locals.get(name, ())) == 1:
            value, here = self._locals[name][0]
            found = self.resolved(value, at if here else place, depth + 1)
            return _below(found, rest) or _unknown(place)
        if first == "var":
            offered = self._defaults.get(name, ()) if not rest and name not in self._secrets else ()
            choices = tuple(
                (value.value, Choice(value if here and at is None else place, f" ({origin})", "warning"))
                for value, origin, here in offered
                if _is_plain(value)
            )
            return _unknown(place, self._key(".".join(reference)), choices=choices)
        if len(reference) > 2 and first in resources.kinds(self._source):
            return self._of_resource(reference, place, depth)
        is_fixed = first not in _EACH and not any("[" in step or step == "*" for step in reference)
        return _unknown(place, self._key(".".join(reference)) if is_fixed and first in {"data", "module"} else "")

    def _of_resource(self, reference: tuple[str, ...], place: Node, depth: int) -> Node:
        """What an attribute of a resource is: its name, as far as that is known."""
        address = ".".join(reference[:2])
        body, attribute = self._bodies.get(address), reference[-1]
        if attribute == "arn":
            return _unknown(place, pieces=("arn:", None))
        alone = reference[2:-1] in {(), ("[0]",)}
        if body is None or attribute not in {resources.NAME, "id"} or not alone:
            return _unknown(place)
        known = [
            (key, self.resolved(value, place, depth + 1)) for key, value in body.value if key.text in resources.NAMES
        ]
        name = resources.name_of(Node(MAPPING, known, place.start, place.end), self._key(address))
        return Node(SCALAR, name, place.start, place.end) if isinstance(name, Hole) else name

    def _key(self, address: str) -> str:
        return f"{self._folder}:{address}"


def _below(node: Node, path: list[str]) -> Node | None:
    """What stands below a value, None if nobody knows."""
    found: Node | None = node
    for step in path:
        found = found.get(step) if found is not None else None
    return found


def _is_plain(node: Node) -> bool:
    return node.kind == SCALAR and isinstance(node.value, (str, int, float)) and node.value != ""


def _unknown(
    place: Node, key: str = "", *, choices: tuple[tuple[Any, Choice], ...] = (), pieces: tuple[str | None, ...] = ()
) -> Node:
    hole = Hole(key or f"@{place.start}", optional=not pieces, choices=choices, pieces=pieces)
    return Node(SCALAR, hole, place.start, place.end)
