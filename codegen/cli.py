"""The command line. The only module that prints or exits.

Exit codes: 0 clean, 1 findings (`--check` found differences), 2 wrong usage or input that cannot be used,
130 interrupted.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, Self

from . import __version__, changes, model, pipeline, publish, spec, workers
from .changes import command as changes_command
from .resources import specs_folder
from .source import names

_BAD_INPUT: Final = (
    changes.ChangesError,
    spec.SpecError,
    model.ModelError,
    names.NameClash,
    publish.PublishError,
    workers.WorkerError,
)
_SHOWN: Final = 20
CLEAN, FINDINGS, BAD_USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the process's exit code."""
    debug = False
    try:
        options = _parser().parse_args(arguments)
        debug = options.debug
        command: Callable[[argparse.Namespace], int] = options.command
        code = command(options)
        _flush()
    except KeyboardInterrupt as interrupt:
        _complain("; ".join(["interrupted", *map(str, interrupt.args)]))
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever happens is one line and an exit code
        if debug:
            traceback.print_exc()
        _complain(_in_one_line(error))
        return BAD_USAGE
    return code


def _in_one_line(error: Exception) -> str:
    """What went wrong; of bad input what is wrong with it, of a defect of ours that it is one."""
    if isinstance(error, _BAD_INPUT):
        return str(error)
    if isinstance(error, BrokenPipeError):
        return ""
    if isinstance(error, OSError):
        return f"{error.filename or 'standard output'}: {error.strerror or error}"
    if isinstance(error, MemoryError):
        return "out of memory"
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return f"internal error, please report it (--debug shows more): {text[:500]}"


def _flush() -> None:
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            _drop_stdout()
            raise


def _drop_stdout() -> None:
    """Keeps an output that failed from failing once more when the interpreter ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str) -> None:
    if message and sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(f"botoforge: {message}", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    folders = argparse.ArgumentParser(add_help=False)
    folders.add_argument("--specs", type=Path, default=argparse.SUPPRESS, help="folder of specs (default: specs)")
    parser = argparse.ArgumentParser(
        prog="botoforge",
        parents=[folders],
        description="Generate typed, validated AWS request packages. Without a command: regenerate every spec.",
    )
    parser.add_argument("--version", action="version", version=f"botoforge {__version__}")
    parser.add_argument(
        "--out", type=Path, default=Path("generated"), help="folder to generate into (default: generated)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the output is not up to date")
    parser.add_argument("--force", action="store_true", help="overwrite generated files that were edited by hand")
    parser.add_argument("--jobs", type=_positive, default=pipeline.default_jobs(), help="processes to render with")
    parser.add_argument("--debug", action="store_true", help="show where an error comes from")
    parser.set_defaults(command=_generate)
    commands = parser.add_subparsers(title="commands", metavar="")
    update = commands.add_parser("update", parents=[folders], help="re-pin models from the installed botocore")
    update.add_argument("service", nargs="?", help="the one service to update (default: every spec's)")
    update.add_argument(
        "--check", action="store_true", default=argparse.SUPPRESS, help="write nothing; exit 1 if the API has changed"
    )
    update.set_defaults(command=_update)
    changes_command.add(commands, [folders]).set_defaults(command=_changes)
    new = commands.add_parser("new", parents=[folders], help="write a starter spec for a service")
    new.add_argument("service", help="botocore's name of the service, such as ecs")
    new.add_argument("operations", nargs="*", metavar="OPERATION", help="wire names, such as CreateService")
    new.add_argument("--all", action="store_true", help="every operation of the service")
    new.set_defaults(command=_new)
    listing = commands.add_parser("list", help="show botocore's services, or the operations of one")
    listing.add_argument("service", nargs="?")
    listing.set_defaults(command=_list)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _specs(options: argparse.Namespace) -> Path:
    """The folder of specs: as asked for, else ./specs, else those that come with the generator."""
    if "specs" in options:
        return Path(options.specs)
    here = Path("specs")
    return here if here.is_dir() else specs_folder()


# --- generate -----------------------------------------------------------------------------------------------


def _generate(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    specs = _specs(options)
    publication = publish.Publication(options.out, force=options.force, dry=options.check, on_wait=_say_waiting)
    try:
        with publication, _Progress(len(spec.find(specs))) as progress:
            summaries = pipeline.generate(specs, publication, options.jobs, progress.advance)
            if not options.check:
                publication.commit()
    except KeyboardInterrupt as interrupt:
        raise KeyboardInterrupt(publication.fate()) from interrupt
    _print_changes(publication.changes, check=options.check)
    for summary in summaries:
        for note in summary.notes:
            print(f"note: {summary.package}: {note}", file=sys.stderr)
    print(_summary(summaries, publication, time.perf_counter() - started, check=options.check))
    return FINDINGS if options.check and publication.changes else CLEAN


def _say_waiting(holder: str) -> None:
    print(f"botoforge: waiting for {holder}, which is generating into the same folder", file=sys.stderr, flush=True)


def _print_changes(changes: Sequence[publish.Change], *, check: bool) -> None:
    """The first few changes; every one of them where they are the answer that was asked for."""
    shown = len(changes) if check else _SHOWN
    for change in changes[:shown]:
        print(f"{'missing' if check and change.kind == 'new' else change.kind:>8}  {change.path}")
    if len(changes) > shown:
        print(f"     ...  and {len(changes) - shown} more")


def _summary(
    summaries: Sequence[pipeline.Summary], publication: publish.Publication, seconds: float, *, check: bool
) -> str:
    rendered = [s for s in summaries if not s.skipped]
    total = {key: sum(getattr(s, key) for s in rendered) for key in ("operations", "structures", "enums", "rules")}
    what = ", ".join(f"{count} {key}" for key, count in total.items() if count)
    skipped = len(summaries) - len(rendered)
    parts = [_count(len(rendered), "package") + (f" ({what})" if what else "")]
    if skipped:
        parts.append(f"{skipped} unchanged")
    kinds = {kind: sum(c.kind == kind for c in publication.changes) for kind in ("new", "changed", "stale")}
    files = ", ".join(f"{count} {kind}" for kind, count in kinds.items() if count) or "all up to date"
    verb = "checked" if check else "generated"
    return f"{verb} {', '.join(parts)}; files: {files}, {publication.unchanged} untouched; {seconds:.1f} s"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


class _Progress:
    """A bar over several packages on a terminal; silent elsewhere."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self._total > 1 and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - one package needs no bar
            from rich.progress import Progress  # noqa: PLC0415

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("generating", total=self._total)
            self._bar.start()
        return self

    def advance(self, summary: pipeline.Summary) -> None:
        """Counts one package."""
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=summary.package)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


