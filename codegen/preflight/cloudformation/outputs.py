"""What a template exports, by the expression with which other templates import it."""

from __future__ import annotations

from .intrinsics import IMPORT, section
from .template import Template

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...reading.nodes import Node
    from ..services import Services
    from .deployed import Deployed


def exported(root: Node, services: Services, salt: str, deployed: Deployed | None = None) -> dict[str, str]:
    """The texts that a template exports, as far as it tells name and value itself, in every outcome of its conditions.

    Args:
        root: the template.
        services: where resource types are looked up.
        salt: the same as for its requests, so that names that are made up are the same.
        deployed: what is known of its deployment, or None.
    """
    outputs = {
        name: (output.get("Value"), export.get("Name"))
        for name, output in section(root, "Outputs").items()
        if output.get("Condition") is None and (export := output.get("Export")) is not None
    }
    template = Template(root, services, salt, deployed)
    found: list[dict[str, str]] = []
    for scenario in template.scenarios() if outputs else ():
        template.enter(scenario)
        texts = {
            told: text
            for value, name in outputs.values()
            if (told := template.text(name)) is not None and (text := template.text(value)) is not None
        }
        found.append(texts)
    first, *others = found or [{}]
    return {
        f"{IMPORT}({name!r})": text
        for name, text in first.items()
        if all(name in o and o[name] == text for o in others)
    }
