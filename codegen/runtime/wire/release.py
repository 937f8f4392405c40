"""Checks the requests of one release together: each by itself, then the rules that join them by name.

Part of the wire layer: standard library only. Requests that another one names are found through the member that the
spec calls their identifier.
"""

from __future__ import annotations

from .annotations import hints
from .violations import MAX_DEPTH, Report, Violation

_COMBINATIONS = 64
"""Most ways to choose among requests of one name that a rule is asked about."""


class Requests:
    """The requests of a release by operation and identifier, as the rules of one request see them.

    Several requests may have one name: a rule sees one of them at a time and has to hold for each (`worlds`). Of
    several that came before, the last counts: it says what there is.
    """

    __slots__ = (
        "_broken",
        "_earlier",
        "_earlier_broken",
        "_few",
        "_kept",
        "_named",
        "_reach",
        "_several",
        "_twins",
        "_views",
        "region",
    )

    def __init__(self, operations: hints.Iterable[str], region: str = "") -> None:
        self.region = region
        names = list(operations)
        self._named: hints.Named = {name: {} for name in names}
        self._broken: dict[hints.Key, hints.Broken] = {}
        self._twins: dict[hints.Key, list[hints.Known]] = {}
        self._kept: dict[tuple[hints.Key, int], list[dict[hints.Any, hints.Any]]] = {}
        self._earlier: hints.Named = {name: {} for name in names}
        self._earlier_broken: dict[hints.Key, hints.Broken] = {}
        self._views: dict[hints.Reads, tuple[hints.Named, hints.Named]] = {}
        self._several: set[hints.Key] = set()
        self._reach: dict[hints.Key, dict[hints.Key, None]] = {}
        self._few: dict[hints.Key, list[hints.Known]] = {}

    def add(self, operation: str, name: str, known: hints.Known) -> None:
        """Makes a request known to the others."""
        key, (data, broken) = (operation, name), known
        twins = self._twins.setdefault(key, [])
        if not broken:
            like = self._kept.setdefault((key, _fingerprint(data)), [])
            if any(_same(data, kept) for kept in like):
                return
            like.append(data)
        twins.append(known)
        if len(twins) == 1:
            self._put(key, known)
        else:
            self._several.add(key)

    def _put(self, key: hints.Key, known: hints.Known) -> None:
        """Lets a request stand under its name."""
        _put(key, known, self._named, self._broken)
        for reads, (named, _) in self._views.items():
            _show(key, known, named, reads)

    def passed(self, operation: str, name: str, known: hints.Known) -> None:
        """Notes that a request has been checked: it comes before those that follow."""
        from .rule_helpers import lower_ascii  # noqa: PLC0415 - a package without rules has no such module to load

        key = operation, lower_ascii(name)
        _put(key, known, self._earlier, self._earlier_broken)
        for reads, (_, earlier) in self._views.items():
            _show(key, known, earlier, reads)

    def worlds(self, operation: str, name: str | None, known: hints.Known) -> hints.Iterator[None]:
        """Turns to every release that there is with one request for each name that the data leads to.

        Under its own name stands the request itself. What was there before stands there again in the end.
        """
        if not self._several:
            yield
            return
        choices = {key: self._twins[key] for named in self._named_in([known[0]]) for key in self._reached(named)}
        if name is not None and (operation, name) in self._several:
            choices[operation, name] = [known]
        try:
            for chosen in self._choices(choices):
                for key, one in zip(choices, chosen, strict=True):
                    self._put(key, one)
                yield
        finally:
            for key in choices:
                self._put(key, self._twins[key][0])

    def _choices(self, several: hints.Mapping[hints.Key, list[hints.Known]]) -> hints.Iterable[tuple[hints.Known, ...]]:
        """One request of each name, in every combination while these are few."""
        from itertools import product  # noqa: PLC0415 - few releases name anything twice
        from math import prod  # noqa: PLC0415

        if prod(map(len, several.values())) <= _COMBINATIONS:
            return product(*several.values())
        few = [self._first(key) if len(twins) > 1 else twins for key, twins in several.items()]
        longest = max(map(len, few))
        return [tuple(twins[turn % len(twins)] for twins in few) for turn in range(longest)]

    def _first(self, key: hints.Key) -> list[hints.Known]:
        """As many requests of one name as there may be combinations.

        In an order that is theirs, not the release's: what is left out must not depend on the order of files.
        """
        if key not in self._few:
            self._few[key] = sorted(self._twins[key], key=lambda twin: repr(twin[0]))[:_COMBINATIONS]
        return self._few[key]

    def _reached(self, key: hints.Key) -> dict[hints.Key, None]:
        """The names with several requests that one name leads to, itself included; found out once for each name."""
        if key not in self._reach:
            several: dict[hints.Key, None] = {}
            pending, seen = [key], {key}
            while pending:
                name = pending.pop()
                if name in self._reach:
                    several.update(self._reach[name])
                    continue
                if name in self._several:
                    several[name] = None
                twins = [data for data, _ in self._twins[name]]
                following = [other for other in self._named_in(twins) if other not in seen]
                seen.update(following)
                pending += following
            self._reach[key] = several
        return self._reach[key]

    def _named_in(self, pending: list[hints.Any]) -> list[hints.Key]:
        """The names of requests that stand anywhere in the data."""
        keys: dict[hints.Key, None] = {}
        seen: set[int] = set()
        while pending:
            value = pending.pop()
            if isinstance(value, (dict, list)):
                if id(value) not in seen:
                    seen.add(id(value))
                    pending.extend(value.values() if isinstance(value, dict) else value)
            elif isinstance(value, str):
                keys.update(((operation, value), None) for operation, named in self._named.items() if value in named)
        return list(keys)

    def view(self, reads: hints.Reads) -> tuple[hints.Named, hints.Named]:
        """The requests for a rule that reads `reads` of them: one whose own values there are broken is left out."""
        if not (self._broken or self._earlier_broken) or not reads:
            return self._named, self._earlier
        if reads not in self._views:
            named, earlier = self._named, self._earlier
            self._views[reads] = _without(named, self._broken, reads), _without(earlier, self._earlier_broken, reads)
        return self._views[reads]


