"""What a change of the model does to files: they are checked against both models, and the findings compared.

A package is generated for each model, beside the other downloads and products in the cache, and the pre-flight runs on
it. Of what is checked nothing is imported or executed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from .. import pipeline, providers, publish
from ..model import Model, Shape, dump, prune
from ..preflight.check import Opened, open_file
from ..preflight.discover import NoSuchPath, Search
from ..preflight.findings import Finding, show_path
from ..preflight.options import UsageError
from ..preflight.request import Request
from ..preflight.run import Outcome, run
from ..preflight.services import Services
from ..preflight.settings import Configured
from ..progress import Progress
from ..reading.load import read_stream
from ..reading.nodes import locate
from ..spec import MODEL_FILE, SPEC_FILE, Spec
from .origins import ChangesError, cache_folder
from .rules import fitting, known_identifiers
from .survey import Sides

_PREFIX: Final = "botoforge_made_"


@frozen
class Use:
    """A member or operation in use that the new model calls deprecated."""

    file: str
    line: int
    column: int
    what: str
    newly: bool
    """Whether the old model did not."""


@frozen
class Effects:
    """What a change does to files."""

    files: int
    requests: int
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    deprecated: tuple[Use, ...]

    @property
    def breaks(self) -> bool:
        """Whether something that passed is an error now."""
        return any(finding.severity == "error" for finding in self.appeared)


def effects(paths: Sequence[str], services: Sequence[Sides], jobs: int) -> Effects:
    """Checks files against both models of each service.

    Raises:
        ChangesError: a path that does not exist, or a configuration of the pre-flight that says something unknown.
    """
    try:
        configured = Configured({})
        settings = configured.of(".")
        targets = Search(configured.of, gitignore=True).find(list(paths))
    except (NoSuchPath, UsageError) as error:
        raise ChangesError(str(error)) from error
    stdin = read_stream(sys.stdin.buffer) if any(target.path == "-" for target in targets) else None
    packages = [_package([(s, model) for s, model in each], jobs) for each in _by_side(services)]
    names_ = tuple(side.package for side in services)
    before, after = (Services(package, names_) for package in packages)
    then = run(targets, settings, before, jobs=jobs, stdin=stdin)
    # A file that was understood is not left out because its operation is gone.
    for target in targets:
        target.named = target.named or target.path in then.files
    now = run(targets, settings, after, jobs=jobs, stdin=stdin)
    if not then.files:
        raise ChangesError(f"no request of {', '.join(s.service for s in services)} in {' '.join(paths)}")
    opened = [
        open_file(t.path, n, t.settings or settings, after, stdin if t.path == "-" else None)
        for n, t in enumerate(targets)
    ]
    uses = tuple(use for each in opened for use in _deprecated(each, {s.package: s for s in services}))
    return Effects(len(then.files), then.requests, _beyond(now, then), _beyond(then, now), uses)


def _by_side(services: Sequence[Sides]) -> tuple[list[tuple[Sides, Model]], list[tuple[Sides, Model]]]:
    return [(s, s.old) for s in services], [(s, s.new) for s in services]


def _beyond(one: Outcome, other: Outcome) -> tuple[Finding, ...]:
    """The findings of a run that another one of the same files does not have; a message may name the release."""
    known = Counter(_mark(finding) for finding in other.findings)
    found: list[Finding] = []
    for finding in one.findings:
        if known[_mark(finding)]:
            known[_mark(finding)] -= 1
        elif finding.file in other.files:
            found.append(finding)
    return tuple(found)


def _mark(finding: Finding) -> tuple[Any, ...]:
    place = (finding.file, finding.line, finding.column, finding.operation, finding.title, finding.path)
    return finding.rule, finding.severity, *place


# --- packages -------------------------------------------------------------------------------------------------


def _package(models: Iterable[tuple[Sides, Model]], jobs: int) -> str:
    """Generates the packages of one side into the cache, unless they are there; returns the importable name."""
    written = {sides.package: _spec_files(sides, model) for sides, model in models}
    digest = hashlib.sha256(json.dumps(written, sort_keys=True).encode()).hexdigest()[:16]
    root = cache_folder() / "packages"
    for package, files in written.items():
        for name, text in files.items():
            publish.write_file(root / f"{digest}-specs" / package / name, text)
    with (
        publish.Publication(root / f"{_PREFIX}{digest}") as publication,
        Progress("preparing", sorted(written)) as shown,
    ):
        pipeline.generate(root / f"{digest}-specs", publication, jobs, shown.done)
        publication.commit()
    if str(root) not in sys.path:
        sys.path.append(str(root))
    return f"{_PREFIX}{digest}"


def _spec_files(sides: Sides, model: Model) -> dict[str, str]:
    """A spec for one side's model: the service's own, without what this model does not have."""
    spec = sides.spec
    if spec is None:
        plain = {"service": sides.service, "operations": "all"}
        return {SPEC_FILE: json.dumps(plain), MODEL_FILE: dump(prune(model, model.operations))}
    rules, _, _ = fitting(spec, model)
    document: dict[str, Any] = {
        "service": spec.service,
        "package": spec.package,
        "operations": sorted(model.operations),
        "waiters": [],
        "severity": dict(spec.severity),
        "identifiers": known_identifiers(spec, model),
        "cloudformation": dict(_resources(spec, model)),
        "doors": dict(spec.doors),
        "rules": ["rules.yaml"],
        "tables": ["tables.yaml"],
    }
    unions = [name for name in spec.unions if _can_be_union(model.shapes.get(name))]
    document |= {"unions": unions} if unions else {}
    pinned = spec.load_resources()
    # Examples are about the spec's own pin: an older model need not know the values that they use.
    bare = [{key: value for key, value in rule.items() if key != "examples"} for rule in rules]
    return {
        SPEC_FILE: json.dumps(document),
        MODEL_FILE: dump(model),
        **({} if pinned is None else {providers.FILE: providers.dump(pinned)}),
        "rules.yaml": json.dumps({"rules": bare}),
        "tables.yaml": json.dumps({"tables": dict(spec.tables)}),
    }


def _resources(spec: Spec, model: Model) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for kind, resource in spec.cloudformation.items():
        if resource["operation"] in model.operations:
            elsewhere = {o: m for o, m in resource.get("elsewhere", {}).items() if o in model.operations}
            yield kind, {**resource, **({"elsewhere": elsewhere} if elsewhere else {})}


def _can_be_union(shape: Shape | None) -> bool:
    return shape is not None and shape.type == "structure" and not any(m.required for m in shape.members)


# --- what is deprecated ---------------------------------------------------------------------------------------


def _deprecated(opened: Opened, services: Mapping[str, Sides]) -> Iterator[Use]:
    seen: set[Use] = set()
    for request in (request for made in opened.reading.scenarios for request in made):
        for use in _uses(opened, request, services[request.service]):
            if use not in seen:
                seen.add(use)
                yield use


def _uses(opened: Opened, request: Request, sides: Sides) -> Iterator[Use]:
    after, before = (model.operations.get(request.operation) for model in (sides.new, sides.old))
    if after is None:
        return
    if after.deprecated:
        newly = before is not None and not before.deprecated
        yield _use(opened, request, (), f"operation {request.operation}", newly)
    known = set(_members(sides.old, before.input, request.data)) if before is not None and before.input else set()
    for path in _members(sides.new, after.input, request.data) if after.input else ():
        yield _use(opened, request, path, f"{request.operation} {show_path(path)}", path not in known)


def _members(model: Model, shape: str, data: Any) -> Iterator[tuple[str | int, ...]]:
    """The paths of deprecated members in a request. Iterative, as a file may nest deeply."""
    pending: list[tuple[tuple[str | int, ...], str, Any]] = [((), shape, data)]
    while pending:
        path, name, value = pending.pop()
        facts = model.shapes[name]
        if facts.type == "structure" and isinstance(value, dict):
            for member in facts.members:
                if member.name in value:
                    if member.deprecated:
                        yield (*path, member.name)
                    pending.append(((*path, member.name), member.shape, value[member.name]))
        elif facts.element is not None and isinstance(value, list):
            pending.extend(((*path, index), facts.element, item) for index, item in enumerate(value))
        elif facts.value is not None and isinstance(value, dict):
            pending.extend(((*path, key), facts.value, item) for key, item in value.items() if isinstance(key, str))


def _use(opened: Opened, request: Request, path: tuple[str | int, ...], what: str, newly: bool) -> Use:
    node, key, _ = locate(request.node, path)
    line, column = opened.lines.position((key or node).start)
    return Use(opened.path, line, column, what, newly)
