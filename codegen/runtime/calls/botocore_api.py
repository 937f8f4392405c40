"""The little that the runtime uses of botocore, with the types that botocore does not ship.

Importing this imports botocore's exceptions, which whoever has a client has loaded already; nothing else of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:

    class ClientError(Exception):
        """The service answered with an error."""

        response: Mapping[str, Any]
        operation_name: str

        def __init__(self, error_response: Mapping[str, Any], operation_name: str) -> None: ...

    class BotoCoreError(Exception):
        """botocore could not make a call."""

    class ParamValidationError(BotoCoreError):
        """botocore refused the parameters of a call."""

        kwargs: Mapping[str, Any]

    class ConnectionError(BotoCoreError):  # noqa: A001 - botocore's name
        """No connection came about."""

    class HTTPClientError(BotoCoreError):
        """A connection broke, or nothing came through it in time."""

else:
    from botocore.exceptions import (
        BotoCoreError,
        ClientError,
        ConnectionError,  # noqa: A004
        HTTPClientError,
        ParamValidationError,
    )

__all__ = [
    "BotoCoreError",
    "ClientError",
    "ConnectionError",
    "HTTPClientError",
    "ParamValidationError",
    "decoded_token",
    "encoded_token",
    "search",
    "stubber",
]


def search(expression: str, data: object) -> Any:
    """What the JMESPath expression finds in `data`."""
    return import_module("jmespath").search(expression, data)


def stubber(client: object, *, awaited: bool) -> Any:
    """The Stubber of botocore around a client, or aiobotocore's where calls are awaited."""
    if awaited:
        return import_module("aiobotocore.stub").AioStubber(client)
    return import_module("botocore.stub").Stubber(client)


def encoded_token(token: Mapping[str, Any]) -> str:
    """A token of a pagination as botocore hands it to callers."""
    text: str = import_module("botocore.paginate").TokenEncoder().encode(dict(token))
    return text


def decoded_token(text: str) -> dict[str, Any] | None:
    """What `encoded_token` was made from; None if the text is no such token."""
    try:
        found = import_module("botocore.paginate").TokenDecoder().decode(text)
    except (ValueError, TypeError):
        return None
    return found if isinstance(found, dict) else None
