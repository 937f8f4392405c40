"""The command line of a generated package: ``python -m generated preflight PATH...`` and its helpers.

This module and ``command`` alone read arguments, print, or decide an exit code: 0 clean, 1 findings at or above the
fail level, 2 wrong use, or a package, path or output that cannot be used, 130 interrupted. Everything is imported where
it is needed, since a check of one file should cost little more than starting Python.
"""

from __future__ import annotations

import os
import sys

from . import console
from .command import preflight
from .options import Option, UsageError, parse
from .switches import HELP, PACKAGE, SWITCHES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, NoReturn, TypeAlias

    from .services import Services

    Other: TypeAlias = tuple[Callable[[list[str], Services, bool], tuple[str, int]], str]
    """Another room's command: of words, packages, whether to a terminal; text and exit code; its help."""

_HELP = (PACKAGE, HELP)
_SKELETON = (Option("--all", "", "show the optional members too, as comments"), *_HELP)
_RULES = (Option("--format", "FORMAT", "text or json", choices=("text", "json"), short="-f"), *_HELP)
OPTIONS = {
    "preflight": SWITCHES,
    "doors": _HELP,
    "explain": _HELP,
    "rules": _RULES,
    "tables": _RULES,
    "skeleton": _SKELETON,
    "schema": _HELP,
}
"""The options of each command."""

_USAGE = """\
usage: python -m {package} COMMAND ...

  preflight PATH...          check requests wherever they are written
  explain RULE               what a rule means, why, its source, an example of each kind
  rules                      list the rules
  tables [NAME]              the dated lists that rules use, with their age; of one, its values
  skeleton OPERATION [--all] a minimal valid request as commented YAML
  schema OPERATION           the JSON Schema of a request, for editors
  doors                      the forms of requests that preflight reads
{others}
exit codes: 0 clean, 1 findings, 2 wrong use, or a package, path or output that cannot be used, 130 interrupted
"""


def entry(*, package: str, services: tuple[str, ...], others: Mapping[str, Other] | None = None) -> NoReturn:
    """Runs the command as a process and ends it at once: taking the interpreter apart would be a tenth of a short run.

    Args:
        package: dotted name of the generated package.
        services: names of the service packages in it.
        others: commands beside those of pre-flight, by name.
    """
    try:
        code = main(package=package, services=services, others=others)
    except KeyboardInterrupt:
        code = 130
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


