"""Structure ``PendingDeploymentSummary``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from ..._runtime.wire.values import to_datetime
from .. import _service
from .pending_production_variant_summary import PendingProductionVariantSummary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..._runtime.typed.aliases import datetime

_MEMBERS: frozenset[str] = frozenset(
    {"EndpointConfigName", "ProductionVariants", "StartTime", "ShadowProductionVariants"}
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class PendingDeploymentSummary(Structure):
    """Structure ``PendingDeploymentSummary`` of SageMaker.

    Attributes:
        endpoint_config_name: ``EndpointConfigName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``.
        production_variants: ``ProductionVariants``; optional; list of structure PendingProductionVariantSummary; at least 1 item.
        start_time: ``StartTime``; optional; timestamp.
        shadow_production_variants: ``ShadowProductionVariants``; optional; list of structure PendingProductionVariantSummary; at least 1 item.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/PendingDeploymentSummary
    """

    _service = _service

    endpoint_config_name: str | None
    production_variants: tuple[PendingProductionVariantSummary, ...] | None
    start_time: datetime | None
    shadow_production_variants: tuple[PendingProductionVariantSummary, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        endpoint_config_name: str | None = None,
        production_variants: Sequence[PendingProductionVariantSummary] | None = None,
        start_time: datetime | None = None,
        shadow_production_variants: Sequence[PendingProductionVariantSummary] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if endpoint_config_name is not None:
            _data["EndpointConfigName"] = _plain(endpoint_config_name)
        if production_variants is not None:
            _data["ProductionVariants"] = _plain(production_variants)
        if start_time is not None:
            _data["StartTime"] = _plain(start_time)
        if shadow_production_variants is not None:
            _data["ShadowProductionVariants"] = _plain(shadow_production_variants)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "endpoint_config_name", get("EndpointConfigName"))
        value = get("ProductionVariants")
        put(
            self,
            "production_variants",
            None if value is None else tuple([PendingProductionVariantSummary._build(item) for item in value]),
        )
        value = get("StartTime")
        put(self, "start_time", None if value is None else to_datetime(value))
        value = get("ShadowProductionVariants")
        put(
            self,
            "shadow_production_variants",
            None if value is None else tuple([PendingProductionVariantSummary._build(item) for item in value]),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.endpoint_config_name is not None:
            data["EndpointConfigName"] = self.endpoint_config_name
        if self.production_variants is not None:
            data["ProductionVariants"] = [item.to_dict() for item in self.production_variants]
        if self.start_time is not None:
            data["StartTime"] = self.start_time
        if self.shadow_production_variants is not None:
            data["ShadowProductionVariants"] = [item.to_dict() for item in self.shadow_production_variants]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
