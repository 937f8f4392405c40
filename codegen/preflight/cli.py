"""The command line of a generated package: ``python -m generated preflight PATH...`` and its helpers.

The only module of the pre-flight command that reads arguments, prints, or decides an exit code: 0 clean, 1 findings at
or above the fail level, 2 wrong use, or a package or path that cannot be used, 130 interrupted. Everything is imported
where it is needed, since a check of one file should cost little more than starting Python.
"""

from __future__ import annotations

import gc
import os
import sys
from time import perf_counter

from .options import Option, UsageError, parse, table
from .report import FORMATS
from .stages import GROUPINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, NoReturn, TypeAlias

    from .check import Decoded, Settings
    from .discover import Target
    from .run import Outcome
    from .services import Services

    Other: TypeAlias = tuple[Callable[[list[str], Services, bool], tuple[str, int]], str]
    """Another room's command: of words, packages, whether to a terminal; text and exit code; its help."""

_LEVELS = ("error", "warning", "off")
_PROFILES = ("default", "strict", "pedantic")

_PACKAGE = Option("--package", "FOLDER", "your own generated package; it is code, and is imported")

_PREFLIGHT = (
    Option("--operation", "OPERATION", "operation of files that do not tell, such as create-endpoint"),
    Option("--format", "FORMAT", f"what is printed: {', '.join(FORMATS)}", choices=FORMATS, short="-f"),
    Option("--output", "FORMAT=FILE", "also write a report to a file; may be repeated", many=True, short="-o"),
    Option("--ignore", "RULES", "rule ids, or id@Path.With.*.Wildcards, separated by commas", many=True),
    Option("--select", "RULES", "report only these rule ids", many=True),
    Option("--severity", "RULE=LEVEL", "report a rule as error, warning or off", many=True),
    Option("--profile", "PROFILE", f"how much is checked: {', '.join(_PROFILES)}", choices=_PROFILES),
    Option("--fail-on", "LEVEL", "lowest severity that makes the exit code 1: error or warning", choices=_LEVELS[:2]),
    Option("--skip-unknown", "", "skip files that are for no operation even if they are named, not only in folders"),
    Option("--fail-on-nothing", "", "exit with 2 if nothing was found to check"),
    Option("--releases", "GLOBS", "folders whose files form one release each", many=True),
    Option("--release-per", "WHAT", f"what tells releases apart: {', '.join(GROUPINGS)}", choices=GROUPINGS),
    _PACKAGE,
    Option("--config", "FILE", "read [tool.botoforge.preflight] here instead of the nearest pyproject.toml"),
    Option("--jobs", "N", "most processes for many files (default: one a core)", short="-j"),
    Option("--debug", "", "show where an error of the command itself comes from"),
    Option("--color", "WHEN", "auto, always or never", choices=("auto", "always", "never")),
    Option("--help", "", "show this and exit", short="-h"),
)
_HELP = (_PACKAGE, Option("--help", "", "show this and exit", short="-h"))
_SKELETON = (Option("--all", "", "show the optional members too, as comments"), *_HELP)
_RULES = (Option("--format", "FORMAT", "text or json", choices=("text", "json"), short="-f"), *_HELP)

_USAGE = """\
usage: python -m {package} COMMAND ...

  preflight PATH...          check request files and CloudFormation templates
  explain RULE               what a rule means, why, its source, an example of each kind
  rules                      list the rules
  skeleton OPERATION [--all] a minimal valid request as commented YAML
  schema OPERATION           the JSON Schema of a request, for editors
{others}
exit codes: 0 clean, 1 findings, 2 wrong use, or a package or path that cannot be used, 130 interrupted
"""


def entry(*, package: str, services: tuple[str, ...], others: Mapping[str, Other] | None = None) -> NoReturn:
    """Runs the command as a process and ends it at once: taking the interpreter apart would be a tenth of a short run.

    Args:
        package: dotted name of the generated package.
        services: names of the service packages in it.
        others: commands beside those of pre-flight, by name.
    """
    gc.disable()  # short runs make next to no cycles; `run` turns it on again for many files
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
    _prepare_streams()
    try:
        code = _command(words, package, services, others or {})
        _flush()
    except UsageError as error:
        from .findings import printable, without_commands

        _say(without_commands(f"error: {printable(str(error))}\n"))
        return 2
    except BrokenPipeError:
        _drop_stdout()
        return 1
    except KeyboardInterrupt:
        _say("interrupted\n")
        return 130
    except Exception as error:  # noqa: BLE001 - whatever happens is one line and an exit code
        if "--debug" in words:
            import traceback

            _say(traceback.format_exc())
        if isinstance(error, OSError) and error.filename is None:
            _drop_stdout()
        _say(f"error: {_in_one_line(error)}\n")
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
        "preflight": _preflight,
        "explain": _explain,
        "rules": _rules,
        "skeleton": _skeleton,
        "schema": _schema,
        **{name: _printing(run) for name, (run, _) in others.items()},
    }
    words, folder = _own_package(words)
    services = Services.of_folder(folder) if folder else Services(package, names)
    for name in services.names:
        services.facts(name)  # a package that cannot be used is said once, not with every file
    if not words or words[0] in {"-h", "--help", "help"}:
        (_print if words else _say)(_USAGE.format(package=package, others="".join(text for _, text in others.values())))
        return 0 if words else 2
    command = commands.get(words[0])
    if command is None:
        from ..spelling import hint

        raise UsageError(f"unknown command {words[0]}{hint(words[0], list(commands))}")
    return command(words[1:], services)


