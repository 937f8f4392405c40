"""Names that look like a misspelt one: what every "did you mean" of the tool is made of."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def near(name: str, known: Iterable[str]) -> list[str]:
    """Up to three of the known names that look most like `name`, the likeliest first; case does not count."""
    from difflib import get_close_matches  # noqa: PLC0415 - only errors need it

    folded: dict[str, str] = {}
    for one in known:
        folded.setdefault(one.casefold(), one)
    return [folded[key] for key in get_close_matches(name[:200].casefold(), folded, 3, 0.6)]


def hint(name: str, known: Iterable[str]) -> str:
    """``; did you mean A, B or C?`` for a misspelt name, or nothing."""
    names = near(name, known)
    if not names:
        return ""
    *others, last = names
    return f"; did you mean {', '.join(others)} or {last}?" if others else f"; did you mean {last}?"
