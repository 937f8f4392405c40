"""Inline comments: ``# botoforge: ignore[rule-id, other-id]`` in YAML.

At the end of a line it speaks for that line, on a line of its own for the next line that is not a comment. Reads only
the text; which findings it silences is decided by the lines they stand on.
"""

from __future__ import annotations

_MARK = "botoforge:"


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

    def silences(self, rule: str, lines: tuple[int, int]) -> bool:
        """Tells whether it silences a finding of a rule on one of two lines (its own and its key's); remembers it."""
        if rule in self.ids and self.line in lines:
            self.used.add(rule)
            return True
        return False


def comments(text: str) -> list[Comment]:
    """Returns the inline comments of a YAML text."""
    if _MARK not in text:
        return []
    found: list[Comment] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        parsed = _parse(line)
        if parsed is None:
            continue
        ids, start, end = parsed
        target = number if line[:start].strip() else _next_line(lines, number)
        found.append(Comment(ids, target, number, start + 1, end + 1))
    return found


def _parse(line: str) -> tuple[tuple[str, ...], int, int] | None:
    start = line.find("#")
    while start >= 0:
        words = line[start + 1 :].lstrip()
        if words.startswith(_MARK) and (start == 0 or line[start - 1] in " \t"):
            rest = words[len(_MARK) :].lstrip()
            listed, closed, _ = rest.removeprefix("ignore").lstrip().partition("]")
            if rest.startswith("ignore") and listed.startswith("[") and closed:
                ids = tuple(word.strip() for word in listed[1:].split(",") if word.strip())
                return ids, start, line.index("]", start) + 1
        start = line.find("#", start + 1)
    return None


def _next_line(lines: list[str], number: int) -> int:
    for later in range(number, len(lines)):
        stripped = lines[later].strip()
        if stripped and not stripped.startswith("#"):
            return later + 1
    return number
