"""Structure ``Ec2CapacityReservation``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset(
    {"Ec2CapacityReservationId", "TotalInstanceCount", "AvailableInstanceCount", "UsedByCurrentEndpoint"}
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class Ec2CapacityReservation(Structure):
    """Structure ``Ec2CapacityReservation`` of SageMaker.

    Attributes:
        ec2_capacity_reservation_id: ``Ec2CapacityReservationId``; optional; string.
        total_instance_count: ``TotalInstanceCount``; optional; integer; at least 0.
        available_instance_count: ``AvailableInstanceCount``; optional; integer; at least 0.
        used_by_current_endpoint: ``UsedByCurrentEndpoint``; optional; integer; at least 0.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/Ec2CapacityReservation
    """

    _service = _service

    ec2_capacity_reservation_id: str | None
    total_instance_count: int | None
    available_instance_count: int | None
    used_by_current_endpoint: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        ec2_capacity_reservation_id: str | None = None,
        total_instance_count: int | None = None,
        available_instance_count: int | None = None,
        used_by_current_endpoint: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if ec2_capacity_reservation_id is not None:
            _data["Ec2CapacityReservationId"] = _plain(ec2_capacity_reservation_id)
        if total_instance_count is not None:
            _data["TotalInstanceCount"] = _plain(total_instance_count)
        if available_instance_count is not None:
            _data["AvailableInstanceCount"] = _plain(available_instance_count)
        if used_by_current_endpoint is not None:
            _data["UsedByCurrentEndpoint"] = _plain(used_by_current_endpoint)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "ec2_capacity_reservation_id", get("Ec2CapacityReservationId"))
        put(self, "total_instance_count", get("TotalInstanceCount"))
        put(self, "available_instance_count", get("AvailableInstanceCount"))
        put(self, "used_by_current_endpoint", get("UsedByCurrentEndpoint"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.ec2_capacity_reservation_id is not None:
            data["Ec2CapacityReservationId"] = self.ec2_capacity_reservation_id
        if self.total_instance_count is not None:
            data["TotalInstanceCount"] = self.total_instance_count
        if self.available_instance_count is not None:
            data["AvailableInstanceCount"] = self.available_instance_count
        if self.used_by_current_endpoint is not None:
            data["UsedByCurrentEndpoint"] = self.used_by_current_endpoint
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