def _put(key: hints.Key, known: hints.Known, named: hints.Named, broken: dict[hints.Key, hints.Broken]) -> None:
    operation, name = key
    named[operation][name], where = known
    broken.pop(key, None)
    if where:
        broken[key] = where


def _show(key: hints.Key, known: hints.Known, view: hints.Named, reads: hints.Reads) -> None:
    """Lets a request stand in what a rule sees, if the rule can read it."""
    operation, name = key
    data, broken = known
    if _is_readable(operation, broken, reads):
        view[operation][name] = data
    else:
        view[operation].pop(name, None)


def _without(named: hints.Named, broken: hints.Mapping[hints.Key, hints.Broken], reads: hints.Reads) -> hints.Named:
    view = {operation: dict(requests) for operation, requests in named.items()}
    for (operation, name), where in broken.items():
        if not _is_readable(operation, where, reads):
            del view[operation][name]
    return view


def _is_readable(operation: str, broken: hints.Broken, reads: hints.Reads) -> bool:
    if not broken:
        return True
    from .rule_helpers import readable  # noqa: PLC0415 - only broken requests need it

    own = [read[2:] for read in reads if read[0] == operation]
    return not own if None in broken else readable(broken, tuple(filter(None, own)))


def _fingerprint(value: object, depth: int = 0) -> int:
    """The same number for equal data; hardly ever for other data."""
    if depth > MAX_DEPTH:
        return 0
    if isinstance(value, dict):
        return hash(frozenset([(key, _fingerprint(item, depth + 1)) for key, item in value.items()]))
    if isinstance(value, list):
        return hash(tuple([_fingerprint(item, depth + 1) for item in value]))
    try:
        return hash(value)
    except TypeError:
        return 0


def _same(one: object, other: object) -> bool:
    try:
        return one == other
    except RecursionError:
        return False


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
    release = Requests(identifiers, region)
    entries: list[tuple[str, object, str | None, Report, hints.Broken]] = []
    for operation, data in requests:
        report = new_report(operation)
        checks(operation)(data, (), report)
        name, broken = _name(operation, data, identifiers), _broken(report)
        entries.append((operation, data, name, report, broken))
        if name is not None and isinstance(data, dict):
            release.add(operation, name, (data, broken))
    for operation, data, name, report, broken in entries:
        rule = rules.get(operation)
        if isinstance(data, dict):
            known = data, broken
            if rule is not None:
                _ask(rule, data, report, release, release.worlds(operation, name, known))
            if name is not None:
                release.passed(operation, name, known)
    return [report.violations for _, _, _, report, _ in entries]


def _broken(report: Report) -> hints.Broken:
    if not report.violations:
        return {}
    from .rule_helpers import broken_below  # noqa: PLC0415 - a package without rules has no such module to load

    return broken_below(report, (), 0)


def _ask(
    rule: hints.ReleaseCheck,
    data: dict[hints.Any, hints.Any],
    report: Report,
    release: Requests,
    worlds: hints.Iterable[None],
) -> None:
    """Reports what a rule finds in any of the worlds, once; what is an error in one of them is an error."""
    own = report.violations
    found: dict[tuple[str, hints.Path], Violation] = {}
    for _ in worlds:
        report.violations = [*own]
        rule(data, (), report, release)
        for violation in report.violations[len(own) :]:
            place = violation.rule, violation.path
            if place not in found or violation.severity == "error":
                found[place] = violation
    report.violations = [*own, *found.values()]


def _name(operation: str, data: object, identifiers: hints.Mapping[str, str]) -> str | None:
    member = identifiers.get(operation)
    name = data.get(member) if member is not None and isinstance(data, dict) else None
    return name if isinstance(name, str) else None
