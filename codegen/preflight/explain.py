"""``explain RULE`` and ``rules``: what the rules are, as text. Looks things up; checks nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .rule_facts import RuleBook, RuleFacts

_GRADES = {
    "A": "the service's own words",
    "B": "its developer guide",
    "C": "code or a schema",
    "D": "a message that others saw, or an inference",
}
_SCOPES = {"file": "one request decides it", "cross": "it looks at all requests of the run"}


def explain(facts: RuleFacts) -> str:
    """What a rule means, why, where it comes from, and an example that fails and one that passes."""
    lines = [f"{facts.id}  ({facts.severity})", "", f"  {facts.meaning[:1].upper()}{facts.meaning[1:]}."]
    lines += [f"  {facts.why}"] if facts.why else []
    lines.append("")
    if facts.shape:
        lines.append(f"  applies to   {facts.shape}")
    if facts.rule is not None:
        lines += [
            f"  scope        {_SCOPES.get(facts.rule.scope, facts.rule.scope)}",
            f"  profile      {facts.profile}",
        ]
    lines.append(f"  source       {facts.source or 'unknown'}")
    if getattr(facts.rule, "file", None):
        lines.append(f"  written in   {facts.rule.file}")
    if facts.rule is not None:
        lines += [f"               {facts.rule.url}"] if facts.rule.url and facts.rule.url not in facts.source else []
        lines += [f"  grade        {facts.rule.grade}, {_GRADES[facts.rule.grade]}"] if facts.rule.grade else []
        lines += [f"  read         {facts.rule.as_of}"] if facts.rule.as_of else []
        lines += [f"  elsewhere    {', '.join(facts.rule.controls)}"] if facts.rule.controls else []
    examples = getattr(facts.rule, "examples", None) or {}
    for kind, title in (("invalid", "fails"), ("valid", "passes")):
        listed = examples.get(kind) or ()
        if listed:
            lines += ["", f"  {title}:", *(f"    {line}" for line in _example(listed[0]))]
    how = f"--ignore {facts.id}   or, at the end of a YAML line:   # botoforge: ignore[{facts.id}]"
    return "\n".join([*lines, "", f"  to silence   {how}", ""])


def _example(example: dict[str, Any]) -> list[str]:
    from .yaml_text import to_yaml

    if "release" in example:
        return to_yaml([{operation: data} for operation, data in example["release"]])
    return to_yaml(example.get("value"))


def listing(rules: RuleBook, form: str) -> str:
    """Every rule: as a table, or as JSON."""
    known = list(rules.all().values())
    if form == "json":
        import json

        entries = [
            {
                "id": facts.id,
                "severity": facts.severity,
                "meaning": facts.meaning,
                "profile": facts.profile,
                "shape": facts.shape,
                "source": facts.source,
                "url": facts.rule.url if facts.rule else None,
                "grade": facts.rule.grade if facts.rule else None,
                "controls": list(facts.rule.controls or ()) if facts.rule else [],
                "service": facts.service or None,
            }
            for facts in known
        ]
        return json.dumps(entries, indent=2) + "\n"
    width = max(len(facts.id) for facts in known)
    lines = []
    for facts in known:
        note = "" if facts.profile == "default" else f" ({facts.profile})"
        lines.append(f"{facts.id:<{width}}  {facts.severity:<7}  {facts.meaning}{note}")
    return "\n".join([*lines, f"{len(known)} rules", ""])
