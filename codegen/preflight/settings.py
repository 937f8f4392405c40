"""What the user asked for: of the command line and the configuration that counts for each file."""

from __future__ import annotations

import os

from .config import Config, Nearest, read_config
from .doors import PLACEHOLDERS
from .globs import absolute, matches, parts
from .options import UsageError
from .switches import LEVELS, PROFILES, SWITCHES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Final

    from ..reading.nodes import Problem
    from .cloudformation.deployed import Deployed
    from .services import Services
    from .suppress import Mark


class Settings:
    """What holds for the files of one configuration. Frozen.

    Attributes:
        operation: operation for files that do not tell, or None.
        operations: globs, each with the operation of the files that match.
        ignore, select, severity, profile: see ``validate``; `select` is None for everything.
        region: where releases go, or None.
        deployed: what is known of the deployment of templates, or None.
        exclude: globs of what is left out of searches.
        per_file: globs, each with a suppression for the files that match.
        placeholders: regular expressions of whole values that are filled in later.
        release_per: what tells releases apart, one of `switches.GROUPINGS`.
        releases: globs of folders that are one release each.
        root: the folder that globs count from.
        origin: the file of the configuration, empty if there is none.
    """

    __slots__ = (
        "deployed",
        "exclude",
        "ignore",
        "operation",
        "operations",
        "origin",
        "per_file",
        "placeholders",
        "profile",
        "region",
        "release_per",
        "releases",
        "root",
        "select",
        "severity",
    )

    def __init__(  # noqa: PLR0913 - an option each
        self,
        *,
        operation: str | None = None,
        operations: Mapping[str, str] | None = None,
        ignore: tuple[str, ...] = (),
        select: tuple[str, ...] | None = None,
        severity: Mapping[str, str] | None = None,
        profile: tuple[str, ...] = (),
        region: str | None = None,
        deployed: Deployed | None = None,
        exclude: tuple[str, ...] = (),
        per_file: tuple[tuple[str, Mark], ...] = (),
        placeholders: tuple[str, ...] = PLACEHOLDERS,
        release_per: str = "stage",
        releases: tuple[str, ...] = (),
        root: str = "",
        origin: str = "",
    ) -> None:
        self.operation: Final = operation
        self.operations: Final = operations or {}
        self.ignore: Final = ignore
        self.select: Final = select
        self.severity: Final = severity or {}
        self.profile: Final = profile
        self.region: Final = region
        self.deployed: Final = deployed
        self.exclude: Final = exclude
        self.per_file: Final = per_file
        self.placeholders: Final = placeholders
        self.release_per: Final = release_per
        self.releases: Final = releases
        self.root: Final = root
        self.origin: Final = origin

    def keywords(self, services: Services, service: str) -> dict[str, Any]:
        """The keyword arguments for `validate` of a service, which refuses ids that are not its own."""
        words: dict[str, Any] = {"ignore": self.ignore, "select": self.select, "severity": self.severity or None}
        if self.ignore or self.select or self.severity:
            known = services.rule_ids(service)
            words["ignore"] = tuple(name for name in self.ignore if name.partition("@")[0] in known)
            words["severity"] = {name: level for name, level in self.severity.items() if name in known} or None
            if self.select is not None:
                words["select"] = tuple(name for name in self.select if name in known)
        return {**words, "profile": self.profile or None}

    def own_severity(self, problem: Problem) -> str | None:
        """How one of the command's own findings is reported, None if the user switched it off."""
        level = self.severity.get(problem.rule, problem.severity)
        return None if problem.rule in self.ignore or level == "off" else level

    def operation_of(self, path: str) -> str | None:
        """The operation that the settings give a file, None if they give it none."""
        inside = self.inside(path) if self.operations else []
        return next((name for glob, name in self.operations.items() if matches(inside, glob)), self.operation)

    def excluding(self, path: str) -> str | None:
        """The glob that leaves a file or folder out, None if none does."""
        inside = self.inside(path) if self.exclude else []
        return next((glob for glob in self.exclude if matches(inside, glob)), None)

    def marks(self, path: str) -> list[Mark]:
        """The suppressions that the settings have for a file."""
        inside = self.inside(path) if self.per_file else []
        return [mark for glob, mark in self.per_file if matches(inside, glob)]

    def inside(self, path: str) -> list[str]:
        """A path's parts from the root."""
        try:
            return parts(os.path.relpath(path, self.root or os.curdir))
        except (OSError, ValueError):
            return parts(path)


