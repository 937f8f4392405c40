"""A rule as written: the fields of one entry of rules.yaml, before any of it is understood as an expression.

Whether an entry has the form of specs/rule.schema.json is checked where specs are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

FieldPath = tuple[str | int, ...]
_STEP: Final = re.compile(r"\.(\w+)|\[([0-9]+)\]|\[(\*)\]")


@frozen(kw_only=True)
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
        profile: "default", or the profile without which the rule is off.
        strict: the severity under the strict profile, if it differs.
        hidden: whether what stands at the field path may be a secret.
        controls: ids of the same check in other tools.
        grade: how well the rule is sourced, A to D.
        as_of: when the source was last read, as an ISO date.
        why: a few sentences of background.
        examples: {"valid": [...], "invalid": [...]}.
    """

    id: str
    shapes: tuple[str, ...]
    rule: str
    message: str
    field_path: FieldPath
    severity: str
    source: str
    warn_when: str | None
    profile: str
    strict: str | None
    hidden: bool
    controls: tuple[str, ...]
    grade: str | None
    as_of: str | None
    why: str | None
    examples: Mapping[str, Any] = field(repr=False)

    @classmethod
    def from_mapping(cls, entry: Mapping[str, Any]) -> RuleSource:
        """Takes one entry that follows specs/rule.schema.json."""
        said: dict[str, Any] = {key: value.strip() if isinstance(value, str) else value for key, value in entry.items()}
        shapes = said["shape"]
        return cls(
            id=said["id"],
            shapes=(shapes,) if isinstance(shapes, str) else tuple(shapes),
            rule=said["rule"],
            message=said["message"],
            field_path=_field_path(said.get("fieldPath", ".")),
            severity=said["severity"],
            source=said["source"],
            warn_when=said.get("warnWhen"),
            profile=said.get("profile", "default"),
            strict=said.get("strict"),
            hidden=said.get("hidden", False),
            controls=tuple(said.get("controls", ())),
            grade=said.get("grade"),
            as_of=said.get("asOf"),
            why=said.get("why"),
            examples=said.get("examples", {}),
        )


def _field_path(text: str) -> FieldPath:
    """`.Containers[*].Image` as ("Containers", "*", "Image"); "." alone, the structure itself, has no steps."""
    return tuple(int(index) if index else member or star for member, index, star in _STEP.findall(text))
