"""Rules over several requests: those of one release, which `stages` tells apart.

Only requests that can take part are kept, in memory while they are few and in a temporary file when they are many, so
that memory does not follow the number of files. Requests are then looked at in groups: two requests belong together
when one holds the other's name. Groups are what the rules can tell apart, since they join requests by name.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO, Any, Self

    from ..reading.nodes import Path
    from .check import Record
    from .services import Services
    from .settings import Settings
    from .stacks import Stacks
    from .stages import Release

_IN_MEMORY = 512
"""Requests that are kept in memory; more of them go to a file."""
_TOGETHER = 64
"""Requests that are looked at all together; of more, each group by itself."""
_BATCH = 32
"""Requests of small groups that are looked at in one go."""
_NAME_LIMIT = 256


class Cross:
    """A violation of a rule over several requests: whose it is, what was violated, and who has the same name.

    `scenario` is the first outcome of conditions in which it was found, `holding` are all those of its own template.
    """

    __slots__ = ("file", "holding", "index", "operation", "other", "path", "scenario", "service", "title", "violation")

    def __init__(self, record: Record, scenario: int, violation: Any, other: Record | None) -> None:
        self.file = record.file
        self.index = record.index
        self.service = record.service
        self.operation = record.operation
        self.title = record.title
        self.scenario = scenario
        self.holding = {scenario % len(record.payload)}
        self.path = tuple(violation.path[1:])
        self.violation = violation
        self.other = other


class Store:
    """Keeps the requests of a run for the rules over several of them; a context manager, since it may hold a file."""

    def __init__(self) -> None:
        self._memory: list[Record] = []
        self._file: IO[bytes] | None = None
        self._offsets: list[int] = []
        self._releases: list[Release] = []
        self._stacks: Stacks | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return len(self._memory) or len(self._offsets)

    def add(self, record: Record | bytes, release: Release) -> None:
        """Keeps one request of a release, given as a record or as a pickled one from a worker."""
        self._releases.append(release)
        if self._file is None:
            if len(self._memory) < _IN_MEMORY:
                self._memory.append(_unpickled(record))
                return
            from tempfile import TemporaryFile

            self._file = TemporaryFile(prefix="botoforge-")  # noqa: SIM115 - lives as long as the store
            for kept in self._memory:
                self._write(kept)
            self._memory = []
        self._write(record)

    def link(self, release: Release, exports: dict[str, str], imports: set[str]) -> None:
        """Remembers what a template of a release exports and imports: see `stacks`."""
        if self._stacks is None:
            from .stacks import Stacks

            self._stacks = Stacks()
        self._stacks.add(release, exports, imports)

    def _write(self, record: Record | bytes) -> None:
        from pickle import dumps

        if self._file is not None:
            self._offsets.append(self._file.tell())
            self._file.write(record if isinstance(record, bytes) else dumps(record, 5))

    def get(self, number: int) -> Record:
        """A kept request; what it imports is filled in where a template of the run exports it."""
        record = self._kept(number)
        texts = {} if self._stacks is None else self._stacks.texts(self._releases[number].key)
        if texts:
            from .stacks import fill_in

            fill_in(record, texts)
        return record

    def _kept(self, number: int) -> Record:
        if self._file is None:
            return self._memory[number]
        from pickle import load

        self._file.seek(self._offsets[number])
        kept: Record = load(self._file)  # noqa: S301 - written by this very process
        return kept

    def releases(self) -> Iterator[tuple[list[int], list[int]]]:
        """The numbers of the requests of each release, and of those that it shares with others."""
        own: dict[tuple[str, ...], list[int]] = {}
        shared: dict[tuple[str, ...], list[int]] = {}
        for number, release in enumerate(self._releases):
            own.setdefault(release.key, []).append(number)
            if release.shared:
                shared.setdefault(release.folder, []).append(number)
        for key, numbers in own.items():
            scope = self._releases[numbers[0]].scope if key[:1] == ("stage",) else None
            above = [scope[:end] for end in range(len(scope) + 1)] if scope else []
            joined = (number for folder in above for number in shared.get(folder, ()))
            others = [number for number in joined if self._releases[number].key != key]
            stacks = () if self._stacks is None else self._stacks.above(key)
            yield numbers, others + [number for stack in stacks for number in own.get(stack, ())]


def _unpickled(record: Record | bytes) -> Record:
    if isinstance(record, bytes):
        from pickle import loads

        kept: Record = loads(record)  # noqa: S301 - written by a worker of this very run
        return kept
    return record


def cross_violations(store: Store, settings_of: Callable[[int], Settings], services: Services) -> list[Cross]:
    """What the rules over several requests find.

    Args:
        store: the requests.
        settings_of: the settings of a file, by its number.
        services: the service packages.
    """
    found: list[Cross] = []
    for own, shared in store.releases():
        for service, numbers, extra in _portions(store, own, shared, services):
            records = [store.get(number) for number in [*numbers, *extra]]
            by_settings: dict[int, list[int]] = {}
            for position in range(len(numbers)):
                if not records[position].beside:
                    by_settings.setdefault(id(settings_of(records[position].file)), []).append(position)
            for judged in by_settings.values():
                settings = settings_of(records[judged[0]].file)
                found += _evaluate(service, records, frozenset(judged), settings, services)
    return found


def _portions(
    store: Store, own: list[int], shared: list[int], services: Services
) -> Iterator[tuple[str, list[int], list[int]]]:
    """Requests of one service that are looked at together, and those that only stand for what else is there."""
    if len(own) + len(shared) > _TOGETHER:
        yield from _batches(store, own, shared, services)
        return
    by_service: dict[str, tuple[list[int], list[int]]] = {}
    for kind, numbers in enumerate((own, shared)):
        for number in numbers:
            by_service.setdefault(store.get(number).service, ([], []))[kind].append(number)
    for service, (numbers, extra) in by_service.items():
        if numbers:
            yield service, numbers, extra


def _evaluate(
    service: str, records: list[Record], judged: frozenset[int], settings: Settings, services: Services
) -> list[Cross]:
    """The violations of the judged records; the others only stand for what else is in the release."""
    facts = services.facts(service)
    unfit: tuple[str, ...] = ()
    if any(_has_unknown_name(record, services) for record in records):
        unfit = facts.get("whole_rules", ())
    in_order = all(record.in_order for record in records)
    if not in_order:
        unfit = (*facts.get("sequence_rules", ()), *facts.get("whole_rules", ()))
    wanted = [rule for rule in facts["cross_rules"] if rule not in unfit]
    if settings.select is not None:
        wanted = [rule for rule in wanted if rule in settings.select]
    if not wanted or not records:
        return []
    words = {**settings.keywords(services, service), "select": tuple(wanted), "region": settings.region}
    validate_release = services.module(service).validate_release
    if not in_order:
        records, judged = _told_apart(records, judged, services)
    order = sorted(range(len(records)), key=lambda number: (records[number].file, records[number].index))
    found: list[Cross] = []
    seen: dict[tuple[int, str, Any], Cross] = {}
    for scenario in range(max((len(record.payload) for record in records), default=0)):
        present = [(number, fillings) for number in order if (fillings := _fillings(records[number], scenario))]
        for violation in _certain(records, present, validate_release, words):
            number = present[violation.path[0]][0]
            mark = (number, violation.rule, violation.path[1:])
            known = not _is_unknown(records, number, scenario, violation.path[1:], services)
            if number not in judged or not known:
                continue
            if mark in seen:
                seen[mark].holding.add(scenario % len(records[number].payload))
                continue
            other = _namesake(records, number, scenario, violation.path[1:], services)
            seen[mark] = Cross(records[number], scenario, violation, other)
            found.append(seen[mark])
    return found


def _has_unknown_name(record: Record, services: Services) -> bool:
    member = services.identifier(record.service, record.operation)
    return any((member,) in unknown for unknown in record.unknown)


def _told_apart(
    records: list[Record], judged: frozenset[int], services: Services
) -> tuple[list[Record], frozenset[int]]:
    """Alternatives without those of the same operation and name: which of them another request means is not known."""
    marks: dict[tuple[str, str], list[int]] = {}
    for number, record in enumerate(records):
        marks.setdefault((record.operation, _name(record, 0, services)), []).append(number)
    kept = sorted(numbers[0] for numbers in marks.values() if len(numbers) == 1)
    return [records[number] for number in kept], frozenset(at for at, number in enumerate(kept) if number in judged)


def _namesake(records: list[Record], number: int, scenario: int, path: Path, services: Services) -> Record | None:
    """The other request of the same operation and name, where a violation is about the name."""
    record = records[number]
    if path != (services.identifier(record.service, record.operation),):
        return None
    name = _name(record, scenario, services)
    for position, other in enumerate(records):
        if (
            position != number
            and other.operation == record.operation
            and name
            and _name(other, scenario, services) == name
        ):
            return other
    return None


def _name(record: Record, scenario: int, services: Services) -> str:
    member = services.identifier(record.service, record.operation)
    named = [data.get(member) for data in _fillings(record, scenario) if isinstance(data, dict)]
    return named[0].casefold() if named and isinstance(named[0], str) else ""


def _fillings(record: Record, scenario: int) -> list[Any]:
    return record.payload[scenario % len(record.payload)]


def _is_unknown(records: list[Record], number: int, scenario: int, path: Path, services: Services) -> bool:
    """Whether nobody knows the value at a path. A name by an expression that names another request is known."""
    record = records[number]
    unknown = record.unknown[scenario % len(record.unknown)]
    if not any(path[: len(top)] == top for top in unknown):
        return False
    value: Any = _fillings(record, scenario)[0]
    for segment in path:
        if not isinstance(value, (dict, list)) or (isinstance(value, dict) and segment not in value):
            return True
        value = value[segment]  # type: ignore[index]
    if not isinstance(value, str):
        return True
    others = (other for position, other in enumerate(records) if position != number)
    return value.casefold() not in (_name(other, scenario, services) for other in others)


def _certain(
    records: list[Record], present: list[tuple[int, list[Any]]], validate_release: Any, words: dict[str, Any]
) -> list[Any]:
    """The violations that stay whatever the unknown values of templates are."""
    turns = range(max((len(fillings) for _, fillings in present), default=0))
    if len(turns) == 1:
        violations: list[Any] = validate_release([(records[n].operation, data) for n, [data] in present], **words)
        return violations
    from .unknowns import in_all

    filled = ([(records[n].operation, fillings[turn % len(fillings)]) for n, fillings in present] for turn in turns)
    return in_all(validate_release(requests, **words) for requests in filled)


def _groups(store: Store, numbers: list[int], services: Services) -> list[int]:
    """For every request the number of its group: requests that hold each other's names share one."""
    parent = list(range(len(numbers)))
    owners: dict[tuple[str, str], int] = {}
    for position, number in enumerate(numbers):
        record = store.get(number)
        member = services.identifier(record.service, record.operation)
        for data in _all_data(record):
            name = data.get(member) if isinstance(data, dict) else None
            if isinstance(name, str):
                _join(parent, position, owners.setdefault((record.service, name.lower()), position))
    for position, number in enumerate(numbers):
        record = store.get(number)
        for data in _all_data(record):
            for text in _strings(data):
                owner = owners.get((record.service, text.lower()))
                if owner is not None:
                    _join(parent, position, owner)
    return [_root(parent, position) for position in range(len(parent))]


