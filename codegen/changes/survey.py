"""Compares two origins, service by service: which operations belong to it, and in parallel where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from attrs import frozen

from ..model import Model, ModelError, prune
from ..source import names
from ..spec import Spec
from .facts import Comparison, compared
from .origins import ChangesError, Origin, origin

_Result = TypeVar("_Result")
_FEW = 4
"""Services that one process compares sooner than others start."""


@frozen
class Sides:
    """One service's two models, and its spec if there is one."""

    service: str
    old: Model
    new: Model
    spec: Spec | None

    @property
    def package(self) -> str:
        """The name of the package that is generated."""
        return names.package(self.service) if self.spec is None else self.spec.package


@frozen
class Survey:
    """Two origins and the specs that say what of a pinned model is asked for."""

    old: Origin
    new: Origin
    specs: tuple[Spec, ...]
    opened_from: tuple[str, str]

    def models(self, service: str) -> tuple[Model | None, Model | None]:
        """Both models of a service.

        A pinned model holds what a spec asks for and nothing else, so the other one is reduced to the same: to the
        operations that the spec names or that either pin has.

        Raises:
            ModelError: one of them is malformed.
        """
        old, new = self.old.model(service), self.new.model(service)
        if not (self.old.pinned or self.new.pinned):
            return old, new
        asked, wanted = self.spec(service), self._wanted(service, old, new)
        return old and _reduced(old, wanted, asked), new and _reduced(new, wanted, asked)

    def sides(self, service: str) -> Sides | None:
        """Both models with what the spec asks for; None if one of them does not have the service.

        Raises:
            ModelError: one of them is malformed.
        """
        old, new = self.models(service)
        spec = self.spec(service)
        if old is None or new is None:
            return None
        if spec is not None and spec.operations is not None:
            old, new = (prune(model, model.operations.keys() & {*spec.operations}) for model in (old, new))
        return Sides(service, old, new, spec)

    def spec(self, service: str) -> Spec | None:
        """The spec of a service, if there is one."""
        return next((spec for spec in self.specs if spec.service == service), None)

    def _wanted(self, service: str, *models: Model | None) -> set[str] | None:
        """The operations to compare; None for all."""
        spec = self.spec(service)
        if spec is not None and spec.operations is None:
            return None
        wanted = {*(spec.operations or ())} if spec is not None else set()
        for model, side in zip(models, (self.old, self.new), strict=True):
            if model is not None and side.pinned:
                wanted |= {*model.operations}
        return wanted

    def compare(self, service: str) -> Comparison:
        """What changed in one service.

        Raises:
            ModelError: a model is malformed.
        """
        if self.old.same(self.new, service):
            return Comparison(service, self.old.name, self.new.name, (), None)
        old, new = self.models(service)
        return compared(service, old, new, (self.old.label(old), self.new.label(new)))

    def services(self, named: Iterable[str], *, every: bool) -> tuple[str, ...]:
        """The services to compare: every one of both sides, those named, or those of the specs.

        Raises:
            ChangesError: one that neither side has.
        """
        known = sorted({*self.old.services, *self.new.services})
        if every:
            return tuple(known)
        packages = {s.package: s.service for s in self.specs}
        chosen = [packages.get(name, name) for name in named] or [s.service for s in self.specs]
        for name in chosen:
            for side in (self.old, self.new):
                if name not in side.services and (side.pinned or name not in known):
                    raise ChangesError(_unknown(name, side))
        return tuple(dict.fromkeys(chosen))


def _unknown(name: str, side: Origin) -> str:
    fix = "give a version or 'installed' instead" if side.pinned else "'botoforge list' shows what there is"
    return f"{side.name} has no service {name!r}; {fix}"


def _reduced(model: Model, wanted: set[str] | None, asked: Spec | None) -> Model:
    operations = model.operations if wanted is None else model.operations.keys() & wanted
    reduced = prune(model, operations)
    if asked is None or asked.waiters is None:
        return reduced
    return prune(model, operations, [name for name in asked.waiters if name in reduced.waiters])


def survey(old: str, new: str, specs: Sequence[Spec]) -> Survey:
    """Opens both sides.

    Args:
        old: See `origins.KINDS`.
        new: As well.
        specs: The specs that say what is asked for; none where nothing is pinned.

    Raises:
        ChangesError, ModelError: a side that cannot be read.
    """
    return Survey(origin(old, specs), origin(new, specs), tuple(specs), (old, new))


def spread(
    compared: Survey, services: tuple[str, ...], work: Callable[[Comparison], _Result], jobs: int
) -> Iterator[_Result | ModelError]:
    """What `work` makes of each service's comparison, in order; in several processes where there are many services.

    A model that cannot be read is given back as the error that says so: the other services are compared all the same.
    """
    if jobs == 1 or len(services) <= _FEW:
        yield from (_worked(compared, work, service) for service in services)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few services need none

    with ProcessPoolExecutor(jobs, initializer=_open, initargs=(*compared.opened_from, compared.specs)) as pool:
        yield from pool.map(partial(_work, work), services, chunksize=4)


def _worked(compared: Survey, work: Callable[[Comparison], _Result], service: str) -> _Result | ModelError:
    try:
        return work(compared.compare(service))
    except ModelError as error:
        return error


_opened: list[Survey] = []


def _open(old: str, new: str, specs: tuple[Spec, ...]) -> None:
    import signal  # noqa: PLC0415 - workers only

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the pool
    _opened[:] = [survey(old, new, specs)]


def _work(work: Callable[[Comparison], _Result], service: str) -> _Result | ModelError:
    return _worked(_opened[0], work, service)
