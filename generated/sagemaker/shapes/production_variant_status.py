"""Structure ``ProductionVariantStatus``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from ..._runtime.wire.values import to_datetime
from .. import _service
from ..enums.variant_status import VariantStatus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..._runtime.typed.aliases import datetime

_MEMBERS: frozenset[str] = frozenset({"Status", "StatusMessage", "StartTime"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariantStatus(Structure):
    """Structure ``ProductionVariantStatus`` of SageMaker.

    Attributes:
        status: ``Status``; required; enum VariantStatus (Creating, Updating, Deleting, ActivatingTraffic, Baking).
        status_message: ``StatusMessage``; optional; string; 0-1024 code points.
        start_time: ``StartTime``; optional; timestamp.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariantStatus
    """

    _service = _service

    status: VariantStatus | str | None
    status_message: str | None
    start_time: datetime | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        status: VariantStatus | str | None = None,
        status_message: str | None = None,
        start_time: datetime | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if status is not None:
            _data["Status"] = _plain(status)
        if status_message is not None:
            _data["StatusMessage"] = _plain(status_message)
        if start_time is not None:
            _data["StartTime"] = _plain(start_time)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("Status")
        put(self, "status", None if value is None else enum_member(VariantStatus, value))
        put(self, "status_message", get("StatusMessage"))
        value = get("StartTime")
        put(self, "start_time", None if value is None else to_datetime(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.status is not None:
            data["Status"] = enum_text(self.status)
        if self.status_message is not None:
            data["StatusMessage"] = self.status_message
        if self.start_time is not None:
            data["StartTime"] = self.start_time
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
