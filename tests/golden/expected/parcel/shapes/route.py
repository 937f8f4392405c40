"""Structure ``Route``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.send_parcel import check_route
from ..enums.parcel_status import ParcelStatus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..enums.parcel_status import ParcelStatusLiteral

_MEMBERS: frozenset[str] = frozenset({"ByAir", "BySea"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class Route(Structure):
    """Union of which exactly one member is set ``Route`` of Parcel.

    Attributes:
        by_air: ``ByAir``; optional; string.
        by_sea: ``BySea``; optional; list of list of enum ParcelStatus (OnItsWay, Delivered, Lost).

    https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/Route
    """

    _service = _service
    _checks = (check_route,)

    by_air: str | None
    by_sea: tuple[tuple[ParcelStatus, ...], ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        by_air: str | None = None,
        by_sea: Sequence[Sequence[ParcelStatus | ParcelStatusLiteral]] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if by_air is not None:
            _data["ByAir"] = _plain(by_air)
        if by_sea is not None:
            _data["BySea"] = _plain(by_sea)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "by_air", get("ByAir"))
        value = get("BySea")
        put(
            self,
            "by_sea",
            None
            if value is None
            else tuple([tuple([enum_member(ParcelStatus, item1) for item1 in item]) for item in value]),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.by_air is not None:
            data["ByAir"] = self.by_air
        if self.by_sea is not None:
            data["BySea"] = [[str(item1) for item1 in item] for item in self.by_sea]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
