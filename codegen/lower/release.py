"""Lowers the rules across requests: one module, a function for each operation that they guard."""

from __future__ import annotations

from typing import Final

from ..facts import Facts
from ..ir import CheckFunction, CheckModule
from ..rules import CompiledRule
from ..source import names
from ..source.block import Lines, Opening, nested
from ..source.module import Module
from ..source.quote import Code, docstring, quote
from .checks import check_module
from .rule_checks import VIOLATIONS, RuleWriter, by_profile, paths_source
from .rules import Rules

RELEASE: Final = "release"
_OWN: Final = ("data", "path", "out", "requests", "broken", "release", "earlier", "region")


def release_functions(rules: Rules, facts: Facts) -> dict[str, str]:
    """Function of the release module by operation."""
    return {
        name: f"release_{names.module(name)}"
        for name, operation in sorted(facts.model.operations.items())
        if operation.input in rules.across
    }


def lower_release(rules: Rules, facts: Facts) -> tuple[CheckModule, ...]:
    """The module of the rules across requests; none where there are no such rules."""
    functions = release_functions(rules, facts)
    if not functions:
        return ()
    module = Module(f"checks.{RELEASE}")
    module.define(*functions.values())
    anything = f"{module.uses('.._runtime.wire.annotations', 'hints')}.Any"
    path, report = (module.uses(VIOLATIONS, name) for name in ("Path", "Report"))
    requests = module.uses(".._runtime.wire.release", "Requests")
    writer = RuleWriter(facts, rules.severity, module, _OWN)
    checks = tuple(
        CheckFunction(
            name=function,
            doc=docstring(f"Rules that a {operation} request has to keep with the rest of its release."),
            parameters=Code(f"data: dict[{anything}, {anything}], path: {path}, out: {report}, requests: {requests}"),
            lines=_lines(rules.across[facts.model.operations[operation].input or ""], writer),
        )
        for operation, function in functions.items()
    )
    doc = "Rules across the requests of a release, a function for each operation that they guard."
    return (check_module(RELEASE, doc, module, checks),)


def _lines(rules: list[CompiledRule], writer: RuleWriter) -> Lines:
    lines = [
        *writer.opening(rules, "0"),
        *(["region = requests.region"] if any(rule.asks_region for rule in rules) else []),
    ]
    for profile, part in by_profile(rules):
        inner: list[str] = []
        view: object = None
        for rule in part:
            if rule.release_reads != view:
                view = rule.release_reads
                inner.append(f"release, earlier = requests.view({paths_source(rule.release_reads)})")
            inner += writer.rule(rule)
        lines += nested([] if profile == "default" else [Opening(f"if {quote(profile)} in out.profiles")], inner)
    return tuple(lines)
