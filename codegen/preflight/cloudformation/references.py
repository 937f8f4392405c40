"""What the names in a template's functions lead to: names that are not there, functions that are none, wrong arity.

Only the resources of claimed types are looked at, and the conditions that they use. Where a macro may add names,
nothing is said of them.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, Problem
from .conditions import expression
from .intrinsics import LOOP, MACROS, attribute_parts, intrinsic, section, substituted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

UNRESOLVED = "unresolved-reference"
MALFORMED = "bad-intrinsic"
CIRCULAR = "circular-reference"
ATTRIBUTE = "resource-attribute"
FORGOTTEN = "forgotten-sub"

_PSEUDO_PARAMETERS = (
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
)
_ITEMS: dict[str, tuple[int, int] | None] = {
    "Condition": None,
    "Ref": None,
    "Fn::And": (2, 10),
    "Fn::Base64": None,
    "Fn::Cidr": (2, 3),
    "Fn::Equals": (2, 2),
    "Fn::FindInMap": (3, 4),
    "Fn::GetAZs": None,
    "Fn::GetAtt": (2, 2),
    "Fn::GetStackOutput": None,
    "Fn::If": (3, 3),
    "Fn::ImportValue": None,
    "Fn::Join": (2, 2),
    "Fn::Length": None,
    "Fn::Not": (1, 1),
    "Fn::Or": (2, 10),
    "Fn::Select": (2, 2),
    "Fn::Split": (2, 2),
    "Fn::Sub": (2, 2),
    "Fn::ToJsonString": None,
    "Fn::Transform": None,
}
"""CloudFormation's functions, with how many items those take that take a list."""
_ALSO_TEXT = ("Fn::GetAtt", "Fn::Sub")
_ATTRIBUTES = (
    *("Type", "Properties", "Condition", "DependsOn", "Metadata", "DeletionPolicy", "UpdateReplacePolicy"),
    *("CreationPolicy", "UpdatePolicy"),
)
"""What a resource has beside its properties: CloudFormation User Guide, "Resource attribute reference"."""
_OF_SAM = ("Connectors", "IgnoreGlobals")
_POLICIES = ("Delete", "Retain", "Snapshot", "RetainExceptOnCreate")
"""What becomes of a resource that leaves the stack."""
_SAM = "AWS::Serverless-"
_SAM_TYPE = "AWS::Serverless::"
_SAM_NAME = "Serverless"
_ADD_NO_NAMES = ("AWS::LanguageExtensions", "AWS::SecretsManager-", "AWS::CodeDeployBlueGreen", _SAM)


class Names:
    """Everything in a template that a reference can lead to.

    Attributes:
        resources: the type of each resource by logical id.
        open: whether a macro may add names that are not written.
    """

    def __init__(self, root: Node) -> None:
        written = section(root, "Resources")
        self.resources = {logical_id: _type(node) for logical_id, node in written.items()}
        self.parameters = section(root, "Parameters")
        self.conditions = section(root, "Conditions")
        self.mappings = section(root, "Mappings")
        self._serverless = tuple(key for key, kind in self.resources.items() if kind.startswith(_SAM_TYPE))
        transforms = _texts(root.get("Transform"))
        self._sam = any(name.startswith(_SAM) for name in transforms)
        sections = [root, *(root.get(name) for name in ("Resources", "Parameters", "Conditions", "Mappings"))]
        self.open = any(not name.startswith(_ADD_NO_NAMES) for name in transforms) or any(
            key.text.startswith(MACROS)
            for node in sections
            if node is not None and node.kind == MAPPING
            for key, _ in node.value
        )

    def knows(self, name: str) -> bool:
        """Whether ``Ref`` of a name may lead somewhere."""
        return name in self.parameters or name in _PSEUDO_PARAMETERS or self.knows_resource(name)

    def knows_resource(self, name: str) -> bool:
        """Whether a logical id is written, or may be made by SAM or a macro."""
        made = self._sam and name.startswith((*self._serverless, _SAM_NAME))
        return name in self.resources or self.open or made

    def names(self, name: str) -> bool:
        """Whether a name is written as a parameter or resource, or is a pseudo parameter."""
        return name in self.parameters or name in self.resources or name in _PSEUDO_PARAMETERS

    @property
    def references(self) -> list[str]:
        """What ``Ref`` can name."""
        return [*self.resources, *self.parameters, *_PSEUDO_PARAMETERS]


