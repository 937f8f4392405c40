"""What of a file must not be shown: a report for people quotes lines, and a line may hold something sensitive.

The emitted schemas mark what the model calls sensitive (``writeOnly``). What is written there is hidden in excerpts,
and so is what stands where something sensitive belongs in another form, or under a name that is misspelt.
"""

from __future__ import annotations

from ..reading.nodes import MAPPING, SCALAR, SEQUENCE
from .schema_view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..reading.nodes import Node
    from .doors.reading import Reading
    from .services import Services

_MARK = "writeOnly"
_HIDDEN = "*"


def hidden(text: str, reading: Reading, services: Services) -> str:
    """The text of a file, as long as it is, with a star for each character of what is sensitive."""
    spans = set(reading.hidden)
    for requests in reading.scenarios:
        for request in requests:
            place = request.service, request.operation
            view = services.view(*place)
            if place not in services.sensitive:
                services.sensitive[place] = _holds_secrets(view)
            if services.sensitive[place]:
                spans.update(_spans(request.node, view))
    if not spans:
        return text
    letters = list(text)
    for start, end in spans:
        for at in range(start, min(end, len(letters))):
            if letters[at] not in "\r\n":
                letters[at] = _HIDDEN
    return "".join(letters)


def _spans(node: Node, view: View) -> Iterator[tuple[int, int]]:
    """Where in a file something sensitive stands, below a node that `view` is about."""
    if not _holds_secrets(view):
        return
    if view.facts.get(_MARK) or node.kind == SCALAR or view.type != {MAPPING: "object", SEQUENCE: "array"}[node.kind]:
        yield node.start, node.end
        return
    if node.kind == SEQUENCE:
        for item in node.value:
            yield from _spans(item, view.at(0))
        return
    names = View(view.root, view.facts.get("propertyNames", {}))
    for key, value in node.value:
        if names.facts.get(_MARK):
            yield key.start, key.end
        name = key.value if isinstance(key.value, str) else key.text
        below = view.at(name)
        if below.facts or name in view.members:
            yield from _spans(value, below)
        else:
            yield value.start, value.end  # a member of another name, as the model has it


def _holds_secrets(view: View) -> bool:
    """Whether something sensitive may stand at a place or below it."""
    followed: set[str] = set()
    pending: list[Any] = [view.facts]
    while pending:
        facts = pending.pop()
        if isinstance(facts, list):
            pending += facts
        elif isinstance(facts, dict):
            if facts.get(_MARK) is True:
                return True
            pending += facts.values()
            reference = facts.get("$ref")
            if isinstance(reference, str) and reference not in followed:
                followed.add(reference)
                pending.append(View(view.root, facts).facts)
    return False
