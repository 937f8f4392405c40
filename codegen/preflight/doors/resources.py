"""Resources of Terraform as requests: in the wire names of the API instead of the provider's.

The provider's names are the API's in snake case, and blocks are lists even where the API has one object. What differs
is data: ``computed`` attributes, ``names`` of any depth, ``maps`` that the API has as lists of pairs; and for each of
the ``resources`` its ``operation``, that of its ``update``, the member that is its ``name``, and ``names`` and
``optional`` paths of its own.
"""

from __future__ import annotations

import re

from botocore import xform_name

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from ..unknowns import Hole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from ...reading.nodes import Path
    from ..schema_view import View
    from .reading import Reading, Source

NAMES = NAME, PREFIX = "name", "name_prefix"
_META = {"count", "for_each", "provider", "depends_on", "lifecycle", "timeouts", "provisioner", "connection", "//"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


class Resource:
    """One resource.

    Args:
        kind: its type.
        address: what Terraform calls it.
        body: its attributes and blocks in the provider's names.
        key: what stands for it among all modules, for its name where that is not known.
        happens: whether it is made, once, and beside all others of its file.
        is_update: whether it is changed in place.
        existed: whether it is there already, so that a zero may stand for what nobody wrote.
        is_filled: whether Terraform has put in what nobody wrote, so that a name the API lacks is no mistake.
    """

    def __init__(  # noqa: PLR0913 - a record
        self,
        kind: str,
        address: str,
        body: Node,
        key: str,
        *,
        happens: bool = True,
        is_update: bool = False,
        existed: bool = False,
        is_filled: bool = False,
    ) -> None:
        self.kind: Final = kind
        self.address: Final = address
        self.body: Final = body
        self.key: Final = key
        self.happens: Final = happens
        self.is_update: Final = is_update
        self.existed: Final = existed
        self.is_filled: Final = is_filled


def kinds(source: Source) -> dict[str, str]:
    """The resource types that stand for requests, in the order in which they need each other, with their services."""
    facts = source.services.door_facts("terraform")
    return {kind: service for service, said in facts.items() for kind in said["resources"]}


def add(found: list[Resource], source: Source, reading: Reading) -> dict[str, str]:
    """Adds the requests of resources in the order in which they happen, and returns the label of each address."""
    known = list(kinds(source))
    in_order = all(resource.happens and not _is_unknown(resource.body.get(NAME)) for resource in found)
    labels = {}
    for resource in sorted(found, key=lambda resource: known.index(resource.kind)):
        made = _Request(resource, source)
        if made.operation:
            labels[resource.address] = reading.add(
                (made.service, made.operation),
                made.node(source.services.view(made.service, made.operation)),
                label=resource.address,
                in_order=in_order,
                spell=made.spell,
                optional=tuple(tuple(path.split(".")) for path in made.entry.get("optional", ())),
            )
    return labels


def _is_unknown(node: Node | None) -> bool:
    return node is not None and isinstance(node.value, Hole)


def name_of(body: Node, key: str) -> Node | Hole:
    """The name of a resource: what is written, or what stands for one that Terraform makes up."""
    name, prefix = body.get(NAME), body.get(PREFIX)
    if name is not None and type(name.value) is str:
        return name
    if name is not None and isinstance(name.value, Hole):
        own = f"{key}.{NAME}" if "@" in name.value.key else name.value.key
        return Hole(own, choices=name.value.choices, pieces=name.value.pieces)
    known = prefix.value if prefix is not None and type(prefix.value) is str else ""
    return Hole(f"{key}.{NAME}", pieces=(known, None) if known else ())


class _Request:
    """What one resource asks for."""

    def __init__(self, resource: Resource, source: Source) -> None:
        self.service: Final = kinds(source)[resource.kind]
        self.facts: Final = source.services.door_facts("terraform")[self.service]
        self.entry: Final[dict[str, Any]] = self.facts["resources"][resource.kind]
        self.operation: Final[str] = self.entry.get("update", "") if resource.is_update else self.entry["operation"]
        self.resource: Final = resource
        self._top: Final = {NAME: self.entry["name"], **self.entry.get("names", {})}

    def node(self, view: View) -> Node:
        """The request in wire names."""
        body = self.resource.body
        request = self._structure(body, view, ())
        name = name_of(body, self.resource.key)
        if isinstance(name, Hole):
            written = body.get(NAME) or body.get(PREFIX) or body
            made = self._scalar(Node(SCALAR, name, written.start, written.end), view.at(self._top[NAME]))
            request.value = [pair for pair in request.value if pair[0].value != self._top[NAME]]
            request.value.append((Node(SCALAR, self._top[NAME], written.start, written.end, NAME), made or written))
        return request

    def spell(self, name: str, path: Path) -> str:
        """How the provider writes a member."""
        own = self.facts.get("names", {}) if path else {**self.facts.get("names", {}), **self._top}
        return next((written for written, wire in own.items() if wire == name), None) or str(xform_name(name))

    def _wire(self, attribute: str, view: View, *, top: bool) -> str:
        """The member that an attribute is; the attribute itself if there is none."""
        found = self._top.get(attribute) if top else None
        found = found or self.facts.get("names", {}).get(attribute)
        if found is None or found not in view.members:
            found = next((member for member in view.members if xform_name(member) == attribute), attribute)
        return str(found)

    def _structure(self, node: Node, view: View, path: Path) -> Node:
        copy = Node(MAPPING, [], node.start, node.end, tag=node.tag)
        for key, value in node.value:
            if not path and (key.text in _META or key.text == PREFIX or key.text in self.facts.get("computed", ())):
                continue
            wire = self._wire(key.text, view, top=not path)
            if self.resource.is_filled and wire not in view.members:
                continue
            below = self._value(value, view.at(wire), (*path, wire))
            if below is not None and below.value != "":
                copy.value.append((Node(SCALAR, wire, key.start, key.end, key.text), below))
        return copy

    def _value(self, node: Node, view: View, path: Path) -> Node | None:
        """A value in wire names; None for what the provider leaves out."""
        if node.kind == SCALAR:
            return self._scalar(node, view)
        is_map = isinstance(view.facts.get("additionalProperties"), dict)
        if node.kind == MAPPING and view.type == "array":
            pair = self.facts.get("maps", {}).get(path[-1])
            items = (
                [node]
                if pair is None
                else [_pair(key, value, pair) for key, value in node.value if value.value is not None]
            )
            node = Node(SEQUENCE, items, node.start, node.end)
        if node.kind == SEQUENCE and view.type == "object" and not is_map:
            return self._value(node.value[0], view, path) if node.value else None
        if node.kind == SEQUENCE:
            found = [self._value(item, view.at(0), (*path, index)) for index, item in enumerate(node.value)]
            items = [item for item in found if item is not None]
            return Node(SEQUENCE, items, node.start, node.end) if items else None
        if not is_map:
            return self._structure(node, view, path)
        pairs = [(key, self._value(value, view.at(key.value), (*path, key.value))) for key, value in node.value]
        written = [(key, value) for key, value in pairs if value is not None]
        return Node(MAPPING, written, node.start, node.end, tag=node.tag) if written else None

    def _scalar(self, node: Node, view: View) -> Node | None:
        value = node.value
        if value.__class__ is Hole:
            choices = ((_converted(offered, view.type), choice) for offered, choice in value.choices)
            kept = tuple((offered, choice) for offered, choice in choices if offered not in (None, ""))
            value = Hole(value.key, optional=value.optional, choices=kept, pieces=value.pieces)
        else:
            value = _converted(value, view.type)
        is_unset = self.resource.existed and value == 0 and value is not False and view.facts.get("minimum", 0) > 0
        return None if value is None or is_unset else Node(SCALAR, value, node.start, node.end, node.text)


def _pair(key: Node, value: Node, names: list[str]) -> Node:
    """An entry of a map as the API has it."""
    made = [
        (Node(SCALAR, name, key.start, key.end, name), node) for name, node in zip(names, (key, value), strict=True)
    ]
    return Node(MAPPING, made, key.start, value.end)


def _converted(value: Any, kind: str | None) -> Any:
    """A value in the type of its place, as far as Terraform converts it."""
    if kind in {"integer", "number"} and isinstance(value, str) and len(value) < 30 and _NUMBER.fullmatch(value):
        value = float(value) if set(value) & set(".eE") else int(value)
    if kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind == "string" and isinstance(value, (bool, int, float)):
        return str(value).lower()
    return value
