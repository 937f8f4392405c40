"""Completion in shells: `botoforge completion bash` prints what a shell reads once, and later asks this module itself.

A shell sends the words typed so far and gets the words that may stand in place of the last one, a line each. It never
sees anything that it would expand or run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from . import package_cli
from .preflight.services import Services

Options = Mapping[str, Sequence[str] | None]
"""What may follow each option: None where nothing does, no words where any may."""

SHELLS: Final = {
    "bash": """\
_botoforge() {
    local word
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <("$1" completion words "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _botoforge botoforge
""",
    "fish": """\
function _botoforge
    set -l typed (commandline -opc) (commandline -ct)
    $typed[1] completion words $typed[2..] 2>/dev/null
end
complete -c botoforge -f -a '(_botoforge)'
complete -c botoforge -F -n 'not string length -q -- (_botoforge)'
""",
    "zsh": """\
#compdef botoforge
_botoforge() {
    local -a found
    found=("${(@f)$("$words[1]" completion words "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "$found" ]]; then compadd -a found; else _files; fi
}
compdef _botoforge botoforge
""",
}


def answer(typed: Sequence[str], *, package: str, services: tuple[str, ...], commands: Sequence[str]) -> list[str]:
    """What may stand in place of the last word.

    Args:
        typed: the words behind the program's name, up to the one that is being written, which may be empty.
        package: dotted name of the package that comes with botoforge.
        services: names of the service packages in it.
        commands: the commands that can be used with what is installed.
    """
    *before, current = [word for word in typed if word != "="] or [""]  # bash takes --format=json for three words
    if typed[-1:] == ["="]:
        before, current = [*before, current], ""
    command = next((word for word in before[:1] if not word.startswith("-")), "generate")
    options = _options(command) if command in commands else {}
    name, equals, value = current.partition("=")
    if equals and options.get(name):
        return [f"{name}={word}" for word in _beginning(value, options[name] or ())]
    if before and options.get(before[-1]) is not None:
        return _beginning(current, options[before[-1]] or ())
    if current.startswith("-"):
        return _beginning(current, options)
    if not before:
        return _beginning(current, commands)
    offered = _OPERANDS.get(command) if command in commands else None
    if offered is None:
        return []
    operands = [word for word in before[1:] if not word.startswith("-")]
    return _beginning(current, offered(Services(package, services), operands))


def _beginning(start: str, words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if word.startswith(start))


def _options(command: str) -> Options:
    if command == "completion":
        return {}
    table = package_cli.options().get(command)
    if table is not None:
        return {
            name: option.choices if option.value else None
            for option in table
            for name in (option.name, option.short)
            if name
        }
    from . import cli  # noqa: PLC0415 - takes the extra

    return cli.options_of(command)


# --- what may stand behind a command --------------------------------------------------------------------------------


def _operations(services: Services, operands: Sequence[str]) -> Iterable[str]:
    return () if operands else (name for service in services.names for name in services.module(service).operations())


def _rules(services: Services, operands: Sequence[str]) -> Iterable[str]:
    from .preflight.rule_facts import RuleBook  # noqa: PLC0415 - this command only

    return () if operands else RuleBook(services).all()


def _tables(services: Services, operands: Sequence[str]) -> Iterable[str]:
    return () if operands else (name for service in services.names for name in services.module(service).tables())


def _installed(_: Services, operands: Sequence[str]) -> Iterable[str]:
    from . import model  # noqa: PLC0415 - takes botocore

    return () if operands else model.available_services()


def _new(services: Services, operands: Sequence[str]) -> Iterable[str]:
    from . import model  # noqa: PLC0415 - takes botocore

    if operands and operands[0] in model.available_services():
        return model.load_botocore(operands[0]).operations.keys() - {*operands}
    return _installed(services, operands)


def _specs(_: Services, operands: Sequence[str]) -> Iterable[str]:
    return () if operands else (path.parent.name for path in Path("specs").glob("*/service.yaml"))


def _targets(_: Services, operands: Sequence[str]) -> Iterable[str]:
    from . import spec  # noqa: PLC0415 - takes the extra

    return () if operands else spec.TARGETS


_OPERANDS: Final[Mapping[str, Callable[[Services, Sequence[str]], Iterable[str]]]] = {
    "changes": _installed,
    "completion": lambda _, operands: () if operands else SHELLS,
    "explain": _rules,
    "export": _targets,
    "list": _installed,
    "new": _new,
    "schema": _operations,
    "skeleton": _operations,
    "tables": _tables,
    "update": _specs,
}
