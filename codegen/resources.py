"""Finds the templates and specs: beside the package in a checkout, inside it when installed from a wheel."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent
_MEMORY: Final = "/dev/shm"  # noqa: S108 - files of a run of its own, in a folder that it creates there
_SCRATCH: Final = "botoforge_run_"
"""How names of scratch folders begin, which may have to be names of modules."""
_ROOMY: Final = 512 * 2**20
"""Bytes; several of the largest packages fit into half of it."""


def templates_folder() -> Path:
    """The folder of Jinja2 templates."""
    return _data("templates")


def specs_folder() -> Path:
    """The folder of the specs that come with the generator, and of their schema."""
    return _data("specs")


def runtime_folder() -> Path:
    """The folder of the support code that is copied into what is generated."""
    return PACKAGE / "runtime"


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder. Those of runs that were killed are removed first: what lies in memory stays there for ever.

    Raises:
        OSError: there is no room for one.
    """
    parent = Path(_scratch_folder() or gettempdir())
    for other in parent.glob(f"{_SCRATCH}*"):
        with contextlib.suppress(OSError), _held(other, wait=False):
            shutil.rmtree(other, ignore_errors=True)
    while True:
        folder = Path(mkdtemp(prefix=_SCRATCH, dir=parent))
        with _held(folder, wait=True):
            if not folder.is_dir():
                continue  # somebody took it for left behind, before we held it
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        return


if sys.platform == "win32":

    @contextlib.contextmanager
    def _held(folder: Path, *, wait: bool) -> Iterator[None]:
        """Nothing is known of other runs here, so nothing of theirs is removed."""
        if not wait:
            raise BlockingIOError(folder)
        yield

else:
    import fcntl

    @contextlib.contextmanager
    def _held(folder: Path, *, wait: bool) -> Iterator[None]:
        """Locks a folder while this process lives; raises OSError where another holds it and we do not wait."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            yield
        finally:
            os.close(handle)


def _scratch_folder() -> str | None:
    """Where temporary files are best put: a folder in memory if there is a roomy one, else None for the usual place.

    Thousands of small files are written, formatted and gone there before a busy disk has taken the first hundred.
    """
    try:
        return _MEMORY if shutil.disk_usage(_MEMORY).free > _ROOMY and os.access(_MEMORY, os.W_OK) else None
    except OSError:
        return None


def _data(name: str) -> Path:
    installed = PACKAGE / "_data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
