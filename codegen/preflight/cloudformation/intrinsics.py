"""How CloudFormation's functions are written: the long and the short forms of one expression."""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from ..unknowns import ASSUMED

NO_VALUE = "AWS::NoValue"
IMPORT = "Fn::ImportValue"
LOOP = "Fn::ForEach::"
MACROS = ("Fn::Transform", LOOP)
"""Keys that bring other members into the object that they stand in."""


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


def attribute_parts(argument: Node) -> tuple[str, str]:
    """The logical id and the attribute that an ``Fn::GetAtt`` asks for, empty where they are not written as texts."""
    if argument.kind == SEQUENCE and len(argument.value) == 2 and all(item.kind == SCALAR for item in argument.value):
        return argument.value[0].text, argument.value[1].text
    logical_id, _, attribute = argument.text.partition(".")
    return logical_id, attribute


def substituted(argument: Node) -> tuple[list[tuple[str, bool]], dict[str, Node]] | None:
    """The pieces of an ``Fn::Sub``, each with whether it is a variable, and the variables of its own map.

    None where the argument is not written as a text, with or without a map.
    """
    given: dict[str, Node] = {}
    if argument.kind == SEQUENCE and len(argument.value) == 2:
        argument, mapping = argument.value
        if mapping.kind == MAPPING:
            given = {key.text: value for key, value in mapping.value}
    if argument.kind != SCALAR:
        return None
    head, *rest = argument.text.split("${")
    pieces = [(head, False)] if head else []
    for part in rest:
        variable, closed, tail = part.partition("}")
        if not closed:
            return None
        if variable.startswith("!"):
            pieces.append((f"${{{variable[1:]}}}", False))
        else:
            pieces.append((variable.strip(), True))
        if tail:
            pieces.append((tail, False))
    return pieces, given


def section(root: Node, name: str) -> dict[str, Node]:
    """The entries of a template's section, none where it is not written as a mapping."""
    found = root.get(name)
    if found is None or found.kind != MAPPING:
        return {}
    return {key.text: value for key, value in found.value}
