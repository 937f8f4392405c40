"""What a file says apart from its layout: a formatter that rewrites it leaves that alone, any other edit changes it."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, Final

_LEFT_OUT: Final = frozenset({"ctx", "kind", "type_comment", "type_ignores"})
_COMMENT: Final = re.compile(r"#([^'\"\n]*)")
"""A comment, or what follows a # in a string up to its end: which of the two does not matter here."""

_WORD: Final = re.compile(r"\w+")


def meaning(path: str, data: bytes) -> str:
    """SHA-256 of what a file says: its syntax tree and comments, its JSON document, its words; "" if nobody can tell.

    The same on every Python, as far as that has the syntax.
    """
    try:
        if path.endswith((".py", ".pyi")):
            said = [*_words(ast.parse(data)), *(text.strip() for text in _COMMENT.findall(data.decode("utf-8")))]
        elif path.endswith(".json"):
            said = [json.dumps(json.loads(data))]
        elif path.endswith(".md"):
            said = _WORD.findall(data.decode("utf-8"))  # tables are padded, and the code in blocks is formatted
        else:
            return ""
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return ""
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def _words(tree: ast.AST) -> Iterator[str]:
    """The tree in one order, without what is empty: newer Pythons have fields that older ones do not know."""
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.AST):
            yield type(node).__name__
            if (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            ):
                yield " ".join(node.value.value.split())  # a docstring, which formatters indent anew
                continue
            for name in node._fields:
                value = getattr(node, name, None)
                if name not in _LEFT_OUT and value is not None and value != []:
                    yield name
                    waiting.append(value)
        elif isinstance(node, list):
            yield str(len(node))
            waiting.extend(node)
        else:
            yield repr(node)
