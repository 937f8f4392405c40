"""The service packages that stand beside the runtime, and the facts they offer to the pre-flight command.

A service package is imported only when it is asked for. This module is the only one that imports them.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Services:
    """Finds operations, resource types, schemas and rules in the generated service packages.

    Args:
        package: dotted name of the package that holds the service packages, such as ``generated``.
        names: names of the service packages inside it.
    """

    def __init__(self, package: str, names: tuple[str, ...]) -> None:
        self.package = package
        self.names = names
        self._facts: dict[str, dict[str, Any]] = {}
        self._operations: dict[str, tuple[str, str]] | None = None
        self._resources: dict[str, tuple[str, dict[str, Any]]] | None = None
        self._schemas: dict[tuple[str, str], dict[str, Any] | None] = {}

    def module(self, service: str) -> Any:
        """Returns the imported package of one service."""
        name = f"{self.package}.{service}" if self.package else service
        if name not in sys.modules:
            __import__(name)
        return sys.modules[name]

    def facts(self, service: str) -> dict[str, Any]:
        """Returns what ``preflight_facts()`` of a service says."""
        if service not in self._facts:
            self._facts[service] = self.module(service).preflight_facts()
        return self._facts[service]

    @property
    def operations(self) -> dict[str, tuple[str, str]]:
        """Every spelling of every operation (``CreateEndpoint``, ``create-endpoint``): its service and its API name."""
        if self._operations is None:
            self._operations = {}
            for service in self.names:
                for operation, facts in self.facts(service)["operations"].items():
                    for spelling in (operation, facts["cli"]):
                        self._operations.setdefault(spelling, (service, operation))
        return self._operations

    @property
    def resources(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """CloudFormation resource types: their service and how their properties become a request."""
        if self._resources is None:
            self._resources = {
                kind: (service, entry)
                for service in self.names
                for kind, entry in self.facts(service).get("cloudformation", {}).items()
            }
        return self._resources

    def cross_rules(self, service: str) -> list[str]:
        """Returns the ids of the rules that look at several requests."""
        listed = self.facts(service).get("cross_rules")
        if listed is None:
            listed = [rule.id for rule in self.module(service).rules() if rule.scope == "cross"]
        return list(listed)

    def takes_part(self, service: str, operation: str) -> bool:
        """Tells whether requests of an operation are needed for the rules that look at several requests."""
        facts: dict[str, Any] = self.facts(service)["operations"].get(operation, {})
        return facts.get("identifier") is not None

    def schema_text(self, service: str, operation: str) -> str | None:
        """Returns the JSON Schema of an operation's request as the package ships it, None if it ships none."""
        module = self.module(service)
        folder = module.__file__.replace("\\", "/").rpartition("/")[0]
        path = f"{folder}/schemas/{operation}.json"
        loader = getattr(module, "__loader__", None)
        try:
            if loader is not None and hasattr(loader, "get_data"):
                return str(loader.get_data(path), "utf-8")
            with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not loaded on this path
                return file.read()
        except OSError:
            return None

    def schema(self, service: str, operation: str) -> dict[str, Any] | None:
        """Returns the parsed JSON Schema of an operation's request, None if the package ships none."""
        key = (service, operation)
        if key not in self._schemas:
            text = self.schema_text(service, operation)
            if text is None:
                self._schemas[key] = None
            else:
                import json

                self._schemas[key] = json.loads(text)
        return self._schemas[key]


def nearest(name: str, known: list[str], count: int = 3) -> list[str]:
    """Returns the known names that look most like a misspelt one, the likeliest first."""
    from difflib import get_close_matches

    exact = [candidate for candidate in known if candidate.lower() == name.lower()]
    return exact[:count] or get_close_matches(name[:200], known, count, 0.6)


def hint(name: str, known: list[str]) -> str:
    """Returns ``; did you mean A, B or C?`` for a misspelt name, or nothing."""
    names = nearest(name, known)
    if not names:
        return ""
    shown = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    return f"; did you mean {shown}?"
