"""Structure ``RealTimeInferenceRecommendation``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import FrozenDict, Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..enums.production_variant_instance_type import ProductionVariantInstanceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"RecommendationId", "InstanceType", "Environment"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class RealTimeInferenceRecommendation(Structure):
    """Structure ``RealTimeInferenceRecommendation`` of SageMaker.

    Attributes:
        recommendation_id: ``RecommendationId``; required; string.
        instance_type: ``InstanceType``; required; enum ProductionVariantInstanceType (277 values).
        environment: ``Environment``; optional; map of string to string; 0-100 entries.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/RealTimeInferenceRecommendation
    """

    _service = _service

    recommendation_id: str | None
    instance_type: ProductionVariantInstanceType | str | None
    environment: Mapping[str, str] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        recommendation_id: str | None = None,
        instance_type: ProductionVariantInstanceType | str | None = None,
        environment: Mapping[str, str] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if recommendation_id is not None:
            _data["RecommendationId"] = _plain(recommendation_id)
        if instance_type is not None:
            _data["InstanceType"] = _plain(instance_type)
        if environment is not None:
            _data["Environment"] = _plain(environment)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "recommendation_id", get("RecommendationId"))
        value = get("InstanceType")
        put(self, "instance_type", None if value is None else enum_member(ProductionVariantInstanceType, value))
        value = get("Environment")
        put(self, "environment", None if value is None else FrozenDict(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.recommendation_id is not None:
            data["RecommendationId"] = self.recommendation_id
        if self.instance_type is not None:
            data["InstanceType"] = enum_text(self.instance_type)
        if self.environment is not None:
            data["Environment"] = dict(self.environment)
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
