"""The commands that the reference shows are commands that there are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from codegen.cli import _options

TEXT: Final = (Path(__file__).parents[2] / "codegen" / "changes" / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def commands() -> Iterator[str]:
    """Every command line with botoforge in it."""
    [workflow] = (yaml.safe_load(block) for block in blocks("yaml"))
    steps: list[dict[str, Any]] = workflow["jobs"]["update"]["steps"]
    for text in (*blocks("sh"), *(step.get("run", "") for step in steps)):
        yield from re.findall(r"\bbotoforge(?: +[a-z-][^;#|&\n]*)?(?=[;#|&\n]|$)", text)


def test_there_are_commands() -> None:
    assert len(list(commands())) >= 8


@pytest.mark.parametrize("command", sorted({*commands()} - {"botoforge botocore"}))
def test_a_command_of_the_reference(command: str) -> None:
    _options(shlex.split(command)[1:])
