"""Shell scripts: calls of the AWS CLI. Nothing is executed, expanded or looked up.

`commands` cuts a script into commands and words with holes for what is not known, `shorthand` reads the CLI's own way
to write values, `calls` turns the options of a command into the nodes of a request.
"""

from __future__ import annotations

from ....reading.nodes import Lines, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ....reading.nodes import Node
    from ..reading import Reading, Source


def recognise(root: Node | None, source: Source) -> bool:  # noqa: ARG001 - it reads text
    """Whether a text names an operation as the AWS CLI does."""
    return any(name in source.text for name in names(source))


def read(root: Node | None, source: Source, reading: Reading) -> None:  # noqa: ARG001 - it reads text
    """Adds the requests of all commands."""
    reading.comments = False
    add_requests(source.text, lambda at: at, source, reading)


def names(source: Source) -> list[str]:
    """The names of all operations, as the AWS CLI has them."""
    services = source.services
    return [facts["cli"] for name in services.names for facts in services.facts(name)["operations"].values()]


def add_requests(text: str, place: Callable[[int], int], source: Source, reading: Reading) -> None:
    """Adds the requests of a script as alternatives: nobody knows which of its commands run, and when.

    Args:
        text: the script.
        place: where in the file a character of it stands.
        source: the file that it is of.
        reading: what is known of the file.
    """
    from ..comments import silence
    from .calls import find, spelling

    reading.apart = True
    lines, own = Lines(text), Lines(source.text)
    labels: dict[int, str] = {}
    try:
        for call in find(text, source.services, place):
            label = f"line {own.position(place(call.start))[0]}"
            label = reading.add(call.operation, call.node, label=label, in_order=False, spell=spelling)
            first, last = lines.position(call.start)[0], lines.position(call.end)[0]
            labels |= dict.fromkeys(range(first, last + 1), label)
            reading.problems += call.problems
    except Unreadable as stop:
        reading.problems.append(stop.problem)
    silence(text, place, reading, lambda line: labels.get(line, ""))
