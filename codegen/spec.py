"""Reads specs: which operations of which service to generate, with which rules.

Everything a person wrote is checked here, against `specs/spec.schema.json`; an error names file, line and JSON pointer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, frozen
from jsonschema import Draft202012Validator, ValidationError, validators

from . import model, providers
from .reading import document
from .resources import specs_folder
from .source import names
from .spelling import hint

SPEC_FILE: Final = "service.yaml"
MODEL_FILE: Final = "model.json"
TARGETS: Final = ("rego", "kubernetes")
"""What rules can be exported to."""
KNOWN_FILE: Final = "known.yaml"
_USUAL_PARTS: Final = ("shapes", "client", "schemas", "strategies")
_PART_NEEDS: Final = {"client": {"shapes"}, "tests": {"shapes", "strategies"}}
_SHIPPED: Final = "botoforge/"
_RELEASE: Final = re.compile(r"\brelease\.([A-Za-z_][A-Za-z0-9_]*)")


class SpecError(ValueError):
    """A spec that cannot be used; the message starts with file and line."""


@frozen
class Spec:
    """One folder below the specs: a service, its operations, its rules."""

    folder: Path
    service: str
    package: str
    operations: tuple[str, ...] | None
    """Wire names; None stands for all."""
    waiters: tuple[str, ...] | None
    unions: tuple[str, ...]
    """Structures of which exactly one member is set, beyond those that the model calls unions."""
    full_docs: bool
    parts: frozenset[str]
    """What is generated beside the checks."""
    severity: Mapping[str, str]
    identifiers: Mapping[str, str]
    cloudformation: Mapping[str, Any]
    doors: Mapping[str, Any]
    """Facts about other forms of requests than the API's own, by the name of pre-flight's door."""
    acceptors: Mapping[str, list[Mapping[str, Any]]]
    """Acceptors that follow a waiter's own, by waiter."""
    deployment: Mapping[str, str]
    """Operations that the deploy helper uses, by their part in it; empty where there is no such helper."""
    exports: tuple[str, ...]
    """Targets that the rules are exported to."""
    rules: tuple[Mapping[str, Any], ...] = field(repr=False)
    rule_places: tuple[str, ...] = field(repr=False)
    rule_files: tuple[str, ...] = field(repr=False)
    """Where each rule comes from, for people: the spec's name and the file."""
    tables: Mapping[str, Any] = field(repr=False)
    sources: tuple[Path, ...]
    """Every file the spec was read from, what is pinned included; its own before those of the spec that it extends."""
    extends: str
    """The spec that this one extends, as it is named there; "" for none."""
    inherited: Mapping[str, frozenset[str]] = field(repr=False)
    """What comes from that spec and is kept as far as the model has what it is about: names by field of this class."""

    @property
    def model_path(self) -> Path:
        """Where the pinned model is."""
        return self.folder / MODEL_FILE

    @property
    def inherited_models(self) -> tuple[Path, ...]:
        """Pinned models of the specs that this one extends, the nearest first."""
        models = (path for path in self.sources if path.name == MODEL_FILE and path != self.model_path)
        return tuple(path for path in models if path.is_file())

    @property
    def resources_path(self) -> Path:
        """Where the pinned schemas of its own resource types are, if any are pinned."""
        return self.folder / providers.FILE

    def load_resources(self) -> providers.Pinned | None:
        """The pinned schemas of its resource types and of those that it inherits, None where none are pinned.

        Raises:
            SpecError: a file is malformed.
        """
        found: providers.Pinned | None = None
        try:
            for path in self.sources:
                if path.name == providers.FILE:
                    found = providers.joined(found, providers.load(path))
        except providers.ProviderError as error:
            raise SpecError(str(error)) from error
        return found

    def load_model(self) -> model.Model:
        """The pinned model, reduced to the spec's operations, with the spec's unions.

        Raises:
            SpecError: the model lacks an operation of the spec, so it has to be pinned anew; or a union.
            ModelError: the pinned model is malformed.
        """
        pinned = model.load_pinned(self.model_path)
        if pinned.service != self.service:
            raise SpecError(f"{self.model_path}: pins {pinned.service!r}, not {self.service!r}; run 'botoforge update'")
        later = [name for name in self.operations or () if name not in pinned.operations]
        if later and later[0] in self._installed_operations():
            raise SpecError(
                f"{self.folder / SPEC_FILE}: operation {later[0]!r} is not in the pinned model; run 'botoforge update'"
            )
        try:
            selected = self.select(pinned)
            unions = (u for u in self.unions if u in selected.shapes or u not in self.inherited["unions"])
            return model.with_unions(selected, unions)
        except model.ModelError as error:
            raise SpecError(f"{self.folder / SPEC_FILE}: {error}") from error

    def _installed_operations(self) -> Collection[str]:
        try:
            return model.load_botocore(self.service).operations
        except model.ModelError:
            return ()

    def select(self, whole: model.Model) -> model.Model:
        """The part of `whole` that this spec asks for.

        Raises:
            SpecError: an operation or waiter that `whole` does not have.
        """
        try:
            operations = whole.operations if self.operations is None else self.operations
            return model.prune(whole, operations, self.waiters, prose=self.full_docs)
        except model.ModelError as error:
            raise SpecError(f"{self.folder / SPEC_FILE}: {error}") from error

    def fitted(self, to: model.Model) -> Spec:
        """This spec with what it inherits reduced to what `to`, its model, has: the part about its operations."""
        fitting = [
            (_fit(rule, to) if rule["id"] in self.inherited["rules"] else rule, place, file)
            for rule, place, file in zip(self.rules, self.rule_places, self.rule_files, strict=True)
        ]
        kept = [(rule, place, file) for rule, place, file in fitting if rule is not None]
        resources = {
            kind: _fit_resource(entry, to) if kind in self.inherited["cloudformation"] else entry
            for kind, entry in self.cloudformation.items()
            if kind not in self.inherited["cloudformation"] or entry["operation"] in to.operations
        }
        stays = "deployment" not in self.inherited["deployment"] or set(self.deployment.values()) <= set(to.operations)
        return evolve(
            self,
            rules=tuple(rule for rule, _, _ in kept),
            rule_places=tuple(place for _, place, _ in kept),
            rule_files=tuple(file for _, _, file in kept),
            cloudformation=resources,
            acceptors={
                n: a for n, a in self.acceptors.items() if n in to.waiters or n not in self.inherited["acceptors"]
            },
            deployment=self.deployment if stays else {},
        )

    def rule_place(self, rule: str, *path: str | int) -> str:
        """``file:line:column`` of what stands at a path in a rule, such as one of its examples."""
        place = next(p for r, p in zip(self.rules, self.rule_places, strict=True) if r["id"] == rule)
        written = _document(Path(place.rsplit(":", 2)[0]))
        number = next(n for n, entry in enumerate(written.data["rules"]) if entry["id"] == rule)
        return written.where(("rules", number, *path))


