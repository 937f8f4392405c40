"""What a file that says nothing of its operation is: by its name, by its members, or a document of another kind.

Decides nothing about requests that are recognised, and reads no files.
"""

from __future__ import annotations

from itertools import pairwise

from ..reading.nodes import MAPPING, SCALAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ..reading.nodes import Node, Problem
    from .services import Services

_OTHERS = (
    ("a JSON Schema", ("$defs", "properties")),
    ("a JSON Schema", ("definitions", "properties")),
    ("a JSON Schema", ("type", "properties")),
    ("an OpenAPI document", ("openapi",)),
    ("an OpenAPI document", ("swagger",)),
    ("an AsyncAPI document", ("asyncapi",)),
    ("a lock file", ("lockfileVersion",)),
    ("a manifest of botoforge", ("generator", "files")),
    ("a service model", ("metadata", "operations", "shapes")),
    ("a service model", ("version", "waiters")),
    ("a Smithy model", ("smithy", "shapes")),
    ("a manifest of Kubernetes", ("apiVersion", "kind")),
    ("a definition of Step Functions", ("StartAt", "States")),
    ("a plan or state of Terraform", ("terraform_version",)),
    ("a plan or state of Terraform", ("planned_values",)),
    ("a notebook", ("nbformat", "cells")),
    ("a SARIF report", ("version", "runs")),
    ("a workflow of GitHub", ("on", "jobs")),
    ("a workflow of GitHub", ("name", "jobs")),
    ("a policy of IAM", ("Version", "Statement")),
)
"""Kinds of documents, each with the keys that all of its kind have."""
_MARKS = ("{{", "{%", "<%")
_FEW = 12
"""Most operations whose required members are looked up to tell them apart."""


def other_kind(root: Node, members: tuple[str, ...] = ()) -> str:
    """What kind of document something is that is no request; empty if nothing tells.

    Args:
        root: the document.
        members: those of the request that its file's name tells; keys that are members say nothing about the kind.
    """
    if root.kind != MAPPING:
        return ""
    dialect = root.get("$schema")
    if dialect is not None and "json-schema.org" in dialect.text:
        return "a JSON Schema"
    keys = {key.value for key, _ in root.value if isinstance(key.value, str)} - set(members)
    return next((kind for kind, marks in _OTHERS if keys.issuperset(marks)), "")


def other_language(text: str, problems: list[Problem]) -> str:
    """The mark of a template language in a text that cannot be read, where reading ended or first in a line."""
    if not any(mark in text for mark in _MARKS):
        return ""
    at = min((problem.start for problem in problems), default=0)
    end = text.find("\n", at)
    around = text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
    first = (line for line in text.splitlines() if line.lstrip().startswith(_MARKS))
    where = around if any(mark in around for mark in _MARKS) else next(first, "")
    return next((mark for mark in _MARKS if mark in where), "")


def shows_sign(text: str, services: Services) -> bool:
    """Whether a text that cannot be read is about the package: a resource type or an operation of it is in there."""
    operations = [name for name, (_, api) in services.operations.items() if name == api]
    words = [word for word in (*services.resources, *operations) if sum(letter.isupper() for letter in word) > 1]
    groups = [facts["group"] for facts in services.door_facts("kubernetes").values()]
    actions = [f":{name[0].lower()}{name[1:]}" for name in operations]  # as the tasks of state machines call them
    return any(word in text for word in (*words, *groups, *actions))


def operation_in_name(path: str, services: Services) -> str | None:
    """The operation that a file name tells as a part between dots: ``fraud.create-endpoint.yaml``."""
    name = path.replace("\\", "/").rpartition("/")[2]
    if name.lower().endswith(".schema.json"):
        return None
    for part in reversed(name.split(".")):
        if part in services.operations:
            return part
    return None


def operation_within_name(path: str, services: Services, roots: Iterable[Node]) -> str | None:
    """The operation that begins or ends a part of the file name, if no other's request has more of the members.

    ``fraud-create-model.json`` and ``create_model_fraud.yaml`` tell create-model.
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    found = ""
    for part in name.replace("_", "-").split(".")[:-1]:
        words = part.split("-")
        for cut in range(1, len(words)):
            for spelling in ("-".join(words[cut:]), "-".join(words[:-cut])):
                if len(spelling) > len(found) and spelling in services.operations and _telling_name(spelling):
                    found = spelling
    if not found:
        return None
    service, operation = services.operations[found]
    own = set(services.facts(service)["operations"][operation]["members"])
    keys = {key.value for root in roots if root.kind == MAPPING for key, _ in root.value}
    most = max(len(keys & set(facts["members"])) for _, _, facts in _every(services))
    return found if not keys or len(keys & own) == most > 0 else None


def _telling_name(spelling: str) -> bool:
    """Whether an operation's name is of several words, so that it stands in a file's name on purpose."""
    return "-" in spelling or _compound(spelling)


def _every(services: Services) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for service in services.names:
        for operation, facts in services.facts(service)["operations"].items():
            yield service, operation, facts


class Fit:
    """Whose request a document can be, by its members.

    Attributes:
        operations: those that it fits, as written on the command line; one if the members decide.
        telling: whether its keys are of a kind that other documents do not have by chance.
    """

    __slots__ = ("operations", "telling")

    def __init__(self, operations: list[str], telling: bool) -> None:
        self.operations = operations
        self.telling = telling


def by_members(root: Node, services: Services) -> Fit:
    """The operations whose requests have all the keys of a document, and what they require among them.

    If there is none because of one misspelt key, the operation that all others belong to.
    """
    keys = [key.value for key, _ in root.value if isinstance(key.value, str)] if root.kind == MAPPING else []
    known = list(_every(services))
    fits = [entry for entry in known if keys and set(keys) <= set(entry[2]["members"])]
    if 1 < len(fits) <= _FEW:
        required = [entry for entry in fits if set(services.schema(*entry[:2]).get("required", ())) <= set(keys)]
        fits = required or fits
    if not fits and len(keys) > 2:
        fits = [entry for entry in known if _misspelt(keys, entry[2]["members"])]
    words = [key for key in keys if _compound(key)]
    lone = len(keys) == 1 and len(words) == 1 and len(fits) == 1 and root.value[0][1].kind != SCALAR
    return Fit([facts["cli"] for _, _, facts in fits], (len(keys) > 1 and bool(words)) or lone)


def _misspelt(keys: list[str], members: tuple[str, ...]) -> bool:
    unknown = [key for key in keys if key not in members]
    if len(unknown) != 1 or not any(_compound(key) for key in keys if key in members):
        return False
    from ..spelling import near

    meant = near(unknown[0], [member for member in members if member not in keys])
    return any(abs(len(member) - len(unknown[0])) <= 2 for member in meant)


def _compound(key: str) -> bool:
    """Whether a key is of several words, such as ``ProductionVariants``; ``name`` and ``version`` are anybody's."""
    return any(one.islower() and other.isupper() for one, other in pairwise(key))
