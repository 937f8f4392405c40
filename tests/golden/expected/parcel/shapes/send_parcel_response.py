"""Structure ``SendParcelResponse``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.responses import Response
from ..._runtime.typed.structure import enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from ..._runtime.wire.values import to_datetime
from .. import _service
from ..enums.parcel_status import ParcelStatus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..._runtime.typed.aliases import datetime

_MEMBERS: frozenset[str] = frozenset({"ParcelArn", "Status", "SentAt"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class SendParcelResponse(Response):
    """Structure ``SendParcelResponse`` of Parcel.

    Attributes:
        parcel_arn: ``ParcelArn``; optional; string.
        status: ``Status``; optional; enum ParcelStatus (OnItsWay, Delivered, Lost).
        sent_at: ``SentAt``; optional; timestamp.

    https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/SendParcelResponse
    """

    _service = _service

    parcel_arn: str | None
    status: ParcelStatus | str | None
    sent_at: datetime | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        parcel_arn: str | None = None,
        status: ParcelStatus | str | None = None,
        sent_at: datetime | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if parcel_arn is not None:
            _data["ParcelArn"] = _plain(parcel_arn)
        if status is not None:
            _data["Status"] = _plain(status)
        if sent_at is not None:
            _data["SentAt"] = _plain(sent_at)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "parcel_arn", get("ParcelArn"))
        value = get("Status")
        put(self, "status", None if value is None else enum_member(ParcelStatus, value))
        value = get("SentAt")
        put(self, "sent_at", None if value is None else to_datetime(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.parcel_arn is not None:
            data["ParcelArn"] = self.parcel_arn
        if self.status is not None:
            data["Status"] = enum_text(self.status)
        if self.sent_at is not None:
            data["SentAt"] = self.sent_at
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
