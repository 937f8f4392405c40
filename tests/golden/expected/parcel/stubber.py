"""A stand-in for the service in tests: botocore's Stubber, typed, and strict about the answers it gives."""

from __future__ import annotations

from .._runtime.calls import stubber as _rt
from . import _service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable as _Iterable
    from collections.abc import Mapping
    from typing import Any

    from .shapes.get_parcel_request import GetParcelRequest
    from .shapes.get_parcel_response import GetParcelResponse
    from .shapes.send_parcel_request import SendParcelRequest
    from .shapes.send_parcel_response import SendParcelResponse


class ParcelStubber(_rt.BaseStubber):
    """Answers a client's calls in the order in which answers were added. Use it as a context manager."""

    __slots__ = ()

    _service = _service
    _package = __name__.rpartition(".")[0]

    def add_get_parcel(
        self,
        response: GetParcelResponse | Mapping[str, Any],
        *,
        expected: GetParcelRequest | Mapping[str, Any] | None = None,
        ignore: _Iterable[str] = (),
    ) -> None:
        """The next call is ``GetParcel``, and this is its answer."""
        self._add("GetParcel", "get_parcel", response, expected, ignore)

    def add_send_parcel(
        self,
        response: SendParcelResponse | Mapping[str, Any],
        *,
        expected: SendParcelRequest | Mapping[str, Any] | None = None,
        ignore: _Iterable[str] = (),
    ) -> None:
        """The next call is ``SendParcel``, and this is its answer."""
        self._add("SendParcel", "send_parcel", response, expected, ignore)
