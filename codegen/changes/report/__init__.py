"""A comparison as people and programs read it: a module for each format. Nothing here decides what a change means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from ..facts import Comparison
from . import api_changes, html, json_, markdown, text
from .consequences import TELLERS, Consequences, document

Writer = Callable[[Comparison], str]
WRITERS: Final[Mapping[str, Writer]] = {
    "text": text.write,
    "markdown": markdown.write,
    "json": json_.write,
    "html": html.write,
    "api-changes": api_changes.write,
}
"""By format: what it makes of one service."""
CONSEQUENTIAL: Final = frozenset({"json", *TELLERS})
"""Formats that tell what changes do to files and rules."""
__all__ = ["CONSEQUENTIAL", "WRITERS", "Consequences", "bound"]


def bound(name: str, texts: Sequence[str], consequences: Consequences) -> str:
    """The reports of several services as one, with what the changes do to files and rules."""
    if name == "json":
        return json_.bound(texts, document(consequences))
    told = TELLERS[name](consequences) if name in TELLERS else ""
    return ("\n".join(texts) or "no change of the API\n") + told
