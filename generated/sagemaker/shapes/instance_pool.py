"""Structure ``InstancePool``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_instance_pool
from ..enums.production_variant_instance_type import ProductionVariantInstanceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.production_variant_instance_type import ProductionVariantInstanceTypeLiteral

_MEMBERS: frozenset[str] = frozenset({"InstanceType", "ModelNameOverride", "Priority"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class InstancePool(Structure):
    """Structure ``InstancePool`` of SageMaker.

    Attributes:
        instance_type: ``InstanceType``; required; enum ProductionVariantInstanceType (277 values).
        model_name_override: ``ModelNameOverride``; optional; string; 0-63 code points; pattern ``[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?``.
        priority: ``Priority``; required; integer; 1-5.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/InstancePool
    """

    _service = _service
    _checks = (check_instance_pool,)

    instance_type: ProductionVariantInstanceType | str | None
    model_name_override: str | None
    priority: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        instance_type: ProductionVariantInstanceType | ProductionVariantInstanceTypeLiteral,
        priority: int,
        model_name_override: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if instance_type is not None:
            _data["InstanceType"] = _plain(instance_type)
        if model_name_override is not None:
            _data["ModelNameOverride"] = _plain(model_name_override)
        if priority is not None:
            _data["Priority"] = _plain(priority)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("InstanceType")
        put(self, "instance_type", None if value is None else enum_member(ProductionVariantInstanceType, value))
        put(self, "model_name_override", get("ModelNameOverride"))
        put(self, "priority", get("Priority"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.instance_type is not None:
            data["InstanceType"] = enum_text(self.instance_type)
        if self.model_name_override is not None:
            data["ModelNameOverride"] = self.model_name_override
        if self.priority is not None:
            data["Priority"] = self.priority
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
