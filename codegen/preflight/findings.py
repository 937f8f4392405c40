"""What a run reports: one finding per place, in the terms of the user's files. Nothing is decided here."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, TypeAlias

    from ..reading.nodes import Lines, Path

    Place: TypeAlias = tuple[int, int, int, int, int, str, int]

COMMENT = "botoforge:"
"""Begins an inline comment that silences findings."""
_EXCERPT_WIDTH = 100
_EXCERPT_BEFORE = 30

OWN_RULES = {
    "syntax": "the file is not JSON or YAML, or not what its ending says",
    "duplicate-key": "a key is written twice in one object; readers silently keep the last",
    "bad-number": "a number that JSON does not have or nobody can mean",
    "unsafe-tag": "a YAML tag that asks the reader to construct an object",
    "bad-alias": "a YAML alias without its anchor, or inside it",
    "too-deep": "nested more deeply than any request",
    "too-large": "more than is read of one file",
    "encoding": "not plain UTF-8, which is what the AWS CLI reads",
    "binary-file": "a binary file",
    "empty-file": "a file without a request",
    "unreadable": "a file that cannot be read",
    "unknown-operation": "nothing tells which operation a file or a key is for",
    "unresolved-reference": "a name in a template that leads nowhere; CloudFormation refuses the template",
    "bad-intrinsic": "a function in a template that CloudFormation does not have, or that is written in another way",
    "parameter-value": "a value for a parameter of a template that CloudFormation does not take, or that is not there",
    "resource-attribute": "something beside a resource's properties that CloudFormation does not have or take",
    "forgotten-sub": "a text of a template with ${Name} of something that is there, without Fn::Sub",
    "circular-reference": "resources of a template that wait for each other",
    "arn-for-name": "a reference in a template that gives an ARN where a name belongs",
    "name-for-arn": "a reference in a template that gives a name where an ARN belongs",
    "unknown-resource-type": "a resource type that looks like a misspelt one, and is none that is known",
    "cloudformation-member": "a member that the API has and the resource type of CloudFormation lacks",
    "cloudformation-value": "a value that the API takes and the resource type of CloudFormation does not",
    "cloudformation-required": "a member that the resource type of CloudFormation requires and the API does not",
    "step-integration": "a call that Step Functions does not have in this form; it refuses the state machine",
    "step-expression": "an expression of a state machine that is read in another way than it looks, or refused",
    "kubernetes-member": "a field that the CRD of ACK lacks or writes in another way; Kubernetes drops it",
    "untouched-skeleton": "an AWS CLI skeleton that nobody has filled in",
    "unused-ignore": "a suppression that silences nothing, is over or is written wrong",
    "internal-error": "a check failed on this file; please report it",
}
"""Ids that the command itself reports, and what they mean."""

SHAPE_RULES = {
    "type": "a value has another type than the model says",
    "required": "a required member is missing",
    "unknown-member": "a member that the pinned model does not know",
    "enum": "a value that the pinned model does not list",
    "pattern": "a string does not match the pattern of its shape as a whole",
    "min-length": "a string has fewer code points than allowed",
    "max-length": "a string has more code points than allowed",
    "min-items": "a list or map has fewer entries than allowed",
    "max-items": "a list or map has more entries than allowed",
    "min-value": "a number is below its minimum",
    "max-value": "a number is above its maximum",
    "union": "a union has no member or several",
    "max-depth": "a recursive value is nested too deeply",
}
"""Ids of the constraints that the service model itself states, and what they mean."""


NOWHERE: Place = (1, 1, 1, 2, 1, "", 0)
"""The beginning of a file whose text is not at hand."""


def place(lines: Lines, start: int, end: int, key_start: int | None = None) -> Place:
    """Where offsets into a text are: what a `Finding` knows of its place."""
    line, column = lines.position(start)
    end_line, end_column = lines.position(max(end, start))
    if (end_line, end_column) <= (line, column):
        end_line, end_column = line, column + 1
    key_line = line if key_start is None else lines.position(key_start)[0]
    text = lines.line(line)
    excerpt_from = max(0, min(column - 1 - _EXCERPT_BEFORE, len(text) - _EXCERPT_WIDTH))
    excerpt = text[excerpt_from : excerpt_from + _EXCERPT_WIDTH]
    return line, column, end_line, end_column, key_line, excerpt, excerpt_from


class Finding:
    """One thing to report. Frozen.

    Attributes:
        rule: id, kebab-case.
        severity: ``error`` or ``warning``.
        message: one line.
        file: path as given, ``-`` for standard input.
        line, column, end_line, end_column: from 1, columns in code points, the end exclusive.
        path: wire path inside the request, empty for the document itself.
        operation: API operation, empty if none is known.
        title: what people call the request: a logical id, an address, a state; may be empty.
        excerpt: the text of the line, of long lines the part around the place.
        excerpt_from: how many characters of the line stand before the excerpt.
        key_line: line of the key that the place stands under; the same as `line` if it has none.
        order: sorts findings of different files in the order of the files.
        when: the outcome of a template's conditions in which it holds, empty for all; the message says it too.
        written: the path in the file's own names, empty where they are the API's.
        construct: the path of the construct that CDK made the resource of, empty for everything else.
    """

    __slots__ = (
        "column",
        "construct",
        "end_column",
        "end_line",
        "excerpt",
        "excerpt_from",
        "file",
        "key_line",
        "line",
        "message",
        "operation",
        "order",
        "path",
        "rule",
        "severity",
        "title",
        "when",
        "written",
    )

    def __init__(  # noqa: PLR0913 - a record's facts
        self,
        rule: str,
        severity: str,
        message: str,
        file: str,
        order: int,
        place: Place = NOWHERE,
        *,
        path: Path = (),
        operation: str = "",
        title: str = "",
        when: str = "",
        written: str = "",
        construct: str = "",
    ) -> None:
        self.rule: Final = rule
        self.severity: Final = severity
        self.message: Final = message
        self.file: Final = file
        self.order: Final = order
        self.line: Final = place[0]
        self.column: Final = place[1]
        self.end_line: Final = place[2]
        self.end_column: Final = place[3]
        self.key_line: Final = place[4]
        self.excerpt: Final = place[5]
        self.excerpt_from: Final = place[6]
        self.path: Final = path
        self.operation: Final = operation
        self.title: Final = title
        self.when: Final = when
        self.written: Final = written
        self.construct: Final = construct

    def holding(self, when: str) -> Finding:
        """The same finding, said to hold in one outcome of a template's conditions."""
        return Finding(
            self.rule,
            self.severity,
            self.message + when,
            self.file,
            self.order,
            (self.line, self.column, self.end_line, self.end_column, self.key_line, self.excerpt, self.excerpt_from),
            path=self.path,
            operation=self.operation,
            title=self.title,
            when=when.strip(),
            written=self.written,
            construct=self.construct,
        )

    @property
    def sort_key(self) -> tuple[int, int, int, str, str]:
        """Order of the report: as the files were given, then down the file."""
        return (self.order, self.line, self.column, self.rule, self.message)


