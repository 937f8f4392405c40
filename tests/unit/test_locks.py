"""What is installed is decided by the repository: locks hold what pyproject.toml asks for, and everything uses them."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKED = ROOT / ".ci/locked"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
BASE: list[str] = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
OURSELVES = "botoforge[codegen]"
TEST = [line for line in EXTRAS["test"] if line != OURSELVES] + EXTRAS["codegen"]
ASKED = {
    "base": BASE,
    "codegen": BASE + EXTRAS["codegen"],
    "test": BASE + TEST,
    "async": BASE + TEST + EXTRAS["async"],
    "oldest": BASE + [line for extra in EXTRAS.values() for line in extra if line != OURSELVES],
}


def pins(name: str) -> dict[str, set[str]]:
    """The releases of a lock; a package has several where platforms or Pythons need different ones."""
    found: dict[str, set[str]] = {}
    text = (LOCKED / f"{name}.txt").read_text(encoding="utf-8")
    for package, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_holds_what_is_asked_for_within_its_bounds(name: str) -> None:
    held = pins(name)
    asked = [Requirement(line) for line in ASKED[name]]
    wrong = [
        str(wanted)
        for wanted in asked
        if not (versions := held.get(canonicalize_name(wanted.name)))
        or not all(wanted.specifier.contains(version) for version in versions)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_is_nothing_but_releases_with_hashes(name: str) -> None:
    text = (LOCKED / f"{name}.txt").read_text(encoding="utf-8")
    entry = r"[\w.-]+==\S+( ; [^\n\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert re.fullmatch(rf"(#[^\n]*\n)*({entry})+", text)


def test_the_oldest_releases_are_the_lower_bounds() -> None:
    held = pins("oldest")
    bounds = {
        canonicalize_name(wanted.name): {
            Version(bound.version) for bound in wanted.specifier if bound.operator in {"==", ">="}
        }
        for wanted in map(Requirement, ASKED["oldest"])
    }
    assert {name: {Version(version) for version in held[name]} for name in bounds} == bounds


def test_the_tests_run_with_what_users_install() -> None:
    for lock in ("base", "codegen"):
        assert {name: pins("test").get(name) for name in pins(lock)} == pins(lock)


def test_every_place_that_installs_uses_a_lock() -> None:
    for path, lock in {"README.md": "codegen", "action.yml": "$lock", ".ci/run": "$2"}.items():
        text = (ROOT / path).read_text(encoding="utf-8")
        assert f".ci/locked/{lock}.txt" in text
        assert "--no-deps --no-build-isolation" in text


def test_the_tools_are_what_only_tests_need() -> None:
    command = [sys.executable, str(ROOT / ".ci/drift.py"), "--tools"]
    tools = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    names = set(re.findall(r"^([\w.-]+)==", tools, re.MULTILINE))
    assert {"pytest", "hypothesis", "moto", "mypy"} <= names
    assert not names & {*pins("codegen"), "boto3", "s3transfer"}
    assert len(re.findall("--hash=", tools)) >= len(names)
