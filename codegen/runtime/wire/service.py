"""The entry points of one generated package: validate a request, list the operations.

Part of the wire layer: importing it, and everything it imports before data is checked, costs no more than it must.
"""

from __future__ import annotations

import sys

from .annotations import hints
from .violations import MAX_DEPTH, Path, Report, Violation, show

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Generic, TypeVar

    Name = TypeVar("Name", bound=str)
    """The operations' names: each package has a `Literal` of its own."""

    class _Named(Generic[Name]): ...
else:
    Name = str

    class _Named:
        """What `typing.Generic` would do for a subclass, at no cost."""

        __slots__ = ()

        def __class_getitem__(cls, _: object) -> type:
            return cls


_IGNORING = f"{__name__.rpartition('.')[0]}.ignoring"
"""The module that knows of blocks, once somebody has opened one."""


class Model:
    """Which service model a package was generated from."""

    __slots__ = ("api_version", "botocore", "label", "service", "service_id", "sha256")

    def __init__(self, service: str, service_id: str, api_version: str, botocore: str, sha256: str) -> None:
        self.service = service
        self.service_id = service_id
        self.api_version = api_version
        self.botocore = botocore
        self.sha256 = sha256
        self.label = f"botocore {botocore}"

    def __repr__(self) -> str:
        return f"Model({self.service!r}, {self.api_version!r}, botocore {self.botocore})"

    def __str__(self) -> str:
        return f"{self.service} {self.api_version} (botocore {self.botocore})"


class Operation:
    """Wire facts of one operation: its names, and where its check and its classes are."""

    __slots__ = ("cli", "function", "input", "method", "module", "name", "output", "url")

    def __init__(
        self,
        name: str,
        method: str,
        module: str,
        function: str,
        input: str,  # noqa: A002 - the model's own word
        output: str,
        url: str,
    ) -> None:
        self.name = name
        self.method = method
        self.cli = method.replace("_", "-").strip("-")
        self.module = module
        self.function = function
        self.input = input
        self.output = output
        self.url = url

    def __repr__(self) -> str:
        return f"Operation({self.name!r})"


