"""Release files: operation names as keys, in a mapping or in the mappings of a list, and requests below them."""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, listed
from .request_files import add

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import Reading, Source


def recognise(root: Node | None, source: Source) -> bool:
    """Whether a document has the name of an operation as a key, and below it something that may be a request."""
    if root is None:
        return False
    known = source.services.operations
    if root.kind == MAPPING:
        return any(
            value.kind != SCALAR for key, value in root.value if isinstance(key.value, str) and key.value in known
        )
    return root.kind == SEQUENCE and any(item.kind == MAPPING and recognise(item, source) for item in root.value)


def read(root: Node, source: Source, reading: Reading) -> None:
    """Adds the requests of every entry."""
    for entry in listed(root):
        _read_entry(entry, source, reading)


def _read_entry(entry: Node, source: Source, reading: Reading) -> None:
    if entry.kind != MAPPING:
        reading.report("unknown-operation", "expected a mapping from an operation name to its request", entry)
        return
    operations = source.services.operations
    for key, value in entry.value:
        known = operations.get(key.value) if isinstance(key.value, str) else None
        if known is None:
            from ...spelling import hint

            spellings = [name for name in operations if name.islower() == key.text.islower()]
            reading.report("unknown-operation", f"{key.text[:80]!r} is no operation{hint(key.text, spellings)}", key)
            continue
        for request in listed(value):
            add(reading, known, request)
