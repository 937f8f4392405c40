"""Structure ``GetParcelResponse``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.responses import Response
from ..._runtime.typed.structure import enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..enums.parcel_size import ParcelSize
from ..enums.parcel_status import ParcelStatus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"ParcelName", "Size", "Status", "Steps"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class GetParcelResponse(Response):
    """Structure ``GetParcelResponse`` of Parcel.

    Attributes:
        parcel_name: ``ParcelName``; required; string; 1-20 code points; pattern ``[a-z][a-z0-9-]*``.
        size: ``Size``; optional; enum ParcelSize (small, x-large, 2XL, None).
        status: ``Status``; optional; enum ParcelStatus (OnItsWay, Delivered, Lost).
        steps: ``Steps``; optional; list of list of enum ParcelStatus (OnItsWay, Delivered, Lost).

    https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/GetParcelResponse
    """

    _service = _service

    parcel_name: str | None
    size: ParcelSize | str | None
    status: ParcelStatus | str | None
    steps: tuple[tuple[ParcelStatus | str, ...], ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        parcel_name: str | None = None,
        size: ParcelSize | str | None = None,
        status: ParcelStatus | str | None = None,
        steps: Sequence[Sequence[ParcelStatus | str]] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if parcel_name is not None:
            _data["ParcelName"] = _plain(parcel_name)
        if size is not None:
            _data["Size"] = _plain(size)
        if status is not None:
            _data["Status"] = _plain(status)
        if steps is not None:
            _data["Steps"] = _plain(steps)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "parcel_name", get("ParcelName"))
        value = get("Size")
        put(self, "size", None if value is None else enum_member(ParcelSize, value))
        value = get("Status")
        put(self, "status", None if value is None else enum_member(ParcelStatus, value))
        value = get("Steps")
        put(
            self,
            "steps",
            None
            if value is None
            else tuple([tuple([enum_member(ParcelStatus, item1) for item1 in item]) for item in value]),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.parcel_name is not None:
            data["ParcelName"] = self.parcel_name
        if self.size is not None:
            data["Size"] = enum_text(self.size)
        if self.status is not None:
            data["Status"] = enum_text(self.status)
        if self.steps is not None:
            data["Steps"] = [[enum_text(item1) for item1 in item] for item in self.steps]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
