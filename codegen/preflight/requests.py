"""A document to requests: which operation is meant, and where in the document its input stands.

Recognises templates, release files (operation names as keys), and single requests whose operation comes from the
settings, the file name or the members. Checks nothing of a request's contents.
"""

from __future__ import annotations

from ..reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, Problem, plain
from . import recognise
from .request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .services import Services

_SKELETON_BLANKS = 3
_NONE = "holds no request"
SUFFIXES = (".json", ".yaml", ".yml", ".template")
"""Endings of files that folders are searched for."""
PLACEHOLDERS = (r"\$\{[^{}]+\}", r"\{\{.+\}\}")
"""Whole values that are filled in later: those of envsubst and shells, of Helm and Jinja."""


class Reading:
    """What one file holds.

    Attributes:
        scenarios: the requests; several lists only for a template whose conditions lead to different ones.
        outcomes: for each of these lists what the variables of the conditions are, in words.
        problems: what is wrong with the document.
        told: whether the command line, the configuration or the file's name tells the operation.
        reason: why it holds no request, empty if it holds one; not a sentence but what follows "the file".
        hint: what would make the file a request, if its members fit several operations.
        yaml: whether it is YAML, where inline comments may stand.
        template: whether a CloudFormation template is among the documents.
        resources: templates and their resources, each with its logical id, where suppressions may stand.
        placeholders: values that another tool fills in later.
    """

    __slots__ = (
        "hint",
        "outcomes",
        "placeholders",
        "problems",
        "reason",
        "resources",
        "scenarios",
        "template",
        "told",
        "yaml",
    )

    def __init__(self) -> None:
        self.scenarios: list[list[Request]] = [[]]
        self.outcomes: list[dict[str, str]] = [{}]
        self.problems: list[Problem] = []
        self.told = False
        self.reason = ""
        self.hint = ""
        self.yaml = False
        self.template = False
        self.placeholders = 0
        self.resources: list[tuple[Node, str]] = []


def read(
    text: str,
    path: str,
    services: Services,
    *,
    operation: str | None = None,
    salt: str = "",
    placeholders: tuple[str, ...] = (),
) -> Reading:
    """Reads the text of a file.

    Args:
        text: the decoded contents.
        path: its name, which tells the format and perhaps the operation.
        services: the service packages.
        operation: the operation that the settings give (any known spelling), or None.
        salt: makes stand-ins for generated names differ between templates.
        placeholders: patterns of whole values that another tool fills in later.
    """
    reading = Reading()
    roots, tagged = _parse(text, path, reading)
    broken = [problem for problem in reading.problems if problem.rule == "syntax"]
    if not _is_special(roots, services):
        operation = (
            operation
            or recognise.operation_in_name(path, services)
            or recognise.operation_within_name(path, services, roots)
        )
        reading.told = operation is not None
    if broken and (mark := recognise.other_language(text, broken)):
        _say_template(mark, reading)
        return reading
    for root in roots:
        _read_document(root, operation, services, salt, reading)
    if reading.reason in {"", _NONE} and not (
        any(reading.scenarios) or reading.told or reading.template or _is_data(path)
    ):
        said = f"is no JSON or YAML: what ends in {', '.join(SUFFIXES)} is read"
        reading.reason = said
        reading.problems = [Problem("unknown-operation", said)]
        return reading
    if placeholders and not reading.template and ("${" in text or "{{" in text or placeholders != PLACEHOLDERS):
        from .placeholders import open_up

        reading.placeholders = open_up(reading.scenarios[0], placeholders)
    broken_template = broken and "\nResources:" in f"\n{text}"
    if tagged and not reading.template and not broken_template:
        for node in tagged:
            message = f"the tag {node.tag} means something in a CloudFormation template only"
            reading.problems.append(Problem("unsafe-tag", message, node.start, node.end))
    return reading


def _is_data(path: str) -> bool:
    """Whether a file may be JSON or YAML by its name: it has such an ending, or none."""
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    return name.endswith(SUFFIXES) or "." not in name[1:]


def _say_template(mark: str, reading: Reading) -> None:
    """Replaces what the reader says of a template of another language, which it cannot know."""
    first = min((problem for problem in reading.problems if problem.rule == "syntax"), key=lambda found: found.start)
    reading.reason = f"is a template of another language ({mark}): render it first, and check what comes out"
    reading.problems = [Problem("syntax", reading.reason, first.start, first.end)]


def _parse(text: str, path: str, reading: Reading) -> tuple[list[Node], list[Node]]:
    name = path.lower()
    looks_like_json = text.lstrip()[:1] in {"{", "["}
    if name.endswith(".json") or (looks_like_json and not name.endswith((".yaml", ".yml"))):
        from ..reading import json_nodes

        root, problems = json_nodes.parse(text)
        if root is not None or name.endswith(".json"):
            reading.problems += problems
            return ([] if root is None else [root]), []
    from ..reading import yaml_nodes

    roots, problems, tagged = yaml_nodes.parse(text)
    reading.problems += problems
    reading.yaml = True
    return roots, tagged


