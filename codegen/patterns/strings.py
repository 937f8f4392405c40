"""Draws strings that match a pattern, and strings that just miss it, for tests and examples.

Everything drawn is checked against the compiled pattern before it is returned, so that lookarounds need no
reasoning here. Equal arguments give equal strings on every machine: the only source of choice is a generator
seeded with text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import attrs

from . import unicode_sets
from .charset import Ranges, complement, contains, difference, intersection, pick, size
from .syntax import Alt, Atomic, Back, Chars, Edge, Group, Look, Node, Repeat, Seq, children, width
from .translate import Translation, compiled

LONGEST = 4_096
"""Code points of the longest string drawn, unless the shape's minimum asks for more."""

_Style = Literal["shortest", "longest", "plain", "varied"]
_STYLES: tuple[_Style, ...] = ("shortest", "longest", "plain", "varied", "varied", "plain")
_TRIES_PER_STRING = 8
_STUBBORN_TRIES = 400
_LETTERS_DIGITS = unicode_sets.POSIX["alnum"]
_CURIOUS = "-_./:@ +=,'\"\\$<>&#%{}éßЖ中あ😀\u00a0\t\n"
_INTRUDERS = "! \n\u00e9_/\u007f$A0-\U0001f600.:*\x00\u2028"
_GRAPH = unicode_sets.POSIX["graph"]
_PIECE = 64


def samples(translation: Translation, minimum: int, maximum: int | None, count: int, seed: str) -> tuple[str, ...]:
    """Up to `count` different strings that match and whose length is legal.

    Args:
        translation: the pattern.
        minimum: fewest code points.
        maximum: most code points; None when there is no limit.
        count: how many strings to return at most; fewer come back when the pattern has no more, or hides them.
        seed: any text; the same text gives the same strings.
    """
    if translation.python is None or translation.node is None:
        return ()
    cap = max(minimum, LONGEST) if maximum is None else min(maximum, max(minimum, LONGEST))
    if width(translation.node)[0] > cap:
        return ()
    full = compiled(translation.python).fullmatch
    drawer = _Drawer(translation.node, random.Random(f"{seed}\0{translation.source}".encode("utf-8", "surrogatepass")))  # noqa: S311 - not a secret
    found: dict[str, None] = {}
    for turn in range(_STUBBORN_TRIES):
        if len(found) >= count or (turn >= count * _TRIES_PER_STRING and found):
            break
        text = drawer.draw(_STYLES[turn % len(_STYLES)], minimum, cap)
        if text not in found and minimum <= len(text) <= cap and full(text):
            found[text] = None
    return tuple(found)


def misses(translation: Translation, minimum: int, maximum: int | None, count: int, seed: str) -> tuple[str, ...]:
    """Up to `count` different strings of a legal length that the pattern refuses, most of them near a match.

    Args: as for `samples`. Nothing is returned for a pattern that cannot be violated.
    """
    if translation.python is None or translation.matches_everything:
        return ()
    full = compiled(translation.python).fullmatch
    rng = random.Random(f"{seed}\0miss\0{translation.source}".encode("utf-8", "surrogatepass"))  # noqa: S311 - not a secret
    bases = samples(translation, minimum, maximum, 4, seed)
    found: dict[str, None] = {}
    for text in _mutations(bases, minimum, maximum, _intruders(translation.node), rng):
        if len(found) >= count:
            break
        legal = minimum <= len(text) and (maximum is None or len(text) <= maximum)
        if legal and text not in found and not full(text):
            found[text] = None
    return tuple(found)


def stretched(translation: Translation, texts: tuple[str, ...], length: int) -> str | None:
    """A string of exactly that length that matches: one of the texts, one of its characters repeated; None if none."""
    if translation.python is None:
        return None
    full = compiled(translation.python).fullmatch
    for text in texts:
        for at in reversed(range(len(text))):
            made = text[:at] + text[at] * (length - len(text) + 1) + text[at + 1 :]
            if len(made) == length and full(made):
                return made
    return None


def _intruders(node: Node | None) -> str:
    """Characters that tend to spoil a match: common ones, and the first that each set leaves out."""
    found = dict.fromkeys(_INTRUDERS)
    stack = [] if node is None else [node]
    while stack and len(found) < len(_INTRUDERS) + 8:
        each = stack.pop()
        if isinstance(each, Chars):
            outside = difference(complement(each.points), unicode_sets.SURROGATES)
            found.update((chr(low), None) for low, _ in (intersection(outside, _GRAPH) or outside)[:1])
        stack.extend(children(each))
    return "".join(found)


def _mutations(
    bases: tuple[str, ...], minimum: int, maximum: int | None, intruders: str, rng: random.Random
) -> Iterator[str]:
    """Near misses first, then strings that have nothing to do with the pattern.

    One kind of change is made to all bases before the next kind, so that the first few already differ in kind.
    """
    texts = bases or ("",)
    for text in texts:
        yield from (text + "\n", text[:-1], text[1:], text.swapcase())
    for intruder in intruders:
        for text in texts:
            at = rng.randint(0, len(text))
            yield text[:at] + intruder + text[at:]
            yield text[:at] + intruder + text[at + 1 :]
            yield intruder + text[1:]
            yield text[:-1] + intruder
    length = max(minimum, 1 if maximum is None or maximum else 0)
    for intruder in intruders:
        yield intruder * length
    yield "" if minimum == 0 else "x" * minimum
    if maximum is not None and maximum <= LONGEST:
        yield "~" * maximum


