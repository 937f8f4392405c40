"""Structure ``ProductionVariantManagedInstanceScalingScaleInPolicy``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_production_variant_managed_instance_scaling_scale_in_policy
from ..enums.managed_instance_scaling_scale_in_strategy import ManagedInstanceScalingScaleInStrategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.managed_instance_scaling_scale_in_strategy import ManagedInstanceScalingScaleInStrategyLiteral

_MEMBERS: frozenset[str] = frozenset({"Strategy", "MaximumStepSize", "CooldownInMinutes"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariantManagedInstanceScalingScaleInPolicy(Structure):
    """Structure ``ProductionVariantManagedInstanceScalingScaleInPolicy`` of SageMaker.

    Attributes:
        strategy: ``Strategy``; required; enum ManagedInstanceScalingScaleInStrategy (IDLE_RELEASE, CONSOLIDATION); rules managed-scaling-consolidation-settings.
        maximum_step_size: ``MaximumStepSize``; optional; integer; 1-100.
        cooldown_in_minutes: ``CooldownInMinutes``; optional; integer; 5-1440.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariantManagedInstanceScalingScaleInPolicy
    """

    _service = _service
    _checks = (check_production_variant_managed_instance_scaling_scale_in_policy,)

    strategy: ManagedInstanceScalingScaleInStrategy | str | None
    maximum_step_size: int | None
    cooldown_in_minutes: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        strategy: ManagedInstanceScalingScaleInStrategy | ManagedInstanceScalingScaleInStrategyLiteral,
        maximum_step_size: int | None = None,
        cooldown_in_minutes: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if strategy is not None:
            _data["Strategy"] = _plain(strategy)
        if maximum_step_size is not None:
            _data["MaximumStepSize"] = _plain(maximum_step_size)
        if cooldown_in_minutes is not None:
            _data["CooldownInMinutes"] = _plain(cooldown_in_minutes)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("Strategy")
        put(self, "strategy", None if value is None else enum_member(ManagedInstanceScalingScaleInStrategy, value))
        put(self, "maximum_step_size", get("MaximumStepSize"))
        put(self, "cooldown_in_minutes", get("CooldownInMinutes"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.strategy is not None:
            data["Strategy"] = enum_text(self.strategy)
        if self.maximum_step_size is not None:
            data["MaximumStepSize"] = self.maximum_step_size
        if self.cooldown_in_minutes is not None:
            data["CooldownInMinutes"] = self.cooldown_in_minutes
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
