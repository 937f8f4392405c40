"""Typed client of Parcel, around one that boto3 or botocore made.

As thread-safe as the client that it wraps: it adds no state of its own.
"""

from __future__ import annotations

from .._runtime.calls import client as _rt
from .._runtime.typed.structure import plain as _plain
from . import _service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable as _Callable
    from collections.abc import Iterable as _Iterable
    from collections.abc import Mapping, Sequence
    from typing import Any
    from typing import Any as _Any

    from .._runtime.calls.waiters import Progress as _Progress
    from .._runtime.typed.aliases import Blob, Timestamp
    from .enums.parcel_size import ParcelSize, ParcelSizeLiteral
    from .shapes.address import Address
    from .shapes.get_parcel_response import GetParcelResponse
    from .shapes.item import Item
    from .shapes.route import Route
    from .shapes.send_parcel_response import SendParcelResponse


class ParcelClient(_rt.Client):
    """Typed client of Parcel, around one that boto3 or botocore made.

    As thread-safe as the client that it wraps: it adds no state of its own.
    """

    __slots__ = ()

    _service = _service
    _package = __name__.rpartition(".")[0]

    def get_parcel(
        self,
        *,
        parcel_name: str,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> GetParcelResponse:
        """Calls ``GetParcel``.

        Args:
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        The attributes of `GetParcelRequest`, which states their types and bounds.

        Returns:
            The answer.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            ParcelError: Any other refusal of the service.

        https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/GetParcel
        """
        _data: dict[str, _Any] = {}
        if parcel_name is not None:
            _data["ParcelName"] = _plain(parcel_name)
        answer: GetParcelResponse = self._call(
            "GetParcel",
            "get_parcel",
            "GetParcelResponse",
            _data,
            ignore,
            validate=validate,
        )
        return answer

    def send_parcel(
        self,
        *,
        parcel_name: str,
        size: ParcelSize | ParcelSizeLiteral,
        to: Address,
        token: str | None = None,
        from_: Address | None = None,
        contents: Sequence[Item] | None = None,
        labels: Mapping[str, str] | None = None,
        weight_in_kg: float | None = None,
        value_in_cents: int | None = None,
        insured: bool | None = None,
        photo: Blob | None = None,
        not_before: Timestamp | None = None,
        route: Route | None = None,
        customs: Any = None,
        pin: str | None = None,
        old_code: str | None = None,
        class_: str | None = None,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> SendParcelResponse:
        """Calls ``SendParcel``.

        Args:
            validate: False leaves the checking to the service.
            ignore: Ids of constraints and rules that must not stop the request, as in ``validate``.

        The attributes of `SendParcelRequest`, which states their types and bounds.

        Returns:
            The answer.

        Raises:
            ValidationError: The request is invalid; nothing has been sent.
            ParcelLost: The service says so.
            ParcelError: Any other refusal of the service.

        https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/SendParcel
        """
        if old_code is not None:
            _rt.deprecated("SendParcelRequest", "OldCode")
        _data: dict[str, _Any] = {}
        if parcel_name is not None:
            _data["ParcelName"] = _plain(parcel_name)
        if token is not None:
            _data["Token"] = _plain(token)
        if size is not None:
            _data["Size"] = _plain(size)
        if to is not None:
            _data["To"] = _plain(to)
        if from_ is not None:
            _data["From"] = _plain(from_)
        if contents is not None:
            _data["Contents"] = _plain(contents)
        if labels is not None:
            _data["Labels"] = _plain(labels)
        if weight_in_kg is not None:
            _data["WeightInKg"] = _plain(weight_in_kg)
        if value_in_cents is not None:
            _data["ValueInCents"] = _plain(value_in_cents)
        if insured is not None:
            _data["Insured"] = _plain(insured)
        if photo is not None:
            _data["Photo"] = _plain(photo)
        if not_before is not None:
            _data["NotBefore"] = _plain(not_before)
        if route is not None:
            _data["Route"] = _plain(route)
        if customs is not None:
            _data["Customs"] = _plain(customs)
        if pin is not None:
            _data["Pin"] = _plain(pin)
        if old_code is not None:
            _data["OldCode"] = _plain(old_code)
        if class_ is not None:
            _data["class"] = _plain(class_)
        answer: SendParcelResponse = self._call(
            "SendParcel",
            "send_parcel",
            "SendParcelResponse",
            _data,
            ignore,
            validate=validate,
        )
        return answer

    def wait_until_parcel_delivered(
        self,
        *,
        parcel_name: str,
        delay: float | None = None,
        timeout: float | None = None,
        on_progress: _Callable[[_Progress[GetParcelResponse]], object] | None = None,
        validate: bool = True,
        ignore: _Iterable[str] = (),
    ) -> GetParcelResponse:
        """Polls ``GetParcel`` until ``ParcelDelivered`` holds.

        Ends when:
            success: ``path Status`` is ``Delivered``
            failure: ``path Status`` is ``Lost``

        Args:
            delay: Seconds between polls; None for the model's own.
            timeout: Seconds after which the wait is given up; None for what the model's polls take.
            on_progress: Called after every poll.

        Returns:
            The answer that ended the wait.

        Raises:
            WaitFailed: The state cannot be reached any more.
            WaitTimeout: The time is over.
            ValidationError: The request is invalid; nothing has been sent.
        """
        _data: dict[str, _Any] = {}
        if parcel_name is not None:
            _data["ParcelName"] = _plain(parcel_name)
        answer: GetParcelResponse = self._wait(
            "ParcelDelivered",
            "GetParcel",
            _data,
            ignore,
            validate=validate,
            delay=delay,
            timeout=timeout,
            on_progress=on_progress,
        )
        return answer
