"""A template's resources as the requests that CloudFormation makes of them.

Resolves what a template itself tells: references between its own resources, conditions, joins of literals. Everything
else becomes a hole (see ``unknowns``), unless what is known of a text already contradicts its place.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, plain
from ..request import Request
from ..schema_view import View
from ..unknowns import Hole
from .conditions import Conditions
from .intrinsics import ASSUMED, NO_VALUE, attribute_parts, canonical, intrinsic, substituted
from .values import coerced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from ...reading.nodes import Path
    from ..services import Services
    from .conditions import Scenario

    Piece: TypeAlias = tuple[str, str]

_DYNAMIC = "{{resolve:"
"""Begins a reference that CloudFormation looks up when it deploys, in a parameter store or a secret."""
_KNOWN, _STAND_IN, _UNKNOWN = "known", "stand-in", "unknown"
"""What a piece of text is: as written, in the place of a name that is made up, or an expression of unknown value."""
_MACROS = ("Fn::Transform", "Fn::ForEach::")
"""Keys that bring other members into the object that they stand in."""
_MAX_NAME = 50


def read_template(root: Node, services: Services, salt: str) -> list[list[Request]]:
    """The requests of a template, once per distinguishable outcome of its conditions.

    Args:
        root: a document that `requests` took for a template.
        services: where resource types are looked up.
        salt: makes the stand-ins for generated names differ between templates.
    """
    template = _Template(root, services, salt)
    if not template.resources:
        return []
    scenarios = template.conditions.scenarios([node for node, _, _ in template.resources.values()])
    return [template.requests(scenario) for scenario in scenarios]


class _Template:
    def __init__(self, root: Node, services: Services, salt: str) -> None:
        self.services = services
        self.salt = salt
        self.conditions = Conditions(_section(root, "Conditions"), _section(root, "Parameters"))
        self.resources: dict[str, tuple[Node, str, dict[str, Any]]] = {}
        for logical_id, node in _section(root, "Resources").items():
            kind = node.get("Type")
            known = services.resources.get(kind.value) if kind is not None and isinstance(kind.value, str) else None
            if known is not None:
                self.resources[logical_id] = (node, *known)
        self.names: dict[str, str] = {}
        self.expressions: dict[str, str] = {}

    def requests(self, scenario: Scenario) -> list[Request]:
        """The requests of the resources that exist under an assignment of the condition variables."""
        self.conditions.scenario = scenario
        self._learn_names()
        made: list[Request] = []
        for logical_id, (node, service, entry) in self.resources.items():
            condition = node.get("Condition")
            if condition is None or self.conditions.holds(condition.text) is not False:
                made += self._request(logical_id, node, service, entry)
        return made

    def _learn_names(self) -> None:
        """Finds the name of every resource: as written, or a stand-in where CloudFormation would make one up."""
        self.names, self.expressions = {}, {}
        for logical_id, (node, service, entry) in self.resources.items():
            view = View(self.services.schema(service, entry["operation"])).at(entry["name"])
            stand_in = logical_id[:_MAX_NAME] + self.salt
            properties = self._chosen(node.get("Properties"))
            written = properties.get(entry["name"]) if properties is not None else None
            resolved = self.resolve(written, view) if written is not None else None
            if resolved is None or resolved.kind != SCALAR:
                self.names[logical_id] = stand_in
            elif resolved.value.__class__ is Hole:
                self.names[logical_id] = self.expressions.setdefault(resolved.value.key, stand_in)
            else:
                self.names[logical_id] = str(resolved.value)

    def _chosen(self, node: Node | None) -> Node | None:
        """A node, or the branch that its condition takes in this scenario."""
        for _ in range(_MAX_NAME):
            found = None if node is None else intrinsic(node)
            branch = None if found is None else self._branch(*found)
            if branch is None:
                break
            node = branch
        return node

    def _branch(self, name: str, argument: Node) -> Node | None:
        """The branch that an ``Fn::If`` takes in this scenario, None where that cannot be told."""
        if name != "Fn::If" or argument.kind != SEQUENCE or len(argument.value) != 3:
            return None
        outcome = self.conditions.holds(argument.value[0].text)
        branch: Node | None = None if outcome is None else argument.value[1 if outcome else 2]
        return branch

    def _request(self, logical_id: str, node: Node, service: str, entry: dict[str, Any]) -> list[Request]:
        properties = self._chosen(node.get("Properties")) or Node(MAPPING, [], node.start, node.end)
        if properties.kind != MAPPING or intrinsic(properties) is not None:
            return []
        elsewhere: dict[str, list[str]] = entry.get("elsewhere", {})
        resolved = self._properties(properties, service, entry)
        everything = plain(resolved)
        everything.setdefault(entry["name"], self.names[logical_id])
        moved = {name for members in elsewhere.values() for name in members}
        data = {name: value for name, value in everything.items() if name not in moved}
        main = Request(service, entry["operation"], resolved, data, logical_id)
        main.optional = tuple(tuple(path.split(".")) for path in entry.get("optional", ()))
        return [main, *self._companions(main, everything, elsewhere)]

    def _properties(self, properties: Node, service: str, entry: dict[str, Any]) -> Node:
        """The properties under the names of the API, each resolved with its operation's schema."""
        renamed: dict[str, str] = entry.get("rename", {})
        owners = {name: other for other, members in entry.get("elsewhere", {}).items() for name in members}
        resolved = Node(MAPPING, [], properties.start, properties.end)
        for key, value in properties.value:
            written: str = key.text
            name = renamed.get(written, written)
            operation = owners.get(name, entry["operation"])
            view = View(self.services.schema(service, operation))
            below = self.resolve(value, view.at(name))
            if below is not None:
                resolved.value.append((Node(SCALAR, name, key.start, key.end, written), below))
        return resolved

    def _companions(self, main: Request, data: dict[str, Any], elsewhere: dict[str, list[str]]) -> list[Request]:
        """Properties that belong to another operation's request are checked as that request, for themselves only."""
        companions = []
        for operation, members in elsewhere.items():
            written = tuple(name for name in members if name in data)
            if written:
                known = View(self.services.schema(main.service, operation)).members
                extra = {name: value for name, value in data.items() if name in known or name in written}
                companion = Request(main.service, operation, main.node, extra, main.title)
                companion.only = written
                companions.append(companion)
        return companions

    def resolve(self, node: Node, view: View) -> Node | None:
        """A node with its intrinsics resolved or turned into holes; None where it is left out."""
        found = intrinsic(node)
        if found is not None:
            return self._intrinsic(node, *found, view)
        if node.kind == SCALAR:
            if _DYNAMIC in node.text:
                return Node(SCALAR, Hole(repr(node.text)), node.start, node.end)
            return coerced(node, view)
        if node.kind == MAPPING and any(key.text.startswith(_MACROS) for key, _ in node.value):
            return Node(SCALAR, Hole(canonical(node), optional=True), node.start, node.end)
        copy = Node(node.kind, [], node.start, node.end)
        if node.kind == MAPPING:
            for key, value in node.value:
                resolved = self.resolve(value, view.at(key.value))
                if resolved is not None:
                    copy.value.append((_text_key(key), resolved))
        else:
            for item in node.value:
                resolved = self.resolve(item, view.at(0))
                if resolved is not None:
                    copy.value.append(resolved)
        return copy

    def _intrinsic(self, node: Node, name: str, argument: Node, view: View) -> Node | None:
        if name == "Ref" and argument.value == NO_VALUE:
            return None
        branch = self._branch(name, argument)
        if branch is not None:
            return self.resolve(branch, view)
        pieces = self._pieces(name, argument)
        kinds = {kind for _, kind in pieces or ()}
        text = "".join(piece for piece, _ in pieces or ())
        if pieces is not None and _UNKNOWN not in kinds:
            return coerced(
                Node(SCALAR, text, node.start, node.end, text, ASSUMED if _STAND_IN in kinds else None), view
            )
        if pieces is not None and kinds != {_UNKNOWN}:
            from ..partial import contradicts

            known = [piece if kind == _KNOWN else None for piece, kind in pieces]
            if contradicts(known, view):
                return Node(SCALAR, text, node.start, node.end, text)
        key = canonical(node)
        if key in self.expressions:
            return Node(SCALAR, self.expressions[key], node.start, node.end, tag=ASSUMED)
        return Node(SCALAR, Hole(key, optional=_may_be_absent(name, argument)), node.start, node.end)

    # Text: an intrinsic's value in pieces, each known or not.

    def _pieces(self, name: str, argument: Node) -> list[Piece] | None:
        """The string that an intrinsic stands for, in pieces; None if nothing is known of it."""
        if name == "Ref" and argument.kind == SCALAR:
            return self._named(argument.text)
        if name == "Fn::GetAtt":
            return self._attribute(*attribute_parts(argument))
        if name == "Fn::Sub":
            return self._substituted(argument)
        if name == "Fn::Join" and argument.kind == SEQUENCE and len(argument.value) == 2:
            return self._joined(*argument.value)
        return None

    def _named(self, name: str) -> list[Piece] | None:
        known = self.names.get(name)
        return None if known is None else [(known, _STAND_IN)]

    def _attribute(self, logical_id: str, attribute: str) -> list[Piece] | None:
        if logical_id in self.names and attribute == self.resources[logical_id][2]["name"]:
            return self._named(logical_id)
        return None

    def _piece(self, node: Node) -> list[Piece]:
        found = intrinsic(node)
        if found is not None:
            return self._pieces(*found) or [(f"${{{found[0]}}}", _UNKNOWN)]
        return [(node.text, _KNOWN)] if node.kind == SCALAR else [("${...}", _UNKNOWN)]

    def _joined(self, separator: Node, items: Node) -> list[Piece] | None:
        if separator.kind != SCALAR or items.kind != SEQUENCE or intrinsic(items) is not None:
            return None
        pieces: list[Piece] = []
        for number, item in enumerate(items.value):
            found = intrinsic(item)
            if found is not None and found[0] == "Fn::If":
                return None  # may be left out, and its separator with it
            pieces += ([(separator.text, _KNOWN)] if number else []) + self._piece(item)
        return pieces

    def _substituted(self, argument: Node) -> list[Piece] | None:
        parts = substituted(argument)
        if parts is None:
            return None
        text, given = parts
        pieces: list[Piece] = []
        for piece, is_variable in text:
            if not is_variable:
                pieces.append((piece, _KNOWN))
            elif piece in given:
                pieces += self._piece(given[piece])
            else:
                logical_id, dot, attribute = piece.partition(".")
                known = self._attribute(logical_id, attribute) if dot else self._named(piece)
                pieces += known or [(f"${{{piece}}}", _UNKNOWN)]
        return pieces


