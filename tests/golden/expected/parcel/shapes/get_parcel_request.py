"""Structure ``GetParcelRequest``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.get_parcel import check_get_parcel_request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .get_parcel_response import GetParcelResponse

_MEMBERS: frozenset[str] = frozenset({"ParcelName"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class GetParcelRequest(Structure):
    """Structure ``GetParcelRequest`` of Parcel.

    Attributes:
        parcel_name: ``ParcelName``; required; string; 1-20 code points; pattern ``[a-z][a-z0-9-]*``.

    https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/GetParcelRequest
    """

    _service = _service
    _checks = (check_get_parcel_request,)
    _operation = ("GetParcel", "get_parcel", "GetParcelResponse")

    parcel_name: str
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        parcel_name: str,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if parcel_name is not None:
            _data["ParcelName"] = _plain(parcel_name)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "parcel_name", get("ParcelName"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.parcel_name is not None:
            data["ParcelName"] = self.parcel_name
        if self.unknown_members:
            data.update(self.unknown_members)
        return data

    if TYPE_CHECKING:

        def _answer(self) -> GetParcelResponse: ...
