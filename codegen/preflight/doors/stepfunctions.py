"""State machines of Step Functions: the tasks that call an operation, in JSONPath and in JSONata.

Reads definitions in the language of Amazon (states-language.net), in JSON and YAML; `machines` finds those inside of
templates. The states of a machine are no sequence: a choice takes one of them, a map runs them many times. Which
integrations of a service are its own is data: ``service``, the word in their ARN, and ``actions``; every other action
is called through ``aws-sdk``.
"""

from __future__ import annotations

import re

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from ..findings import COMMENT
from ..unknowns import OPEN, Hole
from .inner import VARIABLE, with_holes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..services import Services
    from .reading import Reading, Source

INTEGRATION = "step-integration"
EXPRESSION = "step-expression"
_TYPES = frozenset(("Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"))
_MEMBERS = {"JSONPath": "Parameters", "JSONata": "Arguments"}
_TASK = re.compile(
    r"arn:(?:aws[a-z-]*|\0):states:[^:]*:[^:]*:(?P<sdk>aws-sdk:)?(?P<service>[a-z0-9]+):(?P<action>\w+)(?:\.(?P<how>.+))?"
)
_FORMAT = re.compile(r"\s*States\.Format\(\s*'((?:[^'\\]|\\.)*)'.*\)\s*", re.DOTALL)
_CONTEXT = re.compile(r"\$\$[\w.\[\]'\"-]+|\$states\.context[\w.\[\]'\"`-]+")
"""Paths into what does not change while a machine runs, so that equal ones are the same value."""
_OPERAND = re.compile(r"\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|([\w$.\[\]`]+))\s*")
_SUB_MACHINES = ("ItemProcessor", "Iterator")


def recognise(root: Node | None, source: Source) -> bool:  # noqa: ARG001 - it is one whatever it calls
    """Whether a document is a state machine."""
    return root is not None and is_machine(root)


def read(root: Node, source: Source, reading: Reading) -> None:
    """Adds what the tasks of a machine call."""
    reading.apart = True
    if not read_machine(root, source.services, reading, group=f"machine at {root.start}"):
        reading.reason = "is a state machine that calls nothing of the package"


def is_machine(root: Node) -> bool:
    """Whether a node is a state machine, or the part of one that a map or a branch runs."""
    start, states = root.get("StartAt"), root.get("States")
    return (
        start is not None
        and start.kind == SCALAR
        and states is not None
        and states.kind == MAPPING
        and any((kind := state.get("Type")) is not None and kind.value in _TYPES for _, state in states.value)
    )


def read_machine(root: Node, services: Services, reading: Reading, *, group: str, prefix: str = "") -> int:
    """Adds the requests of a machine, and returns how many there are.

    Args:
        root: the definition, which may hold holes.
        services: the service packages.
        reading: what takes them.
        group: names the machine among those of its file.
        prefix: begins the label of each state.
    """
    machine = _Machine(root, services, reading, group)
    found = [machine.read(state, f"{prefix}{name.text}", language) for name, state, language in _states(root)]
    return sum(found)


def _states(root: Node) -> Iterator[tuple[Node, Node, str]]:
    """Every state of a machine with its name and its query language, those of maps and branches included."""
    pending = [(root, _language(root, "JSONPath"))]
    while pending:
        machine, language = pending.pop()
        states = machine.get("States")
        for name, state in states.value if states is not None and states.kind == MAPPING else ():
            yield name, state, _language(state, language)
            branches = state.get("Branches")
            below = list(branches.value) if branches is not None and branches.kind == SEQUENCE else []
            below += [part for key in _SUB_MACHINES if (part := state.get(key)) is not None]
            pending += [(part, language) for part in below if part.kind == MAPPING]


def _language(node: Node, default: str) -> str:
    said = node.get("QueryLanguage")
    return said.value if said is not None and said.value in _MEMBERS else default


def _refused(action: str, how: str | None, actions: Any) -> str:
    """Why Step Functions has no such integration, empty if it has; `actions` are its own, None for the SDK's."""
    if actions is not None and action not in actions:
        return f"Step Functions has no integration of its own for {action}: use aws-sdk in the ARN"
    if how is not None and (actions is not None or how != "waitForTaskToken"):
        return f"{action} has no .{how}: leave it out, and wait with a loop of states that describe what is made"
    return ""


