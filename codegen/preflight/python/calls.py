"""The calls of a Python text that are requests: of boto3's clients, of the typed client, and typed request objects."""

from __future__ import annotations

import ast

from ...reading.nodes import MAPPING, locate
from ..unknowns import OPEN
from .names import Names, called
from .values import Values, python_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ...reading.nodes import Node, Path
    from ..request import Spell
    from ..schema_view import View
    from ..services import Services
    from .code import Code
    from .names import Scope

_OWN = ("validate", "ignore")
"""Keywords of the typed client's methods that are no members."""
_ANY = "?"
"""What is known of an object of which nobody knows whose client it is."""
_FAR = 20
"""Names that are followed to find out what a client is."""


class Call:
    """A call that is a request: of which operation, its node, its line in the code, and how it writes members."""

    __slots__ = ("line", "node", "operation", "spell")

    def __init__(self, operation: tuple[str, str], node: Node, line: int, spell: Spell | None) -> None:
        self.operation: Final = operation
        self.node: Final = node
        self.line: Final = line
        self.spell: Final = spell


def find(code: Code, services: Services, operations: dict[str, list[tuple[str, str]]]) -> Iterator[Call]:
    """The requests, in the order in which they are written.

    Args:
        code: the text.
        services: the service packages.
        operations: what begins a request, names of methods and of classes, with the operations that each may be of.

    Raises:
        Unreadable: one of them is too large or too deep.
    """
    names = Names(code.trees, set(operations))
    values, clients = Values(code, names), _Clients(names, services)
    for call, scope in sorted(names.calls, key=lambda pair: (pair[0].lineno, pair[0].col_offset)):
        for operation in operations.get(called(call), ()):
            view = services.view(*operation)
            is_class = called(call) == services.facts(operation[0])["operations"][operation[1]]["input"]
            whose = clients.of(call.func.value, scope) if isinstance(call.func, ast.Attribute) else ""
            if not is_class and whose not in {operation[0], _ANY}:
                continue
            node = values.structure(call, scope, view, own=() if is_class else _OWN)
            if (is_class or whose == _ANY) and not _fits(node, view):
                continue
            typed = is_class or any(key.text != key.value for key, _ in node.value)
            yield Call(operation, node, call.lineno, _spelling(node) if typed else None)
            break


def _fits(node: Node, view: View) -> bool:
    """Whether members are those of an operation, where nothing else tells."""
    written = {key.value for key, _ in node.value}
    complete = node.tag == OPEN or written.issuperset(view.required)
    return bool(written) and complete and written.issubset(view.members)


def _spelling(node: Node) -> Spell:
    """How a call with Python names writes a member: as it does, or as its neighbours are written."""

    def spell(name: str, above: Path) -> str:
        _, key, depth = locate(node, (*above, name))
        if key is not None and depth == len(above) + 1:
            return key.text
        parent = locate(node, above)[0]
        wire = parent.kind == MAPPING and any(key.text == key.value for key, _ in parent.value)
        return name if wire else python_name(name)

    return spell


class _Clients:
    """Tells of which service package an object is a client, by all that it is bound to."""

    def __init__(self, names: Names, services: Services) -> None:
        self._names = names
        models = [(services.module(package).MODEL, package) for package in services.names]
        self._packages = {model.service: package for model, package in models}
        self._classes = {f"{model.service_id.replace(' ', '')}Client": package for model, package in models}

    def of(self, node: ast.expr | None, scope: Scope, far: int = 0) -> str:
        """The service package; `_ANY` if nobody knows, empty if it is a client of another service."""
        while isinstance(node, ast.Await):
            node = node.value
        if far > _FAR:
            return _ANY
        if isinstance(node, ast.Call):
            return self._made(node)
        bound: list[str] = []
        owner = scope.owner(node.id) if isinstance(node, ast.Name) else None
        if isinstance(node, ast.Attribute):
            bound += (self.of(value, inner, far + 1) for value, inner in self._names.attributes.get(node.attr, ()))
            bound = bound or [self._packages.get(node.attr.removesuffix("_client"), _ANY)]
        elif isinstance(node, ast.Name) and owner is not None:
            for value, how in owner.bindings[node.id]:
                known = self.of(value, owner, far + 1) if how in {"", "with"} else _ANY
                bound.append(self._of_class(value) if how == "type" else known)
        return bound[0] if len(set(bound)) == 1 else _ANY

    def _made(self, call: ast.Call) -> str:
        """What a call returns: ``client("sagemaker")`` of anything, or a class of clients."""
        if called(call) not in {"client", "create_client"}:
            return self._of_class(call.func)
        named = (keyword.value for keyword in call.keywords if keyword.arg == "service_name")
        what = next((*call.args, *named).__iter__(), None)
        return self._packages.get(str(what.value), "") if isinstance(what, ast.Constant) else _ANY

    def _of_class(self, node: ast.expr | None) -> str:
        """A class by its name, also as text in an annotation."""
        name = node.value if isinstance(node, ast.Constant) else getattr(node, "attr", getattr(node, "id", ""))
        return next((package for known, package in self._classes.items() if str(name).endswith(known)), _ANY)
