"""``Fn::ForEach``, written out as CloudFormation's language extensions do before anything else.

A copy keeps the offsets of what it is a copy of, so findings stand where the author wrote. Facts: CloudFormation User
Guide, "Fn::ForEach".
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from .deployed import listed
from .intrinsics import LOOP, intrinsic, section

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 1000
"""Copies in a template; CloudFormation takes 500 resources."""


def written_out(root: Node, known: Mapping[str, str]) -> Node:
    """A template without those loops whose items it tells.

    Args:
        root: the template.
        known: the values of parameters, by name.
    """
    parameters = section(root, "Parameters")
    items = ((name, listed(known[name], node)) for name, node in parameters.items() if name in known)
    return _Loops({name: one for name, one in items if one is not None}).without(root)


class _Loops:
    """Writes loops out until there are too many copies.

    Args:
        lists: the items of parameters that are lists and known.
    """

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._lists = lists
        self._left = _MOST

    def without(self, node: Node) -> Node:
        if node.kind == SCALAR:
            return node
        copy = Node(node.kind, [], node.start, node.end, node.text, node.tag)
        if node.kind == SEQUENCE:
            copy.value += [self.without(item) for item in node.value]
            return copy
        for key, value in node.value:
            bodies = self._bodies(value) if key.text.startswith(LOOP) else None
            if bodies is None:
                copy.value.append((key, self.without(value)))
            else:
                copy.value += [pair for body in bodies for pair in self.without(body).value]
        return copy

    def _bodies(self, loop: Node) -> list[Node] | None:
        """The bodies of a loop, one for each of its items; None if the template does not tell them."""
        if loop.kind != SEQUENCE or len(loop.value) != 3 or loop.value[0].kind != SCALAR:
            return None
        name, collection, body = loop.value
        items = _items(collection, self._lists)
        if items is None or len(items) > self._left or body.kind != MAPPING:
            return None
        self._left -= len(items)
        return [_put_in(body, name.text, item) for item in items]


def _items(collection: Node, lists: Mapping[str, list[str]]) -> list[str] | None:
    found = intrinsic(collection)
    if found is not None:
        return lists.get(found[1].text) if found[0] == "Ref" else None
    if collection.kind != SEQUENCE:
        return None
    items: list[str] = []
    for item in collection.value:
        inner = [item.text] if item.kind == SCALAR and intrinsic(item) is None else _items(item, lists)
        if inner is None:
            return None
        items += inner
    return items


def _put_in(node: Node, name: str, item: str) -> Node:
    """A copy with an item in the place of a loop's variable."""
    found = intrinsic(node)
    if found is not None and found[0] == "Ref" and found[1].text == name:
        return Node(SCALAR, item, node.start, node.end, item)
    if node.kind == MAPPING:
        pairs = [(_put_in(key, name, item), _put_in(value, name, item)) for key, value in node.value]
        return Node(MAPPING, pairs, node.start, node.end, node.text, node.tag)
    if node.kind == SEQUENCE:
        return Node(SEQUENCE, [_put_in(one, name, item) for one in node.value], node.start, node.end, "", node.tag)
    if not isinstance(node.value, str) or name not in node.text:
        return node
    letters = "".join(letter for letter in item if letter.isalnum())
    text = node.text.replace(f"${{{name}}}", item).replace(f"&{{{name}}}", letters)
    return Node(SCALAR, text, node.start, node.end, text, node.tag)
