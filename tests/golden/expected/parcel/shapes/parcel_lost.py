"""Structure ``ParcelLost``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"message"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ParcelLost(Structure):
    """Structure ``ParcelLost`` of Parcel.

    Attributes:
        message: ``message``; optional; string.

    https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/ParcelLost
    """

    _service = _service

    message: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        message: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if message is not None:
            _data["message"] = _plain(message)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "message", get("message"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.message is not None:
            data["message"] = self.message
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
