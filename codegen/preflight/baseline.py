"""The findings that a repository starts with: written once, and not reported again until they are gone."""

from __future__ import annotations

import json

from ..input_file import read
from .findings import Suppressed, plural
from .fingerprints import fingerprints
from .options import UsageError
from .places import Places
from .run import Outcome

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BYTES = 64 * 2**20
_VERSION = 1
_REASON = "in the baseline"


def write(path: str, outcome: Outcome) -> str:
    """Writes the findings of a run to a file, and returns what is to be said of it.

    Raises:
        UsageError: the file cannot be written.
    """
    places = Places()
    listed = [
        {"fingerprint": mark, "rule": finding.rule, "file": places.name(finding.file), "message": finding.message}
        for finding, mark in fingerprints(outcome.findings, places)
    ]
    listed.sort(key=lambda entry: (entry["file"], entry["rule"], entry["fingerprint"]))
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:  # noqa: PTH123
            file.write(json.dumps({"version": _VERSION, "findings": listed}, indent=1) + "\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from None
    return f"{path} lists {plural(len(listed), 'finding')}: they are not reported with --baseline {path}\n"


def without_known(path: str, outcome: Outcome) -> Outcome:
    """A run without what a baseline lists; what it lists in vain is a note.

    Raises:
        UsageError: the file cannot be read, or is no baseline.
    """
    known = _known(path)
    left, suppressed = [], list(outcome.suppressed)
    places = Places()
    for finding, mark in fingerprints(outcome.findings, places):
        if known.pop(mark, None) is None:
            left.append(finding)
        else:
            suppressed.append(Suppressed(finding, _REASON))
    checked = {places.name(file) for file in outcome.files}
    gone = sum(file in checked for file in known.values())
    notes = list(outcome.notes)
    if gone:
        notes.append(f"{plural(gone, 'finding')} of {path} {'is' if gone == 1 else 'are'} gone: write it anew")
    return Outcome(
        left,
        outcome.files,
        outcome.requests,
        outcome.skipped,
        notes,
        outcome.seconds,
        suppressed=suppressed,
        timelines=outcome.timelines,
        unseen=outcome.unseen,
    )


def _known(path: str) -> dict[str, str]:
    try:
        content: Any = json.loads(read(path, _BYTES))
        if content["version"] == _VERSION:
            return {str(entry["fingerprint"]): str(entry["file"]) for entry in content["findings"]}
    except OSError as error:
        raise UsageError(f"--baseline {path}: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise UsageError(f"{path} is no baseline: write one with --write-baseline {path}")
