"""Structure ``TrafficRoutingConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.shared import check_traffic_routing_config
from ..enums.traffic_routing_config_type import TrafficRoutingConfigType
from .capacity_size import CapacitySize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.traffic_routing_config_type import TrafficRoutingConfigTypeLiteral

_MEMBERS: frozenset[str] = frozenset({"Type", "WaitIntervalInSeconds", "CanarySize", "LinearStepSize"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class TrafficRoutingConfig(Structure):
    """Structure ``TrafficRoutingConfig`` of SageMaker.

    Attributes:
        type: ``Type``; required; enum TrafficRoutingConfigType (ALL_AT_ONCE, CANARY, LINEAR).
        wait_interval_in_seconds: ``WaitIntervalInSeconds``; required; integer; 0-3600.
        canary_size: ``CanarySize``; optional; structure CapacitySize; rules canary-size-missing, canary-percent-max, canary-size-without-canary.
        linear_step_size: ``LinearStepSize``; optional; structure CapacitySize; rules linear-step-missing, linear-percent-range, linear-step-without-linear.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/TrafficRoutingConfig
    """

    _service = _service
    _checks = (check_traffic_routing_config,)

    type: TrafficRoutingConfigType | str | None
    wait_interval_in_seconds: int | None
    canary_size: CapacitySize | None
    linear_step_size: CapacitySize | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        type: TrafficRoutingConfigType | TrafficRoutingConfigTypeLiteral,
        wait_interval_in_seconds: int,
        canary_size: CapacitySize | None = None,
        linear_step_size: CapacitySize | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if type is not None:
            _data["Type"] = _plain(type)
        if wait_interval_in_seconds is not None:
            _data["WaitIntervalInSeconds"] = _plain(wait_interval_in_seconds)
        if canary_size is not None:
            _data["CanarySize"] = _plain(canary_size)
        if linear_step_size is not None:
            _data["LinearStepSize"] = _plain(linear_step_size)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("Type")
        put(self, "type", None if value is None else enum_member(TrafficRoutingConfigType, value))
        put(self, "wait_interval_in_seconds", get("WaitIntervalInSeconds"))
        value = get("CanarySize")
        put(self, "canary_size", None if value is None else CapacitySize._build(value))
        value = get("LinearStepSize")
        put(self, "linear_step_size", None if value is None else CapacitySize._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.type is not None:
            data["Type"] = enum_text(self.type)
        if self.wait_interval_in_seconds is not None:
            data["WaitIntervalInSeconds"] = self.wait_interval_in_seconds
        if self.canary_size is not None:
            data["CanarySize"] = self.canary_size.to_dict()
        if self.linear_step_size is not None:
            data["LinearStepSize"] = self.linear_step_size.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