def _printing(run: Callable[[list[str], Services, bool], tuple[str, int]]) -> Callable[[list[str], Services], int]:
    def command(words: list[str], services: Services) -> int:
        encoding = getattr(sys.stdout, "encoding", None) or ""
        colour = _is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and _can_colour()
        text, code = run(words, services, colour and encoding.lower().startswith("utf"))
        _print(text)
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


def _prepare_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _print(text: str) -> None:
    if sys.stdout is not None:
        try:
            sys.stdout.write(text)
        except ValueError:
            return  # closed before we came


def _say(text: str) -> None:
    if sys.stderr is not None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except (OSError, ValueError):
            return  # nobody to tell


def _flush() -> None:
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def _drop_stdout() -> None:
    """Keeps the interpreter from complaining about the closed pipe once more when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def _help_asked(given: dict[str, Any], usage: str, options: tuple[Option, ...]) -> bool:
    if given.get("help"):
        _print(f"usage: {usage}\n\n{table(options)}\n")
        return True
    return False


# preflight


def _preflight(words: list[str], services: Services) -> int:
    given, paths = parse(words, _PREFLIGHT)
    if _help_asked(given, f"python -m {services.package} preflight PATH...   (- reads standard input)", _PREFLIGHT):
        return 0
    if not paths:
        raise UsageError("name the files or folders to check, or - for standard input")
    started = perf_counter()
    from .config import read_config

    config = read_config(given.get("config"))
    settings = _settings(given, config, services)
    outputs = [_output(text) for text in given.get("output", [])]
    chosen = _one_of(given, config, "format", FORMATS) or "text"
    fail_on = _one_of(given, config, "fail-on", _LEVELS[:2]) or "error"
    targets = _targets(paths, settings)
    if given.get("skip_unknown"):
        for target in targets:
            target.named = target.path == "-"
    stdin = _read_stdin() if any(target.path == "-" for target in targets) else None
    from .run import run

    progress = _Progress(len(targets))
    outcome = run(targets, settings, services, jobs=_jobs(given), stdin=stdin, tick=progress.tick, started=started)
    progress.end()
    _report(chosen, outputs, outcome, services, given.get("color", "auto"))
    if outcome.checked_nothing and not given.get("skip_unknown"):
        _say(_nothing(outcome))
        if given.get("fail_on_nothing"):
            return 2
    failing = outcome.count("error") + (outcome.count("warning") if fail_on == "warning" else 0)
    return 1 if failing else 0


def _nothing(outcome: Outcome) -> str:
    from .findings import printable, without_commands

    listed = "".join(f"\n  {printable(path)} {printable(why)}" for path, why in outcome.skipped[:5])
    more = f"\n  and {len(outcome.skipped) - 5} more" if len(outcome.skipped) > 5 else ""
    return without_commands(f"warning: nothing was checked: no request and no resource was found{listed}{more}\n")


def _settings(given: dict[str, Any], config: dict[str, Any], services: Services) -> Settings:
    from .check import Settings

    operation = given.get("operation") or config.get("operation")
    if operation is not None:
        _known_operation(operation, services)
    chosen = _ids(given["select"]) if "select" in given else config.get("select")
    pairs = (pair.partition("=") for pair in _ids(given.get("severity", [])))
    settings = Settings(
        operation=operation,
        ignore=tuple(config.get("ignore", ())) + _ids(given.get("ignore", [])),
        select=None if chosen is None else tuple(chosen),
        severity={**config.get("severity", {}), **{rule: level for rule, _, level in pairs}},
        profile=_one_of(given, config, "profile", _PROFILES),
        exclude=tuple(config.get("exclude", ())),
        release_per=_one_of(given, config, "release-per", GROUPINGS) or "stage",
        releases=_ids(given["releases"]) if "releases" in given else tuple(config.get("releases", ())),
    )
    _check_levels(settings)
    _check_ids(settings, services)
    return settings


def _known_operation(name: str, services: Services) -> tuple[str, str]:
    known = services.operations.get(name)
    if known is None:
        from ..spelling import hint

        raise UsageError(f"unknown operation {name}{hint(name, services.operations)}")
    return known


def _ids(texts: list[str]) -> tuple[str, ...]:
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def _one_of(given: dict[str, Any], config: dict[str, Any], name: str, choices: tuple[str, ...]) -> str | None:
    """An option from the command line, else from the configuration, which is held to the same choices."""
    value: str | None = config.get(name)
    if value is not None and value not in choices:
        raise UsageError(f"{name} in the configuration takes {', '.join(choices)}, not {value!r}")
    return given.get(name.replace("-", "_")) or value


def _check_levels(settings: Settings) -> None:
    for rule, level in settings.severity.items():
        if level not in _LEVELS:
            raise UsageError(f"--severity takes RULE=LEVEL with {', '.join(_LEVELS)}, not {rule}={level}")


def _check_ids(settings: Settings, services: Services) -> None:
    named = [*settings.ignore, *(settings.select or ()), *settings.severity]
    if not named:
        return
    from .rule_facts import RuleBook

    known = RuleBook(services).all()
    for name in named:
        rule = name.partition("@")[0]
        if rule not in known:
            from ..spelling import hint

            raise UsageError(f"unknown rule {rule}{hint(rule, list(known))}")


def _output(text: str) -> tuple[str, str]:
    name, _, path = text.partition("=")
    if name not in FORMATS or not path:
        raise UsageError(f"--output takes FORMAT=FILE with {', '.join(FORMATS)}, not {text!r}")
    return name, path


def _jobs(given: dict[str, Any]) -> int:
    text = given.get("jobs")
    if text is None:
        return min(os.cpu_count() or 1, 8)
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise UsageError(f"--jobs takes a number of processes, not {text!r}")
    return int(text)


def _targets(paths: list[str], settings: Settings) -> list[Target]:
    from .discover import NoSuchPath, discover

    try:
        return discover(paths, settings.exclude)
    except NoSuchPath as error:
        raise UsageError(str(error)) from None


def _read_stdin() -> Decoded:
    from ..reading.load import read_stream

    if sys.stdin is None:
        raise UsageError("standard input is closed; there is nothing to check")
    return read_stream(sys.stdin.buffer)


def _report(chosen: str, outputs: list[tuple[str, str]], outcome: Outcome, services: Services, color: str) -> None:
    from .report import render

    for name, path in outputs:
        text = render(name, outcome, services)
        try:
            with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:  # noqa: PTH123
                file.write(text)
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror or error}") from None
    terminal = _is_terminal(sys.stdout)
    colour = color == "always" or (color == "auto" and terminal and not os.environ.get("NO_COLOR") and _can_colour())
    _print(render(chosen, outcome, services, colour=colour, excerpts=terminal or color == "always"))


def _can_colour() -> bool:
    return os.environ.get("TERM", "") != "dumb"


def _is_terminal(stream: Any) -> bool:
    return stream is not None and not stream.closed and bool(stream.isatty())


class _Progress:
    """A bar on standard error, on a terminal and for many files only."""

    _FROM = 200
    _WIDTH = 30

    def __init__(self, total: int) -> None:
        self.total = total
        self.shown = total >= self._FROM and _is_terminal(sys.stderr)
        self.step = max(1, total // 100)

    def tick(self, done: int) -> None:
        if self.shown and (done % self.step == 0 or done == self.total):
            filled = self._WIDTH * done // self.total
            _say(f"\r[{'#' * filled}{'.' * (self._WIDTH - filled)}] {done}/{self.total} files")

    def end(self) -> None:
        if self.shown:
            _say("\r\x1b[K")


# the helpers


def _one_operation(
    words: list[str], options: tuple[Option, ...], usage: str, services: Services
) -> tuple[Any, str, str] | None:
    given, rest = parse(words, options)
    if _help_asked(given, f"python -m {services.package} {usage}", options):
        return None
    if len(rest) != 1:
        raise UsageError(f"usage: python -m {services.package} {usage}")
    return given, *_known_operation(rest[0], services)


def _explain(words: list[str], services: Services) -> int:
    given, rest = parse(words, _HELP)
    if _help_asked(given, f"python -m {services.package} explain RULE", _HELP):
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
    _print(explain(facts))
    return 0


def _rules(words: list[str], services: Services) -> int:
    given, rest = parse(words, _RULES)
    if _help_asked(given, f"python -m {services.package} rules", _RULES):
        return 0
    if rest:
        raise UsageError(f"rules takes no arguments: {' '.join(rest)}")
    from .explain import listing
    from .rule_facts import RuleBook

    _print(listing(RuleBook(services), given.get("format", "text")))
    return 0


def _skeleton(words: list[str], services: Services) -> int:
    found = _one_operation(words, _SKELETON, "skeleton OPERATION [--all]", services)
    if found is None:
        return 0
    given, service, operation = found
    from .skeleton import skeleton

    _print(skeleton(services, service, operation, everything=bool(given.get("all"))))
    return 0


def _schema(words: list[str], services: Services) -> int:
    found = _one_operation(words, _HELP, "schema OPERATION", services)
    if found is None:
        return 0
    _, service, operation = found
    import json

    _print(json.dumps(services.schema(service, operation), indent=2) + "\n")
    return 0
