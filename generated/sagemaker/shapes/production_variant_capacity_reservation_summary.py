"""Structure ``ProductionVariantCapacityReservationSummary``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..enums.capacity_reservation_preference import CapacityReservationPreference
from .ec2_capacity_reservation import Ec2CapacityReservation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset(
    {
        "MlReservationArn",
        "CapacityReservationPreference",
        "TotalInstanceCount",
        "AvailableInstanceCount",
        "UsedByCurrentEndpoint",
        "Ec2CapacityReservations",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariantCapacityReservationSummary(Structure):
    """Structure ``ProductionVariantCapacityReservationSummary`` of SageMaker.

    Attributes:
        ml_reservation_arn: ``MlReservationArn``; optional; string; 20-258 code points; pattern ``arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z0-9\\-]{1,14}/.*``.
        capacity_reservation_preference: ``CapacityReservationPreference``; optional; enum CapacityReservationPreference (capacity-reservations-only).
        total_instance_count: ``TotalInstanceCount``; optional; integer; at least 0.
        available_instance_count: ``AvailableInstanceCount``; optional; integer; at least 0.
        used_by_current_endpoint: ``UsedByCurrentEndpoint``; optional; integer; at least 0.
        ec2_capacity_reservations: ``Ec2CapacityReservations``; optional; list of structure Ec2CapacityReservation.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariantCapacityReservationSummary
    """

    _service = _service

    ml_reservation_arn: str | None
    capacity_reservation_preference: CapacityReservationPreference | str | None
    total_instance_count: int | None
    available_instance_count: int | None
    used_by_current_endpoint: int | None
    ec2_capacity_reservations: tuple[Ec2CapacityReservation, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        ml_reservation_arn: str | None = None,
        capacity_reservation_preference: CapacityReservationPreference | str | None = None,
        total_instance_count: int | None = None,
        available_instance_count: int | None = None,
        used_by_current_endpoint: int | None = None,
        ec2_capacity_reservations: Sequence[Ec2CapacityReservation] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if ml_reservation_arn is not None:
            _data["MlReservationArn"] = _plain(ml_reservation_arn)
        if capacity_reservation_preference is not None:
            _data["CapacityReservationPreference"] = _plain(capacity_reservation_preference)
        if total_instance_count is not None:
            _data["TotalInstanceCount"] = _plain(total_instance_count)
        if available_instance_count is not None:
            _data["AvailableInstanceCount"] = _plain(available_instance_count)
        if used_by_current_endpoint is not None:
            _data["UsedByCurrentEndpoint"] = _plain(used_by_current_endpoint)
        if ec2_capacity_reservations is not None:
            _data["Ec2CapacityReservations"] = _plain(ec2_capacity_reservations)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "ml_reservation_arn", get("MlReservationArn"))
        value = get("CapacityReservationPreference")
        put(
            self,
            "capacity_reservation_preference",
            None if value is None else enum_member(CapacityReservationPreference, value),
        )
        put(self, "total_instance_count", get("TotalInstanceCount"))
        put(self, "available_instance_count", get("AvailableInstanceCount"))
        put(self, "used_by_current_endpoint", get("UsedByCurrentEndpoint"))
        value = get("Ec2CapacityReservations")
        put(
            self,
            "ec2_capacity_reservations",
            None if value is None else tuple([Ec2CapacityReservation._build(item) for item in value]),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.ml_reservation_arn is not None:
            data["MlReservationArn"] = self.ml_reservation_arn
        if self.capacity_reservation_preference is not None:
            data["CapacityReservationPreference"] = enum_text(self.capacity_reservation_preference)
        if self.total_instance_count is not None:
            data["TotalInstanceCount"] = self.total_instance_count
        if self.available_instance_count is not None:
            data["AvailableInstanceCount"] = self.available_instance_count
        if self.used_by_current_endpoint is not None:
            data["UsedByCurrentEndpoint"] = self.used_by_current_endpoint
        if self.ec2_capacity_reservations is not None:
            data["Ec2CapacityReservations"] = [item.to_dict() for item in self.ec2_capacity_reservations]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
