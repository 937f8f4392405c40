"""Doors: the forms in which requests are written. A door is one module in here and one line of `DOORS`.

A door's module has two functions:

``recognise(root, source) -> bool``
    Whether something is of its form, by its content alone. `root` is a JSON or YAML document as a node; it is None
    where the door reads text of its own, which is then in ``source.text``.
``read(root, source, reading) -> None``
    Says what is written there: ``reading.add(...)`` for every request, ``reading.report(...)`` for what is wrong with
    the form itself, ``reading.silence(...)`` for suppressions that are no ``#`` comments; see `reading.Reading`.

A request is a tree of `codegen.reading.nodes.Node` in wire names, each key and value with the offsets in
``source.text`` (code points) at which it is written; the key that the file has is the ``text`` of the key's node, the
wire name its ``value``. What the file does not tell, `codegen.preflight.unknowns` has a form for:

- ``Hole(key)`` as the value of a scalar: any value at all. Equal keys are the same value in all requests of a release,
  so they join it; a key that may be another value each time has to tell where it stands. ``optional=True``: it may be
  left out. ``pieces=("fraud-", None)``: a text of which the pieces that are no None are known.
  ``choices=((value, Choice(...)),)``: values that the file itself offers for it.
- a mapping node with the tag ``OPEN``: it may have more members than are written.

Who reads nodes needs no schema: `Reading.add` compares pieces with the place where they stand. If a file writes members
in another way than the API, ``spell`` of `Reading.add` tells how, and messages and paths follow it. For a text inside
of a text (JSON in a string, a script in a block) `inner` has the places of its characters and puts in holes.

A module is loaded when one of its door's marks is in a file's text, so an unused door costs nothing. Facts about a
service (resource types, names that differ) are data: ``source.services.door_facts(NAME)`` is what the ``doors`` section
of each service's spec says. Nothing of a file is executed, imported or fetched, and deep nesting, circles and size end
in a `Problem`, never in an exception.
"""

from __future__ import annotations

from importlib import import_module

from ...reading.nodes import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Final

    from ..cloudformation.deployed import Deployed
    from ..services import Services
    from .reading import Reading, Source


class Door:
    """One form in which requests are written.

    Args:
        name: what it is called, and the module in here that reads it.
        title: what is read, in a line for ``botoforge doors``.
        marks: texts of which a file of this form holds one; none if nothing can be told so cheaply.
        suffixes: endings of files that folders are searched for on its account, in lower case.
        reads_text: whether files of these endings are neither JSON nor YAML, so that the door reads the text itself.
        interpreters: words of a first line (``#!``) by which a file of no known ending is taken as such a text.
    """

    __slots__ = ("interpreters", "marks", "name", "reads_text", "suffixes", "title")

    def __init__(
        self,
        name: str,
        title: str,
        *,
        marks: tuple[str, ...] = (),
        suffixes: tuple[str, ...] = (),
        reads_text: bool = False,
        interpreters: tuple[str, ...] = (),
    ) -> None:
        self.name: Final = name
        self.title: Final = title
        self.marks: Final = marks
        self.suffixes: Final = suffixes
        self.reads_text: Final = reads_text
        self.interpreters: Final = interpreters

    def may_be(self, text: str) -> bool:
        """Whether a text may hold something of this form."""
        return not self.marks or any(mark in text for mark in self.marks)

    @property
    def module(self) -> ModuleType:
        """The module that reads it."""
        return import_module(f"{__name__}.{self.name}")


