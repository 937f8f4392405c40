"""CloudFormation templates to requests.

Resolves what a template itself tells: references between its own resources, conditions, joins of literals. Everything
else becomes a hole (see ``unknowns``). Which resource type stands for which operation is data of the service packages;
nothing here knows a service.
"""

from __future__ import annotations

from ..reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, plain
from .request import Request
from .schema_view import View
from .unknowns import Hole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..reading.nodes import Path
    from .services import Services

ASSUMED = "!assumed"
"""Tag of a node whose value stands in for a name that CloudFormation makes up; nothing at it is reported."""
_DYNAMIC = "{{resolve:"
"""Begins a reference that CloudFormation looks up when it deploys, in a parameter store or a secret."""
_NO_VALUE = "AWS::NoValue"
_OTHER = "\0other"
_MAX_SCENARIOS = 16
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
    return [template.requests(scenario) for scenario in template.scenarios()]


def intrinsic(node: Node) -> tuple[str, Node] | None:
    """The function and argument of an intrinsic in long or short form, None for anything else."""
    tag = node.tag
    if tag is not None and tag.startswith("!") and tag != ASSUMED:
        name = tag[1:]
        return (name if name in {"Ref", "Condition"} else f"Fn::{name}"), Node(
            node.kind, node.value, node.start, node.end, node.text
        )
    if node.kind == MAPPING and len(node.value) == 1:
        key, value = node.value[0]
        if isinstance(key.value, str) and (key.value == "Ref" or key.value.startswith("Fn::")):
            return key.value, value
    return None


def canonical(node: Node) -> str:
    """One spelling for equal expressions, whichever form they are written in."""
    found = intrinsic(node)
    if found is not None:
        name, argument = found
        if name == "Fn::GetAtt" and argument.kind == SCALAR:
            logical, _, attribute = argument.text.partition(".")
            return f"Fn::GetAtt([{logical!r},{attribute!r}])"
        return f"{name}({canonical(argument)})"
    if node.kind == SCALAR:
        return repr(node.text)
    if node.kind == SEQUENCE:
        return f"[{','.join(canonical(item) for item in node.value)}]"
    return "{" + ",".join(f"{key.text!r}:{canonical(value)}" for key, value in node.value) + "}"


