"""Checks the requests of one release together: each by itself, then the rules that join them by name.

Part of the wire layer: standard library only. Requests that another one names are found through the member that the
spec calls their identifier.
"""

from __future__ import annotations

from .annotations import hints
from .violations import Report, Violation

_COMBINATIONS = 64
"""Most ways to choose among requests of one name that a rule is asked about."""


class Requests:
    """The requests of a release by operation and identifier, as the rules of one request see them.

    Several requests may have one name: a rule sees one of them at a time and has to hold for each (`worlds`). Of
    several that came before, the last counts: it says what there is.
    """

    __slots__ = ("_broken", "_earlier", "_earlier_broken", "_named", "_several", "_twins", "_views", "region")

    def __init__(self, operations: hints.Iterable[str], region: str = "") -> None:
        self.region = region
        names = list(operations)
        self._named: hints.Named = {name: {} for name in names}
        self._broken: dict[hints.Key, Report] = {}
        self._twins: dict[hints.Key, list[hints.Known]] = {}
        self._several: set[hints.Key] = set()
        self._earlier: hints.Named = {name: {} for name in names}
        self._earlier_broken: dict[hints.Key, Report] = {}
        self._views: dict[hints.Reads, tuple[hints.Named, hints.Named]] = {}

    def add(self, operation: str, name: str, data: dict[hints.Any, hints.Any], found: Report) -> None:
        """Makes a request known to the others."""
        twins = self._twins.setdefault((operation, name), [])
        if not twins:
            self._put(operation, name, data, found)
        elif not found.violations and any(_same(data, known) for known, report in twins if not report.violations):
            return
        else:
            self._several.add((operation, name))
        twins.append((data, found))

    def _put(self, operation: str, name: str, data: dict[hints.Any, hints.Any], found: Report) -> None:
        self._named[operation][name] = data
        self._broken.pop((operation, name), None)
        if found.violations:
            self._broken[operation, name] = found

    def passed(self, operation: str, name: str, data: dict[hints.Any, hints.Any], found: Report) -> None:
        """Notes that a request has been checked: it comes before those that follow."""
        from .rule_helpers import lower_ascii  # noqa: PLC0415 - a package without rules has no such module to load

        name = lower_ascii(name)
        self._earlier[operation][name] = data
        self._earlier_broken.pop((operation, name), None)
        if found.violations:
            self._earlier_broken[operation, name] = found
        for reads, (_, earlier) in self._views.items():
            earlier[operation].pop(name, None)
            if _is_readable(operation, found, reads):
                earlier[operation][name] = data

    def worlds(
        self, operation: str, name: str | None, data: dict[hints.Any, hints.Any], found: Report
    ) -> hints.Iterable[Requests]:
        """The release as often as it takes to see every request of a name that `data` leads to.

        Under its own name stands `data` itself.
        """
        if not self._several:
            return (self,)
        choices = {key: self._twins[key] for key in self._reached(data) if key in self._several}
        if name is not None and (operation, name) in self._several:
            choices[operation, name] = [(data, found)]
        if not choices:
            return (self,)
        return (self._with(dict(zip(choices, choice, strict=True))) for choice in _choices(list(choices.values())))

    def _reached(self, data: dict[hints.Any, hints.Any]) -> list[hints.Key]:
        """The names in `data`, and those in the requests that have these names."""
        keys: dict[hints.Key, None] = {}
        pending: list[object] = [data]
        seen: set[int] = set()
        while pending:
            value = pending.pop()
            if isinstance(value, (dict, list)):
                if id(value) not in seen:
                    seen.add(id(value))
                    pending.extend(value.values() if isinstance(value, dict) else value)
            elif isinstance(value, str):
                for operation, requests in self._named.items():
                    if value in requests and (operation, value) not in keys:
                        keys[operation, value] = None
                        pending.extend(twin for twin, _ in self._twins[operation, value])
        return list(keys)

    def _with(self, chosen: hints.Mapping[hints.Key, hints.Known]) -> Requests:
        """The release in which these requests stand under their names."""
        other = Requests((), self.region)
        other._named = {operation: dict(requests) for operation, requests in self._named.items()}
        other._broken = dict(self._broken)
        other._earlier, other._earlier_broken = self._earlier, self._earlier_broken
        for (operation, name), (data, found) in chosen.items():
            other._put(operation, name, data, found)
        return other

    def view(self, reads: hints.Reads) -> tuple[hints.Named, hints.Named]:
        """The requests for a rule that reads `reads` of them: one whose own values there are broken is left out."""
        if not (self._broken or self._earlier_broken) or not reads:
            return self._named, self._earlier
        if reads not in self._views:
            named, earlier = self._named, self._earlier
            self._views[reads] = _without(named, self._broken, reads), _without(earlier, self._earlier_broken, reads)
        return self._views[reads]


