"""Lowers operations, waiters, paginators and errors to the client and what goes with it.

The sync and the async client come from the same facts and the same template: only the words of `Twin` differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from attrs import frozen

from ..facts import Facts
from ..ir import (
    ClientMethod,
    ClientModules,
    EnumClass,
    ErrorClass,
    StructureClass,
    StubMethod,
    Twin,
)
from ..model import ModelError, Operation, Shape, nearest
from ..source import names
from ..source.module import Module
from ..source.quote import Code, docstring, quote
from ..spec import Spec
from . import docs
from .annotations import Annotations, in_order
from .classes import call_facts
from .deployment import TIMELINE_EXPORTS, lower_deployment

_PATH: Final = re.compile(r"\w+(\.\w+)*")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_MATCHERS: Final = frozenset({"path", "pathAll", "pathAny", "status", "error"})
_LONGEST: Final = 1_000_000
"""Seconds between two polls, or polls; far beyond every waiter that there is."""
_EMPTY: Final = Code("_rt.EmptyResponse")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= _LONGEST


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_token(value: object) -> bool:
    """A path, or paths of which the first that leads somewhere counts."""
    return _is_text(value) or (isinstance(value, list) and value != [] and all(map(_is_text, value)))


def _are_acceptors(value: object) -> bool:
    return (
        isinstance(value, list)
        and value != []
        and all(isinstance(each, Mapping) and _is_acceptor(each) for each in value)
    )


def _is_acceptor(value: Mapping[str, Any]) -> bool:
    texts = (value.get("matcher"), value.get("state"), value.get("argument", ""))
    return value.get("expected", []) != [] and all(map(_is_text, texts))


_PARTS: Final[Mapping[str, Mapping[str, Callable[[object], bool]]]] = {
    "waiter": {
        "operation": _is_text,
        "delay": _is_number,
        "maxAttempts": lambda value: _is_number(value) and isinstance(value, int),
        "acceptors": _are_acceptors,
    },
    "paginator": {
        "input_token": _is_token,
        "output_token": _is_token,
        "result_key": lambda value: value is None or _is_token(value),
        "more_results": lambda value: value is None or _is_text(value),
        "limit_key": lambda value: value is None or _is_text(value),
    },
}
"""What a part of a waiter or paginator has to be."""
_HINTS: Final = {"acceptors": ": there is one at least, and an acceptor needs matcher, state and expected"}


def lower_client(
    spec: Spec, facts: Facts, structures: Iterable[StructureClass], enums: Iterable[EnumClass]
) -> ClientModules:
    """The client of a package.

    Raises:
        ModelError: A waiter or paginator that cannot be generated, or a deployment entry that does not fit the model.
        NameClash: Two methods that would share a name.
    """
    taken = {s.name for s in structures} | {e.name + suffix for e in enums for suffix in ("", "Literal")}
    prefix = names.client_prefix(facts.model.service_id)
    twins = _twins(prefix, facts.model.service_id, taken)
    writer = _Writer(facts, _module("client", *(twin.name for twin in twins)))
    operations = [o for _, o in sorted(facts.model.operations.items())]
    methods = tuple(writer.method(o) for o in operations)
    waiters = _known(facts, "waiter", facts.model.waiters)
    paginators = _known(facts, "paginator", facts.model.paginators)
    acceptors = {n: [*w["acceptors"], *spec.acceptors.get(n, ())] for n, w in waiters.items()}
    waits = tuple(writer.waiter(n, w["operation"], acceptors[n]) for n, w in waiters.items())
    pages = tuple(writer.paginator(n, p) for n, p in paginators.items())
    stubber = names.beside(f"{prefix}Stubber", taken)
    stubs = _Writer(facts, _module("stubber", stubber))
    stub_methods = tuple(stubs.stub(o) for o in operations)
    service = facts.model.service_id
    for name in spec.acceptors.keys() - waiters.keys():
        raise ModelError(
            f"{service}: acceptors for {name!r}, which is no waiter of these operations; {nearest(name, waiters)}"
        )
    names.unique(((m.facts, m.name) for m in (*methods, *waits, *pages)), f"{service}, client methods")
    names_of_errors = {names.class_name(e) for o in operations for e in o.errors}
    error = names.beside(f"{prefix}Error", {*taken, *names_of_errors})
    written = _module("errors", error, *names_of_errors, "_rt", "_ClientError", "_CLASSES", "from_client_error")
    errors = _errors(facts, written)
    return ClientModules(
        twins=twins,
        methods=methods,
        waiters=waits,
        paginators=pages,
        takes_members=any(m.members for m in methods),
        imports=writer.module.imports,
        waiter_models=tuple(_waiter_model(n, w, acceptors[n], facts) for n, w in waiters.items()),
        paginator_models=tuple(_paginator_model(n, p, facts) for n, p in paginators.items()),
        error=error,
        errors=errors,
        error_imports=written.imports,
        stubber=stubber,
        stub_methods=stub_methods,
        stub_imports=stubs.module.imports,
        deployment=lower_deployment(spec, facts, twins),
    )


def _known(facts: Facts, kind: str, found: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The waiters or paginators of the package's operations, sorted by name.

    Raises:
        ModelError: One of them is malformed: a name that is none, or a part that is missing or of the wrong type.
    """
    known: dict[str, Mapping[str, Any]] = {}
    for name, facts_of in sorted(found.items()):
        if not _NAME.fullmatch(name) or not isinstance(facts_of, Mapping):
            raise ModelError(f"{facts.model.service}, {kind} {name!a}: a strange name, or no object")
        for part, is_usable in _PARTS[kind].items():
            if not is_usable(facts_of.get(part)):
                raise ModelError(f"{facts.model.service}, {kind} {name!a}: no usable {part!r}{_HINTS.get(part, '')}")
        if (facts_of["operation"] if kind == "waiter" else name) in facts.model.operations:
            known[name] = facts_of
    return known


