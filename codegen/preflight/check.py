"""Checks one file: reads it, finds its requests, asks the service packages, and places what they say in the text.

Rules that look at several requests are the business of ``release``. Nothing is printed and nothing escapes: whatever a
file holds, the result is a list of findings.
"""

from __future__ import annotations

from ..reading.nodes import SCALAR, Lines, Problem, locate
from .findings import COMMENT, SHAPE_RULES, Finding, Suppressed, place, printable, show_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    from ..reading.nodes import Path
    from .discover import Target
    from .doors.reading import Reading
    from .findings import Place
    from .request import Request
    from .schema_view import View
    from .services import Services
    from .settings import Settings
    from .suppress import Marks
    from .unknowns import Limit

    Said: TypeAlias = tuple[str, str, str, str]
    Decoded: TypeAlias = tuple[str, list[Problem]]

_MESSAGE_LIMIT = 400
_AT_KEY = ("unknown-member", "cloudformation-member")
"""Rules that are about a member's name, not its value."""
_VARIANTS = 5


class Record:
    """A request that the rules over several requests need.

    Attributes:
        file, index: which file of the run, and which request of the file.
        service, operation, title, in_order: see `Request`.
        payload: per outcome of the template's conditions the fillings of unknown values (none where the resource does
            not exist); one of one for plain requests.
        unknown: per outcome the paths of its unknown values, each with the expression that stands there.
        beside: whether it only shows what comes with another request; nothing at it is reported.
    """

    __slots__ = ("beside", "file", "in_order", "index", "operation", "payload", "service", "title", "unknown")

    def __init__(self, file: int, index: int, request: Request, payload: list[list[Any]]) -> None:
        self.file = file
        self.index = index
        self.service = request.service
        self.operation = request.operation
        self.title = request.title
        self.in_order = request.in_order
        self.beside = bool(request.only)
        self.payload = payload
        self.unknown: list[dict[Path, str]] = [{} for _ in payload]


class FileResult:
    """What the check of one file yields; see `Reading`.

    `skipped` is why it was not checked, empty if it was; `groups` are those of the requests behind the records;
    `exports` and `imports` are those of templates, by the expressions that import; `unseen` is what was not looked at.
    """

    __slots__ = (
        "also",
        "apart",
        "exports",
        "findings",
        "groups",
        "hint",
        "imports",
        "marks",
        "order",
        "path",
        "placeholders",
        "records",
        "requests",
        "skipped",
        "suppressed",
        "unseen",
    )

    def __init__(self, path: str, order: int) -> None:
        self.path = path
        self.order = order
        self.findings: list[Finding] = []
        self.records: list[Record] = []
        self.suppressed: list[Suppressed] = []
        self.marks: Marks | None = None
        self.requests = 0
        self.skipped = ""
        self.hint = ""
        self.placeholders = 0
        self.apart = False
        self.also: list[str] = []
        self.groups: list[str] = []
        self.exports: dict[str, str] = {}
        self.imports: set[str] = set()
        self.unseen: list[str] = []


class Opened:
    """A file that was read: its text, what it holds, and the offsets of values that could not be read."""

    __slots__ = ("_lines", "path", "problems", "reading", "services", "text", "unread")

    def __init__(self, path: str, text: str, problems: list[Problem], reading: Reading, services: Services) -> None:
        self.path = path
        self.text = text
        self.problems = problems
        self.reading = reading
        self.services = services
        self._lines: Lines | None = None
        self.unread = {problem.start for problem in problems if problem.rule == "bad-number"}

    @property
    def lines(self) -> Lines:
        """The lines of the file as they may be shown: what the model calls sensitive is hidden."""
        if self._lines is None:
            from .secrets import hidden

            self._lines = Lines(hidden(self.text, self.reading, self.services))
        return self._lines


def open_file(path: str, order: int, settings: Settings, services: Services, stdin: Decoded | None = None) -> Opened:
    """Reads a file and finds its requests; `stdin` is what was decoded for ``-``."""
    from ..reading import load
    from . import doors
    from .doors.reading import Reading

    text, problems = load.read_text(path) if stdin is None else stdin
    if any(problem.rule in {"unreadable", "too-large", "binary-file", "empty-file"} for problem in problems):
        return Opened(path, text, problems, Reading(services), services)
    if any(problem.rule == "encoding" and problem.start for problem in problems):
        return Opened(path, text, problems, Reading(services), services)
    reading = doors.read(
        text,
        path,
        services,
        operation=settings.operation_of(path),
        salt=salt_of(order),
        placeholders=settings.placeholders,
        deployed=settings.deployed,
    )
    if reading.template:
        problems = [problem for problem in problems if problem.rule != "encoding"]  # no AWS CLI parses a template
    return Opened(path, text, problems + reading.problems, reading, services)


