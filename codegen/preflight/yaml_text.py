"""Plain data to YAML text for what the command prints; strings are quoted where YAML could read them otherwise."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_INDENT = "  "


def to_yaml(data: Any) -> list[str]:
    """The lines of a value in block style, without a line end."""
    if isinstance(data, dict) and data:
        return [line for key, value in data.items() for line in _entry(f"{scalar(key)}:", value)]
    if isinstance(data, (list, tuple)) and data:
        return [line for item in data for line in _item(item)]
    return [scalar(data)]


def _entry(head: str, value: Any) -> list[str]:
    if isinstance(value, (dict, list, tuple)) and value:
        return [head, *(_INDENT + line for line in to_yaml(value))]
    return [f"{head} {scalar(value)}"]


def _item(value: Any) -> list[str]:
    first, *rest = to_yaml(value)
    return [f"- {first}", *(_INDENT + line for line in rest)]


def scalar(value: Any) -> str:
    """A scalar, or an empty collection, on one line."""
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, (list, tuple)):
        return "[]"
    if not isinstance(value, str):
        return repr(value)
    return value if _is_bare(value) else _quoted(value)


def _is_bare(text: str) -> bool:
    if not text or not text[0].isalpha() or not all(letter.isalnum() or letter in "_-./ +" for letter in text):
        return False
    words = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
    return text.isascii() and text == text.strip() and text.lower() not in words


def _quoted(text: str) -> str:
    import json

    return json.dumps(text)