# --- changes, update, new, list --------------------------------------------------------------------------------------


def _changes(options: argparse.Namespace) -> int:
    return changes_command.run(options, _specs(options))


def _update(options: argparse.Namespace) -> int:
    specs = [spec.read(folder) for folder in spec.find(_specs(options))]
    chosen = [s for s in specs if options.service in (None, s.service, s.package)]
    if not chosen:
        known = ", ".join(s.service for s in specs)
        msg = f"no spec for {options.service!r}; there are specs for {known}"
        raise spec.SpecError(msg)
    compared = changes.survey("pin", "installed", specs)
    found = False
    for each in chosen:
        comparison = compared.compare(each.service)
        found = found or bool(comparison.changes)
        print(changes.WRITERS["text"](comparison), end="", flush=True)
        if not options.check:
            publish.write_file(each.model_path, model.dump(each.select(model.load_botocore(each.service))))
    return FINDINGS if options.check and found else CLEAN


def _new(options: argparse.Namespace) -> int:
    if options.all == bool(options.operations):
        msg = "name the operations, or give --all"
        raise spec.SpecError(msg)
    whole = model.load_botocore(options.service)
    folder = _specs(options) / names.package(options.service)
    if (folder / spec.SPEC_FILE).exists():
        msg = f"{folder / spec.SPEC_FILE}: exists already; edit it, then run 'python -m codegen update'"
        raise spec.SpecError(msg)
    pinned = model.prune(whole, options.operations or whole.operations)
    publish.write_file(folder / spec.MODEL_FILE, model.dump(pinned))
    unions = spec.known_unions(options.service, pinned.shapes)
    publish.write_file(folder / spec.SPEC_FILE, spec.starter(options.service, options.operations, unions))
    print(f"wrote {folder / spec.SPEC_FILE} and {spec.MODEL_FILE}: {_count(len(pinned.operations), 'operation')}")
    return CLEAN


def _list(options: argparse.Namespace) -> int:
    if options.service is None:
        print(*model.available_services(), sep="\n")
        return CLEAN
    found = model.load_botocore(options.service)
    for name, operation in sorted(found.operations.items()):
        print(f"{name}{' (deprecated)' if operation.deprecated else ''}")
    return CLEAN