def main(
    argv: list[str] | None = None,
    *,
    package: str,
    services: tuple[str, ...],
    others: Mapping[str, Other] | None = None,
) -> int:
    """Runs the command.

    Args:
        argv: the words after the program's name; None for those of the process.
        package: dotted name of the generated package.
        services: names of the service packages in it.
        others: commands beside those of pre-flight, by name.

    Returns:
        The exit code.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    console.prepare()
    try:
        code = _command(words, package, services, others or {})
        console.flush()
    except UsageError as error:
        from .findings import printable, without_commands

        console.say(without_commands(f"error: {printable(str(error))}\n"))
        return 2
    except BrokenPipeError:
        console.drop()  # whoever asked has stopped reading: no finding, and nothing said to be clean
        return 2
    except KeyboardInterrupt:
        console.say("interrupted\n")
        return 130
    except Exception as error:  # noqa: BLE001 - whatever happens is one line and an exit code
        if "--debug" in words:
            import traceback

            console.say(traceback.format_exc())
        if isinstance(error, OSError) and error.filename is None:
            console.drop()
        console.say(f"error: {_in_one_line(error)}\n")
        return 2
    return code


def _in_one_line(error: Exception) -> str:
    from .findings import printable

    if isinstance(error, OSError):
        return printable(f"{error.filename or 'standard output'}: {error.strerror or error}")
    if isinstance(error, MemoryError):
        return "out of memory"
    if isinstance(error, ModuleNotFoundError) and error.name in {"jinja2", "rich"}:
        return f"this needs {error.name}: pip install 'botoforge[codegen]'"
    return printable(f"internal error, please report it (--debug shows more): {type(error).__name__}: {error}"[:500])


def _command(words: list[str], package: str, names: tuple[str, ...], others: Mapping[str, Other]) -> int:
    from .services import Services

    commands: dict[str, Callable[[list[str], Services], int]] = {
        "preflight": preflight,
        "explain": _explain,
        "rules": _rules,
        "tables": _tables,
        "skeleton": _skeleton,
        "schema": _schema,
        "doors": _doors,
        **{name: _printing(run) for name, (run, _) in others.items()},
    }
    if words[:1] in (["--version"], ["-V"]):
        from .. import __version__

        console.show(f"botoforge {__version__}\n")
        return 0
    words, folder = _own_package(words)
    services = Services.of_folder(folder) if folder else Services(package, names)
    for name in services.names:
        services.facts(name)  # a package that cannot be used is said once, not with every file
    if not words or words[0] in {"-h", "--help", "help"}:
        (console.show if words else console.say)(
            _USAGE.format(package=package, others="".join(text for _, text in others.values()))
        )
        return 0 if words else 2
    command = commands.get(words[0])
    if command is None:
        from ..spelling import hint

        raise UsageError(f"unknown command {words[0]}{hint(words[0], list(commands))}")
    return command(words[1:], services)


def _printing(run: Callable[[list[str], Services, bool], tuple[str, int]]) -> Callable[[list[str], Services], int]:
    def command(words: list[str], services: Services) -> int:
        encoding = getattr(sys.stdout, "encoding", None) or ""
        colour = console.may_colour()
        text, code = run(words, services, colour and encoding.lower().startswith("utf"))
        console.show(text)
        return code

    return command


def _own_package(words: list[str]) -> tuple[list[str], str]:
    """The words without ``--package``, and its value: which package answers is settled before anything else."""
    options = words[: words.index("--")] if "--" in words else words
    for number, word in enumerate(options):
        name, equals, value = word.partition("=")
        if name == "--package" and (equals or number + 1 < len(options)):
            return words[:number] + words[number + (1 if equals else 2) :], value if equals else words[number + 1]
    return words, ""


# the helpers


def _one_operation(
    words: list[str], options: tuple[Option, ...], usage: str, services: Services
) -> tuple[Any, str, str] | None:
    given, rest = parse(words, options)
    if console.help_asked(given, f"python -m {services.package} {usage}", options):
        return None
    if len(rest) != 1:
        raise UsageError(f"usage: python -m {services.package} {usage}")
    return given, *services.operation(rest[0])


def _explain(words: list[str], services: Services) -> int:
    given, rest = parse(words, _HELP)
    if console.help_asked(given, f"python -m {services.package} explain RULE", _HELP):
        return 0
    if len(rest) != 1:
        raise UsageError(f"usage: python -m {services.package} explain RULE")
    from .explain import explain
    from .rule_facts import RuleBook

    rules = RuleBook(services).all()
    facts = rules.get(rest[0])
    if facts is None:
        from ..spelling import hint

        raise UsageError(f"unknown rule {rest[0]}{hint(rest[0], list(rules))}")
    console.show(explain(facts))
    return 0


def _rules(words: list[str], services: Services) -> int:
    given, rest = parse(words, _RULES)
    if console.help_asked(given, f"python -m {services.package} rules", _RULES):
        return 0
    if rest:
        raise UsageError(f"rules takes no arguments: {' '.join(rest)}")
    from .explain import listing
    from .rule_facts import RuleBook

    console.show(listing(RuleBook(services), given.get("format", "text")))
    return 0


def _tables(words: list[str], services: Services) -> int:
    given, rest = parse(words, _RULES)
    if console.help_asked(given, f"python -m {services.package} tables [NAME]", _RULES):
        return 0
    from .tables import listing

    tables = {name: table for service in services.names for name, table in services.module(service).tables().items()}
    unknown = [name for name in rest if name not in tables]
    if unknown or len(rest) > 1:
        from ..spelling import hint

        name = (unknown or rest[1:])[0]
        raise UsageError(f"no table {name}{hint(name, list(tables))}" if unknown else "tables takes one name")
    console.show(listing(tables, rest[0] if rest else None, given.get("format", "text")))
    return 0


def _skeleton(words: list[str], services: Services) -> int:
    found = _one_operation(words, _SKELETON, "skeleton OPERATION [--all]", services)
    if found is None:
        return 0
    given, service, operation = found
    from .skeleton import skeleton

    console.show(skeleton(services, service, operation, everything=bool(given.get("all"))))
    return 0


def _schema(words: list[str], services: Services) -> int:
    found = _one_operation(words, _HELP, "schema OPERATION", services)
    if found is None:
        return 0
    _, service, operation = found
    import json

    console.show(json.dumps(services.schema(service, operation), indent=2) + "\n")
    return 0


def _doors(words: list[str], services: Services) -> int:
    given, rest = parse(words, _HELP)
    if console.help_asked(given, f"python -m {services.package} doors", _HELP):
        return 0
    if rest:
        raise UsageError(f"doors takes no arguments: {' '.join(rest)}")
    from .doors import listing

    console.show(listing())
    return 0
