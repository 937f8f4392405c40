"""A template's resources as the requests that CloudFormation makes of them.

Resolves what a template itself tells: references between its own resources, conditions, joins of literals. Everything
else becomes a hole (see ``unknowns``), unless what is known of a text already contradicts its place.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, Problem
from ..request import Request
from ..unknowns import ASSUMED, OPEN, Hole, Limit, settled
from .choices import Choices
from .conditions import Conditions, used_conditions
from .deployed import listed
from .intrinsics import MACROS, NO_VALUE, attribute_parts, canonical, intrinsic, section, substituted
from .references import Names, References, circles
from .values import coerced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    from ..schema_view import View
    from ..services import Services
    from ..unknowns import Choice
    from .conditions import Scenario
    from .deployed import Deployed
    from .outcomes import Outcome

    Piece: TypeAlias = tuple[str, str]

_DYNAMIC = "{{resolve:"
"""Begins a reference that CloudFormation looks up when it deploys, in a parameter store or a secret."""
_KNOWN, _STAND_IN, _ARN, _UNKNOWN = "known", "stand-in", "ARN", "unknown"
"""What a piece of text is: as written; a stand-in for a name that is made up; the name of the resource whose ARN would
stand there; an expression of unknown value."""
_ARN_FORM = ("arn:", None, ":", None, ":", None)
_MAX_NAME = 50


def read_template(
    root: Node, services: Services, salt: str, deployed: Deployed | None = None
) -> tuple[list[list[Request]], list[Outcome], list[Problem]]:
    """The requests of a template, once per outcome of its conditions; the outcomes in words; what is wrong beside them.

    Args:
        root: a document that `requests` took for a template.
        services: where resource types are looked up.
        salt: makes the stand-ins for generated names differ between templates.
        deployed: what is known of its deployment, or None.
    """
    template = Template(root, services, salt, deployed)
    if not template.resources:
        return [], [], list(template.problems.values())
    scenarios = template.scenarios()
    requests = [template.requests(scenario) for scenario in scenarios]
    return requests, template.conditions.in_words(scenarios), [*template.problems.values(), *template.references()]


class Template:
    """One template, looked at in one outcome of its conditions after the other.

    Args:
        root, services, salt, deployed: see `read_template`.
    """

    def __init__(self, root: Node, services: Services, salt: str, deployed: Deployed | None = None) -> None:
        self.root = root
        self.problems: dict[int, Problem] = {}
        self.services = services
        self.salt = salt
        self.parameters = section(root, "Parameters")
        self.known = {} if deployed is None else deployed.known(self.parameters)
        self.deployed = deployed
        self.conditions = Conditions(section(root, "Conditions"), self.parameters, self.known)
        self.choices = Choices(root, self.conditions)
        self.resources: dict[str, tuple[Node, str, dict[str, Any]]] = {}
        self.named_others: dict[str, dict[str, str]] = {}
        facts = services.door_facts("cloudformation").values()
        names = {kind: fact for listed in facts for kind, fact in listed["names"].items()}
        for logical_id, node in section(root, "Resources").items():
            kind = node.get("Type")
            if kind is None or not isinstance(kind.value, str):
                continue
            known = services.resources.get(kind.value)
            if known is not None:
                self.resources[logical_id] = (node, *known)
            elif kind.value in names:
                self.named_others[logical_id] = names[kind.value]
            else:
                self._other_type(kind)
        self.names: dict[str, str] = {}
        self.expressions: dict[str, str] = {}
        self.left_out: dict[int, dict[str | int, Node]] = {}
        self.stood_in: dict[int, Hole] = {}

    def _other_type(self, kind: Node) -> None:
        """Warns of a type that is not known to exist, and looks like one that would be checked."""
        namespace, _, name = kind.value.rpartition("::")
        claimed = [known for known in self.services.resources if known.startswith(f"{namespace}::")]
        if name and claimed and kind.value not in self.services.resource_types():
            from ...spelling import hint

            looks = hint(name, [known.rpartition("::")[2] for known in claimed])
            if looks:
                message = f"{kind.value} is not among the known types{looks}"
                self.problems[kind.start] = Problem("unknown-resource-type", message, kind.start, kind.end, "warning")

    def references(self) -> list[Problem]:
        """What is wrong with the functions in the resources and in the conditions that they use."""
        nodes = {logical_id: node for logical_id, (node, _, _) in self.resources.items()}
        attributes = {kind: entry.get("attributes", ()) for kind, (_, entry) in self.services.resources.items()}
        references = References(Names(self.root), attributes)
        for node in nodes.values():
            references.check_resource(node)
        references.check_conditions(used_conditions(nodes.values()))
        given = () if self.deployed is None else self.deployed.problems(self.parameters, self.root.get("Parameters"))
        found = (*references.problems, *circles(nodes), *given)
        return list({(problem.rule, problem.start, problem.message): problem for problem in found}.values())

    def scenarios(self) -> list[Scenario]:
        """The assignments of the condition variables that its resources can tell apart."""
        return self.conditions.scenarios(node for node, _, _ in self.resources.values())

    def enter(self, scenario: Scenario) -> None:
        """From now on an assignment of the condition variables holds."""
        self.conditions.scenario = scenario
        self._learn_names()
        self.left_out, self.stood_in = {}, {}

    def text(self, node: Node | None) -> str | None:
        """The text that a node stands for, None if the template does not tell it."""
        if node is None:
            return None
        pieces = self._piece(self._chosen(node))
        return None if {_UNKNOWN, _ARN} & {kind for _, kind in pieces} else "".join(piece for piece, _ in pieces)

    def requests(self, scenario: Scenario) -> list[Request]:
        """The requests of the resources that exist under an assignment of the condition variables."""
        self.enter(scenario)
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
            view = self.services.view(service, entry["operation"]).at(entry["name"])
            stand_in = "".join(filter(str.isalnum, logical_id))[:_MAX_NAME] + self.salt
            written = self._chosen_properties(node).get(entry["name"])
            resolved = self.resolve(written, view) if written is not None else None
            if resolved is None or resolved.kind != SCALAR:
                self.names[logical_id] = stand_in
            elif resolved.value.__class__ is Hole:
                self.names[logical_id] = self.expressions.setdefault(resolved.value.key, stand_in)
            else:
                self.names[logical_id] = str(resolved.value)

    def _chosen_properties(self, resource: Node) -> Node:
        properties = resource.get("Properties")
        return Node(MAPPING, [], resource.start, resource.end) if properties is None else self._chosen(properties)

    def _chosen(self, node: Node) -> Node:
        """A node, or the branch that its condition takes in this scenario."""
        for _ in range(_MAX_NAME):
            found = intrinsic(node)
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
        properties = self._chosen_properties(node)
        if properties.kind != MAPPING or intrinsic(properties) is not None:
            return []
        elsewhere: dict[str, list[str]] = entry.get("elsewhere", {})
        resolved = self._properties(properties, service, entry)
        everything = settled(resolved, self.services.view(service, entry["operation"]))
        everything.setdefault(entry["name"], self.names[logical_id])
        moved = {name for members in elsewhere.values() for name in members}
        data = {name: value for name, value in everything.items() if name not in moved}
        main = Request(service, entry["operation"], resolved, data, logical_id)
        main.left_out, main.stood_in = self.left_out, self.stood_in
        main.resource = entry
        main.construct = _construct(node)
        main.optional = tuple(tuple(path.split(".")) for path in entry.get("optional", ()))
        return [main, *self._companions(main, everything, elsewhere)]

    def _properties(self, properties: Node, service: str, entry: dict[str, Any]) -> Node:
        """The properties under the names of the API, each resolved with its operation's schema."""
        renamed: dict[str, str] = entry.get("rename", {})
        owners = {name: other for other, members in entry.get("elsewhere", {}).items() for name in members}
        resolved = Node(MAPPING, [], properties.start, properties.end)
        for key, value in properties.value:
            written: str = key.text
            if written.startswith(MACROS):
                resolved.tag = OPEN
                continue
            name = renamed.get(written, written)
            operation = owners.get(name, entry["operation"])
            view = self.services.view(service, operation)
            below = self.resolve(value, view.at(name))
            if below is None:
                self.left_out.setdefault(id(resolved), {})[name] = self._chosen(value)
            else:
                resolved.value.append((Node(SCALAR, name, key.start, key.end, written), below))
        return resolved

    def _companions(self, main: Request, data: dict[str, Any], elsewhere: dict[str, list[str]]) -> list[Request]:
        """Properties that belong to another operation's request are checked as that request, for themselves only."""
        companions = []
        for operation, members in elsewhere.items():
            written = tuple(name for name in members if name in data)
            if written:
                known = self.services.view(main.service, operation).members
                extra = {name: value for name, value in data.items() if name in known or name in written}
                companion = Request(main.service, operation, main.node, extra, main.title)
                companion.only, companion.construct = written, main.construct
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
        if node.kind == MAPPING and any(key.text.startswith(MACROS) for key, _ in node.value):
            return Node(SCALAR, Hole(canonical(node), optional=True), node.start, node.end)
        copy = Node(node.kind, [], node.start, node.end)
        if node.kind == MAPPING:
            for key, value in node.value:
                resolved = self.resolve(value, view.at(key.value))
                if resolved is not None:
                    copy.value.append((_text_key(key), resolved))
                else:
                    self.left_out.setdefault(id(copy), {})[key.text] = self._chosen(value)
        else:
            for item in node.value:
                resolved = self.resolve(item, view.at(0))
                if resolved is not None:
                    copy.value.append(resolved)
                else:
                    self.left_out.setdefault(id(copy), {}).setdefault("*", self._chosen(item))
        return copy

    def _intrinsic(self, node: Node, name: str, argument: Node, view: View) -> Node | None:
        if name == "Ref" and argument.value == NO_VALUE:
            return None
        if name == "Ref" and argument.text in self.named_others:
            self._takes_name(node, argument.text, view)
        branch = self._branch(name, argument) or self._list(name, argument, view)
        if branch is not None:
            return self.resolve(branch, view)
        pieces = self._pieces(name, argument) or []
        kinds = {kind for _, kind in pieces}
        if _ARN in kinds and self._takes_arn(node, pieces, view):
            pieces = [("", _UNKNOWN) if kind == _ARN else (piece, kind) for piece, kind in pieces]
            kinds = {kind for _, kind in pieces}
        text = "".join(piece for piece, _ in pieces)
        if pieces and _UNKNOWN not in kinds:
            tag = None if kinds == {_KNOWN} else ASSUMED
            return coerced(Node(SCALAR, text, node.start, node.end, text, tag), view)
        if _KNOWN in kinds and _contradicts(pieces, view):
            return Node(SCALAR, text, node.start, node.end, text)
        key = canonical(node)
        choices = self.choices.of(name, argument)
        if len(choices) == 1 and name == "Fn::FindInMap":
            return coerced(choices[0].node, view)
        offered = tuple((coerced(choice.node, view).value, choice) for choice in choices)
        if name == "Fn::Sub" and _UNKNOWN in kinds <= {_KNOWN, _UNKNOWN}:
            offered = tuple(self._filled_in(pieces))
        limits = self.choices.limits(name, argument)
        hole = Hole(key, optional=_may_be_absent(name, argument), choices=offered, limits=limits)
        if key not in self.expressions:
            return Node(SCALAR, hole, node.start, node.end)
        assumed = Node(SCALAR, self.expressions[key], node.start, node.end, tag=ASSUMED)
        self.stood_in[id(assumed)] = hole
        return assumed

    def _filled_in(self, pieces: list[Piece]) -> Iterator[tuple[str, Choice]]:
        """A text with the values that the one parameter offers which is not known in it."""
        unknown = {piece for piece, kind in pieces if kind == _UNKNOWN}
        parameter = unknown.pop()[2:-1]
        if unknown or parameter not in self.parameters:
            return
        for choice in self.choices.of("Ref", Node(SCALAR, parameter, 0, 0, parameter)):
            yield "".join(piece if kind == _KNOWN else choice.node.text for piece, kind in pieces), choice

    def _list(self, name: str, argument: Node, view: View) -> Node | None:
        """The items of a parameter that is a list, if they are known; a text has them as they are written."""
        if name != "Ref" or argument.text not in self.known or view.type == "string":
            return None
        parameter = self.parameters.get(argument.text)
        items = None if parameter is None else listed(self.known[argument.text], parameter)
        if items is None:
            return None
        nodes = [Node(SCALAR, item, argument.start, argument.end, item) for item in items]
        return Node(SEQUENCE, nodes, argument.start, argument.end)

    def _takes_arn(self, node: Node, pieces: list[Piece], view: View) -> bool:
        """Whether a place takes the ARNs in a text; reports those that stand where a name belongs.

        What comes after goes on with the name that was meant, so that the resources stay joined.
        """
        if view.type != "string" or not _contradicts(pieces, view):
            return True
        logical_id = next(owner for name, kind in pieces if kind == _ARN for owner in self._owners(name))
        name = self.resources[logical_id][2]["name"]
        message = (
            f"this gives the ARN of {logical_id}, which does not fit here; its name is !GetAtt {logical_id}.{name}"
        )
        self.problems[node.start] = Problem("arn-for-name", message, node.start, node.end)
        return False

    def _takes_name(self, node: Node, logical_id: str, view: View) -> None:
        """Reports the name of a resource of another type where none of its kind fits."""
        fact = self.named_others[logical_id]
        from ..partial import excludes

        limit = Limit(Node(SCALAR, fact["pattern"], 0, 0, fact["pattern"]), "pattern", logical_id)
        if excludes(limit, view)[0]:
            message = (
                f"this gives the name of {logical_id}, which does not fit here; its ARN is "
                f"!GetAtt {logical_id}.{fact['arn']}"
            )
            self.problems[node.start] = Problem("name-for-arn", message, node.start, node.end)

    def _owners(self, name: str) -> list[str]:
        return [logical_id for logical_id, known in self.names.items() if known == name]

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
        """What ``Ref`` of a resource returns: its name, or its ARN, for which the name stands here."""
        if name in self.known:
            return [(self.known[name], _KNOWN)]
        known = self.names.get(name)
        return None if known is None else [(known, _ARN if "ref" in self.resources[name][2] else _STAND_IN)]

    def _attribute(self, logical_id: str, attribute: str) -> list[Piece] | None:
        if logical_id not in self.names:
            return None
        entry = self.resources[logical_id][2]
        if attribute == entry["name"]:
            return [(self.names[logical_id], _STAND_IN)]
        return self._named(logical_id) if attribute == entry.get("ref") else None

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


def _construct(resource: Node) -> str:
    """The path of the construct that CDK made a resource of, empty if it did not."""
    metadata = resource.get("Metadata")
    path = metadata.get("aws:cdk:path") if metadata is not None else None
    return path.text if path is not None else ""


def _contradicts(pieces: list[Piece], view: View) -> bool:
    """Whether what is known of a text already rules it out at a place."""
    from ..partial import contradicts

    known: list[str | None] = []
    for piece, kind in pieces:
        known += _ARN_FORM if kind == _ARN else [piece if kind == _KNOWN else None]
    return contradicts(known, view)


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


def _text_key(key: Node) -> Node:
    return key if isinstance(key.value, str) else Node(SCALAR, key.text, key.start, key.end, key.text)
