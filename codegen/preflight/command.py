"""The command ``preflight``: from its words to a report and an exit code."""

from __future__ import annotations

import os
import sys
from time import perf_counter

from . import console
from .options import UsageError, parse
from .switches import FORMATS, SWITCHES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from .check import Decoded
    from .discover import Search, Target
    from .run import Outcome
    from .services import Services
    from .settings import Configured

_FEW = 5


def preflight(words: list[str], services: Services) -> int:
    """Checks what the words name, prints the report, and returns the exit code.

    Raises:
        UsageError: wrong use.
    """
    given, paths = parse(words, SWITCHES)
    usage = f"python -m {services.package} preflight PATH...   (- reads standard input)"
    if console.help_asked(given, usage, SWITCHES):
        return 0
    if "watch" in given:
        return _watch(given, paths, services)
    return _checked(given, paths, services)


def _checked(given: dict[str, Any], paths: list[str], services: Services) -> int:
    started = perf_counter()
    from .settings import Configured

    configured = Configured(given, services)
    if "explain_file" in given:
        from .shown import explain_file

        console.show(explain_file(given["explain_file"], configured, services))
        return 0
    options = configured.run
    outputs = _outputs(options.get("output", []))
    jobs = _jobs(options.get("jobs"))
    search, targets = _targets(paths or _default_paths(given, configured), given, configured)
    stdin = _read_stdin() if any(target.stdin for target in targets) else None
    from .run import run

    progress = console.Progress(len(targets))
    settings = configured.of(os.curdir)
    plans = "html" in (options.get("format"), *(name for name, _ in outputs))
    tick = progress.tick
    outcome = run(targets, settings, services, jobs=jobs, stdin=stdin, tick=tick, started=started, plans=plans)
    progress.end()
    if "show_files" in given:
        from .shown import files

        console.show(files(outcome, search.left_out))
        return 0
    return _finish(outcome, options, outputs, services)


def _watch(given: dict[str, Any], paths: list[str], services: Services) -> NoReturn:
    for key in ("explain_file", "show_files", "stdin_filename", "write_baseline"):
        if key in given:
            raise UsageError(f"--watch does not go with --{key.replace('_', '-')}")
    from .settings import Configured
    from .watch import watch

    configured = Configured(given, services)
    read = paths or _default_paths(given, configured)
    if "-" in read:
        raise UsageError("--watch needs files: standard input does not change")
    written = [path for _, path in _outputs(configured.run.get("output", []))]
    watch(lambda: _checked(given, paths, services), read, written)


def _finish(outcome: Outcome, options: dict[str, Any], outputs: list[tuple[str, str]], services: Services) -> int:
    """Writes reports and returns the exit code."""
    if "write-baseline" in options:
        from .baseline import write

        console.say(write(options["write-baseline"], outcome))
        return 0
    if "baseline" in options:
        from .baseline import without_known

        outcome = without_known(options["baseline"], outcome)
    _report(outcome, options, outputs, services)
    if outcome.checked_nothing and not options.get("skip-unknown"):
        if not options.get("quiet"):
            console.say(_nothing(outcome))
        if options.get("fail-on-nothing"):
            return 2
    failing = outcome.count("error") + (outcome.count("warning") if options.get("fail-on") == "warning" else 0)
    return 1 if failing and not options.get("exit-zero") else 0


def _default_paths(given: dict[str, Any], configured: Configured) -> list[str]:
    """What is checked if the words name nothing: standard input under a name, else what the configuration says."""
    if "stdin_filename" in given:
        return ["-"]
    from .settings import words

    if "paths" in given:
        return list(words(given["paths"]))
    listed = [os.path.join(configured.root, path) for path in configured.run.get("paths", ())]  # noqa: PTH118
    if not listed:
        raise UsageError("name the files or folders to check, or - for standard input")
    return [os.path.relpath(path) for path in listed]


def _targets(paths: list[str], given: dict[str, Any], configured: Configured) -> tuple[Search, list[Target]]:
    from .discover import NoSuchPath, Search

    options = configured.run
    search = Search(
        configured.of, force_exclude=bool(options.get("force-exclude")), gitignore=not options.get("no-gitignore")
    )
    try:
        targets = search.find(paths)
    except NoSuchPath as error:
        raise UsageError(str(error)) from None
    name = given.get("stdin_filename")
    for target in targets:
        if target.stdin and name is not None:
            target.path, target.settings = name, configured.of(name)
        if options.get("skip-unknown"):
            target.named = target.stdin and name is None
    return search, targets


def _nothing(outcome: Outcome) -> str:
    from .findings import printable, without_commands

    listed = "".join(f"\n  {printable(path)} {printable(why)}" for path, why in outcome.skipped[:_FEW])
    more = f"\n  and {len(outcome.skipped) - _FEW} more" if len(outcome.skipped) > _FEW else ""
    return without_commands(f"warning: nothing was checked: no request and no resource was found{listed}{more}\n")


def _outputs(said: list[str] | dict[str, str]) -> list[tuple[str, str]]:
    pairs = [tuple(text.split("=", 1)) for text in said] if isinstance(said, list) else list(said.items())
    found: list[tuple[str, str]] = []
    for pair in pairs:
        if len(pair) < 2 or pair[0] not in FORMATS or not pair[1]:
            raise UsageError(f"--output takes FORMAT=FILE with {', '.join(FORMATS)}, not {'='.join(pair)!r}")
        found.append((pair[0], pair[1]))
    return found


def _jobs(said: str | int | None) -> int:
    if said is None:
        return min(os.cpu_count() or 1, 8)
    text = str(said)
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise UsageError(f"--jobs takes a number of processes, not {said!r}")
    return int(text)


def _read_stdin() -> Decoded:
    from ..reading.load import read_stream

    if sys.stdin is None:
        raise UsageError("standard input is closed; there is nothing to check")
    return read_stream(sys.stdin.buffer)


def _report(outcome: Outcome, options: dict[str, Any], outputs: list[tuple[str, str]], services: Services) -> None:
    from .report import render

    for name, path in outputs:
        text = render(name, outcome, services)
        try:
            with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:  # noqa: PTH123
                file.write(text)
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror or error}") from None
    if options.get("statistics"):
        from .report.text import statistics

        console.show(statistics(outcome))
        return
    color = options.get("color", "auto")
    form = options.get("format", "text")
    colour = color == "always" or (color == "auto" and console.may_colour())
    excerpts = color == "always" or console.is_terminal(sys.stdout)
    quiet = bool(options.get("quiet"))
    console.show(render(form, outcome, services, colour=colour, excerpts=excerpts, quiet=quiet))
