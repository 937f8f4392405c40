"""Strings meant to make a pattern slow: to a loop, around it as often as the length allows, and to a failing end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from codegen.patterns import Translation
from codegen.patterns.analysis import LENGTH_CAP, looks, pumped
from codegen.patterns.automaton import TooLargeError, build


def adversarial(translation: Translation, max_length: int | None) -> tuple[str, ...]:
    """Up to 24 strings of the longest legal length, at most LENGTH_CAP code points."""
    length = LENGTH_CAP if max_length is None else min(max_length, LENGTH_CAP)
    return tuple(islice(dict.fromkeys(_texts(translation, length)), 24))


def _texts(translation: Translation, length: int) -> Iterator[str]:
    if translation.node is None:
        return
    for part in (translation.node, *(look.item for look, _ in looks(translation.node, first=True))):
        try:
            yield from pumped(build(part, limit=1_500, exact=False), length, 9)
        except TooLargeError:
            continue
