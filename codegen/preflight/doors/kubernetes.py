"""Manifests for the controllers of AWS in Kubernetes (ACK): each object is a request, in the names of its CRD.

Which group, kinds and names there are is data: ``group`` and ``versions``; ``kinds``, each with its ``operation`` and
the members that its CRD lacks (``absent``); ``names`` that are not the API's with a small first letter; the CRDs'
``revision``.
"""

from __future__ import annotations

import os

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from ..unknowns import OPEN
from .inner import with_holes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

    from ...reading.nodes import Path
    from ..schema_view import View
    from .reading import Reading, Source

MEMBER = "kubernetes-member"
_PLACEHOLDER = r"\$\{[^{}\n]+\}|\$\([A-Za-z_]\w*\)|\$[A-Za-z_]\w*|<[A-Za-z][\w -]*>"
"""What envsubst, Kustomize and people leave to be filled in."""
_IGNORE = "botoforge.io/ignore"
_ADOPTION = "services.k8s.aws/adoption-policy"
_REGION = "services.k8s.aws/region"
_KUSTOMIZATIONS = ("kustomization.yaml", "kustomization.yml", "Kustomization")


def recognise(root: Node | None, source: Source) -> bool:
    """Whether a document is an object, or a list of some, of a group that a package knows."""
    return root is not None and any(_facts(item, source) is not None for item in _objects(root))


def read(root: Node, source: Source, reading: Reading) -> None:
    """Adds the request of each object."""
    is_patch = _is_patch(source.path)
    for item in _objects(root):
        found = _facts(item, source)
        if found is not None and item.get("spec") is not None:
            _Object(item, *found, reading, is_patch=is_patch).read(source)
    if not any(reading.scenarios):
        reading.reason = "holds objects of ACK that are no request of the package"


def _objects(root: Node) -> Iterator[Node]:
    """The objects of a document, those in lists in the place of the lists."""
    pending = [root]
    while pending:
        node = pending.pop()
        items = node.get("items")
        if items is not None and items.kind == SEQUENCE and (kind := node.get("kind")) and kind.text.endswith("List"):
            pending += reversed(items.value)
        elif node.kind == MAPPING:
            yield node


def _is_patch(path: str) -> bool:
    """Whether the kustomization of a file's folder patches other objects with it."""
    from ...reading import load, yaml_nodes

    folder, name = os.path.split(path)
    for file in _KUSTOMIZATIONS:
        text = load.read_text(os.path.join(folder, file))[0]  # noqa: PTH118 - pathlib is not loaded on this path
        for root in yaml_nodes.parse(text)[0] if "patch" in text else ():
            listed = [part for key in ("patches", "patchesStrategicMerge") if (part := root.get(key)) is not None]
            patches = [item.get("path") or item for part in listed if part.kind == SEQUENCE for item in part.value]
            if any(patch.kind == SCALAR and os.path.normpath(patch.text) == name for patch in patches):
                return True
    return False


def _facts(item: Node, source: Source) -> tuple[str, dict[str, Any]] | None:
    """The service of an object's group, and what is known of the group; None if it is of no known one."""
    version = item.get("apiVersion")
    for service, facts in source.services.door_facts("kubernetes").items():
        if version is not None and version.value in {f"{facts['group']}/{number}" for number in facts["versions"]}:
            return service, facts
    return None


class _Object:
    def __init__(self, item: Node, service: str, facts: dict[str, Any], reading: Reading, *, is_patch: bool) -> None:
        self.item: Final = item
        self.service: Final = service
        self.facts: Final = facts
        self.reading: Final = reading
        self.written: Final = {wire: written for written, wire in facts["names"].items()}
        kind = item.get("kind")
        self.kind: Final = "" if kind is None else kind.text
        metadata = item.get("metadata")
        name = metadata.get("name") if metadata is not None else None
        self.label: Final = f"{self.kind}/{name.text}" if name is not None else self.kind
        self.annotations: Final = metadata.get("annotations") if metadata is not None else None
        self.partial: Final = is_patch or self._annotation(_ADOPTION) == "adopt"

    def read(self, source: Source) -> None:
        """Adds the object as a request, if its kind is one."""
        entry, spec = self.facts["kinds"].get(self.kind), self.item.get("spec")
        if entry is None or spec is None:
            return
        view = source.services.view(self.service, entry["operation"])
        request = self._renamed(spec, view, (), frozenset(entry.get("absent", ())))
        title = self.reading.add(
            (self.service, entry["operation"]),
            request,
            label=self.label,
            group=self._annotation(_REGION),
            spell=self._spell,
        )
        ignored = self.annotations.get(_IGNORE) if self.annotations is not None else None
        if ignored is not None:
            self.reading.silence(f"ignore[{ignored.text}]" if ignored.text else "ignore", ignored, title=title)

    def _annotation(self, name: str) -> str:
        found = self.annotations.get(name) if self.annotations is not None else None
        return "" if found is None else found.text

    def _renamed(self, node: Node, view: View, path: Path, absent: frozenset[str]) -> Node:
        """A copy of a node in wire names."""
        if node.kind == SCALAR:
            value = with_holes(node.value, _PLACEHOLDER) if isinstance(node.value, str) else node.value
            return Node(SCALAR, value, node.start, node.end, node.text)
        copy = Node(node.kind, [], node.start, node.end)
        if node.kind == SEQUENCE:
            copy.value = [self._renamed(item, view.at(0), (*path, "*"), absent) for item in node.value]
            return copy
        if self.partial and "*" not in path:
            copy.tag = OPEN  # what it lacks is somewhere else; lists are replaced as a whole
        is_map = isinstance(view.facts.get("additionalProperties"), dict)
        for key, value in node.value:
            wire = key.text if is_map else self._wire(key, view, (*path, key.text))
            if not is_map and ".".join(map(str, (*path, wire))) in absent:
                said = f"the CRD of {self.facts['revision']} has no {key.text} here, and drops it; the API has it"
                self.reading.report(MEMBER, said, key, title=self.label)
            below = self._renamed(value, view.at(wire), (*path, wire), absent)
            copy.value.append((Node(SCALAR, wire, key.start, key.end, key.text), below))
        return copy

    def _wire(self, key: Node, view: View, path: Path) -> str:
        """The wire name of a key; reports a spelling that the CRD does not have."""
        names: dict[str, str] = self.facts["names"]
        wire = names.get(key.text) or key.text[:1].upper() + key.text[1:]
        right = self._spell(wire, path)
        if right != key.text and wire in view.members:
            self.reading.report(MEMBER, f"the CRD writes {right}, and drops {key.text}", key, title=self.label)
        return wire

    def _spell(self, name: str, _: Path) -> str:
        return self.written.get(name) or name[:1].lower() + name[1:]
