"""Report formats: each module turns an outcome into text, and does nothing else."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..rule_facts import RuleFacts
    from ..run import Outcome

FORMATS = ("text", "json", "sarif", "junit", "github")


def render(name: str, outcome: Outcome, rules: RuleFacts, *, colour: bool = False, excerpts: bool = False) -> str:
    """Returns the report in one of `FORMATS`.

    Args:
        name: the format.
        outcome: what the run found.
        rules: what is known of the rules, for formats that explain them.
        colour: whether text may hold terminal colours.
        excerpts: whether text shows the line of each finding.
    """
    if name == "json":
        from .json_ import render_json

        return render_json(outcome)
    if name == "sarif":
        from .sarif import render_sarif

        return render_sarif(outcome, rules)
    if name == "junit":
        from .junit import render_junit

        return render_junit(outcome)
    if name == "github":
        from .github import render_github

        return render_github(outcome)
    from .text import render_text

    return render_text(outcome, colour=colour, excerpts=excerpts)
