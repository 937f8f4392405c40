"""Small pieces of Python source: quoted literals, docstrings, indentation. Model text enters code only through here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap
from typing import Final, NewType

Code = NewType("Code", str)
"""Python source: composed of names that `names` or `module` gave, and of quoted literals. Model text is none."""

_NOT_PLAIN: Final = re.compile(r"[^ -~]")
_WIDTH: Final = 100
_FOLDS: Final = re.compile(r"\s*\n\s*")
_BREAKS: Final = re.compile(r" (?=&& |\|\| )")
# Where a docstring needs a backslash: before a quote that two more follow, or the end.
_CLOSING: Final = re.compile(r'(?="""|"\Z)')


def quote(value: str | float | bool | None) -> Code:
    """`value` as an ASCII Python literal; strings in double quotes where that needs no escapes."""
    text = ascii(value)
    return Code(f'"{text[1:-1]}"' if isinstance(value, str) and text[0] == "'" and '"' not in text else text)


def frozen_set(values: Iterable[str]) -> Code:
    """A frozenset literal, values in their given order."""
    return Code(f"frozenset({{{', '.join(quote(v) for v in values)}}})")


def indent(lines: Iterable[str]) -> list[Code]:
    """The lines, one level deeper."""
    return [Code(f"    {line}") for line in lines]


def docstring(text: str) -> Code:
    """`text` as a docstring literal: lines kept, everything else that could end or bend the literal escaped."""
    lines = [_plain(line) for line in text.split("\n")]
    body = _CLOSING.sub(r"\\", "\n".join(line.replace("\\", "\\\\") for line in lines))
    end = "\n" if len(lines) > 1 else ""
    return Code(f'"""{body}{end}"""')


def comment(heading: str, text: str) -> list[Code]:
    """A comment of a heading and, below it, `text` in printable ASCII; long lines break before && and ||."""
    lines: list[str] = []
    for part in _BREAKS.split(_plain(_FOLDS.sub(" ", text.strip()))):
        if lines and len(lines[-1]) + len(part) < _WIDTH:
            lines[-1] += f" {part}"
        else:
            lines += wrap(part, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [Code(f"# {line}") for line in (f"{comment_text(heading)}:", *indent(lines))]


def comment_text(text: str) -> str:
    """`text` on one line of printable ASCII, fit for a comment or a table cell."""
    return _plain(" ".join(text.split()))


def _plain(line: str) -> str:
    return _NOT_PLAIN.sub(
        lambda m: (
            m.group().encode("ascii", "backslashreplace").decode() if m.group() > "~" else f"\\x{ord(m.group()):02x}"
        ),
        line,
    )