def client_names(client: ClientModules, taken: Collection[str]) -> dict[str, str]:
    """Public names that the client adds to the package, and their modules. An exception stands for its shape."""
    found = {twin.name: twin.module for twin in client.twins}
    found |= {client.stubber: "stubber", client.error: "errors"} | {e.name: "errors" for e in client.errors}
    found |= {n: "guarding" for n in ("guard",) if n not in taken}
    if client.waiters:
        found |= {n: "waiters" for n in ("WaitError", "WaitFailed", "WaitTimeout", "show_progress") if n not in taken}
    if client.deployment is not None:
        found |= {n: "deployment" for n in client.deployment.exports if n not in taken}
        found |= {n: "timeline" for n in TIMELINE_EXPORTS if n not in taken}
    return found


def _module(path: str, *own: str) -> Module:
    module = Module(path)
    module.define(*own)
    return module


def _twins(prefix: str, service: str, taken: Collection[str]) -> tuple[Twin, ...]:
    thread = "As thread-safe as the client that it wraps: it adds no state of its own."
    sync = names.beside(f"{prefix}Client", taken)
    return (
        Twin(
            module="client",
            name=sync,
            doc=docstring(f"Typed client of {service}, around one that boto3 or botocore made.\n\n{thread}"),
            base="Client",
            define="def",
            wait="",
            pages="Pages",
        ),
        Twin(
            module="async_client",
            name=names.beside(f"Async{prefix}Client", taken),
            doc=docstring(
                f"Typed client of {service}, around one that aiobotocore made; awaited twin of `{sync}`.\n\n"
                "As safe to share between tasks as the client that it wraps: it adds no state of its own."
            ),
            base="AsyncClient",
            define="async def",
            wait="await ",
            pages="AsyncPages",
        ),
    )


