"""One run: all files through ``check``, then the rules over several requests, then one sorted list of findings.

Many files are spread over processes; what comes back is findings and, for the rules over several requests, compact
bytes.
"""

from __future__ import annotations

import gc
import os
from time import perf_counter

from ..reading.nodes import SCALAR, Problem, locate
from .check import Opened, check_file, in_outcomes, open_file, sifted, tidy, to_finding
from .discover import Target
from .findings import Finding, Suppressed, plural
from .options import UsageError
from .release import Cross, Store, cross_violations
from .services import Services

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Final

    from .check import Decoded, FileResult
    from .request import Request
    from .settings import Settings
    from .suppress import Mark, Marks

_PARALLEL_FROM = 64
_CHUNK = 32
_AT_HAND = 4
"""Files that are kept after they were opened once more."""
_HINTS = 5


class Outcome:
    """What a run found. Frozen.

    Attributes:
        findings: sorted by file, then by line.
        suppressed: what somebody silenced, in no order.
        files: paths that were checked, in order.
        requests: number of requests in them.
        skipped: files of searched folders that were not checked, each with the reason.
        notes: what else the user should know, a line each.
        seconds: duration of the run.
        unseen: what was not looked at, a line each; with any, the analysis is incomplete.
        timelines: deployments, if they were asked for: the path of each one's file, and its timeline.
    """

    __slots__ = ("files", "findings", "notes", "requests", "seconds", "skipped", "suppressed", "timelines", "unseen")

    def __init__(  # noqa: PLR0913 - a record
        self,
        findings: list[Finding],
        files: list[str],
        requests: int,
        skipped: list[tuple[str, str]],
        notes: list[str],
        seconds: float,
        *,
        suppressed: list[Suppressed] | None = None,
        timelines: list[tuple[str, Any]] | None = None,
        unseen: list[str] | None = None,
    ) -> None:
        self.findings: Final = findings
        self.files: Final = files
        self.requests: Final = requests
        self.skipped: Final = skipped
        self.notes: Final = notes
        self.suppressed: Final = suppressed or []
        self.seconds: Final = seconds
        self.timelines: Final = timelines or []
        self.unseen: Final = unseen or []

    @property
    def checked_nothing(self) -> bool:
        """Whether no file held anything to check."""
        return not self.requests and not self.findings

    def count(self, severity: str) -> int:
        """The number of findings of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def run(  # noqa: PLR0913 - an option each
    targets: list[Target],
    settings: Settings,
    services: Services,
    *,
    jobs: int = 1,
    stdin: Decoded | None = None,
    tick: Callable[[int], None] | None = None,
    started: float | None = None,
    plans: bool = False,
) -> Outcome:
    """Checks files, each by itself and with those of its release.

    Args:
        targets: what to check.
        settings: what the user asked for.
        services: the service packages.
        jobs: most processes to use.
        stdin: the decoded standard input, if ``-`` is among the targets.
        tick: called with the number of files done.
        started: what `perf_counter` said when the run began, if that was before.
        plans: whether to tell what deployments do over time.
    """
    began = perf_counter() if started is None else started
    targets = list(targets)
    findings: list[Finding] = []
    files: list[str] = []
    skipped: list[tuple[str, str]] = []
    hints: list[str] = []
    filled: list[int] = []
    unseen: list[str] = []
    counted = 0
    marks: dict[int, Marks] = {}
    suppressed: list[Suppressed] = []
    if len(targets) >= _PARALLEL_FROM:
        gc.enable()
    many = len(targets) >= _PARALLEL_FROM and jobs > 1
    results = (
        _spread(targets, settings, services, jobs, stdin) if many else _one_by_one(targets, settings, services, stdin)
    )
    with Store() as store:
        for done, result in enumerate(_and_beside(results, targets, settings, services), 1):
            findings += result.findings
            counted += result.requests
            if result.skipped:
                skipped.append((result.path, result.skipped))
            else:
                files.append(result.path)
            if result.hint:
                hints.append(f"{result.path} is skipped: {result.hint}")
            unseen += result.unseen
            if result.placeholders:
                filled.append(result.placeholders)
            suppressed += result.suppressed
            if result.marks is not None:
                marks[result.order] = result.marks
            _keep(result, store, targets[result.order].settings or settings)
            if tick is not None:
                tick(done)

        again = _reopening(targets, settings, services, stdin)
        found, silenced = _cross_findings(store, targets, settings, services, again, marks)
        findings += found
        suppressed += silenced
        faulty = {finding.order for finding in findings if finding.severity == "error"}
        timelines = list(dict.fromkeys(_timelines(store, faulty, again, services, hints))) if plans else []
    findings += _idle(marks, targets, settings, services)
    findings.sort(key=lambda finding: finding.sort_key)
    notes = [*hints[:_HINTS], *([f"and {len(hints) - _HINTS} more like these"] if len(hints) > _HINTS else [])]
    if filled:
        where = f"{plural(sum(filled), 'placeholder')} in {plural(len(filled), 'file')}"
        notes.append(f"{where} are unknown values: they satisfy anything")
    seconds = perf_counter() - began
    return Outcome(
        findings,
        files,
        counted,
        skipped,
        notes,
        seconds,
        suppressed=suppressed,
        timelines=timelines,
        unseen=unseen,
    )


def _keep(result: FileResult, store: Store, settings: Settings) -> None:
    """Keeps what the rules over several requests need of a file."""
    if not result.records and not result.exports:
        return
    from .stages import release_of

    release = release_of(
        result.path,
        apart=result.apart,
        grouping=settings.release_per,
        releases=settings.releases,
        root=settings.root,
    )
    for record, group in zip(result.records, result.groups, strict=True):
        store.add(record, release.within(f"{result.order}:{group}" if group else ""))
    if result.exports or result.imports:
        store.link(release, result.exports, result.imports)


def _one_by_one(
    targets: list[Target], settings: Settings, services: Services, stdin: Decoded | None
) -> Iterator[FileResult]:
    for order, target in enumerate(targets):
        yield check_file(target, order, target.settings or settings, services, stdin if target.stdin else None)


def _reopening(
    targets: list[Target], settings: Settings, services: Services, stdin: Decoded | None
) -> Callable[[int], Opened]:
    """What opens a file once more, by its number, and has the last few at hand."""
    at_hand: dict[int, Opened] = {}

    def again(order: int) -> Opened:
        if order not in at_hand:
            if len(at_hand) >= _AT_HAND:
                at_hand.clear()
            target = targets[order]
            own = target.settings or settings
            at_hand[order] = open_file(target.path, order, own, services, stdin if target.stdin else None)
        return at_hand[order]

    return again


def _and_beside(
    results: Iterator[FileResult], targets: list[Target], settings: Settings, services: Services
) -> Iterator[FileResult]:
    """Results, and those of files that the checked ones name and nobody else did, which become targets."""
    named: dict[str, Settings | None] = {}
    for result in results:
        named.update(dict.fromkeys(result.also, targets[result.order].settings))
        yield result
    known = {os.path.normpath(target.path) for target in targets}
    for path, own in named.items():
        if path not in known:
            targets.append(Target(path, False, own))
            yield check_file(targets[-1], len(targets) - 1, own or settings, services)


_worker: list[Any] = []


def _start_worker(settings: Settings, package: str, names: tuple[str, ...], folder: str) -> None:
    _worker[:] = [settings, Services(package, names, folder)]


def _work(tasks: list[tuple[int, Target]]) -> list[FileResult]:
    from pickle import dumps

    settings, services = _worker
    results = [check_file(target, order, target.settings or settings, services) for order, target in tasks]
    for result in results:
        packed: list[Any] = [dumps(record, 5) for record in result.records]
        result.records = packed
    return results


def _spread(
    targets: list[Target], settings: Settings, services: Services, jobs: int, stdin: Decoded | None
) -> Iterator[FileResult]:
    from ..workers import WorkerError, in_order

    files = [(order, target) for order, target in enumerate(targets) if not target.stdin]
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    start = (_start_worker, (settings, services.package, services.names, services.folder))
    results = (result for chunk in in_order(_work, chunks, jobs, start) for result in chunk)
    try:
        for order, target in enumerate(targets):
            own = target.settings or settings
            yield check_file(target, order, own, services, stdin) if target.stdin else next(results)
    except WorkerError as error:
        raise UsageError(str(error)) from None


def _cross_findings(
    store: Store,
    targets: list[Target],
    settings: Settings,
    services: Services,
    again: Callable[[int], Opened],
    marks: dict[int, Marks],
) -> tuple[list[Finding], list[Suppressed]]:
    by_file: dict[int, list[Cross]] = {}
    for cross in cross_violations(store, lambda file: targets[file].settings or settings, services):
        by_file.setdefault(cross.file, []).append(cross)
    found: list[Finding] = []
    suppressed: list[Suppressed] = []
    for order, crosses in by_file.items():
        opened = again(order)
        placed = [_place(cross, opened, order, _elsewhere(cross, again)) for cross in crosses]
        kept, silenced = sifted(placed, marks.get(order))
        found += kept
        suppressed += silenced
    return found, suppressed


def _timelines(
    store: Store, faulty: set[int], again: Callable[[int], Opened], services: Services, hints: list[str]
) -> Iterator[tuple[str, Any]]:
    """The deployments of releases that have no error; of the others a hint says why they have no timeline."""
    from .deployments import timelines

    told = {operation for service in services.names for operation in services.facts(service).get("timelines", ())}
    for own, shared in store.releases():
        records = [store.get(number) for number in (*own, *shared)]
        deploying = [record.file for record in records if record.operation in told and not record.beside]
        orders = sorted({record.file for record in records})
        if not deploying:
            continue
        opened = [again(order) for order in orders]
        try:
            if faulty.isdisjoint(orders):
                yield from timelines(opened, services)
                continue
            why = "its release has errors"
        except ValueError as error:
            why = str(error)
        hints.append(f"{opened[orders.index(deploying[0])].path} has no timeline: {why}")


def _elsewhere(cross: Cross, again: Callable[[int], Opened]) -> str:
    """Where the other request of the same name stands, as an addition to a message."""
    other = cross.other
    if other is None:
        return ""
    opened = again(other.file)
    request = _request(Cross(other, cross.scenario, cross.violation, None), opened)
    if request is None:
        return ""
    node, key, _ = locate(request.node, cross.path)
    line, column = opened.lines.position((key or node).start if node.kind != SCALAR else node.start)
    return f"; the other is at {opened.path}:{line}:{column}"


def _place(cross: Cross, opened: Opened, order: int, addition: str) -> Finding:
    request = _request(cross, opened)
    if request is not None:
        finding = to_finding(cross.violation, cross.path, request, opened, order, addition)
        return in_outcomes(finding, opened.reading, cross.holding)
    # The file has changed or vanished since it was checked: say what was found, without the place.
    violation = cross.violation
    return Finding(
        violation.rule,
        violation.severity,
        tidy(violation.message + addition),
        opened.path,
        order,
        path=cross.path,
        operation=cross.operation,
        title=cross.title,
    )


def _request(cross: Cross, opened: Opened) -> Request | None:
    scenarios = opened.reading.scenarios
    requests = scenarios[cross.scenario % len(scenarios)]
    here = requests[cross.index] if cross.index < len(requests) else None
    if here is not None and (here.title, here.operation, here.only) == (cross.title, cross.operation, ()):
        return here
    if cross.title:
        same = (request for request in requests if request.title == cross.title and not request.only)
        return next((request for request in same if request.operation == cross.operation), None)
    return None


def _idle(marks: dict[int, Marks], targets: list[Target], settings: Settings, services: Services) -> list[Finding]:
    """Reports suppressions that silence nothing, so that they do not outlive their reason."""
    found: list[Finding] = []
    for order, written in marks.items():
        severity = (targets[order].settings or settings).own_severity(Problem("unused-ignore", "", severity="warning"))
        idle = written.idle() if severity is not None else []
        if idle and severity is not None:
            from .rule_facts import RuleBook

            known = list(RuleBook(services).all())
            for mark, said in idle:
                message = tidy(_unknown(mark, known) or said)
                finding = Finding("unused-ignore", severity, message, targets[order].path, order, mark.place)
                if finding.sort_key not in {other.sort_key for other in found[-8:]}:
                    found.append(finding)
    return found


def _unknown(mark: Mark, known: list[str]) -> str:
    """What is to be said of an id that no rule has; nothing if all are known."""
    from ..spelling import hint

    named = (rule.partition("@")[0] for rule in mark.rules or ())
    unknown = next((rule for rule in named if rule not in known), None)
    return f"unknown rule {unknown}{hint(unknown, known)}" if unknown is not None else ""
