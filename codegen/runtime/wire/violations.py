"""What a check reports: `Violation`, the `Report` that collects them, and `ValidationError` that carries them.

Part of the wire layer: standard library only, and nothing that is slow to import. A `Report` never raises on data.
"""

from __future__ import annotations

from .annotations import hints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, TypeAlias

MAX_DEPTH: Final = 200
"""Levels of nesting that a recursive shape may have before `max-depth` is reported."""

Path: TypeAlias = tuple[str | int, ...]
"""Wire names and list indices from a request's root."""

_SHOWN: Final = 80
"""Characters of a value that a message shows."""
_FEW: Final = 8
_LONGEST: Final = 2**64
"""Integers from here on are shown as text."""


class _Redacted:
    """Stands for a value that must not be shown."""

    def __repr__(self) -> str:
        return "<sensitive>"

    def __reduce__(self) -> str:
        return "REDACTED"


REDACTED: Final = _Redacted()


class HiddenKey(str):
    """A sensitive key of a map in a path: equal to the key, so that the place is found, but never shown."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<sensitive>"

    __str__ = __repr__


class _Facts:
    """What a `Violation` holds, while it can still be set."""

    __slots__ = ("_message", "operation", "path", "rule", "severity", "value")

    rule: str
    severity: hints.Severity
    path: Path
    _message: hints.Message
    value: object
    operation: str | None


class Violation(_Facts):
    """One broken constraint or rule.

    Attributes:
        rule: Id of the constraint (``max-value``) or rule (``canary-percent-max``).
        severity: ``"error"`` or ``"warning"``.
        path: Wire names and list indices from the request's root to the place at fault.
        message: What is wrong, in one line, without the path.
        value: The offending value; ``REDACTED`` where the model calls it sensitive, None where a member is missing.
        operation: The operation whose request was checked, where known.
    """

    __slots__ = ()

    def __init__(
        self,
        rule: str,
        severity: hints.Severity,
        path: Path,
        message: str,
        value: object = None,
        operation: str | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "rule", rule)
        put(self, "severity", severity)
        put(self, "path", path)
        put(self, "_message", message)
        put(self, "value", value)
        put(self, "operation", operation)

    @property
    def message(self) -> str:
        """What is wrong, in one line, without the path. Made when it is first read, where that takes long."""
        message = self._message
        if not isinstance(message, str):
            message = message()
            object.__setattr__(self, "_message", message)
        return message

    def __setattr__(self, name: str, value: object) -> hints.NoReturn:
        raise AttributeError(f"a Violation is frozen: cannot set {name!r}")

    def __delattr__(self, name: str) -> hints.NoReturn:
        raise AttributeError(f"a Violation is frozen: cannot delete {name!r}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Violation):
            return NotImplemented
        return self._key() == other._key() and _same(self.value, other.value)

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        names = ("rule", "severity", "path", "message", "value", "operation")
        return f"Violation({', '.join(f'{name}={show(getattr(self, name))}' for name in names)})"

    def __str__(self) -> str:
        path = format_path(self.path)
        dot = "." if self.operation and path and not path.startswith("[") else ""
        place = f"{self.operation or ''}{dot}{path}" or "request"
        return f"{place}: {self.severity}[{self.rule}] {self.message}"

    def __reduce__(self) -> tuple[type[Violation], tuple[object, ...]]:
        return Violation, (self.rule, self.severity, self.path, self.message, self.value, self.operation)

    def to_dict(self) -> dict[str, hints.Any]:
        """The violation as JSON can hold it; what JSON has no word for is shown as text, a sensitive value not at all.

        Returns:
            ``rule``, ``severity``, ``message``, ``operation``, ``path`` (a list) and ``value``.
        """
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
            "operation": self.operation,
            "path": [step if isinstance(step, int) else str(step) for step in self.path],
            "value": _as_json(self.value, 0),
        }

    def _key(self) -> tuple[object, ...]:
        return self.rule, self.severity, self.path, self.message, self.operation

    def replace(self, *, severity: hints.Severity | None = None, path: Path | None = None) -> Violation:
        """A copy with another severity or path."""
        return new_violation(
            self.rule,
            self.severity if severity is None else severity,
            self.path if path is None else path,
            self._message,
            self.value,
            self.operation,
        )


def new_violation(
    rule: str, severity: hints.Severity, path: Path, message: hints.Message, value: object, operation: str | None
) -> Violation:
    """A `Violation`, whose message may be made later: what reports fill in before it is frozen."""
    made: hints.Any = _Facts()
    made.rule = rule
    made.severity = severity
    made.path = path
    made._message = message  # noqa: SLF001 - a violation to be
    made.value = value
    made.operation = operation
    made.__class__ = Violation
    violation: Violation = made
    return violation


class ValidationError(ValueError):
    """A request that breaks its model. `violations` holds every violation found, warnings included."""

    violations: tuple[Violation, ...]

    def __init__(self, violations: hints.Iterable[Violation], subject: str = "request") -> None:
        self.violations = tuple(violations)
        self.subject = subject
        errors = [v for v in self.violations if v.severity == "error"]
        count = f"{len(errors)} violation{'s' if len(errors) != 1 else ''}"
        super().__init__(f"invalid {subject}: {count}\n" + "\n".join(f"  {v}" for v in errors))

    def errors(self) -> list[dict[str, hints.Any]]:
        """Every violation as `Violation.to_dict` has it, warnings included, in the order of `violations`."""
        return [violation.to_dict() for violation in self.violations]

    def json(self, *, indent: int | None = None) -> str:
        """`errors` as JSON text."""
        import json  # noqa: PLC0415 - most requests are valid

        return json.dumps(self.errors(), indent=indent)

    def __reduce__(self) -> tuple[type[ValidationError], tuple[object, ...]]:
        return ValidationError, (self.violations, self.subject)


class Checked(dict[str, hints.Any] if TYPE_CHECKING else dict):  # type: ignore[misc] # a class for every value
    """A structure as plain data of an object that has passed its check, which need not be made again.

    Attributes:
        check: The check that it has passed, without an error.
        source: The object.
    """

    __slots__ = ("check", "source")

    check: hints.Check
    source: hints.Any


class Pattern:
    """A regular expression that is compiled when it is first used. `matches(text)` tests the whole string."""

    __slots__ = ("documented", "matches", "source")

    matches: hints.Callable[[str], object]

    def __init__(self, source: str, documented: str | None = None) -> None:
        self.source = source
        self.documented = source if documented is None else documented
        self.matches = self._first

    def _first(self, text: str) -> object:
        import re  # noqa: PLC0415 - most requests need few patterns, some none

        self.matches = re.compile(self.source).fullmatch
        return self.matches(text)


class LettersPattern(Pattern):
    """An expression that only says which letters a text may have. Of ASCII text they tell; other text is rare."""

    __slots__ = ("_least", "_letters")

    def __init__(self, source: str, documented: str | None = None, *, letters: str, least: int = 0) -> None:
        super().__init__(source, documented)
        self._letters = letters
        self._least = least
        self.matches = self._by_letters

    def _by_letters(self, text: str) -> object:
        if type(text) is not str:
            text = str.__str__(text)
        if not text.isascii():
            return self._first(text)
        return len(text) >= self._least and not text.strip(self._letters)


class NamePattern(Pattern):
    """An expression for ASCII letters and digits, `most` of them if that is said, with hyphens between them alone."""

    __slots__ = ("_most",)

    def __init__(self, source: str, documented: str | None = None, *, most: int | None = None) -> None:
        super().__init__(source, documented)
        self._most = most
        self.matches = self._by_parts

    def _by_parts(self, text: str) -> object:
        if type(text) is not str:
            text = str.__str__(text)
        bare = text.replace("-", "")
        # What is left has a letter or digit, so there is a first and a last character.
        if not (bare.isalnum() and bare.isascii() and text[0] != "-" != text[-1]):
            return False
        return self._most is None or len(bare) <= self._most


class Report:
    """Collects the violations of one check, in the order of the model's members."""

    __slots__ = ("depth", "model", "operation", "profiles", "violations")

    def __init__(self, operation: str | None = None, model: str = "this model", profile: hints.Profile = None) -> None:
        self.operation = operation
        self.model = model
        self.profiles: hints.Collection[str] = ()
        if profile is not None:
            self.profiles = (profile,) if isinstance(profile, str) else profile
        self.depth = MAX_DEPTH
        self.violations: list[Violation] = []

    def add(
        self, rule: str, path: Path, message: hints.Message, value: object = None, severity: hints.Severity = "error"
    ) -> None:
        """Records one violation; a message that takes long is given as a function that makes it."""
        self.violations.append(new_violation(rule, severity, path, message, value, self.operation))

    def wrong_type(self, path: Path, value: object, expected: str) -> None:
        """The value is not of the shape's type; `expected` names it, with its article."""
        found = "" if value is REDACTED else f", found {_kind(value)}"
        self.add("type", path, f"expected {expected}{found}", value)

    def missing(self, path: Path) -> None:
        """A required member is absent; `path` ends in its name."""
        self.add("required", path, f"{path[-1]} is required")

    def unknown(self, path: Path, data: hints.Mapping[object, object], known: hints.Collection[str]) -> None:
        """Every key of `data` that is no member."""
        for key in data:
            if not isinstance(key, str):
                self.add("unknown-member", (*path, show(key)), f"member names are strings, found {_kind(key)}", key)
            elif key not in known:
                self.add("unknown-member", (*path, key), _later(_no_member, key, known, self.model), key)

    def length(self, path: Path, value: object, count: int, minimum: int | None, maximum: int | None) -> None:
        """A string or blob of `count` code points or bytes is outside its bounds."""
        self._bounds(path, value, f"length {count}", count, (minimum, maximum), ("min-length", "max-length"))

    def items(self, path: Path, value: object, count: int, minimum: int | None, maximum: int | None) -> None:
        """A list or map of `count` entries is outside its bounds."""
        what = f"{count} item{'s' if count != 1 else ''}"
        self._bounds(path, value, what, count, (minimum, maximum), ("min-items", "max-items"))

    def number(self, path: Path, value: float, minimum: float | None, maximum: float | None) -> None:
        """A number is outside its bounds."""
        self._bounds(path, value, show(value), value, (minimum, maximum), ("min-value", "max-value"))

    def secret_number(self, path: Path, value: float, minimum: float | None, maximum: float | None) -> None:
        """A sensitive number is outside its bounds."""
        self._bounds(path, REDACTED, "the value", value, (minimum, maximum), ("min-value", "max-value"))

    def _bounds(
        self,
        path: Path,
        value: object,
        what: str,
        measure: float,
        ends: tuple[float | None, float | None],
        rules: tuple[str, str],
    ) -> None:
        minimum, maximum = ends
        if minimum is not None and measure < minimum:
            self.add(rules[0], path, f"{what} is below the minimum of {minimum}", value)
        else:
            self.add(rules[1], path, f"{what} is above the maximum of {maximum}", value)

    def enum(self, path: Path, value: object, known: hints.Collection[str], name: str) -> None:
        """A string is none of the enum's values."""
        if value is REDACTED:
            self.add("enum", path, f"not one of the {len(known)} values of {name} in {self.model}", value)
            return
        self.add("enum", path, _later(_no_value, value, known, name, self.model), value)

    def pattern(self, path: Path, value: object, pattern: Pattern) -> None:
        """A string does not match its pattern as a whole."""
        shown = "the value" if value is REDACTED else show(value)
        self.add("pattern", path, f"{shown} does not match {_clip(pattern.documented)}", value)

    def union(self, path: Path, data: hints.Mapping[str, object], known: hints.Collection[str], shown: object) -> None:
        """A union does not have exactly one member; `shown` is what may be shown of it beside its members' names."""
        found = ", ".join(sorted(k for k in data if isinstance(k, str) and k in known)) or "none"
        few = f" of {', '.join(sorted(known))}" if len(known) <= _FEW else ""
        self.add("union", path, f"exactly one member{few} must be set, found {found}", shown)

    def too_deep(self, path: Path) -> None:
        """Data is nested beyond `MAX_DEPTH`, or contains itself. Said once; no recursive shape is entered any more."""
        if self.depth == MAX_DEPTH:
            self.depth = -1
            self.add("max-depth", path, f"nested more than {MAX_DEPTH} levels deep")

    def rule(
        self,
        rule: str,
        path: Path,
        message: str,
        value: object,
        severity: hints.Severity,
        *,
        strict: hints.Severity | None = None,
    ) -> None:
        """A rule does not hold; `strict` is its severity under the strict profile, where it differs."""
        self.add(rule, path, message, value, strict if strict and "strict" in self.profiles else severity)


