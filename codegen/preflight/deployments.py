"""What the deployments among checked requests will do over time, as their packages tell it.

Here requests find the file that they stand in; what happens when is the packages' business.
"""

from __future__ import annotations

from .unknowns import Hole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from .check import Opened
    from .request import Request
    from .services import Services


class Planned:
    """A request as a package's ``timelines`` takes it, and the path of the file that it stands in."""

    __slots__ = ("data", "operation", "path")

    def __init__(self, path: str, operation: str, data: Any) -> None:
        self.path = path
        self.operation = operation
        self.data = data


def planned(files: list[Opened], services: Services) -> Iterator[tuple[str, list[Planned]]]:
    """The requests of files that are deployed together, for each service that tells timelines.

    Yields:
        A service and its requests, once for each outcome of templates' conditions.
    """
    for turn in range(max((len(file.reading.scenarios) for file in files), default=0)):
        outcome = [(file.path, file.reading.scenarios[turn % len(file.reading.scenarios)]) for file in files]
        for service in sorted({request.service for _, requests in outcome for request in requests}):
            updates = services.facts(service).get("timelines", {})
            if updates:
                own = ((path, [r for r in requests if r.service == service]) for path, requests in outcome)
                yield service, [made for path, requests in own for made in _plain(path, requests, updates)]


def timelines(files: list[Opened], services: Services) -> Iterator[tuple[str, Any]]:
    """Each deployment of files that are deployed together: the path of its file, and its timeline.

    Raises:
        ValueError: a number that a timeline needs is not known.
    """
    seen: set[Any] = set()
    for service, requests in planned(files, services):
        told = services.module(service).timelines([(made.operation, made.data) for made in requests])
        updates = services.facts(service)["timelines"]
        paths = [made.path for made in requests if made.operation in updates]
        for one in zip(paths, told, strict=True):
            if one not in seen:
                seen.add(one)
                yield one


def _plain(path: str, requests: Iterable[Request], updates: dict[str, str]) -> Iterator[Planned]:
    """Requests as plain data. What a template makes is planned as its update, which is what its settings are for."""
    listed = list(requests)
    for request in listed:
        if request.only:
            continue
        data, operation = request.data, request.operation
        if request.resource or request.open:
            data = _told(data)
        if request.resource and operation in updates:
            operation = updates[operation]
            for other in listed:
                if other.only and (other.title, other.operation) == (request.title, operation):
                    data = {**data, **{name: _told(other.data[name]) for name in other.only if name in other.data}}
        yield Planned(path, operation, data)


def _told(value: Any) -> Any:
    """Data in which values that a template does not tell are text: no number, so a timeline does not know them."""
    if isinstance(value, Hole):
        return "?"
    if isinstance(value, dict):
        return {name: _told(item) for name, item in value.items()}
    return [_told(item) for item in value] if isinstance(value, list) else value
