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
from typing import Any, Final

from . import __version__, changes, model, pipeline, providers, publish, spec, workers
from .changes import command as changes_command
from .progress import Progress
from .resources import specs_folder
from .source import names

_BAD_INPUT: Final = (
    changes.ChangesError,
    spec.SpecError,
    providers.ProviderError,
    model.ModelError,
    names.NameClash,
    publish.PublishError,
    workers.WorkerError,
)
_SHOWN: Final = 20
CLEAN, FINDINGS, BAD_USAGE, INTERRUPTED = 0, 1, 2, 130
COMMANDS: Final = ("generate", "check", "update", "changes", "export", "new", "list")
_ASIDE: Final = ("-h", "--help", "-V", "--version")
_BUNDLED: Final = Path("bundled")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the process's exit code."""
    debug = False
    try:
        options = _options(arguments)
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


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command and its options. `generate` is meant where no command is named."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    named = bool(words) and (not words[0].startswith("-") or words[0] in _ASIDE)
    parser = _parser()
    options, rest = parser.parse_known_args(words if named else ["generate", *words])
    late = next((word for word in rest if word in COMMANDS), None)
    if late and not named:
        parser.error(f"options stand behind their command: botoforge {late} ...")
    if rest:
        parser.error(f"{words[0] if named else 'generate'} takes no {rest[0]!r}")
    return options


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(prog="botoforge", description="Generates typed, validated packages.")
    parser.add_argument("--version", "-V", action="version", version=f"botoforge {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    common = _Parser(add_help=False)
    common.add_argument("--specs", type=Path, default=argparse.SUPPRESS, help="folder of specs (default: specs)")
    common.add_argument("--debug", action="store_true", help="show where an error comes from")
    processes = _Parser(add_help=False)
    processes.add_argument(
        "--jobs", type=_positive, default=pipeline.default_jobs(), help="processes to use (default: one a core)"
    )
    _add_generate(commands, [common, processes])
    update = commands.add_parser("update", parents=[common], help="re-pin models from the installed botocore")
    update.add_argument("service", nargs="?", help="the one service to update (default: every spec's)")
    update.add_argument("--check", action="store_true", help="write nothing; exit 1 if the API has changed")
    update.set_defaults(command=_update)
    changes_command.add(commands, [common, processes]).set_defaults(command=_changes)
    export = commands.add_parser("export", parents=[common], help="write the rules for a gate of other people")
    export.add_argument("target", choices=spec.TARGETS, help="whose language they are written in")
    export.add_argument("--out", type=Path, required=True, help="folder to write into, one below it for each package")
    export.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file there differs")
    export.set_defaults(command=_export)
    new = commands.add_parser("new", parents=[common], help="write a starter spec for a service")
    new.add_argument("service", help="botocore's name of the service, such as ecs")
    new.add_argument("operations", nargs="*", metavar="OPERATION", help="wire names, such as CreateService")
    new.add_argument("--all", action="store_true", help="every operation of the service")
    new.set_defaults(command=_new)
    listing = commands.add_parser("list", help="show botocore's services, or the operations of one")
    listing.add_argument("service", nargs="?")
    listing.set_defaults(command=_list, debug=False)
    return parser


def options_of(command: str) -> dict[str, Sequence[str] | None]:
    """The options of a command by name: None for one without a value, else its choices, if it has any."""
    commands = next(a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001 - nothing public tells
    actions = commands.choices[command]._actions if command in commands.choices else ()  # noqa: SLF001 - as above
    return {
        name: None if action.nargs == 0 else tuple(action.choices or ())
        for action in actions
        for name in action.option_strings
    }


class _Parser(argparse.ArgumentParser):
    """Takes options in full only, so that a new one never changes what an old command line means."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **options})


def _add_generate(commands: Any, parents: list[argparse.ArgumentParser]) -> None:
    helps = {
        "generate": "regenerate every spec (the default)",
        "check": "write nothing; exit 1 if anything is not up to date",
    }
    for name, text in helps.items():
        parser = commands.add_parser(name, parents=parents, help=text, description=f"{text[0].upper()}{text[1:]}.")
        parser.add_argument("--out", type=Path, help="folder to generate into (default: generated)")
        loud = parser.add_mutually_exclusive_group()
        loud.add_argument("--quiet", "-q", action="store_true", help="print errors only")
        loud.add_argument("--verbose", "-v", action="store_true", help="print every change, and notes on rules")
        parser.set_defaults(command=_generate, check=True, diff=False, force=False)
        if name == "generate":
            mode = parser.add_mutually_exclusive_group()
            mode.add_argument(
                "--check", action="store_true", help="write nothing; exit 1 if anything is not up to date"
            )
            mode.add_argument("--diff", action="store_true", help="the same as --check, and show every difference")
            mode.add_argument("--force", action="store_true", help="overwrite generated files that were edited by hand")
            parser.set_defaults(check=False)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"takes a number of processes from 1, not {text!r}")
    return int(text)


def _own_specs(options: argparse.Namespace) -> Path:
    """The folder whose specs a command writes: never the one that comes with botoforge."""
    return Path(options.specs) if "specs" in options else Path("specs")


def _read_specs(options: argparse.Namespace) -> Path:
    """The folder of specs that a command only reads, which may not be there."""
    own = _own_specs(options)
    return specs_folder() if own == _BUNDLED and not own.is_dir() else own


def _specs(options: argparse.Namespace) -> Path:
    """The folder of specs to generate from."""
    folder = _read_specs(options)
    if "specs" not in options and not folder.is_dir():
        raise spec.SpecError(
            "no folder 'specs' here; 'botoforge new SERVICE OPERATION...' writes one, --specs says where another is, "
            f"'--specs {_BUNDLED}' takes what comes with botoforge"
        )
    return folder


# --- generate -----------------------------------------------------------------------------------------------


def _generate(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    specs = _specs(options)
    dry = options.check or options.diff
    out = options.out or Path("generated")
    publication = publish.Publication(out, force=options.force, dry=dry, diff=options.diff, on_wait=_say_waiting)
    try:
        folders = [folder.name for folder in spec.find(specs)]
        with publication, Progress("generating", folders, last="writing", quiet=options.quiet) as progress:
            summaries = pipeline.generate(specs, publication, options.jobs, progress.done)
            if not dry:
                publication.commit()
    except KeyboardInterrupt as interrupt:
        raise KeyboardInterrupt(publication.fate()) from interrupt
    if options.diff:
        print("".join(change.diff for change in publication.changes), end="")
    if not options.quiet:
        _print_changes(publication.changes, options)
        for summary in summaries:
            for note in (*summary.unchecked, *(summary.notes if options.verbose else ())):
                print(f"note: {summary.package}: {note}", file=sys.stderr)
        print(_summary(summaries, publication, time.perf_counter() - started, check=dry))
    return FINDINGS if dry and publication.changes else CLEAN


def _say_waiting(holder: str) -> None:
    print(f"botoforge: waiting for {holder}, which is generating into the same folder", file=sys.stderr, flush=True)


def _print_changes(changes: Sequence[publish.Change], options: argparse.Namespace) -> None:
    """The first few changes; every one of them where they are the answer that was asked for."""
    shown = 0 if options.diff else len(changes) if options.check or options.verbose else _SHOWN
    for change in changes[:shown]:
        print(f"{'missing' if options.check and change.kind == 'new' else change.kind:>8}  {change.path}")
    if len(changes) > shown and not options.diff:
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


# --- changes, update, new, list --------------------------------------------------------------------------------------


def _changes(options: argparse.Namespace) -> int:
    specs = _specs(options) if changes_command.needs_specs(options) else _read_specs(options)
    return changes_command.run(options, specs)


def _update(options: argparse.Namespace) -> int:
    specs = [spec.read(folder) for folder in spec.find(_own_specs(options))]
    chosen = [s for s in specs if options.service in (None, s.service, s.package)]
    if not chosen:
        known = ", ".join(s.service for s in specs)
        raise spec.SpecError(f"no spec for {options.service!r}; there are specs for {known}")
    compared = changes.survey("pin", "installed", specs)
    found = False
    for each in chosen:
        with Progress("comparing", [each.service]):
            comparison = compared.compare(each.service)
        found = found or bool(comparison.changes)
        print(changes.WRITERS["text"](comparison), end="", flush=True)
        if not options.check:
            publish.write_file(each.model_path, model.dump(each.select(model.load_botocore(each.service))))
            _pin_resources(each)
    if found:
        where = f" --specs {_own_specs(options)}" if "specs" in options else ""
        print(f"next: botoforge {'update' if options.check else 'generate'}{where}")
    return FINDINGS if options.check and found else CLEAN


def _pin_resources(chosen: spec.Spec) -> None:
    """Pins the schemas of a spec's resource types anew, where cfn-lint is installed."""
    if not chosen.cloudformation:
        return
    pinned = providers.installed(chosen.cloudformation)
    if pinned is None:
        print(f"{chosen.resources_path}: left as it is, since cfn-lint, which brings the schemas, is not installed")
    else:
        publish.write_file(chosen.resources_path, providers.dump(pinned))


def _export(options: argparse.Namespace) -> int:
    files: dict[Path, str] = {}
    for folder in spec.find(_specs(options)):
        files |= {options.out / path: text for path, text in pipeline.export(folder, options.target).items()}
    stale = [path for path, text in files.items() if not path.is_file() or path.read_bytes() != text.encode()]
    for path in stale:
        print(f"{'stale' if options.check else 'wrote'}  {path}")
        if not options.check:
            publish.write_file(path, files[path])
    return FINDINGS if options.check and stale else CLEAN


def _new(options: argparse.Namespace) -> int:
    if options.all == bool(options.operations):
        raise spec.SpecError("name the operations, or give --all")
    whole = model.load_botocore(options.service)
    folder = _own_specs(options) / names.package(options.service)
    if (folder / spec.SPEC_FILE).exists():
        raise spec.SpecError(f"{folder / spec.SPEC_FILE}: exists already; edit it, then run 'botoforge update'")
    pinned = model.prune(whole, options.operations or whole.operations)
    publish.write_file(folder / spec.MODEL_FILE, model.dump(pinned))
    unions = spec.known_unions(options.service, pinned.shapes)
    text = spec.starter(options.service, options.operations, unions, spec.shipped_for(options.service))
    publish.write_file(folder / spec.SPEC_FILE, text)
    print(f"wrote {folder / spec.SPEC_FILE} and {spec.MODEL_FILE}: {_count(len(pinned.operations), 'operation')}")
    made = spec.read(folder)
    if made.extends:
        rules, misfits = pipeline.rules_of(made)
        print(f"with {_count(rules, 'rule')} of {made.extends}; see {folder / spec.SPEC_FILE} for changing them")
        for note in misfits:
            print(f"note: {made.package}: {note}", file=sys.stderr)
    else:
        print(
            f"without rules: none for {options.service} come with botoforge; 'rules: [rules.yaml]' in it adds your own"
        )
    where = f" --specs {_own_specs(options)}" if "specs" in options else ""
    print(f"next: botoforge generate{where} --out FOLDER, such as src/myapp/aws")
    return CLEAN


def _list(options: argparse.Namespace) -> int:
    if options.service is None:
        print(*model.available_services(), sep="\n")
        return CLEAN
    found = model.load_botocore(options.service)
    for name, operation in sorted(found.operations.items()):
        print(f"{name}{' (deprecated)' if operation.deprecated else ''}")
    return CLEAN
