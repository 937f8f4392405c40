"""Structure ``ProductionVariant``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_production_variant
from ..enums.production_variant_accelerator_type import ProductionVariantAcceleratorType
from ..enums.production_variant_inference_ami_version import ProductionVariantInferenceAmiVersion
from ..enums.production_variant_instance_type import ProductionVariantInstanceType
from .accelerator_partition_layout import AcceleratorPartitionLayout
from .instance_pool import InstancePool
from .production_variant_capacity_reservation_config import ProductionVariantCapacityReservationConfig
from .production_variant_core_dump_config import ProductionVariantCoreDumpConfig
from .production_variant_managed_instance_scaling import ProductionVariantManagedInstanceScaling
from .production_variant_routing_config import ProductionVariantRoutingConfig
from .production_variant_serverless_config import ProductionVariantServerlessConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..enums.production_variant_accelerator_type import ProductionVariantAcceleratorTypeLiteral
    from ..enums.production_variant_inference_ami_version import ProductionVariantInferenceAmiVersionLiteral
    from ..enums.production_variant_instance_type import ProductionVariantInstanceTypeLiteral

_MEMBERS: frozenset[str] = frozenset(
    {
        "VariantName",
        "ModelName",
        "InitialInstanceCount",
        "InstanceType",
        "InstancePools",
        "VariantInstanceProvisionTimeoutInSeconds",
        "InitialVariantWeight",
        "AcceleratorType",
        "CoreDumpConfig",
        "ServerlessConfig",
        "VolumeSizeInGB",
        "ModelDataDownloadTimeoutInSeconds",
        "ContainerStartupHealthCheckTimeoutInSeconds",
        "EnableSSMAccess",
        "ManagedInstanceScaling",
        "RoutingConfig",
        "InferenceAmiVersion",
        "CapacityReservationConfig",
        "AcceleratorPartitionLayouts",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariant(Structure):
    """Structure ``ProductionVariant`` of SageMaker.

    Attributes:
        variant_name: ``VariantName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``.
        model_name: ``ModelName``; optional; string; 0-63 code points; pattern ``[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?``.
        initial_instance_count: ``InitialInstanceCount``; optional; integer; at least 1; rules variant-initial-count-missing, managed-scaling-initial-in-range.
        instance_type: ``InstanceType``; optional; enum ProductionVariantInstanceType (277 values); rules variant-capacity-missing, reservation-needs-instance-type.
        instance_pools: ``InstancePools``; optional; list of structure InstancePool; 1-5 items; rules variant-pools-xor-instance-type, instance-pools-min-two, instance-pools-priority-unique, instance-pools-type-unique.
        variant_instance_provision_timeout_in_seconds: ``VariantInstanceProvisionTimeoutInSeconds``; optional; integer; 300-3600; rules provision-timeout-without-pools.
        initial_variant_weight: ``InitialVariantWeight``; optional; number; at least 0.
        accelerator_type: ``AcceleratorType``; optional; enum ProductionVariantAcceleratorType (ml.eia1.medium, ml.eia1.large, ml.eia1.xlarge, ml.eia2.medium, ml.eia2.large, ml.eia2.xlarge); rules accelerator-type-retired.
        core_dump_config: ``CoreDumpConfig``; optional; structure ProductionVariantCoreDumpConfig.
        serverless_config: ``ServerlessConfig``; optional; structure ProductionVariantServerlessConfig; rules variant-serverless-xor-instance, variant-serverless-instance-only-members.
        volume_size_in_gb: ``VolumeSizeInGB``; optional; integer; 1-512; rules volume-size-local-storage.
        model_data_download_timeout_in_seconds: ``ModelDataDownloadTimeoutInSeconds``; optional; integer; 60-3600.
        container_startup_health_check_timeout_in_seconds: ``ContainerStartupHealthCheckTimeoutInSeconds``; optional; integer; 60-3600.
        enable_ssm_access: ``EnableSSMAccess``; optional; boolean; rules ssm-not-for-production.
        managed_instance_scaling: ``ManagedInstanceScaling``; optional; structure ProductionVariantManagedInstanceScaling; rules managed-scaling-needs-inference-components, managed-scaling-zero-needs-inference-components.
        routing_config: ``RoutingConfig``; optional; structure ProductionVariantRoutingConfig; rules instance-pools-lor-routing.
        inference_ami_version: ``InferenceAmiVersion``; optional; enum ProductionVariantInferenceAmiVersion (al2-ami-sagemaker-inference-gpu-2, al2-ami-sagemaker-inference-gpu-2-1, al2-ami-sagemaker-inference-gpu-3-1, al2-ami-sagemaker-inference-neuron-2, al2023-ami-sagemaker-inference-gpu-4-1); rules ami-accelerator-mismatch.
        capacity_reservation_config: ``CapacityReservationConfig``; optional; structure ProductionVariantCapacityReservationConfig.
        accelerator_partition_layouts: ``AcceleratorPartitionLayouts``; optional; list of structure AcceleratorPartitionLayout; 1-32 items; rules partition-layout-exactly-one, partition-layout-needs-inference-components.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariant
    """

    _service = _service
    _checks = (check_production_variant,)

    variant_name: str | None
    model_name: str | None
    initial_instance_count: int | None
    instance_type: ProductionVariantInstanceType | str | None
    instance_pools: tuple[InstancePool, ...] | None
    variant_instance_provision_timeout_in_seconds: int | None
    initial_variant_weight: float | None
    accelerator_type: ProductionVariantAcceleratorType | str | None
    core_dump_config: ProductionVariantCoreDumpConfig | None
    serverless_config: ProductionVariantServerlessConfig | None
    volume_size_in_gb: int | None
    model_data_download_timeout_in_seconds: int | None
    container_startup_health_check_timeout_in_seconds: int | None
    enable_ssm_access: bool | None
    managed_instance_scaling: ProductionVariantManagedInstanceScaling | None
    routing_config: ProductionVariantRoutingConfig | None
    inference_ami_version: ProductionVariantInferenceAmiVersion | str | None
    capacity_reservation_config: ProductionVariantCapacityReservationConfig | None
    accelerator_partition_layouts: tuple[AcceleratorPartitionLayout, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        variant_name: str,
        model_name: str | None = None,
        initial_instance_count: int | None = None,
        instance_type: ProductionVariantInstanceType | ProductionVariantInstanceTypeLiteral | None = None,
        instance_pools: Sequence[InstancePool] | None = None,
        variant_instance_provision_timeout_in_seconds: int | None = None,
        initial_variant_weight: float | None = None,
        accelerator_type: ProductionVariantAcceleratorType | ProductionVariantAcceleratorTypeLiteral | None = None,
        core_dump_config: ProductionVariantCoreDumpConfig | None = None,
        serverless_config: ProductionVariantServerlessConfig | None = None,
        volume_size_in_gb: int | None = None,
        model_data_download_timeout_in_seconds: int | None = None,
        container_startup_health_check_timeout_in_seconds: int | None = None,
        enable_ssm_access: bool | None = None,
        managed_instance_scaling: ProductionVariantManagedInstanceScaling | None = None,
        routing_config: ProductionVariantRoutingConfig | None = None,
        inference_ami_version: ProductionVariantInferenceAmiVersion
        | ProductionVariantInferenceAmiVersionLiteral
        | None = None,
        capacity_reservation_config: ProductionVariantCapacityReservationConfig | None = None,
        accelerator_partition_layouts: Sequence[AcceleratorPartitionLayout] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if variant_name is not None:
            _data["VariantName"] = _plain(variant_name)
        if model_name is not None:
            _data["ModelName"] = _plain(model_name)
        if initial_instance_count is not None:
            _data["InitialInstanceCount"] = _plain(initial_instance_count)
        if instance_type is not None:
            _data["InstanceType"] = _plain(instance_type)
        if instance_pools is not None:
            _data["InstancePools"] = _plain(instance_pools)
        if variant_instance_provision_timeout_in_seconds is not None:
            _data["VariantInstanceProvisionTimeoutInSeconds"] = _plain(variant_instance_provision_timeout_in_seconds)
        if initial_variant_weight is not None:
            _data["InitialVariantWeight"] = _plain(initial_variant_weight)
        if accelerator_type is not None:
            _data["AcceleratorType"] = _plain(accelerator_type)
        if core_dump_config is not None:
            _data["CoreDumpConfig"] = _plain(core_dump_config)
        if serverless_config is not None:
            _data["ServerlessConfig"] = _plain(serverless_config)
        if volume_size_in_gb is not None:
            _data["VolumeSizeInGB"] = _plain(volume_size_in_gb)
        if model_data_download_timeout_in_seconds is not None:
            _data["ModelDataDownloadTimeoutInSeconds"] = _plain(model_data_download_timeout_in_seconds)
        if container_startup_health_check_timeout_in_seconds is not None:
            _data["ContainerStartupHealthCheckTimeoutInSeconds"] = _plain(
                container_startup_health_check_timeout_in_seconds
            )
        if enable_ssm_access is not None:
            _data["EnableSSMAccess"] = _plain(enable_ssm_access)
        if managed_instance_scaling is not None:
            _data["ManagedInstanceScaling"] = _plain(managed_instance_scaling)
        if routing_config is not None:
            _data["RoutingConfig"] = _plain(routing_config)
        if inference_ami_version is not None:
            _data["InferenceAmiVersion"] = _plain(inference_ami_version)
        if capacity_reservation_config is not None:
            _data["CapacityReservationConfig"] = _plain(capacity_reservation_config)
        if accelerator_partition_layouts is not None:
            _data["AcceleratorPartitionLayouts"] = _plain(accelerator_partition_layouts)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "variant_name", get("VariantName"))
        put(self, "model_name", get("ModelName"))
        put(self, "initial_instance_count", get("InitialInstanceCount"))
        value = get("InstanceType")
        put(self, "instance_type", None if value is None else enum_member(ProductionVariantInstanceType, value))
        value = get("InstancePools")
        put(self, "instance_pools", None if value is None else tuple([InstancePool._build(item) for item in value]))
        put(self, "variant_instance_provision_timeout_in_seconds", get("VariantInstanceProvisionTimeoutInSeconds"))
        put(self, "initial_variant_weight", get("InitialVariantWeight"))
        value = get("AcceleratorType")
        put(self, "accelerator_type", None if value is None else enum_member(ProductionVariantAcceleratorType, value))
        value = get("CoreDumpConfig")
        put(self, "core_dump_config", None if value is None else ProductionVariantCoreDumpConfig._build(value))
        value = get("ServerlessConfig")
        put(self, "serverless_config", None if value is None else ProductionVariantServerlessConfig._build(value))
        put(self, "volume_size_in_gb", get("VolumeSizeInGB"))
        put(self, "model_data_download_timeout_in_seconds", get("ModelDataDownloadTimeoutInSeconds"))
        put(
            self,
            "container_startup_health_check_timeout_in_seconds",
            get("ContainerStartupHealthCheckTimeoutInSeconds"),
        )
        put(self, "enable_ssm_access", get("EnableSSMAccess"))
        value = get("ManagedInstanceScaling")
        put(
            self,
            "managed_instance_scaling",
            None if value is None else ProductionVariantManagedInstanceScaling._build(value),
        )
        value = get("RoutingConfig")
        put(self, "routing_config", None if value is None else ProductionVariantRoutingConfig._build(value))
        value = get("InferenceAmiVersion")
        put(
            self,
            "inference_ami_version",
            None if value is None else enum_member(ProductionVariantInferenceAmiVersion, value),
        )
        value = get("CapacityReservationConfig")
        put(
            self,
            "capacity_reservation_config",
            None if value is None else ProductionVariantCapacityReservationConfig._build(value),
        )
        value = get("AcceleratorPartitionLayouts")
        put(
            self,
            "accelerator_partition_layouts",
            None if value is None else tuple([AcceleratorPartitionLayout._build(item) for item in value]),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.variant_name is not None:
            data["VariantName"] = self.variant_name
        if self.model_name is not None:
            data["ModelName"] = self.model_name
        if self.initial_instance_count is not None:
            data["InitialInstanceCount"] = self.initial_instance_count
        if self.instance_type is not None:
            data["InstanceType"] = enum_text(self.instance_type)
        if self.instance_pools is not None:
            data["InstancePools"] = [item.to_dict() for item in self.instance_pools]
        if self.variant_instance_provision_timeout_in_seconds is not None:
            data["VariantInstanceProvisionTimeoutInSeconds"] = self.variant_instance_provision_timeout_in_seconds
        if self.initial_variant_weight is not None:
            data["InitialVariantWeight"] = self.initial_variant_weight
        if self.accelerator_type is not None:
            data["AcceleratorType"] = enum_text(self.accelerator_type)
        if self.core_dump_config is not None:
            data["CoreDumpConfig"] = self.core_dump_config.to_dict()
        if self.serverless_config is not None:
            data["ServerlessConfig"] = self.serverless_config.to_dict()
        if self.volume_size_in_gb is not None:
            data["VolumeSizeInGB"] = self.volume_size_in_gb
        if self.model_data_download_timeout_in_seconds is not None:
            data["ModelDataDownloadTimeoutInSeconds"] = self.model_data_download_timeout_in_seconds
        if self.container_startup_health_check_timeout_in_seconds is not None:
            data["ContainerStartupHealthCheckTimeoutInSeconds"] = self.container_startup_health_check_timeout_in_seconds
        if self.enable_ssm_access is not None:
            data["EnableSSMAccess"] = self.enable_ssm_access
        if self.managed_instance_scaling is not None:
            data["ManagedInstanceScaling"] = self.managed_instance_scaling.to_dict()
        if self.routing_config is not None:
            data["RoutingConfig"] = self.routing_config.to_dict()
        if self.inference_ami_version is not None:
            data["InferenceAmiVersion"] = enum_text(self.inference_ami_version)
        if self.capacity_reservation_config is not None:
            data["CapacityReservationConfig"] = self.capacity_reservation_config.to_dict()
        if self.accelerator_partition_layouts is not None:
            data["AcceleratorPartitionLayouts"] = [item.to_dict() for item in self.accelerator_partition_layouts]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
