"""Finds the templates and specs: beside the package in a checkout, inside it when installed from a wheel."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent
_MEMORY: Final = "/dev/shm"  # noqa: S108 - files of a run of its own, in a folder that it creates there
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


def scratch_folder() -> str | None:
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
