"""State machines inside of CloudFormation templates: as an object, as a text that is put together, or in a file beside.

What the template fills in is unknown. The definitions themselves are read by `stepfunctions`.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from ..cloudformation.intrinsics import canonical, intrinsic, substituted
from ..unknowns import OPEN, Hole
from .beside import beside
from .inner import MAX_LENGTH, VARIABLE, Inner, starts, with_holes
from .stepfunctions import is_machine, read_machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...reading.nodes import Problem
    from .reading import Reading, Source

_TYPES = ("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine")


def read_machines(root: Node, source: Source, reading: Reading) -> None:
    """Adds what the state machines of a template call."""
    listed = root.get("Resources")
    for name, resource in listed.value if listed is not None else ():
        kind, properties = resource.get("Type"), resource.get("Properties")
        if kind is None or kind.value not in _TYPES or properties is None or properties.kind != MAPPING:
            continue
        place = properties.get("DefinitionUri")
        if place is not None and place.kind == SCALAR and intrinsic(place) is None:
            reading.also += beside(place.text, source.path)
        definition = _definition(properties, source.text, reading)
        if definition is not None and is_machine(definition):
            read_machine(definition, source.services, reading, group=name.text, prefix=f"{name.text}.")


def _definition(properties: Node, text: str, reading: Reading) -> Node | None:
    written = properties.get("Definition")
    if written is not None:
        return _filled(written)
    written = properties.get("DefinitionString")
    inner = Inner()
    if written is not None and written.end - written.start > MAX_LENGTH:
        reading.report("too-large", "a state machine takes a definition of at most 1 MB", written)
        return None
    if written is None or not _assemble(written, text, inner):
        return None
    root, problems = inner.json()
    if not inner.bare:
        reading.problems += [_inside(problem) for problem in problems]
    return root


def _inside(problem: Problem) -> Problem:
    problem.message = f"in the DefinitionString: {problem.message}"
    return problem


def _filled(node: Node) -> Node:
    """A definition written as an object, with unknown values where the template has functions or variables."""
    found = intrinsic(node)
    if found is not None:
        parts = substituted(found[1]) if found[0] == "Fn::Sub" else None
        pieces = tuple(None if is_variable else piece for piece, is_variable in parts[0]) if parts else ()
        hole = Hole(canonical(node), pieces=pieces, optional=found[0] in {"Fn::If", "Fn::Transform"})
        return Node(SCALAR, hole, node.start, node.end)
    if node.kind == SCALAR:
        value = with_holes(node.value, VARIABLE) if isinstance(node.value, str) else node.value
        return Node(SCALAR, value, node.start, node.end, node.text)
    if node.kind == SEQUENCE:
        return Node(SEQUENCE, [_filled(item) for item in node.value], node.start, node.end)
    copy = Node(MAPPING, [], node.start, node.end)
    for key, value in node.value:
        if key.text.startswith("Fn::"):
            copy.tag = OPEN
        else:
            copy.value.append((key, _filled(value)))
    return copy


def _assemble(node: Node, text: str, inner: Inner) -> bool:
    """Puts a DefinitionString together, and returns whether it is a text of which something is known."""
    found = intrinsic(node)
    if found is None:
        if node.kind != SCALAR or not isinstance(node.value, str):
            return False
        _write(node, node.value, text, inner)
        return True
    name, argument = found
    if name == "Fn::Sub":
        body = argument.value[0] if argument.kind == SEQUENCE and argument.value else argument
        if body.kind != SCALAR or not isinstance(body.value, str) or (body is not argument and intrinsic(body)):
            return False
        _write(body, body.value, text, inner)
        return True
    parts = argument.value if name == "Fn::Join" and argument.kind == SEQUENCE else []
    if len(parts) != 2 or parts[0].text or parts[1].kind != SEQUENCE:
        return False
    for part in parts[1].value:
        if not _assemble(part, text, inner):
            inner.leave(canonical(part), part.start, part.end)
    return True


def _write(node: Node, value: str, text: str, inner: Inner) -> None:
    """Adds a text with a hole for each variable in it: of ``Fn::Sub``, or of the DefinitionSubstitutions."""
    import re

    places = starts(node, text)
    at = 0
    for match in re.finditer(VARIABLE, value):
        _piece(value, places, at, match.start(), inner)
        start, end = places[match.start()], places[match.end() - 1] + 1
        if match[0].startswith("${!"):
            _piece(value, places, match.start(), match.end(), inner)
        else:
            inner.leave(match[0], start, end)
        at = match.end()
    _piece(value, places, at, len(value), inner)


def _piece(value: str, places: list[int], start: int, end: int, inner: Inner) -> None:
    if end > start:
        inner.write(value[start:end], places[start:end], places[end - 1] + 1)