class _Machine:
    def __init__(self, root: Node, services: Services, reading: Reading, group: str) -> None:
        self.services = services
        self.reading = reading
        self.group = group
        facts = services.door_facts("stepfunctions")
        self.own = {said["service"]: (service, said["actions"]) for service, said in facts.items()}
        self._silence(root, "")

    def read(self, state: Node, label: str, language: str) -> bool:
        """Adds the request of a state, and returns whether it is one."""
        operation, resource = self._operation(state, label)
        if operation is None or resource is None:
            return False
        members = state.get(_MEMBERS[language])
        if members is None or members.kind != MAPPING:
            return True  # the state's input, or an expression, is the request: nothing of it is known
        request = self._resolved(members, language)
        title = self.reading.add(operation, request, label=label, group=self.group, in_order=False)
        self._silence(state, title)
        return True

    def _operation(self, state: Node, label: str) -> tuple[tuple[str, str] | None, Node | None]:
        """The operation that a state calls, None if it is none of the packages; reports how it cannot be called."""
        kind, resource = state.get("Type"), state.get("Resource")
        if kind is None or kind.value != "Task" or resource is None or resource.kind != SCALAR:
            return None, resource
        found = _TASK.fullmatch(_text(resource.value))
        if found is None:
            return None, resource
        name, action = found["service"], found["action"]
        if found["sdk"]:
            service, actions = self.services.of_sdk(name), None
        else:
            service, actions = self.own.get(name, (None, ()))
        operation = action[:1].upper() + action[1:]
        if service is None or operation not in self.services.facts(service)["operations"]:
            return None, resource
        message = _refused(action, found["how"], actions)
        if message:
            self.reading.report(INTEGRATION, message, resource, title=label)
        return (service, operation), resource

    def _silence(self, node: Node, title: str) -> None:
        comment = node.get("Comment")
        if comment is not None and isinstance(comment.value, str) and comment.value.strip().startswith(COMMENT):
            self.reading.silence(comment.value.strip()[len(COMMENT) :].strip(), comment, title=title)

    # Members: what is literal, and what an expression gives.

    def _resolved(self, node: Node, language: str) -> Node:
        if node.kind == SCALAR:
            return Node(SCALAR, self._value(node, language), node.start, node.end, node.text)
        copy = Node(node.kind, [], node.start, node.end, tag=OPEN if node.tag == OPEN else None)
        if node.kind == SEQUENCE:
            copy.value = [self._resolved(item, language) for item in node.value]
            return copy
        for key, value in node.value:
            name = key.value if isinstance(key.value, str) else key.text
            if language == "JSONPath" and name.endswith(".$"):
                self._check_path(key, value, node)
                hole = Node(SCALAR, _of_path(value), value.start, value.end, value.text)
                copy.value.append((Node(SCALAR, name[:-2], key.start, key.end, key.text), hole))
            else:
                copy.value.append((Node(SCALAR, name, key.start, key.end, key.text), self._resolved(value, language)))
        return copy

    def _value(self, node: Node, language: str) -> Any:
        value = node.value
        if value.__class__ is Hole and language == "JSONata" and _text(value).startswith("{%"):
            return Hole(value.key)
        if not isinstance(value, str):
            return value
        if language == "JSONata":
            text = value.strip()
            if text.startswith("{%") and text.endswith("%}"):
                if text != value:
                    self._warn("blanks around {% %} make this no expression", node)
                return _of_jsonata(text[2:-2], node.start)
        elif value.startswith(("$.", "$$.", "States.")) and value != "$.":
            self._warn(f"this is sent as it stands, {value[:40]!r}: a key that ends in .$ makes it a path", node)
            return Hole(f"{node.start}")
        return with_holes(value, VARIABLE)

    def _check_path(self, key: Node, value: Node, mapping: Node) -> None:
        if mapping.get(key.text[:-2]) is not None:
            self.reading.report(EXPRESSION, f"{key.text} and {key.text[:-2]} are the same member", key)
        text = value.value
        if value.kind != SCALAR or (isinstance(text, str) and not text.startswith(("$", "States.", "${"))):
            self._warn("a key that ends in .$ takes a path ($.a, $$.a) or a function (States.Format)", value)

    def _warn(self, message: str, node: Node) -> None:
        self.reading.report(EXPRESSION, message, node, "warning")


def _text(value: Any) -> str:
    """A text with a mark for each part that is not known."""
    if value.__class__ is Hole:
        return "".join("\0" if piece is None else piece for piece in value.pieces)
    return re.sub(VARIABLE, "\0", value) if isinstance(value, str) else ""


def _of_path(node: Node) -> Hole:
    """What the value of a key that ends in ``.$`` gives."""
    text = node.value if isinstance(node.value, str) else ""
    if _CONTEXT.fullmatch(text):
        return Hole(_canonical(text))
    form = _FORMAT.fullmatch(text)
    if form is None:
        return Hole(f"{node.start}:{text}")
    pieces: list[str | None] = []
    for number, piece in enumerate(re.split(r"(?<!\\)\{\}", form[1])):
        pieces += [None] * (number > 0) + ([re.sub(r"\\(.)", r"\1", piece)] if piece else [])
    return Hole(f"{node.start}:{text}", pieces=tuple(pieces))


def _of_jsonata(text: str, start: int) -> Hole:
    """What an expression gives: a text of known pieces if it is a chain of ``&``, else anything."""
    pieces: list[str | None] = []
    fixed, at = True, 0
    while at < len(text):
        operand = _OPERAND.match(text, at)
        if operand is None:
            return Hole(f"{start}:{text}")
        literal = operand[1] if operand[1] is not None else operand[2]
        if literal is None:
            fixed &= _CONTEXT.fullmatch(operand[3].strip()) is not None
            pieces.append(None)
        else:
            pieces.append(re.sub(r"\\(.)", r"\1", literal))
        at = operand.end()
        if at < len(text) and text[at] != "&":
            return Hole(f"{start}:{text}")
        at += 1
    simple = len(pieces) > 1 or fixed
    known = tuple(pieces) if simple else ()
    return Hole(_canonical(text) if fixed else f"{start}:{text}", pieces=known)


def _canonical(text: str) -> str:
    """One spelling of equal expressions over the context, in both languages."""
    text = re.sub(r"\[['\"](\w+)['\"]\]", r".\1", text.strip())
    return re.sub(r"\s+", "", text.replace("$states.context.", "$$."))
