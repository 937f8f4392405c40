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

from attrs import field, frozen
from jsonschema import Draft202012Validator, ValidationError, validators

from . import model
from .reading import document
from .resources import specs_folder
from .source import names

SPEC_FILE: Final = "service.yaml"
MODEL_FILE: Final = "model.json"
KNOWN_FILE: Final = "known.yaml"


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
    severity: Mapping[str, str]
    identifiers: Mapping[str, str]
    cloudformation: Mapping[str, Any]
    acceptors: Mapping[str, list[Mapping[str, Any]]]
    """Acceptors that follow a waiter's own, by waiter."""
    deployment: Mapping[str, str]
    """Operations that the deploy helper uses, by their part in it; empty where there is no such helper."""
    rules: tuple[Mapping[str, Any], ...] = field(repr=False)
    rule_places: tuple[str, ...] = field(repr=False)
    tables: Mapping[str, Any] = field(repr=False)
    sources: tuple[Path, ...]
    """Every file the spec was read from, the pinned model included."""

    @property
    def model_path(self) -> Path:
        """Where the pinned model is."""
        return self.folder / MODEL_FILE

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
            return model.with_unions(self.select(pinned), self.unions)
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
    """Reads and checks the spec in `folder`.

    Raises:
        SpecError: naming file, line and JSON pointer of what is wrong.
    """
    written = _document(folder / SPEC_FILE)
    _check(written, _schema("spec.schema.json"))
    data = written.data
    operations = data["operations"]
    package = data.get("package", names.package(data["service"]))
    if package != names.package(package):
        raise SpecError(f"{written.where(['package'])}: no package can be called {package!r} (at '/package')")
    rules = [r for name in data.get("rules", ()) for r in _rules(folder / name)]
    _check_ids(rules)
    return Spec(
        folder=folder,
        service=data["service"],
        package=package,
        operations=None if operations == "all" else tuple(operations),
        waiters=tuple(data["waiters"]) if "waiters" in data else None,
        unions=tuple(data.get("unions", ())),
        full_docs=data.get("docs") == "full",
        severity=data.get("severity", {}),
        identifiers=data.get("identifiers", {}),
        cloudformation=data.get("cloudformation", {}),
        acceptors=data.get("acceptors", {}),
        deployment=data.get("deployment", {}),
        rules=tuple(rule for rule, _ in rules),
        rule_places=tuple(place for _, place in rules),
        tables=_tables([folder / name for name in data.get("tables", ())]),
        sources=tuple(folder / n for n in (SPEC_FILE, MODEL_FILE, *data.get("rules", ()), *data.get("tables", ()))),
    )


def _rules(path: Path) -> Iterator[tuple[Mapping[str, Any], str]]:
    written = _document(path)
    if not isinstance(written.data, Mapping) or not isinstance(written.data.get("rules"), list):
        raise SpecError(f"{written.where()}: expected a list under 'rules' (at '')")
    schema = _schema("rule.schema.json")
    for index, rule in enumerate(written.data["rules"]):
        at = ("rules", index)
        _check(written, schema, rule, at)
        yield rule, written.where(at)


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
        raise SpecError(f"{written.where(place)}: {_shorten(error.message)} (at '{document.pointer(place)}')")


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


def starter(service: str, operations: Sequence[str], unions: Sequence[str] = ()) -> str:
    """The text of a new spec; no operations stands for all."""
    lines = [f"service: {service}"]
    if operations:
        lines += ["operations:", *(f"  - {name}" for name in operations)]
    else:
        lines.append("operations: all")
    if unions:
        lines += ["# The service documents that exactly one member is set; the model does not say so.", "unions:"]
        lines += [f"  - {name}" for name in unions]
    return "\n".join(lines) + "\n"
