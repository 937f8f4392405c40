"""Sets of code points as sorted ranges, so that every engine is told the same set explicitly.

Knows nothing about patterns. Ranges are inclusive, disjoint, sorted and never adjacent, so that equal sets are
equal tuples.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

Ranges = tuple[tuple[int, int], ...]

LAST = 0x10FFFF
EMPTY: Ranges = ()
EVERYTHING: Ranges = ((0, LAST),)


def ranges(pairs: Iterable[tuple[int, int]]) -> Ranges:
    """The canonical set of the given inclusive ranges, in any order and overlapping as they please."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(pairs):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def single(code: int) -> Ranges:
    """The set of one code point."""
    return ((code, code),)


def of(text: str) -> Ranges:
    """The set of the characters of `text`."""
    return ranges((ord(char), ord(char)) for char in text)


def union(*sets: Ranges) -> Ranges:
    """The code points that any of the sets holds."""
    if len(sets) == 1:
        return sets[0]
    return ranges(pair for each in sets for pair in each)


@lru_cache(maxsize=4096)
def complement(points: Ranges) -> Ranges:
    """The code points that the set does not hold, surrogates included."""
    gaps = []
    start = 0
    for low, high in points:
        if low > start:
            gaps.append((start, low - 1))
        start = high + 1
    if start <= LAST:
        gaps.append((start, LAST))
    return tuple(gaps)


@lru_cache(maxsize=65536)
def intersection(one: Ranges, other: Ranges) -> Ranges:
    """The code points that both sets hold."""
    if other in (one, EVERYTHING):
        return one
    found = []
    left = right = 0
    while left < len(one) and right < len(other):
        low = max(one[left][0], other[right][0])
        high = min(one[left][1], other[right][1])
        if low <= high:
            found.append((low, high))
        if one[left][1] < other[right][1]:
            left += 1
        else:
            right += 1
    return tuple(found)


def difference(one: Ranges, other: Ranges) -> Ranges:
    """The code points of `one` that `other` does not hold."""
    return intersection(one, complement(other))


@lru_cache(maxsize=65536)
def overlap(one: Ranges, other: Ranges) -> bool:
    """Whether some code point is in both sets."""
    return bool(intersection(one, other))


def subset(one: Ranges, other: Ranges) -> bool:
    """Whether `other` holds every code point of `one`."""
    return intersection(one, other) == one


def contains(points: Ranges, code: int) -> bool:
    """Whether the set holds the code point."""
    index = bisect_right(points, (code, LAST)) - 1
    return index >= 0 and points[index][0] <= code <= points[index][1]


def size(points: Ranges) -> int:
    """How many code points the set holds."""
    return sum(high - low + 1 for low, high in points)


def pick(points: Ranges, index: int) -> int:
    """The code point at `index` (0 <= index < size) in ascending order."""
    for low, high in points:
        if index <= high - low:
            return low + index
        index -= high - low + 1
    raise IndexError("index beyond the set")
