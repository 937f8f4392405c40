"""Structure ``MetricsConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_metrics_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset(
    {"EnableEnhancedMetrics", "EnableDetailedObservability", "MetricPublishFrequencyInSeconds"}
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class MetricsConfig(Structure):
    """Structure ``MetricsConfig`` of SageMaker.

    Attributes:
        enable_enhanced_metrics: ``EnableEnhancedMetrics``; optional; boolean.
        enable_detailed_observability: ``EnableDetailedObservability``; optional; boolean.
        metric_publish_frequency_in_seconds: ``MetricPublishFrequencyInSeconds``; optional; integer; rules metric-publish-frequency-values.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/MetricsConfig
    """

    _service = _service
    _checks = (check_metrics_config,)

    enable_enhanced_metrics: bool | None
    enable_detailed_observability: bool | None
    metric_publish_frequency_in_seconds: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        enable_enhanced_metrics: bool | None = None,
        enable_detailed_observability: bool | None = None,
        metric_publish_frequency_in_seconds: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if enable_enhanced_metrics is not None:
            _data["EnableEnhancedMetrics"] = _plain(enable_enhanced_metrics)
        if enable_detailed_observability is not None:
            _data["EnableDetailedObservability"] = _plain(enable_detailed_observability)
        if metric_publish_frequency_in_seconds is not None:
            _data["MetricPublishFrequencyInSeconds"] = _plain(metric_publish_frequency_in_seconds)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "enable_enhanced_metrics", get("EnableEnhancedMetrics"))
        put(self, "enable_detailed_observability", get("EnableDetailedObservability"))
        put(self, "metric_publish_frequency_in_seconds", get("MetricPublishFrequencyInSeconds"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.enable_enhanced_metrics is not None:
            data["EnableEnhancedMetrics"] = self.enable_enhanced_metrics
        if self.enable_detailed_observability is not None:
            data["EnableDetailedObservability"] = self.enable_detailed_observability
        if self.metric_publish_frequency_in_seconds is not None:
            data["MetricPublishFrequencyInSeconds"] = self.metric_publish_frequency_in_seconds
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