@frozen
class _Writer:
    """What the methods of one module are written with."""

    facts: Facts
    module: Module

    def _class(self, shape: str) -> str:
        return Annotations(self.facts, "", self.module).shape_class(shape)

    def _returns(self, operation: Operation) -> Code:
        return Code(self._class(operation.output)) if operation.output else _EMPTY

    def _method(
        self,
        operation: Operation,
        name: str,
        returns: Code,
        facts: Code,
        doc: str,
        *,
        waits: bool = False,
        pages: bool = False,
    ) -> ClientMethod:
        annotations = Annotations(self.facts, operation.input or "", self.module)
        members = (
            annotations.parameters(lambda wanted: names.parameter(wanted, waits=waits, pages=pages))
            if operation.input
            else ()
        )
        return ClientMethod(
            name=name,
            doc=docstring(doc),
            parameters=in_order(members),
            members=members,
            owner=quote(names.class_name(operation.input) if operation.input else ""),
            returns=returns,
            answer=self._returns(operation),
            facts=facts,
        )

    def method(self, operation: Operation) -> ClientMethod:
        """The method that calls an operation."""
        doc = [
            f"Calls ``{operation.name}``.",
            "",
            *_arguments(operation, self.facts),
            f"Returns:\n    {_answers(operation)}",
            "",
        ]
        errors = [names.class_name(e) for e in operation.errors]
        doc += ["Raises:", "    ValidationError: The request is invalid; nothing has been sent."]
        doc += [f"    {error}: The service says so." for error in errors]
        doc += [f"    {names.client_prefix(self.facts.model.service_id)}Error: Any other refusal of the service.", ""]
        doc.append(docs.reference_url(self.facts.model, operation.name))
        returns = self._returns(operation)
        return self._method(operation, names.operation(operation.name), returns, call_facts(operation), "\n".join(doc))

    def waiter(self, name: str, operation_name: str, acceptors: Iterable[Mapping[str, Any]]) -> ClientMethod:
        """The method that waits for a state."""
        operation = self.facts.model.operations[operation_name]
        no_answer = any(a["matcher"] == "error" and a["state"] == "success" for a in acceptors)
        returns = Code(f"{self._returns(operation)} | None") if no_answer else self._returns(operation)
        doc = [f"Polls ``{operation_name}`` until ``{name}`` holds.", "", "Ends when:"]
        doc += [f"    {_acceptor_doc(a)}" for a in acceptors]
        doc += [
            "",
            *_arguments(
                operation,
                self.facts,
                "delay: Seconds between polls; None for the model's own.",
                "timeout: Seconds after which the wait is given up; None for what the model's polls take.",
                "on_progress: Called after every poll.",
                waits=True,
            ),
            f"Returns:\n    The answer that ended the wait{'; None where it was an error' if no_answer else ''}.",
            "",
            "Raises:",
            "    WaitFailed: The state cannot be reached any more.",
            "    WaitTimeout: The time is over.",
            "    ValidationError: The request is invalid; nothing has been sent.",
        ]
        facts = Code(", ".join(quote(x) for x in (name, operation_name)))
        return self._method(operation, names.waiter(name), returns, facts, "\n".join(doc), waits=True)

    def paginator(self, operation_name: str, paginator: Mapping[str, Any]) -> ClientMethod:
        """The method that returns an operation's pages."""
        operation = self.facts.model.operations[operation_name]
        item = _item(operation, paginator, self.facts)[1]
        tokens = ", ".join(f"``{token}``" for token in _listed(paginator["input_token"]))
        doc = [
            f"All pages of ``{operation_name}``; nothing is called before the first is asked for.",
            "",
            *_arguments(
                operation,
                self.facts,
                "pagination_config: ``MaxItems``, ``PageSize`` and ``StartingToken``, as botocore takes them.",
                pages=True,
            ),
            "Returns:",
            f"    The pages; {tokens}, where given, says where they start. ``.items()`` goes through what they list;",
            "    ``.resume_token`` is the ``StartingToken`` of what ``MaxItems`` has left.",
            "",
            "Raises:",
            "    PaginationError: The operation cannot do what the configuration asks for.",
            "    ValidationError: The request is invalid; nothing has been sent.",
        ]
        annotations = Annotations(self.facts, operation.output or "", self.module)
        listed = annotations.typing("Any") if item is None else annotations.of(item)
        returns = Code(f"{self._returns(operation)}, {listed}")
        facts = quote(operation_name)
        return self._method(operation, names.paginator(operation_name), returns, facts, "\n".join(doc), pages=True)

    def stub(self, operation: Operation) -> StubMethod:
        """The stubber's method for an operation."""
        data = "{}[str, {}]".format(self.module.uses("collections.abc", "Mapping"), self.module.uses("typing", "Any"))
        response = f"{self._class(operation.output)} | {data}" if operation.output else f"{data} | None = None"
        expected = f"{self._class(operation.input)} | " if operation.input else ""
        return StubMethod(
            name=f"add_{names.operation(operation.name)}",
            doc=docstring(f"The next call is ``{operation.name}``, and this is its answer."),
            operation=Code(f"{quote(operation.name)}, {quote(names.method(operation.name))}"),
            response=Code(response),
            expected=Code(f"{expected}{data} | None = None"),
        )