@attrs.frozen
class _Pool:
    """What to draw from a set: `plain` characters mostly, `curious` ones now and then."""

    plain: Ranges
    plain_size: int
    curious: str


@lru_cache(maxsize=4096)
def _pool(points: Ranges) -> _Pool:
    legible = difference(points, unicode_sets.SURROGATES) or points
    plain = (
        intersection(legible, _LETTERS_DIGITS)
        or intersection(legible, unicode_sets.POSIX["graph"])
        or intersection(legible, unicode_sets.printable())
        or legible
    )
    edges = [chr(code) for pair in legible[:6] for code in pair if 0x20 <= code < 0x7F]
    curious = "".join(dict.fromkeys([char for char in _CURIOUS if contains(legible, ord(char))] + edges))
    return _Pool(plain, size(plain), curious)


class _Drawer:
    """Draws from one tree. Widths are remembered by identity, since trees are shared and hashing them is slow."""

    def __init__(self, root: Node, rng: random.Random) -> None:
        self._root = root
        self._rng = rng
        self._widths: dict[int, tuple[int, int | None]] = {}
        self._groups: dict[int, str] = {}
        self._style: _Style = "plain"

    def draw(self, style: _Style, low: int, high: int) -> str:
        """A string that should match, of `low` to `high` code points where the tree can tell."""
        self._style = style
        self._groups.clear()
        return self._node(self._root, self._target(self._root, low, high))

    def _width(self, node: Node) -> tuple[int, int | None]:
        found = self._widths.get(id(node))
        if found is None:
            found = self._widths[id(node)] = width(node)
        return found

    def _target(self, node: Node, low: int, high: int) -> int:
        """A length for the node between the bounds, by style."""
        short, long = self._width(node)
        low = max(low, short)
        high = max(low, high if long is None else min(high, long))
        if self._style == "shortest":
            return low
        if self._style == "longest":
            return high
        return min(high, low + self._rng.choice((0, 1, 2, 3, 5, 8, 13, 21, 34)))

    def _node(self, node: Node, length: int) -> str:
        match node:
            case Chars(points=points):
                return self._char(points)
            case Seq(items=items):
                return "".join(map(self._node, items, self._shares(items, length)))
            case Alt(options=options):
                fitting = [option for option in options if self._fits(option, length)]
                return self._node(self._rng.choice(fitting or options), length)
            case Repeat():
                return self._repeat(node, length)
            case Group(item=item, number=number):
                self._groups[number] = self._node(item, length)
                return self._groups[number]
            case Atomic(item=item):
                return self._node(item, length)
            case Back(number=number):
                return self._groups.get(number, "")
            case Look() | Edge():
                return ""
        raise AssertionError(node)

    def _fits(self, node: Node, length: int) -> bool:
        short, long = self._width(node)
        return short <= length and (long is None or length <= long)

    def _shares(self, items: tuple[Node, ...], length: int) -> list[int]:
        """Split a length among the items, in random order, so that what is left always fits the rest."""
        shares = [self._width(item)[0] for item in items]
        room = [self._room(item, length) for item in items]
        spare = length - sum(shares)
        order = [index for index, space in enumerate(room) if space]
        self._rng.shuffle(order)
        left = sum(room)
        for index in order:
            left -= room[index]
            least = max(0, spare - left)
            most = min(room[index], spare)
            given = most if least >= most else self._rng.randint(least, most)
            shares[index] += given
            spare -= given
        return shares

    def _room(self, item: Node, length: int) -> int:
        short, long = self._width(item)
        return length if long is None else min(length, long - short)

    def _repeat(self, node: Repeat, length: int) -> str:
        item = node.item
        if isinstance(item, Chars):
            return self._run(item.points, max(length, node.low))
        short, long = self._width(item)
        least = max(node.low, 1 if length else 0, -(-length // long) if long else 0)
        most = length // short if short else max(least, min(length, node.low + 3))
        if node.high is not None:
            most = min(most, node.high)
        if least >= most:
            times = max(node.low, most)
        elif self._style == "longest":
            times = self._rng.choice((least, most))
        else:
            times = min(most, least + self._rng.choice((0, 0, 1, 2, 4)))
        return "".join(map(self._node, (item,) * times, self._shares((item,) * times, length)))

    def _run(self, points: Ranges, length: int) -> str:
        piece = "".join(self._char(points) for _ in range(min(length, _PIECE)))
        return (piece * (length // _PIECE + 1))[:length] if length > _PIECE else piece

    def _char(self, points: Ranges) -> str:
        pool = _pool(points)
        odds = 0.4 if self._style == "varied" else 0.04
        if pool.curious and self._rng.random() < odds:
            return self._rng.choice(pool.curious)
        return chr(pick(pool.plain, self._rng.randrange(pool.plain_size)))
