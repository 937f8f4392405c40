"""Lowers what the pre-flight command has to know about a service: names of operations, resources of templates."""

from __future__ import annotations

from ..model import Model
from ..source import names
from ..source.quote import Code
from ..spec import Spec, SpecError
from .rules import Rules


def lower_preflight(spec: Spec, model: Model, rules: Rules) -> Code:
    """The facts as a dict literal.

    Raises:
        SpecError: a resource that stands for an operation which the spec does not generate.
    """
    for resource, facts in spec.cloudformation.items():
        for operation in (facts["operation"], *facts.get("elsewhere", ())):
            if operation not in model.operations:
                msg = f"{spec.folder}: resource {resource} names {operation!r}, which is no operation of the spec"
                raise SpecError(msg)
    operations = {
        name: {
            "cli": names.operation(name).strip("_").replace("_", "-"),
            "identifier": spec.identifiers.get(name),
        }
        for name, operation in sorted(model.operations.items())
        if operation.input is not None
    }
    across = tuple(dict.fromkeys(rule.id for rule in rules.compiled if rule.scope == "cross"))
    facts = {"operations": operations, "cross_rules": across, "cloudformation": dict(spec.cloudformation)}
    return Code(ascii(facts))
