"""What CloudFormation itself refuses of a resource that the service's API would take: by the type's own schema."""

from __future__ import annotations

from ..unknowns import Hole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

    from ...reading.nodes import Path

MEMBER = "cloudformation-member"
VALUE = "cloudformation-value"
REQUIRED = "cloudformation-required"


class Refusal:
    """One thing that CloudFormation refuses, in the form of a package's violations."""

    __slots__ = ("message", "path", "rule", "severity")

    def __init__(self, rule: str, path: Path, message: str) -> None:
        self.rule: Final = rule
        self.path: Final = path
        self.message: Final = message
        self.severity = "error"


def refusals(data: Any, entry: dict[str, Any]) -> Iterator[Refusal]:
    """What a resource's schema refuses.

    Args:
        data: the request that its properties become, with holes.
        entry: what is known of the resource type; see `codegen.providers.facts`.
    """
    date = f"by its schemas of {entry.get('date', '')}"
    for pattern in entry.get("absent", ()):
        *above, name = pattern.split(".")
        for path, value in _places(data, above):
            if isinstance(value, dict) and name in value and not _may_be_absent(value[name]):
                yield Refusal(MEMBER, (*path, name), f"CloudFormation has no {name} here {date}; the API does")
    for pattern, lacking in entry.get("values", {}).items():
        for path, value in _places(data, pattern.split(".")):
            if isinstance(value, str) and value in lacking:
                yield Refusal(VALUE, path, f"CloudFormation does not take {value} here {date}; the API does")
    yield from _out_of_bounds(data, entry, date)
    for pattern in entry.get("required", ()):
        *above, name = pattern.split(".")
        for path, value in _places(data, above):
            if isinstance(value, dict) and name not in value:
                yield Refusal(REQUIRED, (*path, name), f"CloudFormation requires {name} here {date}; the API does not")


def _out_of_bounds(data: Any, entry: dict[str, Any], date: str) -> Iterator[Refusal]:
    for pattern, bounds in entry.get("bounds", {}).items():
        for path, value in _places(data, pattern.split(".")):
            size = _size(value)
            for name, bound in bounds.items() if size is not None else ():
                if size < bound if name.startswith("min") else size > bound:
                    message = f"CloudFormation has a {name} of {bound} here {date}, which the API has not"
                    yield Refusal(VALUE, path, message)


def _places(data: Any, pattern: list[str], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The values at a path with a ``*`` for any index."""
    if not pattern:
        yield path, data
    elif pattern[0] == "*":
        if isinstance(data, list):
            for index, item in enumerate(data):
                yield from _places(item, pattern[1:], (*path, index))
    elif isinstance(data, dict) and pattern[0] in data:
        yield from _places(data[pattern[0]], pattern[1:], (*path, pattern[0]))


def _size(value: Any) -> float | None:
    """What bounds count: a number itself, the characters of a text, the items of a list; None if that is not known."""
    if isinstance(value, (str, list)):
        return len(value)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _may_be_absent(value: Any) -> bool:
    return isinstance(value, Hole) and value.optional
