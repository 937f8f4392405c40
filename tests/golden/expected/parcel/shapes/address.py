"""Structure ``Address``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.send_parcel import check_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"Street", "Country", "Neighbour"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class Address(Structure):
    """Structure ``Address`` of Parcel.

    Attributes:
        street: ``Street``; required; string; at most 80 code points; pattern ``[A-Za-z0-9 .-]+``.
        country: ``Country``; optional; string; exactly 2 code points.
        neighbour: ``Neighbour``; optional; structure Address.

    https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/Address
    """

    _service = _service
    _checks = (check_address,)

    street: str
    country: str | None
    neighbour: Address | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        street: str,
        country: str | None = None,
        neighbour: Address | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if street is not None:
            _data["Street"] = _plain(street)
        if country is not None:
            _data["Country"] = _plain(country)
        if neighbour is not None:
            _data["Neighbour"] = _plain(neighbour)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "street", get("Street"))
        put(self, "country", get("Country"))
        value = get("Neighbour")
        put(self, "neighbour", None if value is None else Address._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.street is not None:
            data["Street"] = self.street
        if self.country is not None:
            data["Country"] = self.country
        if self.neighbour is not None:
            data["Neighbour"] = self.neighbour.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
