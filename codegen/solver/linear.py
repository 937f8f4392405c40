"""Whether linear inequalities over bounded ints can hold together. Bounds are propagated; nothing is searched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import frozen

Term = tuple[int, tuple[str, ...], int, int]
"""Factor, path, and the bounds of the value by itself."""

_ROUNDS: Final = 24
"""A contradiction such as a < b and b < a moves bounds by one a round: not settled by then, it is taken for one."""


@frozen
class Link:
    """A linear inequality between ints: the sum of factor times value is at most a constant."""

    terms: tuple[Term, ...]
    most: int


def together(links: Iterable[Link]) -> tuple[Link, ...] | None:
    """The links, the weaker of two that speak of the same sum left out; None if they contradict each other."""
    tightest: dict[tuple[Term, ...], int] = {}
    for link in links:
        terms = tuple(sorted(link.terms, key=lambda term: term[1]))
        tightest[terms] = min(link.most, tightest.get(terms, link.most))
    kept = tuple(Link(terms, most) for terms, most in tightest.items())
    return kept if _settles(kept) else None


def _settles(links: tuple[Link, ...]) -> bool:
    bounds = {path: (low, high) for link in links for _, path, low, high in link.terms}
    for _ in range(_ROUNDS):
        before = dict(bounds)
        for link in links:
            _tighten(link, bounds)
        if any(low > high for low, high in bounds.values()):
            return False
        if bounds == before:
            return True
    return False


def _tighten(link: Link, bounds: dict[tuple[str, ...], tuple[int, int]]) -> None:
    least = {path: factor * bounds[path][0 if factor > 0 else 1] for factor, path, _, _ in link.terms}
    for factor, path, _, _ in link.terms:
        room = link.most - sum(least.values()) + least[path]
        low, high = bounds[path]
        bounds[path] = (low, min(high, room // factor)) if factor > 0 else (max(low, -(room // -factor)), high)
