"""Texts of which a template tells some pieces: whether those pieces alone already contradict their place."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .schema_view import View
    from .unknowns import Limit

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


def excludes(limit: Limit, view: View) -> tuple[str, str]:
    """The rule and message if no text within a limit is one that a place takes; two empty texts if that is not sure."""
    facts, text = view.facts, limit.node.text
    if view.type != "string":
        return "", ""
    if limit.kind != "pattern":
        length = int(text) if text.isdecimal() and len(text) < 10 else None
        if length is not None and limit.kind == "minLength" and length > facts.get("maxLength", length):
            return "max-length", f"{limit.origin} is above the {facts['maxLength']} characters that are taken here"
        if length is not None and limit.kind == "maxLength" and length < facts.get("minLength", 0):
            return "min-length", f"{limit.origin} is below the {facts['minLength']} characters that are needed here"
        return "", ""
    from ..patterns import may_meet

    if "enum" in facts:
        if any(may_meet(text, re.escape(value)) for value in facts["enum"]):
            return "", ""
        return "enum", f"{limit.origin} allows no value that is taken here"
    pattern = facts.get("pattern", "")
    if not pattern or may_meet(text, pattern.removeprefix("^").removesuffix(_END)):
        return "", ""
    return "pattern", f"{limit.origin} allows no text that is taken here"
