"""Structure ``VariantProperty``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.update_endpoint import check_variant_property
from ..enums.variant_property_type import VariantPropertyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.variant_property_type import VariantPropertyTypeLiteral

_MEMBERS: frozenset[str] = frozenset({"VariantPropertyType"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class VariantProperty(Structure):
    """Structure ``VariantProperty`` of SageMaker.

    Attributes:
        variant_property_type: ``VariantPropertyType``; required; enum VariantPropertyType (DesiredInstanceCount, DesiredWeight, DataCaptureConfig); rules update-exclude-data-capture.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/VariantProperty
    """

    _service = _service
    _checks = (check_variant_property,)

    variant_property_type: VariantPropertyType
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        variant_property_type: VariantPropertyType | VariantPropertyTypeLiteral,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if variant_property_type is not None:
            _data["VariantPropertyType"] = _plain(variant_property_type)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("VariantPropertyType")
        put(self, "variant_property_type", None if value is None else enum_member(VariantPropertyType, value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.variant_property_type is not None:
            data["VariantPropertyType"] = str(self.variant_property_type)
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
