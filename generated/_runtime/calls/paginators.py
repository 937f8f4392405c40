"""Pages of an operation's answers, by botocore's paginator models.

`Cursor` knows how one page leads to the next; `Pages` and `AsyncPages` only make the calls. Nothing is called before
the first page is asked for, and no page is asked for twice.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from functools import reduce
from typing import Any, Generic, TypeVar

from attrs import define, field, frozen

from .botocore_api import search

Page = TypeVar("Page")
Item = TypeVar("Item")


@frozen
class Paginator:
    """A paginator's model."""

    operation: str
    method: str
    """Name of the operation's method on the wrapped client."""
    output: str
    inputs: tuple[str, ...]
    """Members of the request that hold the tokens of the next page."""
    outputs: tuple[str, ...]
    """JMESPath of each token in the answer."""
    more: str = ""
    """JMESPath of what says that more pages follow, where the service has it."""
    items: tuple[str, ...] = ()
    """Attributes from a page to its list, in Python's names."""


class PaginationError(ValueError):
    """The service sent the same token twice: the pages would never end."""


@define
class Cursor:
    """Where a pagination stands."""

    model: Paginator
    request: dict[str, Any]
    """The request of the next page."""
    done: bool = False

    def advance(self, raw: Mapping[str, Any]) -> None:
        """Takes the answer in, and works out the next request.

        Raises:
            PaginationError: The next request would be the one that was just answered.
        """
        tokens = self._tokens(raw)
        if not any(tokens):
            self.done = True
            return
        sent = [self.request.get(name) for name in self.model.inputs]
        if sent == tokens:
            msg = f"{self.model.operation}: the service sent the token {tokens!r} twice"
            raise PaginationError(msg)
        kept = {name: value for name, value in self.request.items() if name not in self.model.inputs}
        pairs = zip(self.model.inputs, tokens, strict=True)
        self.request = kept | {name: token for name, token in pairs if token}

    def _tokens(self, raw: Mapping[str, Any]) -> list[Any]:
        if self.model.more and not search(self.model.more, raw):
            return [None] * len(self.model.outputs)
        return [search(expression, raw) for expression in self.model.outputs]


@frozen
class Pages(Generic[Page, Item]):
    """The pages of a call: iterate over them, or over the `items` in all of them. Each iteration starts anew."""

    model: Paginator
    _request: dict[str, Any] = field(repr=False)
    _call: Callable[[str, dict[str, Any]], Mapping[str, Any]] = field(repr=False)
    _read: Callable[[str, Mapping[str, Any]], Page] = field(repr=False)

    def __iter__(self) -> Iterator[Page]:
        cursor = Cursor(self.model, self._request)
        while not cursor.done:
            raw = self._call(self.model.method, cursor.request)
            yield self._read(self.model.output, raw)
            cursor.advance(raw)

    def items(self) -> Iterator[Item]:
        """What the pages list, one by one, over all of them."""
        for page in self:
            yield from _items(self.model, page)


@frozen
class AsyncPages(Generic[Page, Item]):
    """The pages of a call, asynchronously: iterate over them, or over the `items` in all of them."""

    model: Paginator
    _request: dict[str, Any] = field(repr=False)
    _call: Callable[[str, dict[str, Any]], Awaitable[Mapping[str, Any]]] = field(repr=False)
    _read: Callable[[str, Mapping[str, Any]], Page] = field(repr=False)

    async def __aiter__(self) -> AsyncIterator[Page]:
        cursor = Cursor(self.model, self._request)
        while not cursor.done:
            raw = await self._call(self.model.method, cursor.request)
            yield self._read(self.model.output, raw)
            cursor.advance(raw)

    async def items(self) -> AsyncIterator[Item]:
        """What the pages list, one by one, over all of them."""
        async for page in self:
            for item in _items(self.model, page):
                yield item


def _items(model: Paginator, page: object) -> Any:
    return reduce(lambda value, name: None if value is None else getattr(value, name), model.items, page) or ()
