"""The command: options in, text and exit code out. Reads files through pre-flight, prints nothing itself."""

from __future__ import annotations

from ..preflight.options import Option, UsageError, parse, table
from . import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..preflight.services import Services
    from .strategies import Variation

_FORMATS = ("text", "json", "svg", "html", "markdown")
OPTIONS = (
    Option("--operation", "OPERATION", "operation of files that do not tell, such as update-endpoint"),
    Option("--endpoint", "NAME", "plan this endpoint only"),
    Option("--format", "FORMAT", f"what is printed: {', '.join(_FORMATS)}", choices=_FORMATS, short="-f"),
    Option("--compare", "", "put the plans side by side: those of two paths, or of the strategies"),
    Option("--strategy", "LIST", "plan updates with these instead: canary:10%,linear:2,rolling:25%,all-at-once"),
    Option(
        "--suggest", "WISH", "settings that fit and pass every rule: 10%,40m (exposed at first, minutes of waiting)"
    ),
    Option("--explain", "", "tell what the plan rests on and what nobody knows"),
    Option("--help", "", "show this and exit", short="-h"),
)


def plan(words: list[str], services: Services, *, rich: bool = False) -> tuple[str, int]:
    """Runs the command.

    Args:
        words: The words after the command's name.
        services: The service packages.
        rich: Whether the text goes to a terminal.

    Returns:
        The text and the exit code: 0, or 1 if the requests are not valid and the text is their violations.

    Raises:
        UsageError: wrong use, a path that does not exist, or nothing to plan.
    """
    given, paths = parse(words, OPTIONS)
    if given.get("help"):
        return f"usage: python -m {services.package} plan PATH...   (- reads standard input)\n\n{table(OPTIONS)}\n", 0
    if not paths:
        raise UsageError("name the files or folders to plan, or - for standard input")
    compares = bool(given.get("compare"))
    apart = compares and "strategy" not in given and "suggest" not in given
    if apart and len(paths) != 2:
        raise UsageError("--compare takes two paths, or one with --strategy LIST")
    found: list[Variation] = []
    for group in [[path] for path in paths] if apart else [paths]:
        release = read.release(group, services, given.get("operation"))
        if release.violations:
            return release.violations, 1
        found += _planned(release, given)
    if not found:
        raise UsageError(f"no CreateEndpoint or UpdateEndpoint to plan in {', '.join(paths)}")
    return _render(found, given, rich=rich), 0


def _planned(release: read.Release, given: dict[str, Any]) -> list[Variation]:
    name = given.get("endpoint")
    if not {"suggest", "strategy"} & given.keys():
        return [(timeline, {}) for timeline in release.timelines() if name in (None, timeline.endpoint)]
    from .strategies import suggestions, variations

    if "suggest" in given:
        return suggestions(release.only(name), given["suggest"])
    return variations(release.only(name), given["strategy"])


def _render(variations: list[Variation], given: dict[str, Any], *, rich: bool) -> str:
    found = [timeline for timeline, _ in variations]
    chosen = given.get("format", "text")
    beside = bool(given.get("compare")) or "suggest" in given
    if chosen == "json":
        import json

        made = [timeline.to_dict() | ({"settings": settings} if settings else {}) for timeline, settings in variations]
        return json.dumps({"timelines": made}, indent=2) + "\n"
    if chosen == "svg":
        if len(found) > 1:
            raise UsageError(f"an SVG holds one plan, there are {len(found)}: choose with --endpoint, or use html")
        return found[0].svg()
    if chosen == "html":
        from .page import page

        return page(found, beside=beside)
    if chosen == "markdown":
        from .markdown import markdown

        return markdown(found, beside=beside)
    from .text import coloured, comparison, plain, settings

    if beside:
        return comparison(found) + settings(variations)
    return (coloured if rich else plain)(found, explain=bool(given.get("explain")))
