"""`botoforge changes`: the command line of this package, and the only module here that prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from attrs import frozen

from .. import publish, spec
from ..model import ModelError
from ..preflight.findings import printable
from ..progress import Progress
from .affects import effects
from .facts import Comparison
from .origins import KINDS, ChangesError
from .report import CONSEQUENTIAL, WRITERS, Consequences, bound
from .rules import impacts
from .survey import Survey, spread, survey

CLEAN, FINDINGS, BAD_INPUT = 0, 1, 2
_PAGES: Final = "html"


@frozen
class _Report:
    """What a worker sends back of one service: texts, not models."""

    service: str
    changed: bool
    texts: dict[str, str]


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], parents: Sequence[argparse.ArgumentParser]
) -> argparse.ArgumentParser:
    """Adds the command to a command line; returns its parser."""
    parser = commands.add_parser(
        "changes",
        parents=list(parents),
        help="what changed between two models, and what it does to given files",
        description=f"What changed between two models. A model comes from {KINDS}.",
    )
    parser.add_argument("service", nargs="*", help="services to compare (default: those of the specs)")
    parser.add_argument("--from", dest="old", metavar="X", default="pin", help="the old models (default: pin)")
    parser.add_argument("--to", dest="new", metavar="Y", default="installed", help="the new ones (default: installed)")
    parser.add_argument("--all", action="store_true", help="every service that either of two botocores has")
    parser.add_argument("--format", choices=tuple(WRITERS), default="text", help="what is printed (default: text)")
    parser.add_argument(
        "--output", metavar="FORMAT=PATH", action="append", default=[], help="also write a report; html=FOLDER"
    )
    parser.add_argument("--affects", metavar="PATH", nargs="+", default=[], help="check files against both models")
    parser.add_argument("--rules", action="store_true", help="which rules and tables of the specs the changes touch")
    return parser


def run(options: argparse.Namespace, specs: Path) -> int:
    """Runs the command.

    Args:
        options: What `add` defined, and ``jobs``.
        specs: The folder of specs.

    Returns:
        The exit code: 1 if files or rules break, 2 if one of several models cannot be read.

    Raises:
        ChangesError, ModelError, SpecError: naming what cannot be compared.
    """
    outputs = [_output(text) for text in options.output]
    read = [spec.read(folder) for folder in spec.find(specs)] if needs_specs(options) else []
    compared = survey(options.old, options.new, read)
    services = _services(compared, options)
    formats = (options.format, *(name for name, _ in outputs))
    _check_asked(options, formats)
    if options.format == _PAGES and len(services) > 1:
        raise ChangesError("a page is of one service: name one, or write them all with --output html=FOLDER")
    made = partial(_report, formats=formats)
    results: list[_Report | ModelError] = []
    with Progress("comparing", services) as progress:
        for service, result in zip(services, spread(compared, services, made, options.jobs), strict=True):
            results.append(result)
            progress.done(service)
    reports = [result for result in results if isinstance(result, _Report)]
    unread = [result for result in results if isinstance(result, ModelError)]
    if len(unread) == len(services) == 1:
        raise unread[0]
    consequences = _consequences(options, compared, services)
    for name, path in outputs:
        _write(name, path, reports, consequences)
    sys.stdout.write(bound(options.format, _shown(reports, options.format), consequences))
    if options.format == "text" and len(reports) > 1:
        changed = sum(report.changed for report in reports)
        sys.stdout.write(f"\n{len(reports)} services compared, {changed} changed\n")
    for error in unread:
        sys.stderr.write(f"botoforge: not compared: {printable(str(error))}\n")
    if unread:
        return BAD_INPUT
    return FINDINGS if consequences.breaks else CLEAN


def needs_specs(options: argparse.Namespace) -> bool:
    """Whether the specs say what to compare: reading them and their rules takes longer than comparing a service."""
    kinds = {text.partition(":")[0] for text in (options.old, options.new)}
    asked = options.affects or options.rules or not (options.service or options.all)
    return bool(asked or kinds & {"pin", "git"})


def _check_asked(options: argparse.Namespace, formats: tuple[str, ...]) -> None:
    if not (options.affects or options.rules):
        return
    if CONSEQUENTIAL.isdisjoint(formats):
        told = ", ".join(sorted(CONSEQUENTIAL))
        raise ChangesError(f"--affects and --rules are told as {told}, not as {options.format}")
    if options.all:
        raise ChangesError("--affects and --rules are of services that are named or have a spec, not of --all")


def _consequences(options: argparse.Namespace, compared: Survey, services: tuple[str, ...]) -> Consequences:
    if not (options.affects or options.rules):
        return Consequences()
    found_sides = {service: compared.sides(service) for service in services}
    sides = [side for side in found_sides.values() if side is not None]
    if len(sides) < len(services):
        alone = ", ".join(service for service, side in found_sides.items() if side is None)
        raise ChangesError(f"only one side has {alone}, so nothing can be checked against both")
    found = {side.service: impacts(side) for side in sides} if options.rules else {}
    return Consequences(effects(options.affects, sides, options.jobs) if options.affects else None, found)


def _services(compared: Survey, options: argparse.Namespace) -> tuple[str, ...]:
    if options.all and (compared.old.pinned or compared.new.pinned):
        raise ChangesError("--all compares two botocores: give --from and --to a version, wheel, folder or 'installed'")
    if options.all and options.service:
        raise ChangesError("name services, or give --all")
    services = compared.services(options.service, every=options.all)
    if not services:
        raise ChangesError("there is nothing to compare: name a service, or give --all")
    return services


def _report(comparison: Comparison, formats: tuple[str, ...]) -> _Report:
    texts = {name: WRITERS[name](comparison) for name in formats}
    return _Report(comparison.service, bool(comparison.changes), texts)


def _shown(reports: Sequence[_Report], name: str) -> list[str]:
    """The texts of a format: of many services those that changed."""
    changed = [report for report in reports if report.changed]
    return [report.texts[name] for report in (changed if len(reports) > 1 else reports)]


def _output(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    if name not in WRITERS or not path:
        raise ChangesError(f"--output takes FORMAT=PATH with {', '.join(WRITERS)}, not {text!r}")
    return name, Path(path)


def _write(name: str, path: Path, reports: Sequence[_Report], consequences: Consequences) -> None:
    if name != _PAGES:
        publish.write_file(path, bound(name, _shown(reports, name), consequences))
        return
    for report in reports:
        if report.changed:
            publish.write_file(path / f"{report.service}.html", report.texts[name])
