"""Structure ``CreateEndpointConfigInput``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_create_endpoint_config_input
from .async_inference_config import AsyncInferenceConfig
from .cross_region_traffic_config import CrossRegionTrafficConfig
from .data_capture_config import DataCaptureConfig
from .explainer_config import ExplainerConfig
from .metrics_config import MetricsConfig
from .production_variant import ProductionVariant
from .tag import Tag
from .vpc_config import VpcConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from .create_endpoint_config_output import CreateEndpointConfigOutput

_MEMBERS: frozenset[str] = frozenset(
    {
        "EndpointConfigName",
        "ProductionVariants",
        "DataCaptureConfig",
        "Tags",
        "KmsKeyId",
        "AsyncInferenceConfig",
        "ExplainerConfig",
        "ShadowProductionVariants",
        "ExecutionRoleArn",
        "VpcConfig",
        "EnableNetworkIsolation",
        "MetricsConfig",
        "CrossRegionTrafficConfig",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class CreateEndpointConfigInput(Structure):
    """Structure ``CreateEndpointConfigInput`` of SageMaker.

    Attributes:
        endpoint_config_name: ``EndpointConfigName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``.
        production_variants: ``ProductionVariants``; required; list of structure ProductionVariant; 1-10 items; rules variant-name-unique, serverless-single-variant, serverless-no-vpc-or-isolation, serverless-model-exclusions, serverless-no-model-data-source, async-single-variant, async-model-exclusions, data-capture-multi-model, reservation-one-plan, ssm-blocked-by-isolation, variant-weights-all-zero, config-model-not-in-set, mixed-model-and-component-variants.
        data_capture_config: ``DataCaptureConfig``; optional; structure DataCaptureConfig; rules serverless-no-data-capture, async-no-data-capture.
        tags: ``Tags``; optional; list of structure Tag; 0-50 items; rules tag-keys-unique.
        kms_key_id: ``KmsKeyId``; optional; string; 0-2048 code points; pattern ``[a-zA-Z0-9:/_-]*``; rules kms-key-local-storage.
        async_inference_config: ``AsyncInferenceConfig``; optional; structure AsyncInferenceConfig; rules async-no-inf1, async-with-serverless.
        explainer_config: ``ExplainerConfig``; optional; structure ExplainerConfig; rules explainer-with-serverless, explainer-with-async, explainer-with-multi-variant.
        shadow_production_variants: ``ShadowProductionVariants``; optional; list of structure ProductionVariant; 1-10 items; rules shadow-single-variants, shadow-unsupported-features, shadow-unsupported-models, config-shadow-model-not-in-set, variant-name-unique-across-shadow.
        execution_role_arn: ``ExecutionRoleArn``; optional; string; 20-2048 code points; pattern ``arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+``; rules inference-component-role-required.
        vpc_config: ``VpcConfig``; optional; structure VpcConfig; rules config-vpc-needs-inference-components.
        enable_network_isolation: ``EnableNetworkIsolation``; optional; boolean; rules config-network-isolation-needs-inference-components.
        metrics_config: ``MetricsConfig``; optional; structure MetricsConfig.
        cross_region_traffic_config: ``CrossRegionTrafficConfig``; optional; structure CrossRegionTrafficConfig; rules cross-region-traffic-exclusive.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateEndpointConfigInput
    """

    _service = _service
    _checks = (check_create_endpoint_config_input,)
    _operation = ("CreateEndpointConfig", "create_endpoint_config", "CreateEndpointConfigOutput")

    endpoint_config_name: str
    production_variants: tuple[ProductionVariant, ...]
    data_capture_config: DataCaptureConfig | None
    tags: tuple[Tag, ...] | None
    kms_key_id: str | None
    async_inference_config: AsyncInferenceConfig | None
    explainer_config: ExplainerConfig | None
    shadow_production_variants: tuple[ProductionVariant, ...] | None
    execution_role_arn: str | None
    vpc_config: VpcConfig | None
    enable_network_isolation: bool | None
    metrics_config: MetricsConfig | None
    cross_region_traffic_config: CrossRegionTrafficConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        endpoint_config_name: str,
        production_variants: Sequence[ProductionVariant],
        data_capture_config: DataCaptureConfig | None = None,
        tags: Sequence[Tag] | None = None,
        kms_key_id: str | None = None,
        async_inference_config: AsyncInferenceConfig | None = None,
        explainer_config: ExplainerConfig | None = None,
        shadow_production_variants: Sequence[ProductionVariant] | None = None,
        execution_role_arn: str | None = None,
        vpc_config: VpcConfig | None = None,
        enable_network_isolation: bool | None = None,
        metrics_config: MetricsConfig | None = None,
        cross_region_traffic_config: CrossRegionTrafficConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if endpoint_config_name is not None:
            _data["EndpointConfigName"] = _plain(endpoint_config_name)
        if production_variants is not None:
            _data["ProductionVariants"] = _plain(production_variants)
        if data_capture_config is not None:
            _data["DataCaptureConfig"] = _plain(data_capture_config)
        if tags is not None:
            _data["Tags"] = _plain(tags)
        if kms_key_id is not None:
            _data["KmsKeyId"] = _plain(kms_key_id)
        if async_inference_config is not None:
            _data["AsyncInferenceConfig"] = _plain(async_inference_config)
        if explainer_config is not None:
            _data["ExplainerConfig"] = _plain(explainer_config)
        if shadow_production_variants is not None:
            _data["ShadowProductionVariants"] = _plain(shadow_production_variants)
        if execution_role_arn is not None:
            _data["ExecutionRoleArn"] = _plain(execution_role_arn)
        if vpc_config is not None:
            _data["VpcConfig"] = _plain(vpc_config)
        if enable_network_isolation is not None:
            _data["EnableNetworkIsolation"] = _plain(enable_network_isolation)
        if metrics_config is not None:
            _data["MetricsConfig"] = _plain(metrics_config)
        if cross_region_traffic_config is not None:
            _data["CrossRegionTrafficConfig"] = _plain(cross_region_traffic_config)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "endpoint_config_name", get("EndpointConfigName"))
        value = get("ProductionVariants")
        put(
            self,
            "production_variants",
            None if value is None else tuple([ProductionVariant._build(item) for item in value]),
        )
        value = get("DataCaptureConfig")
        put(self, "data_capture_config", None if value is None else DataCaptureConfig._build(value))
        value = get("Tags")
        put(self, "tags", None if value is None else tuple([Tag._build(item) for item in value]))
        put(self, "kms_key_id", get("KmsKeyId"))
        value = get("AsyncInferenceConfig")
        put(self, "async_inference_config", None if value is None else AsyncInferenceConfig._build(value))
        value = get("ExplainerConfig")
        put(self, "explainer_config", None if value is None else ExplainerConfig._build(value))
        value = get("ShadowProductionVariants")
        put(
            self,
            "shadow_production_variants",
            None if value is None else tuple([ProductionVariant._build(item) for item in value]),
        )
        put(self, "execution_role_arn", get("ExecutionRoleArn"))
        value = get("VpcConfig")
        put(self, "vpc_config", None if value is None else VpcConfig._build(value))
        put(self, "enable_network_isolation", get("EnableNetworkIsolation"))
        value = get("MetricsConfig")
        put(self, "metrics_config", None if value is None else MetricsConfig._build(value))
        value = get("CrossRegionTrafficConfig")
        put(self, "cross_region_traffic_config", None if value is None else CrossRegionTrafficConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.endpoint_config_name is not None:
            data["EndpointConfigName"] = self.endpoint_config_name
        if self.production_variants is not None:
            data["ProductionVariants"] = [item.to_dict() for item in self.production_variants]
        if self.data_capture_config is not None:
            data["DataCaptureConfig"] = self.data_capture_config.to_dict()
        if self.tags is not None:
            data["Tags"] = [item.to_dict() for item in self.tags]
        if self.kms_key_id is not None:
            data["KmsKeyId"] = self.kms_key_id
        if self.async_inference_config is not None:
            data["AsyncInferenceConfig"] = self.async_inference_config.to_dict()
        if self.explainer_config is not None:
            data["ExplainerConfig"] = self.explainer_config.to_dict()
        if self.shadow_production_variants is not None:
            data["ShadowProductionVariants"] = [item.to_dict() for item in self.shadow_production_variants]
        if self.execution_role_arn is not None:
            data["ExecutionRoleArn"] = self.execution_role_arn
        if self.vpc_config is not None:
            data["VpcConfig"] = self.vpc_config.to_dict()
        if self.enable_network_isolation is not None:
            data["EnableNetworkIsolation"] = self.enable_network_isolation
        if self.metrics_config is not None:
            data["MetricsConfig"] = self.metrics_config.to_dict()
        if self.cross_region_traffic_config is not None:
            data["CrossRegionTrafficConfig"] = self.cross_region_traffic_config.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data

    if TYPE_CHECKING:

        def _answer(self) -> CreateEndpointConfigOutput: ...