def _without(named: hints.Named, broken: hints.Mapping[hints.Key, Report], reads: hints.Reads) -> hints.Named:
    view = {operation: dict(requests) for operation, requests in named.items()}
    for (operation, name), found in broken.items():
        if not _is_readable(operation, found, reads):
            del view[operation][name]
    return view


def _is_readable(operation: str, found: Report, reads: hints.Reads) -> bool:
    from .rule_helpers import broken_below, readable  # noqa: PLC0415 - only broken requests need it

    own = tuple(read[2:] for read in reads if read[0] == operation)
    return not own or readable(broken_below(found, (), 0), own)


def _same(one: object, other: object) -> bool:
    try:
        return one == other
    except RecursionError:
        return False


def _choices(several: list[list[hints.Known]]) -> hints.Iterable[tuple[hints.Known, ...]]:
    """One request of each name, in every combination while these are few."""
    from itertools import product  # noqa: PLC0415 - few releases name anything twice
    from math import prod  # noqa: PLC0415

    if prod(map(len, several)) <= _COMBINATIONS:
        return product(*several)
    # In an order that is theirs, not the release's: what is left out must not depend on the order of files.
    ordered = [sorted(twins, key=lambda twin: repr(twin[0])) for twins in several]
    longest = min(_COMBINATIONS, max(map(len, several)))
    return [tuple(twins[turn % len(twins)] for twins in ordered) for turn in range(longest)]


def check_release(
    requests: hints.Iterable[tuple[str, object]],
    checks: hints.Callable[[str], hints.Check],
    rules: hints.Mapping[str, hints.ReleaseCheck],
    identifiers: hints.Mapping[str, str],
    new_report: hints.Callable[[str], Report],
    region: str = "",
) -> list[list[Violation]]:
    """Violations of each request, in the requests' order, with paths relative to the request.

    Args:
        requests: Operations and their data.
        checks: Finds the check of an operation.
        rules: Rules across requests by operation.
        identifiers: The member that names what an operation makes, by operation.
        new_report: Makes the report for one request of an operation.
        region: Where the release goes; empty where nobody said.
    """
    known = Requests(identifiers, region)
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
            name = _name(operation, data, identifiers)
            if rule is not None:
                _ask(rule, data, report, known.worlds(operation, name, data, report))
            if name is not None:
                known.passed(operation, name, data, report)
    return [report.violations for _, _, report in entries]


def _ask(
    rule: hints.ReleaseCheck, data: dict[hints.Any, hints.Any], report: Report, worlds: hints.Iterable[Requests]
) -> None:
    """Reports what a rule finds in any of the worlds, once; what is an error in one of them is an error."""
    own = report.violations
    found: dict[tuple[str, hints.Path], Violation] = {}
    for world in worlds:
        report.violations = [*own]
        rule(data, (), report, world)
        for violation in report.violations[len(own) :]:
            place = violation.rule, violation.path
            if place not in found or violation.severity == "error":
                found[place] = violation
    report.violations = [*own, *found.values()]


def _name(operation: str, data: object, identifiers: hints.Mapping[str, str]) -> str | None:
    member = identifiers.get(operation)
    name = data.get(member) if member is not None and isinstance(data, dict) else None
    return name if isinstance(name, str) else None
