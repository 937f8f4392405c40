"""Reads YAML files into plain data, keeping where each value stands.

Only what specs need: no tags, no repeated keys, no aliases that multiply. Knows nothing about specs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from attrs import frozen

_LIMIT: Final = 200_000
"""Values in one file, aliases counted as often as they are used."""
_DEPTH: Final = 200
_LARGEST: Final = 2**63
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """A file that is no usable YAML; the message starts with file, line and column."""


@frozen
class Document:
    """Plain data and, by JSON pointer, the line and column (from 1) where each value starts."""

    path: Path
    data: Any
    positions: Mapping[str, tuple[int, int]]

    def where(self, pointer: str) -> str:
        """``file:line:column`` of the value at `pointer`, or of its nearest ancestor."""
        while pointer and pointer not in self.positions:
            pointer = pointer.rpartition("/")[0]
        line, column = self.positions.get(pointer, (1, 1))
        return f"{self.path}:{line}:{column}"


def read(path: Path) -> Document:
    """Reads one YAML document.

    Raises:
        YamlError: the file cannot be read, is no YAML, or uses what data files have no need for.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read: {error}"
        raise YamlError(msg) from error
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        builder = _Builder(path, loader)
        data = None if root is None else builder.build(root, "", 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        msg = f"{path}{at}: {error.problem}"
        raise YamlError(msg) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, YamlError):
            raise
        msg = f"{path}: not usable YAML: {' '.join(str(error).split())}"
        raise YamlError(msg) from error
    finally:
        loader.dispose()
    return Document(path, data, builder.positions)


def pointer(*parts: str | int) -> str:
    """A JSON pointer."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)


class _Builder:
    def __init__(self, path: Path, loader: Any) -> None:
        self.path = path
        self.loader = loader
        self.positions: dict[str, tuple[int, int]] = {}

    def build(self, node: Any, at: str, depth: int) -> Any:
        self.positions[at] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if len(self.positions) > _LIMIT or depth > _DEPTH:
            self._fail(node, "the file expands to too many values (aliases are counted where they are used)")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, f"{at}/{index}", depth + 1) for index, item in enumerate(node.value)]
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self._fail(node, f"tag {node.tag} has no meaning here")
        value = self.loader.construct_object(node)
        if isinstance(value, (int, float)) and not abs(value) < _LARGEST:
            self._fail(node, "a number out of range")
        if not isinstance(value, (str, int, float, bool, type(None))):
            return node.value  # a date in YAML's own sense: text here
        return value

    def _mapping(self, node: Any, at: str, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fail(key_node, "a key must be a plain name")
            key = str(key_node.value)
            if key in result:
                self._fail(key_node, f"key {key!r} appears twice")
            result[key] = self.build(value_node, at + pointer(key), depth + 1)
        return result

    def _fail(self, node: Any, problem: str) -> None:
        msg = f"{self.path}:{node.start_mark.line + 1}:{node.start_mark.column + 1}: {problem}"
        raise YamlError(msg)
