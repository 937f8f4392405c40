"""What the model says of a member, as the metadata of its attrs attribute. Read when somebody looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .structure import Structure

_WORDS: Final = {"is": "kind", "min": "minimum", "max": "maximum", "pattern": "pattern", "documented": "pattern"}
"""What of a shape's row is told, and under which name; a pattern as the service documents it."""


class MemberFacts(Mapping[str, Any]):
    """Metadata of one attribute.

    Keys, where they apply: ``wire`` (the member's name), ``required``, ``kind``, ``minimum`` and ``maximum`` (of a
    length in code points or bytes, of a number of items, or of a number), ``pattern`` (as the service documents it),
    ``enum`` (its values) and ``rules`` (ids of those that read the member). The attribute of unknown members has none.
    """

    __slots__ = ("_facts", "_name", "_owner")

    def __init__(self, owner: type[Structure], name: str) -> None:
        self._owner = owner
        self._name = name
        self._facts: dict[str, Any] | None = None

    def __getitem__(self, key: str) -> Any:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def __reduce__(self) -> tuple[Any, ...]:
        return MemberFacts, (self._owner, self._name)

    def _read(self) -> dict[str, Any]:
        if self._facts is None:
            self._facts = self._told()
        return self._facts

    def _told(self) -> dict[str, Any]:
        owner = self._owner
        shapes = owner._service.shapes()  # noqa: SLF001 - our own class
        row = shapes.get(owner._shape, {"members": {}})  # noqa: SLF001 - the same
        wire = owner._wire_names.get(self._name)  # noqa: SLF001 - the same
        if wire is None:
            return {}
        shape = shapes.get(row.get("members", {}).get(wire), {})
        rules = owner._rules.get(wire, ())  # noqa: SLF001 - the same
        facts: dict[str, Any] = {"wire": wire, "required": wire in row.get("required", ())}
        facts |= {told: shape[word] for word, told in _WORDS.items() if word in shape}
        if "values" in shape:
            facts["enum"] = tuple(shape["values"])
        return facts | ({"rules": rules} if rules else {})
