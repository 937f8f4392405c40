"""Which known names look most like a misspelt one: what every ``did you mean`` of a package is made of.

Part of the wire layer, loaded when a message that needs it is read. The answers are `difflib.get_close_matches`'s;
what most names have in common with the word is counted for all of them at once, and few are then compared as difflib
does it. Everything that is remembered is bounded.
"""

from __future__ import annotations

from .annotations import hints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

_CUTOFF: Final = 0.6
_NEAREST: Final = 3
_LONGEST: Final = 160
"""Letters of a word that could be a misspelt name."""
_LARGE: Final = 5000
"""A table of so many values is searched by the word's first two letters."""
_REMEMBERED: Final = 256
"""Words, and tables of names, that are remembered; then they are forgotten all at once."""

_answers: Final[dict[tuple[str, frozenset[str]], tuple[str, ...]]] = {}
_tables: Final[dict[frozenset[str], Names]] = {}


def nearest(word: str, known: hints.Collection[str]) -> tuple[str, ...]:
    """Up to three of the known names, the nearest first; none for a word that is longer than any name."""
    if not 0 < len(word) <= _LONGEST:
        return ()
    names = known if isinstance(known, frozenset) else frozenset(known)
    answer = _answers.get((word, names))
    if answer is None:
        if len(_answers) >= _REMEMBERED:
            _answers.clear()
        answer = _answers[word, names] = tuple(_table(word, names).nearest(word.casefold()))
    return answer


def _table(word: str, names: frozenset[str]) -> Names:
    if len(names) >= _LARGE:
        return Names(name for name in names if name[:2].casefold() == word[:2].casefold())
    table = _tables.get(names)
    if table is None:
        if len(_tables) >= _REMEMBERED:
            _tables.clear()
        table = _tables[names] = Names(names)
    return table


class Names:
    """Known names, laid out so that a word is compared with all of them at once.

    All names stand one behind the other, one position a letter and an empty one behind each; `_places` has for every
    letter the positions where it stands, as the bits of one number.
    """

    __slots__ = ("_letters", "_names", "_places", "_size", "_spans")

    def __init__(self, names: hints.Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in sorted(names):
            self._names.setdefault(name.casefold(), name)
        self._spans: list[tuple[int, int]] = []
        self._size = sum(len(name) + 1 for name in self._names)
        letters = bytearray(b"0" * self._size)
        places: dict[str, bytearray] = {}
        position = 0
        for name in self._names:
            self._spans.append((position, position + len(name)))
            for letter in name:
                if letter not in places:
                    places[letter] = bytearray(b"0" * self._size)
                places[letter][position] = letters[position] = ord("1")
                position += 1
            position += 1
        self._letters = int(letters[::-1] or b"0", 2)
        self._places = {letter: int(bits[::-1], 2) for letter, bits in places.items()}

    def nearest(self, word: str) -> list[str]:
        """Up to three of the names, the nearest first: `difflib.get_close_matches`, for a word that is not empty."""
        bounds = [
            (bound, name)
            for name, count in zip(self._names, self._in_common(word), strict=True)
            if (bound := 2 * count / (len(name) + len(word))) >= _CUTOFF
        ]
        if not bounds:
            return []
        from difflib import SequenceMatcher  # noqa: PLC0415 - many words are near to nothing

        matcher = SequenceMatcher()
        matcher.set_seq2(word)
        best: list[tuple[float, str]] = []
        for bound, name in sorted(bounds, reverse=True):
            if len(best) == _NEAREST and bound < best[-1][0]:
                break
            matcher.set_seq1(name)
            ratio = matcher.ratio()
            if ratio >= _CUTOFF:
                best = sorted([*best, (ratio, name)], reverse=True)[:_NEAREST]
        return [self._names[name] for _, name in best]

    def _in_common(self, word: str) -> hints.Iterator[int]:
        """How long the longest common subsequence of the word and each name is: no fewer letters than difflib matches.

        The algorithm of Allison and Dix, as Hyyrö wrote it: a bit is cleared for each letter that is matched.
        """
        open_ = self._letters
        for letter in word:
            matched = open_ & self._places.get(letter, 0)
            open_ = ((open_ + matched) | (open_ - matched)) & self._letters
        bits = f"{open_:0{self._size}b}"[::-1]
        return (bits.count("0", start, end) for start, end in self._spans)
