"""Suppressions: what people wrote to silence findings, and which findings they silence.

In YAML ``# botoforge: ignore[enum]`` speaks for its line, or on a line of its own for the next one that is no comment;
``# botoforge: ignore-file[enum]`` for the file; without brackets both mean every rule. An id may have a
place behind it, as for ``--ignore``: ``enum@ProductionVariants.*.InstanceType``. A template may have
``Metadata: {botoforge: {ignore: [enum]}}``, itself or in a resource, and a configuration ``per-file-ignores``. Each may
hold until a date (``ignore[enum] until 2027-01-31``) and have a reason (``ignore[enum]: waits for the new model``).
"""

from __future__ import annotations

from ..reading.nodes import MAPPING, SCALAR, SEQUENCE
from .findings import COMMENT, NOWHERE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ..reading.nodes import Lines, Node
    from .doors.reading import Silence
    from .findings import Finding, Place

_FORM = f"write `# {COMMENT} ignore[rule-id]`, with `until 2027-01-31` and `: the reason` behind it if you like"


class Mark:
    """One suppression.

    Attributes:
        rules: the ids it names, with or without a place behind an ``@``; None for every rule.
        reason: why, as written.
        until: the last day on which it holds, empty for ever.
        line: the line it speaks for; 0 for the whole file.
        title: glob of the logical ids of the resources it speaks for, empty for any.
        place: where it is written; `NOWHERE` in a configuration.
        wrong: what is wrong with how it is written; such a suppression silences nothing.
        used: those of its rules that silenced something, None among them if it speaks for every rule.
    """

    __slots__ = ("line", "place", "reason", "rules", "title", "until", "used", "wrong")

    def __init__(
        self,
        rules: tuple[str, ...] | None,
        *,
        reason: str = "",
        until: str = "",
        line: int = 0,
        title: str = "",
        place: Place = NOWHERE,
        wrong: str = "",
    ) -> None:
        self.rules: Final = rules
        self.reason: Final = reason
        self.until: Final = until
        self.line: Final = line
        self.title = title
        self.place: Final = place
        self.wrong: Final = wrong
        self.used: Final[set[str | None]] = set()

    @property
    def is_over(self) -> bool:
        """Whether the day until which it holds has passed."""
        return bool(self.until) and self.until < _today()

    def covers(self, finding: Finding) -> bool:
        """Whether it is about a finding, over or not; which of its rules are is remembered."""
        if self.wrong or (self.line and self.line not in {finding.line, finding.key_line}):
            return False
        if self.title:
            from fnmatch import fnmatchcase

            if not fnmatchcase(finding.title, self.title):
                return False
        about: set[str | None] = {None}
        if self.rules is not None:
            about = {rule for rule in self.rules if _is_about(rule, finding)}
        self.used.update(about)
        return bool(about)


def _is_about(rule: str, finding: Finding) -> bool:
    name, at, place = rule.partition("@")
    if name != finding.rule or not at:
        return name == finding.rule
    parts = place.split(".")
    return len(parts) == len(finding.path) and all(
        part in {"*", str(step)} for part, step in zip(parts, finding.path, strict=True)
    )


class Marks:
    """The suppressions of one file; those of its configuration are not asked whether they were of any use."""

    __slots__ = ("_by_line", "_whole", "_written")

    def __init__(self, written: list[Mark], configured: list[Mark]) -> None:
        self._written = written
        self._whole = [mark for mark in (*written, *configured) if not mark.line]
        self._by_line: dict[int, list[Mark]] = {}
        for mark in written:
            self._by_line.setdefault(mark.line, []).append(mark)

    def silence(self, finding: Finding) -> Mark | None:
        """The suppression that silences a finding, which is remembered, or None."""
        found: Mark | None = None
        near = (mark for line in {finding.line, finding.key_line} for mark in self._by_line.get(line, ()))
        for mark in (*near, *self._whole):
            if mark.covers(finding) and not mark.is_over:
                found = found or mark
        return found

    def idle(self) -> list[tuple[Mark, str]]:
        """The suppressions in the file that are of no use, each with what is to be said of it."""
        return [(mark, said) for mark in self._written for said in _idle(mark)]