def _may_be_absent(name: str, argument: Node) -> bool:
    """Whether an intrinsic can leave out what it stands for: by ``AWS::NoValue``, or as a transform likes."""
    if name == "Fn::Transform":
        return True
    if name == "Ref":
        return bool(argument.value == NO_VALUE)
    if name != "Fn::If" or argument.kind != SEQUENCE:
        return False
    branches = [found for found in map(intrinsic, argument.value[1:]) if found is not None]
    return any(_may_be_absent(*branch) for branch in branches)


def _section(root: Node, name: str) -> dict[str, Node]:
    section = root.get(name)
    if section is None or section.kind != MAPPING:
        return {}
    return {key.text: value for key, value in section.value}


def _text_key(key: Node) -> Node:
    return key if isinstance(key.value, str) else Node(SCALAR, key.text, key.start, key.end, key.text)


def assumed_paths(node: Node, path: Path = ()) -> list[Path]:
    """The paths of stand-ins, at which nothing of a single request is reported."""
    if node.kind == SCALAR:
        return [path] if node.tag == ASSUMED else []
    if node.kind == MAPPING:
        return [found for key, value in node.value for found in assumed_paths(value, (*path, key.value))]
    return [found for index, item in enumerate(node.value) for found in assumed_paths(item, (*path, index))]