def check_file(
    target: Target, order: int, settings: Settings, services: Services, stdin: Decoded | None = None
) -> FileResult:
    """Checks one file by itself; whatever goes wrong becomes a finding."""
    result = FileResult(target.path, order)
    try:
        _check(target, result, settings, services, stdin)
    except MemoryError:
        _report(result, settings, Problem("too-large", "needs more memory than there is"), Lines(""))
    except Exception as error:  # noqa: BLE001 - one bad file must not keep the others from being checked
        message = f"{type(error).__name__}: {error}"
        _report(result, settings, Problem("internal-error", message), Lines(""))
    result.findings.sort(key=lambda finding: finding.sort_key)
    return result


def _check(target: Target, result: FileResult, settings: Settings, services: Services, stdin: Decoded | None) -> None:
    opened = open_file(target.path, result.order, settings, services, stdin)
    reading = opened.reading
    if not target.named and not any(reading.scenarios) and (reason := why_skipped(opened, services)):
        result.skipped = reason
        result.hint = reading.hint
        return
    result.placeholders, result.apart, result.also = reading.placeholders, reading.apart, reading.also
    for node, what in reading.unseen:
        result.unseen.append(f"{opened.path}:{opened.lines.position(node.start)[0]}: {what} was not looked at")
    for problem in opened.problems:
        _report(result, settings, problem, opened.lines)
    result.marks = _marks(opened, settings)
    result.requests = max(len([request for request in made if not request.only]) for made in reading.scenarios)
    result.findings += _findings(reading, settings, services, opened, result.order)
    result.findings, result.suppressed = sifted(result.findings, result.marks)
    result.records, result.groups = _records(reading.scenarios, result.order, services)
    if reading.template:
        _link(result, opened, services, settings)


def _link(result: FileResult, opened: Opened, services: Services, settings: Settings) -> None:
    """Notes what templates export, and what they import where that could join them."""
    from .cloudformation import IMPORT, exported

    for root, title in opened.reading.resources:
        if not title and root.get("Outputs") is not None:
            result.exports.update(exported(root, services, salt_of(result.order), settings.deployed))
    unknown = (expression for record in result.records for outcome in record.unknown for expression in outcome.values())
    result.imports.update(expression for expression in unknown if expression.startswith(IMPORT))


def salt_of(order: int) -> str:
    """What makes names that are made up differ between the files of a run."""
    return f"-{order}" if order else ""


def _findings(reading: Reading, settings: Settings, services: Services, opened: Opened, order: int) -> list[Finding]:
    """The findings of all requests, each once; those of some outcomes of a template's conditions say of which."""
    held: dict[tuple[str, int, int, str], tuple[Finding, set[int]]] = {}
    for number, requests in enumerate(reading.scenarios):
        for request in requests:
            violations = check_request(request, settings, services, opened)
            found = [to_finding(violation, violation.path, request, opened, order) for violation in violations]
            if request.open or request.resource:
                found += _offered(request, settings, services, opened, order)
            for finding in found:
                mark = (finding.rule, finding.line, finding.column, finding.message)
                held.setdefault(mark, (finding, set()))[1].add(number)
    return [in_outcomes(finding, reading, holding) for finding, holding in held.values()]


def in_outcomes(finding: Finding, reading: Reading, holding: set[int]) -> Finding:
    """A finding with the outcome of the template's conditions in which it holds, if it does not hold in all."""
    if len(holding) == len(reading.scenarios):
        return finding
    from .cloudformation import when

    return finding.holding(when(reading.outcomes, holding))


def why_skipped(opened: Opened, services: Services) -> str:
    """Why a file that nobody named is none to check: it is for no operation, or neither readable nor about any."""
    from .recognise import operation_in_name, shows_sign

    reading = opened.reading
    broken = next((problem for problem in opened.problems if _is_broken(problem)), None)
    if broken is None or reading.template:
        return reading.reason
    if broken.rule == "unreadable" or reading.told or operation_in_name(opened.path, services):
        return ""
    if reading.reason and not any(problem.rule == "unknown-operation" for problem in opened.problems):
        return reading.reason
    if shows_sign(opened.text, services):
        opened.problems = [problem for problem in opened.problems if problem.rule != "unknown-operation"]
        return ""
    return "is empty" if broken.rule == "empty-file" else f"is about nothing known and cannot be read: {broken.message}"


def _is_broken(problem: Problem) -> bool:
    return problem.severity == "error" and problem.rule != "unknown-operation"


def _report(result: FileResult, settings: Settings, problem: Problem, lines: Lines) -> None:
    severity = settings.own_severity(problem)
    if severity is not None:
        where = place(lines, problem.start, problem.end)
        message, title = tidy(problem.message), problem.title
        result.findings.append(Finding(problem.rule, severity, message, result.path, result.order, where, title=title))