class Configured:
    """The settings of each file, and the options of the whole run.

    Args:
        given: the options of the command line.
        services: what rules and operations there are; None to take all names as they are.

    Attributes:
        run: options of the whole run, by their name: those of the command line, else those of the current folder's
            configuration.
    """

    def __init__(self, given: dict[str, Any], services: Services | None = None) -> None:
        self._given = given
        self._services = services
        self._explicit = read_config(given["config"]) if "config" in given else None
        self._nearest = Nearest()
        self._made: dict[int, Settings] = {}
        self._kept: list[Config] = []
        here = self._explicit or self._nearest.of(absolute(os.curdir))
        told = dict(here.values)
        if "baseline" in told:
            told["baseline"] = os.path.relpath(os.path.join(here.root, told["baseline"]))  # noqa: PTH118
        self.run: dict[str, Any] = {**told, **{key.replace("_", "-"): given[key] for key in given}}
        self.root = here.root
        if services is not None:
            check(_made(given, Config("", {})), services)
        self._settings(here)  # a mistake in it is said whatever is checked

    def of(self, path: str) -> Settings:
        """The settings of a file.

        Raises:
            UsageError: the configuration says something unknown.
        """
        folder = os.path.dirname(absolute(path))  # noqa: PTH120
        return self._settings(self._explicit or self._nearest.of(folder))

    def _settings(self, config: Config) -> Settings:
        made = self._made.get(id(config))
        if made is None:
            self._kept.append(config)
            made = self._made[id(config)] = _made(self._given, config)
            try:
                if self._services is not None:
                    check(made, self._services)
            except UsageError as error:
                raise UsageError(f"{config.path}: {error}" if config.path else str(error)) from None
        return made


def _made(given: dict[str, Any], config: Config) -> Settings:
    values = config.values
    selected = words(given["select"]) if "select" in given else values.get("select")
    return Settings(
        operation=given.get("operation") or values.get("operation"),
        operations={**values.get("operations", {}), **pairs(given, "operations")},
        ignore=(*values.get("ignore", ()), *words(given.get("ignore", ()))),
        select=None if selected is None else tuple(selected),
        severity={**values.get("severity", {}), **pairs(given, "severity")},
        profile=words([given.get("profile") or values.get("profile", "")]),
        region=given.get("region") or values.get("region"),
        deployed=_deployed(given, values),
        exclude=(*values.get("exclude", ()), *words(given.get("exclude", ()))),
        per_file=(*_per_file(values.get("per-file-ignores", {})), *_given_per_file(pairs(given, "per_file_ignores"))),
        placeholders=tuple(given.get("placeholders") or values.get("placeholders", PLACEHOLDERS)),
        release_per=given.get("release_per") or values.get("release-per", "stage"),
        releases=words(given["releases"]) if "releases" in given else tuple(values.get("releases", ())),
        root=config.root,
        origin=config.path,
    )


def _deployed(given: dict[str, Any], values: dict[str, Any]) -> Deployed | None:
    region, account = (given.get(name) or values.get(name) for name in ("region", "account"))
    if not (region or account or "parameters" in given):
        return None
    from .cloudformation.deployed import Deployed

    return Deployed(given.get("parameters"), region, account)


def words(texts: Iterable[str]) -> tuple[str, ...]:
    """The parts of values that are separated by commas."""
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def pairs(given: dict[str, Any], key: str) -> dict[str, str]:
    """The values of an option of the form ``NAME=VALUE``.

    Raises:
        UsageError: one has another form.
    """
    found = {}
    for text in given.get(key, ()):
        listed = [text] if key == "per_file_ignores" else text.split(",")
        for part in listed:
            name, equals, value = part.strip().rpartition("=") if key != "severity" else part.strip().partition("=")
            if not equals or not name or not value:
                form = next(option.value for option in SWITCHES if option.key == key)
                levels = f" with {', '.join(LEVELS)}" if key == "severity" else ""
                raise UsageError(f"--{key.replace('_', '-')} takes {form}{levels}, not {part}")
            found[name] = value
    return found


def _per_file(table: dict[str, Any]) -> list[tuple[str, Mark]]:
    if not table:
        return []
    from .suppress import Mark

    made = []
    for glob, listed in table.items():
        for entry in listed:
            about = entry if isinstance(entry, dict) else {"rule": entry}
            mark = Mark(
                (about["rule"],),
                reason=about.get("reason", ""),
                until=str(about.get("until", "")),
                title=about.get("resource", ""),
            )
            made.append((glob, mark))
    return made


def _given_per_file(table: dict[str, str]) -> list[tuple[str, Mark]]:
    if not table:
        return []
    from .suppress import Mark

    return [(glob, Mark(words([rules]), reason="--per-file-ignores")) for glob, rules in table.items()]


def check(settings: Settings, services: Services) -> None:
    """Refuses what no service or rule knows.

    Raises:
        UsageError: an operation, rule, level, profile or pattern is none.
    """
    for operation in (settings.operation, *settings.operations.values()):
        if operation is not None:
            services.operation(operation)
    for rule, level in settings.severity.items():
        if level not in LEVELS:
            raise UsageError(f"severity takes RULE=LEVEL with {', '.join(LEVELS)}, not {rule}={level}")
    for name in settings.profile:
        if name not in PROFILES:
            raise UsageError(f"profile takes {', '.join(PROFILES)}, not {name!r}")
    if settings.placeholders != PLACEHOLDERS:
        _check_patterns(settings.placeholders)
    marked = [rule for _, mark in settings.per_file for rule in mark.rules or ()]
    named = [*settings.ignore, *(settings.select or ()), *settings.severity, *marked]
    if named:
        from .rule_facts import RuleBook

        RuleBook(services).refuse_unknown(name.partition("@")[0] for name in named)


def _check_patterns(patterns: tuple[str, ...]) -> None:
    import re

    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise UsageError(f"placeholders: {pattern!r} is no regular expression: {error}") from None
