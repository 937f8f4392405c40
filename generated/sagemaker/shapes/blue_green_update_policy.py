"""Structure ``BlueGreenUpdatePolicy``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.shared import check_blue_green_update_policy
from .traffic_routing_config import TrafficRoutingConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset(
    {"TrafficRoutingConfiguration", "TerminationWaitInSeconds", "MaximumExecutionTimeoutInSeconds"}
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class BlueGreenUpdatePolicy(Structure):
    """Structure ``BlueGreenUpdatePolicy`` of SageMaker.

    Attributes:
        traffic_routing_configuration: ``TrafficRoutingConfiguration``; required; structure TrafficRoutingConfig.
        termination_wait_in_seconds: ``TerminationWaitInSeconds``; optional; integer; 0-3600.
        maximum_execution_timeout_in_seconds: ``MaximumExecutionTimeoutInSeconds``; optional; integer; 600-28800; rules blue-green-timeout-exceeds-waits, linear-timeout-exceeds-total-waits.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/BlueGreenUpdatePolicy
    """

    _service = _service
    _checks = (check_blue_green_update_policy,)

    traffic_routing_configuration: TrafficRoutingConfig | None
    termination_wait_in_seconds: int | None
    maximum_execution_timeout_in_seconds: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        traffic_routing_configuration: TrafficRoutingConfig,
        termination_wait_in_seconds: int | None = None,
        maximum_execution_timeout_in_seconds: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if traffic_routing_configuration is not None:
            _data["TrafficRoutingConfiguration"] = _plain(traffic_routing_configuration)
        if termination_wait_in_seconds is not None:
            _data["TerminationWaitInSeconds"] = _plain(termination_wait_in_seconds)
        if maximum_execution_timeout_in_seconds is not None:
            _data["MaximumExecutionTimeoutInSeconds"] = _plain(maximum_execution_timeout_in_seconds)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("TrafficRoutingConfiguration")
        put(self, "traffic_routing_configuration", None if value is None else TrafficRoutingConfig._build(value))
        put(self, "termination_wait_in_seconds", get("TerminationWaitInSeconds"))
        put(self, "maximum_execution_timeout_in_seconds", get("MaximumExecutionTimeoutInSeconds"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.traffic_routing_configuration is not None:
            data["TrafficRoutingConfiguration"] = self.traffic_routing_configuration.to_dict()
        if self.termination_wait_in_seconds is not None:
            data["TerminationWaitInSeconds"] = self.termination_wait_in_seconds
        if self.maximum_execution_timeout_in_seconds is not None:
            data["MaximumExecutionTimeoutInSeconds"] = self.maximum_execution_timeout_in_seconds
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
