"""Requests of a release through pre-flight's doors: files, release files, templates, standard input."""

from __future__ import annotations

from ..preflight.options import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..preflight.services import Services
    from ..runtime.endpoints.timeline import Timeline


class Release:
    """The valid requests of a release, or what is wrong with them.

    Attributes:
        module: the service package that has them.
        outcomes: operations and requests, once for each outcome of a template's conditions.
        violations: pre-flight's report if there are errors, else empty.
    """

    def __init__(self, module: Any, outcomes: list[list[tuple[str, Any]]], violations: str = "") -> None:
        self.module = module
        self.outcomes = outcomes
        self.violations = violations

    def timelines(self) -> list[Timeline]:
        """The timelines of all outcomes, each once.

        Raises:
            UsageError: a value that a timeline needs is not known.
        """
        try:
            found = [timeline for requests in self.outcomes for timeline in self.module.timelines(requests)]
        except self.module.Unplannable as error:
            raise UsageError(f"cannot plan: {error}") from None
        return list(dict.fromkeys(found))

    def only(self, name: str | None) -> Release:
        """The release with one update, which other settings can be tried on.

        Raises:
            UsageError: there is none, or there are several.
        """
        requests = self.outcomes[0] if self.outcomes else []
        updates = [r for r in requests if r[0] == "UpdateEndpoint" and name in (None, r[1].get("EndpointName"))]
        if len(updates) != 1:
            raise UsageError(
                f"other settings are tried on one UpdateEndpoint, there are {len(updates)}: use --endpoint"
            )
        others = [r for r in requests if r[0] != "UpdateEndpoint"]
        return Release(self.module, [[*others, updates[0]]])


def release(paths: list[str], services: Services, operation: str | None) -> Release:
    """Reads and checks paths together, as pre-flight does.

    Raises:
        UsageError: a path does not exist, or nothing tells an operation.
    """
    from ..preflight.check import open_file
    from ..preflight.deployments import planned
    from ..preflight.discover import NoSuchPath, discover
    from ..preflight.report import render
    from ..preflight.run import run
    from ..preflight.settings import Settings

    settings = Settings(operation=operation, release_per="run")
    try:
        targets = discover(paths)
    except NoSuchPath as error:
        raise UsageError(str(error)) from None
    stdin = _standard_input() if any(target.path == "-" for target in targets) else None
    outcome = run(targets, settings, services, stdin=stdin)
    if outcome.count("error"):
        return Release(None, [], render("text", outcome, services))
    opened = [open_file(t.path, i, settings, services, stdin if t.path == "-" else None) for i, t in enumerate(targets)]
    outcomes = list(planned(opened, services))
    if not outcomes:
        raise UsageError(f"no CreateEndpoint or UpdateEndpoint to plan in {', '.join(paths)}")
    first = outcomes[0][0]
    requests = [[(made.operation, made.data) for made in listed] for service, listed in outcomes if service == first]
    return Release(services.module(first), requests)


def _standard_input() -> Any:
    import sys

    from ..reading.load import read_stream

    return ("", []) if sys.stdin is None else read_stream(sys.stdin.buffer)