class Service(_Named[Name]):
    """What a generated package offers on the wire layer. One instance for each package."""

    __slots__ = ("_checks", "_operations", "_package", "_shapes", "model")

    def __init__(self, package: str, model: Model) -> None:
        self._package = package
        self._checks: dict[str, hints.Check] = {}
        self._operations: dict[Name, Operation] | None = None
        self._shapes: dict[str, hints.Any] | None = None
        self.model = model

    @property
    def _index(self) -> hints.Any:
        """The package's tables, which may be large: importing the package does not load them."""
        from importlib import import_module  # noqa: PLC0415

        return import_module(f"{self._package}.index")

    def operations(self) -> dict[Name, Operation]:
        """The package's operations by their wire names."""
        if self._operations is None:
            rows: hints.Mapping[Name, tuple[str, ...]] = self._index.OPERATIONS
            self._operations = {name: Operation(name, *row) for name, row in rows.items()}
        return dict(self._operations)

    def validate(
        self,
        operation: Name,
        data: object,
        *,
        ignore: hints.Ignore = (),
        select: hints.Collection[str] | None = None,
        severity: hints.Severities | None = None,
        profile: hints.Profile = None,
    ) -> list[Violation]:
        """Every violation in the request `data` of `operation`, in the order of the model's members.

        Args:
            operation: Wire name of the operation, such as ``CreateEndpoint``.
            data: The request as plain data under its wire names, or as an object. Never changed, never the cause of an
                exception: of subclasses of dict, list, str, int and float whose methods raise, what they hold as such
                is checked.
            ignore: Ids not to report: ``"enum"``, or only below a path, ``"enum@ProductionVariants.*.InstanceType"``.
            select: Report these ids alone.
            severity: Other severities by id: ``"error"``, ``"warning"`` or ``"off"``.
            profile: ``"default"``, ``"strict"``, ``"pedantic"``, ``"security"`` or ``"cost"``, or several of them.

        Raises:
            ValueError: The package has no such operation, or an option or an id to ignore is none that exists.
        """
        check = self._checks.get(operation) or self._load(operation)
        report = Report(operation, self.model.label, profile)
        try:
            check(data, (), report)
        except Exception:  # noqa: BLE001 - whatever the methods of subclasses of dict, list, str and int raise
            report.violations.clear()
            check(exact(data), (), report)
        if any(found.rule == "type" for found in report.violations):
            # Wherever one of the package's own objects is checked, it is of another type than dict.
            plain = _without_objects(data, {})
            if plain is not data:
                report = Report(operation, self.model.label, profile)
                check(plain, (), report)
        found = report.violations
        if ignore or select is not None or severity or profile is not None or found:
            return self.choose(found, ignore, select, severity, profile)
        return found

    def validate_release(
        self,
        requests: hints.Iterable[tuple[Name, object]],
        *,
        ignore: hints.Ignore = (),
        select: hints.Collection[str] | None = None,
        severity: hints.Severities | None = None,
        profile: hints.Profile = None,
        region: str | None = None,
    ) -> list[Violation]:
        """Every violation in the requests of one release: each request's own, and those of the rules that join them.

        Args:
            requests: Pairs of an operation's wire name and its request.
            ignore: As in ``validate``; paths are relative to the request.
            select: As in ``validate``.
            severity: As in ``validate``.
            profile: As in ``validate``.
            region: Where the release goes, such as ``"eu-west-1"``; None where nobody knows.

        Returns:
            Violations in the order of the requests; every path starts with the index of its request.

        Raises:
            ValueError: The package has no such operation, or an option is none that exists.
        """
        by_request = self.release_violations(requests, profile=profile, region=region)
        return [
            violation.replace(path=(index, *violation.path))
            for index, found in enumerate(by_request)
            for violation in self.choose(found, ignore, select, severity, profile)
        ]

    def release_violations(
        self, requests: hints.Release, *, profile: hints.Profile = None, region: str | None = None
    ) -> list[list[Violation]]:
        """Violations by request, before anything is ignored; paths are relative to the request."""
        from importlib import import_module  # noqa: PLC0415

        from .release import check_release  # noqa: PLC0415

        rules: hints.Mapping[str, str] = self._index.RELEASE_RULES
        module: hints.Any = import_module(f"{self._package}.checks.release") if rules else None

        def check(requests: hints.Release) -> list[list[Violation]]:
            return check_release(
                requests,
                lambda operation: self._checks.get(operation) or self._load(operation),
                {operation: getattr(module, function) for operation, function in rules.items()},
                self._index.IDENTIFIERS,
                lambda operation: Report(operation, self.model.label, profile),
                region or "",
            )

        given = list(requests)
        for operation, _ in given:
            self._row(operation)
        try:
            return check(given)
        except Exception:  # noqa: BLE001 - as in `validate`
            return check([(operation, exact(data)) for operation, data in given])

    def parse(self, operation: Name, data: hints.Mapping[str, hints.Any], *, ignore: hints.Ignore = ()) -> hints.Any:
        """The request `data` of `operation` as an object of its class, as that class's `from_dict` builds it.

        Args:
            operation: Wire name of the operation.
            data: The request as plain data under its wire names.
            ignore: Ids of constraints or rules that must not stop it, as in `validate`.

        Raises:
            ValidationError: It breaks the model or a rule; the error carries every violation.
            ValueError: The package has no such operation, or it takes no request.
        """
        row = self._row(operation)
        if not row[3]:
            raise ValueError(f"{operation} takes no request")
        return getattr(sys.modules[self._package], row[3]).from_dict(data, ignore=ignore)

    def rules(self) -> tuple[hints.Rule, ...]:
        """The package's rules: id, severity, message, source and more, in the order of the spec."""
        from importlib import import_module  # noqa: PLC0415

        found: tuple[hints.Rule, ...] = import_module(f"{self._package}.catalogue").RULES
        return found

    def tables(self) -> dict[str, dict[str, hints.Any]]:
        """Dated lists that the rules look things up in, by name: ``asOf`` (ISO date), ``source`` and ``values``."""
        found: dict[str, dict[str, hints.Any]] = self._json("tables.json")["tables"]
        return found

    def schema(self, operation: Name) -> dict[str, hints.Any]:
        """The JSON Schema (2020-12) of the operation's request.

        Raises:
            ValueError: The package has no such operation, or it takes no request, or there are no schemas in it.
        """
        row = self._row(operation)
        if not row[3]:
            raise ValueError(f"{operation} takes no request")
        try:
            found: dict[str, hints.Any] = self._json(f"schemas/{operation}.json")
        except OSError:
            raise ValueError(f"{self._package} was generated without schemas") from None
        return found

    def shapes(self) -> dict[str, hints.Any]:
        """The facts of every shape by its name, as ``shapes.json`` has them."""
        if self._shapes is None:
            found: dict[str, hints.Any] = self._json("shapes.json")["shapes"]
            self._shapes = found
        return self._shapes

    def _json(self, name: str) -> hints.Any:
        import json  # noqa: PLC0415 - most requests are checked without

        package = sys.modules[self._package]
        # By the package's own loader, which may read from an archive; importlib.resources takes longer than the rest.
        loader: hints.Any = package.__loader__
        return json.loads(loader.get_data(f"{package.__path__[0]}/{name}"))

    def check(
        self, check: hints.Check, data: object, ignore: hints.Ignore = (), profile: hints.Profile = None
    ) -> list[Violation]:
        """Every violation that one structure's check finds in `data`: what the typed classes call."""
        found = self.found(check, data, profile)
        if ignore or profile is not None or found:
            return self.choose(found, ignore, None, None, profile)
        return found

    def found(self, check: hints.Check, data: object, profile: hints.Profile = None) -> list[Violation]:
        """What `check` finds, before anything is ignored."""
        report = Report(None, self.model.label, profile)
        try:
            check(data, (), report)
        except Exception:  # noqa: BLE001 - as in `validate`
            report.violations.clear()
            check(exact(data), (), report)
        return report.violations

    def choose(
        self,
        found: list[Violation],
        ignore: hints.Ignore = (),
        select: hints.Collection[str] | None = None,
        severity: hints.Severities | None = None,
        profile: hints.Profile = None,
    ) -> list[Violation]:
        """The violations that the options leave, and the blocks of `ignoring` that are open here."""
        if ignore:
            ignore = self.known_ids(ignore)
        blocks = sys.modules.get(_IGNORING)
        if blocks is not None:  # somebody has opened one
            ignore = (*ignore, *blocks.active().get(self, ()))
        if not ignore and select is None and not severity and profile is None:
            return found
        from .selection import choose  # noqa: PLC0415 - a valid request needs none of it

        return choose(found, ignore, select, severity, profile)

    def known_ids(self, ignore: hints.Ignore) -> list[str]:
        """The ids to ignore.

        Raises:
            ValueError: No constraint or rule has one of them; the message has the nearest.
        """
        from .selection import refuse_unknown  # noqa: PLC0415 - as a rule nothing is ignored

        return refuse_unknown(ignore, lambda: [rule.id for rule in self.rules()])

    def ignoring(self, ids: hints.Ignore) -> hints.AbstractContextManager[None]:
        """A block inside which constraints and rules stop nothing: no constructor, ``attrs.evolve`` or call.

        It holds for tasks and threads that are started inside too, and not for threads that run already.

        Args:
            ids: What to ignore, as in `validate`.

        Raises:
            ValueError: There is no such constraint or rule; the message has the nearest.
        """
        from .ignoring import Ignoring  # noqa: PLC0415 - few programs need it

        return Ignoring(self, self.known_ids(ids))

    def _row(self, operation: str) -> tuple[str, ...]:
        rows: hints.Mapping[str, tuple[str, ...]] = self._index.OPERATIONS
        row = rows.get(operation)
        if row is None:
            from .selection import unknown_operation  # noqa: PLC0415

            raise ValueError(unknown_operation(operation, rows, self._package))
        return row

    def _load(self, operation: str) -> hints.Check:
        from importlib import import_module  # noqa: PLC0415

        row = self._row(operation)
        check: hints.Check = (
            getattr(import_module(f"{self._package}.checks.{row[1]}"), row[2]) if row[1] else _no_members
        )
        self._checks[operation] = check
        return check


