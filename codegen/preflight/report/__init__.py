"""Report formats: each module turns an outcome into text, and does nothing else."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..run import Outcome
    from ..services import Services


def render(
    name: str,
    outcome: Outcome,
    services: Services,
    *,
    colour: bool = False,
    excerpts: bool = False,
    quiet: bool = False,
) -> str:
    """The report in one of `switches.FORMATS`.

    Args:
        name: the format.
        outcome: what the run found.
        services: where formats that explain rules look them up.
        colour: whether text may hold terminal colours.
        excerpts: whether text shows the line of each finding.
        quiet: whether text shows nothing but findings.
    """
    if name == "json":
        from .json_ import render_json

        return render_json(outcome)
    if name == "sarif":
        from ..rule_facts import RuleBook
        from .sarif import render_sarif

        return render_sarif(outcome, RuleBook(services))
    if name == "junit":
        from .junit import render_junit

        return render_junit(outcome)
    if name == "github":
        from .github import render_github

        return render_github(outcome)
    if name == "gitlab":
        from .gitlab import render_gitlab

        return render_gitlab(outcome)
    if name == "markdown":
        from .markdown import render_markdown

        return render_markdown(outcome)
    if name == "html":
        from ..rule_facts import RuleBook
        from .html_ import render_html

        return render_html(outcome, RuleBook(services))
    from .text import render_text

    return render_text(outcome, colour=colour, excerpts=excerpts, quiet=quiet)
