"""Terraform in JSON: what ``terraform show -json`` says of a plan or a state, and configurations in ``.tf.json``.

Of a plan the changes that make something or that update it are requests; what nobody knows before it is applied is
unknown, and so is what Terraform calls sensitive. Nothing but the requests of such a file may be shown.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, listed, members
from ..unknowns import Hole
from . import resources
from .modules import Module, templates
from .resources import Resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ...reading.nodes import Path
    from .reading import Reading, Source

_MARKS = ("planned_values", "resource_changes", "values")


def recognise(root: Node | None, source: Source) -> bool:
    """Whether a document is a plan, a state or a configuration with a resource that a package knows."""
    if root is None or root.kind != MAPPING:
        return False
    if root.get("format_version") is not None and any(root.get(mark) is not None for mark in _MARKS):
        return True
    return any(True for _ in _configured(root, source))


def read(root: Node, source: Source, reading: Reading) -> None:
    """Adds the requests of all resources."""
    if root.get("format_version") is None:
        module = Module(source)
        _declare(root, module)
        found = [(kind, name, templates(body)) for kind, name, body in _configured(root, source)]
        module.add(found, source, reading)
        return
    reading.apart = True
    plan = _Plan(root, source)
    resources.add(list(plan.resources()), source, reading)
    _hide(plan, source, reading)
    if not any(reading.scenarios):
        reading.reason = "is a plan or state of Terraform that makes nothing known"


class _Plan:
    """A plan or a state.

    Attributes:
        shown: where in the file its requests are written.
        secrets: where in these something stands that Terraform calls sensitive.
    """

    def __init__(self, root: Node, source: Source) -> None:
        self._root: Final = root
        self._kinds: Final = resources.kinds(source)
        self._expressions: Final = dict(_expressions(root.get("configuration"), "root_module", ""))
        self.shown: Final[list[Node]] = []
        self.secrets: Final[list[Node]] = []

    def resources(self) -> Iterator[Resource]:
        """The resources that are made or updated; of a state all."""
        changes = _items(self._root.get("resource_changes"))
        known = [item for item in changes if _text(item, "type") in self._kinds and _text(item, "mode") != "data"]
        if changes:
            done = [{node.text for node in _items(_at(item, "change", "actions"))} for item in known]
            happens = not any(actions.isdisjoint({"create", "update"}) for actions in done)
            for item, actions in zip(known, done, strict=True):
                after, unknown = _at(item, "change", "after"), _at(item, "change", "after_unknown")
                if not actions.isdisjoint({"create", "update"}) and after is not None and after.kind == MAPPING:
                    before, sensitive = _at(item, "change", "before"), _at(item, "change", "after_sensitive")
                    body = self._body(item, after, unknown, sensitive)
                    existed = before is not None and before.value is not None
                    yield self._made(item, body, happens=happens, is_update="create" not in actions, existed=existed)
            return
        pending = [_at(self._root, mark, "root_module") for mark in ("planned_values", "values")]
        while pending:
            module = pending.pop()
            if module is not None:
                pending += _items(module.get("child_modules"))
                for item in _items(module.get("resources")):
                    values = item.get("values")
                    if _text(item, "type") in self._kinds and values is not None and values.kind == MAPPING:
                        body = self._body(item, values, None, item.get("sensitive_values"))
                        yield self._made(item, body, existed=self._root.get("values") is not None)

    def _body(self, item: Node, after: Node, unknown: Node | None, sensitive: Node | None) -> Node:
        written = item.get("address") or item
        self.shown.extend((after, written))
        body = self._merged(after, unknown, sensitive, (_declared(item),))
        body.start, body.end = written.start, written.end
        return body

    def _made(
        self, item: Node, body: Node, *, happens: bool = True, is_update: bool = False, existed: bool = False
    ) -> Resource:
        address = _text(item, "address")
        key = _declared(item) if item.get("index") is None else f"{address}[]"
        kind = _text(item, "type")
        return Resource(kind, address, body, key, happens=happens, is_update=is_update, existed=existed, is_filled=True)

    def _merged(self, value: Node | None, unknown: Node | None, sensitive: Node | None, path: Path) -> Node:
        """A value with a hole for what is unknown or sensitive."""
        written = value or unknown or self._root
        if sensitive is not None and sensitive.value is True and value is not None:
            self.secrets.append(value)
        if any(mark is not None and mark.value is True for mark in (unknown, sensitive)):
            return Node(SCALAR, self._hole(path, written), written.start, written.end)
        if written.kind == SCALAR:
            return Node(SCALAR, written.value if value is not None else None, written.start, written.end, written.text)
        copy = Node(written.kind, [], written.start, written.end)
        if written.kind == SEQUENCE:
            for index in range(len(written.value)):
                one, two, three = (_item(part, index) for part in (value, unknown, sensitive))
                copy.value.append(self._merged(one, two, three, (*path, index)))
            return copy
        known = dict.fromkeys(key.text for part in (value, unknown) for key, _ in members(part))
        for name in known:
            key = next(key for part in (value, unknown) for key, _ in members(part) if key.text == name)
            parts = [part.get(name) if part is not None else None for part in (value, unknown, sensitive)]
            copy.value.append((key, self._merged(parts[0], parts[1], parts[2], (*path, name))))
        return copy

    def _hole(self, path: Path, written: Node) -> Hole:
        """What stands for an unknown value: a name of another resource, or anything."""
        place = self._expressions.get(str(path[0]))
        for step in path[1:]:
            place = _item(place, step) if isinstance(step, int) else _at(place, step)
        names = [node.text for node in _items(_at(place, "references"))]
        steps = names[0].split(".") if names else []
        if len(steps) == 3 and steps[0] in self._kinds and steps[2] in {"name", "id"} and "[" not in names[0]:
            module = str(path[0]).rsplit(".", 2)[0]
            return Hole(f"{module}.{steps[0]}.{steps[1]}.{resources.NAME}")
        return Hole(f"@{written.start}", optional=True)


def _expressions(node: Node | None, name: str, address: str) -> Iterator[tuple[str, Node]]:
    """What the configuration of a plan says of the resources of a module and of those below it."""
    module = _at(node, name)
    for item in _items(_at(module, "resources")):
        expressions = item.get("expressions")
        if expressions is not None:
            yield f"{address}.{_text(item, 'type')}.{_text(item, 'name')}", expressions
    for key, call in members(_at(module, "module_calls")):
        yield from _expressions(call, "module", f"{address}.module.{key.text}".removeprefix("."))


def _declared(item: Node) -> str:
    """A resource without the index of one of several."""
    return f"{_text(item, 'module_address')}.{_text(item, 'type')}.{_text(item, 'name')}"


def _hide(plan: _Plan, source: Source, reading: Reading) -> None:
    """Hides the whole file but its requests, and what is sensitive in these."""
    at = 0
    for node in sorted(plan.shown, key=lambda node: node.start):
        reading.hidden.append((at, node.start))
        at = max(at, node.end)
    reading.hidden.append((at, len(source.text)))
    reading.hidden += [(node.start, node.end) for node in plan.secrets]


def _configured(root: Node, source: Source) -> Iterator[tuple[str, Node, Node]]:
    """The resources of a configuration that stand for requests: type, name, body."""
    known = resources.kinds(source)
    for level in listed(root.get("resource")):
        for kind, named in members(level):
            for bodies in listed(named) if kind.text in known else ():
                yield from ((kind.text, name, body) for name, entry in members(bodies) for body in listed(entry))


def _declare(root: Node, module: Module) -> None:
    """Notes the locals and the defaults of variables."""
    for level in listed(root.get("locals")):
        for key, value in members(level):
            module.declare_local(key.text, templates(value))
    for level in listed(root.get("variable")):
        for key, entry in members(level):
            for body in listed(entry):
                default, sensitive = body.get("default"), body.get("sensitive")
                if default is not None and (sensitive is None or sensitive.value is False):
                    module.offer(key.text, default, f"the default of {key.text}")


def _items(node: Node | None) -> list[Node]:
    found: list[Node] = node.value if node is not None and node.kind == SEQUENCE else []
    return found


def _item(node: Node | None, index: int) -> Node | None:
    items = _items(node)
    return items[index] if index < len(items) else None


def _at(node: Node | None, *path: str) -> Node | None:
    for name in path:
        node = node.get(name) if node is not None else None
    return node


def _text(node: Node, key: str) -> str:
    found = node.get(key)
    return found.text if found is not None else ""
