"""Waiters of the service: which operation each one polls, how often, and which answers end it."""

from __future__ import annotations

from .._runtime.calls.errors import WaitError as WaitError
from .._runtime.calls.errors import WaitFailed as WaitFailed
from .._runtime.calls.errors import WaitTimeout as WaitTimeout
from .._runtime.calls.progress import show_progress as show_progress
from .._runtime.calls.waiters import Acceptor, Waiter

WAITERS: dict[str, Waiter] = {
    "EndpointDeleted": Waiter(
        "EndpointDeleted",
        "describe_endpoint",
        "DescribeEndpointOutput",
        30.0,
        60,
        (
            Acceptor("error", "success", "ValidationException"),
            Acceptor("path", "failure", "Failed", "EndpointStatus"),
        ),
    ),
    "EndpointInService": Waiter(
        "EndpointInService",
        "describe_endpoint",
        "DescribeEndpointOutput",
        30.0,
        120,
        (
            Acceptor("path", "success", "InService", "EndpointStatus"),
            Acceptor("path", "failure", "Failed", "EndpointStatus"),
            Acceptor("error", "failure", "ValidationException"),
            Acceptor("path", "failure", "UpdateRollbackFailed", "EndpointStatus"),
            Acceptor("path", "failure", "OutOfService", "EndpointStatus"),
            Acceptor("path", "failure", "Deleting", "EndpointStatus"),
        ),
    ),
}
