"""The character classes that patterns name: Unicode categories, scripts, blocks, and the POSIX classes.

Names resolve as Java resolves them. What the committed tables cannot tell is an unknown name, never a guess.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from .charset import EVERYTHING, Ranges, complement, difference, of, ranges, union

DIGIT: Ranges = ((0x30, 0x39),)
UPPER: Ranges = ((0x41, 0x5A),)
LOWER: Ranges = ((0x61, 0x7A),)
WORD = union(DIGIT, UPPER, LOWER, of("_"))
SPACE = of("\t\n\v\f\r ")
HORIZONTAL = union(of("\t \xa0\u1680\u180e\u202f\u205f\u3000"), ((0x2000, 0x200A),))
VERTICAL = of("\n\v\f\r\x85\u2028\u2029")
LINE_ENDS = of("\n\r\x85\u2028\u2029")
SURROGATES: Ranges = ((0xD800, 0xDFFF),)
WHITE_SPACE = union(of("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), ((0x2000, 0x200A),))
_EN_TO_HAIR: Ranges = ((0x2000, 0x2006), (0x2008, 0x200A))
_PUNCT = difference(((0x21, 0x7E),), union(DIGIT, UPPER, LOWER))
_CIRCLED: Ranges = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))

POSIX: dict[str, Ranges] = {
    "lower": LOWER,
    "upper": UPPER,
    "ascii": ((0, 0x7F),),
    "alpha": union(LOWER, UPPER),
    "digit": DIGIT,
    "alnum": union(DIGIT, LOWER, UPPER),
    "punct": _PUNCT,
    "graph": ((0x21, 0x7E),),
    "print": ((0x20, 0x7E),),
    "blank": of("\t "),
    "cntrl": union(((0, 0x1F),), of("\x7f")),
    "xdigit": union(DIGIT, ((0x41, 0x46), (0x61, 0x66))),
    "space": SPACE,
    "word": WORD,
}

_JAVA = {"javaWhitespace": union(((0x09, 0x0D), (0x1C, 0x20)), of("\u1680\u2028\u2029\u205f\u3000"), _EN_TO_HAIR)}
"""Sets that are Java's own: white space of its compiler, without what does not break."""

_BINARY_CATEGORIES = {
    "letter": "L",
    "titlecase": "Lt",
    "digit": "Nd",
    "letterordigit": "LD",
    "control": "Cc",
    "isocontrol": "Cc",
    "punctuation": "P",
}

BLOCKS: dict[str, Ranges] = {
    "basiclatin": ((0, 0x7F),),
    "latin1supplement": ((0x80, 0xFF),),
    "latinextendeda": ((0x100, 0x17F),),
    "latinextendedb": ((0x180, 0x24F),),
    "greek": ((0x370, 0x3FF),),
    "greekandcoptic": ((0x370, 0x3FF),),
    "cyrillic": ((0x400, 0x4FF),),
    "hebrew": ((0x590, 0x5FF),),
    "arabic": ((0x600, 0x6FF),),
    "devanagari": ((0x900, 0x97F),),
    "thai": ((0xE00, 0xE7F),),
    "generalpunctuation": ((0x2000, 0x206F),),
    "hiragana": ((0x3040, 0x309F),),
    "katakana": ((0x30A0, 0x30FF),),
    "cjkunifiedideographs": ((0x4E00, 0x9FFF),),
    "hangulsyllables": ((0xAC00, 0xD7AF),),
    "privateusearea": ((0xE000, 0xF8FF),),
}


@cache
def category(name: str) -> Ranges | None:
    """The code points of a general category: `Lu`, `L`, `LC` or Java's `LD`; None if unknown."""
    if name == "LC":
        return _category_of_case()
    if name == "LD":
        return union(_group("L"), _category("Nd"))
    if len(name) == 1:
        return _group(name) or None
    return _category(name) if name in _tables()["categories"] else None