def exact(data: hints.Any, known: dict[int, hints.Any] | None = None, depth: int = 0) -> hints.Any:
    """A copy of data in which every dict, list, str, int and float is exactly one, whatever its class says of itself.

    A `Decimal` is a float in it, since no sum holds both. Below `MAX_DEPTH` levels nothing is copied.

    Args:
        data: What is given to `validate`.
        known: The copies of containers so far, by identity: one that is shared or holds itself is copied once.
        depth: Levels above.
    """
    known = {} if known is None else known
    kind = type(data)
    if kind is bool or depth > MAX_DEPTH or id(data) in known:
        return known.get(id(data), data)
    if issubclass(kind, dict):
        mapping: dict[hints.Any, hints.Any] = {}
        known[id(data)] = mapping
        mapping.update((_exact_key(key), exact(value, known, depth + 1)) for key, value in dict.items(data))
        return mapping
    if issubclass(kind, list):
        items: list[hints.Any] = []
        known[id(data)] = items
        items.extend([exact(item, known, depth + 1) for item in list.__iter__(data)])
        return items
    if issubclass(kind, str):
        return str.__str__(data)
    if issubclass(kind, int):
        return int.__int__(data)
    if issubclass(kind, float):
        return float.__float__(data)
    return _exact_other(data)


