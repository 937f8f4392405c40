"""Texts of which a template tells some pieces: whether those pieces alone already contradict their place."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .schema_view import View

_END = r"(?![\s\S])"
"""Ends the patterns of emitted schemas."""
_STAND_INS = ("a", "1", "", "us-east-1", "123456789012", "arn:aws:iam::123456789012:role/a", "amazonaws.com", "/")


def contradicts(pieces: Sequence[str | None], view: View) -> bool:
    """Whether no value of the unknown pieces (None) makes a text that the place takes.

    False also means that nobody knows: patterns that look around are not looked into.
    """
    facts = view.facts
    if view.type != "string":
        return False
    if sum(len(piece) for piece in pieces if piece is not None) > facts.get("maxLength", 10**9):
        return True
    if "enum" in facts:
        form = re.compile("".join(".*" if piece is None else re.escape(piece) for piece in pieces), re.DOTALL)
        return not any(form.fullmatch(value) for value in facts["enum"])
    pattern = facts.get("pattern")
    if pattern is None:
        return False
    python = re.compile(pattern)
    if any(python.search("".join(fill if piece is None else piece for piece in pieces)) for fill in _STAND_INS):
        return False
    from ..patterns import within_reach

    return not within_reach(pattern.removeprefix("^").removesuffix(_END), pieces)
