"""Compares two origins, service by service: which operations belong to it, and in parallel where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from attrs import frozen

from ..model import Model, ModelError, prune
from ..spec import Spec
from .facts import Comparison, compared
from .origins import Origin, OriginError, origin

_Result = TypeVar("_Result")
_FEW = 4
"""Services that one process compares sooner than others start."""


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
        asked = next((s for s in self.specs if s.service == service), None)
        wanted: set[str] | None = {*(asked.operations or ())} if asked is not None else set()
        if asked is not None and asked.operations is None:
            wanted = None
        for side, model in ((self.old, old), (self.new, new)):
            if side.pinned and model is not None and wanted is not None:
                wanted |= {*model.operations}
        if not (self.old.pinned or self.new.pinned):
            return old, new
        return tuple(_reduced(m, wanted, asked) if m is not None else None for m in (old, new))  # type: ignore[return-value] # two in, two out

    def compare(self, service: str) -> Comparison:
        """What changed in one service.

        Raises:
            ModelError: a model is malformed.
        """
        old, new = self.models(service)
        return compared(service, old, new, (self.old.label(old), self.new.label(new)))

    def services(self, named: Iterable[str], *, every: bool) -> tuple[str, ...]:
        """The services to compare: every one of both sides, those named, or those of the specs.

        Raises:
            OriginError: one that neither side has.
        """
        known = sorted({*self.old.services, *self.new.services})
        if every:
            return tuple(known)
        packages = {s.package: s.service for s in self.specs}
        chosen = [packages.get(name, name) for name in named] or [s.service for s in self.specs]
        for name in chosen:
            for side in (self.old, self.new):
                if name not in side.services and (side.pinned or name not in known):
                    raise OriginError(_unknown(name, side))
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
        OriginError, ModelError: a side that cannot be read.
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
