"""Finds the templates and specs: beside the package in a checkout, inside it when installed from a wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """The folder of Jinja2 templates."""
    return _data("templates")


def specs_folder() -> Path:
    """The folder of the specs that come with the generator, and of their schema."""
    return _data("specs")


def runtime_folder() -> Path:
    """The folder of the support code that is copied into what is generated."""
    return PACKAGE / "runtime"


def _data(name: str) -> Path:
    installed = PACKAGE / "_data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