DOORS: Final = (
    Door("cloudformation", "CloudFormation templates, also those of CDK and SAM", marks=("Resources",)),
    Door(
        "stepfunctions",
        "state machines of Step Functions, also those in templates",
        marks=("StartAt",),
        suffixes=(".asl",),
    ),
    Door("kubernetes", "manifests for AWS's controllers in Kubernetes (ACK)", marks=(".services.k8s.aws/",)),
    Door("terraform", "Terraform in JSON: plans, states and configurations", marks=('"format_version"', '"resource"')),
    Door("python", "Python: calls of boto3 and of the typed client", suffixes=(".py",), reads_text=True),
    Door("notebooks", "notebooks: the same in their cells", suffixes=(".ipynb",), reads_text=True),
    Door("hcl", "Terraform's own language (extra terraform)", suffixes=(".tf", ".tofu"), reads_text=True),
    Door("shell", "shell scripts: calls of the AWS CLI", suffixes=(".sh",), reads_text=True, interpreters=("sh",)),
    Door("workflows", "CI files: the same in the scripts of their steps", marks=("aws ",)),
    Door("releases", "release files: operation names as keys, requests below them"),
    Door("request_files", "request files, as for --cli-input-json and --cli-input-yaml"),
)
"""All doors, in the order in which a document is shown to them. The last one takes every document."""
DATA: Final = (".json", ".yaml", ".yml", ".template")
"""Endings of JSON and YAML."""
SUFFIXES: Final = (*DATA, *dict.fromkeys(suffix for door in DOORS for suffix in door.suffixes))
"""Endings of files that folders are searched for."""
PLACEHOLDERS = (r"\$\{[^{}]+\}", r"\{\{.+\}\}")
"""Whole values that are filled in later: those of envsubst and shells, of Helm and Jinja."""


def read(
    text: str,
    path: str,
    services: Services,
    *,
    operation: str | None = None,
    salt: str = "",
    placeholders: tuple[str, ...] = (),
    deployed: Deployed | None = None,
) -> Reading:
    """Reads the text of a file through the doors that it has.

    Args:
        text: the decoded contents.
        path: its name, which tells the format and perhaps the operation.
        services: the service packages.
        operation: the operation that the settings give (any known spelling), or None.
        salt: makes stand-ins for generated names differ between files.
        placeholders: patterns of whole values that another tool fills in later.
        deployed: what is known of the deployment of templates, or None.
    """
    from .reading import Reading, Source

    source, reading = Source(text, path, services, operation, salt, deployed), Reading(services)
    door = _of_text(source)
    if door is not None:
        _read_text(door, source, reading)
    else:
        _read_documents(source, reading)
    if placeholders and not reading.template and ("${" in text or "{{" in text or placeholders != PLACEHOLDERS):
        from ..placeholders import open_up

        reading.placeholders = open_up(reading.scenarios[0], placeholders)
    return reading


def _of_text(source: Source) -> Door | None:
    """The door that reads a file's text itself; None for JSON and YAML."""
    name = source.name.lower()
    first = source.text[:200].partition("\n")[0] if source.text.startswith("#!") and "." not in name[1:] else ""
    for door in DOORS:
        if door.reads_text and (name.endswith(door.suffixes) or any(word in first for word in door.interpreters)):
            return door
    return None


def _read_text(door: Door, source: Source, reading: Reading) -> None:
    if door.may_be(source.text) and door.module.recognise(None, source):
        reading.comments = True
        door.module.read(None, source, reading)
        reading.reason = "" if any(reading.scenarios) else "holds no request"
        return
    reading.reason = "holds no request"
    reading.problems.append(Problem("unknown-operation", f"holds nothing to check: {door.title} are read"))


def _read_documents(source: Source, reading: Reading) -> None:
    from . import request_files

    roots, tagged = request_files.parse(source, reading)
    doors = [door for door in DOORS if not door.reads_text and door.may_be(source.text)]
    own = [next(door for door in doors if door.module.recognise(root, source)) for root in roots]
    sure = all(door is DOORS[-1] for door in own)
    request_files.learn_operation(source, reading, roots, sure=sure)
    if request_files.is_of_other_language(source, reading):
        return
    for door, root in zip(own, roots, strict=True):
        if sure or door is not DOORS[-1] or not request_files.is_other(root):
            door.module.read(root, source, reading)
    if request_files.is_no_data(source, reading):
        return
    request_files.report_tags(source, reading, tagged)


def listing() -> str:
    """The doors in a line each, for people."""
    width = max(len(door.name) for door in DOORS)
    endings = [", ".join(door.suffixes if door.reads_text else (*DATA, *door.suffixes)) for door in DOORS]
    return "".join(f"{door.name:<{width}}  {door.title} ({end})\n" for door, end in zip(DOORS, endings, strict=True))
