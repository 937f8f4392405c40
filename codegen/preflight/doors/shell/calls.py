"""The commands of a script that are requests: ``aws SERVICE OPERATION --option value ...``."""

from __future__ import annotations

from ....reading.nodes import MAPPING, SCALAR, Node, Unreadable, members
from ...unknowns import OPEN
from .commands import WORDS, Script, literal
from .values import Values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final

    from ....reading.nodes import Path, Problem
    from ...schema_view import View
    from ...services import Services
    from .commands import Command, Word

_CLI = {"aws", "awslocal", "aws2"}
_BEFORE = WORDS | {"sudo", "command", "exec", "env", "nohup", "echo_and_run"}
_GLOBAL = {
    *(
        "--region",
        "--profile",
        "--output",
        "--query",
        "--endpoint-url",
        "--color",
        "--ca-bundle",
        "--cli-binary-format",
    ),
    *("--cli-read-timeout", "--cli-connect-timeout", "--page-size", "--max-items", "--starting-token"),
}
"""Options of every command that take a value."""
_FLAGS = {"--debug", "--no-verify-ssl", "--no-paginate", "--no-sign-request", "--no-cli-pager", "--cli-auto-prompt"}
_INPUTS = {"--cli-input-json", "--cli-input-yaml"}


class Call:
    """A command that is a request: of which operation, its node, and where it stands in the script."""

    __slots__ = ("end", "node", "operation", "problems", "start")

    def __init__(self, operation: tuple[str, str], node: Node, command: Command, problems: list[Problem]) -> None:
        self.operation: Final = operation
        self.node: Final = node
        self.start: Final = command.start
        self.end: Final = command.end
        self.problems: Final = problems


def option(member: str) -> str:
    """The option of a member."""
    from botocore import xform_name

    return f"--{xform_name(member, '-')}"


def spelling(name: str, above: Path) -> str:
    """How a command writes a member: the outermost ones as options."""
    return name if above else option(name)


def find(text: str, services: Services, place: Callable[[int], int]) -> Iterator[Call]:
    """The requests of a script.

    Args:
        text: the script.
        services: the service packages.
        place: where in the file a character of the script stands.

    Raises:
        Unreadable: the script is nested too deeply.
    """
    script = Script(text)
    values = Values(script, place)
    known = {
        (facts["client"], operation["cli"]): (service, name)
        for service in services.names
        for facts in (services.facts(service),)
        for name, operation in facts["operations"].items()
    }
    for command in script.commands:
        words = [made for word in command.words for made in script.expanded(word)]
        texts = [literal(word) for word in words]
        at = next((at for at, name in enumerate(texts) if name not in _BEFORE and "=" not in (name or "")), len(texts))
        if at >= len(texts) or (texts[at] or "").rpartition("/")[2] not in _CLI:
            continue
        names = list(_operands(texts, at + 1))[:2]
        operation = known.get((texts[names[0]] or "", texts[names[1]] or "")) if len(names) == 2 else None
        if operation is not None and "--generate-cli-skeleton" not in texts:
            reader = _Options(words[names[1] + 1 :], values, services.view(*operation))
            start, end = values.span(words[at])[0], values.span(words[names[1]])[1]
            yield Call(operation, reader.node(start, end), command, reader.problems)


def _operands(texts: list[str | None], at: int) -> Iterator[int]:
    """The words that are neither options nor their values, as far as global options tell."""
    while at < len(texts):
        name = texts[at] or ""
        if not name.startswith("--"):
            yield at
        at += 2 if name in _GLOBAL else 1


class _Options:
    """Reads the options of one command into the members of its request."""

    def __init__(self, words: list[Word], values: Values, view: View) -> None:
        self.problems: list[Problem] = []
        self._values = values
        self._view = view
        self._names = {option(member): member for member in view.members}
        self._given: dict[str, tuple[Node, Node]] = {}
        self._input: dict[str, tuple[Node, Node]] = {}
        self._is_open = False
        at = 0
        while at < len(words):
            at = self._option(words, at)

    def node(self, start: int, end: int) -> Node:
        """The request; options go before what a JSON text gives as a whole."""
        pairs = {**self._input, **self._given}
        return Node(MAPPING, list(pairs.values()), start, end, tag=OPEN if self._is_open else None)

    def _option(self, words: list[Word], at: int) -> int:
        """Reads one option, and returns where the next one begins."""
        first = words[at][0]
        name, equals, _ = (first.text or "").partition("=")
        if literal(words[at]) is None and not (equals and name.startswith("--")):
            self._is_open = True  # words that may be options
            return at + 1
        name = name if equals else literal(words[at]) or ""
        end = at + 1
        while end < len(words) and not _is_option(words[end]) and not (equals and name.startswith("--")):
            end += 1
        behind = words[at + 1 : end]
        if equals and name.startswith("--"):
            behind = [[first.cut(len(name) + 1), *words[at][1:]]]
        if name in _GLOBAL or name in _FLAGS or not name.startswith("--"):
            return at + 1 + (name in _GLOBAL and not equals)
        start = self._values.span(words[at])[0]
        key = Node(SCALAR, self._member(name), start, start + len(name), name)
        if name in _INPUTS:
            self._read_input(behind)
        elif self._view.at(key.value).type == "boolean" and key.value in self._view.members:
            value = Node(SCALAR, not name.startswith("--no-"), key.start, key.end, name)
            self._given[key.value] = key, value
            return at + 1
        elif behind or key.value not in self._view.members:
            self._give(key, behind or [words[at]])
        return end if self._view.at(key.value).type == "array" else at + 1 + (bool(behind) and not equals)

    def _give(self, key: Node, words: list[Word]) -> None:
        try:
            self._given[key.value] = key, self._values.read(words, self._view.at(key.value))
        except Unreadable as stop:
            self.problems.append(stop.problem)
            self._is_open = True

    def _read_input(self, words: list[Word]) -> None:
        from ...schema_view import View

        try:
            node = self._values.read(words[:1], View({"type": "object"})) if words else None
        except Unreadable as stop:
            self.problems.append(stop.problem)
            node = None
        self._is_open |= node is None or node.kind != MAPPING or node.tag == OPEN
        self._input |= {key.value: (key, value) for key, value in members(node)}

    def _member(self, name: str) -> str:
        """The member of an option, also of one that is cut short; of an unknown one what it might be called."""
        plain = f"--{name[5:]}" if name.startswith("--no-") else name
        fits = [member for known, member in self._names.items() if known.startswith(plain)]
        whole = self._names.get(plain)
        if whole is not None or len(fits) == 1:
            return whole or fits[0]
        return "".join(part[:1].upper() + part[1:] for part in name[2:].split("-"))


def _is_option(word: Word) -> bool:
    return (word[0].text or "").startswith("--")
