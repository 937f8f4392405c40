"""A shell script as commands of words, in which variables that have one known value are replaced and others are holes.

Knows as much of the shell as it takes to tell where a word begins and ends; what it does not know becomes a hole.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from ....reading.nodes import MAX_DEPTH, MAX_NODES, Problem, Unreadable

MAX_CHARACTERS = 1024 * 1024
"""Longest script that is read."""
_PLAIN = re.compile(r"[^\s'\"\\$`;|&()<>]+")
_QUOTED = re.compile(r"[^\"\\$`]+")
_SPACE = re.compile(r"(?:[ \t\r]|\\\r?\n)+")
_VARIABLE = re.compile(r"\$(?:\{\{.*?\}\}|\{(\w+)\}|\{[^{}]*\}|(\w+)|[@*#?$!-])", re.DOTALL)
_OPAQUE = re.compile(r"`(?:\\.|[^`])*`?|\$'(?:\\.|[^'])*'?", re.DOTALL)
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)(\+?=|\[)")
_HERE = re.compile(r"<<(-?)[ \t]*(['\"\\]?)(\w+)['\"]?")
_REDIRECTION = re.compile(r"[<>&|-]+[ \t]*")
_OPENING = {"if", "for", "while", "until", "case", "select", "{"}
_CLOSING = {"fi", "done", "esac", "}"}
WORDS = _OPENING | {"then", "else", "elif", "do", "!", "time", "function"}
"""Words that begin no command of their own."""
_DECLARING = {"export", "readonly", "declare", "typeset"}
_SETTING = {"for", "read", "select", "unset", "local", "mapfile", "readarray"}
_ELSEWHERE = {"source", ".", "eval"}
"""Commands after which any variable may have another value."""


class Part(NamedTuple):
    """A piece of a word: a text as it stands in the script, or a hole (no text) for what a variable or command yields.

    A hole of a variable has its name; what is quoted stays in one word whatever it holds.
    """

    text: str | None
    start: int
    end: int
    quoted: bool = False
    name: str = ""

    def cut(self, start: int, end: int | None = None) -> Part:
        """The text between two of its characters."""
        text = (self.text or "")[start:end]
        return Part(text, self.start + start, self.start + start + len(text), self.quoted)


Word: TypeAlias = list[Part]


class Command:
    """The words of a command, where it stands, whether it surely runs, and once, and where its output goes."""

    def __init__(self, start: int, *, is_certain: bool) -> None:
        self.words: list[Word] = []
        self.start = start
        self.end = start
        self.is_certain = is_certain
        self.target: Word = []


def literal(word: Word) -> str | None:
    """The text of a word; None if it has a hole."""
    texts = [part.text for part in word if part.text is not None]
    return "".join(texts) if len(texts) == len(word) else None


class Script:
    """Reads a script.

    Attributes:
        commands: all commands, also those inside of others, in the order of their ends.
        documents: the here-documents that are written to files, by the file's name; None for one written twice.

    Raises:
        Unreadable: it is too long, or nested too deeply.
    """

    def __init__(self, text: str) -> None:
        if len(text) > MAX_CHARACTERS:
            message = f"holds more than {MAX_CHARACTERS // 1024 // 1024} MiB of a script; nothing of it was checked"
            raise Unreadable(Problem("too-large", message))
        self._text = text
        self._here: list[tuple[re.Match[str], Command | None]] = []
        self._nested = 0
        self._left = MAX_NODES
        self.commands: list[Command] = []
        self.documents: dict[str, Word | None] = {}
        self._read(0, "", 0)
        self._values = self._assigned()

    def _read(self, at: int, closing: str, depth: int) -> int:
        """Reads commands until a closing bracket, and returns where it ends."""
        if depth > MAX_DEPTH:
            raise Unreadable(Problem("too-deep", f"nested more than {MAX_DEPTH} levels deep", at))
        text, separator = self._text, "\n"
        command: Command | None = None
        while at < len(text):
            letter, space = text[at], _SPACE.match(text, at)
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
                    command = Command(at, is_certain=depth == self._nested == 0 and separator in "\n;")
                    self.commands.append(command)
                command.words.append([])
                at = command.end = self._word(at, command.words[-1], depth)
                self._nest(command)
        return at

    def _nest(self, command: Command) -> None:
        """Notes if the last word of a command begins or ends what may not run, or more than once."""
        *before, word = map(literal, command.words)
        if word in _OPENING and (all(other in WORDS for other in before) or before[0] == "function"):
            self._nested += 1
        elif word in _CLOSING and not before:
            self._nested = max(self._nested - 1, 0)

    def _word(self, at: int, word: Word, depth: int, end: int | None = None, *, quoted: bool = False) -> int:
        """Reads a word, or the rest of a text in double quotes, and returns where it ends."""
        text, stop = self._text, len(self._text) if end is None else end
        pattern = _QUOTED if quoted else _PLAIN
        while at < stop:
            plain, letter, escaped = pattern.match(text, at, stop), text[at], text[at + 1 : at + 2]
            if plain is not None:
                word.append(Part(plain[0], at, plain.end(), quoted))
                at = plain.end()
            elif letter == "'":
                close = text.find("'", at + 1)
                close = len(text) if close < 0 else close
                word.append(Part(text[at + 1 : close], at + 1, close, quoted=True))
                at = close + 1
            elif letter == '"' and quoted:
                if end is None:
                    return at + 1
                word.append(Part('"', at, at + 1, quoted))
                at += 1
            elif letter == '"':
                word.append(Part("", at, at, quoted=True))
                at = self._word(at + 1, word, depth, quoted=True)
            elif letter == "\\":
                if escaped not in {"\n", "\r"}:
                    start = at if quoted and escaped not in {"$", "`", '"', "\\"} else at + 1
                    word.append(Part(text[start : at + 2], start, at + 2, quoted=True))
                at += 3 if escaped == "\r" else 2
            elif letter in "$`" or text.startswith(("<(", ">("), at):
                at = self._hole(at, word, depth, quoted=quoted)
            else:
                break
        return min(at, stop)

    def _hole(self, at: int, word: Word, depth: int, *, quoted: bool) -> int:
        text = self._text
        match, opaque = _VARIABLE.match(text, at), _OPAQUE.match(text, at)
        name = "" if match is None else match[1] or match[2] or ""
        if text.startswith(("$(", "<(", ">("), at):
            end = self._read(at + 2, ")", depth + 1)
        elif match is not None or (opaque is not None and not (quoted and text[at] == "$")):
            end = (match or opaque).end()  # type: ignore[union-attr] # one of both
        else:
            word.append(Part("$", at, at + 1, quoted))
            return at + 1
        word.append(Part(None, at, end, quoted, "" if name.isdigit() else name))
        return end

    def _redirection(self, at: int, command: Command | None, depth: int) -> int:
        here, match = _HERE.match(self._text, at), _REDIRECTION.match(self._text, at)
        if command is not None and command.end == at and (literal(command.words[-1]) or "").isdigit():
            command.words.pop()  # the number of a file
        if here is not None:
            self._here.append((here, command))
            return here.end()
        target: Word = []
        at = self._word(match.end() if match else at + 1, target, depth)
        if command is not None and match is not None and match[0].strip() == ">":
            command.target = target
        return at

    def _behind_documents(self, at: int) -> int:
        """Where the here-documents end that a line announces."""
        here, self._here = self._here, []
        for begin, command in here:
            end = re.compile(rf"^{chr(9) + '*' if begin[1] else ''}{begin[3]}\r?$", re.MULTILINE).search(self._text, at)
            stop = len(self._text) if end is None else end.start()
            name = literal(command.target) if command is not None and command.target else None
            if name is not None:
                word: Word = [Part(self._text[at:stop], at, stop, quoted=True)]
                if not begin[2]:
                    word.clear()
                    self._word(at, word, MAX_DEPTH, stop, quoted=True)
                self.documents[name] = None if name in self.documents else word
            at = len(self._text) if end is None else min(end.end() + 1, len(self._text))
        return at

    def _assigned(self) -> dict[str, tuple[Word, int] | None]:
        """The variables with one value, each with where it has it; None for those that may have others."""
        found: dict[str, tuple[Word, int] | None] = {}
        for command in self.commands:
            words = command.words
            first = literal(words[0]) if words else ""
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
