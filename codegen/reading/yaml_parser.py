"""Where YAML events come from: PyYAML's libyaml binding if it is there, its Python parser otherwise.

``import yaml`` takes longer than everything else this command does, for loaders and dumpers that are not needed here.
So the binding is imported on its own, with just the four submodules it reads, when nobody has imported PyYAML yet. If
that does not work out with some version of PyYAML, the ordinary import is used. Nothing else is done here.
"""

from __future__ import annotations

import sys

__all__ = [
    "AliasEvent",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "YAMLError",
    "events",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_ERRORS = (
    ("scanner", "ScannerError"),
    ("parser", "ParserError"),
    ("composer", "ComposerError"),
    ("constructor", "ConstructorError"),
    ("emitter", "EmitterError"),
    ("serializer", "SerializerError"),
    ("representer", "RepresenterError"),
)
"""Modules of PyYAML that the binding looks into for nothing but an exception class."""


def _small_import() -> Any:
    """Imports ``yaml._yaml`` without the rest of PyYAML; leaves no half-imported package behind."""
    module_type = type(sys)
    package: Any = module_type("yaml")
    package.__path__ = _package_path()
    sys.modules["yaml"] = package
    try:
        from yaml import error, events, nodes, tokens

        for part in (error, events, nodes, tokens):
            setattr(package, part.__name__.rpartition(".")[2], part)
        package.reader = module_type("yaml.reader")
        package.reader.ReaderError = type("ReaderError", (error.YAMLError,), {"__init__": _reader_error})
        for name, exception in _ERRORS:
            part = module_type(f"yaml.{name}")
            setattr(part, exception, type(exception, (error.MarkedYAMLError,), {}))
            setattr(package, name, part)
        from yaml import _yaml

        return _yaml.CParser
    finally:
        del sys.modules["yaml"]


def _package_path() -> list[str]:
    for finder in sys.meta_path:
        spec = finder.find_spec("yaml", None)
        if spec is not None and spec.submodule_search_locations is not None:
            return list(spec.submodule_search_locations)
    raise ImportError("PyYAML is not installed; it is needed for YAML files")


def _reader_error(error: Any, name: str, position: int, character: int, encoding: str, reason: str) -> None:
    Exception.__init__(error, f"{name}: {reason} ({encoding}, position {position}, character {character})")
    error.position = position
    error.reason = reason


def _choose() -> Any:
    if "yaml" not in sys.modules:
        try:
            return _small_import()
        except (ImportError, AttributeError):
            for name in [name for name in sys.modules if name.startswith("yaml.")]:
                del sys.modules[name]
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_Parser = _choose()

if TYPE_CHECKING:
    from yaml.error import YAMLError
    from yaml.events import (
        AliasEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )
else:
    # The submodules themselves: the name `yaml` may be gone from sys.modules again.
    _events = sys.modules["yaml.events"]
    YAMLError = sys.modules["yaml.error"].YAMLError
    AliasEvent = _events.AliasEvent
    DocumentStartEvent = _events.DocumentStartEvent
    MappingEndEvent = _events.MappingEndEvent
    MappingStartEvent = _events.MappingStartEvent
    ScalarEvent = _events.ScalarEvent
    SequenceEndEvent = _events.SequenceEndEvent
    SequenceStartEvent = _events.SequenceStartEvent


def events(text: str) -> Iterator[Any]:
    """The parser events of a text; raises `YAMLError` where it is no YAML."""
    parser = _Parser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()
