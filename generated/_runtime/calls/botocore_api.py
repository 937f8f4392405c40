"""The little that the runtime uses of botocore, with the types that botocore does not ship.

Importing this imports botocore's exceptions, which whoever has a client has loaded already; nothing else of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    class ClientError(Exception):
        """The service answered with an error."""

        response: Mapping[str, Any]
        operation_name: str

        def __init__(self, error_response: Mapping[str, Any], operation_name: str) -> None: ...

    class BotoCoreError(Exception):
        """botocore could not make a call."""

    class ConnectionError(BotoCoreError):  # noqa: A001 - botocore's name
        """No connection came about."""

    class HTTPClientError(BotoCoreError):
        """A connection broke, or nothing came through it in time."""

else:
    from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError  # noqa: A004

__all__ = ["BotoCoreError", "ClientError", "ConnectionError", "HTTPClientError", "search", "stubber"]


def search(expression: str, data: object) -> Any:
    """What the JMESPath expression finds in `data`."""
    return import_module("jmespath").search(expression, data)


def stubber(client: object, *, awaited: bool) -> Any:
    """The Stubber of botocore around a client, or aiobotocore's where calls are awaited."""
    if awaited:
        return import_module("aiobotocore.stub").AioStubber(client)
    return import_module("botocore.stub").Stubber(client)
