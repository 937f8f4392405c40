"""Turns the RE2 patterns of `matches` and `capture` into text that means the same to Python, RE2 and ECMA-262.

CEL's patterns are RE2: `$` is the very end, the shorthand classes are ASCII, nothing backtracks. The portable form
spells those out. What the three engines read differently, and what Python could only match in exponential time, is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import define, field

from .errors import RuleError

_CLASSES: Final = {"d": "0-9", "w": "0-9A-Za-z_", "s": "\\t\\n\\f\\r "}
_CONTROL: Final = frozenset("nrtf")
_PUNCTUATION: Final = frozenset("\\.+*?()|[]{}^$-/")
_QUANTIFIER: Final = re.compile(r"(?:[*+?]|\{([0-9]+)(,([0-9]*))?\})")
_SET_OPERATORS: Final = ("&&", "||", "~~", "--")
_SYNTAX: Final = frozenset("\\.+*?()|[]{}^$")
# The very end of the text: `$` would let a trailing newline pass in Python.
END: Final = r"(?![\s\S])"
_SHORT_HEX: Final = re.compile(r"x([0-9a-fA-F]{2})")


def portable(pattern: str) -> str:
    """The portable form of an RE2 pattern.

    Raises:
        RuleError: the pattern needs something that is not the same everywhere. It has no column of the rule.
    """
    text = _Translator(pattern).run()
    try:
        re.compile(text)
    except re.error as error:
        raise RuleError(f"pattern {pattern!r}: {error.msg}", "correct the pattern") from error
    return text


def groups(pattern: str) -> int:
    """How many capturing groups a portable pattern has."""
    return re.compile(pattern).groups


@define
class _Translator:
    pattern: str
    position: int = 0
    parts: list[str] = field(factory=list)
    # One entry per open group: whether something inside repeats without bound.
    unbounded: list[bool] = field(factory=lambda: [False])

    def run(self) -> str:
        while self.position < len(self.pattern):
            self._step()
        return "".join(self.parts)

    def _fail(self, what: str, fix: str) -> RuleError:
        return RuleError(f"pattern {self.pattern!r}: {what}", fix)

    def _emit(self, text: str, length: int, *, atom: bool = True) -> None:
        self.parts.append(text)
        self.position += length
        if atom:
            self._quantifier(repeats=False)

    def _step(self) -> None:
        char = self.pattern[self.position]
        if char == "\\":
            self._escape()
        elif char == "[":
            self._class()
        elif char == "(":
            self._open()
        elif char == ")":
            self._close()
        elif char in "*+?{}":
            raise self._fail(f"{char!r} has nothing to repeat", f"escape it: \\{char}")
        elif char == "$":
            self._emit(END, 1, atom=False)
        elif char in "^|":
            self._emit(char, 1, atom=False)
        else:
            self._emit({".": "[^\\n]", "]": "\\]"}.get(char, char), 1)

    def _escape(self) -> None:
        following = self.pattern[self.position + 1 : self.position + 2]
        if following in _CLASSES:
            self._emit(f"[{_CLASSES[following]}]", 2)
        elif following.lower() in _CLASSES:
            self._emit(f"[^{_CLASSES[following.lower()]}]", 2)
        elif following in _CONTROL:
            self._emit("\\" + following, 2)
        elif following and following in _PUNCTUATION:
            self._emit(following if following in "-/" else "\\" + following, 2)
        elif match := _SHORT_HEX.match(self.pattern, self.position + 1):
            self._emit("\\x" + match[1], 4)
        else:
            raise self._fail(f"\\{following} is not the same in every engine", "write it as a character class")

    def _open(self) -> None:
        capturing = not self.pattern.startswith("(?", self.position)
        if not capturing and not self.pattern.startswith("(?:", self.position):
            raise self._fail(
                "flags, names and look-around are not the same in every engine", "use plain groups: (...) or (?:...)"
            )
        self.unbounded.append(False)
        self._emit("(" if capturing else "(?:", 1 if capturing else 3, atom=False)

    def _close(self) -> None:
        if len(self.unbounded) == 1:
            raise self._fail("')' closes nothing", "escape it: \\)")
        repeats = self.unbounded.pop()
        self.parts.append(")")
        self.position += 1
        self._quantifier(repeats=repeats)
        self.unbounded[-1] |= repeats

    def _quantifier(self, *, repeats: bool) -> None:
        match = _QUANTIFIER.match(self.pattern, self.position)
        if match is None:
            return
        unbounded = match[0] in "*+" or (match[2] is not None and not match[3])
        if unbounded and repeats:
            raise self._fail(
                f"{match[0]!r} repeats a group that repeats inside, which can take exponential time",
                "repeat in one place only",
            )
        if any(int(bound) > 1000 for bound in (match[1], match[3]) if bound):
            raise self._fail("RE2 repeats at most 1000 times", "use size() for the length")
        self.unbounded[-1] |= unbounded
        self.parts.append(match[0])
        self.position = match.end()
        if self.pattern[self.position : self.position + 1] == "?":
            self.parts.append("?")
            self.position += 1
        if _QUANTIFIER.match(self.pattern, self.position):
            raise self._fail("two quantifiers in a row", "keep one of them")

    def _class(self) -> None:
        end = self._class_end()
        body = self.pattern[self.position + 1 : end]
        inner = body.removeprefix("^")
        if (
            not inner
            or inner[0] == "]"
            or any(op in inner for op in _SET_OPERATORS)
            or "[" in re.sub(r"\\.", "", inner)
        ):
            raise self._fail(f"[{body}] is not the same in every engine", "escape brackets, and - as \\-, inside it")
        translated = re.sub(r"\\(.)", self._class_escape, inner, flags=re.DOTALL)
        self._emit(f"[{'^' if body != inner else ''}{translated}]", end + 1 - self.position)

    def _class_end(self) -> int:
        index = self.position + 1
        while index < len(self.pattern):
            if self.pattern[index] == "\\":
                index += 1
            elif self.pattern[index] == "]" and index > self.position + 1:
                return index
            index += 1
        raise self._fail("'[' is never closed", "close it with ]")

    def _class_escape(self, match: re.Match[str]) -> str:
        char = match[1]
        if char in _CLASSES:
            return _CLASSES[char]
        if char in _CONTROL or char in _PUNCTUATION:
            return "\\" + char
        raise self._fail(f"\\{char} inside [] is not the same in every engine", "write the characters themselves")


def re2(pattern: str) -> str:
    """A rule's pattern as RE2 and Rust's engine write it, which know no assertion but the very end."""
    return portable(pattern).replace(END, r"\z")


def alternatives(literals: Sequence[str]) -> str:
    """A portable pattern for any of the literals."""
    options = [_escape_literal(text) for text in literals]
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"


def _escape_literal(text: str) -> str:
    return "".join(f"\\{char}" if char in _SYNTAX else char for char in text)
