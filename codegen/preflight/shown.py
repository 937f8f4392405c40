"""``--show-files`` and ``--explain-file``: what is checked and what is not, with the reason. Checks nothing itself."""

from __future__ import annotations

import os

from .findings import plural, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .run import Outcome
    from .services import Services
    from .settings import Configured


def files(outcome: Outcome, left_out: list[tuple[str, str]]) -> str:
    """The files of a run, those that were checked first, in a line each."""
    lines = [f"{printable(path)}: checked" for path in outcome.files]
    lines += [f"{printable(path)}: {printable(why)}" for path, why in (*outcome.skipped, *left_out)]
    return "".join(f"{line}\n" for line in [*lines, f"{plural(len(outcome.files), 'file')} checked"])


def explain_file(path: str, configured: Configured, services: Services) -> str:
    """Why one file is checked or not, as what, and with which settings."""
    from .check import open_file, why_skipped
    from .discover import Search
    from .doors import SUFFIXES

    settings = configured.of(path)
    search = Search(configured.of, gitignore=not configured.run.get("no-gitignore"))
    parents = [os.path.dirname(path)]  # noqa: PTH120 - pathlib is not loaded on this path
    while parents[-1] not in {"", os.sep, os.path.dirname(parents[-1])}:  # noqa: PTH120
        parents.append(os.path.dirname(parents[-1]))  # noqa: PTH120
    left = [(part, why) for part in (path, *filter(None, parents)) if (why := search.why_not(part))]
    if not path.lower().endswith(SUFFIXES):
        left.append((path, f"ends in none of {', '.join(SUFFIXES)}"))
    opened = open_file(path, 0, settings, services)
    reading = opened.reading
    reason = "" if any(reading.scenarios) else why_skipped(opened, services)
    lines = [f"{printable(path)}"]
    lines.append(f"  settings   {printable(settings.origin) or 'none: there is no configuration above it'}")
    lines += [f"  search     left out: {printable(part)} {printable(why)}" for part, why in left]
    if reason:
        lines.append(f"  contents   skipped: {printable(reason)}")
        lines += [f"             {printable(reading.hint)}"] if reading.hint else []
    else:
        lines.append(f"  contents   {_contents(reading.template, [r.operation for r in reading.scenarios[0]])}")
        lines += [f"  trouble    {printable(problem.message)}" for problem in opened.problems[:5]]
    return "".join(f"{line}\n" for line in lines)


def _contents(template: bool, operations: list[str]) -> str:
    listed = ", ".join(dict.fromkeys(operations))
    if template:
        return f"a CloudFormation template, with resources for {listed}" if listed else "a CloudFormation template"
    return f"{plural(len(operations), 'request')}: {listed}" if listed else "no request that can be read"
