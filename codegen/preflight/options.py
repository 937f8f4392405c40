"""Command line words to options: a table-driven reader.

argparse would take as long to import as the whole check of a file. This one knows ``--name value``, ``--name=value``,
short forms and ``--``; what the options mean is the table's business, what is done with them ``cli``'s.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class UsageError(Exception):
    """Wrong use of the command line; the message says what is wrong."""


class Option:
    """One option.

    Attributes:
        name: long form with dashes.
        value: what stands for its value in the help; empty for a flag.
        help: one line.
        many: whether it may be given several times (the values are collected).
        choices: accepted values; empty for any.
        pairs: whether its values are of the form ``NAME=VALUE``, which a configuration writes as a table.
        once: whether it is said on the command line only.
    """

    __slots__ = ("choices", "help", "many", "name", "once", "pairs", "short", "value")

    def __init__(  # noqa: PLR0913 - a record's facts
        self,
        name: str,
        value: str,
        text: str,
        *,
        many: bool = False,
        choices: tuple[str, ...] = (),
        short: str = "",
        pairs: bool = False,
        once: bool = False,
    ) -> None:
        self.name = name
        self.value = value
        self.help = text
        self.many = many
        self.choices = choices
        self.short = short
        self.pairs = pairs
        self.once = once

    @property
    def word(self) -> str:
        """The name in a configuration."""
        return self.name.removeprefix("--")

    @property
    def key(self) -> str:
        """The name under which `parse` returns its value."""
        return self.name.removeprefix("--").replace("-", "_")


def parse(words: list[str], options: tuple[Option, ...]) -> tuple[dict[str, Any], list[str]]:
    """The options that were given, by key, and the other words.

    Raises:
        UsageError: an unknown option, a missing or unacceptable value.
    """
    by_name = {name: option for option in options for name in (option.name, option.short) if name}
    given: dict[str, Any] = {}
    rest: list[str] = []
    pending = iter(words)
    for word in pending:
        if word == "--":
            rest.extend(pending)
        elif word.startswith("-") and word != "-":
            name, equals, value = word.partition("=")
            option = by_name.get(name)
            if option is None:
                raise UsageError(_unknown(name, list(by_name)))
            _take(option, value if equals else None, pending, given)
        else:
            rest.append(word)
    return given, rest


def _take(option: Option, value: str | None, pending: Any, given: dict[str, Any]) -> None:
    if not option.value:
        if value is not None:
            raise UsageError(f"{option.name} takes no value")
        given[option.key] = True
        return
    if value is None:
        value = next(pending, None)
    if value is None:
        raise UsageError(f"{option.name} needs a value: {option.name} {option.value}")
    if option.choices and value not in option.choices:
        raise UsageError(f"{option.name} takes {', '.join(option.choices)}, not {value!r}")
    if option.many:
        given.setdefault(option.key, []).append(value)
    else:
        given[option.key] = value


def _unknown(name: str, known: list[str]) -> str:
    from ..spelling import hint

    return f"unknown option {name}{hint(name, known)}"


def table(options: tuple[Option, ...]) -> str:
    """The options as help text."""
    rows = []
    for option in options:
        shown = f"{option.short}, {option.name}" if option.short else option.name
        rows.append((f"{shown} {option.value}".strip(), option.help))
    width = max(len(left) for left, _ in rows)
    return "\n".join(f"  {left:<{width}}  {text}" for left, text in rows)