class References:
    """Checks the functions in one template.

    Args:
        names: what they can lead to.
        attributes: what ``Fn::GetAtt`` may ask of the resources of claimed types, by type.
    """

    def __init__(self, names: Names, attributes: dict[str, tuple[str, ...]]) -> None:
        self.names = names
        self.attributes = attributes
        self.problems: list[Problem] = []
        self._own: dict[str, Callable[[Node, Node], None]] = {
            "Ref": self._ref,
            "Fn::GetAtt": self._get_att,
            "Fn::Sub": self._sub,
            "Fn::If": self._if,
            "Fn::FindInMap": self._find_in_map,
        }

    def check_resource(self, node: Node) -> None:
        """Looks at a resource: its properties, its condition, and what it depends on."""
        self._attributes(node)
        properties, condition, others = node.get("Properties"), node.get("Condition"), node.get("DependsOn")
        if properties is not None:
            self.check(properties)
        if condition is not None:
            self._condition(condition)
        for other in (others.value if others.kind == SEQUENCE else [others]) if others is not None else ():
            if other.kind == SCALAR and not self.names.knows_resource(other.text):
                self._unresolved(other, "DependsOn: there is no resource", other.text, self.names.resources)

    def _attributes(self, resource: Node) -> None:
        for key, value in resource.value:
            if key.text not in (*_ATTRIBUTES, *_OF_SAM) and not key.text.startswith(MACROS):
                hint = _hint(key.text, _ATTRIBUTES)
                self._report(ATTRIBUTE, key, f"{key.text!r} is no attribute of a resource{hint}")
            policy = key.text in {"DeletionPolicy", "UpdateReplacePolicy"} and _is_text(value)
            allowed = _POLICIES if key.text == "DeletionPolicy" else _POLICIES[:3]
            if policy and value.text not in allowed:
                hint = _hint(value.text, allowed)
                self._report(
                    ATTRIBUTE, value, f"{key.text} takes {' or '.join(allowed)} here, not {value.text!r}{hint}"
                )

    def check_conditions(self, used: Iterable[str]) -> None:
        """Looks at the expressions of conditions, and of those that they are made of."""
        pending, seen = list(used), set(used)
        while pending:
            body = self.names.conditions.get(pending.pop())
            if body is None:
                continue
            self.check(body)
            for name in _conditions_in(body):
                self._condition(name)
                if name.text not in seen:
                    seen.add(name.text)
                    pending.append(name.text)

    def check(self, node: Node) -> None:
        """Looks at every function at and below a node."""
        pending = [node]
        while pending:
            current = pending.pop()
            found = intrinsic(current)
            if found is not None:
                self._function(current, *found)
                name, argument = found
                if name == "Fn::Sub" and argument.kind == SEQUENCE:
                    pending += argument.value[1:]
                elif name != "Fn::Sub" and (argument.kind != SCALAR or name in _ITEMS):
                    pending.append(argument)
            elif current.kind == MAPPING:
                pending += [value for key, value in current.value if not key.text.startswith("Fn::Transform")]
            elif current.kind == SEQUENCE:
                pending += current.value
            elif "${" in current.text:
                self._literal(current)

    def _literal(self, node: Node) -> None:
        """Warns of a text with a variable that only ``Fn::Sub`` would fill in."""
        pieces, _ = substituted(node) or ([], {})
        for name, is_variable in pieces:
            if is_variable and self.names.names(name.partition(".")[0]):
                message = f"${{{name}}} stays as it is written; !Sub fills it in"
                self.problems.append(Problem(FORGOTTEN, message, node.start, node.end, "warning"))
                return

    def _function(self, node: Node, name: str, argument: Node) -> None:
        if name.startswith(LOOP):
            return
        if name not in _ITEMS:
            shown = node.tag or name
            known = [function.removeprefix("Fn::") for function in _ITEMS]
            hint = _hint(name.removeprefix("Fn::"), known)
            self._report(MALFORMED, node, f"{shown} is no function of CloudFormation{hint}")
            return
        count = _ITEMS[name]
        if argument.kind == SEQUENCE and intrinsic(argument) is None:
            if count is not None and not count[0] <= len(argument.value) <= count[1]:
                low, high = count
                wanted = str(low) if low == high else f"{low} to {high}"
                self._report(MALFORMED, node, f"{name} takes {wanted} items, not {len(argument.value)}")
                return
        elif argument.kind == SCALAR and count is not None and name not in _ALSO_TEXT:
            self._report(MALFORMED, node, f"{name} takes a list")
            return
        if name in self._own:
            self._own[name](node, argument)

    def _ref(self, node: Node, argument: Node) -> None:
        if argument.kind != SCALAR:
            if intrinsic(argument) is None:
                self._report(MALFORMED, node, "Ref takes the name of a parameter or resource")
        elif not self.names.knows(argument.text):
            message = "Ref: there is no parameter or resource"
            self._unresolved(argument, message, argument.text, self.names.references)

    def _get_att(self, node: Node, argument: Node) -> None:
        logical_id, attribute = attribute_parts(argument)
        if not logical_id:
            return
        if not attribute and argument.kind == SCALAR:
            self._report(MALFORMED, node, f"GetAtt takes a resource and its attribute, not {argument.text!r} alone")
        else:
            self._attribute(node, logical_id, attribute, "GetAtt")

    def _attribute(self, node: Node, logical_id: str, attribute: str, function: str) -> None:
        if not self.names.knows_resource(logical_id):
            self._unresolved(node, f"{function}: there is no resource", logical_id, self.names.resources)
            return
        kind = self.names.resources.get(logical_id, "")
        known = self.attributes.get(kind)
        if attribute and known and attribute.partition(".")[0] not in known:
            self._unresolved(node, f"{function}: {kind} has no attribute", attribute, known)

    def _sub(self, node: Node, argument: Node) -> None:
        parts = substituted(argument)
        if parts is None:
            return
        pieces, given = parts
        for name, is_variable in pieces:
            logical_id, dot, attribute = name.partition(".")
            if not is_variable or name in given:
                continue
            if dot:
                self._attribute(node, logical_id, attribute, "Sub")
            elif not self.names.knows(name):
                known = [*given, *self.names.references]
                self._unresolved(node, "Sub: there is no parameter or resource", name, known)

    def _if(self, node: Node, argument: Node) -> None:
        if argument.kind == SEQUENCE and _is_text(argument.value[0]):
            self._condition(argument.value[0])
        elif argument.kind == SEQUENCE:
            self._report(MALFORMED, node, "Fn::If takes the name of a condition first")

    def _condition(self, node: Node) -> None:
        if node.kind == SCALAR and node.text not in self.names.conditions and not self.names.open:
            self._unresolved(node, "there is no condition", node.text, self.names.conditions)

    def _find_in_map(self, _: Node, argument: Node) -> None:
        if argument.kind != SEQUENCE or self.names.open:
            return
        name, top, second, *default = argument.value
        if not _is_text(name):
            return
        if name.text not in self.names.mappings:
            self._unresolved(name, "there is no mapping", name.text, self.names.mappings)
            return
        levels = _entries(self.names.mappings[name.text])
        if default or levels is None:
            return
        if _is_text(top) and top.text not in levels:
            self._unresolved(top, f"the mapping {name.text} has no key", top.text, levels)
            return
        chosen = [_entries(level) for key, level in levels.items() if not _is_text(top) or key == top.text]
        if _is_text(second) and all(level is not None and second.text not in level for level in chosen):
            known = [key for level in chosen if level is not None for key in level]
            self._unresolved(second, f"the mapping {name.text} has no second key", second.text, known)

    def _unresolved(self, node: Node, message: str, name: str, known: Iterable[str]) -> None:
        self._report(UNRESOLVED, node, f"{message} {name!r}{_hint(name, known)}")

    def _report(self, rule: str, node: Node, message: str) -> None:
        self.problems.append(Problem(rule, message, node.start, node.end))


