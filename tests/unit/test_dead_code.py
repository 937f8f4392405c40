"""Nothing lies about that nobody uses: what vulture finds, less what templates and other programs use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from vulture import Vulture  # type: ignore[import-untyped]

ROOT: Final = Path(__file__).parents[2]
USED_ELSEWHERE: Final = {
    "MaxItems": "a key of botocore's",
    "PageSize": "the same",
    "ReaderError": "libyaml's binding asks for it",
    "StartingToken": "a key of botocore's",
    "__class_getitem__": "Python calls it",
    "__init_subclass__": "Python calls it",
    "_details": "emitted errors call it",
    "_missing_": "enums call it",
    "_pages": "emitted clients call it",
    "event_payload": "changes of the API are found by comparing every field",
    "location": "the same",
    "location_name": "the same",
    "maxlong": "a setting of reprlib",
    "maxother": "a setting of reprlib",
    "maxstring": "a setting of reprlib",
    "popitem": "a method of dict that is switched off",
    "reverse": "a method of list that is switched off",
}


def words_of_templates() -> set[str]:
    """Every word that a template holds: the attributes that it inserts among them."""
    return {word for path in (ROOT / "templates").glob("*.j2") for word in re.findall(r"\w+", path.read_text("utf-8"))}


def unused(*folders: str) -> dict[str, str]:
    """Names that nothing in the folders uses, and where the first of each name stands."""
    vulture = Vulture()
    vulture.scavenge([ROOT / folder for folder in folders])
    paths = {item.name: (Path(item.filename), item.first_lineno) for item in reversed(vulture.get_unused_code())}
    return {name: f"{path.relative_to(ROOT).as_posix()}:{line}" for name, (path, line) in paths.items()}


def test_everything_is_used() -> None:
    """By the tool itself; what is copied into packages is for users, and so for tests at the least."""
    tool = {n: at for n, at in unused("codegen").items() if not at.startswith("codegen/runtime/")}
    runtime = {n: at for n, at in unused("codegen", "tests").items() if at.startswith("codegen/runtime/")}
    left = (tool | runtime).keys() - words_of_templates() - USED_ELSEWHERE.keys()
    assert {name: (tool | runtime)[name] for name in sorted(left)} == {}
