"""Inline comments: ``# botoforge: ignore[rule-id, other-id]`` in YAML.

At the end of a line it speaks for that line, on a line of its own for the next line that is not a comment. Reads only
the text; which findings it silences is decided by the lines they stand on.
"""

from __future__ import annotations

from .findings import COMMENT


class Comment:
    """One inline comment: the ids it names, the line it speaks for, where it stands, and which ids were used."""

    __slots__ = ("column", "end_column", "ids", "line", "used", "written_line")

    def __init__(self, ids: tuple[str, ...], line: int, written_line: int, column: int, end_column: int) -> None:
        self.ids = ids
        self.line = line
        self.written_line = written_line
        self.column = column
        self.end_column = end_column
        self.used: set[str] = set()


class Comments:
    """The inline comments of one file."""

    __slots__ = ("_by_line",)

    def __init__(self, written: list[Comment]) -> None:
        self._by_line: dict[int, list[Comment]] = {}
        for comment in written:
            self._by_line.setdefault(comment.line, []).append(comment)

    def silence(self, rule: str, lines: tuple[int, int]) -> bool:
        """Whether a finding of a rule on one of two lines (its own and its key's) is silenced; remembers it."""
        silenced = False
        for line in dict.fromkeys(lines):
            for comment in self._by_line.get(line, ()):
                if rule in comment.ids:
                    comment.used.add(rule)
                    silenced = True
        return silenced

    def unused(self) -> list[tuple[Comment, str]]:
        """The ids that silenced nothing, each with its comment."""
        every = (comment for listed in self._by_line.values() for comment in listed)
        return [(comment, rule) for comment in every for rule in comment.ids if rule not in comment.used]


def comments(text: str) -> Comments | None:
    """The inline comments of a YAML text, None if there are none."""
    found: list[Comment] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    following = len(lines)
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        parsed = _parse(line) if COMMENT in line else None
        if parsed is not None:
            ids, start, end = parsed
            target = number if line[:start].strip() else following
            found.append(Comment(ids, target, number, start + 1, end + 1))
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            following = number
    return Comments(found[::-1]) if found else None


def _parse(line: str) -> tuple[tuple[str, ...], int, int] | None:
    start = line.find("#")
    while start >= 0:
        words = line[start + 1 :].lstrip()
        if words.startswith(COMMENT) and (start == 0 or line[start - 1] in " \t"):
            rest = words[len(COMMENT) :].lstrip()
            listed, closed, _ = rest.removeprefix("ignore").lstrip().partition("]")
            if rest.startswith("ignore") and listed.startswith("[") and closed:
                ids = tuple(word.strip() for word in listed[1:].split(",") if word.strip())
                return ids, start, line.index("]", start) + 1
        start = line.find("#", start + 1)
    return None
