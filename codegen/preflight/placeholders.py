"""Values of requests that another tool fills in later: each becomes a hole, which satisfies everything."""

from __future__ import annotations

from .unknowns import Hole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .request import Request


def open_up(requests: list[Request], patterns: tuple[str, ...]) -> int:
    """Puts a hole in the place of each value that matches one of the patterns as a whole; returns how many."""
    import re

    match = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.DOTALL).fullmatch
    count = 0
    for request in requests:
        request.data, found = _opened(request.data, match)
        request.open |= found > 0
        count += found
    return count


def _opened(data: Any, match: Callable[[str], object]) -> tuple[Any, int]:
    if data.__class__ is str:
        return (Hole(data), 1) if match(data) else (data, 0)
    if data.__class__ is dict:
        pairs = {key: _opened(value, match) for key, value in data.items()}
        return {key: value for key, (value, _) in pairs.items()}, sum(count for _, count in pairs.values())
    if data.__class__ is list:
        items = [_opened(item, match) for item in data]
        return [item for item, _ in items], sum(count for _, count in items)
    return data, 0