def _arguments(operation: Operation, facts: Facts, *own: str, waits: bool = False, pages: bool = False) -> list[str]:
    """The `Args` of a method: the request's members with their facts, then the keywords of `own`."""
    members = facts.shape(operation.input).members if operation.input else ()
    lines = [
        f"    {names.parameter(names.member(member.name), waits=waits, pages=pages)}: {docs.member_fact(member, facts)}"
        for member in sorted(members, key=lambda member: not member.required)
    ]
    own += (
        "validate: False leaves the checking to the service.",
        "ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.",
    )
    return ["Args:", *lines, *(f"    {line}" for line in own), ""]


def _answers(operation: Operation) -> str:
    return "The answer." if operation.output else "An answer without members; its metadata is there."


# --- waiters ---------------------------------------------------------------------------------------------------------


def _acceptor_doc(acceptor: Mapping[str, Any]) -> str:
    what = f"{acceptor['matcher']} {acceptor['argument']}" if acceptor.get("argument") else acceptor["matcher"]
    return f"{acceptor['state']}: ``{what}`` is ``{acceptor['expected']}``"


def _waiter_model(name: str, waiter: Mapping[str, Any], acceptors: Iterable[Mapping[str, Any]], facts: Facts) -> Code:
    operation = facts.model.operations[waiter["operation"]]
    output = names.class_name(operation.output) if operation.output else ""
    lines = ", ".join(_acceptor(a, f"{facts.model.service}, waiter {name}") for a in acceptors)
    return Code(
        f"{quote(name)}: Waiter({quote(name)}, {quote(names.method(operation.name))}, {quote(output)}, "
        f"{quote(float(waiter['delay']))}, {quote(int(waiter['maxAttempts']))}, ({lines},))"
    )


def _acceptor(acceptor: Mapping[str, Any], where: str) -> str:
    matcher, expected = acceptor.get("matcher"), acceptor.get("expected")
    if matcher not in _MATCHERS or acceptor.get("state") not in ("success", "failure", "retry"):
        raise ModelError(f"{where}: matcher {matcher!r} or state {acceptor.get('state')!r} is unknown")
    if isinstance(expected, list):
        value = f"({', '.join(quote(str(code)) for code in expected)},)"
    elif isinstance(expected, (str, bool, int, float)):
        value = quote(expected)
    else:
        raise ModelError(
            f"{where}: expected value {expected!r} is neither text, number, boolean nor a list of error codes"
        )
    argument = f", {quote(str(acceptor['argument']))}" if "argument" in acceptor else ""
    return f"Acceptor({quote(str(matcher))}, {quote(str(acceptor['state']))}, {value}{argument})"


