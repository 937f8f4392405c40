"""Stacks that are joined: a template that imports what another exports meets the requests of that one.

The other way round nothing is joined: a stack does not change by who imports from it, and two stages that import from
one stack do not meet.
"""

from __future__ import annotations

from .unknowns import filled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, TypeAlias

    from .check import Record
    from .stages import Release

    Key: TypeAlias = tuple[str, ...]


class Stacks:
    """What the templates of a run export and import, by release."""

    def __init__(self) -> None:
        self._exports: Final[dict[str, dict[Key, tuple[Key, str]]]] = {}
        self._imports: Final[dict[Key, dict[str, Key]]] = {}

    def add(self, release: Release, exports: dict[str, str], imports: set[str]) -> None:
        """Remembers one template, both by the expressions that import."""
        for expression, text in exports.items():
            self._exports.setdefault(expression, {})[release.key] = (release.folder, text)
        for expression in imports:
            self._imports.setdefault(release.key, {})[expression] = release.folder

    def _found(self, key: Key) -> dict[str, tuple[Key, str]]:
        """For each import of a release that can be told: which release exports it, and its text.

        Of several that export one name, as those of stages do, the one of the same folder is meant.
        """
        found: dict[str, tuple[Key, str]] = {}
        for expression, folder in self._imports.get(key, {}).items():
            owners = self._exports.get(expression, {})
            near = {owner: told for owner, told in owners.items() if told[0] == folder}
            meant = near or owners
            if len(meant) == 1:
                [(owner, (_, text))] = meant.items()
                found[expression] = (owner, text)
        return found

    def texts(self, key: Key) -> dict[str, str]:
        """What the imports of a release stand for, as far as that can be told."""
        return {expression: text for expression, (_, text) in self._found(key).items()}

    def above(self, key: Key) -> list[Key]:
        """The releases that a release imports from, and those that they import from."""
        seen = {key}
        pending = [key]
        while pending:
            for owner, _ in self._found(pending.pop()).values():
                if owner not in seen:
                    seen.add(owner)
                    pending.append(owner)
        return sorted(seen - {key})


def fill_in(record: Record, texts: dict[str, str]) -> None:
    """Puts what is imported into the values of a request that did not know it."""
    for fillings, unknown in zip(record.payload, record.unknown, strict=True):
        told = {path: texts[expression] for path, expression in unknown.items() if expression in texts}
        for path in told:
            del unknown[path]
        fillings[:] = [filled(data, told) for data in fillings]
