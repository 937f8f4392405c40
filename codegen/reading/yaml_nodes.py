"""YAML text to nodes, from PyYAML's parser events alone: no object of the document's choosing is ever constructed.

Plain scalars mean what ``aws ... --cli-input-yaml`` makes of them, which is YAML 1.2: ``yes``, ``on`` and ``1:30`` are
strings, ``0o17`` is 15, ``017`` is 17, ``2024-01-01`` is a date. Merge keys and aliases keep the place where the value
is written. Nothing here knows requests or templates; application tags such as ``!Ref`` are kept on the node for them.
"""

from __future__ import annotations

from .nodes import MAPPING, MAX_DEPTH, MAX_NODES, SCALAR, SEQUENCE, Node, Problem, Unreadable
from .yaml_stand_ins import ANCHOR, NO_NODE, StandIns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CORE = "tag:yaml.org,2002:"
_MAX_DIGITS = 400
_MERGE_NAME = "<<"
_SIGNS = (_MERGE_NAME, "=")
"""Plain scalars that YAML tags for itself, and that readers have no value for; a node's tag until it is placed."""
_NO_KEY = "did not find expected key"
_COLLECTIONS = {MAPPING: "map", SEQUENCE: "seq"}


def parse(text: str) -> tuple[list[Node], list[Problem], list[Node]]:
    """Reads a stream of YAML documents.

    Returns:
        The root of every document that could be read, every problem (``syntax``, ``duplicate-key``, ``bad-number``,
        ``unsafe-tag``, ``bad-alias``, ``too-deep``, ``too-large``), and the nodes under an application tag.
    """
    try:
        from . import yaml_parser
    except ImportError:
        return [], [Problem("unreadable", "YAML files need PyYAML, which is not installed")], []
    stand_ins, first = StandIns(text), None
    while True:
        composer = _Composer(yaml_parser, stand_ins)
        try:
            composer.compose()
        except Unreadable as stop:
            composer.problems.append(stop.problem)
        except _CutShortError as error:
            if stand_ins.exchange(error.problem):
                continue
            composer.problems.append(_in_plain_words(error.problem, text))
        except yaml_parser.YAMLError as error:
            problem = _syntax(error, text)
            first = first or problem
            if stand_ins.exchange(problem):
                continue
            composer.problems.append(_depth_before(first, text, yaml_parser) or _in_plain_words(first, text))
        return composer.roots, composer.problems, composer.tagged


class _CutShortError(Exception):
    """An anchor's name that libyaml ends where a character follows that is no letter, digit, - or _ to it."""

    def __init__(self, at: int) -> None:
        self.problem = Problem("syntax", ANCHOR, at)


def _in_plain_words(problem: Problem, text: str) -> Problem:
    """A problem whose own words hide what is wrong, in words that name it; the AWS CLI's parser reads these forms."""
    at = problem.start
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    if problem.message.endswith(ANCHOR):
        return Problem(problem.rule, "an anchor's name holds something else than letters, digits, - and _", at)
    if (
        problem.message.endswith((_NO_KEY, NO_NODE))
        and text[at : at + 1] == ":"
        and (not before or before[-1] in "[{,-?")
    ):
        return Problem(problem.rule, "there is no key before this colon", at)
    return problem


def _depth_before(problem: Problem, text: str, parser: Any) -> Problem | None:
    """The level beyond the limit that stands before an error, if there is one.

    Parsers look ahead, and libyaml has a limit of its own since 0.2.6: the error may be met before our level is told.
    """
    composer = _Composer(parser, StandIns(text[: problem.start]))
    try:
        composer.compose()
    except Unreadable as stop:
        return stop.problem if stop.problem.rule == "too-deep" else None
    except (parser.YAMLError, _CutShortError):
        return None  # the text ends in the middle of something, as it has to
    return None


