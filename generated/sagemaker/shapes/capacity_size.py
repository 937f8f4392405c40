"""Structure ``CapacitySize``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.shared import check_capacity_size
from ..enums.capacity_size_type import CapacitySizeType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.capacity_size_type import CapacitySizeTypeLiteral

_MEMBERS: frozenset[str] = frozenset({"Type", "Value"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class CapacitySize(Structure):
    """Structure ``CapacitySize`` of SageMaker.

    Attributes:
        type: ``Type``; required; enum CapacitySizeType (INSTANCE_COUNT, CAPACITY_PERCENT).
        value: ``Value``; required; integer; at least 1; rules capacity-percent-max-100.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CapacitySize
    """

    _service = _service
    _checks = (check_capacity_size,)

    type: CapacitySizeType | str | None
    value: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        type: CapacitySizeType | CapacitySizeTypeLiteral,
        value: int,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if type is not None:
            _data["Type"] = _plain(type)
        if value is not None:
            _data["Value"] = _plain(value)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("Type")
        put(self, "type", None if value is None else enum_member(CapacitySizeType, value))
        put(self, "value", get("Value"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.type is not None:
            data["Type"] = enum_text(self.type)
        if self.value is not None:
            data["Value"] = self.value
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
