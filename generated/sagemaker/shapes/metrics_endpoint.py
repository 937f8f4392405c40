"""Structure ``MetricsEndpoint``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_metrics_endpoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"MetricsEndpointPath", "MetricPublishFrequencyInSeconds"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class MetricsEndpoint(Structure):
    """Structure ``MetricsEndpoint`` of SageMaker.

    Attributes:
        metrics_endpoint_path: ``MetricsEndpointPath``; required; string; 0-256 code points; pattern ``/(?!.*\\.\\.)[a-zA-Z0-9/_.\\-]+``.
        metric_publish_frequency_in_seconds: ``MetricPublishFrequencyInSeconds``; optional; integer; rules metric-publish-frequency-values.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/MetricsEndpoint
    """

    _service = _service
    _checks = (check_metrics_endpoint,)

    metrics_endpoint_path: str | None
    metric_publish_frequency_in_seconds: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        metrics_endpoint_path: str,
        metric_publish_frequency_in_seconds: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if metrics_endpoint_path is not None:
            _data["MetricsEndpointPath"] = _plain(metrics_endpoint_path)
        if metric_publish_frequency_in_seconds is not None:
            _data["MetricPublishFrequencyInSeconds"] = _plain(metric_publish_frequency_in_seconds)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "metrics_endpoint_path", get("MetricsEndpointPath"))
        put(self, "metric_publish_frequency_in_seconds", get("MetricPublishFrequencyInSeconds"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.metrics_endpoint_path is not None:
            data["MetricsEndpointPath"] = self.metrics_endpoint_path
        if self.metric_publish_frequency_in_seconds is not None:
            data["MetricPublishFrequencyInSeconds"] = self.metric_publish_frequency_in_seconds
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
