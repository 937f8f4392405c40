"""A shell script as commands of words, in which variables that have one known value are replaced and others are holes.

Knows as much of the shell as it takes to tell where a word begins and ends; what it does not know becomes a hole.
"""

from __future__ import annotations

import re

from ....reading.nodes import MAX_DEPTH, MAX_NODES, Problem, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, TypeAlias

    Word: TypeAlias = "list[Part]"

_PLAIN = re.compile(r"[^\s'\"\\$`;|&()<>]+")
_QUOTED = re.compile(r"[^\"\\$`]+")
_SPACE = re.compile(r"(?:[ \t\r]|\\\r?\n)+")
_VARIABLE = re.compile(r"\$(?:\{\{.*?\}\}|\{(\w+)\}|\{[^{}]*\}|(\w+)|[@*#?$!-])", re.DOTALL)
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)(\+?=|\[)")
_HERE = re.compile(r"<<(-?)[ \t]*['\"\\]?(\w+)['\"]?")
_REDIRECTION = re.compile(r"[<>&|-]+[ \t]*")
_OPENING = {"if", "for", "while", "until", "case", "select", "{"}
_CLOSING = {"fi", "done", "esac", "}"}
WORDS: Final = _OPENING | {"then", "else", "elif", "do", "!", "time", "function"}
"""Words that begin no command of their own."""
_DECLARING = {"export", "readonly", "declare", "typeset"}
_SETTING = {"for", "read", "select", "unset", "local", "mapfile", "readarray"}
_ELSEWHERE = {"source", ".", "eval"}
"""Commands after which any variable may have another value."""


class Part:
    """A piece of a word: a text as it stands in the script, or a hole for what a variable or command yields.

    Attributes:
        text: None for a hole.
        start, end: where it stands in the script.
        name: of a hole, the variable; empty if it is none.
        quoted: whether it stays in one word whatever it holds.
    """

    __slots__ = ("end", "name", "quoted", "start", "text")

    def __init__(self, text: str | None, start: int, end: int, name: str = "", *, quoted: bool = False) -> None:
        self.text: Final = text
        self.start: Final = start
        self.end: Final = end
        self.name: Final = name
        self.quoted: Final = quoted

    def cut(self, start: int, end: int | None = None) -> Part:
        """The text between two of its characters."""
        text = (self.text or "")[start:end]
        return Part(text, self.start + start, self.start + start + len(text), quoted=self.quoted)


class Command:
    """The words of a command, where it stands, and whether it surely runs, and once."""

    __slots__ = ("end", "is_certain", "start", "words")

    def __init__(self, start: int, *, is_certain: bool) -> None:
        self.words: list[Word] = []
        self.start = start
        self.end = start
        self.is_certain: Final = is_certain


def literal(word: Word) -> str | None:
    """The text of a word; None if it has a hole."""
    texts = [part.text for part in word if part.text is not None]
    return "".join(texts) if len(texts) == len(word) else None


class Script:
    """Reads a script.

    Attributes:
        commands: all commands, also those inside of others, in the order of their ends.

    Raises:
        Unreadable: it is nested too deeply.
    """

    def __init__(self, text: str) -> None:
        self._text: Final = text
        self._here: list[tuple[str, bool]] = []
        self._nested = 0
        self._left = MAX_NODES
        self.commands: list[Command] = []
        self._read(0, "", 0)
        self._values = self._assigned()

    def _read(self, at: int, closing: str, depth: int) -> int:
        """Reads commands until a closing bracket, and returns where it ends."""
        if depth > MAX_DEPTH:
            raise Unreadable(Problem("too-deep", f"nested more than {MAX_DEPTH} levels deep", at))
        text, separator = self._text, "\n"
        command: Command | None = None
        while at < len(text):
            letter = text[at]
            space = _SPACE.match(text, at)
            if space is not None:
                at = space.end()
            elif letter == "#":
                end = text.find("\n", at)
                at = len(text) if end < 0 else end
            elif letter in "\n;|&()":
                command, separator = None, letter
                at += 1
                if letter == closing:
                    return at
                if letter == "(":
                    at = self._read(at, ")", depth + 1)
                elif letter == "\n":
                    at = self._behind_documents(at)
            elif letter in "<>" and not text.startswith("(", at + 1):
                at = self._redirection(at, command, depth)
            else:
                if command is None:
                    certain = depth == 0 and self._nested == 0 and separator in "\n;"
                    command = Command(at, is_certain=certain)
                    self.commands.append(command)
                word: Word = []
                command.words.append(word)
                at = command.end = self._word(at, word, depth)
                self._nest(command)
        return at

    def _nest(self, command: Command) -> None:
        """Notes if the last word of a command begins or ends what may not run, or more than once."""
        word, before = literal(command.words[-1]), [literal(word) for word in command.words[:-1]]
        if word in _OPENING and (all(other in WORDS for other in before) or before[0] == "function"):
            self._nested += 1
        elif word in _CLOSING and not before:
            self._nested = max(self._nested - 1, 0)

    def _word(self, at: int, word: Word, depth: int) -> int:
        text = self._text
        while at < len(text):
            plain, letter = _PLAIN.match(text, at), text[at]
            if plain is not None:
                word.append(Part(plain[0], at, plain.end()))
                at = plain.end()
            elif letter == "'":
                end = text.find("'", at + 1)
                end = len(text) if end < 0 else end
                word.append(Part(text[at + 1 : end], at + 1, end, quoted=True))
                at = end + 1
            elif letter == '"':
                at = self._quoted(at + 1, word, depth)
            elif letter in "$`" or text.startswith(("<(", ">("), at):
                at = self._hole(at, word, depth, quoted=False)
            elif letter == "\\":
                escaped = text[at + 1 : at + 3]
                if escaped.startswith(("\n", "\r\n")):
                    at += 2 + (escaped == "\r\n")
                    continue
                word.append(Part(escaped[:1], at + 1, at + 2, quoted=True))
                at += 2
            else:
                break
        return min(at, len(text))

    def _quoted(self, at: int, word: Word, depth: int) -> int:
        text = self._text
        word.append(Part("", at, at, quoted=True))
        while at < len(text) and text[at] != '"':
            match, escaped = _QUOTED.match(text, at), text[at + 1 : at + 2]
            if match is not None:
                word.append(Part(match[0], at, match.end(), quoted=True))
                at = match.end()
            elif text[at] != "\\":
                at = self._hole(at, word, depth, quoted=True)
            else:
                if escaped != "\n":
                    start = at + 1 if escaped and escaped in '$`"\\' else at
                    word.append(Part(text[start : at + 2], start, at + 2, quoted=True))
                at += 2
        return at + 1

    def _hole(self, at: int, word: Word, depth: int, *, quoted: bool) -> int:
        text, name = self._text, ""
        match = _VARIABLE.match(text, at)
        if text.startswith(("$(", "<(", ">("), at):
            end = self._read(at + 2, ")", depth + 1)
        elif match is not None:
            end, name = match.end(), match[1] or match[2] or ""
        elif text[at] == "`" or (text.startswith("$'", at) and not quoted):
            close, end = ("`", at + 1) if text[at] == "`" else ("'", at + 2)
            while end < len(text) and text[end] != close:
                end += 2 if text[end] == "\\" else 1
            end = min(end + 1, len(text))
        else:
            word.append(Part("$", at, at + 1, quoted=quoted))
            return at + 1
        word.append(Part(None, at, end, "" if name.isdigit() else name, quoted=quoted))
        return end

    def _redirection(self, at: int, command: Command | None, depth: int) -> int:
        here = _HERE.match(self._text, at)
        if command is not None and command.end == at and (literal(command.words[-1]) or "").isdigit():
            command.words.pop()  # the number of a file
        if here is not None:
            self._here.append((here[2], bool(here[1])))
            return here.end()
        match = _REDIRECTION.match(self._text, at)
        return self._word(match.end() if match else at + 1, [], depth)

    def _behind_documents(self, at: int) -> int:
        """Where the here-documents end that a line announces."""
        for name, indented in self._here:
            while at < len(self._text):
                end = self._text.find("\n", at)
                end = len(self._text) if end < 0 else end
                line = self._text[at:end].rstrip("\r")
                at = end + 1
                if (line.lstrip("\t") if indented else line) == name:
                    break
        self._here.clear()
        return min(at, len(self._text))

    def _assigned(self) -> dict[str, tuple[Word, int] | None]:
        """The variables with one value, each with where it has it; None for those that may have others."""
        found: dict[str, tuple[Word, int] | None] = {}
        for command in self.commands:
            words = command.words
            first = literal(words[0]) or ""
            if first in _ELSEWHERE:
                found = dict.fromkeys(found)
            elif first in _SETTING:
                found |= {(literal(word) or "").partition("=")[0]: None for word in words[1:]}
            declared = words[1:] if first in _DECLARING else words
            matches = [_ASSIGNMENT.match(word[0].text or "") if word else None for word in declared]
            if first not in _DECLARING and None in matches:
                continue  # of another command, for which alone they hold
            for word, match in zip(declared, matches, strict=True):
                if match is not None:
                    once = match[1] not in found and command.is_certain and match[2] == "="
                    found[match[1]] = ([word[0].cut(match.end()), *word[1:]], command.end) if once else None
        return found

    def expanded(self, word: Word, depth: int = 0) -> list[Word]:
        """The words that a word becomes when its variables are replaced, as far as they are known."""
        words: list[Word] = [[]]
        for part in word:
            found = self._values.get(part.name) if part.text is None else None
            self._left -= 1
            if found is None or found[1] > part.start or depth > MAX_DEPTH or self._left < 0:
                words[-1].append(part)
                continue
            for inner in (inner for parts in self.expanded(found[0], depth + 1) for inner in parts):
                if part.quoted or inner.text is None:
                    words[-1].append(inner)
                    continue
                at = 0
                for blank in re.finditer(r"\s+|$", inner.text):
                    words[-1].append(inner.cut(at, blank.start()))
                    words += [[]] if blank[0] else []
                    at = blank.end()
        return [made for made in words if any(part.text != "" or part.quoted for part in made)]

    def key(self, part: Part) -> str:
        """A name of what a hole stands for, the same for equal values."""
        return f"${part.name}" if part.name and part.name not in self._values else f"@{part.start}"
