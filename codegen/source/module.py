"""The namespace of one emitted module: the only place that hands out names in it.

What has a name of its own (a class, a function) is defined first. Whatever is imported, kept as a constant or bound in
a function gets its wanted name if that is free, else one with an underscore or a number behind it. So nothing that a
model, a spec or a rule is called can overwrite what the module works with.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from attrs import define, field

from .names import NameClash
from .quote import Code

_RESERVED: Final = frozenset({*keyword.kwlist, *keyword.softkwlist, *dir(builtins), "TYPE_CHECKING", "annotations"})
_Import = tuple[str, str]
"""A module, as one in the package's own folder would write it, and what is taken from it."""
_WORDS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")


@define
class Module:
    """The names of one module.

    Attributes:
        path: The module inside its package: ``client``, ``shapes.tag``.
        constants: The module's constants by name, as source.
    """

    path: str
    constants: dict[str, str] = field(factory=dict)
    _imports: dict[_Import, str] = field(factory=dict)
    _at_runtime: set[_Import] = field(factory=set)
    _inside: set[_Import] = field(factory=set)
    _globals: set[str] = field(factory=set)
    _locals: set[str] = field(factory=set)

    def define(self, *names: str) -> None:
        """Claims names that the module has to define as they are.

        Raises:
            NameClash: One of them is taken.
        """
        for name in names:
            if name in self._globals:
                raise NameClash(f"module {self.path}: {name!r} would stand for two things")
            self._globals.add(name)

    def requires(self, source: str, *names: str, typing: bool = False) -> None:
        """Imports names as they are, for what a template writes.

        Raises:
            NameClash: One of them is taken.
        """
        for name in names:
            if self.uses(source, name, typing=typing) != name:
                raise NameClash(f"module {self.path}: it needs the name {name!r} for itself")

    def uses(
        self, source: str, name: str, wanted: str | None = None, *, typing: bool = False, inside: bool = False
    ) -> str:
        """The module's name for `name` of the module `source`, which it imports.

        Args:
            source: A module, as a module in the package's own folder would write it: ``.shapes.tag``, ``.._runtime``.
            name: What is imported.
            wanted: The name to give it here; its own by default.
            typing: True where annotations alone need it.
            inside: True where functions import it for themselves, by `statement`.
        """
        if source == f".{self.path}":
            return name
        key = (source, name)
        if inside:
            self._inside.add(key)
        elif not typing:
            self._at_runtime.add(key)
        if key not in self._imports:
            self._imports[key] = self._global(wanted or name)
        return self._imports[key]

    def constant(self, wanted: str, source: str) -> str:
        """Name of the constant that holds `source`; ``wantedName`` becomes ``WANTED_NAME``, one content one name."""
        stem = _WORDS.sub("_", wanted).strip("_").upper()
        if not stem[:1].isalpha():
            stem = f"TABLE_{stem}"
        for name in _candidates(stem, underscore=False):
            if self.constants.get(name) == source:
                return name
            if self._is_free(name):
                self._globals.add(name)
                self.constants[name] = source
                return name
        raise AssertionError("candidates never end")

    def scope(self, *own: str) -> Scope:
        """The names inside a function whose parameters and variables are `own`."""
        self._locals.update(own)
        return Scope(self, set(own))

    @property
    def imports(self) -> tuple[Code, ...]:
        """Import statements, sorted."""
        return self._statements(self._at_runtime)

    @property
    def typing_imports(self) -> tuple[Code, ...]:
        """Import statements for annotations alone, sorted."""
        return self._statements(self._imports.keys() - self._at_runtime - self._inside)

    def statement(self, source: str, name: str) -> Code:
        """The import of something that is in use, as a statement of its own."""
        return self._statements([(source, name)])[0]

    def _statements(self, imports: Iterable[_Import]) -> tuple[Code, ...]:
        named: dict[str, list[str]] = {}
        for source, name in sorted(imports):
            here = self._imports[source, name]
            named.setdefault(source, []).append(name if name == here else f"{name} as {here}")
        return tuple(Code(f"from {self._relative(source)} import {', '.join(n)}") for source, n in named.items())

    def _relative(self, source: str) -> str:
        folder = self.path.rpartition(".")[0]
        if not folder or source[0] != ".":
            return source
        if source == "..":
            return "..."
        return f".{source.removeprefix(f'.{folder}.')}" if source.startswith(f".{folder}.") else f".{source}"

    def _global(self, wanted: str) -> str:
        name = next(n for n in _candidates(wanted) if self._is_free(n))
        self._globals.add(name)
        return name

    def _is_free(self, name: str) -> bool:
        return name not in self._locals and self.admits(name)

    def admits(self, name: str) -> bool:
        """Whether a function may bind that name without hiding what the module works with."""
        return name not in self._globals and name not in _RESERVED

    def bound(self, name: str) -> None:
        """Notes a name that some function binds, so that nothing in the whole module gets it."""
        self._locals.add(name)


@define
class Scope:
    """The names inside one function, or one stretch of it."""

    module: Module
    _taken: set[str]

    def local(self, wanted: str) -> str:
        """A name for a new variable, in lower case."""
        stem = wanted.lower().strip("_")
        if not stem[:1].isalpha():
            stem = "item"
        name = next(n for n in _candidates(stem) if n not in self._taken and self.module.admits(n))
        self._taken.add(name)
        self.module.bound(name)
        return name


def _candidates(wanted: str, *, underscore: bool = True) -> Iterator[str]:
    """Names like the wanted one, best first."""
    yield wanted
    if underscore:
        yield f"{wanted}_"
    yield from (f"{wanted}_{number}" for number in count(2))
