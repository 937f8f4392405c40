"""What a package tells about its rules: `Rule`. Loaded when somebody asks, never to validate."""

from __future__ import annotations

from .annotations import hints


class Rule:
    """One cross-field or cross-request rule.

    Attributes:
        id: Kebab-case id, as violations carry it.
        severity: ``"error"`` or ``"warning"`` under the default profile.
        message: What a violation says.
        shapes: Structures that the rule guards.
        source: Where the rule comes from: the sentence, issue or code that says so.
        file: Where it is written: a spec's name and a file of it.
        scope: ``"file"`` (one request decides) or ``"cross"`` (the requests of a release decide).
        profile: ``"default"``, or the profile without which the rule is off.
        strict: Severity under the strict profile where it differs, else None.
        field_path: Where a violation is reported, relative to the structure.
        grade: How well the rule is sourced, ``"A"`` (the service's own documentation) to ``"D"`` (observed), or None.
        as_of: When the source was last read, as an ISO date, or None.
        url: Where the source can be read, or None.
        controls: Ids of the same check in other tools, or None.
        why: A few sentences of background, or None.
        cel: The rule in CEL, true where it is kept.
    """

    __slots__ = (
        "_package",
        "as_of",
        "cel",
        "controls",
        "field_path",
        "file",
        "grade",
        "id",
        "message",
        "profile",
        "scope",
        "severity",
        "shapes",
        "source",
        "strict",
        "url",
        "why",
    )

    id: str
    severity: str
    message: str
    shapes: tuple[str, ...]
    source: str
    file: str
    scope: str
    profile: str
    strict: str | None
    field_path: str
    grade: str | None
    as_of: str | None
    url: str | None
    controls: tuple[str, ...] | None
    why: str | None
    cel: str
    _package: str

    def __init__(self, package: str, **facts: hints.Any) -> None:
        put = object.__setattr__
        put(self, "_package", package)
        for name in self.__slots__[1:]:
            put(self, name, facts.get(name))

    def __setattr__(self, name: str, value: object) -> hints.NoReturn:
        raise AttributeError(f"a Rule is frozen: cannot set {name!r}")

    def __repr__(self) -> str:
        return f"Rule({self.id!r}, {self.severity!r}, {self.message!r})"

    @property
    def shape(self) -> str:
        """The structures that the rule guards, as text."""
        return ", ".join(self.shapes)

    @property
    def examples(self) -> dict[str, list[dict[str, hints.Any]]]:
        """Valid and invalid examples: ``{"valid": [{"value": …}], "invalid": [{"value": …, "path": …}]}``."""
        import json  # noqa: PLC0415
        from importlib.resources import files  # noqa: PLC0415

        text = files(self._package).joinpath("examples.json").read_text(encoding="utf-8")
        found: dict[str, dict[str, list[dict[str, hints.Any]]]] = json.loads(text)
        return found.get(self.id, {})
