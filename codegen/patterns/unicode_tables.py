"""Writes `unicode.json`, the committed Unicode tables: `python -m codegen.patterns.unicode_tables`.

Generation must give the same bytes on every machine, while each Python release carries another Unicode version;
so the tables are data of this repository, and this script is run by hand, with the newest Python at hand, to
renew them.

The standard library does not know scripts. They are derived from character names (a letter or mark named `GREEK
...` belongs to Greek), which is right for the letters people write with and leaves out characters that several
scripts share.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from .charset import LAST, Ranges, ranges

SCRIPT_NAMES = {
    "Arabic": ("ARABIC",),
    "Armenian": ("ARMENIAN",),
    "Bengali": ("BENGALI",),
    "Cyrillic": ("CYRILLIC",),
    "Devanagari": ("DEVANAGARI",),
    "Georgian": ("GEORGIAN",),
    "Greek": ("GREEK",),
    "Han": ("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH"),
    "Hangul": ("HANGUL",),
    "Hebrew": ("HEBREW",),
    "Hiragana": ("HIRAGANA",),
    "Katakana": ("KATAKANA",),
    "Latin": ("LATIN", "FULLWIDTH LATIN"),
    "Tamil": ("TAMIL",),
    "Thai": ("THAI",),
}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def encode(points: Ranges) -> str:
    """Ranges as text: for each the gap to the one before and, after a dot, its length less one, in base 36."""
    parts = []
    position = 0
    for low, high in points:
        gap = _base36(low - position)
        parts.append(gap if low == high else f"{gap}.{_base36(high - low)}")
        position = high
    return ",".join(parts)


def render() -> str:
    """The text of `unicode.json` for the Unicode version of the running Python."""
    categories: dict[str, list[tuple[int, int]]] = {}
    scripts: dict[str, list[tuple[int, int]]] = {}
    others: dict[str, list[tuple[int, int]]] = {"lowercase": [], "uppercase": []}
    for code in range(LAST + 1):
        category = unicodedata.category(chr(code))
        categories.setdefault(category, []).append((code, code))
        if chr(code).islower() and category != "Ll":
            others["lowercase"].append((code, code))
        if chr(code).isupper() and category != "Lu":
            others["uppercase"].append((code, code))
        if category[0] in "LM":
            name = unicodedata.name(chr(code), "")
            for script, starts in SCRIPT_NAMES.items():
                if name.startswith(starts):
                    scripts.setdefault(script, []).append((code, code))
    tables = {
        "version": unicodedata.unidata_version,
        "categories": _table(categories),
        "others": _table(others),
        "scripts": _table(scripts),
    }
    return json.dumps(tables, indent=1) + "\n"


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def _table(sets: dict[str, list[tuple[int, int]]]) -> dict[str, str]:
    return {name: encode(ranges(pairs)) for name, pairs in sorted(sets.items())}


if __name__ == "__main__":
    Path(__file__).with_name("unicode.json").write_text(render(), encoding="ascii", newline="\n")
