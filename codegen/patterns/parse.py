r"""Reads a service's pattern text into the syntax tree, as Java's regular expressions define it.

Every pattern that botocore ships is one that Java compiles. Text that Java refuses but ECMAScript reads (an
unpaired `[` in a class, a literal `{`) is read ECMAScript's way; text that neither reads raises PatternError
with the position. The parser also notes where Python's own `re` would read the text differently, so that all
other text can stay as it is.
"""

from __future__ import annotations

from itertools import combinations

import attrs

from . import charset, unicode_sets
from .charset import LAST, Ranges, complement, intersection, single, union
from .syntax import EMPTY, Alt, Atomic, Back, Chars, Edge, Group, Look, Mode, Node, Repeat, Seq, alt, seq

MAX_DEPTH = 60
MAX_REPEAT = 10**9
_CLASS_ESCAPES: dict[str, Ranges] = {
    "d": unicode_sets.DIGIT,
    "w": unicode_sets.WORD,
    "s": unicode_sets.SPACE,
    "h": unicode_sets.HORIZONTAL,
    "v": unicode_sets.VERTICAL,
}
_CONTROL = {"t": 9, "n": 10, "f": 12, "r": 13, "a": 7, "e": 27}
_EDGES: dict[str, Edge] = {
    "b": Edge("word"),
    "B": Edge("not-word"),
    "A": Edge("start"),
    "G": Edge("start"),
    "Z": Edge("final"),
    "z": Edge("end"),
}
_HEX = frozenset("0123456789abcdefABCDEF")


