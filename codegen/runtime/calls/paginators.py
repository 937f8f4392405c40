"""Pages of an operation's answers, by botocore's paginator models.

`Cursor` knows how one page leads to the next, and where to begin and end; `Pages` and `AsyncPages` only make the calls.
Nothing is called before the first page is asked for, and no page is asked for twice. Tokens are botocore's own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import reduce
from typing import Any, Final, Generic, TypedDict, TypeVar

from attrs import define, field, frozen

from ..wire.violations import did_you_mean
from .botocore_api import decoded_token, encoded_token, search

Page = TypeVar("Page")
Item = TypeVar("Item")

_SKIPPED: Final = "boto_truncate_amount"
"""The key of a token under which botocore says how many items of the page had been given out."""


class PaginationConfig(TypedDict, total=False):
    """Where to begin and end, as botocore's paginators take it."""

    MaxItems: int | None
    """Items to list over all pages."""
    PageSize: int | None
    """Items that the service is asked for at once."""
    StartingToken: str | None
    """The `resume_token` of pages that had been listed before."""


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
    results: tuple[str, ...] = ()
    """What pages list, as members with dots between; the first is what is counted."""
    limit: str = ""
    """Member of the request that bounds a page, where the service has one."""
    limit_is_text: bool = False


class PaginationError(ValueError):
    """The service sent the same token twice: the pages would never end."""


@define
class Cursor:
    """Where a pagination stands."""

    model: Paginator
    request: dict[str, Any]
    """The request of the next page."""
    left: int | None = None
    """Items that may still be listed."""
    skip: int | None = None
    """Items of the first page that had been given out before; None at the very beginning."""
    done: bool = False
    resume_token: str | None = None
    """What leads on from where `left` came to an end."""

    def page(self, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """The part of an answer that is to be listed."""
        if not self.model.results:
            return raw
        counted, *others = self.model.results
        items, skipped = search(counted, raw) or [], self.skip or 0
        if self.skip is not None:
            self.skip, items = None, items[skipped:]
            raw = _replaced(raw, counted.split("."), items)
            for other in others:
                listed = search(other, raw)
                raw = _replaced(raw, other.split("."), type(listed)()) if isinstance(listed, (list, str)) else raw
        if self.left is None:
            return raw
        if len(items) > self.left:
            tokens = {name: self.request.get(name) for name in self.model.inputs}
            self.resume_token = encoded_token({**tokens, _SKIPPED: self.left + skipped})
            self.done = True
            return _replaced(raw, counted.split("."), items[: self.left])
        self.left -= len(items)
        return raw

    def advance(self, raw: Mapping[str, Any]) -> None:
        """Takes an answer that was listed in, and works out the next request.

        Raises:
            PaginationError: The next request would be the one that was just answered.
        """
        tokens = self._tokens(raw)
        if self.done or not any(tokens):
            self.done = True
            return
        if self.left == 0:
            self.resume_token = encoded_token(dict(zip(self.model.inputs, tokens, strict=True)))
            self.done = True
            return
        sent = [self.request.get(name) for name in self.model.inputs]
        if sent == tokens:
            raise PaginationError(f"{self.model.operation}: the service sent the token {tokens!r} twice")
        kept = {name: value for name, value in self.request.items() if name not in self.model.inputs}
        pairs = zip(self.model.inputs, tokens, strict=True)
        self.request = kept | {name: token for name, token in pairs if token}

    def _tokens(self, raw: Mapping[str, Any]) -> list[Any]:
        if self.model.more and not search(self.model.more, raw):
            return [None] * len(self.model.outputs)
        return [search(expression, raw) for expression in self.model.outputs]


@frozen
class _Pages(Generic[Page, Item]):
    model: Paginator
    _request: dict[str, Any] = field(repr=False)
    _call: Callable[[str, dict[str, Any]], Any] = field(repr=False)
    _read: Callable[[str, Mapping[str, Any]], Page] = field(repr=False)
    _config: PaginationConfig = field(factory=PaginationConfig)
    _last: list[Cursor] = field(factory=list, init=False, repr=False, eq=False)

    @property
    def resume_token(self) -> str | None:
        """The ``StartingToken`` that goes on where ``MaxItems`` ended the last iteration; None if nothing is left."""
        return self._last[0].resume_token if self._last else None

    def _start(self) -> Cursor:
        cursor = started(self.model, self._request, self._config)
        self._last[:] = [cursor]
        return cursor


@frozen
class Pages(_Pages[Page, Item]):
    """The pages of a call: iterate over them, or over the `items` in all of them. Each iteration starts anew."""

    def __iter__(self) -> Iterator[Page]:
        cursor = self._start()
        while not cursor.done:
            raw = self._call(self.model.method, cursor.request)
            yield self._read(self.model.output, cursor.page(raw))
            cursor.advance(raw)

    def items(self) -> Iterator[Item]:
        """What the pages list, one by one, over all of them."""
        for page in self:
            yield from _items(self.model, page)


@frozen
class AsyncPages(_Pages[Page, Item]):
    """The pages of a call, asynchronously: iterate over them, or over the `items` in all of them."""

    async def __aiter__(self) -> AsyncIterator[Page]:
        cursor = self._start()
        while not cursor.done:
            raw = await self._call(self.model.method, cursor.request)
            yield self._read(self.model.output, cursor.page(raw))
            cursor.advance(raw)

    async def items(self) -> AsyncIterator[Item]:
        """What the pages list, one by one, over all of them."""
        async for page in self:
            for item in _items(self.model, page):
                yield item


def sized(model: Paginator, request: dict[str, Any], config: PaginationConfig) -> dict[str, Any]:
    """The request with the page size that is asked for.

    Raises:
        PaginationError: The configuration has a key that is none, or asks for what the operation cannot do.
    """
    known = PaginationConfig.__annotations__
    for key in config:
        if key not in known:
            hint = did_you_mean(key, known) or f"there are {', '.join(known)}"
            raise PaginationError(f"PaginationConfig has no {key!r}; {hint}")
    if config.get("MaxItems") is not None and not model.results:
        raise PaginationError(f"{model.operation}: its pages list nothing that MaxItems could count")
    size = config.get("PageSize")
    if size is None:
        return request
    if not model.limit:
        raise PaginationError(f"{model.operation} does not let a caller choose the PageSize")
    return request | {model.limit: str(size) if model.limit_is_text else size}


def started(model: Paginator, request: dict[str, Any], config: PaginationConfig) -> Cursor:
    """A cursor at the first page that the configuration asks for.

    Raises:
        PaginationError: The starting token is none.
    """
    left, token = config.get("MaxItems"), config.get("StartingToken")
    if token is None:
        return Cursor(model, request, left)
    found = decoded_token(token)
    if found is None:
        raise PaginationError(f"bad StartingToken: {token!r}")
    skip = found.pop(_SKIPPED, 0)
    return Cursor(model, request | {name: value for name, value in found.items() if value is not None}, left, skip)


def _replaced(data: Mapping[str, Any], path: list[str], value: object) -> Mapping[str, Any]:
    """A copy of an answer with another value at a path."""
    step, *rest = path
    return {**data, step: _replaced(data.get(step) or {}, rest, value) if rest else value}


def _items(model: Paginator, page: object) -> Any:
    return reduce(lambda value, name: None if value is None else getattr(value, name), model.items, page) or ()
