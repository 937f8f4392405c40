"""A rule as written: the fields of one entry of rules.yaml, before any of it is understood as an expression."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

from ..runtime.wire.rule_helpers import SHAPE_RULES
from .language.errors import RuleError, nearest

_ID: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_STEP: Final = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[([0-9]+|\*)\]")
_REQUIRED: Final = ("id", "shape", "rule", "message", "severity", "source")
_OPTIONAL: Final = ("fieldPath", "warnWhen", "profile", "strict", "grade", "why", "examples")
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "severity": ("error", "warning"),
    "profile": ("default", "pedantic"),
    "strict": ("error", "warning"),
    "grade": ("A", "B", "C", "D"),
}


@frozen
class RuleSource:
    """One rule as written.

    Attributes:
        id: kebab-case, unique within a service.
        shapes: the structures that the rule guards; `self` is an instance of one of them.
        rule: the CEL text, true when satisfied.
        message: one line, without a full stop.
        field_path: where a violation is reported, relative to the shape; "*" stands for the failing element.
        severity: "error" or "warning".
        source: where the rule comes from.
        warn_when: CEL text; where true, an error is reported as a warning.
        profile: "default", or "pedantic" for a rule that is off unless asked for.
        strict: the severity under the strict profile, if it differs.
        grade: how well the rule is sourced, A to D.
        why: a few sentences of background.
        examples: {"valid": [...], "invalid": [...]}.
    """

    id: str
    shapes: tuple[str, ...]
    rule: str
    message: str
    field_path: tuple[str | int, ...]
    severity: str
    source: str
    warn_when: str | None = None
    profile: str = "default"
    strict: str | None = None
    grade: str | None = None
    why: str | None = None
    examples: Mapping[str, Any] = field(factory=dict)

    @classmethod
    def from_mapping(cls, entry: Mapping[str, Any], where: str = "rule") -> RuleSource:
        """Reads one entry.

        Args:
            entry: the mapping of rules.yaml.
            where: how to name the entry in errors as long as its id is unknown ("rule 3").

        Raises:
            RuleError: a field is missing, unknown, or not of its form.
        """
        name = entry.get("id") if isinstance(entry.get("id"), str) else None
        try:
            return cls(**_fields(entry))
        except RuleError as error:
            raise RuleError(error.reason, error.fix, rule=name or where, part=error.part) from error


def _fields(entry: Mapping[str, Any]) -> dict[str, Any]:
    for key in _REQUIRED:
        if key not in entry:
            raise RuleError(f"{key} is missing", "every rule has " + ", ".join(_REQUIRED))
    for key in entry:
        if key not in (*_REQUIRED, *_OPTIONAL):
            raise RuleError(f"unknown field {key!r}", nearest(str(key), (*_REQUIRED, *_OPTIONAL), "fields are"))
    texts = {key: _line(entry[key], key) for key in entry if key not in ("shape", "examples")}
    for key, allowed in _CHOICES.items():
        if key in texts and texts[key] not in allowed:
            raise RuleError(f"{texts[key]!r} is none of {', '.join(allowed)}", "choose one", part=key)
    if not _ID.fullmatch(texts["id"]):
        raise RuleError(f"id {texts['id']!r} is not in kebab-case", "write it like canary-percent-max", part="id")
    if texts["id"] in SHAPE_RULES:
        raise RuleError(f"{texts['id']!r} is the id of a shape constraint", "choose another", part="id")
    if texts["message"].endswith(".") or "\n" in texts["message"]:
        raise RuleError("the message is not one line without a full stop", "shorten it", part="message")
    return {
        "id": texts["id"],
        "shapes": _shapes(entry["shape"]),
        "rule": texts["rule"],
        "message": texts["message"],
        "field_path": parse_field_path(texts.get("fieldPath", ".")),
        "severity": texts["severity"],
        "source": texts["source"],
        "warn_when": texts.get("warnWhen"),
        "profile": texts.get("profile", "default"),
        "strict": texts.get("strict"),
        "grade": texts.get("grade"),
        "why": texts.get("why"),
        "examples": _examples(entry.get("examples", {})),
    }


def _line(value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"expected text, found {value!r}", "write a non-empty string", part=key)
    return value.strip()


def _shapes(value: object) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, (list, tuple)) else ()
    if not names or not all(isinstance(name, str) for name in names) or len(set(names)) != len(names):
        raise RuleError(f"expected the name of a structure or a list of such, found {value!r}", part="shape")
    return names


def _examples(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not set(value) <= {"valid", "invalid"}:
        raise RuleError("examples is not a mapping with the lists valid and invalid", part="examples")
    return dict(value)


def parse_field_path(text: str) -> tuple[str | int, ...]:
    """`.Containers[*].Image` as ("Containers", "*", "Image"). An empty path ("." alone) means the structure itself.

    Raises:
        RuleError: the text has another form.
    """
    if text == ".":
        return ()
    steps: list[str | int] = []
    position = 0
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None:
            fix = "write it like .Containers[*].Image"
            raise RuleError(f"{text!r} is no field path", fix, column=position + 1, part="fieldPath")
        steps.append(match[1] or ("*" if match[2] == "*" else int(match[2])))
        position = match.end()
    return tuple(steps)
