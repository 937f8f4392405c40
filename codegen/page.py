"""Reports as HTML pages that need nothing else: no script, no font, no picture, no network. One look for all."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .resources import templates_folder


def page(template: str, **facts: Any) -> str:
    """A page from a template that extends ``report.html.j2``; everything inserted is quoted.

    Args:
        template: The template's file name.
        facts: What the template names; ``title`` among it.
    """
    return _environment().get_template(template).render(**facts)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder(), encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
    )
