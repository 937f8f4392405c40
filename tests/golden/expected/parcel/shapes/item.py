"""Structure ``Item``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.send_parcel import check_item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"What", "Count"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class Item(Structure):
    """Structure ``Item`` of Parcel.

    Attributes:
        what: ``What``; optional; string.
        count: ``Count``; optional; integer; 0-99.

    https://docs.aws.amazon.com/goto/WebAPI/parcel-2026-01-01/Item
    """

    _service = _service
    _checks = (check_item,)

    what: str | None
    count: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        what: str | None = None,
        count: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if what is not None:
            _data["What"] = _plain(what)
        if count is not None:
            _data["Count"] = _plain(count)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "what", get("What"))
        put(self, "count", get("Count"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.what is not None:
            data["What"] = self.what
        if self.count is not None:
            data["Count"] = self.count
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
