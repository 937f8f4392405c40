"""Structure ``ProductionVariantCapacityReservationConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_production_variant_capacity_reservation_config
from ..enums.capacity_reservation_preference import CapacityReservationPreference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.capacity_reservation_preference import CapacityReservationPreferenceLiteral

_MEMBERS: frozenset[str] = frozenset({"CapacityReservationPreference", "MlReservationArn"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariantCapacityReservationConfig(Structure):
    """Structure ``ProductionVariantCapacityReservationConfig`` of SageMaker.

    Attributes:
        capacity_reservation_preference: ``CapacityReservationPreference``; optional; enum CapacityReservationPreference (capacity-reservations-only).
        ml_reservation_arn: ``MlReservationArn``; optional; string; 20-258 code points; pattern ``arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:[a-z0-9\\-]{1,14}/.*``; rules reservation-preference-without-arn.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariantCapacityReservationConfig
    """

    _service = _service
    _checks = (check_production_variant_capacity_reservation_config,)

    capacity_reservation_preference: CapacityReservationPreference | str | None
    ml_reservation_arn: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        capacity_reservation_preference: CapacityReservationPreference
        | CapacityReservationPreferenceLiteral
        | None = None,
        ml_reservation_arn: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if capacity_reservation_preference is not None:
            _data["CapacityReservationPreference"] = _plain(capacity_reservation_preference)
        if ml_reservation_arn is not None:
            _data["MlReservationArn"] = _plain(ml_reservation_arn)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("CapacityReservationPreference")
        put(
            self,
            "capacity_reservation_preference",
            None if value is None else enum_member(CapacityReservationPreference, value),
        )
        put(self, "ml_reservation_arn", get("MlReservationArn"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.capacity_reservation_preference is not None:
            data["CapacityReservationPreference"] = enum_text(self.capacity_reservation_preference)
        if self.ml_reservation_arn is not None:
            data["MlReservationArn"] = self.ml_reservation_arn
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
