"""Lowers a spec's `deployment` entry: which operations and members the deploy helper of the runtime works with.

The helper itself is hand-written (`runtime/endpoints`). A package has it only where the spec asks for it, and only if
the model has every operation and member that the helper reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import evolve

from ..facts import Facts
from ..ir import Code, Deployment, StructureClass, Twin
from ..model import Operation, nearest
from ..source import names
from ..source.quote import frozen_set, quote
from ..spec import Spec, SpecError

_FUNCTIONS: Final = ("deploy", "deploy_async")
_EXPORTS: Final = (
    *("Deployed", "DeploymentPlan", "DeploymentError", "DeploymentFailed", "DeploymentSuperseded"),
    *("DeploymentTimeout", "EndpointNotReady", "RollbackFailed", "RolledBack", "show_progress"),
)
_READS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "create": (("EndpointName", "EndpointConfigName"), ()),
    "update": (("EndpointName", "EndpointConfigName", "DeploymentConfig"), ()),
    "describe": (("EndpointName",), ("EndpointStatus", "EndpointConfigName", "FailureReason", "LastModifiedTime")),
    "createConfig": (("EndpointConfigName", "ProductionVariants"), ()),
    "describeConfig": (("EndpointConfigName",), ("ProductionVariants",)),
    "createModel": (("ModelName",), ()),
    "describeModel": (("ModelName",), ("ModelName",)),
}
_KEYWORDS: Final = frozenset({"client", "dry_run", "delay", "timeout", "on_progress", "ignore"})


def lower_deployment(
    spec: Spec,
    facts: Facts,
    structures: Mapping[str, StructureClass],
    twins: tuple[Twin, ...],
    imports: Callable[[Iterable[Code]], tuple[Code, ...]],
) -> Deployment | None:
    """The deploy helper of the package, or None where the spec has no entry for it.

    Args:
        spec: The spec.
        facts: The model's facts.
        structures: The package's structures, by shape.
        twins: The sync and the async client, in this order.
        imports: Tells the imports that annotations need.

    Raises:
        SpecError: an operation or member that the helper needs is missing.
    """
    if not spec.deployment:
        return None
    parts = {part: _operation(spec, facts, part) for part in _READS}
    create, update = (structures[parts[part].input or ""] for part in ("create", "update"))
    fields = {f.name: f for structure in (update, create) for f in structure.parameters}
    renamed = {name: evolve(f, name=f"{name}_" if name in _KEYWORDS else name) for name, f in fields.items()}
    answer = Code(names.class_name(parts["describe"].output or ""))
    return Deployment(
        functions=tuple(zip(twins, _FUNCTIONS, strict=True)),
        exports=(*_FUNCTIONS, *_EXPORTS),
        parts=tuple(Code(f"{_snake(part)}=Call({_call(operation)})") for part, operation in parts.items()),
        config_members=_shared(facts, parts["createConfig"], parts["describeConfig"]),
        model_members=_shared(facts, parts["createModel"], parts["describeModel"]),
        parameters=tuple(sorted(renamed.values(), key=lambda f: bool(f.default))),
        create=tuple(renamed[f.name] for f in create.fields),
        update=tuple(renamed[f.name] for f in update.fields),
        answer=answer,
        imports=imports((answer, *(f.parameter for f in renamed.values()))),
    )


def _operation(spec: Spec, facts: Facts, part: str) -> Operation:
    name = spec.deployment[part]
    operation = facts.model.operations.get(name)
    where = f"{spec.folder}: deployment, {part}"
    if operation is None:
        msg = f"{where}: {name!r} is not among the spec's operations; {nearest(name, facts.model.operations)}"
        raise SpecError(msg)
    for shape, members in zip((operation.input, operation.output), _READS[part], strict=True):
        for member in members:
            if shape is None or facts.shape(shape).member(member) is None:
                msg = f"{where}: {name} has no member {member!r} where the deploy helper reads it"
                raise SpecError(msg)
    return operation


def _call(operation: Operation) -> Code:
    output = names.class_name(operation.output) if operation.output else ""
    return Code(", ".join(quote(x) for x in (operation.name, names.method(operation.name), output)))


def _shared(facts: Facts, create: Operation, describe: Operation) -> Code:
    """Members that an answer has in common with the request that would make such a thing."""
    answered = {m.name for m in facts.shape(describe.output or "").members}
    return frozen_set(m.name for m in facts.shape(create.input or "").members if m.name in answered)


def _snake(part: str) -> str:
    return names.member(part[0].upper() + part[1:])