def _fit(rule: Mapping[str, Any], to: model.Model) -> Mapping[str, Any] | None:
    """An inherited rule with those of its shapes and examples that the model has; None if it is about other things."""
    written = [rule["shape"]] if isinstance(rule["shape"], str) else list(rule["shape"])
    shapes = [name for name in written if name in to.shapes]
    asked = set(_RELEASE.findall(f"{rule['rule']} {rule.get('warnWhen', '')}"))
    if not shapes or not asked <= set(to.operations):
        return None
    examples = {
        kind: [example for example in listed if _is_about(example, written[0], to)]
        for kind, listed in rule.get("examples", {}).items()
    }
    return {**rule, "shape": shapes, "examples": examples}


def _is_about(example: Mapping[str, Any], shape: str, model_: model.Model) -> bool:
    if "release" in example:
        return all(operation in model_.operations for operation, _ in example["release"])
    return example.get("shape", shape) in model_.shapes


def _fit_resource(entry: Mapping[str, Any], to: model.Model) -> Mapping[str, Any]:
    elsewhere = {o: members for o, members in entry.get("elsewhere", {}).items() if o in to.operations}
    rest = {key: value for key, value in entry.items() if key != "elsewhere"}
    return {**rest, "elsewhere": elsewhere} if elsewhere else rest