def _later(make: hints.Callable[..., str], value: object, *facts: object) -> hints.Message:
    """The message that `make` returns for the value: made when it is read, unless that could be another by then."""
    return (lambda: make(value, *facts)) if type(value) is str else make(value, *facts)


def _no_member(key: str, known: hints.Collection[str], model: str) -> str:
    return f"{show(key)} is no member; {did_you_mean(key, known) or f'{model} has no such member here'}"


def _no_value(value: object, known: hints.Collection[str], name: str, model: str) -> str:
    listed = f"one of {_words(sorted(known))}" if len(known) <= _FEW else ""
    hint = did_you_mean(str(value), known) or listed or "no value is spelt like it"
    return f"{show(value)} is no {name} in {model}; {hint}"


def format_path(path: hints.Sequence[str | int]) -> str:
    """A path as people write it: ``ProductionVariants[0].InstanceType``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif part.isidentifier() and len(part) <= _SHOWN:
            text += f".{part}" if text else part
        else:
            text += f"[{show(part)}]"
    return text


def show(value: object) -> str:
    """A short, one-line, printable form of any value. Never raises, whatever the value's repr does."""
    if (type(value) is str and len(value) < _SHOWN) or (type(value) is int and -_LONGEST < value < _LONGEST):
        text = repr(value)
        if len(text) <= _SHOWN and text.isprintable():
            return text
    import reprlib  # noqa: PLC0415 - only violations need it

    short = reprlib.Repr()
    short.maxstring = short.maxother = short.maxlong = _SHOWN
    try:
        text = short.repr(value)
    except Exception:  # noqa: BLE001 - a repr that raises is part of what data may hold
        text = f"<{type(value).__name__}>"
    return text.encode("ascii", "backslashreplace").decode() if not text.isprintable() else text


