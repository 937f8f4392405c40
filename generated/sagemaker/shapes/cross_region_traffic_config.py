"""Structure ``CrossRegionTrafficConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_cross_region_traffic_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"MaxInvocationsPerSecondPerInstance", "MaxCrossRegionPercentPerEndpoint"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class CrossRegionTrafficConfig(Structure):
    """Structure ``CrossRegionTrafficConfig`` of SageMaker.

    Attributes:
        max_invocations_per_second_per_instance: ``MaxInvocationsPerSecondPerInstance``; required; integer; 1-10000.
        max_cross_region_percent_per_endpoint: ``MaxCrossRegionPercentPerEndpoint``; required; integer; 1-100.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CrossRegionTrafficConfig
    """

    _service = _service
    _checks = (check_cross_region_traffic_config,)

    max_invocations_per_second_per_instance: int | None
    max_cross_region_percent_per_endpoint: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        max_invocations_per_second_per_instance: int,
        max_cross_region_percent_per_endpoint: int,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if max_invocations_per_second_per_instance is not None:
            _data["MaxInvocationsPerSecondPerInstance"] = _plain(max_invocations_per_second_per_instance)
        if max_cross_region_percent_per_endpoint is not None:
            _data["MaxCrossRegionPercentPerEndpoint"] = _plain(max_cross_region_percent_per_endpoint)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "max_invocations_per_second_per_instance", get("MaxInvocationsPerSecondPerInstance"))
        put(self, "max_cross_region_percent_per_endpoint", get("MaxCrossRegionPercentPerEndpoint"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.max_invocations_per_second_per_instance is not None:
            data["MaxInvocationsPerSecondPerInstance"] = self.max_invocations_per_second_per_instance
        if self.max_cross_region_percent_per_endpoint is not None:
            data["MaxCrossRegionPercentPerEndpoint"] = self.max_cross_region_percent_per_endpoint
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