class Suppressed:
    """A finding that somebody silenced: why, and until when, as far as it is written. Frozen."""

    __slots__ = ("finding", "reason", "until")

    def __init__(self, finding: Finding, reason: str = "", until: str = "") -> None:
        self.finding: Final = finding
        self.reason: Final = reason
        self.until: Final = until


def show_path(path: Path) -> str:
    """A wire path as people write it: ``ProductionVariants[0].InstanceType``."""
    shown = ""
    for segment in path:
        if isinstance(segment, int):
            shown += f"[{segment}]"
        else:
            shown += f".{segment}" if shown else str(segment)
    return shown


def without_commands(text: str) -> str:
    """Returns lines in which nothing is a command to a CI system that reads its log, a blank between its marks.

    Azure Pipelines takes ``##vso[`` wherever it stands, GitHub ``##[`` wherever it stands and ``::`` first in a line.
    """
    if "##" in text:
        text = text.replace("##", "# #")
    if "::" not in text:
        return text
    lines = text.split("\n")
    return "\n".join(line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line for line in lines)


def plural(count: int, noun: str) -> str:
    """A count with its noun, such as ``2 files``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def printable(text: str) -> str:
    """Text with everything escaped that could steer a terminal or break a line."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "backslashreplace").decode("ascii")
        for letter in text
    )
