"""Lowers what the tool has to know of a package to check with it: the facts that `codegen.preflight` describes."""

from __future__ import annotations

from .. import providers
from ..model import Model
from ..preflight import INTERFACE
from ..source import names
from ..source.quote import Code
from ..spec import Spec, SpecError
from .rules import Rules


def lower_preflight(spec: Spec, model: Model, rules: Rules) -> Code:
    """The facts as a dict literal.

    Raises:
        SpecError: a resource that stands for an operation which the spec does not generate.
    """
    operations = {
        name: {
            "cli": names.operation(name).strip("_").replace("_", "-"),
            "input": operation.input,
            "members": tuple(member.name for member in model.shapes[operation.input].members),
            "identifier": spec.identifiers.get(name),
        }
        for name, operation in sorted(model.operations.items())
        if operation.input is not None
    }
    for resource, entry in spec.cloudformation.items():
        for operation in (entry["operation"], *entry.get("elsewhere", ())):
            if operation not in operations:
                raise SpecError(f"{spec.folder}: resource {resource} names {operation!r}, no operation with a request")
    pinned = spec.load_resources()
    resources = {
        kind: {**entry, **(providers.facts(pinned, kind, entry, model) if pinned and kind in pinned.schemas else {})}
        for kind, entry in spec.cloudformation.items()
    }
    across = tuple(dict.fromkeys(rule.id for rule in rules.compiled if rule.scope == "cross"))
    facts = {
        "interface": INTERFACE,
        "client": model.service,
        "sdk": "".join(letter for letter in model.service_id.lower() if letter.isalnum()),
        "operations": operations,
        "cross_rules": across,
        "sequence_rules": tuple(dict.fromkeys(rule.id for rule in rules.compiled if rule.asks_earlier)),
        "whole_rules": tuple(dict.fromkeys(rule.id for rule in rules.compiled if rule.asks_whole)),
        "cloudformation": resources,
        "resource_types": () if pinned is None else pinned.types,
        "doors": dict(spec.doors),
    }
    if spec.deployment and "client" in spec.parts:
        create, update = (spec.deployment[part] for part in ("create", "update"))
        facts["timelines"] = {create: update, update: update}
    return Code(ascii(facts))