class _Template:
    def __init__(self, root: Node, services: Services, salt: str) -> None:
        self.services = services
        self.salt = salt
        self.parameters = _section(root, "Parameters")
        self.conditions = _section(root, "Conditions")
        self.resources: dict[str, tuple[Node, str, dict[str, Any]]] = {}
        for logical_id, node in _section(root, "Resources").items():
            kind = node.get("Type")
            known = services.resources.get(kind.value) if kind is not None and isinstance(kind.value, str) else None
            if known is not None:
                self.resources[logical_id] = (node, *known)
        self.scenario: dict[str, str | bool] = {}
        self.names: dict[str, str] = {}
        self.expressions: dict[str, str] = {}

    def requests(self, scenario: dict[str, str | bool]) -> list[Request]:
        """The requests of the resources that exist under an assignment of the condition variables."""
        self.scenario = scenario
        self._learn_names()
        made: list[Request] = []
        for logical_id, (node, service, entry) in self.resources.items():
            condition = node.get("Condition")
            if condition is None or self.holds(condition.text) is not False:
                made += self._request(logical_id, node, service, entry)
        return made

    def _learn_names(self) -> None:
        """Finds the name of every resource: as written, or a stand-in where CloudFormation would make one up."""
        self.names, self.expressions = {}, {}
        for logical_id, (node, _, entry) in self.resources.items():
            stand_in = logical_id[:_MAX_NAME] + self.salt
            properties = node.get("Properties")
            written = properties.get(entry["name"]) if properties is not None else None
            resolved = self.resolve(written, View({})) if written is not None else None
            if resolved is None or resolved.kind != SCALAR:
                self.names[logical_id] = stand_in
            elif resolved.value.__class__ is Hole:
                self.names[logical_id] = self.expressions.setdefault(resolved.value.key, stand_in)
            else:
                self.names[logical_id] = str(resolved.value)

    def _request(self, logical_id: str, node: Node, service: str, entry: dict[str, Any]) -> list[Request]:
        properties = node.get("Properties") or Node(MAPPING, [], node.start, node.end)
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
            return _coerced(node, view)
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
        if name == "Ref" and argument.value == _NO_VALUE:
            return None
        if name == "Fn::If" and argument.kind == SEQUENCE and len(argument.value) == 3:
            outcome = self.holds(argument.value[0].text)
            if outcome is not None:
                return self.resolve(argument.value[1 if outcome else 2], view)
        text = self.text(name, argument)
        if text is not None:
            return _coerced(Node(SCALAR, text[0], node.start, node.end, text[0], ASSUMED if text[1] else None), view)
        key = canonical(node)
        if key in self.expressions:
            return Node(SCALAR, self.expressions[key], node.start, node.end, tag=ASSUMED)
        return Node(SCALAR, Hole(key), node.start, node.end)

    def text(self, name: str, argument: Node) -> tuple[str, bool] | None:
        """The string an intrinsic stands for and whether a stand-in is part of it; None if it is unknown."""
        if name == "Ref" and argument.kind == SCALAR:
            known = self.names.get(argument.text)
            return None if known is None else (known, True)
        if name == "Fn::GetAtt":
            return self._attribute(*_attribute_parts(argument))
        if name == "Fn::Sub":
            return self._substituted(argument)
        if name == "Fn::Join" and argument.kind == SEQUENCE and len(argument.value) == 2:
            return self._joined(*argument.value)
        return None

    def _attribute(self, logical_id: str, attribute: str) -> tuple[str, bool] | None:
        if logical_id in self.names and attribute == self.resources[logical_id][2]["name"]:
            return self.names[logical_id], True
        return None

    def _piece(self, node: Node) -> tuple[str, bool] | None:
        found = intrinsic(node)
        if found is not None:
            return self.text(*found)
        return (node.text, False) if node.kind == SCALAR else None

    def _joined(self, separator: Node, items: Node) -> tuple[str, bool] | None:
        if separator.kind != SCALAR or items.kind != SEQUENCE:
            return None
        pieces = [self._piece(item) for item in items.value]
        known = [piece for piece in pieces if piece is not None]
        if len(known) != len(pieces):
            return None
        return separator.text.join(text for text, _ in known), any(assumed for _, assumed in known)

    def _substituted(self, argument: Node) -> tuple[str, bool] | None:
        given: dict[str, Node] = {}
        if argument.kind == SEQUENCE and len(argument.value) == 2:
            argument, mapping = argument.value
            if mapping.kind == MAPPING:
                given = {key.text: value for key, value in mapping.value}
        if argument.kind != SCALAR:
            return None
        head, *rest = argument.text.split("${")
        assumed = False
        for part in rest:
            variable, closed, tail = part.partition("}")
            if not closed:
                return None
            if variable.startswith("!"):
                head += "${" + variable[1:] + "}" + tail
                continue
            piece = self._variable(variable.strip(), given)
            if piece is None:
                return None
            head += piece[0] + tail
            assumed |= piece[1]
        return head, assumed

    def _variable(self, name: str, given: dict[str, Node]) -> tuple[str, bool] | None:
        if name in given:
            return self._piece(given[name])
        logical_id, dot, attribute = name.partition(".")
        if dot:
            return self._attribute(logical_id, attribute)
        known = self.names.get(name)
        return None if known is None else (known, True)

    # Conditions: their variables are the things compared with literals, such as a parameter.

    def scenarios(self) -> list[dict[str, str | bool]]:
        """Assignments of the condition variables: all combinations if few, else each value at least once."""
        domains: dict[str, list[str | bool]] = {}
        for name in sorted(self._used_conditions()):
            self._variables(Node(SCALAR, name, 0, 0, name, "!Condition"), domains, 0)
        combined: list[dict[str, str | bool]] = [{}]
        for variable, values in domains.items():
            combined = [{**made, variable: value} for made in combined for value in values]
            if len(combined) > _MAX_SCENARIOS:
                break
        else:
            return combined
        first = {variable: values[0] for variable, values in domains.items()}
        last = {variable: values[-1] for variable, values in domains.items()}
        each = [{**first, variable: value} for variable, values in domains.items() for value in values[1:]]
        return [first, last, *each][: 2 * _MAX_SCENARIOS]

    def _used_conditions(self) -> set[str]:
        used: set[str] = set()
        for node, _, _ in self.resources.values():
            condition = node.get("Condition")
            if condition is not None:
                used.add(condition.text)
            pending = [node]
            while pending:
                current = pending.pop()
                found = intrinsic(current)
                if found is not None and found[0] == "Fn::If" and found[1].kind == SEQUENCE and found[1].value:
                    used.add(found[1].value[0].text)
                if current.kind == MAPPING:
                    pending += [value for _, value in current.value]
                elif current.kind == SEQUENCE:
                    pending += current.value
        return used

    def _variables(self, node: Node, domains: dict[str, list[str | bool]], depth: int) -> None:
        """Collects what the outcome of a condition depends on, with the values that tell outcomes apart."""
        name, operands = _condition(node)
        if depth > 20:
            return
        if name == "Condition":
            body = self.conditions.get(operands[0].text)
            if body is None:
                domains.setdefault(f"condition {operands[0].text}", [True, False])
            else:
                self._variables(body, domains, depth + 1)
        elif name == "Fn::Equals":
            variable, literal = _comparison(operands)
            if literal is None:
                domains.setdefault(variable, [True, False])
            else:
                values = domains.setdefault(variable, self._allowed(operands) or [_OTHER])
                if literal not in values:
                    values.append(literal)
        elif name in {"Fn::And", "Fn::Or", "Fn::Not"}:
            for operand in operands:
                self._variables(operand, domains, depth + 1)
        else:
            domains.setdefault(canonical(node), [True, False])

    def _allowed(self, operands: list[Node]) -> list[str | bool]:
        for operand in operands:
            found = intrinsic(operand)
            if found is not None and found[0] == "Ref":
                allowed = self.parameters.get(found[1].text)
                values = allowed.get("AllowedValues") if allowed is not None else None
                if values is not None and values.kind == SEQUENCE and len(values.value) <= _MAX_SCENARIOS:
                    return [value.text for value in values.value]
        return []

    def holds(self, condition: str) -> bool | None:
        """The outcome of a named condition in the current scenario, None if it cannot be told."""
        if condition not in self.conditions:
            known = self.scenario.get(f"condition {condition}")
            return known if isinstance(known, bool) else None
        return self._truth(self.conditions[condition], 0)

    def _truth(self, node: Node, depth: int) -> bool | None:
        name, operands = _condition(node)
        if depth > 20:
            return None
        if name == "Condition":
            body = self.conditions.get(operands[0].text)
            return self.holds(operands[0].text) if body is None else self._truth(body, depth + 1)
        if name == "Fn::Equals":
            variable, literal = _comparison(operands)
            value = self.scenario.get(variable)
            if literal is None:
                return value if isinstance(value, bool) else None
            return None if value is None else value == literal
        outcomes = [self._truth(operand, depth + 1) for operand in operands]
        if name == "Fn::Not" and len(outcomes) == 1:
            return None if outcomes[0] is None else not outcomes[0]
        if name == "Fn::And":
            return False if False in outcomes else None if None in outcomes else True
        if name == "Fn::Or":
            return True if True in outcomes else None if None in outcomes else False
        value = self.scenario.get(canonical(node))
        return value if isinstance(value, bool) else None