def _idle(mark: Mark) -> list[str]:
    where = f"on line {mark.line}" if mark.line else f"in {mark.title}" if mark.title else "in this file"
    if mark.wrong:
        return [mark.wrong]
    said = [f"this held until {mark.until}: repair what it is about, or move the date"] if mark.is_over else []
    if mark.rules is None:
        return said if mark.used or said else [f"there is no finding {where}: remove this"]
    return said + [f"nothing {where} violates {rule}: remove this" for rule in mark.rules if rule not in mark.used]


def comments(text: str) -> list[Mark]:
    """The suppressions in the comments of a YAML text."""
    found: list[Mark] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    following = len(lines)
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        start = _start(line) if COMMENT in line else -1
        if start >= 0:
            target = number if line[:start].strip() else following
            mark = _parsed(line[start:], target, (number, start + 1, number, len(line.rstrip()) + 1, number, "", 0))
            found += [mark] if mark is not None else []
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            following = number
    return found[::-1]


def _start(line: str) -> int:
    """Where in a line a comment for this command begins, -1 if none does."""
    start = line.find("#")
    while start >= 0:
        if line[start + 1 :].lstrip().startswith(COMMENT) and (start == 0 or line[start - 1] in " \t"):
            return start
        start = line.find("#", start + 1)
    return -1


def _parsed(comment: str, target: int, place: Place) -> Mark | None:
    """The suppression of a comment; None if it does not look like one."""
    said = comment[1:].lstrip()[len(COMMENT) :].strip()
    word = next((word for word in ("ignore-file", "ignore") if said.startswith(word)), None)
    if word is None:
        return None
    line = target if word == "ignore" else 0
    rest = said[len(word) :].lstrip()
    rules: tuple[str, ...] | None = None
    if rest.startswith("["):
        listed, closed, rest = rest[1:].partition("]")
        rules = tuple(part.strip() for part in listed.split(",") if part.strip())
        if not closed or not rules:
            return Mark((), line=line, place=place, wrong=_FORM)
        rest = rest.lstrip()
    until = ""
    if rest.startswith("until "):
        until, rest = rest[6:16].strip(), rest[16:].lstrip()
        if not is_date(until):
            return Mark((), line=line, place=place, wrong=f"{until!r} is no date like 2027-01-31")
    if rest and rest[0] not in ":-—":
        return Mark((), line=line, place=place, wrong=_FORM)
    return Mark(rules, reason=rest.lstrip(":-— "), until=until, line=line, place=place)


def of_silence(silence: Silence, lines: Lines) -> Mark | None:
    """The suppression that a door found outside of comments; None if the text does not look like one."""
    from .findings import place

    where = place(lines, silence.node.start, silence.node.end)
    mark = _parsed(f"#{COMMENT} {silence.text}", 0 if silence.at < 0 else lines.position(silence.at)[0], where)
    if mark is not None:
        mark.title = silence.title
    return mark


def of_metadata(node: Node, title: str, lines: Lines) -> list[Mark]:
    """The suppressions in the ``Metadata`` of a template or of one of its resources.

    ``ignore`` is a list of ids, or of mappings with ``rule``, ``reason`` and ``until``.
    """
    metadata = node.get("Metadata")
    own = metadata.get("botoforge") if metadata is not None else None
    ignored = own.get("ignore") if own is not None else None
    if ignored is None:
        return []
    entries = ignored.value if ignored.kind == SEQUENCE else [ignored]
    return [_of_entry(entry, title, lines) for entry in entries]


def _of_entry(entry: Node, title: str, lines: Lines) -> Mark:
    from .findings import place

    where = place(lines, entry.start, entry.end)
    wrong = "takes rule ids, or mappings with rule, reason and until (2027-01-31)"
    if entry.kind == SCALAR and isinstance(entry.value, str):
        return Mark((entry.value,), title=title, place=where)
    if entry.kind != MAPPING:
        return Mark((), place=where, wrong=wrong)
    values = {key.text: value.text for key, value in entry.value if value.kind == SCALAR}
    if not set(values) <= {"rule", "reason", "until"} or "rule" not in values or len(values) < len(entry.value):
        return Mark((), place=where, wrong=wrong)
    until = values.get("until", "")
    if until and not is_date(until):
        return Mark((), place=where, wrong=f"{until!r} is no date like 2027-01-31")
    return Mark((values["rule"],), reason=values.get("reason", ""), until=until, title=title, place=where)


def is_date(text: str) -> bool:
    """Whether a text is a day in the form 2027-01-31."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _today() -> str:
    from datetime import date

    return date.today().isoformat()  # noqa: DTZ011 - the day where the command runs
