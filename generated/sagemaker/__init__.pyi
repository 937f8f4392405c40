from .._runtime.wire.service import Model as _Model
from .._runtime.wire.service import Service as _Service
from .._runtime.wire.violations import ValidationError as ValidationError
from .._runtime.wire.violations import Violation as Violation
from .async_client import AsyncSageMakerClient as AsyncSageMakerClient
from .client import SageMakerClient as SageMakerClient
from .deployment import Deployed as Deployed
from .deployment import DeploymentError as DeploymentError
from .deployment import DeploymentFailed as DeploymentFailed
from .deployment import DeploymentPlan as DeploymentPlan
from .deployment import DeploymentSuperseded as DeploymentSuperseded
from .deployment import DeploymentTimeout as DeploymentTimeout
from .deployment import EndpointNotReady as EndpointNotReady
from .deployment import RollbackFailed as RollbackFailed
from .deployment import RolledBack as RolledBack
from .deployment import deploy as deploy
from .deployment import deploy_async as deploy_async
from .enums.async_notification_topic_types import AsyncNotificationTopicTypes as AsyncNotificationTopicTypes
from .enums.async_notification_topic_types import (
    AsyncNotificationTopicTypesLiteral as AsyncNotificationTopicTypesLiteral,
)
from .enums.capacity_reservation_preference import CapacityReservationPreference as CapacityReservationPreference
from .enums.capacity_reservation_preference import (
    CapacityReservationPreferenceLiteral as CapacityReservationPreferenceLiteral,
)
from .enums.capacity_size_type import CapacitySizeType as CapacitySizeType
from .enums.capacity_size_type import CapacitySizeTypeLiteral as CapacitySizeTypeLiteral
from .enums.capture_mode import CaptureMode as CaptureMode
from .enums.capture_mode import CaptureModeLiteral as CaptureModeLiteral
from .enums.capture_status import CaptureStatus as CaptureStatus
from .enums.capture_status import CaptureStatusLiteral as CaptureStatusLiteral
from .enums.clarify_feature_type import ClarifyFeatureType as ClarifyFeatureType
from .enums.clarify_feature_type import ClarifyFeatureTypeLiteral as ClarifyFeatureTypeLiteral
from .enums.clarify_text_granularity import ClarifyTextGranularity as ClarifyTextGranularity
from .enums.clarify_text_granularity import ClarifyTextGranularityLiteral as ClarifyTextGranularityLiteral
from .enums.clarify_text_language import ClarifyTextLanguage as ClarifyTextLanguage
from .enums.clarify_text_language import ClarifyTextLanguageLiteral as ClarifyTextLanguageLiteral
from .enums.container_mode import ContainerMode as ContainerMode
from .enums.container_mode import ContainerModeLiteral as ContainerModeLiteral
from .enums.endpoint_status import EndpointStatus as EndpointStatus
from .enums.endpoint_status import EndpointStatusLiteral as EndpointStatusLiteral
from .enums.inference_execution_mode import InferenceExecutionMode as InferenceExecutionMode
from .enums.inference_execution_mode import InferenceExecutionModeLiteral as InferenceExecutionModeLiteral
from .enums.managed_instance_scaling_scale_in_strategy import (
    ManagedInstanceScalingScaleInStrategy as ManagedInstanceScalingScaleInStrategy,
)
from .enums.managed_instance_scaling_scale_in_strategy import (
    ManagedInstanceScalingScaleInStrategyLiteral as ManagedInstanceScalingScaleInStrategyLiteral,
)
from .enums.managed_instance_scaling_status import ManagedInstanceScalingStatus as ManagedInstanceScalingStatus
from .enums.managed_instance_scaling_status import (
    ManagedInstanceScalingStatusLiteral as ManagedInstanceScalingStatusLiteral,
)
from .enums.model_cache_setting import ModelCacheSetting as ModelCacheSetting
from .enums.model_cache_setting import ModelCacheSettingLiteral as ModelCacheSettingLiteral
from .enums.model_compression_type import ModelCompressionType as ModelCompressionType
from .enums.model_compression_type import ModelCompressionTypeLiteral as ModelCompressionTypeLiteral
from .enums.production_variant_accelerator_type import (
    ProductionVariantAcceleratorType as ProductionVariantAcceleratorType,
)
from .enums.production_variant_accelerator_type import (
    ProductionVariantAcceleratorTypeLiteral as ProductionVariantAcceleratorTypeLiteral,
)
from .enums.production_variant_inference_ami_version import (
    ProductionVariantInferenceAmiVersion as ProductionVariantInferenceAmiVersion,
)
from .enums.production_variant_inference_ami_version import (
    ProductionVariantInferenceAmiVersionLiteral as ProductionVariantInferenceAmiVersionLiteral,
)
from .enums.production_variant_instance_type import ProductionVariantInstanceType as ProductionVariantInstanceType
from .enums.production_variant_instance_type import (
    ProductionVariantInstanceTypeLiteral as ProductionVariantInstanceTypeLiteral,
)
from .enums.recommendation_status import RecommendationStatus as RecommendationStatus
from .enums.recommendation_status import RecommendationStatusLiteral as RecommendationStatusLiteral
from .enums.repository_access_mode import RepositoryAccessMode as RepositoryAccessMode
from .enums.repository_access_mode import RepositoryAccessModeLiteral as RepositoryAccessModeLiteral
from .enums.routing_strategy import RoutingStrategy as RoutingStrategy
from .enums.routing_strategy import RoutingStrategyLiteral as RoutingStrategyLiteral
from .enums.s3_model_data_type import S3ModelDataType as S3ModelDataType
from .enums.s3_model_data_type import S3ModelDataTypeLiteral as S3ModelDataTypeLiteral
from .enums.traffic_routing_config_type import TrafficRoutingConfigType as TrafficRoutingConfigType
from .enums.traffic_routing_config_type import TrafficRoutingConfigTypeLiteral as TrafficRoutingConfigTypeLiteral
from .enums.variant_property_type import VariantPropertyType as VariantPropertyType
from .enums.variant_property_type import VariantPropertyTypeLiteral as VariantPropertyTypeLiteral
from .enums.variant_status import VariantStatus as VariantStatus
from .enums.variant_status import VariantStatusLiteral as VariantStatusLiteral
from .errors import ResourceLimitExceeded as ResourceLimitExceeded
from .errors import SageMakerError as SageMakerError
from .preflight import preflight_facts as preflight_facts
from .shapes.accelerator_partition_layout import AcceleratorPartitionLayout as AcceleratorPartitionLayout
from .shapes.additional_model_data_source import AdditionalModelDataSource as AdditionalModelDataSource
from .shapes.alarm import Alarm as Alarm
from .shapes.async_inference_client_config import AsyncInferenceClientConfig as AsyncInferenceClientConfig
from .shapes.async_inference_config import AsyncInferenceConfig as AsyncInferenceConfig
from .shapes.async_inference_notification_config import (
    AsyncInferenceNotificationConfig as AsyncInferenceNotificationConfig,
)
from .shapes.async_inference_output_config import AsyncInferenceOutputConfig as AsyncInferenceOutputConfig
from .shapes.auto_rollback_config import AutoRollbackConfig as AutoRollbackConfig
from .shapes.blue_green_update_policy import BlueGreenUpdatePolicy as BlueGreenUpdatePolicy
from .shapes.capacity_size import CapacitySize as CapacitySize
from .shapes.capture_content_type_header import CaptureContentTypeHeader as CaptureContentTypeHeader
from .shapes.capture_option import CaptureOption as CaptureOption
from .shapes.clarify_explainer_config import ClarifyExplainerConfig as ClarifyExplainerConfig
from .shapes.clarify_inference_config import ClarifyInferenceConfig as ClarifyInferenceConfig
from .shapes.clarify_shap_baseline_config import ClarifyShapBaselineConfig as ClarifyShapBaselineConfig
from .shapes.clarify_shap_config import ClarifyShapConfig as ClarifyShapConfig
from .shapes.clarify_text_config import ClarifyTextConfig as ClarifyTextConfig
from .shapes.container_definition import ContainerDefinition as ContainerDefinition
from .shapes.container_metrics_config import ContainerMetricsConfig as ContainerMetricsConfig
from .shapes.create_endpoint_config_input import CreateEndpointConfigInput as CreateEndpointConfigInput
from .shapes.create_endpoint_config_output import CreateEndpointConfigOutput as CreateEndpointConfigOutput
from .shapes.create_endpoint_input import CreateEndpointInput as CreateEndpointInput
from .shapes.create_endpoint_output import CreateEndpointOutput as CreateEndpointOutput
from .shapes.create_model_input import CreateModelInput as CreateModelInput
from .shapes.create_model_output import CreateModelOutput as CreateModelOutput
from .shapes.cross_region_traffic_config import CrossRegionTrafficConfig as CrossRegionTrafficConfig
from .shapes.data_capture_config import DataCaptureConfig as DataCaptureConfig
from .shapes.data_capture_config_summary import DataCaptureConfigSummary as DataCaptureConfigSummary
from .shapes.deployed_image import DeployedImage as DeployedImage
from .shapes.deployment_config import DeploymentConfig as DeploymentConfig
from .shapes.deployment_recommendation import DeploymentRecommendation as DeploymentRecommendation
from .shapes.describe_endpoint_config_input import DescribeEndpointConfigInput as DescribeEndpointConfigInput
from .shapes.describe_endpoint_config_output import DescribeEndpointConfigOutput as DescribeEndpointConfigOutput
from .shapes.describe_endpoint_input import DescribeEndpointInput as DescribeEndpointInput
from .shapes.describe_endpoint_output import DescribeEndpointOutput as DescribeEndpointOutput
from .shapes.describe_model_input import DescribeModelInput as DescribeModelInput
from .shapes.describe_model_output import DescribeModelOutput as DescribeModelOutput
from .shapes.ec2_capacity_reservation import Ec2CapacityReservation as Ec2CapacityReservation
from .shapes.explainer_config import ExplainerConfig as ExplainerConfig
from .shapes.image_config import ImageConfig as ImageConfig
from .shapes.inference_execution_config import InferenceExecutionConfig as InferenceExecutionConfig
from .shapes.inference_hub_access_config import InferenceHubAccessConfig as InferenceHubAccessConfig
from .shapes.instance_pool import InstancePool as InstancePool
from .shapes.instance_pool_summary import InstancePoolSummary as InstancePoolSummary
from .shapes.metrics_config import MetricsConfig as MetricsConfig
from .shapes.metrics_endpoint import MetricsEndpoint as MetricsEndpoint
from .shapes.model_access_config import ModelAccessConfig as ModelAccessConfig
from .shapes.model_data_source import ModelDataSource as ModelDataSource
from .shapes.multi_model_config import MultiModelConfig as MultiModelConfig
from .shapes.pending_deployment_summary import PendingDeploymentSummary as PendingDeploymentSummary
from .shapes.pending_production_variant_summary import (
    PendingProductionVariantSummary as PendingProductionVariantSummary,
)
from .shapes.prefix_aware_routing_config import PrefixAwareRoutingConfig as PrefixAwareRoutingConfig
from .shapes.production_variant import ProductionVariant as ProductionVariant
from .shapes.production_variant_capacity_reservation_config import (
    ProductionVariantCapacityReservationConfig as ProductionVariantCapacityReservationConfig,
)
from .shapes.production_variant_capacity_reservation_summary import (
    ProductionVariantCapacityReservationSummary as ProductionVariantCapacityReservationSummary,
)
from .shapes.production_variant_core_dump_config import (
    ProductionVariantCoreDumpConfig as ProductionVariantCoreDumpConfig,
)
from .shapes.production_variant_managed_instance_scaling import (
    ProductionVariantManagedInstanceScaling as ProductionVariantManagedInstanceScaling,
)
from .shapes.production_variant_managed_instance_scaling_scale_in_policy import (
    ProductionVariantManagedInstanceScalingScaleInPolicy as ProductionVariantManagedInstanceScalingScaleInPolicy,
)
from .shapes.production_variant_routing_config import ProductionVariantRoutingConfig as ProductionVariantRoutingConfig
from .shapes.production_variant_serverless_config import (
    ProductionVariantServerlessConfig as ProductionVariantServerlessConfig,
)
from .shapes.production_variant_status import ProductionVariantStatus as ProductionVariantStatus
from .shapes.production_variant_summary import ProductionVariantSummary as ProductionVariantSummary
from .shapes.real_time_inference_recommendation import (
    RealTimeInferenceRecommendation as RealTimeInferenceRecommendation,
)
from .shapes.repository_auth_config import RepositoryAuthConfig as RepositoryAuthConfig
from .shapes.rolling_update_policy import RollingUpdatePolicy as RollingUpdatePolicy
from .shapes.s3_model_data_source import S3ModelDataSource as S3ModelDataSource
from .shapes.tag import Tag as Tag
from .shapes.traffic_routing_config import TrafficRoutingConfig as TrafficRoutingConfig
from .shapes.update_endpoint_input import UpdateEndpointInput as UpdateEndpointInput
from .shapes.update_endpoint_output import UpdateEndpointOutput as UpdateEndpointOutput
from .shapes.variant_property import VariantProperty as VariantProperty
from .shapes.vpc_config import VpcConfig as VpcConfig
from .stubber import SageMakerStubber as SageMakerStubber
from .waiters import WaitError as WaitError
from .waiters import WaitFailed as WaitFailed
from .waiters import WaitTimeout as WaitTimeout
from .waiters import show_progress as show_progress

MODEL: _Model
_service: _Service
converter = _service.converter
operations = _service.operations
register = _service.register
rules = _service.rules
validate = _service.validate
validate_release = _service.validate_release
