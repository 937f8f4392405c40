"""Which violations a caller wants to see: ignore, select, severity and profile.

Part of the wire layer, loaded only when there is something to choose.
"""

from __future__ import annotations

from .annotations import hints
from .rule_helpers import SHAPE_RULES
from .violations import Path, Violation, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

PROFILES: Final = ("default", "strict", "pedantic", "security", "cost")
_SEVERITIES: Final = ("error", "warning", "off")


def choose(
    found: hints.Iterable[Violation],
    ignore: hints.Iterable[str],
    select: hints.Collection[str] | None,
    severity: hints.Mapping[str, str] | None,
    profile: hints.Profile,
) -> list[Violation]:
    """The violations that the options leave, with the severities they ask for.

    Raises:
        ValueError: A severity or profile that does not exist, or one string where a collection of ids belongs.
    """
    if isinstance(ignore, str) or isinstance(select, str):
        msg = "ignore and select take a collection of ids, not one string"
        raise ValueError(msg)  # noqa: TRY004 - a wrong option like any other
    for name in () if profile is None else (profile,) if isinstance(profile, str) else profile:
        if name not in PROFILES:
            raise ValueError(f"no profile {name!r}; there are {', '.join(PROFILES)}")
    for rule, level in (severity or {}).items():
        if level not in _SEVERITIES:
            raise ValueError(f"no severity {level!r} (for {rule}); there are {', '.join(_SEVERITIES)}")
    skip = [entry.partition("@") for entry in ignore]
    chosen = []
    for violation in found:
        level = (severity or {}).get(violation.rule, violation.severity)
        if level == "off" or (select is not None and violation.rule not in select):
            continue
        if any(rule == violation.rule and (not at or matches(place, violation.path)) for rule, at, place in skip):
            continue
        if level == violation.severity:
            chosen.append(violation)
        else:
            chosen.append(violation.replace(severity="error" if level == "error" else "warning"))
    return chosen


def refuse_unknown(ignore: hints.Iterable[str], rule_ids: hints.Callable[[], hints.Iterable[str]]) -> list[str]:
    """The ids to ignore, each of which is that of a constraint or rule.

    Args:
        ignore: Ids, with or without a path behind an ``@``.
        rule_ids: Tells the ids of the package's rules; not asked where constraints alone are ignored.

    Raises:
        ValueError: One of them is none; or one string where a collection belongs.
    """
    if isinstance(ignore, str):
        msg = "ignore takes a collection of ids, not one string"
        raise ValueError(msg)  # noqa: TRY004 - a wrong option like any other
    entries = list(ignore)
    given = {entry.partition("@")[0] for entry in entries} - SHAPE_RULES
    known = SHAPE_RULES.union(rule_ids()) if given else SHAPE_RULES
    for unknown in sorted(given - known):
        raise ValueError(
            f"no constraint or rule {unknown!r} to ignore; {did_you_mean(unknown, known) or 'rules() lists them'}"
        )
    return entries


def matches(pattern: str, path: Path) -> bool:
    """Whether `path` is what ``ProductionVariants.*.InstanceType`` describes; ``*`` is any one index or name."""
    parts = pattern.split(".")
    return len(parts) == len(path) and all(p in ("*", str(x)) for p, x in zip(parts, path, strict=True))


def unknown_operation(operation: object, known: hints.Collection[str], package: str) -> str:
    """The message for an operation that a package does not have."""
    hint = did_you_mean(str(operation), known) or f"it has {', '.join(list(known)[:8])}"
    return f"{package} has no operation {operation!r}; {hint}"
