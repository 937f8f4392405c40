"""Writes `unicode_data.py`, the committed Unicode tables: `python -m codegen.patterns.unicode_tables`.

Generation must give the same bytes on every machine, while each Python release carries another Unicode version;
so the tables are data of this repository, and this script is run by hand, with the newest Python at hand, to
renew them.

The standard library does not know scripts. They are derived from character names (a letter or mark named `GREEK
...` belongs to Greek), which is right for the letters people write with and leaves out characters that several
scripts share.
"""

from __future__ import annotations

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
    """Return ranges as text: for each the gap to the one before and, after a dot, its length less one, in base 36."""
    parts = []
    position = 0
    for low, high in points:
        gap = _base36(low - position)
        parts.append(gap if low == high else f"{gap}.{_base36(high - low)}")
        position = high
    return ",".join(parts)


def render() -> str:
    """Return the text of `unicode_data.py` for the Unicode version of the running Python."""
    categories: dict[str, list[tuple[int, int]]] = {}
    scripts: dict[str, list[tuple[int, int]]] = {}
    for code in range(LAST + 1):
        category = unicodedata.category(chr(code))
        categories.setdefault(category, []).append((code, code))
        if category[0] in "LM":
            name = unicodedata.name(chr(code), "")
            for script, starts in SCRIPT_NAMES.items():
                if name.startswith(starts):
                    scripts.setdefault(script, []).append((code, code))
    return "\n".join(
        (
            '"""Unicode tables, written by `python -m codegen.patterns.unicode_tables`; never edited by hand."""',
            "",
            f'VERSION = "{unicodedata.unidata_version}"',
            "# fmt: off",
            *_table("CATEGORIES", categories),
            *_table("SCRIPTS", scripts),
            "",
        )
    )


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def _table(name: str, sets: dict[str, list[tuple[int, int]]]) -> list[str]:
    lines = [f"{name} = {{"]
    for key in sorted(sets):
        lines.append(f'    "{key}": (')
        text = encode(ranges(sets[key]))
        lines += [f'        "{text[start : start + 105]}"' for start in range(0, len(text), 105)]
        lines.append("    ),")
    return [*lines, "}"]


if __name__ == "__main__":
    Path(__file__).with_name("unicode_data.py").write_text(render(), encoding="ascii", newline="\n")
