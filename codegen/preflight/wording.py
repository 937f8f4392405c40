"""Messages and paths in the names that a file has for the members of a request."""

from __future__ import annotations

from .findings import show_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..reading.nodes import Path
    from .request import Request
    from .services import Services


def worded(message: str, path: Path, request: Request, services: Services) -> str:
    """A message about a path of a request with the file's names in the place of the members' wire names."""
    spell = request.spell
    if spell is None:
        return message
    import re

    names, above = services.member_names(request.service, request.operation) | {*path[-1:]}, path[:-1]
    return re.sub(r"\b[A-Z]\w+", lambda word: spell(word[0], above) if word[0] in names else word[0], message)


def written(path: Path, request: Request, services: Services) -> str:
    """A path as the file would write it; empty where that is the wire path."""
    spell = request.spell
    if spell is None:
        return ""
    view = services.view(request.service, request.operation)
    shown: list[str | int] = []
    for number, segment in enumerate(path):
        is_member = isinstance(segment, str) and (segment in view.members or not view.facts.get("additionalProperties"))
        shown.append(spell(segment, path[:number]) if isinstance(segment, str) and is_member else segment)
        view = view.at(segment)
    return show_path(tuple(shown))