def is_template(root: Node) -> bool:
    """Whether a document is a CloudFormation template."""
    if root.kind != MAPPING:
        return False
    resources = root.get("Resources")
    if resources is None or resources.kind != MAPPING:
        return False
    return root.get("AWSTemplateFormatVersion") is not None or any(
        (kind := node.get("Type")) is not None and isinstance(kind.value, str) and "::" in kind.value
        for _, node in resources.value
    )


def _is_special(roots: list[Node], services: Services) -> bool:
    return any(is_template(root) or _is_release(root, services) for root in roots)


def _is_release(root: Node, services: Services) -> bool:
    """A release has operation names as keys, in a mapping or in the mappings of a list, and requests below them."""
    known = services.operations
    if root.kind == MAPPING:
        return any(
            value.kind != SCALAR for key, value in root.value if isinstance(key.value, str) and key.value in known
        )
    return root.kind == SEQUENCE and any(item.kind == MAPPING and _is_release(item, services) for item in root.value)


def _read_document(root: Node, operation: str | None, services: Services, salt: str, reading: Reading) -> None:
    if root.kind == SCALAR and root.value is None:
        return  # an empty document between two others
    if is_template(root):
        from .cloudformation import read_template

        reading.template = True
        listed = root.get("Resources")
        reading.resources += [(root, ""), *((node, key.text) for key, node in (listed.value if listed else ()))]
        scenarios, outcomes, problems = read_template(root, services, salt)
        _combine(reading, scenarios, outcomes)
        reading.problems += problems
    elif _is_release(root, services):
        for entry in root.value if root.kind == SEQUENCE else [root]:
            _read_release(entry, services, reading)
    else:
        known = services.operations.get(operation) if operation is not None else None
        members = services.facts(known[0])["operations"][known[1]]["members"] if known else ()
        kind = recognise.other_kind(root, members)
        if known and not kind:
            _add(reading, *known, root)
        else:
            _by_members(root, kind, services, reading)


def _by_members(root: Node, kind: str, services: Services, reading: Reading) -> None:
    """Adds a request whose members alone tell its operation, or says why the document is for none."""
    fit = recognise.by_members(root, services) if not kind else recognise.Fit([], False)
    if len(fit.operations) == 1 and fit.telling:
        _add(reading, *services.operations[fit.operations[0]], root)
        return
    if kind:
        reading.reason = f"is {kind}, no request"
        message = reading.reason
    else:
        reading.reason = _NONE
        example = next(iter(fit.operations), None) or next(
            (name for name in services.operations if name.islower()), "create-thing"
        )
        told = f" (its members fit {_or(fit.operations[:5])})" if fit.operations else ""
        message = f"cannot tell which operation this is for{told}: name the file like {example}.yaml or use --operation"
        if len(fit.operations) > 1 and fit.telling:
            reading.hint = (
                f"its members fit {_or(fit.operations[:5])}: name it like {example}.yaml, or set `operations`"
            )
    reading.problems.append(Problem("unknown-operation", message, root.start, root.start + 1))


def _or(names: list[str]) -> str:
    return " or ".join(", ".join(names).rsplit(", ", 1))


def _combine(reading: Reading, scenarios: list[list[Request]], outcomes: list[dict[str, str]]) -> None:
    """Adds a template's outcomes to those of the documents before it in the file."""
    if scenarios:
        reading.scenarios = [made + more for made in reading.scenarios for more in scenarios]
        reading.outcomes = [{**known, **more} for known in reading.outcomes for more in outcomes]


def _read_release(entry: Node, services: Services, reading: Reading) -> None:
    if entry.kind != MAPPING:
        message = "expected a mapping from an operation name to its request"
        reading.problems.append(Problem("unknown-operation", message, entry.start, entry.end))
        return
    for key, value in entry.value:
        known = services.operations.get(key.value) if isinstance(key.value, str) else None
        if known is None:
            from ..spelling import hint

            spellings = [name for name in services.operations if name.islower() == key.text.islower()]
            message = f"{key.text[:80]!r} is no operation{hint(key.text, spellings)}"
            reading.problems.append(Problem("unknown-operation", message, key.start, key.end))
            continue
        for request in value.value if value.kind == SEQUENCE else [value]:
            _add(reading, *known, request)


def _add(reading: Reading, service: str, operation: str, node: Node) -> None:
    data = plain(node)
    if is_untouched_skeleton(data):
        message = (
            "is the AWS CLI's skeleton as generated: fill it in first (all of its members at once are never valid)"
        )
        reading.problems.append(Problem("untouched-skeleton", message, node.start, node.start + 1))
        return
    for scenario in reading.scenarios:
        scenario.append(Request(service, operation, node, data))


def is_untouched_skeleton(data: Any) -> bool:
    """Whether every leaf is what ``--generate-cli-skeleton`` writes: "", 0, 0.0, true or an enum's first name."""
    blanks = 0
    pending = [data]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list):
            if len(value) > 1:
                return False
            pending.extend(value)
        elif value == "":
            blanks += 1
        elif isinstance(value, str):
            if " " in value or len(value) > 64 or "/" in value:
                return False
        elif value is not True and (isinstance(value, bool) or value != 0):
            return False
    return blanks >= _SKELETON_BLANKS
