"""Structure ``RollingUpdatePolicy``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.shared import check_rolling_update_policy
from .capacity_size import CapacitySize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset(
    {"MaximumBatchSize", "WaitIntervalInSeconds", "MaximumExecutionTimeoutInSeconds", "RollbackMaximumBatchSize"}
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class RollingUpdatePolicy(Structure):
    """Structure ``RollingUpdatePolicy`` of SageMaker.

    Attributes:
        maximum_batch_size: ``MaximumBatchSize``; required; structure CapacitySize; rules rolling-percent-range.
        wait_interval_in_seconds: ``WaitIntervalInSeconds``; required; integer; 0-3600.
        maximum_execution_timeout_in_seconds: ``MaximumExecutionTimeoutInSeconds``; optional; integer; 600-28800; rules rolling-timeout-exceeds-total-bakes.
        rollback_maximum_batch_size: ``RollbackMaximumBatchSize``; optional; structure CapacitySize.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/RollingUpdatePolicy
    """

    _service = _service
    _checks = (check_rolling_update_policy,)

    maximum_batch_size: CapacitySize | None
    wait_interval_in_seconds: int | None
    maximum_execution_timeout_in_seconds: int | None
    rollback_maximum_batch_size: CapacitySize | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        maximum_batch_size: CapacitySize,
        wait_interval_in_seconds: int,
        maximum_execution_timeout_in_seconds: int | None = None,
        rollback_maximum_batch_size: CapacitySize | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if maximum_batch_size is not None:
            _data["MaximumBatchSize"] = _plain(maximum_batch_size)
        if wait_interval_in_seconds is not None:
            _data["WaitIntervalInSeconds"] = _plain(wait_interval_in_seconds)
        if maximum_execution_timeout_in_seconds is not None:
            _data["MaximumExecutionTimeoutInSeconds"] = _plain(maximum_execution_timeout_in_seconds)
        if rollback_maximum_batch_size is not None:
            _data["RollbackMaximumBatchSize"] = _plain(rollback_maximum_batch_size)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("MaximumBatchSize")
        put(self, "maximum_batch_size", None if value is None else CapacitySize._build(value))
        put(self, "wait_interval_in_seconds", get("WaitIntervalInSeconds"))
        put(self, "maximum_execution_timeout_in_seconds", get("MaximumExecutionTimeoutInSeconds"))
        value = get("RollbackMaximumBatchSize")
        put(self, "rollback_maximum_batch_size", None if value is None else CapacitySize._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.maximum_batch_size is not None:
            data["MaximumBatchSize"] = self.maximum_batch_size.to_dict()
        if self.wait_interval_in_seconds is not None:
            data["WaitIntervalInSeconds"] = self.wait_interval_in_seconds
        if self.maximum_execution_timeout_in_seconds is not None:
            data["MaximumExecutionTimeoutInSeconds"] = self.maximum_execution_timeout_in_seconds
        if self.rollback_maximum_batch_size is not None:
            data["RollbackMaximumBatchSize"] = self.rollback_maximum_batch_size.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
