"""Structure ``ProductionVariantManagedInstanceScaling``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_production_variant_managed_instance_scaling
from ..enums.managed_instance_scaling_status import ManagedInstanceScalingStatus
from .production_variant_managed_instance_scaling_scale_in_policy import (
    ProductionVariantManagedInstanceScalingScaleInPolicy,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.managed_instance_scaling_status import ManagedInstanceScalingStatusLiteral

_MEMBERS: frozenset[str] = frozenset({"Status", "MinInstanceCount", "MaxInstanceCount", "ScaleInPolicy"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariantManagedInstanceScaling(Structure):
    """Structure ``ProductionVariantManagedInstanceScaling`` of SageMaker.

    Attributes:
        status: ``Status``; optional; enum ManagedInstanceScalingStatus (ENABLED, DISABLED).
        min_instance_count: ``MinInstanceCount``; optional; integer; at least 0; rules managed-scaling-min-le-max.
        max_instance_count: ``MaxInstanceCount``; optional; integer; at least 1.
        scale_in_policy: ``ScaleInPolicy``; optional; structure ProductionVariantManagedInstanceScalingScaleInPolicy.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariantManagedInstanceScaling
    """

    _service = _service
    _checks = (check_production_variant_managed_instance_scaling,)

    status: ManagedInstanceScalingStatus | str | None
    min_instance_count: int | None
    max_instance_count: int | None
    scale_in_policy: ProductionVariantManagedInstanceScalingScaleInPolicy | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        status: ManagedInstanceScalingStatus | ManagedInstanceScalingStatusLiteral | None = None,
        min_instance_count: int | None = None,
        max_instance_count: int | None = None,
        scale_in_policy: ProductionVariantManagedInstanceScalingScaleInPolicy | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if status is not None:
            _data["Status"] = _plain(status)
        if min_instance_count is not None:
            _data["MinInstanceCount"] = _plain(min_instance_count)
        if max_instance_count is not None:
            _data["MaxInstanceCount"] = _plain(max_instance_count)
        if scale_in_policy is not None:
            _data["ScaleInPolicy"] = _plain(scale_in_policy)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("Status")
        put(self, "status", None if value is None else enum_member(ManagedInstanceScalingStatus, value))
        put(self, "min_instance_count", get("MinInstanceCount"))
        put(self, "max_instance_count", get("MaxInstanceCount"))
        value = get("ScaleInPolicy")
        put(
            self,
            "scale_in_policy",
            None if value is None else ProductionVariantManagedInstanceScalingScaleInPolicy._build(value),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.status is not None:
            data["Status"] = enum_text(self.status)
        if self.min_instance_count is not None:
            data["MinInstanceCount"] = self.min_instance_count
        if self.max_instance_count is not None:
            data["MaxInstanceCount"] = self.max_instance_count
        if self.scale_in_policy is not None:
            data["ScaleInPolicy"] = self.scale_in_policy.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
