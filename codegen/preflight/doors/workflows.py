"""Files of continuous integration: the scripts in the steps of GitHub, GitLab, CodeBuild and their like."""

from __future__ import annotations

from ...reading.nodes import MAPPING, SCALAR, SEQUENCE, Node, listed
from . import inner, shell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading import Reading, Source

_SCRIPTS = {"run", "script", "before_script", "after_script", "commands", "bash"}
"""Keys below which a script stands, as a text or as a list of them."""


def recognise(root: Node | None, source: Source) -> bool:
    """Whether a document has a script that names an operation as the AWS CLI does."""
    names = shell.names(source)
    if root is None or not any(name in source.text for name in names):
        return False
    return any(name in script.value for script in _scripts(root) for name in names)


def read(root: Node, source: Source, reading: Reading) -> None:
    """Adds the requests of all scripts."""
    for script in _scripts(root):
        starts = [*inner.starts(script, source.text), script.end]
        shell.add_requests(script.value, starts.__getitem__, source, reading)
    reading.comments = False


def _scripts(root: Node) -> Iterator[Node]:
    pending = [root]
    while pending:
        node = pending.pop()
        if node.kind == SEQUENCE:
            pending += node.value[::-1]
        for key, value in node.value[::-1] if node.kind == MAPPING else ():
            pending.append(value)
            if key.value in _SCRIPTS:
                yield from (text for text in listed(value) if text.kind == SCALAR and isinstance(text.value, str))