class PatternError(ValueError):
    """A pattern that cannot be read.

    Attributes:
        position: offset into the pattern, in code points.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} at offset {position}")
        self.position = position


@attrs.frozen
class Parsed:
    """What was read.

    Attributes:
        node: the syntax tree.
        notes: what Python's `re` would have read differently, without repetitions; empty when it reads the same.
    """

    node: Node
    notes: tuple[str, ...]


_FLAGS = frozenset("iusmdxU")
"""In this order: ignore case, and that of all letters; `.` matches line ends; `^` and `$` do; only \\n is one of them;
comments; the classes of Unicode."""
_ECMA_FLAGS = frozenset("ims")


def parse(source: str) -> Parsed:
    """The tree of a pattern.

    Raises:
        PatternError: neither Java nor ECMAScript would read it, or it nests deeper than MAX_DEPTH.
    """
    try:
        return _Parser(source, java=True).parse()
    except PatternError as refused:
        try:
            return _Parser(source, java=False).parse()
        except PatternError:
            raise refused from None


class _Parser:
    def __init__(self, source: str, *, java: bool) -> None:
        self._text = source
        self._at = 0
        self._java = java
        self._notes: list[str] = [] if java else ["read as ECMAScript, since Java refuses it"]
        self._flags: frozenset[str] = frozenset()
        self._groups = 0
        self._names: dict[str, int] = {}
        self._backs: set[int] = set()
        self._depth = 0

    def parse(self) -> Parsed:
        node = self._alternatives()
        if self._at < len(self._text):
            raise self._error("unmatched )")
        missing = [number for number in self._backs if number > self._groups]
        if missing:
            raise self._error(f"no group {missing[0]}")
        return Parsed(_drop_groups(node, self._backs), tuple(self._notes))

    # -- reading --------------------------------------------------------------------------------------------------

    def _error(self, message: str) -> PatternError:
        return PatternError(message, self._at)

    def _note(self, note: str) -> None:
        if note not in self._notes:
            self._notes.append(note)

    def _peek(self, ahead: int = 0) -> str:
        index = self._at + ahead
        return self._text[index] if index < len(self._text) else ""

    def _take(self) -> str:
        if self._at >= len(self._text):
            raise self._error("unexpected end")
        self._at += 1
        return self._text[self._at - 1]

    def _accept(self, text: str) -> bool:
        if self._text.startswith(text, self._at):
            self._at += len(text)
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._error(f"expected {text}")

    def _until(self, end: str) -> str:
        stop = self._text.find(end, self._at)
        if stop < 0:
            raise self._error(f"no closing {end}")
        text = self._text[self._at : stop]
        self._at = stop + len(end)
        return text

    # -- structure ------------------------------------------------------------------------------------------------

    def _alternatives(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"nested deeper than {MAX_DEPTH} groups")
        flags = self._flags
        options = [self._sequence()]
        while self._accept("|"):
            options.append(self._sequence())
        self._flags = flags
        self._depth -= 1
        if _compete(options):
            # One of them is dropped, or both become one set: as the service wrote it, an engine would try each.
            self._note("alternatives merged")
        return alt(options)

    def _sequence(self) -> Node:
        items: list[Node] = []
        while self._peek() not in {"", "|", ")"}:
            if "x" in self._flags and self._skip_comment():
                continue
            if self._accept("\\Q"):
                items += self._quoted()
            else:
                items.append(self._quantified(self._atom()))
        return seq(items)

    def _skip_comment(self) -> bool:
        if self._peek().isspace():
            self._at += 1
            return True
        if self._peek() == "#":
            while self._peek() not in {"", "\n"}:
                self._at += 1
            return True
        return False

    def _atom(self) -> Node:
        char = self._take()
        match char:
            case "(":
                return self._group()
            case "[":
                return Chars(self._class())
            case "\\":
                return self._escape()
            case ".":
                return Chars(self._dot())
            case "^":
                return self._line_edge(Edge("line-start" if "m" in self._flags else "start"))
            case "$":
                return self._line_edge(Edge("line-end" if "m" in self._flags else "final" if self._java else "end"))
            case "*" | "+" | "?":
                self._at -= 1
                raise self._error("nothing to repeat")
            case "{":
                return self._brace()
        return self._literal(self._pair(ord(char)))

    def _line_edge(self, edge: Edge) -> Node:
        if "d" in self._flags and edge.kind in {"line-start", "line-end", "final"}:
            raise self._error("an anchor at lines that only \\n ends is not supported")
        return edge

    def _brace(self) -> Node:
        if self._java:
            self._at -= 1
            raise self._error("nothing to repeat")
        self._note("literal {")
        return self._literal(ord("{"))

    def _dot(self) -> Ranges:
        if "s" in self._flags:
            return charset.EVERYTHING
        self._note(". excludes every line terminator")
        return complement(charset.of("\n") if "d" in self._flags else unicode_sets.LINE_ENDS)

    def _literal(self, code: int) -> Node:
        return Chars(self._folded(single(code)))

    def _pair(self, code: int) -> int:
        """Join a surrogate written next to its other half, whichever way each is written."""
        if not 0xD800 <= code <= 0xDBFF:
            return code
        start = self._at
        low = -1
        if self._accept("\\u"):
            low = self._hex(4)
        elif self._peek():
            low = ord(self._take())
        if 0xDC00 <= low <= 0xDFFF:
            self._note("surrogate pairs joined")
            return 0x10000 + ((code - 0xD800) << 10) + low - 0xDC00
        self._at = start
        return code

    def _folded(self, points: Ranges) -> Ranges:
        """Add the other case of each letter, under the `i` flag: of ASCII letters, of all under `u` as well."""
        if "i" not in self._flags:
            return points
        self._note("case-insensitivity spelled out")
        both = [points]
        for first, shift in ((unicode_sets.LOWER, -32), (unicode_sets.UPPER, 32)):
            both.append(tuple((low + shift, high + shift) for low, high in intersection(points, first)))
        if "u" in self._flags and charset.size(points) < 2_000:
            for low, high in points:
                for code in range(low, high + 1):
                    both.extend(single(ord(case)) for case in unicode_sets.cases(chr(code)))
        return union(*both)

    # -- groups ---------------------------------------------------------------------------------------------------

    def _group(self) -> Node:
        if not self._accept("?"):
            return self._capture()
        for text in ("<=", "<!", "=", "!"):
            if self._accept(text):
                return Look(self._body(), behind=text[0] == "<", negative=text[-1] == "!")
        if self._accept(">"):
            return Atomic(self._body())
        if self._accept("<") or self._accept("P<"):
            name = self._until(">")
            if not name.isalnum() or name in self._names:
                raise self._error("bad group name")
            self._names[name] = self._groups + 1
            self._note("named group")
            return self._capture()
        if self._accept("#"):
            self._until(")")
            return EMPTY
        return self._flagged()

    def _capture(self) -> Node:
        self._groups += 1
        number = self._groups
        return Group(self._body(), number)

    def _body(self) -> Node:
        node = self._alternatives()
        self._expect(")")
        return node

    def _flagged(self) -> Node:
        changed = self._flags
        on = True
        while (char := self._take()) not in {":", ")"}:
            if char == "-" and on:
                on = False
            elif char in (_FLAGS if self._java else _ECMA_FLAGS):
                named = {"U", "u"} if char == "U" else {char}
                changed = changed | named if on else changed - named
            else:
                self._at -= 1
                raise self._error("unknown group")
        if char == ")":
            self._flags = changed
            self._note("inline flags")
            return EMPTY
        before, self._flags = self._flags, changed
        if changed != before:
            self._note("inline flags")
        node = self._body()
        self._flags = before
        return node

    # -- quantifiers ----------------------------------------------------------------------------------------------

    def _quantified(self, node: Node) -> Node:
        bounds = self._bounds()
        if bounds is None:
            return node
        mode: Mode = "greedy"
        if self._accept("?"):
            mode = "lazy"
        elif self._accept("+"):
            mode = "possessive"
        result = _repeat(node, bounds, mode)
        while self._java and self._peek() == "{" and self._bounds() is not None:
            self._note("a brace quantifier after another quantifier has no effect")
        return result

    def _bounds(self) -> tuple[int, int | None] | None:
        if self._accept("*"):
            return 0, None
        if self._accept("+"):
            return 1, None
        if self._accept("?"):
            return 0, 1
        if self._peek() != "{":
            return None
        return self._braces()

    def _braces(self) -> tuple[int, int | None] | None:
        start = self._at
        self._at += 1
        low = self._number()
        high: int | None = low
        if low is not None and self._accept(","):
            high = self._number()
        elif low is None and self._accept(","):
            self._note("{,n} read as {0,n}")
            low, high = 0, self._number()
            if high is None:
                low = None
        if low is None or not self._accept("}"):
            self._at = start
            if self._java:
                raise self._error("bad repetition")
            self._note("literal {")
            return None
        if (high is not None and high < low) or max(low, high or 0) > MAX_REPEAT:
            self._at = start
            raise self._error("repetition out of range")
        return low, high

    def _number(self) -> int | None:
        digits = ""
        while self._peek() in set("0123456789"):
            digits += self._take()
        if len(digits) > 9:
            raise self._error("repetition out of range")
        return int(digits) if digits else None

    # -- escapes --------------------------------------------------------------------------------------------------

    def _escape(self) -> Node:
        char = self._peek()
        if char in _EDGES:
            self._at += 1
            return self._edge(char)
        if char == "R":
            self._at += 1
            self._note("\\R spelled out")
            line_end = Chars(unicode_sets.VERTICAL)
            return Atomic(alt([seq([Chars(single(13)), Chars(single(10))]), line_end]))
        if char == "k":
            return self._named_back()
        if "1" <= char <= "9":
            return self._back()
        if char == "X":
            raise self._error("grapheme clusters (\\X) are not supported")
        return Chars(self._folded(self._set_escape()))

    def _quoted(self) -> list[Node]:
        r"""Text between \Q and \E, or to the end; a quantifier behind it belongs to its last character."""
        self._note("quoted text")
        text, _, _ = self._text[self._at :].partition("\\E")
        self._at = min(len(self._text), self._at + len(text) + 2)
        letters = [self._literal(ord(each)) for each in text]
        return [*letters[:-1], self._quantified(letters[-1])] if letters else []

    def _edge(self, char: str) -> Node:
        if char in "bB":
            if self._peek() == "{":
                raise self._error("\\b{..} is not supported")
            if "U" in self._flags:
                raise self._error(f"\\{char} over Unicode is not supported")
            self._note("\\b over ASCII words")
        else:
            self._note(f"\\{char}")
        return _EDGES[char]

    def _back(self) -> Node:
        number = int(self._take())
        while self._peek() in set("0123456789") and number * 10 + int(self._peek()) <= self._groups:
            number = number * 10 + int(self._take())
        self._note("back reference")
        self._backs.add(number)
        return Back(number)

    def _named_back(self) -> Node:
        self._at += 1
        self._expect("<")
        name = self._until(">")
        if name not in self._names:
            raise self._error("unknown group name")
        self._backs.add(self._names[name])
        self._note("back reference")
        return Back(self._names[name])

    def _set_escape(self) -> Ranges:
        """An escape that stands for one character or a set, inside a class or outside; the backslash is consumed."""
        char = self._take()
        if char.lower() in _CLASS_ESCAPES:
            return self._class_escape(char)
        match char:
            case "p" | "P":
                return self._property(negative=char == "P")
            case "N":
                if not self._accept("{"):
                    self._note("\\N")
                    return complement(unicode_sets.LINE_ENDS)
                raise self._error("character names (\\N{..}) are not supported")
            case "u" | "x" | "c" | "0":
                return single(self._numeric(char))
        if char in _CONTROL:
            if char == "e":
                self._note("\\e")
            return single(_CONTROL[char])
        if char.isascii() and char.isalpha() and self._java:
            self._at -= 1
            raise self._error(f"unknown escape \\{char}")
        return single(self._pair(ord(char)))

    def _class_escape(self, char: str) -> Ranges:
        self._note(f"\\{char}" if char in "hHvV" else f"\\{char} is ASCII")
        points = _CLASS_ESCAPES[char.lower()]
        if "U" in self._flags:
            wide = {"d": "IsDigit", "w": "IsAlphabetic", "s": "IsWhite_Space"}
            found = unicode_sets.named(wide[char.lower()]) if char.lower() in wide else None
            points = union(points, found or ())
        return complement(points) if char.isupper() else points

    def _property(self, *, negative: bool) -> Ranges:
        name = self._until("}") if self._accept("{") else self._take()
        negative ^= name.startswith("^")
        name = name.removeprefix("^")
        self._note(f"\\p{{{name}}} spelled out")
        points = unicode_sets.named(name)
        if points is None:
            raise self._error(f"unknown property \\p{{{name}}}")
        if "U" in self._flags and name.lower() in unicode_sets.POSIX:
            raise self._error(f"\\p{{{name}}} over Unicode is not supported")
        if "i" in self._flags:
            points = unicode_sets.cased(name, points)
        return complement(points) if negative else points

    def _numeric(self, char: str) -> int:
        match char:
            case "u":
                if self._accept("{"):
                    self._note("\\u{..}")
                    return self._code(self._until("}"))
                return self._pair(self._hex(4))
            case "x":
                if self._accept("{"):
                    self._note("\\x{..}")
                    return self._code(self._until("}"))
                return self._hex(2)
            case "c":
                self._note("\\c")
                return ord(self._take()) ^ 64
        digits = ""
        while len(digits) < 3 and self._peek() in set("01234567") and int(digits + self._peek(), 8) < 256:
            digits += self._take()
        if digits == "" and self._java:
            raise self._error("bad octal escape")
        self._note("octal escape")
        return int(digits or "0", 8)

    def _hex(self, count: int) -> int:
        digits = self._text[self._at : self._at + count]
        if len(digits) < count or not _HEX.issuperset(digits):
            raise self._error(f"expected {count} hexadecimal digits")
        self._at += count
        return int(digits, 16)

    def _code(self, digits: str) -> int:
        if not digits or not _HEX.issuperset(digits) or int(digits, 16) > LAST:
            raise self._error("bad code point")
        return int(digits, 16)

    # -- classes --------------------------------------------------------------------------------------------------

    def _class(self) -> Ranges:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"nested deeper than {MAX_DEPTH} groups")
        negative = self._accept("^")
        points = self._members(first=True)
        while self._java and self._accept("&&"):
            self._note("class intersection")
            if self._peek() not in {"]", "&"}:
                points = intersection(points, self._members(first=False))
        self._expect("]")
        self._depth -= 1
        return complement(points) if negative else points

    def _members(self, *, first: bool) -> Ranges:
        parts: list[Ranges] = []
        while True:
            char = self._peek()
            if char == "":
                raise self._error("no closing ]")
            if char == "]" and not (first and not parts and self._java):
                return union(*parts) if parts else ()
            if self._java and self._text.startswith("&&", self._at):
                return union(*parts) if parts else ()
            if "x" in self._flags and self._skip_comment():
                continue
            parts.append(self._member())

    def _member(self) -> Ranges:
        if self._text[self._at : self._at + 2] in {"--", "||", "~~", "&&"}:
            self._note("doubled punctuation in a class")
        if self._peek() == "[":
            if self._accept("[:"):
                return self._posix()
            self._note("[ in a class")
            if self._java:
                self._at += 1
                return self._class()
        low = self._class_char()
        if charset.size(low) != 1 or self._peek() != "-" or self._peek(1) in {"]", ""}:
            if charset.size(low) != 1 and self._peek() == "-" and self._peek(1) not in {"]", ""}:
                self._note("- after a class escape")
            return self._folded(low)
        if self._java and self._peek(1) == "[":
            return self._folded(low)
        start = self._at
        self._at += 1
        high = self._class_char()
        if charset.size(high) != 1:
            self._note("- before a class escape")
            self._at = start
            return self._folded(low)
        if high[0][0] < low[0][0]:
            self._at = start
            raise self._error("bad range")
        return self._folded(((low[0][0], high[0][0]),))

    def _class_char(self) -> Ranges:
        char = self._take()
        if char != "\\":
            return single(self._pair(ord(char)))
        if self._peek() == "b" and not self._java:
            self._at += 1
            return single(8)
        if self._peek() == "Q":
            self._at += 1
            self._note("quoted text")
            return charset.of(self._until("\\E"))
        return self._set_escape()

    def _posix(self) -> Ranges:
        """POSIX notation in a class. Java reads its letters one by one, which nobody who writes it means."""
        name = self._until(":]")
        negative = name.startswith("^")
        points = unicode_sets.POSIX.get(name.removeprefix("^"))
        if points is None:
            raise self._error(f"unknown class [:{name}:]")
        self._note(f"[:{name}:] read as a POSIX class, which Java reads letter by letter")
        return complement(points) if negative else points


def _repeat(node: Node, bounds: tuple[int, int | None], mode: Mode) -> Node:
    low, high = bounds
    if isinstance(node, Edge | Look):
        return node if low else EMPTY
    return Repeat(node, low, high, mode)


def _compete(options: list[Node]) -> bool:
    """Whether two options are the same, or sets of characters that overlap."""
    bare = [_ungrouped(option) for option in options]
    return any(
        one == other or (isinstance(one, Chars) and isinstance(other, Chars) and intersection(one.points, other.points))
        for one, other in combinations(bare, 2)
    )


def _ungrouped(node: Node) -> Node:
    while isinstance(node, Group):
        node = node.item
    return node


def _drop_groups(node: Node, read: set[int]) -> Node:
    match node:
        case Seq(items=items):
            return seq([_drop_groups(item, read) for item in items])
        case Alt(options=options):
            return alt([_drop_groups(option, read) for option in options])
        case Group(item=item, number=number) if number not in read:
            return _drop_groups(item, read)
        case Repeat(item=item) | Group(item=item) | Atomic(item=item) | Look(item=item):
            return attrs.evolve(node, item=_drop_groups(item, read))
    return node
