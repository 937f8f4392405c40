"""Compares environments with the lock, for `.ci/run`: which releases came new, and which of the lock's are tools alone.

`python .ci/drift.py` prints one line: what the running interpreter's environment holds beside `.ci/locked/test.txt`.
`python .ci/drift.py --tools` prints that lock without what a user of the product installs.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

LOCKED = Path(__file__).parent / "locked"
FOLLOW_BOTOCORE = {"boto3", "s3transfer"}  # released together with it: they fit no other
OUR_OWN = {"botoforge", "pip", "setuptools"}


def entries(name: str) -> list[tuple[str, str, str]]:
    """Returns name, version and whole entry of every release in a lock."""
    text = (LOCKED / f"{name}.txt").read_text(encoding="utf-8")
    return [
        (found[1], found[2], found[0])
        for found in re.finditer(r"^([\w.-]+)==(\S+).*\n(?:    .*\n)*", text, re.MULTILINE)
    ]


def came_new() -> list[str]:
    """Returns what is installed in another version than the lock's, or not in the lock at all."""
    locked: dict[str, list[str]] = {}
    for name, version, _ in entries("test"):
        locked.setdefault(name, []).append(version)
    installed = {re.sub(r"[-_.]+", "-", found.name).lower(): found.version for found in metadata.distributions()}
    return [
        f"{name} {'/'.join(locked.get(name, ['none']))} -> {version}"
        for name, version in sorted(installed.items())
        if name not in OUR_OWN and version not in locked.get(name, [])
    ]


def tools() -> list[str]:
    """Returns the lock's entries that only tests need."""
    product = {name for name, _, _ in entries("codegen")} | FOLLOW_BOTOCORE
    return [entry for name, _, entry in entries("test") if name not in product]


if __name__ == "__main__":
    if "--tools" in sys.argv:
        print("".join(tools()), end="")
    else:
        print("new versus the lock: " + (", ".join(came_new()) or "nothing"))
