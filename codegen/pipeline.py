"""From specs to a publication: which packages need rendering, and the rendering of each, in parallel where it pays."""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from . import __version__, input_file, publish, spec, workers
from .facts import gather
from .lower import lower
from .lower.rules import lower_rules
from .rehearsal import rehearse
from .render import Files, render, render_common, render_exports
from .resources import PACKAGE, templates_folder

_SERIAL: Final = 1
_LARGEST: Final = 64 * 2**20
"""Bytes of a file of a spec."""


@frozen
class Summary:
    """What one package holds."""

    package: str
    operations: int = 0
    structures: int = 0
    enums: int = 0
    rules: int = 0
    unchecked: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: bool = False


def build(folder: Path) -> tuple[Summary, Files]:
    """Renders the package of the spec in `folder`.

    Raises:
        SpecError, ModelError, NameClash: naming what is wrong with the input.
    """
    with _no_collection():
        return _build(folder)


def _build(folder: Path) -> tuple[Summary, Files]:
    read = spec.read(folder)
    model = read.load_model()
    read = read.fitted(model)
    package = lower(read, model)
    summary = Summary(
        package=package.name,
        operations=len(package.operations),
        structures=len(package.structures),
        enums=len(package.enums),
        rules=len(package.catalogue),
        unchecked=package.unchecked,
        notes=package.notes,
    )
    files = render(package)
    rehearse(read, package, files)
    return summary, files


def rules_of(read: spec.Spec) -> tuple[int, tuple[str, ...]]:
    """How many rules a spec has for its model, and which ones that it inherits it has not, in words.

    Raises:
        SpecError, ModelError: naming what is wrong with the input.
    """
    model = read.load_model()
    rules = lower_rules(read.fitted(model), gather(model, read.package))
    return len(rules.catalogue), rules.misfits


def export(folder: Path, target: str) -> Files:
    """Renders what the spec in `folder` exports to one target, whether its `exports` name that or not.

    Raises:
        SpecError, ModelError, NameClash: naming what is wrong with the input.
    """
    with _no_collection():
        read = spec.read(folder)
        model = read.load_model()
        return render_exports(lower(evolve(read.fitted(model), exports=(target,)), model))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Puts the cyclic collector off: what is built are large trees, which it would walk again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def generate(specs: Path, publication: publish.Publication, jobs: int, on_done: Callable[[str], None]) -> list[Summary]:
    """Brings every spec below `specs` into `publication`, which the caller commits.

    Args:
        specs: The folder of specs.
        publication: Where the files go.
        jobs: Processes to render with.
        on_done: Called as each spec is done, with its folder's name.

    Raises:
        SpecError, ModelError, NameClash, PublishError: naming what is wrong.
    """
    folders = spec.find(specs)
    fingerprint = {folder: _fingerprint(folder) for folder in folders}
    summaries: list[Summary] = []
    pending: list[Path] = []
    for folder in folders:
        name = publication.kept(fingerprint[folder])
        if name is None:
            pending.append(folder)
        else:
            summaries.append(Summary(name, skipped=True))
            on_done(folder.name)
    owners = {s.package: Path(s.package) for s in summaries}
    for folder, (summary, files) in zip(pending, _rendered(pending, jobs), strict=True):
        other = owners.setdefault(summary.package, folder)
        if other != folder:
            raise spec.SpecError(
                f"{folder}: generates package {summary.package!r}, as {other} does; give one of them a 'package'"
            )
        as_read = fingerprint[folder] == _fingerprint(folder)
        publication.add(summary.package, files, fingerprint[folder] if as_read else "")
        summaries.append(summary)
        on_done(folder.name)
    names = sorted(owners)
    publication.add("", render_common(names, publication.paths))
    publication.retire(set(publication.packages_on_disk()) - set(names))
    return summaries


def _rendered(folders: list[Path], jobs: int) -> Iterator[tuple[Summary, Files]]:
    if jobs <= _SERIAL or len(folders) <= _SERIAL:
        yield from map(build, folders)
        return
    yield from workers.in_order(build, folders, jobs)


def default_jobs() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _fingerprint(folder: Path) -> str:
    """SHA-256 of everything that the package of a spec is made from, the generator included."""
    digest = hashlib.sha256(_generator().encode())
    for each in spec.lineage(folder):
        for path in sorted(p for p in each.iterdir() if p.suffix in (".yaml", ".json")):
            digest.update(f"\0{path.name}\0".encode() + _content(path))
    return f"{folder.name}:{digest.hexdigest()}"


def _content(path: Path) -> bytes:
    """The content of a file; of one that no spec can be read from, nothing: reading the spec says why."""
    try:
        return input_file.read(path, _LARGEST)
    except OSError:
        return b""


@cache
def _generator() -> str:
    """SHA-256 of the generator, its templates, and the tools whose version shows in the output."""
    tools = (__version__, sys.version, version("jinja2"), version("ruff"))
    digest = hashlib.sha256("\0".join(tools).encode())
    for root in (PACKAGE, templates_folder()):
        for path in sorted(root.rglob("*")):
            if path.suffix in (".py", ".j2", ".json") and "_data" not in path.relative_to(root).parts[:1]:
                digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()