def _section(root: Node, name: str) -> dict[str, Node]:
    section = root.get(name)
    if section is None or section.kind != MAPPING:
        return {}
    return {key.text: value for key, value in section.value}


def _condition(node: Node) -> tuple[str, list[Node]]:
    """The operator of a condition expression and its operands."""
    if node.kind == MAPPING and len(node.value) == 1 and node.value[0][0].value == "Condition":
        return "Condition", [node.value[0][1]]
    found = intrinsic(node)
    if found is None:
        return "", []
    name, argument = found
    return name, argument.value if argument.kind == SEQUENCE else [argument]


def _comparison(operands: list[Node]) -> tuple[str, str | None]:
    """The variable and the literal of a comparison; without a literal the comparison itself is the variable."""
    if len(operands) == 2:
        for variable, literal in (operands, operands[::-1]):
            if literal.kind == SCALAR and intrinsic(literal) is None and intrinsic(variable) is not None:
                return canonical(variable), literal.text
    return f"equals {[canonical(operand) for operand in operands]}", None


def _attribute_parts(argument: Node) -> tuple[str, str]:
    if argument.kind == SEQUENCE and len(argument.value) == 2 and all(item.kind == SCALAR for item in argument.value):
        return argument.value[0].text, argument.value[1].text
    logical_id, _, attribute = argument.text.partition(".")
    return logical_id, attribute


def _text_key(key: Node) -> Node:
    return key if isinstance(key.value, str) else Node(SCALAR, key.text, key.start, key.end, key.text)


_TRUTHS = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}


def _coerced(node: Node, view: View) -> Node:
    """A scalar as the type its property has: CloudFormation takes "1" for 1, and the reverse."""
    value, kind = node.value, view.type
    if value is None or kind is None:
        return node
    made: Any = value
    if kind == "string" and not isinstance(value, str):
        made = node.text.lower() if isinstance(value, bool) else node.text
    elif kind == "boolean" and isinstance(value, str):
        made = _TRUTHS.get(value.lower(), value)
    elif kind in {"integer", "number"} and isinstance(value, str):
        made = _number(value, kind)
    elif kind == "integer" and isinstance(value, float) and value.is_integer():
        made = int(value)
    return node if made is value else Node(SCALAR, made, node.start, node.end, node.text, node.tag)


def _number(text: str, kind: str) -> Any:
    if len(text) > 40 or "_" in text:
        return text
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return text
    if kind == "integer":
        return int(number) if number.is_integer() else text
    return number


def assumed_paths(node: Node, path: Path = ()) -> list[Path]:
    """The paths of stand-ins, at which nothing of a single request is reported."""
    if node.kind == SCALAR:
        return [path] if node.tag == ASSUMED else []
    if node.kind == MAPPING:
        return [found for key, value in node.value for found in assumed_paths(value, (*path, key.value))]
    return [found for index, item in enumerate(node.value) for found in assumed_paths(item, (*path, index))]
