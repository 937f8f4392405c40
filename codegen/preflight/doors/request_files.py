"""Request files: one request as the AWS CLI takes it; its operation comes from settings, file name or members.

Also the format of every document: JSON or YAML, and what is to be said where it is neither.
"""

from __future__ import annotations

from ...reading.nodes import SCALAR, Node, Problem, plain
from .. import recognise as kinds
from . import DATA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..services import Services
    from .reading import Reading, Source

_SKELETON_BLANKS = 3
_NONE = "holds no request"


def parse(source: Source, reading: Reading) -> tuple[list[Node], list[Node]]:
    """The documents of a file, and its nodes with tags; what is wrong with them is in the reading."""
    name = source.path.lower()
    looks_like_json = source.text.lstrip()[:1] in {"{", "["}
    if name.endswith((".json", ".ipynb")) or (looks_like_json and not name.endswith((".yaml", ".yml"))):
        from ...reading import json_nodes

        root, problems = json_nodes.parse(source.text)
        if root is None and "${" in source.text:
            root, problems = _with_holes(source.text) or (root, problems)
        if root is not None or name.endswith(".json"):
            reading.problems += problems
            return ([] if root is None else [root]), []
    from ...reading import yaml_nodes

    roots, problems, tagged = yaml_nodes.parse(source.text)
    reading.problems += problems
    reading.comments = True
    return roots, tagged


def _with_holes(text: str) -> tuple[Node | None, list[Problem]] | None:
    """The document of a JSON text in which bare placeholders stand for values, None where it is none either way."""
    from .inner import MAX_LENGTH, VARIABLE, unquoted_holes

    if len(text) > MAX_LENGTH:
        return None
    found = unquoted_holes(text, VARIABLE).json()
    return found if found[0] is not None else None


def learn_operation(source: Source, reading: Reading, roots: list[Node], *, sure: bool) -> None:
    """Finds the operation that the file's name tells, if nothing but request files is in it (`sure`)."""
    if sure:
        source.operation = (
            source.operation
            or kinds.operation_in_name(source.path, source.services)
            or kinds.operation_within_name(source.path, source.services, roots)
        )
        reading.told = source.operation is not None


def is_of_other_language(source: Source, reading: Reading) -> bool:
    """Whether a text that cannot be read is for another tool to render; says so instead of what the reader says."""
    broken = [problem for problem in reading.problems if problem.rule == "syntax"]
    mark = kinds.other_language(source.text, broken) if broken else ""
    if mark:
        first = min(broken, key=lambda found: found.start)
        reading.reason = f"is a template of another language ({mark}): render it first, and check what comes out"
        reading.problems = [Problem("syntax", reading.reason, first.start, first.end)]
    return bool(mark)


def is_no_data(source: Source, reading: Reading) -> bool:
    """Whether a file without a request is no JSON or YAML by its name; says so."""
    found = any(reading.scenarios) or reading.told or reading.template
    name = source.name.lower()
    if reading.reason not in {"", _NONE} or found or name.endswith(DATA) or "." not in name[1:]:
        return False
    reading.reason = f"is no JSON or YAML: what ends in {', '.join(DATA)} is read"
    reading.problems = [Problem("unknown-operation", reading.reason)]
    return True


def report_tags(source: Source, reading: Reading, tagged: list[Node]) -> None:
    """Reports tags of YAML where they mean nothing."""
    broken = any(problem.rule == "syntax" for problem in reading.problems)
    if reading.template or (broken and "\nResources:" in f"\n{source.text}"):
        return
    for node in tagged:
        message = f"the tag {node.tag} means something in a CloudFormation template only"
        reading.problems.append(Problem("unsafe-tag", message, node.start, node.end))


def recognise(root: Node | None, source: Source) -> bool:  # noqa: ARG001 - whatever no other door takes
    """Whether something is a document."""
    return root is not None


def is_other(root: Node) -> bool:
    """Whether a document is of a kind that holds no request, which is nothing to report beside documents that do."""
    return bool(kinds.other_kind(root))


def read(root: Node, source: Source, reading: Reading) -> None:
    """Adds the request that a document is, or says why it is none."""
    if root.kind == SCALAR and root.value is None:
        return  # an empty document between two others
    services, operation = source.services, source.operation
    known = services.operations.get(operation) if operation is not None else None
    members = services.facts(known[0])["operations"][known[1]]["members"] if known else ()
    kind = kinds.other_kind(root, members)
    if known and not kind:
        add(reading, known, root)
    else:
        _by_members(root, kind, services, reading)


def _by_members(root: Node, kind: str, services: Services, reading: Reading) -> None:
    """Adds a request whose members alone tell its operation, or says why the document is for none."""
    fit = kinds.by_members(root, services) if not kind else kinds.Fit([], False)
    if len(fit.operations) == 1 and fit.telling:
        add(reading, services.operations[fit.operations[0]], root)
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


def add(reading: Reading, operation: tuple[str, str], node: Node) -> None:
    """Adds a request, unless it is a skeleton as it was generated."""
    if is_untouched_skeleton(plain(node)):
        message = (
            "is the AWS CLI's skeleton as generated: fill it in first (all of its members at once are never valid)"
        )
        reading.problems.append(Problem("untouched-skeleton", message, node.start, node.start + 1))
        return
    reading.add(operation, node)


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
