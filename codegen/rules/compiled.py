"""From rules as written to rules as every output needs them; all faults of a set are collected before it gives up.

Reads no file and renders nothing: the wire layer's text, the schemas and the docs are made elsewhere, from
`CompiledRule`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import asdict, field, frozen

from ..model import Model
from ..runtime.wire.rule_helpers import SHAPE_RULES, TYPED
from .analysis.element_loops import Step, When, element_loop
from .analysis.reads import reads
from .analysis.simplify import satisfied, violated
from .emit.json_schema import json_schema
from .language import tree
from .language.check import Environment, check
from .language.errors import RuleError, RuleErrors, nearest
from .language.kinds import Kind, ListKind, MapKind, RequestsKind, StructureKind, of_shape
from .language.parse import parse
from .language.presence import FALSE, TRUE, check_guards
from .language.tree import Node
from .source import FieldPath, RuleSource


@frozen(kw_only=True)
class CompiledRule(RuleSource):
    """One rule at one shape, ready for every output.

    Attributes:
        shape: the structure that `data` is.
        scope: "cross" if the rule looks at other requests of the release, or at where it goes, else "file".
        asks_region: whether it depends on the region.
        asks_earlier: whether it depends on what is done before.
        asks_whole: whether it depends on all requests of the release being known.
        failing: the tests and loops below which the rule is violated.
        warning: where it holds, a violation is a warning. Asked only of violations.
        reads: the value reads relative to `data`; "*" is any index or key.
        asked: the members that it asks for without reading them, relative to `data`.
        release_reads: (operation, "*", member, ...) reads of other requests.
        json_schema: a fragment for the shape's schema that says the same; None where JSON Schema cannot say it.
        tree, warn_tree: the checked trees, for outputs of other kinds.
    """

    shape: str
    scope: str
    asks_region: bool
    asks_earlier: bool
    asks_whole: bool
    failing: tuple[Step, ...] = field(repr=False)
    warning: Node | None = field(repr=False)
    reads: tuple[tuple[str, ...], ...]
    asked: tuple[tuple[str, ...], ...]
    release_reads: tuple[tuple[str, ...], ...]
    json_schema: Mapping[str, Any] | None
    tree: Node = field(repr=False)
    warn_tree: Node | None = field(repr=False)

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """What has to be valid by its shape for the rule to say anything, as `rule_helpers.readable` takes it."""
        return (*self.reads, *((TYPED, *path) for path in self.asked))


def compile_rules(
    rules: Iterable[RuleSource], model: Model, identifiers: Mapping[str, str], tables: Mapping[str, Sequence[str]]
) -> tuple[CompiledRule, ...]:
    """Compiles rules against the model: one result per rule and shape, in the order written.

    Args:
        rules: the rules as written.
        model: the pinned model of the service.
        identifiers: operation to the input member that names what it makes, for `release` and `earlier`.
        tables: the dated lists of the spec, for `tables.name`.

    Raises:
        RuleErrors: with every fault of every rule.
    """
    compiled, faults = compile_fitting(rules, model, identifiers, tables)
    if faults:
        raise RuleErrors(faults)
    return compiled


def compile_fitting(
    rules: Iterable[RuleSource], model: Model, identifiers: Mapping[str, str], tables: Mapping[str, Sequence[str]]
) -> tuple[tuple[CompiledRule, ...], tuple[RuleError, ...]]:
    """Compiles the rules that fit the model, like `compile_rules`; and says what is wrong with the others."""
    environment = Environment(model, identifiers, tables)
    compiled: list[CompiledRule] = []
    errors = [*_identifier_faults(environment)]
    for rule in rules:
        if rule.id in SHAPE_RULES:
            errors.append(RuleError("this is the id of a shape constraint", "choose another", rule=rule.id, part="id"))
        for shape in rule.shapes:
            try:
                compiled.append(_compile(rule, shape, environment))
            except RuleError as error:
                shown = shape if len(rule.shapes) > 1 else None
                errors.append(error.located(rule=rule.id, part="rule", shape=shown))
    misfits = {error.rule for error in errors}
    return tuple(rule for rule in compiled if rule.id not in misfits), tuple(errors)


def _identifier_faults(environment: Environment) -> Iterable[RuleError]:
    for operation, member in environment.identifiers.items():
        facts = environment.model.operations.get(operation)
        shape = environment.model.shapes.get(facts.input) if facts and facts.input else None
        found = shape.member(member) if shape else None
        if found is None or environment.model.shapes[found.shape].type != "string":
            reason = f"identifier {operation}: {member} is no string member of that operation's input"
            yield RuleError(reason, nearest(operation, environment.model.operations, "operations"), part="identifiers")


def analyse(text: str, shape: str, environment: Environment) -> Node:
    """Parses and checks one condition on a shape, guards included.

    Raises:
        RuleError: without the rule's id, which the caller knows.
    """
    node = check(parse(text), shape, environment)
    check_guards(node)
    return node


def _compile(rule: RuleSource, shape: str, environment: Environment) -> CompiledRule:
    condition = analyse(rule.rule, shape, environment)
    warn = _analyse_warning(rule, shape, environment)
    roots = [condition] if warn is None else [condition, warn]
    nodes = [node for root in roots for node in tree.walk(root)]
    read = reads(*roots)
    across = any(isinstance(node.kind, RequestsKind) or _is_region(node) for node in nodes)
    if across:
        _check_is_input(shape, environment.model)
    _check_field_path(rule.field_path, shape, environment.model)
    elements = "*" in rule.field_path
    failing = element_loop(condition, rule.field_path) if elements else (When(_decisive(violated(condition))),)
    return CompiledRule(
        **asdict(rule, recurse=False),
        shape=shape,
        scope="cross" if across else "file",
        asks_region=any(map(_is_region, nodes)),
        asks_earlier=any(node.kind == RequestsKind("earlier") for node in nodes),
        asks_whole=any(map(_is_count, nodes)),
        failing=failing,
        warning=None if warn is None else satisfied(warn),
        reads=read.own,
        asked=read.asked,
        release_reads=read.release,
        json_schema=None if across else json_schema(condition),
        tree=condition,
        warn_tree=warn,
    )


def _analyse_warning(rule: RuleSource, shape: str, environment: Environment) -> Node | None:
    if rule.warn_when is None:
        return None
    try:
        return analyse(rule.warn_when, shape, environment)
    except RuleError as error:
        raise error.located(rule=rule.id, part="warnWhen") from error


def _decisive(condition: Node) -> Node:
    if condition in (TRUE, FALSE):
        verdict = "never" if condition == TRUE else "always"
        raise RuleError(f"the rule is {verdict} satisfied, whatever the data", "say what it should refuse")
    return condition


def _is_region(node: Node) -> bool:
    return isinstance(node, tree.Var) and node.name == "region"


def _is_count(node: Node) -> bool:
    """Whether a node counts the requests of an operation in the release."""
    counted = node.arguments[0] if isinstance(node, tree.Call) and node.function.name == "size" else None
    return isinstance(counted, tree.Member) and isinstance(counted.operand.kind, RequestsKind)


def _check_is_input(shape: str, model: Model) -> None:
    if all(operation.input != shape for operation in model.operations.values()):
        raise RuleError(
            f"a rule about the release guards whole requests, and {shape} is no operation's input",
            "give it the input structure as its shape",
            part="shape",
        )


def _check_field_path(path: FieldPath, shape: str, model: Model) -> None:
    kind: Kind = StructureKind(shape)
    for step in path:
        kind = _step(kind, step, model)


def _step(kind: Kind, step: str | int, model: Model) -> Kind:
    if isinstance(kind, StructureKind) and isinstance(step, str) and step != "*":
        member = model.shapes[kind.shape].member(step)
        if member is not None:
            return of_shape(model, member.shape)
        known = (m.name for m in model.shapes[kind.shape].members)
        fix = nearest(step, known, "its members are")
        raise RuleError(f"{kind.shape} has no member {step!r}", fix, part="fieldPath")
    if isinstance(kind, ListKind) and (step == "*" or isinstance(step, int)):
        return kind.element
    if isinstance(kind, MapKind) and isinstance(step, str):
        return kind.value
    raise RuleError(f"a {kind} has no [{step}]", "follow the shapes of the model", part="fieldPath")
