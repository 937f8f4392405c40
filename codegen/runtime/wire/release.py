"""Checks the requests of one release together: each by itself, then the rules that join them by name.

Part of the wire layer: standard library only. Requests that another one names are found through the member that the
spec calls their identifier.
"""

from __future__ import annotations

from .lazy import hints
from .violations import Report, Violation


class Requests:
    """The requests of a release by operation and identifier, as the rules of one request see them."""

    __slots__ = ("_broken", "_earlier", "_named", "_views")

    def __init__(self, operations: hints.Iterable[str]) -> None:
        names = list(operations)
        self._named: hints.Named = {name: {} for name in names}
        self._earlier: hints.Named = {name: {} for name in names}
        self._broken: dict[tuple[str, str], Report] = {}
        self._views: dict[hints.Reads, hints.Named] = {}

    def add(self, operation: str, name: str, data: dict[hints.Any, hints.Any], found: Report) -> None:
        """Makes a request known to the others. Of two with one name the first counts."""
        if name not in self._named[operation]:
            self._named[operation][name] = data
            if found:
                self._broken[operation, name] = found

    def passed(self, operation: str, name: str, data: dict[hints.Any, hints.Any]) -> None:
        """Notes that a request has been checked: it comes before those that follow."""
        from .rule_helpers import lower_ascii  # noqa: PLC0415 - a package without rules has no such module to load

        self._earlier[operation].setdefault(lower_ascii(name), data)

    def view(self, reads: hints.Reads) -> tuple[hints.Named, hints.Named]:
        """The requests for a rule that reads `reads` of them: one whose own values there are broken is left out."""
        if not self._broken or not reads:
            return self._named, self._earlier
        # Every request is known before the first rule asks, so one look at the broken ones serves all of them.
        if reads not in self._views:
            self._views[reads] = self._without_broken(reads)
        return self._views[reads], self._earlier

    def _without_broken(self, reads: hints.Reads) -> hints.Named:
        from .rule_helpers import readable  # noqa: PLC0415 - only broken requests need it

        view = {operation: dict(requests) for operation, requests in self._named.items()}
        for (operation, name), found in self._broken.items():
            own = tuple(read[2:] for read in reads if read[0] == operation)
            if own and not readable(found, (), own):
                del view[operation][name]
        return view


def check_release(
    requests: hints.Iterable[tuple[str, object]],
    checks: hints.Callable[[str], hints.Check],
    rules: hints.Mapping[str, hints.ReleaseCheck],
    identifiers: hints.Mapping[str, str],
    new_report: hints.Callable[[str], Report],
) -> list[list[Violation]]:
    """Violations of each request, in the requests' order, with paths relative to the request.

    Args:
        requests: Operations and their data.
        checks: Finds the check of an operation.
        rules: Rules across requests by operation.
        identifiers: The member that names what an operation makes, by operation.
        new_report: Makes the report for one request of an operation.
    """
    known = Requests(identifiers)
    entries: list[tuple[str, object, Report]] = []
    for operation, data in requests:
        report = new_report(operation)
        checks(operation)(data, (), report)
        entries.append((operation, data, report))
        name = _name(operation, data, identifiers)
        if name is not None and isinstance(data, dict):
            known.add(operation, name, data, report)
    for operation, data, report in entries:
        rule = rules.get(operation)
        if isinstance(data, dict):
            if rule is not None:
                rule(data, (), report, known)
            name = _name(operation, data, identifiers)
            if name is not None:
                known.passed(operation, name, data)
    return [report.violations for _, _, report in entries]


def _name(operation: str, data: object, identifiers: hints.Mapping[str, str]) -> str | None:
    member = identifiers.get(operation)
    name = data.get(member) if member is not None and isinstance(data, dict) else None
    return name if isinstance(name, str) else None