# --- paginators ------------------------------------------------------------------------------------------------------


def _listed(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


def _paginator_model(name: str, paginator: Mapping[str, Any], facts: Facts) -> Code:
    operation = facts.model.operations[name]
    inputs, outputs = _listed(paginator["input_token"]), _listed(paginator["output_token"])
    if len(inputs) != len(outputs):
        raise ModelError(
            f"{facts.model.service}, paginator {name}: {len(inputs)} input tokens, {len(outputs)} output tokens"
        )
    output = names.class_name(operation.output) if operation.output else ""
    items, _ = _item(operation, paginator, facts)
    arguments = [
        *(quote(x) for x in (name, names.method(name), output)),
        *(f"({', '.join(quote(x) for x in group)},)" for group in (inputs, outputs)),
        f"more={quote(str(paginator.get('more_results', '')))}",
        f"items=({''.join(f'{quote(x)}, ' for x in items)})",
    ]
    if items:
        results = [key for key in _listed(paginator["result_key"]) if _PATH.fullmatch(key)]
        arguments.append(f"results=({''.join(f'{quote(x)}, ' for x in results)})")
    limit = facts.shape(operation.input).member(paginator.get("limit_key") or "") if operation.input else None
    if limit is not None:
        arguments.append(f"limit={quote(limit.name)}")
        if facts.shape(limit.shape).type == "string":
            arguments.append("limit_is_text=True")
    return Code(f"{quote(name)}: Paginator({', '.join(arguments)})")


def _item(operation: Operation, paginator: Mapping[str, Any], facts: Facts) -> tuple[tuple[str, ...], Shape | None]:
    """Attributes from a page to what it lists, and the shape of one item. No list: no attributes."""
    keys = _listed(paginator.get("result_key", ""))
    shape: Shape | None = facts.shape(operation.output) if operation.output else None
    path = []
    for part in keys[0].split(".") if _PATH.fullmatch(keys[0]) else ():
        member = shape.member(part) if shape is not None else None
        if member is None:
            return (), None
        path.append(names.member(member.name))
        shape = facts.shape(member.shape)
    if not path or shape is None or shape.type != "list":
        return (), None
    return tuple(path), facts.shape(shape.element or "")


# --- errors ----------------------------------------------------------------------------------------------------------


def _errors(facts: Facts, module: Module) -> tuple[ErrorClass, ...]:
    users: dict[str, list[str]] = {}
    for operation in facts.model.operations.values():
        for error in operation.errors:
            users.setdefault(error, []).append(operation.name)
    shapes = [facts.shape(name) for name in sorted(users)]
    owners: dict[str, Shape] = {}
    for shape in shapes:
        for code in _codes(shape):
            # Two errors may say one code: it is the one's that is called so, else the first's.
            owners[code] = shape if code == shape.name else owners.get(code, shape)
    return tuple(_error(shape, users[shape.name], owners, module) for shape in shapes)


def _codes(shape: Shape) -> dict[str, None]:
    """The codes by which an error may come: the model's, and its name."""
    return dict.fromkeys((shape.error_code or shape.name, shape.name))


def _error(shape: Shape, users: list[str], owners: Mapping[str, Shape], written: Module) -> ErrorClass:
    name, module = names.class_name(shape.name), names.module(shape.name)
    codes = _codes(shape)
    lines = [f"Error ``{shape.name}``; code {', '.join(f'``{c}``' for c in codes)}.", ""]
    lines += ["Raised by:", *(f"    {user}" for user in sorted(users))]
    more = any(member.name.lower() != "message" for member in shape.members)
    return ErrorClass(
        name=name,
        doc=docstring("\n".join(lines)),
        codes=tuple(Code(f"{quote(code)}: {name}") for code in codes if owners[code] is shape),
        details=Code(written.uses(f".shapes.{module}", name, f"_{name}") if more else ""),
        details_class=Code(f"({quote(f'shapes.{module}')}, {quote(name)})"),
    )
