"""Generates the package of a service into a scratch folder, imports all of it, and takes it out again."""

from __future__ import annotations

import gc
import importlib
import itertools
import linecache
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from attrs import frozen

from codegen import model, spec
from codegen.pipeline import Summary, build
from codegen.render import render_common

_numbers = itertools.count()
_OPTIONAL: Final = {"async_client": "aiobotocore"}
"""Modules that need what only some users install."""


@frozen
class Made:
    """A generated package, imported."""

    service: str
    summary: Summary
    package: ModuleType
    folder: Path

    def load(self, module: str) -> Any:
        """A submodule by its relative name."""
        return importlib.import_module(f"{self.package.__name__}.{module}")

    def modules(self) -> list[str]:
        """Relative names of every module of the package."""
        files = sorted(self.folder.rglob("*.py"))
        names = [".".join(file.relative_to(self.folder).with_suffix("").parts) for file in files]
        return [name.removesuffix(".__init__") for name in names if name != "__init__"]


@contextmanager
def output(root: Path) -> Iterator[Path]:
    """An importable folder for packages, with the support code that they share in it. No bytecode is kept."""
    folder = root / f"swept_{next(_numbers)}"
    _write(folder, render_common(()))
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.path.insert(0, str(root))
    importlib.invalidate_caches()
    # Each package is collected when it is done with. What other tests have left is not looked through every time.
    gc.freeze()
    try:
        yield folder
    finally:
        gc.unfreeze()
        sys.path.remove(str(root))
        sys.dont_write_bytecode = before
        _forget(folder.name)


@contextmanager
def made(service: str, out: Path) -> Iterator[Made]:
    """The package of all operations of a service, generated into `out` the way the command line does, and imported."""
    folder = out.parent / f"spec_{service}"
    whole = model.load_botocore(service)
    pinned = model.prune(whole, whole.operations)
    unions = spec.known_unions(service, pinned.shapes)
    _write(folder, {spec.MODEL_FILE: model.dump(pinned), spec.SPEC_FILE: spec.starter(service, (), unions)})
    summary, files = build(folder)
    _write(out, files)
    importlib.invalidate_caches()
    name = f"{out.name}.{summary.package}"
    try:
        yield Made(service, summary, importlib.import_module(name), out / summary.package)
    finally:
        _forget(name)
        shutil.rmtree(out / summary.package)
        shutil.rmtree(folder)


def _write(folder: Path, files: dict[str, str]) -> None:
    for parent in {(folder / path).parent for path in files}:
        parent.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (folder / path).write_bytes(text.encode())


def _forget(name: str) -> None:
    """Takes a package out of the interpreter: four hundred of them would not fit side by side."""
    for module in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
        del sys.modules[module]
    linecache.clearcache()
    gc.collect()
