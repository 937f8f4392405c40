"""One run: a sample of the mutants, each alive while the evidence is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from generated.sagemaker import checks
from tests.rules_kit import seeded

from .evidence import gather
from .mutants import Site, sites

WANTED: Final = 0.99


def sample(number: int, seed: int) -> list[Site]:
    """So many places that can be changed, out of all modules of the checks."""
    modules = [import_module(f"{checks.__name__}.{found.name}") for found in iter_modules(checks.__path__)]
    every = [site for module in modules for site in sites(module)]
    return seeded(seed).sample(every, min(number, len(every)))


def judge(chosen: Iterable[Site], *, draws: int, misses: int, neighbours: int) -> Iterator[str]:
    """The changes that no claim notices, each as soon as it is found."""
    evidence = gather(draws, misses, neighbours)
    for site in chosen:
        mutant = site.mutant()
        with mutant.alive():
            survives = not evidence.refutes(f"{site.module.__name__}.{site.function}", site.rule)
        if survives:
            yield mutant.change