def _all_data(record: Record) -> Iterator[Any]:
    return (data for fillings in record.payload for data in fillings)


def _strings(data: Any) -> Iterator[str]:
    pending = [data]
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            if len(value) <= _NAME_LIMIT:
                yield value
        elif isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number


def _join(parent: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


def _batches(
    store: Store, own: list[int], shared: list[int], services: Services
) -> Iterator[tuple[str, list[int], list[int]]]:
    """Whole groups of one service, several small ones together, with a stand-in for each operation they lack.

    Rules may ask whether the release holds any request of an operation at all; the stand-in answers that.
    """
    members: dict[str, dict[int, list[int]]] = {}
    first: dict[str, dict[str, int]] = {}
    operations: dict[int, str] = {}
    numbers = [*own, *shared]
    for number, group in zip(numbers, _groups(store, numbers, services), strict=True):
        record = store.get(number)
        members.setdefault(record.service, {}).setdefault(group, []).append(number)
        first.setdefault(record.service, {}).setdefault(record.operation, number)
        operations[number] = record.operation
    theirs = frozenset(shared)
    for service, by_group in members.items():
        batch: list[int] = []
        for together in [*by_group.values(), []]:
            if batch and (not together or len(batch) + len(together) > _BATCH):
                lacking = set(first[service]) - {operations[number] for number in batch}
                extra = [first[service][operation] for operation in sorted(lacking)]
                extra += [number for number in batch if number in theirs]
                yield service, sorted(number for number in batch if number not in theirs), extra
                batch = []
            batch += together