@cache
def named(name: str) -> Ranges | None:
    r"""The set that `\p{name}` means in Java, or None when the name is not known here."""
    key, separator, value = name.partition("=")
    if separator:
        return _keyed(key.strip().lower(), value.strip())
    if name in {"all", "ALL", "Any", "IsAny"}:
        return EVERYTHING
    if name == "L1":
        return ((0, 0xFF),)
    if name.lower() in POSIX and not name.startswith("Is"):
        return POSIX[name.lower()]
    if name.startswith("In"):
        return _block(name[2:])
    if name.startswith("java"):
        return _JAVA.get(name) or _binary(name[4:])
    bare = name.removeprefix("Is")
    return category(bare) or _binary(bare) or _script(bare)


def cased(name: str, points: Ranges) -> Ranges:
    """What a named set means to Java where case is ignored: letters of one case are those of all, other sets stay."""
    if name.removeprefix("java").removeprefix("Is").lower() in {"lowercase", "uppercase", "titlecase"}:
        return union(_of_case("lowercase"), _of_case("uppercase"), _category("Lt"))
    return _category_of_case() if points in map(_category, ("Ll", "Lu", "Lt")) else points


def cases(letter: str) -> str:
    """The letters that are the same to Java where the case of all letters is ignored: the long s is an s."""
    return _cases().get(_folded(letter), letter)


@cache
def _category_of_case() -> Ranges:
    return union(*map(_category, ("Lu", "Ll", "Lt")))


@cache
def _cases() -> dict[str, str]:
    found: dict[str, str] = {}
    for low, high in union(_group("L"), _category("Nl"), _CIRCLED):
        for letter in map(chr, range(low, high + 1)):
            found[_folded(letter)] = found.get(_folded(letter), "") + letter
    return found


def _folded(letter: str) -> str:
    """Of one letter again; where its other case is several, itself."""
    upper = letter.upper() if len(letter.upper()) == 1 else letter
    return upper.lower() if len(upper.lower()) == 1 else upper


@cache
def printable() -> Ranges:
    """What may stand literally in emitted text: letters, numbers, punctuation, symbols and the plain space."""
    return union(*(_group(letter) for letter in "LNPS"), of(" "))


def _keyed(key: str, value: str) -> Ranges | None:
    if key in {"gc", "general_category"}:
        return category(value)
    if key in {"sc", "script"}:
        return _script(value)
    if key in {"blk", "block"}:
        return _block(value)
    return None


def _script(name: str) -> Ranges | None:
    text = _tables()["scripts"].get(name[:1].upper() + name[1:].lower())
    return None if text is None else _decode(text)


def _block(name: str) -> Ranges | None:
    return BLOCKS.get("".join(char for char in name.lower() if char.isalnum()))


def _binary(name: str) -> Ranges | None:
    """Binary properties. Alphabetic errs to accepting: all marks, where Unicode lists most of them one by one."""
    key = name.lower().replace("_", "")
    if key in {"alphabetic", "alpha"}:
        return union(_group("L"), _group("M"), _category("Nl"), _CIRCLED)
    if key in {"lowercase", "uppercase"}:
        return _of_case(key)
    if key == "whitespace":
        return WHITE_SPACE
    if key == "spacechar":
        return _group("Z")
    if key == "assigned":
        return complement(_category("Cn"))
    return category(_BINARY_CATEGORIES[key]) if key in _BINARY_CATEGORIES else None


@cache
def _of_case(key: str) -> Ranges:
    """Lowercase or uppercase: the letters of the category, and the numerals and marks that Unicode counts with them."""
    return union(_category({"lowercase": "Ll", "uppercase": "Lu"}[key]), _decode(_tables()["others"][key]))


@cache
def _group(letter: str) -> Ranges:
    return union(*(_category(name) for name in _tables()["categories"] if name[0] == letter))


def _category(name: str) -> Ranges:
    return _decode(_tables()["categories"][name])


@cache
def _tables() -> Any:
    return json.loads(Path(__file__).with_name("unicode.json").read_text(encoding="ascii"))


@cache
def _decode(text: str) -> Ranges:
    found = []
    position = 0
    for part in text.split(","):
        gap, _, length = part.partition(".")
        low = position + int(gap, 36)
        position = low + int(length or "0", 36)
        found.append((low, position))
    return ranges(found)
