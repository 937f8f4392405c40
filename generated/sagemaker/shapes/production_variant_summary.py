"""Structure ``ProductionVariantSummary``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from .accelerator_partition_layout import AcceleratorPartitionLayout
from .deployed_image import DeployedImage
from .instance_pool_summary import InstancePoolSummary
from .production_variant_capacity_reservation_summary import ProductionVariantCapacityReservationSummary
from .production_variant_managed_instance_scaling import ProductionVariantManagedInstanceScaling
from .production_variant_routing_config import ProductionVariantRoutingConfig
from .production_variant_serverless_config import ProductionVariantServerlessConfig
from .production_variant_status import ProductionVariantStatus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset(
    {
        "VariantName",
        "DeployedImages",
        "CurrentWeight",
        "DesiredWeight",
        "CurrentInstanceCount",
        "DesiredInstanceCount",
        "InstancePools",
        "VariantStatus",
        "CurrentServerlessConfig",
        "DesiredServerlessConfig",
        "ManagedInstanceScaling",
        "RoutingConfig",
        "CapacityReservationConfig",
        "AcceleratorPartitionLayouts",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariantSummary(Structure):
    """Structure ``ProductionVariantSummary`` of SageMaker.

    Attributes:
        variant_name: ``VariantName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``.
        deployed_images: ``DeployedImages``; optional; list of structure DeployedImage.
        current_weight: ``CurrentWeight``; optional; number; at least 0.
        desired_weight: ``DesiredWeight``; optional; number; at least 0.
        current_instance_count: ``CurrentInstanceCount``; optional; integer; at least 0.
        desired_instance_count: ``DesiredInstanceCount``; optional; integer; at least 0.
        instance_pools: ``InstancePools``; optional; list of structure InstancePoolSummary; at least 1 item.
        variant_status: ``VariantStatus``; optional; list of structure ProductionVariantStatus; 0-5 items.
        current_serverless_config: ``CurrentServerlessConfig``; optional; structure ProductionVariantServerlessConfig.
        desired_serverless_config: ``DesiredServerlessConfig``; optional; structure ProductionVariantServerlessConfig.
        managed_instance_scaling: ``ManagedInstanceScaling``; optional; structure ProductionVariantManagedInstanceScaling.
        routing_config: ``RoutingConfig``; optional; structure ProductionVariantRoutingConfig.
        capacity_reservation_config: ``CapacityReservationConfig``; optional; structure ProductionVariantCapacityReservationSummary.
        accelerator_partition_layouts: ``AcceleratorPartitionLayouts``; optional; list of structure AcceleratorPartitionLayout; 0-32 items.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariantSummary
    """

    _service = _service

    variant_name: str | None
    deployed_images: tuple[DeployedImage, ...] | None
    current_weight: float | None
    desired_weight: float | None
    current_instance_count: int | None
    desired_instance_count: int | None
    instance_pools: tuple[InstancePoolSummary, ...] | None
    variant_status: tuple[ProductionVariantStatus, ...] | None
    current_serverless_config: ProductionVariantServerlessConfig | None
    desired_serverless_config: ProductionVariantServerlessConfig | None
    managed_instance_scaling: ProductionVariantManagedInstanceScaling | None
    routing_config: ProductionVariantRoutingConfig | None
    capacity_reservation_config: ProductionVariantCapacityReservationSummary | None
    accelerator_partition_layouts: tuple[AcceleratorPartitionLayout, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        variant_name: str | None = None,
        deployed_images: Sequence[DeployedImage] | None = None,
        current_weight: float | None = None,
        desired_weight: float | None = None,
        current_instance_count: int | None = None,
        desired_instance_count: int | None = None,
        instance_pools: Sequence[InstancePoolSummary] | None = None,
        variant_status: Sequence[ProductionVariantStatus] | None = None,
        current_serverless_config: ProductionVariantServerlessConfig | None = None,
        desired_serverless_config: ProductionVariantServerlessConfig | None = None,
        managed_instance_scaling: ProductionVariantManagedInstanceScaling | None = None,
        routing_config: ProductionVariantRoutingConfig | None = None,
        capacity_reservation_config: ProductionVariantCapacityReservationSummary | None = None,
        accelerator_partition_layouts: Sequence[AcceleratorPartitionLayout] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if variant_name is not None:
            _data["VariantName"] = _plain(variant_name)
        if deployed_images is not None:
            _data["DeployedImages"] = _plain(deployed_images)
        if current_weight is not None:
            _data["CurrentWeight"] = _plain(current_weight)
        if desired_weight is not None:
            _data["DesiredWeight"] = _plain(desired_weight)
        if current_instance_count is not None:
            _data["CurrentInstanceCount"] = _plain(current_instance_count)
        if desired_instance_count is not None:
            _data["DesiredInstanceCount"] = _plain(desired_instance_count)
        if instance_pools is not None:
            _data["InstancePools"] = _plain(instance_pools)
        if variant_status is not None:
            _data["VariantStatus"] = _plain(variant_status)
        if current_serverless_config is not None:
            _data["CurrentServerlessConfig"] = _plain(current_serverless_config)
        if desired_serverless_config is not None:
            _data["DesiredServerlessConfig"] = _plain(desired_serverless_config)
        if managed_instance_scaling is not None:
            _data["ManagedInstanceScaling"] = _plain(managed_instance_scaling)
        if routing_config is not None:
            _data["RoutingConfig"] = _plain(routing_config)
        if capacity_reservation_config is not None:
            _data["CapacityReservationConfig"] = _plain(capacity_reservation_config)
        if accelerator_partition_layouts is not None:
            _data["AcceleratorPartitionLayouts"] = _plain(accelerator_partition_layouts)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "variant_name", get("VariantName"))
        value = get("DeployedImages")
        put(self, "deployed_images", None if value is None else tuple([DeployedImage._build(item) for item in value]))
        put(self, "current_weight", get("CurrentWeight"))
        put(self, "desired_weight", get("DesiredWeight"))
        put(self, "current_instance_count", get("CurrentInstanceCount"))
        put(self, "desired_instance_count", get("DesiredInstanceCount"))
        value = get("InstancePools")
        put(
            self,
            "instance_pools",
            None if value is None else tuple([InstancePoolSummary._build(item) for item in value]),
        )
        value = get("VariantStatus")
        put(
            self,
            "variant_status",
            None if value is None else tuple([ProductionVariantStatus._build(item) for item in value]),
        )
        value = get("CurrentServerlessConfig")
        put(
            self,
            "current_serverless_config",
            None if value is None else ProductionVariantServerlessConfig._build(value),
        )
        value = get("DesiredServerlessConfig")
        put(
            self,
            "desired_serverless_config",
            None if value is None else ProductionVariantServerlessConfig._build(value),
        )
        value = get("ManagedInstanceScaling")
        put(
            self,
            "managed_instance_scaling",
            None if value is None else ProductionVariantManagedInstanceScaling._build(value),
        )
        value = get("RoutingConfig")
        put(self, "routing_config", None if value is None else ProductionVariantRoutingConfig._build(value))
        value = get("CapacityReservationConfig")
        put(
            self,
            "capacity_reservation_config",
            None if value is None else ProductionVariantCapacityReservationSummary._build(value),
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
        if self.deployed_images is not None:
            data["DeployedImages"] = [item.to_dict() for item in self.deployed_images]
        if self.current_weight is not None:
            data["CurrentWeight"] = self.current_weight
        if self.desired_weight is not None:
            data["DesiredWeight"] = self.desired_weight
        if self.current_instance_count is not None:
            data["CurrentInstanceCount"] = self.current_instance_count
        if self.desired_instance_count is not None:
            data["DesiredInstanceCount"] = self.desired_instance_count
        if self.instance_pools is not None:
            data["InstancePools"] = [item.to_dict() for item in self.instance_pools]
        if self.variant_status is not None:
            data["VariantStatus"] = [item.to_dict() for item in self.variant_status]
        if self.current_serverless_config is not None:
            data["CurrentServerlessConfig"] = self.current_serverless_config.to_dict()
        if self.desired_serverless_config is not None:
            data["DesiredServerlessConfig"] = self.desired_serverless_config.to_dict()
        if self.managed_instance_scaling is not None:
            data["ManagedInstanceScaling"] = self.managed_instance_scaling.to_dict()
        if self.routing_config is not None:
            data["RoutingConfig"] = self.routing_config.to_dict()
        if self.capacity_reservation_config is not None:
            data["CapacityReservationConfig"] = self.capacity_reservation_config.to_dict()
        if self.accelerator_partition_layouts is not None:
            data["AcceleratorPartitionLayouts"] = [item.to_dict() for item in self.accelerator_partition_layouts]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
