"""What tells a finding from others when lines move: what is wrong where in which request, not on which line."""

from __future__ import annotations

from .findings import show_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .findings import Finding
    from .places import Places


def fingerprints(findings: Iterable[Finding], places: Places) -> Iterator[tuple[Finding, str]]:
    """Each finding with its fingerprint; equal ones are numbered."""
    from hashlib import sha256

    seen: dict[str, int] = {}
    for finding in findings:
        name = "-" if finding.file == "-" else places.name(finding.file)
        parts = [finding.rule, name, finding.operation, finding.title, show_path(finding.path)]
        if not finding.operation:
            parts.append(finding.message)
        key = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[key] = seen.get(key, 0) + 1
        yield finding, f"{key}:{seen[key]}"
