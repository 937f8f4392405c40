"""Draws ints that satisfy linear inequalities: one after the other, each within what the others leave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st

from .scalars import edges

Path: TypeAlias = tuple[str, ...]
Bounds: TypeAlias = dict[Path, tuple[int, int]]

_ROUNDS: Final = 8
"""Rounds of tightening; bounds that still move are sound all the same, only wider."""


def draw_linked(draw: st.DrawFn, links: Sequence[Mapping[str, Any]]) -> dict[Path, int]:
    """Values for every place that the links name. Each link: the sum of factor times value is at most a constant."""
    bounds: Bounds = {}
    for link in links:
        for _, path, low, high in link["terms"]:
            bounds[tuple(path)] = (low, high)
    for path in list(bounds):
        _tighten(bounds, links)
        low, high = bounds[path]
        value = draw(st.integers(low, high) | st.sampled_from(edges(low, high)))
        bounds[path] = (value, value)
    return {path: low for path, (low, _) in bounds.items()}


def _tighten(bounds: Bounds, links: Sequence[Mapping[str, Any]]) -> None:
    for _ in range(_ROUNDS):
        before = dict(bounds)
        for link in links:
            terms = [(factor, tuple(path)) for factor, path, _, _ in link["terms"]]
            least = sum(_least(factor, bounds[path]) for factor, path in terms)
            for factor, path in terms:
                room = link["most"] - least + _least(factor, bounds[path])
                low, high = bounds[path]
                bounds[path] = (low, min(high, room // factor)) if factor > 0 else (max(low, -(room // -factor)), high)
                least = sum(_least(f, bounds[p]) for f, p in terms)
        if bounds == before:
            return


def _least(factor: int, bounds: tuple[int, int]) -> int:
    return factor * bounds[0 if factor > 0 else 1]
