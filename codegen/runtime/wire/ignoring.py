"""The escape as a block: `with package.ignoring({"enum"}):` holds for all that is checked inside.

Part of the wire layer, loaded when somebody opens such a block. What is checked inside knows of the block by its
context; a thread that is started inside begins with a context of its own, so it is found by when it began.
"""

from __future__ import annotations

import threading
from contextvars import ContextVar, Token
from weakref import WeakSet

from .annotations import hints

_ids: ContextVar[dict[object, frozenset[str]]] = ContextVar("ignored")
_blocks: list[Ignoring] = []
_lock = threading.Lock()


class Ignoring:
    """A block inside which ids are ignored, by whatever checks requests of one service."""

    __slots__ = ("_before", "_token", "ids", "is_open", "service", "started")

    def __init__(self, service: object, ids: hints.Iterable[str]) -> None:
        self.service = service
        self.ids = frozenset(ids)
        self.is_open = False
        self.started: WeakSet[threading.Thread] = WeakSet()
        self._before: frozenset[threading.Thread] = frozenset()
        self._token: Token[dict[object, frozenset[str]]] | None = None

    def __enter__(self) -> None:
        if self.is_open:
            raise RuntimeError("this block is open; make another one by ignoring(…)")
        now = active()
        self.ids = now.get(self.service, frozenset()) | self.ids
        self._token = _ids.set(now | {self.service: self.ids})
        self.is_open = True
        self._before = frozenset(threading.enumerate())
        with _lock:
            _blocks.append(self)

    def __exit__(self, *_error: object) -> None:
        self.notice()
        self.is_open, self._before = False, frozenset()
        if self._token is not None:
            _ids.reset(self._token)
        with _lock:
            _blocks[:] = [block for block in _blocks if block.is_open or any(t.is_alive() for t in block.started)]

    def notice(self) -> None:
        """Notes which threads began inside the block."""
        if self.is_open:
            self.started.update(thread for thread in threading.enumerate() if thread not in self._before)


def active() -> dict[object, frozenset[str]]:
    """What is ignored here and now, by service."""
    known = _ids.get(None)
    if known is not None:
        return known
    found: dict[object, frozenset[str]] = {}
    thread = threading.current_thread()
    for block in _blocks:
        block.notice()
        if thread in block.started:
            found[block.service] = found.get(block.service, frozenset()) | block.ids
    return found