def _syntax(error: Exception, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        context = getattr(error, "context", None)
        problem = getattr(error, "problem", None) or "not YAML"
        return Problem("syntax", f"{context}: {problem}" if context else problem, min(mark.index, len(text)))
    position = getattr(error, "position", None)
    if position is None:
        return Problem("syntax", str(error).splitlines()[0] if str(error) else "not YAML")
    reason = getattr(error, "reason", "a character that YAML forbids")
    found = next((at for at, letter in enumerate(text) if not _printable(letter)), 0)
    return Problem("syntax", str(reason), found)


def _printable(letter: str) -> bool:
    code = ord(letter)
    return (
        letter in "\t\n\r\x85"
        or 0x20 <= code <= 0x7E
        or (code >= 0xA0 and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF))
    )


class _Frame:
    """One collection that is being read."""

    __slots__ = ("anchor", "key", "merges", "node", "seen")

    def __init__(self, node: Node, anchor: str | None) -> None:
        self.node = node
        self.anchor = anchor
        self.key: Node | None = None
        self.seen: set[Any] = set()
        self.merges: list[tuple[Node, Node]] = []


class _Composer:
    """Builds nodes from events with an explicit stack, so that no input can exhaust Python's."""

    def __init__(self, parser: Any, stand_ins: StandIns) -> None:
        self.yaml = parser
        self.stand_ins = stand_ins
        self.roots: list[Node] = []
        self.problems: list[Problem] = []
        self.tagged: list[Node] = []
        self.anchors: dict[str, Node] = {}
        self.open: set[str] = set()
        self.stack: list[_Frame] = []
        self.count = 0

    def compose(self) -> None:
        yaml = self.yaml
        events = yaml.events(self.stand_ins.text)
        for event in events:
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                self.add(self.scalar(event), self.anchor(event))
            elif kind is yaml.MappingStartEvent:
                self.begin(MAPPING, event)
            elif kind is yaml.SequenceStartEvent:
                self.begin(SEQUENCE, event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.finish(event.end_mark.index)
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent:
                self.anchors = {}
                self.open = set()

    def begin(self, kind: str, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise Unreadable(Problem("too-deep", f"nested deeper than {MAX_DEPTH} levels", event.start_mark.index))
        node = Node(kind, [], event.start_mark.index, event.end_mark.index)
        node.tag = self.application_tag(event, _COLLECTIONS[kind])
        if node.tag is not None:
            self.tagged.append(node)
        anchor = self.anchor(event)
        if anchor is not None:
            self.open.add(anchor)
        self.stack.append(_Frame(node, anchor))
        self.tally(event)

    def tally(self, event: Any) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise Unreadable(Problem("too-large", f"holds more than {MAX_NODES} values", event.start_mark.index))

    def finish(self, end: int) -> None:
        frame = self.stack.pop()
        node = frame.node
        if node.value or node.start != node.end:
            node.end = end if not node.value else max(_end(node), node.end)
        if frame.anchor is not None:
            self.open.discard(frame.anchor)
        if frame.merges:
            self.merge(frame)
        self.add(node, frame.anchor)

    def alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        anchor = self.anchor(event)
        if anchor in self.open:
            raise Unreadable(Problem("bad-alias", f"*{anchor} holds itself", start, end))
        node = self.anchors.get(anchor)
        if node is None:
            raise Unreadable(Problem("bad-alias", f"*{anchor} has no anchor before it", start, end))
        self.tally(event)
        self.place(node, start, end)

    def anchor(self, event: Any) -> Any:
        """The name of an event's anchor as it was written; None without one."""
        name = event.anchor
        if name is None:
            return None
        at = self.stand_ins.cut_short(name, event.start_mark.index)
        if at is not None:
            raise _CutShortError(at)
        return self.stand_ins.anchor(name)

    def add(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        self.place(node, node.start, node.end)

    def place(self, node: Node, start: int, end: int) -> None:
        """Puts a finished node where it belongs: into the list, as a key, or as the value of the pending key."""
        if not self.stack:
            self.roots.append(node)
            self.no_sign(node)
            return
        frame = self.stack[-1]
        parent = frame.node
        parent.weight += node.weight
        if parent.weight > MAX_NODES:
            raise Unreadable(Problem("too-large", f"aliases blow it up beyond {MAX_NODES} values", start, end))
        if parent.kind == SEQUENCE:
            parent.value.append(node)
            self.no_sign(node)
        elif frame.key is None:
            frame.key = self.key(node, frame)
        else:
            pair = (frame.key, node)
            merge = frame.key.text == _MERGE_NAME and frame.key.tag == _MERGE_NAME
            (frame.merges if merge else parent.value).append(pair)
            frame.key = None
            self.no_sign(node)

    def no_sign(self, node: Node) -> None:
        """Reports a plain ``<<`` or ``=`` where a value stands."""
        if node.tag in _SIGNS:
            node.tag = None
            message = f"{node.text} is a sign of YAML and no value: put it in quotes"
            self.problems.append(Problem("syntax", message, node.start, node.end))

    def key(self, node: Node, frame: _Frame) -> Node:
        if node.kind != SCALAR:
            hint = (
                "; a template has to be filled in first"
                if "{{" in self.stand_ins.text[max(node.start - 1, 0) : node.start + 2]
                else ""
            )
            raise Unreadable(Problem("syntax", f"a key has to be a single value{hint}", node.start, node.end))
        value = node.value
        if node.tag != _MERGE_NAME:
            node.tag = None if node.tag in _SIGNS else node.tag
            mark = (value.__class__, value)
            if mark in frame.seen:
                message = f"the key {node.text!r} stands here a second time"
                self.problems.append(Problem("duplicate-key", message, node.start, node.end))
            frame.seen.add(mark)
        return node

    def merge(self, frame: _Frame) -> None:
        """Adds the pairs of ``<<`` values that the mapping does not write itself; of several the first wins."""
        pairs = frame.node.value
        known = {key.value for key, _ in pairs}
        for key, value in frame.merges:
            sources = value.value if value.kind == SEQUENCE else [value]
            for source in sources:
                if source.kind != MAPPING:
                    raise Unreadable(Problem("syntax", "<< takes a mapping or a list of mappings", key.start, key.end))
                for pair in source.value:
                    if pair[0].value not in known:
                        known.add(pair[0].value)
                        pairs.append(pair)

    def application_tag(self, event: Any, core: str) -> str | None:
        """The application tag of an event; reports tags that ask a loader to construct something."""
        tag = event.tag
        if tag is None or tag == "!" or tag == _CORE + core:
            return None
        if tag.startswith(_CORE):
            shown = "!!" + tag[len(_CORE) :]
            message = f"the tag {shown} is not accepted: it asks a loader to construct an object"
            self.problems.append(Problem("unsafe-tag", message, event.start_mark.index, event.end_mark.index))
            return None
        return str(tag)

    def scalar(self, event: Any) -> Node:
        self.tally(event)
        text, start, end = event.value, event.start_mark.index, event.end_mark.index
        if self.stand_ins.exchanged:
            text = self.stand_ins.scalar(text, event)
        tag = event.tag
        if tag is None or tag == "!":
            plain = event.implicit[0] if tag is None else not event.style
            value = resolve(text) if plain else text
            if value is BAD_NUMBER:
                self.problems.append(Problem("bad-number", f"a number of {len(text)} digits", start, end))
                value = 0
            elif value is BAD_DATE:
                self.problems.append(
                    Problem("syntax", f"{text} is no date: put it in quotes if it is text", start, end)
                )
                value = text
            node = Node(SCALAR, value, start, end, text)
            if plain and text in _SIGNS:
                node.tag = text
            return node
        if tag.startswith(_CORE):
            return Node(SCALAR, self.core_value(tag[len(_CORE) :], event), start, end, text)
        node = Node(SCALAR, text, start, end, text, str(tag))
        self.tagged.append(node)
        return node

    def core_value(self, name: str, event: Any) -> Any:
        """The value of a scalar under one of YAML's own tags."""
        text = event.value
        if name == "str":
            return text
        if name == "null":
            return None
        if name == "binary":
            from binascii import Error, a2b_base64

            try:
                return a2b_base64("".join(text.split()))
            except (Error, ValueError):
                return text
        if name == "bool":
            text = _OLD_WORDS.get(text.lower(), text)
        value = resolve(text)
        wanted = {"int": int, "bool": bool, "float": float}.get(name)
        if wanted is float and value.__class__ is int:
            return float(value)
        if wanted is not None and value.__class__ is wanted:
            return value
        if name == "timestamp" and value.__class__.__module__ == "datetime":
            return value
        message = f"the tag !!{name} is not accepted for {text[:40]!r}"
        self.problems.append(Problem("unsafe-tag", message, event.start_mark.index, event.end_mark.index))
        return text


def _end(node: Node) -> int:
    last = node.value[-1]
    end: int = last[1].end if node.kind == MAPPING else last.end
    return end


_MOMENT = (
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?)?"
)
"""A date, or a date and a time with seconds, as YAML readers know them."""
_OLD_WORDS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""Booleans of YAML 1.1, which mean one under the tag ``!!bool`` alone."""

BAD_NUMBER = object()
"""What `resolve` returns for a number that no request can mean and Python might refuse to convert."""
BAD_DATE = object()
"""What `resolve` returns for a date or time that has the form of one and is in no calendar."""

_WORDS: dict[str, Any] = {"": None, "~": None}
for _word, _meaning in (("true", True), ("false", False), ("null", None)):
    for _spelling in (_word, _word.capitalize(), _word.upper()):
        _WORDS[_spelling] = _meaning
for _word in (".inf", ".Inf", ".INF"):
    _WORDS |= {_word: float("inf"), "+" + _word: float("inf"), "-" + _word: float("-inf")}
for _word in (".nan", ".NaN", ".NAN"):
    _WORDS[_word] = float("nan")


def resolve(text: str) -> Any:
    """What a plain scalar means: None, a bool, an int, a float, a date, the string itself, or a mark above."""
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first not in "0123456789+-.":
        return text
    if first.isdigit() and len(text) >= 8 and text[4:5] == "-":
        return _date(text)
    return _number(text)


def _number(text: str) -> Any:
    body = text[1:] if text[0] in "+-" else text
    digits = body.replace("_", "")
    if not digits or (body[0] == "_"):
        return text
    base = {"0b": 2, "0o": 8, "0x": 16}.get(digits[:2])
    try:
        if base is not None:
            if len(digits) > _MAX_DIGITS:
                return BAD_NUMBER
            value: int | float = int(digits[2:], base)
        elif digits.isdecimal() and digits.isascii():
            if len(digits) > _MAX_DIGITS:
                return BAD_NUMBER
            value = int(digits)
        elif all(letter in "0123456789.eE+-" for letter in digits) and _is_float(body):
            value = float(digits)
        else:
            return text
    except ValueError:
        return text
    return -value if text[0] == "-" else value


def _is_float(body: str) -> bool:
    """Whether a number has the form that YAML 1.2 readers ask of it, beyond what Python does."""
    mantissa, _, exponent = body.lower().partition("e")
    return "_" not in exponent and not (mantissa.startswith(".") and exponent[:1].isdigit())


def _date(text: str) -> Any:
    """The date or time that a scalar such as 2024-01-31 or 2024-01-31T10:00:00Z means; the string if it is none."""
    import re
    from datetime import date, datetime, timedelta, timezone

    match = re.fullmatch(_MOMENT, text, re.ASCII)
    if match is None:
        return text
    year, month, day, hour, minute, second, fraction, zone, sign, ahead, minutes = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day)) if len(month) == len(day) == 2 else text
        clock = f"{int(hour):02}:{minute}:{second}.{(fraction or '')[:6].ljust(6, '0')}"
        moment = datetime.fromisoformat(f"{year}-{int(month):02}-{int(day):02}T{clock}")
        offset = timedelta(hours=int(ahead or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
        return moment.replace(tzinfo=timezone(offset)) if zone else moment
    except ValueError:
        return BAD_DATE
