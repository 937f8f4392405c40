"""Structure ``InstancePoolSummary``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..enums.production_variant_instance_type import ProductionVariantInstanceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"InstanceType", "CurrentInstanceCount"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class InstancePoolSummary(Structure):
    """Structure ``InstancePoolSummary`` of SageMaker.

    Attributes:
        instance_type: ``InstanceType``; required; enum ProductionVariantInstanceType (277 values).
        current_instance_count: ``CurrentInstanceCount``; required; integer; at least 0.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/InstancePoolSummary
    """

    _service = _service

    instance_type: ProductionVariantInstanceType | str | None
    current_instance_count: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        instance_type: ProductionVariantInstanceType | str | None = None,
        current_instance_count: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if instance_type is not None:
            _data["InstanceType"] = _plain(instance_type)
        if current_instance_count is not None:
            _data["CurrentInstanceCount"] = _plain(current_instance_count)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("InstanceType")
        put(self, "instance_type", None if value is None else enum_member(ProductionVariantInstanceType, value))
        put(self, "current_instance_count", get("CurrentInstanceCount"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.instance_type is not None:
            data["InstanceType"] = enum_text(self.instance_type)
        if self.current_instance_count is not None:
            data["CurrentInstanceCount"] = self.current_instance_count
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