def _same(one: object, other: object) -> bool:
    """Whether two values are equal; one that refuses to be compared, and NaN, is equal to itself alone."""
    if one is other:
        return True
    try:
        return bool(one == other) or (one != one and other != other)  # noqa: PLR0124 - how NaN is told
    except Exception:  # noqa: BLE001 - whatever data compares by
        return False


def _as_json(value: object, depth: int) -> object:
    if value is None or isinstance(value, (bool, str)):
        return str.__str__(value) if isinstance(value, str) else value
    if isinstance(value, (int, float)):
        exact = abs(value) < _LONGEST if isinstance(value, int) else value - value == 0.0
        return value if exact and type(value) in (int, float) else show(value)
    if depth < MAX_DEPTH and type(value) is dict:
        return {key if isinstance(key, str) else show(key): _as_json(inner, depth + 1) for key, inner in value.items()}
    if depth < MAX_DEPTH and (type(value) is list or type(value) is tuple):
        return [_as_json(inner, depth + 1) for inner in value]
    return show(value)


def _kind(value: object) -> str:
    if value is None:
        return "null (leave the member out instead)"
    if isinstance(value, (bool, int, float)):
        return f"{type(value).__name__} {show(value)}"
    return type(value).__name__


def _words(words: hints.Iterable[str]) -> str:
    """Names of the model in a row."""
    return ", ".join(_clip(word) for word in words)


def _clip(text: str) -> str:
    """Text of the model: as it stands where it fits on a line, else cut, or as a literal."""
    clipped = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return clipped if clipped.isprintable() else show(text)


def did_you_mean(word: str, known: hints.Collection[str]) -> str:
    """``did you mean …?`` with up to three near spellings, or an empty string."""
    from .suggestions import nearest  # noqa: PLC0415 - few requests are misspelt

    close = nearest(word, known)
    return f"did you mean {_words(close)}?" if close else ""
