"""Waiters of the service: which operation each one polls, how often, and which answers end it."""

from __future__ import annotations

from .._runtime.calls.errors import WaitError as WaitError
from .._runtime.calls.errors import WaitFailed as WaitFailed
from .._runtime.calls.errors import WaitTimeout as WaitTimeout
from .._runtime.calls.progress import show_progress as show_progress
from .._runtime.calls.waiters import Acceptor, Waiter

WAITERS: dict[str, Waiter] = {
    "ParcelDelivered": Waiter(
        "ParcelDelivered",
        "get_parcel",
        "GetParcelResponse",
        30.0,
        10,
        (
            Acceptor("path", "success", "Delivered", "Status"),
            Acceptor("path", "failure", "Lost", "Status"),
        ),
    ),
}
