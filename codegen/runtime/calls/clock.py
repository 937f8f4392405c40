"""The clock that waits go by. A test passes its own and waits for nothing."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """What tells the time and lets it pass."""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Blocks the thread for that many seconds."""
        ...

    async def asleep(self, seconds: float) -> None:
        """Pauses the task for that many seconds."""
        ...


class SystemClock:
    """Time and sleep as the operating system has them."""

    __slots__ = ()

    def now(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Blocks the thread for that many seconds."""
        time.sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        """Pauses the task for that many seconds."""
        import asyncio  # noqa: PLC0415 - sync clients need none of it

        await asyncio.sleep(seconds)
