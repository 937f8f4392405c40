"""Structure ``DescribeEndpointOutput``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.responses import Response
from ..._runtime.typed.structure import enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from ..._runtime.wire.values import to_datetime
from .. import _service
from ..enums.endpoint_status import EndpointStatus
from .async_inference_config import AsyncInferenceConfig
from .cross_region_traffic_config import CrossRegionTrafficConfig
from .data_capture_config_summary import DataCaptureConfigSummary
from .deployment_config import DeploymentConfig
from .explainer_config import ExplainerConfig
from .metrics_config import MetricsConfig
from .pending_deployment_summary import PendingDeploymentSummary
from .production_variant_summary import ProductionVariantSummary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..._runtime.typed.aliases import datetime

_MEMBERS: frozenset[str] = frozenset(
    {
        "EndpointName",
        "EndpointArn",
        "EndpointConfigName",
        "ProductionVariants",
        "DataCaptureConfig",
        "EndpointStatus",
        "FailureReason",
        "CreationTime",
        "LastModifiedTime",
        "LastDeploymentConfig",
        "AsyncInferenceConfig",
        "PendingDeploymentSummary",
        "ExplainerConfig",
        "ShadowProductionVariants",
        "MetricsConfig",
        "CrossRegionTrafficConfig",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class DescribeEndpointOutput(Response):
    """Structure ``DescribeEndpointOutput`` of SageMaker.

    Attributes:
        endpoint_name: ``EndpointName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``.
        endpoint_arn: ``EndpointArn``; required; string; 20-2048 code points; pattern ``arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:endpoint/.*``.
        endpoint_config_name: ``EndpointConfigName``; optional; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``.
        production_variants: ``ProductionVariants``; optional; list of structure ProductionVariantSummary; at least 1 item.
        data_capture_config: ``DataCaptureConfig``; optional; structure DataCaptureConfigSummary.
        endpoint_status: ``EndpointStatus``; required; enum EndpointStatus (9 values).
        failure_reason: ``FailureReason``; optional; string; 0-1024 code points.
        creation_time: ``CreationTime``; required; timestamp.
        last_modified_time: ``LastModifiedTime``; required; timestamp.
        last_deployment_config: ``LastDeploymentConfig``; optional; structure DeploymentConfig.
        async_inference_config: ``AsyncInferenceConfig``; optional; structure AsyncInferenceConfig.
        pending_deployment_summary: ``PendingDeploymentSummary``; optional; structure PendingDeploymentSummary.
        explainer_config: ``ExplainerConfig``; optional; structure ExplainerConfig.
        shadow_production_variants: ``ShadowProductionVariants``; optional; list of structure ProductionVariantSummary; at least 1 item.
        metrics_config: ``MetricsConfig``; optional; structure MetricsConfig.
        cross_region_traffic_config: ``CrossRegionTrafficConfig``; optional; structure CrossRegionTrafficConfig.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeEndpointOutput
    """

    _service = _service

    endpoint_name: str | None
    endpoint_arn: str | None
    endpoint_config_name: str | None
    production_variants: tuple[ProductionVariantSummary, ...] | None
    data_capture_config: DataCaptureConfigSummary | None
    endpoint_status: EndpointStatus | str | None
    failure_reason: str | None
    creation_time: datetime | None
    last_modified_time: datetime | None
    last_deployment_config: DeploymentConfig | None
    async_inference_config: AsyncInferenceConfig | None
    pending_deployment_summary: PendingDeploymentSummary | None
    explainer_config: ExplainerConfig | None
    shadow_production_variants: tuple[ProductionVariantSummary, ...] | None
    metrics_config: MetricsConfig | None
    cross_region_traffic_config: CrossRegionTrafficConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        endpoint_name: str | None = None,
        endpoint_arn: str | None = None,
        endpoint_config_name: str | None = None,
        production_variants: Sequence[ProductionVariantSummary] | None = None,
        data_capture_config: DataCaptureConfigSummary | None = None,
        endpoint_status: EndpointStatus | str | None = None,
        failure_reason: str | None = None,
        creation_time: datetime | None = None,
        last_modified_time: datetime | None = None,
        last_deployment_config: DeploymentConfig | None = None,
        async_inference_config: AsyncInferenceConfig | None = None,
        pending_deployment_summary: PendingDeploymentSummary | None = None,
        explainer_config: ExplainerConfig | None = None,
        shadow_production_variants: Sequence[ProductionVariantSummary] | None = None,
        metrics_config: MetricsConfig | None = None,
        cross_region_traffic_config: CrossRegionTrafficConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if endpoint_name is not None:
            _data["EndpointName"] = _plain(endpoint_name)
        if endpoint_arn is not None:
            _data["EndpointArn"] = _plain(endpoint_arn)
        if endpoint_config_name is not None:
            _data["EndpointConfigName"] = _plain(endpoint_config_name)
        if production_variants is not None:
            _data["ProductionVariants"] = _plain(production_variants)
        if data_capture_config is not None:
            _data["DataCaptureConfig"] = _plain(data_capture_config)
        if endpoint_status is not None:
            _data["EndpointStatus"] = _plain(endpoint_status)
        if failure_reason is not None:
            _data["FailureReason"] = _plain(failure_reason)
        if creation_time is not None:
            _data["CreationTime"] = _plain(creation_time)
        if last_modified_time is not None:
            _data["LastModifiedTime"] = _plain(last_modified_time)
        if last_deployment_config is not None:
            _data["LastDeploymentConfig"] = _plain(last_deployment_config)
        if async_inference_config is not None:
            _data["AsyncInferenceConfig"] = _plain(async_inference_config)
        if pending_deployment_summary is not None:
            _data["PendingDeploymentSummary"] = _plain(pending_deployment_summary)
        if explainer_config is not None:
            _data["ExplainerConfig"] = _plain(explainer_config)
        if shadow_production_variants is not None:
            _data["ShadowProductionVariants"] = _plain(shadow_production_variants)
        if metrics_config is not None:
            _data["MetricsConfig"] = _plain(metrics_config)
        if cross_region_traffic_config is not None:
            _data["CrossRegionTrafficConfig"] = _plain(cross_region_traffic_config)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "endpoint_name", get("EndpointName"))
        put(self, "endpoint_arn", get("EndpointArn"))
        put(self, "endpoint_config_name", get("EndpointConfigName"))
        value = get("ProductionVariants")
        put(
            self,
            "production_variants",
            None if value is None else tuple([ProductionVariantSummary._build(item) for item in value]),
        )
        value = get("DataCaptureConfig")
        put(self, "data_capture_config", None if value is None else DataCaptureConfigSummary._build(value))
        value = get("EndpointStatus")
        put(self, "endpoint_status", None if value is None else enum_member(EndpointStatus, value))
        put(self, "failure_reason", get("FailureReason"))
        value = get("CreationTime")
        put(self, "creation_time", None if value is None else to_datetime(value))
        value = get("LastModifiedTime")
        put(self, "last_modified_time", None if value is None else to_datetime(value))
        value = get("LastDeploymentConfig")
        put(self, "last_deployment_config", None if value is None else DeploymentConfig._build(value))
        value = get("AsyncInferenceConfig")
        put(self, "async_inference_config", None if value is None else AsyncInferenceConfig._build(value))
        value = get("PendingDeploymentSummary")
        put(self, "pending_deployment_summary", None if value is None else PendingDeploymentSummary._build(value))
        value = get("ExplainerConfig")
        put(self, "explainer_config", None if value is None else ExplainerConfig._build(value))
        value = get("ShadowProductionVariants")
        put(
            self,
            "shadow_production_variants",
            None if value is None else tuple([ProductionVariantSummary._build(item) for item in value]),
        )
        value = get("MetricsConfig")
        put(self, "metrics_config", None if value is None else MetricsConfig._build(value))
        value = get("CrossRegionTrafficConfig")
        put(self, "cross_region_traffic_config", None if value is None else CrossRegionTrafficConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.endpoint_name is not None:
            data["EndpointName"] = self.endpoint_name
        if self.endpoint_arn is not None:
            data["EndpointArn"] = self.endpoint_arn
        if self.endpoint_config_name is not None:
            data["EndpointConfigName"] = self.endpoint_config_name
        if self.production_variants is not None:
            data["ProductionVariants"] = [item.to_dict() for item in self.production_variants]
        if self.data_capture_config is not None:
            data["DataCaptureConfig"] = self.data_capture_config.to_dict()
        if self.endpoint_status is not None:
            data["EndpointStatus"] = enum_text(self.endpoint_status)
        if self.failure_reason is not None:
            data["FailureReason"] = self.failure_reason
        if self.creation_time is not None:
            data["CreationTime"] = self.creation_time
        if self.last_modified_time is not None:
            data["LastModifiedTime"] = self.last_modified_time
        if self.last_deployment_config is not None:
            data["LastDeploymentConfig"] = self.last_deployment_config.to_dict()
        if self.async_inference_config is not None:
            data["AsyncInferenceConfig"] = self.async_inference_config.to_dict()
        if self.pending_deployment_summary is not None:
            data["PendingDeploymentSummary"] = self.pending_deployment_summary.to_dict()
        if self.explainer_config is not None:
            data["ExplainerConfig"] = self.explainer_config.to_dict()
        if self.shadow_production_variants is not None:
            data["ShadowProductionVariants"] = [item.to_dict() for item in self.shadow_production_variants]
        if self.metrics_config is not None:
            data["MetricsConfig"] = self.metrics_config.to_dict()
        if self.cross_region_traffic_config is not None:
            data["CrossRegionTrafficConfig"] = self.cross_region_traffic_config.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
