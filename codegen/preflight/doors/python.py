"""Python files: calls of boto3 and of the typed client, and typed request objects."""

from __future__ import annotations

from ...reading.nodes import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ...reading.nodes import Node
    from ..python.code import Code
    from .reading import Reading, Source


def recognise(root: Node | None, source: Source) -> bool:  # noqa: ARG001 - it reads text
    """Whether a text names an operation as a client's method, or the class of its request."""
    return any(name in source.text for name in _operations(source))


def read(root: Node | None, source: Source, reading: Reading) -> None:  # noqa: ARG001 - it reads text
    """Adds the requests of all calls."""
    from ..python.code import Code, parsed

    try:
        code = Code(source.text, [parsed(source.text)])
    except Unreadable as stop:
        reading.problems.append(stop.problem)
    else:
        add_requests(code, source, reading)


def add_requests(code: Code, source: Source, reading: Reading, label: Callable[[int], str] = lambda _: "") -> None:
    """Adds the requests in some code as alternatives: nobody knows which of them happen, and when.

    Args:
        code: the code.
        source: the file that it is of.
        reading: what is known of the file.
        label: what to call a request that begins on a line of the code.
    """
    from ..python import calls

    reading.apart = True
    try:
        for call in calls.find(code, source.services, _operations(source)):
            reading.add(call.operation, call.node, label=label(call.line), in_order=False, spell=call.spell)
    except Unreadable as stop:
        reading.problems.append(stop.problem)


def _operations(source: Source) -> dict[str, list[tuple[str, str]]]:
    """What begins a request, methods of clients and classes of requests, with the operations that each may be of."""
    found: dict[str, list[tuple[str, str]]] = {}
    for service in source.services.names:
        for operation, facts in source.services.facts(service)["operations"].items():
            for name in (facts["cli"].replace("-", "_"), facts["input"]):
                found.setdefault(name, []).append((service, operation))
    return found
