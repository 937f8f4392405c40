"""What is known of every rule id: the command's own, the constraints of the model, and the rules of the services."""

from __future__ import annotations

from .findings import OWN_RULES, SHAPE_RULES
from .options import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Final

    from .services import Services

_WARNINGS = {"unused-ignore"}


class RuleFacts:
    """One rule. Frozen.

    Attributes:
        id: the id.
        severity: ``error`` or ``warning``.
        meaning: one line, what holds when the rule is satisfied or what it reports.
        source: where it comes from.
        why: why it matters; may be empty.
        shape: what it speaks of, such as ``TrafficRoutingConfig``; empty for the constraints of any shape.
        profile: under which profile it is on.
        service: the service package; empty for ids of all services.
        rule: the service's own record, None for ids of all services.
    """

    __slots__ = ("id", "meaning", "profile", "rule", "service", "severity", "shape", "source", "why")

    def __init__(
        self, rule_id: str, severity: str, meaning: str, source: str, service: str = "", rule: Any = None
    ) -> None:
        self.id: Final = rule_id
        self.severity: Final = severity
        self.meaning: Final = meaning
        self.source: Final = source
        self.service: Final = service
        self.rule: Final = rule
        self.why: Final[str] = rule.why or "" if rule else ""
        self.shape: Final[str] = rule.shape if rule else ""
        self.profile: Final[str] = rule.profile if rule else "default"


class RuleBook:
    """Looks rules up; imports the rules of the services when it is first asked."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._rules: dict[str, RuleFacts] | None = None

    def all(self) -> dict[str, RuleFacts]:
        """Every rule by id: those of the services first, then the general ones."""
        if self._rules is None:
            self._rules = {}
            for service in self._services.names:
                for rule in self._services.module(service).rules():
                    facts = RuleFacts(rule.id, rule.severity, rule.message, rule.source, service, rule)
                    self._rules.setdefault(rule.id, facts)
            for name, meaning in SHAPE_RULES.items():
                self._rules.setdefault(name, RuleFacts(name, "error", meaning, "the service model"))
            for name, meaning in OWN_RULES.items():
                severity = "warning" if name in _WARNINGS else "error"
                self._rules.setdefault(name, RuleFacts(name, severity, meaning, "the pre-flight command"))
        return self._rules

    def refuse_unknown(self, names: Iterable[str]) -> None:
        """Does nothing if all ids are known.

        Raises:
            UsageError: one is not.
        """
        for name in names:
            if name not in self.all():
                from ..spelling import hint

                raise UsageError(f"unknown rule {name}{hint(name, list(self.all()))}")

    def get(self, rule: str) -> RuleFacts:
        """What is known of an id; of an unknown one, just the id."""
        return self.all().get(rule) or RuleFacts(rule, "error", rule.replace("-", " "), "")
