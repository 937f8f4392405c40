"""A document to requests: which operation is meant, and where in the document its input stands.

Recognises templates, release files (operation names as keys), and single requests whose operation comes from the
command line or the file name. Checks nothing of a request's contents.
"""

from __future__ import annotations

from ..reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, Problem, plain
from .request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .services import Services

_SKELETON_BLANKS = 3


class Reading:
    """What one file holds.

    Attributes:
        scenarios: the requests; several lists only for a template whose conditions lead to different ones.
        problems: what is wrong with the document.
        understood: False if nothing told which operation the file is for.
        yaml: whether it is YAML, where inline comments may stand.
        template: whether a CloudFormation template is among the documents.
    """

    __slots__ = ("problems", "scenarios", "template", "understood", "yaml")

    def __init__(self) -> None:
        self.scenarios: list[list[Request]] = [[]]
        self.problems: list[Problem] = []
        self.understood = True
        self.yaml = False
        self.template = False


def read(text: str, path: str, operation: str | None, services: Services, salt: str = "") -> Reading:
    """Reads the text of a file.

    Args:
        text: the decoded contents.
        path: its name, which tells the format and perhaps the operation.
        operation: the operation given on the command line (any known spelling), or None.
        services: the service packages.
        salt: makes stand-ins for generated names differ between templates.
    """
    reading = Reading()
    roots, tagged = _parse(text, path, reading)
    if operation is None and not _is_special(roots, services):
        operation = operation_of(path, services)
    for root in roots:
        _read_document(root, operation, services, salt, reading)
    if tagged and not reading.template:
        for node in tagged:
            message = f"the tag {node.tag} means something in a CloudFormation template only"
            reading.problems.append(Problem("unsafe-tag", message, node.start, node.end))
    return reading


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


def operation_of(path: str, services: Services) -> str | None:
    """The operation a file name tells: ``create-endpoint.json``, ``fraud.create-endpoint-config.yaml``."""
    name = path.replace("\\", "/").rpartition("/")[2]
    for part in reversed(name.split(".")):
        if part in services.operations:
            return part
    return None


def _is_special(roots: list[Node], services: Services) -> bool:
    return any(is_template(root) or _is_release(root, services) for root in roots)


def _is_release(root: Node, services: Services) -> bool:
    """A release has operation names as keys, in a mapping or in the mappings of a list."""
    known = services.operations
    if root.kind == MAPPING:
        return any(key.value in known for key, _ in root.value if isinstance(key.value, str))
    return root.kind == SEQUENCE and any(item.kind == MAPPING and _is_release(item, services) for item in root.value)


def _read_document(root: Node, operation: str | None, services: Services, salt: str, reading: Reading) -> None:
    if root.kind == SCALAR and root.value is None:
        return  # an empty document between two others
    if is_template(root):
        from .cloudformation import read_template

        reading.template = True
        _combine(reading, read_template(root, services, salt))
    elif _is_release(root, services):
        for entry in root.value if root.kind == SEQUENCE else [root]:
            _read_release(entry, services, reading)
    elif operation is not None and operation in services.operations:
        service, name = services.operations[operation]
        _add(reading, service, name, root)
    else:
        reading.understood = False
        likely = _likely(root, services)
        told = f" (it has members of {likely})" if likely else ""
        example = likely or next((name for name in services.operations if name.islower()), "create-thing")
        message = f"cannot tell which operation this is for{told}: name the file like {example}.yaml or use --operation"
        reading.problems.append(Problem("unknown-operation", message, root.start, root.start + 1))


def _likely(root: Node, services: Services) -> str | None:
    """The operation whose request has all the keys of a document, of several the one with the fewest others."""
    keys = {key.value for key, _ in root.value} if root.kind == MAPPING else set()
    known = [facts for service in services.names for facts in services.facts(service)["operations"].values()]
    fits = [(len(facts["members"]), facts["cli"]) for facts in known if keys <= set(facts["members"])]
    return min(fits)[1] if keys and fits else None


def _combine(reading: Reading, scenarios: list[list[Request]]) -> None:
    """Adds a template's outcomes to those of the documents before it in the file."""
    if scenarios:
        reading.scenarios = [made + more for made in reading.scenarios for more in scenarios]


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