def shipped() -> tuple[str, ...]:
    """The specs that come with botoforge, as `extends` names them."""
    return tuple(f"{_SHIPPED}{path.parent.name}" for path in sorted(specs_folder().glob(f"*/{SPEC_FILE}")))


def lineage(folder: Path) -> tuple[Path, ...]:
    """The folder of a spec and those of the specs that it extends, as far as they can be read."""
    found: list[Path] = []
    while folder.resolve() not in {known.resolve() for known in found}:
        found.append(folder)
        try:
            written = _document(folder / SPEC_FILE)
            name = written.data.get("extends") if isinstance(written.data, Mapping) else None
            if not isinstance(name, str):
                break
            folder = _parent(written, name)
        except SpecError:
            break
    return tuple(found)


def _parent(written: document.Document, name: str) -> Path:
    here = written.path.parent
    folder = specs_folder() / name.removeprefix(_SHIPPED) if name.startswith(_SHIPPED) else here / name
    if not (folder / SPEC_FILE).is_file():
        known = shipped()
        why = (
            hint(name, known) or f"; those that come with botoforge are {', '.join(known)}, others begin with ./ or ../"
        )
        raise SpecError(f"{written.where(['extends'])}: there is no spec {name!r}{why} (at '/extends')")
    return folder


def find(folder: Path) -> tuple[Path, ...]:
    """Folders below `folder` that hold a spec, sorted.

    Raises:
        SpecError: there is no such folder, or no spec in it.
    """
    if not folder.is_dir():
        raise SpecError(f"{folder}: no such folder of specs")
    found = tuple(sorted(path.parent for path in folder.glob(f"*/{SPEC_FILE}")))
    if not found:
        raise SpecError(f"{folder}: no spec; 'botoforge new SERVICE --specs {folder}' writes one")
    return found


def read(folder: Path) -> Spec:
    """Reads and checks the spec in `folder`, with what it inherits.

    Raises:
        SpecError: naming file, line and JSON pointer of what is wrong.
    """
    return _read(folder, folder.name, ())


def _read(folder: Path, name: str, below: tuple[Path, ...]) -> Spec:
    """Reads a spec.

    Args:
        folder: Where it is.
        name: How people call it.
        below: Folders of the specs that extend it.
    """
    written = _document(folder / SPEC_FILE)
    _check(written, _schema("spec.schema.json"))
    data = written.data
    package = data.get("package", names.package(data["service"]))
    if package != names.package(package):
        raise SpecError(f"{written.where(['package'])}: no package can be called {package!r} (at '/package')")
    base = _base(written, (*below, folder.resolve()))
    rules = [(rule, place, f"{name}/{file}") for file in data.get("rules", ()) for rule, place in _rules(folder / file)]
    _check_ids([(rule, place) for rule, place, _ in rules])
    own = {
        "rules": {rule["id"] for rule, _, _ in rules},
        "severity": data.get("severity", {}),
        "identifiers": data.get("identifiers", {}),
        "cloudformation": data.get("cloudformation", {}),
        "doors": data.get("doors", {}),
        "acceptors": data.get("acceptors", {}),
        "unions": data.get("unions", ()),
        "deployment": data.get("deployment", {}),
        "tables": _tables([folder / file for file in data.get("tables", ())]),
    }
    schemas = (providers.FILE,) if (folder / providers.FILE).is_file() else ()
    files = (SPEC_FILE, MODEL_FILE, *schemas, *data.get("rules", ()), *data.get("tables", ()))
    operations = data.get("operations", "all")
    made = Spec(
        folder=folder,
        service=data["service"],
        package=package,
        operations=None if operations == "all" else tuple(operations),
        waiters=tuple(data["waiters"]) if "waiters" in data else None,
        unions=tuple(own["unions"]),
        full_docs=data.get("docs") == "full",
        parts=_parts(written),
        severity=own["severity"],
        identifiers=own["identifiers"],
        cloudformation=own["cloudformation"],
        doors=own["doors"],
        acceptors=own["acceptors"],
        deployment=own["deployment"],
        exports=tuple(data.get("exports", ())),
        rules=tuple(rule for rule, _, _ in rules),
        rule_places=tuple(place for _, place, _ in rules),
        rule_files=tuple(file for _, _, file in rules),
        tables=own["tables"],
        sources=tuple(folder / file for file in files),
        extends=data.get("extends", ""),
        inherited=dict.fromkeys(("rules", "cloudformation", "acceptors", "unions", "deployment"), frozenset()),
    )
    whole = made if base is None else _on_top(made, base, operations_named="operations" in data)
    known = [rule["id"] for rule in whole.rules]
    for rule in own["severity"]:
        if rule not in known:
            where, why = written.where(("severity", rule)), hint(rule, known)
            raise SpecError(f"{where}: no rule has the id {rule!r}{why} (at '/severity/{rule}')")
    return whole