def _marks(opened: Opened, settings: Settings) -> Marks | None:
    """The suppressions that hold for a file, None if there are none."""
    reading, configured = opened.reading, settings.marks(opened.path)
    if not configured and COMMENT not in opened.text and "botoforge" not in opened.text:
        return None
    from .suppress import Marks, comments, of_metadata, of_silence

    found = comments(opened.text) if reading.comments and COMMENT in opened.text else []
    for node, title in reading.resources:
        found += of_metadata(node, title, opened.lines)
    found += [mark for silence in reading.silences if (mark := of_silence(silence, opened.lines)) is not None]
    return Marks(found, configured) if found or configured else None


def sifted(findings: list[Finding], marks: Marks | None) -> tuple[list[Finding], list[Suppressed]]:
    """The findings that nobody silenced, and those that somebody did."""
    if marks is None:
        return findings, []
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        mark = marks.silence(finding)
        if mark is None:
            kept.append(finding)
        else:
            suppressed.append(Suppressed(finding, mark.reason, mark.until))
    return kept, suppressed


def check_request(request: Request, settings: Settings, services: Services, opened: Opened) -> list[Any]:
    """The violations of one request by itself, without those that only follow from another one."""
    validate: Callable[..., list[Any]] = services.module(request.service).validate
    words = settings.keywords(services, request.service)

    def again(data: Any) -> list[Any]:
        return validate(request.operation, data, **words)

    def check(data: Any) -> list[Any]:
        return _own(again(data), data, again)

    if not (request.open or request.resource or request.optional or request.only):
        violations = check(request.data)
    else:
        violations = _certain_violations(request, services, check)
    if request.resource:
        violations += _refusals(request, violations, settings)
    return [
        violation
        for violation in violations
        if not opened.unread or locate(request.node, violation.path)[0].start not in opened.unread
    ]


def _own(violations: list[Any], data: Any, check: Callable[[Any], list[Any]]) -> list[Any]:
    """The violations without those of rules that read a value of a wrong type: they may vanish when it is repaired.

    What is left are those that stay if such values are left out.
    """
    wrong = [violation.path for violation in violations if violation.rule == "type" and violation.path]
    if not wrong or all(violation.rule in SHAPE_RULES for violation in violations):
        return violations
    left = {(violation.rule, violation.path) for violation in check(_without(data, wrong))}
    return [
        violation
        for violation in violations
        if violation.rule in SHAPE_RULES or (violation.rule, violation.path) in left
    ]


def _without(data: Any, paths: list[Path]) -> Any:
    """A copy of data without the members at some paths; elements of lists stay, as others are counted by them."""
    here = {path[0] for path in paths if len(path) == 1}
    below: dict[str | int, list[Path]] = {}
    for path in paths:
        if len(path) > 1:
            below.setdefault(path[0], []).append(path[1:])
    if data.__class__ is dict:
        kept = ((key, value) for key, value in data.items() if key not in here)
        return {key: _without(value, below[key]) if key in below else value for key, value in kept}
    if data.__class__ is list:
        return [_without(value, below[at]) if at in below else value for at, value in enumerate(data)]
    return data


def _certain_violations(request: Request, services: Services, check: Callable[[Any], list[Any]]) -> list[Any]:
    """Those that hold whatever is unknown, without what the form of the request need not write."""
    from .unknowns import assumed, below, certain

    violations = certain(check, request.data, services.view(request.service, request.operation))
    stand_ins = [path for path, _ in assumed(request.node)]
    return [
        violation
        for violation in violations
        if violation.path not in stand_ins
        and not (violation.rule == "required" and _is_optional(violation.path, request.optional))
        and (not request.only or below(violation.path, [(name,) for name in request.only]))
    ]


def _offered(request: Request, settings: Settings, services: Services, opened: Opened, order: int) -> list[Finding]:
    """What is wrong with a file's own values for what stays unknown, at the line of each value."""
    from .unknowns import assumed, filled, refused

    validate, words = services.module(request.service).validate, settings.keywords(services, request.service)
    view = services.view(request.service, request.operation)
    names = {path: hole for path, node in assumed(request.node) if (hole := request.stood_in.get(id(node))) is not None}
    open_data = filled(request.data, names) if names else request.data
    found = []
    for violation, choice in refused(lambda data: validate(request.operation, data, **words), open_data, view):
        severity = "warning" if "warning" in (violation.severity, choice.severity) else "error"
        said = (violation.rule, severity, violation.message, choice.origin)
        found.append((violation.path, choice.node, said))
    for path, limit, rule, message in _excluded(open_data, view):
        level = settings.own_severity(Problem(rule, message))
        if level is not None:
            found.append((path, limit.node, (rule, level, message, "")))
    return [
        _finding(path, place(opened.lines, node.start, node.end), said, request, opened, order)
        for path, node, said in found
        if not request.only or path[0] in request.only
    ]


