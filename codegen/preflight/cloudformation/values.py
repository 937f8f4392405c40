"""Scalars as CloudFormation takes them: "1" where a number belongs, 1 where a string belongs."""

from __future__ import annotations

from ...reading.nodes import SCALAR, Node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..schema_view import View

_TRUTHS = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}


def coerced(node: Node, view: View) -> Node:
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
