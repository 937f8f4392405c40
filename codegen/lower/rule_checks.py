"""Lowers compiled rules to the lines of the wire layer that check them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from ..facts import Facts
from ..rules import CompiledRule
from ..rules.analysis.element_loops import When
from ..rules.emit.python import HELPERS, Printer
from ..rules.emit.statements import failing
from ..source.block import Lines, Opening, nested
from ..source.expression import tuple_of
from ..source.module import Module
from ..source.path import Path
from ..source.quote import comment, quote

VIOLATIONS: Final = ".._runtime.wire.violations"


@frozen
class RuleWriter:
    """Writes rules into the function of one structure, or of one operation's place in a release."""

    facts: Facts
    severity: Mapping[str, str]
    module: Module
    own: tuple[str, ...] = ("data", "path", "out", "start", "broken")
    """Names that the function has before the rules."""

    def block(self, rules: list[CompiledRule]) -> Lines:
        """Lines that check the rules of a structure."""
        return (*self.opening(rules, "start"), *(line for part in by_profile(rules) for line in self.part(*part)))

    def opening(self, rules: list[CompiledRule], start: str) -> Lines:
        """What stands before the rules of a function: where something keeps them from reading.

        Args:
            rules: The rules.
            start: Tells how many violations there were before the function began.
        """
        if not reads(rules):
            return ()
        below = self.module.uses(HELPERS, "broken_below")
        return (f"broken = {below}(out, path, {start}) if len(out.violations) > {start} else None",)

    def part(self, profile: str, rules: list[CompiledRule]) -> Lines:
        """Lines that check the rules of one profile."""
        lines = [line for rule in rules for line in self.rule(rule)]
        return nested([] if profile == "default" else [Opening(f"if {quote(profile)} in out.profiles")], lines)

    def rule(self, rule: CompiledRule) -> Lines:
        """Lines that report one rule where it is broken, if the members that it reads can be read."""
        printer = Printer(self.module, self.module.scope(*self.own))
        statements, place = failing(rule.failing, rule.field_path, printer)
        gate = []
        if rule.needs:
            readable = self.module.uses(HELPERS, "readable")
            gate.append(Opening(f"if not broken or {readable}(broken, {paths_source(rule.needs)})"))
        return (
            *comment(f"Rule {rule.id}", rule.rule),
            *nested([*gate, *statements], self._report(rule, place, printer)),
        )

    def _report(self, rule: CompiledRule, place: Path, printer: Printer) -> Lines:
        severity = self.severity[rule.id]
        level: str = quote(severity)
        lines: Lines = ()
        if rule.warning is not None and severity == "error":
            warns = printer.scope.local("warns")
            tests, _ = failing([When(rule.warning)], (), printer)
            about = comment("A warning where", rule.warn_when or "")
            lines = (f"{warns} = False", *about, *nested(tests, [f"{warns} = True"]))
            level = f'"warning" if {warns} else "error"'
        if rule.hidden or _is_sensitive(rule, self.facts):
            value = self.module.uses(VIOLATIONS, "REDACTED")
        else:
            value = f"{self.module.uses(HELPERS, 'value_at')}(data, {place.relative})"
        options = f", strict={quote(rule.strict)}" if rule.strict is not None else ""
        call = f"out.rule({quote(rule.id)}, {place.absolute}, {quote(rule.message)}, {value}, {level}{options})"
        return (*lines, call)


def by_profile(rules: Iterable[CompiledRule]) -> list[tuple[str, list[CompiledRule]]]:
    """Rules by the profile that turns them on; those that are always on come first."""
    parts: dict[str, list[CompiledRule]] = {"default": []}
    for rule in rules:
        parts.setdefault(rule.profile, []).append(rule)
    return [(profile, found) for profile, found in parts.items() if found]


def reads(rules: Iterable[CompiledRule]) -> bool:
    """Whether any of the rules reads members, and has to know which are broken."""
    return any(rule.needs for rule in rules)


def _is_sensitive(rule: CompiledRule, facts: Facts) -> bool:
    """Whether what stands at the rule's field path must not be shown."""
    shape = facts.shape(rule.shape)
    for step in rule.field_path:
        if shape.name in facts.secret:
            return True
        member = shape.member(str(step))
        inner = member.shape if member is not None else shape.element or shape.value
        if inner is None:
            return False
        shape = facts.shape(inner)
    return shape.name in facts.holding_secrets


def paths_source(paths: Iterable[tuple[str, ...]]) -> str:
    """The source of a tuple of paths."""
    return tuple_of(Path.of(path).relative for path in paths)
