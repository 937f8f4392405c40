"""What is known of every rule id: the command's own, the constraints of the model, and the rules of the services."""

from __future__ import annotations

from .findings import OWN_RULES, SHAPE_RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .services import Services

_WARNINGS = {"unused-ignore"}


class Facts:
    """One rule.

    Attributes:
        id: the id.
        severity: ``error`` or ``warning``.
        meaning: one line, what holds when the rule is satisfied or what it reports.
        why: why it matters; may be empty.
        source: where it comes from.
        shape: what it speaks of, such as ``TrafficRoutingConfig``; empty for the constraints of any shape.
        profile: under which profile it is on.
        service: the service package; empty for ids of all services.
        rule: the service's own record, None for ids of all services.
    """

    __slots__ = ("id", "meaning", "profile", "rule", "service", "severity", "shape", "source", "why")

    def __init__(self, rule: str, severity: str, meaning: str, source: str) -> None:
        self.id = rule
        self.severity = severity
        self.meaning = meaning
        self.source = source
        self.why = ""
        self.shape = ""
        self.profile = "default"
        self.service = ""
        self.rule: Any = None


class RuleFacts:
    """Looks rules up; imports the rules of a service only when an id is not one of the general ones."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._rules: dict[str, Facts] | None = None

    def all(self) -> dict[str, Facts]:
        """Returns every rule by id: those of the services first, then the general ones."""
        if self._rules is None:
            self._rules = {}
            for service in self._services.names:
                for rule in self._services.module(service).rules():
                    self._rules.setdefault(rule.id, _of_service(rule, service))
            for name, meaning in SHAPE_RULES.items():
                self._rules.setdefault(name, Facts(name, "error", meaning, "the service model"))
            for name, meaning in OWN_RULES.items():
                severity = "warning" if name in _WARNINGS else "error"
                self._rules.setdefault(name, Facts(name, severity, meaning, "the pre-flight command"))
        return self._rules

    def get(self, rule: str) -> Facts:
        """Returns what is known of an id; of an unknown one, just the id."""
        return self.all().get(rule) or Facts(rule, "error", rule.replace("-", " "), "")


def _of_service(rule: Any, service: str) -> Facts:
    facts = Facts(rule.id, rule.severity, rule.message, str(rule.source))
    facts.why = rule.why or ""
    facts.shape = rule.shape
    facts.profile = rule.profile
    facts.service = service
    facts.rule = rule
    return facts