def _exact_other(data: hints.Any) -> hints.Any:
    from .values import is_number  # noqa: PLC0415 - few requests get here

    try:
        isinstance(data, dict)
        return float(data) if is_number(data) else data
    except Exception:  # noqa: BLE001 - a class may lie about itself, or raise when it is asked
        return type(type(data).__name__, (), {})()


def _without_objects(data: hints.Any, known: dict[int, hints.Any], depth: int = 0) -> hints.Any:
    """The data with plain data for the package's own objects in it; itself, where there are none.

    Args:
        data: What is given to `validate`.
        known: What has become of the containers so far, by identity: one that is shared or holds itself is walked once.
        depth: Levels above.
    """
    kind = type(data)
    if depth > MAX_DEPTH or id(data) in known:
        return known.get(id(data), data)
    if kind is dict:
        known[id(data)] = data
        plain = {key: _without_objects(value, known, depth + 1) for key, value in data.items()}
        known[id(data)] = data if all(plain[key] is data[key] for key in data) else plain
        return known[id(data)]
    if kind in (list, tuple):
        known[id(data)] = data
        items = [_without_objects(item, known, depth + 1) for item in data]
        known[id(data)] = data if all(new is old for new, old in zip(items, data, strict=True)) else items
        return known[id(data)]
    return data.to_dict() if isinstance(kind.__dict__.get("_service"), Service) else data


def _exact_key(key: hints.Any) -> hints.Any:
    plain = exact(key)
    return plain if type(plain) in (str, int, float, bool) else show(key)


def _no_members(data: object, path: Path, out: Report) -> None:
    """The check of an operation that takes no input."""
    if not isinstance(data, dict):
        out.wrong_type(path, data, "an object")
    elif data:
        out.unknown(path, data, ())
