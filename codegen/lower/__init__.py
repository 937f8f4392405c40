"""Lowers a spec and its model to the frozen IR. Every decision about the output is made here, none in templates."""

from __future__ import annotations

from collections.abc import Iterable

from ..facts import Facts, gather
from ..ir import PART_OF, ClientModules, EnumClass, Export, OperationEntry, Package, StructureClass
from ..model import Model, Operation
from ..source import names
from ..source.quote import Code, docstring, quote
from ..spec import Spec
from . import docs
from .checks import Placement, lower_checks, place
from .classes import lower_enums, lower_structures
from .client import client_names, lower_client
from .kubernetes import lower_kubernetes
from .preflight import lower_preflight
from .rego import lower_rego
from .release import lower_release, release_functions
from .rules import Rules, lower_rules
from .schemas import lower_schema
from .shapes import lower_shapes
from .strategies import lower_strategies

__all__ = ["lower"]


def lower(spec: Spec, model: Model) -> Package:
    """The package that `spec` asks for.

    Raises:
        ModelError: a shape that cannot be generated, named.
        NameClash: two wire names that would be one Python name.
    """
    facts = gather(model, spec.package)
    placement = place(facts)
    rules = lower_rules(spec, facts)
    structures = lower_structures(facts, placement, rules.mentions, prose=spec.full_docs)
    enums = lower_enums(facts)
    by_shape = {s.shape: s for s in structures}
    operations = tuple(_operation(o, facts, placement, by_shape, rules) for _, o in sorted(model.operations.items()))
    shapes = lower_shapes(facts)
    strategies = lower_strategies(facts, shapes, rules.compiled, spec.severity)
    client = lower_client(spec, facts, structures, enums)
    public = _public(structures, enums, client, model.service)
    operation_name = names.beside(f"{names.client_prefix(model.service_id)}OperationName", public)
    public[operation_name] = "operation_name"
    return Package(
        name=spec.package,
        service=model.service,
        service_id=model.service_id,
        client_prefix=names.client_prefix(model.service_id),
        api_version=model.api_version,
        botocore=model.pin.botocore,
        doc=docstring(
            f"Typed, validated requests of {model.service_id} {model.api_version}; botocore {model.pin.botocore}.\n\n"
            "Importing this package is cheap: classes and checks are loaded when they are first used."
        ),
        identity=tuple(
            Code(f"{key}={quote(value)}")
            for key, value in (
                ("service", model.service),
                ("service_id", model.service_id),
                ("api_version", model.api_version),
                ("botocore", model.pin.botocore),
                ("sha256", model.pin.sha256),
            )
        ),
        rows=tuple(_row(o) for o in operations),
        operation_name=operation_name,
        parsed=tuple(o for o in operations if o.input and "shapes" in spec.parts),
        operations=operations,
        structures=structures,
        enums=enums,
        checks=(*lower_checks(facts, placement, rules), *lower_release(rules, facts)),
        exports=tuple(
            Export(name, module, Code(f"{quote(name)}: {quote(module)}"))
            for name, module in sorted(public.items())
            if PART_OF.get(module.partition(".")[0]) in {None, *spec.parts}
        ),
        parts=spec.parts,
        places=placement.functions,
        shapes=shapes.text,
        strategies=strategies,
        catalogue=rules.catalogue,
        left_out=(*rules.misfits, *([f"switched off in the spec: {', '.join(rules.off)}"] if rules.off else ())),
        tables=spec.tables,
        identifiers=tuple(
            Code(f"{quote(o)}: {quote(m)}") for o, m in sorted(spec.identifiers.items()) if o in model.operations
        ),
        release_rules=tuple(Code(f"{quote(o)}: {quote(f)}") for o, f in release_functions(rules, facts).items()),
        client=client,
        preflight=lower_preflight(spec, model, rules),
        rego=lower_rego(spec, facts, rules) if "rego" in spec.exports else None,
        kubernetes=lower_kubernetes(spec, facts, rules) if "kubernetes" in spec.exports else None,
        unchecked=(*_unchecked(facts), *rules.misfits),
        notes=strategies.notes,
    )


def _operation(
    operation: Operation, facts: Facts, placement: Placement, structures: dict[str, StructureClass], rules: Rules
) -> OperationEntry:
    reach = facts.model.closure([operation.input] if operation.input else ())
    return OperationEntry(
        wire=operation.name,
        quoted_wire=quote(operation.name),
        method=names.operation(operation.name),
        module=names.module(operation.name),
        input=structures[operation.input] if operation.input else None,
        output=structures[operation.output] if operation.output else None,
        check=placement.functions[operation.input] if operation.input else None,
        url=docs.reference_url(facts.model, operation.name),
        rules=len({rule.id for rule in rules.compiled if rule.shape in reach}),
        schema=lower_schema(operation, facts, rules.schemas),
    )


def _row(operation: OperationEntry) -> Code:
    """The operation's entry in the package's table: method, check, classes, reference."""
    module, function = operation.check or ("", "")
    ends = [end.name if end else "" for end in (operation.input, operation.output)]
    facts = (operation.method, module, function, *ends, operation.url)
    return Code(f"{quote(operation.wire)}: ({', '.join(quote(fact) for fact in facts)})")


def _public(
    structures: Iterable[StructureClass], enums: Iterable[EnumClass], client: ClientModules, service: str
) -> dict[str, str]:
    """The package's public names, and the submodule that defines each."""
    found = [(s.shape, s.name) for s in structures] + [(e.shape, e.name) for e in enums]
    found += [(f"{e.shape} (its literals)", f"{e.name}Literal") for e in enums]
    names.unique(found, f"service {service!r}, shapes")
    pairs = {s.name: f"shapes.{s.module}" for s in structures}
    pairs |= {e.name + suffix: f"enums.{e.module}" for e in enums for suffix in ("", "Literal")}
    pairs |= {"converter": "conversion", "register": "conversion", "preflight_facts": "preflight"}
    return pairs | client_names(client, pairs)


def _unchecked(facts: Facts) -> tuple[str, ...]:
    """What the generator could not carry over, a line each: the generation report."""
    return tuple(
        f"{name}: pattern {t.source!a} is not checked: {t.reason}"
        for name, t in sorted(facts.patterns.items())
        if t.python is None
    )