def _excluded(data: Any, view: View) -> Iterator[tuple[Path, Limit, str, str]]:
    """The limits of unknown values that leave none which their place takes."""
    from .unknowns import holes

    for path, hole in holes(data):
        for limit in hole.limits:
            from .partial import excludes

            here = view
            for segment in path:
                here = here.at(segment)
            rule, message = excludes(limit, here)
            if rule:
                yield path, limit, rule, message


def _refusals(request: Request, violations: list[Any], settings: Settings) -> list[Any]:
    """What CloudFormation refuses of a resource, beyond the errors that are found anyway."""
    from .cloudformation import refusals

    errors = {violation.path for violation in violations if violation.severity == "error"}
    found = [refusal for refusal in refusals(request.data, request.resource) if refusal.path not in errors]
    for refusal in found:
        refusal.severity = settings.own_severity(Problem(refusal.rule, refusal.message)) or ""
    return [refusal for refusal in found if refusal.severity]


def _is_optional(path: Path, optional: tuple[tuple[str, ...], ...]) -> bool:
    return any(
        len(pattern) == len(path) and all(part in ("*", segment) for part, segment in zip(pattern, path, strict=True))
        for pattern in optional
    )


def to_finding(violation: Any, path: Path, request: Request, opened: Opened, order: int, addition: str = "") -> Finding:
    """A violation as a finding, placed at the node its path leads to; `addition` ends its message.

    An unknown member is placed at its key, and so is an object or list that begins on a line below its key: the line
    that names it says more than the line of its first member.
    """
    node, key, depth = locate(request.node, path)
    left_out = request.left_out.get(id(node), {}).get("*" if depth == len(path) else path[depth])
    if left_out is not None:
        node = left_out
    start, end = node.start, node.end
    unknown = violation.rule in _AT_KEY and depth == len(path)
    if key is not None and (unknown or (node.kind != SCALAR and "\n" in opened.text[key.end : start])):
        start, end = key.start, key.end
    where = place(opened.lines, start, end, None if key is None else key.start)
    said = (violation.rule, violation.severity, violation.message, addition)
    return _finding(path, where, said, request, opened, order)


def _finding(path: Path, where: Place, said: Said, request: Request, opened: Opened, order: int) -> Finding:
    """A finding about a member of a request, in the names of its file."""
    from .wording import worded, written

    rule, severity, message, addition = said
    return Finding(
        rule,
        severity,
        tidy(worded(message, path, request, opened.services) + addition),
        opened.path,
        order,
        where,
        path=path,
        operation=request.operation,
        title=request.title,
        written=written(path, request, opened.services),
        construct=request.construct,
    )


def tidy(message: str) -> str:
    """A message as one printable line of bounded length."""
    message = printable(message)
    return message if len(message) <= _MESSAGE_LIMIT else f"{message[: _MESSAGE_LIMIT - 1]}…"


def _records(scenarios: list[list[Request]], order: int, services: Services) -> tuple[list[Record], list[str]]:
    """The requests that rules over several look at, and which group each belongs to."""
    records: list[Record] = []
    groups: list[str] = []
    by_place: dict[tuple[str, str, str, int], Record] = {}
    for number, requests in enumerate(scenarios):
        for index, request in enumerate(requests):
            if not services.takes_part(request.service, request.operation):
                continue
            place = (request.service, request.operation, request.title, 0 if request.title else index)
            record = by_place.get(place)
            if record is None:
                record = by_place[place] = Record(order, index, request, [[] for _ in scenarios])
                records.append(record)
                groups.append(request.group)
            if request.resource or request.open or request.only:
                record.payload[number], record.unknown[number] = _fillings(request, services)
            else:
                record.payload[number] = [request.data]
    return records, groups


def _fillings(request: Request, services: Services) -> tuple[list[Any], dict[Path, str]]:
    from .unknowns import holes, named, variants

    view = services.view(request.service, request.operation)
    data = named(request.data, view, services.identifiers(request.service))
    return variants(data, view, _VARIANTS), {path: hole.key for path, hole in holes(request.data)}


def describe(finding: Finding) -> str:
    """Where in which request a finding is, such as ``CreateEndpoint DeploymentConfig``."""
    place = f"{finding.operation} {finding.title}".strip()
    owner = f" of {finding.construct}" if finding.construct else ""
    return printable(f"{place} {finding.written or show_path(finding.path)}".strip() + owner)
