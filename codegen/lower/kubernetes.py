"""Lowers rules and shapes to policies of Kubernetes, for the objects of AWS's controllers that the spec's `doors` name.

A policy holds what is bound alike: the rules of one kind, profile and severity. Its binding says what happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import define, field, frozen

from ..facts import Facts
from ..ir import KubernetesExport, Policy, Validation
from ..rules import CompiledRule
from ..rules.emit import kubernetes
from ..rules.emit.gate import CannotSayError, Said
from ..rules.emit.kubernetes import Crd, Place, quoted
from ..rules.language.kinds import BOOL
from ..rules.language.tree import Node, Not
from ..source.quote import comment_text
from ..spec import Spec, SpecError
from .rules import Rules

_ACTIONS: Final = {"error": "Deny", "warning": "Warn"}


@frozen
class _Group:
    """What one policy holds."""

    kind: str
    profile: str
    severity: str
    strict: str


@define
class _Policies:
    """The validations so far, by policy."""

    crds: Mapping[str, Crd]
    made: dict[_Group, list[tuple[Validation, int]]] = field(factory=dict)

    def add(self, group: _Group, expression: kubernetes.Expression, rule: str, path: Iterable[str], said: str) -> None:
        """Adds what one rule or constraint demands at one place."""
        crd = self.crds[group.kind]
        where = "".join("[*]" if step == "*" else f".{crd.written(step)}" for step in path)
        message = quoted(f"{rule}: {' '.join(said.split())} (spec{where})")
        validation = Validation(rule, expression.lines, message)
        self.made.setdefault(group, []).append((validation, expression.cost))


def lower_kubernetes(spec: Spec, facts: Facts, rules: Rules) -> KubernetesExport:
    """The policies for the kinds of the group that the spec knows.

    Raises:
        SpecError: the spec knows no such group.
    """
    door = spec.doors.get("kubernetes")
    if door is None:
        raise SpecError(
            f"{spec.folder / 'service.yaml'}: kubernetes needs the facts of a CRD; add them as doors.kubernetes"
        )
    written = {wire: name for name, wire in door["names"].items()}
    kinds: dict[str, Any] = door["kinds"]
    crds = {kind: Crd(facts, written, frozenset(entry.get("absent", ()))) for kind, entry in kinds.items()}
    roots = {kind: str(facts.model.operations[entry["operation"]].input) for kind, entry in kinds.items()}
    sites = {kind: tuple(_sites(Place((), root), crds[kind], ())) for kind, root in roots.items()}
    policies = _Policies(crds)
    said = _rules(rules, policies, roots, sites)
    weaker = tuple(map(comment_text, _constraints(policies, roots, sites)))
    prefix = f"botoforge-{spec.package.replace('_', '-')}"
    return KubernetesExport(
        service=comment_text(facts.model.service_id),
        revision=comment_text(door["revision"]),
        group=quoted(door["group"]),
        versions=tuple(quoted(version) for version in door["versions"]),
        policies=tuple(_split(policies, prefix)),
        profiles=tuple(sorted({group.profile for group in policies.made} - {"default"})),
        said=tuple((one.rule, one.verdict, comment_text(one.how)) for one in said),
        weaker=weaker,
    )


def _split(policies: _Policies, prefix: str) -> Iterator[Policy]:
    """The policies, each as large as the API server's budget for one lets it be."""
    for group, held in policies.made.items():
        parts: list[list[Validation]] = [[]]
        spent = 0
        for validation, cost in held:
            if spent + cost > kubernetes.POLICY_COST:
                parts.append([])
                spent = 0
            parts[-1].append(validation)
            spent += cost
        for number, part in enumerate(parts, 1):
            usual = "" if group.strict == group.severity else f"-strictly-{group.strict}"
            words = [
                prefix,
                group.kind.lower(),
                *([] if group.profile == "default" else [group.profile]),
                group.severity,
            ]
            yield Policy(
                name="-".join(words) + usual + (f"-{number}" if len(parts) > 1 else ""),
                resource=quoted(_plural(group.kind)),
                profile=group.profile,
                action=_ACTIONS[group.severity],
                strict=_ACTIONS[group.strict],
                validations=tuple(part),
            )


def _plural(kind: str) -> str:
    """The name of a kind's resource, as the controllers' generator forms it."""
    name = kind.lower()
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _sites(place: Place, crd: Crd, outer: tuple[str, ...]) -> Iterator[Place]:
    """Every structure of a request that the CRD has, of those inside themselves the outermost."""
    yield place
    for member in crd.facts.shape(place.shape).members:
        found = crd.member(place, member.name)
        if crd.lacks(found.path):
            continue
        while (shape := crd.facts.shape(found.shape)).type in ("list", "map") and not shape.document:
            found = crd.element(found)
        if shape.type == "structure" and not shape.document and shape.name not in (*outer, place.shape):
            yield from _sites(found, crd, (*outer, place.shape))


def _rules(
    rules: Rules, policies: _Policies, roots: Mapping[str, str], sites: Mapping[str, tuple[Place, ...]]
) -> list[Said]:
    """Adds the rules, and tells of each whether it is there."""
    added: dict[str, list[bool]] = {}
    lacking: dict[str, list[str]] = {}
    for rule in rules.compiled:
        added.setdefault(rule.id, [])
        if rule.scope == "cross":
            lacking[rule.id] = ["a policy sees one object, and not its region"]
            continue
        for kind, site in ((kind, site) for kind, found in sites.items() for site in found if site.shape == rule.shape):
            try:
                added[rule.id].append(_add(rule, rules.severity[rule.id], policies, kind, roots[kind], site))
            except CannotSayError as error:
                where = f" ({kind}, {'.'.join(site.path)})" if site.path else ""
                lacking.setdefault(rule.id, []).append(f"no way to {error}{where}")
    return [_said(rule, made, "; ".join(lacking.get(rule, ()))) for rule, made in added.items()]


def _said(rule: str, added: list[bool], lacking: str) -> Said:
    if lacking:
        return Said(rule, "partly" if any(added) else "not", lacking)
    return Said(rule, "said", "" if any(added) else "holds of itself: the CRDs lack what it is about")


def _add(rule: CompiledRule, severity: str, policies: _Policies, kind: str, root: str, site: Place) -> bool:
    """Adds one rule at one place: once, or twice where it is a warning under a condition."""
    crd = policies.crds[kind]
    cases: list[tuple[str, Node | None]] = [(severity, None)]
    if rule.warn_tree is not None:
        cases = [("error", rule.warn_tree), ("warning", Not(operand=rule.warn_tree, kind=BOOL))]
    found = [(level, kubernetes.rule_expression(rule, root, site, crd, unless=condition)) for level, condition in cases]
    path = (*site.path, *map(str, rule.field_path))
    for level, expression in found:
        if expression is not None:
            group = _Group(kind, rule.profile, level, rule.strict or level)
            policies.add(group, expression, rule.id, path, rule.message)
    return any(expression is not None for _, expression in found)


def _constraints(
    policies: _Policies, roots: Mapping[str, str], sites: Mapping[str, tuple[Place, ...]]
) -> Iterator[str]:
    """Adds what shapes demand; tells which are not said, or in part."""
    for kind, found in sites.items():
        group = _Group(kind, "default", "error", "error")
        for site in found:
            for one in kubernetes.constraints(roots[kind], site, policies.crds[kind]):
                if one.expression is not None:
                    policies.add(group, one.expression, one.id, one.path, one.message)
                if one.how:
                    yield f"{kind}, {'.'.join(one.path)}, {one.id}: {one.how}"
