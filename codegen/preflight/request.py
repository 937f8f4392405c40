"""A request as pre-flight knows it: the input of one operation, and where it is written."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from ..reading.nodes import Node, Path
    from .unknowns import Hole

    Spell: TypeAlias = Callable[[str, Path], str]


class Request:
    """The input of one operation with the nodes it was read from.

    Attributes:
        service: name of the service package.
        operation: API operation.
        node: where it is written, with everything resolved that can be.
        data: the same as plain data; it may hold holes, and stand-ins for names that are not written.
        title: what people call it: the logical id in a template, the address of a resource, a state; may be empty.
        optional: paths that a template need not write, ``*`` for any index.
        open: whether values are not known, or stood in for, so that it is checked with several choices of them.
        left_out: what a condition left out of an object or list, by the id of its node: the branch by the member's name
            or, in a list, by ``*``.
        stood_in: the unknown values for which names that are made up stand, by the id of the node that has the name.
        resource: in a template what is known of the resource type, where its own schema counts.
        construct: the path of the construct that CDK made it of, such as ``Stack/Config/Resource``; may be empty.
        only: if set, the members whose violations count; others belong to another request.
        group: what it is a release with, apart from the rest of the run; empty: with its file.
        in_order: whether the requests of its release all happen, in the order in which they are written.
        spell: how the file writes a wire name below a path; None: as the API does.
    """

    __slots__ = (
        "construct",
        "data",
        "group",
        "in_order",
        "left_out",
        "node",
        "only",
        "open",
        "operation",
        "optional",
        "resource",
        "service",
        "spell",
        "stood_in",
        "title",
    )

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
        self.construct = ""
        self.stood_in: dict[int, Hole] = {}
        self.only: tuple[str, ...] = ()
        self.group = ""
        self.in_order = True
        self.spell: Spell | None = None
