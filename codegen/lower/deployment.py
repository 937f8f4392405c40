"""Lowers a spec's `deployment` entry: which operations and members the deploy helper of the runtime works with.

The helper itself is hand-written (`runtime/endpoints`). A package has it only where the spec asks for it, and only if
the model has every operation and member that the helper reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..facts import Facts
from ..ir import Deployment, Twin
from ..model import Operation, nearest
from ..source import names
from ..source.module import Module
from ..source.quote import Code, frozen_set
from ..spec import Spec, SpecError
from .annotations import Annotations, in_order
from .classes import call_facts

_FUNCTIONS: Final = ("deploy", "deploy_async")
_EXPORTS: Final = (
    *("Deployed", "DeploymentPlan", "DeploymentError", "DeploymentFailed", "DeploymentSuperseded"),
    *("DeploymentTimeout", "EndpointNotReady", "RollbackFailed", "RolledBack", "show_progress"),
)
TIMELINE_EXPORTS: Final = ("Timeline", "Unplannable", "timelines")
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


def lower_deployment(spec: Spec, facts: Facts, twins: tuple[Twin, ...]) -> Deployment | None:
    """The deploy helper of the package, or None where the spec has no entry for it.

    Args:
        spec: the package's spec.
        facts: what is known of its model.
        twins: the sync and the async client, in this order.

    Raises:
        SpecError: an operation or member that the helper needs is missing.
    """
    if not spec.deployment:
        return None
    module = Module("deployment")
    module.define(*_FUNCTIONS, *_EXPORTS, "_OPERATIONS")
    module.requires(".._runtime.endpoints.deploy", "Call", "Operations", "Options", "deploying")
    module.requires("typing", "Literal", "overload")
    module.uses("..", facts.package, "_types")
    parts = {part: _operation(spec, facts, part) for part in _READS}
    create, update = (
        Annotations(facts, parts[part].input or "", module).parameters(
            lambda name: f"{name}_" if name in _KEYWORDS else name
        )
        for part in ("create", "update")
    )
    answer = parts["describe"].output or ""
    return Deployment(
        functions=tuple(zip(twins, _FUNCTIONS, strict=True)),
        exports=(*_FUNCTIONS, *_EXPORTS),
        parts=tuple(Code(f"{_snake(part)}=Call({call_facts(operation)})") for part, operation in parts.items()),
        config_members=_shared(facts, parts["createConfig"], parts["describeConfig"]),
        model_members=_shared(facts, parts["createModel"], parts["describeModel"]),
        parameters=in_order({p.name: p for p in (*in_order(update), *in_order(create))}.values()),
        create=create,
        update=update,
        answer=Code(Annotations(facts, answer, module).shape_class(answer)),
        imports=module.imports,
    )


def _operation(spec: Spec, facts: Facts, part: str) -> Operation:
    name = spec.deployment[part]
    operation = facts.model.operations.get(name)
    where = f"{spec.folder}: deployment, {part}"
    if operation is None:
        raise SpecError(
            f"{where}: {name!r} is not among the spec's operations; {nearest(name, facts.model.operations)}"
        )
    for shape, members in zip((operation.input, operation.output), _READS[part], strict=True):
        for member in members:
            if shape is None or facts.shape(shape).member(member) is None:
                raise SpecError(f"{where}: {name} has no member {member!r} where the deploy helper reads it")
    return operation


def _shared(facts: Facts, create: Operation, describe: Operation) -> Code:
    """Members that an answer has in common with the request that would make such a thing."""
    answered = {m.name for m in facts.shape(describe.output or "").members}
    return frozen_set(m.name for m in facts.shape(create.input or "").members if m.name in answered)


def _snake(part: str) -> str:
    return names.member(part[0].upper() + part[1:])
