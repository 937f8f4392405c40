"""Reads the emitted JSON Schemas: what stands at a path, which values it takes. It validates nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class View:
    """One place in a schema.

    Attributes:
        facts: the schema object at this place, references resolved; empty where the schema says nothing.
    """

    __slots__ = ("facts", "root")

    def __init__(self, root: dict[str, Any], facts: dict[str, Any] | None = None) -> None:
        self.root = root
        self.facts = self._resolve(root if facts is None else facts)

    def _resolve(self, facts: dict[str, Any]) -> dict[str, Any]:
        for _ in range(20):
            reference = facts.get("$ref")
            if reference is None:
                break
            target: Any = self.root
            for part in reference.removeprefix("#").split("/")[1:]:
                target = target.get(part.replace("~1", "/").replace("~0", "~"), {})
            facts = {**target, **{key: value for key, value in facts.items() if key != "$ref"}}
        return facts

    @property
    def type(self) -> str | None:
        """The JSON type: string, integer, number, boolean, array or object; None where it is open."""
        kind = self.facts.get("type")
        if isinstance(kind, list):
            kind = next((name for name in kind if name != "null"), None)
        if kind is None:
            kind = "object" if "properties" in self.facts else "string" if "enum" in self.facts else None
        return kind

    def at(self, segment: str | int) -> View:
        """The place below: a member, a map value, or the items of a list."""
        if isinstance(segment, int):
            below = self.facts.get("items")
        else:
            below = self.facts.get("properties", {}).get(segment)
            if below is None:
                below = self.facts.get("additionalProperties")
        return View(self.root, below if isinstance(below, dict) else {})

    @property
    def members(self) -> dict[str, Any]:
        """Member names of a structure with their raw schemas."""
        members: dict[str, Any] = self.facts.get("properties", {})
        return members

    @property
    def required(self) -> list[str]:
        """Names of the required members."""
        names: list[str] = self.facts.get("required", [])
        return names
