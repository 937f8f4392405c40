"""What of a template is not looked at: macros, modules, stacks that lie elsewhere, loops whose items are not told.

Said in a line each, so that a report without findings does not say more than it knows.
"""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node
from .intrinsics import LOOP, intrinsic, section

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..services import Services

_LOOKED_THROUGH = ("AWS::LanguageExtensions", "AWS::Serverless-", "AWS::SecretsManager-", "AWS::CodeDeployBlueGreen")
"""Transforms that leave the resources of claimed types as they are, once loops are written out."""
_STACKS = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}


def stacks(root: Node) -> Iterator[Node]:
    """Where the templates of a template's nested stacks lie, as it is written."""
    for resource in section(root, "Resources").values():
        kind, properties = resource.get("Type"), resource.get("Properties")
        member = _STACKS.get(kind.text) if kind is not None else None
        place = properties.get(member) if properties is not None and member is not None else None
        if place is not None:
            yield place


def unseen(root: Node, services: Services) -> Iterator[tuple[Node, str]]:
    """What is not looked at in a template, without its nested stacks: where it is written, and what it is."""
    transform = root.get("Transform")
    for name in transform.value if transform is not None and transform.kind == SEQUENCE else [transform]:
        if name is not None and not (name.kind == SCALAR and name.text.startswith(_LOOKED_THROUGH)):
            shown = name.text if name.kind == SCALAR else "AWS::Include"
            yield name, f"the macro {shown}, which may change everything"
    resources = root.get("Resources")
    for key, resource in resources.value if resources is not None and resources.kind == MAPPING else ():
        kind, properties = resource.get("Type"), resource.get("Properties")
        if key.text.startswith(LOOP):
            yield key, f"the loop {key.text.removeprefix(LOOP)}, whose items the template does not tell"
        elif key.text == "Fn::Transform":
            yield key, "what Fn::Transform brings into Resources"
        elif kind is not None and kind.text.endswith("::MODULE"):
            yield kind, f"the module {kind.text}"
        elif kind is not None and kind.text in services.resources and properties is not None:
            yield from _inside(properties)


def _inside(node: Node) -> Iterator[tuple[Node, str]]:
    """Transforms and loops in the properties of a resource that is checked."""
    pending = [node]
    while pending:
        current = pending.pop()
        found = intrinsic(current)
        if found is not None and found[0] == "Fn::Transform":
            yield current, "what Fn::Transform brings"
        elif current.kind == SEQUENCE:
            pending += current.value
        elif current.kind == MAPPING:
            for key, value in current.value:
                if key.text == "Fn::Transform":
                    yield key, "what Fn::Transform brings"
                elif key.text.startswith(LOOP):
                    yield key, f"the loop {key.text.removeprefix(LOOP)}, whose items the template does not tell"
                else:
                    pending.append(value)