def _parts(written: document.Document) -> frozenset[str]:
    parts = frozenset(written.data.get("parts", _USUAL_PARTS))
    for part, needed in _PART_NEEDS.items():
        if part in parts and not needed <= parts:
            missing = ", ".join(sorted(needed - parts))
            raise SpecError(f"{written.where(['parts'])}: part {part!r} needs {missing} (at '/parts')")
    return parts


def _base(written: document.Document, below: tuple[Path, ...]) -> Spec | None:
    """The spec that this one extends."""
    name = written.data.get("extends")
    if name is None:
        return None
    folder = _parent(written, name)
    if folder.resolve() in below:
        raise SpecError(f"{written.where(['extends'])}: {name!r} extends this spec in turn (at '/extends')")
    base = _read(folder, name, below)
    if base.service != written.data["service"]:
        raise SpecError(f"{written.where(['extends'])}: {name!r} is for {base.service!r} (at '/extends')")
    return base


def _on_top(own: Spec, base: Spec, *, operations_named: bool) -> Spec:
    """`own` with everything of `base` that it does not say anew itself."""
    replaced = {rule["id"] for rule in own.rules}
    rules = [
        (rule, place, file)
        for rule, place, file in zip(base.rules, base.rule_places, base.rule_files, strict=True)
        if rule["id"] not in replaced
    ]
    unions = tuple(name for name in base.unions if name not in own.unions)
    return evolve(
        own,
        operations=own.operations if operations_named else base.operations,
        unions=(*unions, *own.unions),
        severity={**base.severity, **own.severity},
        identifiers={**base.identifiers, **own.identifiers},
        cloudformation={**base.cloudformation, **own.cloudformation},
        doors={**base.doors, **own.doors},
        acceptors={**base.acceptors, **own.acceptors},
        deployment=own.deployment or base.deployment,
        rules=(*(rule for rule, _, _ in rules), *own.rules),
        rule_places=(*(place for _, place, _ in rules), *own.rule_places),
        rule_files=(*(file for _, _, file in rules), *own.rule_files),
        tables={**base.tables, **own.tables},
        sources=(*own.sources, *base.sources),
        inherited={
            "rules": frozenset(rule["id"] for rule, _, _ in rules),
            "cloudformation": frozenset(base.cloudformation.keys() - own.cloudformation.keys()),
            "acceptors": frozenset(base.acceptors.keys() - own.acceptors.keys()),
            "unions": frozenset(unions),
            "deployment": frozenset() if own.deployment else frozenset({"deployment"}),
        },
    )