def _conditions_in(body: Node) -> Iterator[Node]:
    pending = [body]
    while pending:
        name, operands = expression(pending.pop())
        if name == "Condition":
            yield from operands
        else:
            pending += operands


def circles(resources: dict[str, Node]) -> Iterator[Problem]:
    """References in a circle among resources; those in the branches of conditions are not counted.

    Each circle is reported once, at the reference of its first resource.
    """
    edges = {key: [edge for edge in _references(node) if edge[0] in resources] for key, node in resources.items()}
    done: set[str] = set()
    for first in resources:
        path = _way_back(first, edges, done)
        done.add(first)
        if path:
            at = next(node for target, node in edges[first] if target == path[0])
            shown = " -> ".join((first, *path))
            yield Problem(CIRCULAR, f"these resources wait for each other: {shown}", at.start, at.end)


def _way_back(first: str, edges: dict[str, list[tuple[str, Node]]], done: set[str]) -> list[str]:
    """The shortest way from a resource to itself that does not touch those that were looked at before."""
    ways: list[list[str]] = [[first]]
    seen = set(done)
    for way in ways:
        for target, _ in edges[way[-1]]:
            if target == first:
                return [*way[1:], first]
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return []


def _references(node: Node) -> Iterator[tuple[str, Node]]:
    others = node.get("DependsOn")
    if others is not None:
        yield from ((other.text, other) for other in (others.value if others.kind == SEQUENCE else [others]))
    properties = node.get("Properties")
    pending = [] if properties is None else [properties]
    while pending:
        current = pending.pop()
        found = intrinsic(current)
        if found is None:
            if current.kind != SCALAR:
                pending += current.value if current.kind == SEQUENCE else [value for _, value in current.value]
            continue
        name, argument = found
        if name == "Ref":
            yield argument.text, current
        elif name == "Fn::GetAtt":
            yield attribute_parts(argument)[0], current
        elif name == "Fn::Sub":
            pieces, given = substituted(argument) or ([], {})
            used = (piece for piece, is_variable in pieces if is_variable and piece not in given)
            yield from ((piece.partition(".")[0], current) for piece in used)
            pending += given.values()
        elif name != "Fn::If":
            pending.append(argument)


def _hint(name: str, known: Iterable[str]) -> str:
    from ...spelling import hint

    return hint(name, known)


def _type(node: Node) -> str:
    kind = node.get("Type")
    return kind.text if kind is not None else ""


def _texts(node: Node | None) -> list[str]:
    if node is None:
        return []
    return [item.text for item in (node.value if node.kind == SEQUENCE else [node])]


def _is_text(node: Node) -> bool:
    return node.kind == SCALAR and intrinsic(node) is None


def _entries(node: Node) -> dict[str, Any] | None:
    """The entries of one level of a mapping, None where a macro may add some."""
    if node.kind != MAPPING or any(key.text.startswith("Fn::") for key, _ in node.value):
        return None
    return {key.text: value for key, value in node.value}
