"""Typed, validated requests of SageMaker 2017-07-24; botocore 1.44.5.

Importing this package is cheap: classes and checks are loaded when they are first used.
"""

from __future__ import annotations

from .._runtime.exports import lazy_exports
from .._runtime.service import Model as _Model
from .._runtime.service import Service as _Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .._runtime.violations import ValidationError as ValidationError
    from .._runtime.violations import Violation as Violation
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
    from .shapes.production_variant_routing_config import (
        ProductionVariantRoutingConfig as ProductionVariantRoutingConfig,
    )
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

MODEL = _Model(
    service="sagemaker",
    service_id="SageMaker",
    api_version="2017-07-24",
    botocore="1.44.5",
    sha256="5a00103281473993388abae271ee9ee5cb5a2a125ab9fcc7b52b668c3bfeaade",
)

_service = _Service(
    __name__,
    MODEL,
    {
        "CreateEndpoint": (
            "create_endpoint",
            "create_endpoint",
            "check_create_endpoint_input",
            "CreateEndpointInput",
            "CreateEndpointOutput",
            "https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateEndpoint",
        ),
        "CreateEndpointConfig": (
            "create_endpoint_config",
            "create_endpoint_config",
            "check_create_endpoint_config_input",
            "CreateEndpointConfigInput",
            "CreateEndpointConfigOutput",
            "https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateEndpointConfig",
        ),
        "CreateModel": (
            "create_model",
            "create_model",
            "check_create_model_input",
            "CreateModelInput",
            "CreateModelOutput",
            "https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateModel",
        ),
        "DescribeEndpoint": (
            "describe_endpoint",
            "describe_endpoint",
            "check_describe_endpoint_input",
            "DescribeEndpointInput",
            "DescribeEndpointOutput",
            "https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeEndpoint",
        ),
        "DescribeEndpointConfig": (
            "describe_endpoint_config",
            "describe_endpoint_config",
            "check_describe_endpoint_config_input",
            "DescribeEndpointConfigInput",
            "DescribeEndpointConfigOutput",
            "https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeEndpointConfig",
        ),
        "DescribeModel": (
            "describe_model",
            "describe_model",
            "check_describe_model_input",
            "DescribeModelInput",
            "DescribeModelOutput",
            "https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeModel",
        ),
        "UpdateEndpoint": (
            "update_endpoint",
            "update_endpoint",
            "check_update_endpoint_input",
            "UpdateEndpointInput",
            "UpdateEndpointOutput",
            "https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/UpdateEndpoint",
        ),
    },
    identifiers={
        "CreateEndpoint": "EndpointName",
        "CreateEndpointConfig": "EndpointConfigName",
        "CreateModel": "ModelName",
        "UpdateEndpoint": "EndpointName",
    },
    release_rules={
        "CreateEndpoint": "release_create_endpoint",
        "CreateEndpointConfig": "release_create_endpoint_config",
        "UpdateEndpoint": "release_update_endpoint",
    },
)
operations = _service.operations
rules = _service.rules
validate = _service.validate
validate_release = _service.validate_release

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        globals(),
        {
            "AcceleratorPartitionLayout": "shapes.accelerator_partition_layout",
            "AdditionalModelDataSource": "shapes.additional_model_data_source",
            "Alarm": "shapes.alarm",
            "AsyncInferenceClientConfig": "shapes.async_inference_client_config",
            "AsyncInferenceConfig": "shapes.async_inference_config",
            "AsyncInferenceNotificationConfig": "shapes.async_inference_notification_config",
            "AsyncInferenceOutputConfig": "shapes.async_inference_output_config",
            "AsyncNotificationTopicTypes": "enums.async_notification_topic_types",
            "AsyncNotificationTopicTypesLiteral": "enums.async_notification_topic_types",
            "AsyncSageMakerClient": "async_client",
            "AutoRollbackConfig": "shapes.auto_rollback_config",
            "BlueGreenUpdatePolicy": "shapes.blue_green_update_policy",
            "CapacityReservationPreference": "enums.capacity_reservation_preference",
            "CapacityReservationPreferenceLiteral": "enums.capacity_reservation_preference",
            "CapacitySize": "shapes.capacity_size",
            "CapacitySizeType": "enums.capacity_size_type",
            "CapacitySizeTypeLiteral": "enums.capacity_size_type",
            "CaptureContentTypeHeader": "shapes.capture_content_type_header",
            "CaptureMode": "enums.capture_mode",
            "CaptureModeLiteral": "enums.capture_mode",
            "CaptureOption": "shapes.capture_option",
            "CaptureStatus": "enums.capture_status",
            "CaptureStatusLiteral": "enums.capture_status",
            "ClarifyExplainerConfig": "shapes.clarify_explainer_config",
            "ClarifyFeatureType": "enums.clarify_feature_type",
            "ClarifyFeatureTypeLiteral": "enums.clarify_feature_type",
            "ClarifyInferenceConfig": "shapes.clarify_inference_config",
            "ClarifyShapBaselineConfig": "shapes.clarify_shap_baseline_config",
            "ClarifyShapConfig": "shapes.clarify_shap_config",
            "ClarifyTextConfig": "shapes.clarify_text_config",
            "ClarifyTextGranularity": "enums.clarify_text_granularity",
            "ClarifyTextGranularityLiteral": "enums.clarify_text_granularity",
            "ClarifyTextLanguage": "enums.clarify_text_language",
            "ClarifyTextLanguageLiteral": "enums.clarify_text_language",
            "ContainerDefinition": "shapes.container_definition",
            "ContainerMetricsConfig": "shapes.container_metrics_config",
            "ContainerMode": "enums.container_mode",
            "ContainerModeLiteral": "enums.container_mode",
            "CreateEndpointConfigInput": "shapes.create_endpoint_config_input",
            "CreateEndpointConfigOutput": "shapes.create_endpoint_config_output",
            "CreateEndpointInput": "shapes.create_endpoint_input",
            "CreateEndpointOutput": "shapes.create_endpoint_output",
            "CreateModelInput": "shapes.create_model_input",
            "CreateModelOutput": "shapes.create_model_output",
            "CrossRegionTrafficConfig": "shapes.cross_region_traffic_config",
            "DataCaptureConfig": "shapes.data_capture_config",
            "DataCaptureConfigSummary": "shapes.data_capture_config_summary",
            "Deployed": "deployment",
            "DeployedImage": "shapes.deployed_image",
            "DeploymentConfig": "shapes.deployment_config",
            "DeploymentError": "deployment",
            "DeploymentFailed": "deployment",
            "DeploymentPlan": "deployment",
            "DeploymentRecommendation": "shapes.deployment_recommendation",
            "DeploymentSuperseded": "deployment",
            "DeploymentTimeout": "deployment",
            "DescribeEndpointConfigInput": "shapes.describe_endpoint_config_input",
            "DescribeEndpointConfigOutput": "shapes.describe_endpoint_config_output",
            "DescribeEndpointInput": "shapes.describe_endpoint_input",
            "DescribeEndpointOutput": "shapes.describe_endpoint_output",
            "DescribeModelInput": "shapes.describe_model_input",
            "DescribeModelOutput": "shapes.describe_model_output",
            "Ec2CapacityReservation": "shapes.ec2_capacity_reservation",
            "EndpointNotReady": "deployment",
            "EndpointStatus": "enums.endpoint_status",
            "EndpointStatusLiteral": "enums.endpoint_status",
            "ExplainerConfig": "shapes.explainer_config",
            "ImageConfig": "shapes.image_config",
            "InferenceExecutionConfig": "shapes.inference_execution_config",
            "InferenceExecutionMode": "enums.inference_execution_mode",
            "InferenceExecutionModeLiteral": "enums.inference_execution_mode",
            "InferenceHubAccessConfig": "shapes.inference_hub_access_config",
            "InstancePool": "shapes.instance_pool",
            "InstancePoolSummary": "shapes.instance_pool_summary",
            "ManagedInstanceScalingScaleInStrategy": "enums.managed_instance_scaling_scale_in_strategy",
            "ManagedInstanceScalingScaleInStrategyLiteral": "enums.managed_instance_scaling_scale_in_strategy",
            "ManagedInstanceScalingStatus": "enums.managed_instance_scaling_status",
            "ManagedInstanceScalingStatusLiteral": "enums.managed_instance_scaling_status",
            "MetricsConfig": "shapes.metrics_config",
            "MetricsEndpoint": "shapes.metrics_endpoint",
            "ModelAccessConfig": "shapes.model_access_config",
            "ModelCacheSetting": "enums.model_cache_setting",
            "ModelCacheSettingLiteral": "enums.model_cache_setting",
            "ModelCompressionType": "enums.model_compression_type",
            "ModelCompressionTypeLiteral": "enums.model_compression_type",
            "ModelDataSource": "shapes.model_data_source",
            "MultiModelConfig": "shapes.multi_model_config",
            "PendingDeploymentSummary": "shapes.pending_deployment_summary",
            "PendingProductionVariantSummary": "shapes.pending_production_variant_summary",
            "PrefixAwareRoutingConfig": "shapes.prefix_aware_routing_config",
            "ProductionVariant": "shapes.production_variant",
            "ProductionVariantAcceleratorType": "enums.production_variant_accelerator_type",
            "ProductionVariantAcceleratorTypeLiteral": "enums.production_variant_accelerator_type",
            "ProductionVariantCapacityReservationConfig": "shapes.production_variant_capacity_reservation_config",
            "ProductionVariantCapacityReservationSummary": "shapes.production_variant_capacity_reservation_summary",
            "ProductionVariantCoreDumpConfig": "shapes.production_variant_core_dump_config",
            "ProductionVariantInferenceAmiVersion": "enums.production_variant_inference_ami_version",
            "ProductionVariantInferenceAmiVersionLiteral": "enums.production_variant_inference_ami_version",
            "ProductionVariantInstanceType": "enums.production_variant_instance_type",
            "ProductionVariantInstanceTypeLiteral": "enums.production_variant_instance_type",
            "ProductionVariantManagedInstanceScaling": "shapes.production_variant_managed_instance_scaling",
            "ProductionVariantManagedInstanceScalingScaleInPolicy": "shapes.production_variant_managed_instance_scaling_scale_in_policy",
            "ProductionVariantRoutingConfig": "shapes.production_variant_routing_config",
            "ProductionVariantServerlessConfig": "shapes.production_variant_serverless_config",
            "ProductionVariantStatus": "shapes.production_variant_status",
            "ProductionVariantSummary": "shapes.production_variant_summary",
            "RealTimeInferenceRecommendation": "shapes.real_time_inference_recommendation",
            "RecommendationStatus": "enums.recommendation_status",
            "RecommendationStatusLiteral": "enums.recommendation_status",
            "RepositoryAccessMode": "enums.repository_access_mode",
            "RepositoryAccessModeLiteral": "enums.repository_access_mode",
            "RepositoryAuthConfig": "shapes.repository_auth_config",
            "ResourceLimitExceeded": "errors",
            "RollbackFailed": "deployment",
            "RolledBack": "deployment",
            "RollingUpdatePolicy": "shapes.rolling_update_policy",
            "RoutingStrategy": "enums.routing_strategy",
            "RoutingStrategyLiteral": "enums.routing_strategy",
            "S3ModelDataSource": "shapes.s3_model_data_source",
            "S3ModelDataType": "enums.s3_model_data_type",
            "S3ModelDataTypeLiteral": "enums.s3_model_data_type",
            "SageMakerClient": "client",
            "SageMakerError": "errors",
            "SageMakerStubber": "stubber",
            "Tag": "shapes.tag",
            "TrafficRoutingConfig": "shapes.traffic_routing_config",
            "TrafficRoutingConfigType": "enums.traffic_routing_config_type",
            "TrafficRoutingConfigTypeLiteral": "enums.traffic_routing_config_type",
            "UpdateEndpointInput": "shapes.update_endpoint_input",
            "UpdateEndpointOutput": "shapes.update_endpoint_output",
            "VariantProperty": "shapes.variant_property",
            "VariantPropertyType": "enums.variant_property_type",
            "VariantPropertyTypeLiteral": "enums.variant_property_type",
            "VariantStatus": "enums.variant_status",
            "VariantStatusLiteral": "enums.variant_status",
            "VpcConfig": "shapes.vpc_config",
            "WaitError": "waiters",
            "WaitFailed": "waiters",
            "WaitTimeout": "waiters",
            "deploy": "deployment",
            "deploy_async": "deployment",
            "preflight_facts": "preflight",
            "show_progress": "waiters",
        },
    )