def _rules(path: Path) -> Iterator[tuple[Mapping[str, Any], str]]:
    written = _document(path)
    if not isinstance(written.data, Mapping) or not isinstance(written.data.get("rules"), list):
        raise SpecError(f"{written.where()}: expected a list under 'rules' (at '')")
    schema = _schema("rule.schema.json")
    as_of = {"asOf": written.data["asOf"]} if "asOf" in written.data else {}
    for index, rule in enumerate(written.data["rules"]):
        at = ("rules", index)
        dated = {**as_of, **rule} if isinstance(rule, Mapping) else rule
        _check(written, schema, dated, at)
        yield dated, written.where(at)


def _check_ids(rules: list[tuple[Mapping[str, Any], str]]) -> None:
    seen: dict[str, str] = {}
    for rule, place in rules:
        other = seen.setdefault(rule["id"], place)
        if other != place:
            raise SpecError(f"{place}: rule id {rule['id']!r} is already taken at {other}")


def _tables(paths: list[Path]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for path in paths:
        written = _document(path)
        found = written.data.get("tables") if isinstance(written.data, Mapping) else None
        if not isinstance(found, Mapping):
            raise SpecError(f"{written.where()}: expected an object under 'tables' (at '')")
        for name, table in found.items():
            if not isinstance(table, Mapping) or not {"asOf", "source", "values"} <= table.keys() or name in tables:
                place = written.where(("tables", name))
                raise SpecError(f"{place}: table {name!r} needs asOf, source and values, and a name of its own")
            tables[name] = table
    return tables


def _document(path: Path) -> document.Document:
    try:
        return document.read(path)
    except document.DocumentError as error:
        raise SpecError(str(error)) from error


@cache
def _schema(name: str) -> Draft202012Validator:
    validator: Draft202012Validator = _Validator(json.loads((specs_folder() / name).read_text(encoding="utf-8")))
    return validator


def _check(
    written: document.Document, schema: Draft202012Validator, data: object = ..., at: tuple[str | int, ...] = ()
) -> None:
    """Raises SpecError for the first (topmost) thing in which `data` differs from `schema`."""
    errors = sorted(schema.iter_errors(written.data if data is ... else data), key=lambda e: (len(e.path), str(e.path)))
    if errors:
        error = errors[0]
        place = (*at, *error.path)
        absent = [
            e.message for e in errors[1:] if e.validator == error.validator == "required" and e.path == error.path
        ]
        what = "; ".join([_shorten(error.message), *absent])
        raise SpecError(f"{written.where(place)}: {what} (at '{document.pointer(place)}')")


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    """The keyword as ECMA means it: unlike in Python, `$` does not match before a final newline."""
    if isinstance(instance, str) and (instance.endswith("\n") or not re.search(pattern, instance)):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


_Validator: Final = validators.extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call] # untyped there


def _shorten(message: str) -> str:
    """The message without the middle of the value that it is about: what is wrong with it is said at the end."""
    return message if len(message) <= 240 else f"{message[:100]} … {message[-100:]}"


def known_unions(service: str, shapes: Collection[str]) -> tuple[str, ...]:
    """Those of `shapes` that the service documents as unions while botocore's model does not say so."""
    entry = _document(specs_folder() / KNOWN_FILE).data["unions"].get(service, {"shapes": ()})
    return tuple(name for name in entry["shapes"] if name in shapes)


def shipped_for(service: str) -> str:
    """The spec of a service that comes with botoforge, as `extends` names it; "" if there is none."""
    name = f"{_SHIPPED}{names.package(service)}"
    return name if name in shipped() else ""


def starter(service: str, operations: Sequence[str], unions: Sequence[str] = (), extends: str = "") -> str:
    """The text of a new spec; no operations stands for all."""
    lines = [f"service: {service}"]
    if extends:
        lines.append("# Rules, tables, CloudFormation resources, and whatever else it says about these operations.")
        lines.append(f"extends: {extends}")
    if operations:
        lines += ["operations:", *(f"  - {name}" for name in operations)]
    else:
        lines.append("operations: all")
    if unions:
        lines += ["# The service documents that exactly one member is set; the model does not say so.", "unions:"]
        lines += [f"  - {name}" for name in unions]
    return "\n".join(lines) + "\n"
