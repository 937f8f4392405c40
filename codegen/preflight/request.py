"""A request as pre-flight knows it: the input of one operation, and where it is written."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..reading.nodes import Node


class Request:
    """The input of one operation with the nodes it was read from.

    Attributes:
        service: name of the service package.
        operation: API operation.
        node: where it is written; in templates with everything resolved that can be.
        data: the same as plain data; in templates it may hold holes, and a stand-in for a name that is not written.
        title: the logical id in a template, else empty.
        optional: paths that a template need not write, ``*`` for any index.
        open: whether values are not known, so that it is checked with several choices of them.
        left_out: what a condition left out of an object or list, by the id of its node: the branch by the member's name
            or, in a list, by ``*``.
        resource: in a template what is known of the resource type, where its own schema counts.
        only: if set, the members whose violations count; others belong to another request.
    """

    __slots__ = ("data", "left_out", "node", "only", "open", "operation", "optional", "resource", "service", "title")

    def __init__(self, service: str, operation: str, node: Node, data: Any, title: str = "") -> None:
        self.service = service
        self.operation = operation
        self.node = node
        self.data = data
        self.title = title
        self.optional: tuple[tuple[str, ...], ...] = ()
        self.open = False
        self.resource: dict[str, Any] = {}
        self.left_out: dict[int, dict[str | int, Node]] = {}
        self.only: tuple[str, ...] = ()
