"""Structure ``DeploymentRecommendation``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..enums.recommendation_status import RecommendationStatus
from .real_time_inference_recommendation import RealTimeInferenceRecommendation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"RecommendationStatus", "RealTimeInferenceRecommendations"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class DeploymentRecommendation(Structure):
    """Structure ``DeploymentRecommendation`` of SageMaker.

    Attributes:
        recommendation_status: ``RecommendationStatus``; required; enum RecommendationStatus (IN_PROGRESS, COMPLETED, FAILED, NOT_APPLICABLE).
        real_time_inference_recommendations: ``RealTimeInferenceRecommendations``; optional; list of structure RealTimeInferenceRecommendation; 0-3 items.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DeploymentRecommendation
    """

    _service = _service

    recommendation_status: RecommendationStatus | str | None
    real_time_inference_recommendations: tuple[RealTimeInferenceRecommendation, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        recommendation_status: RecommendationStatus | str | None = None,
        real_time_inference_recommendations: Sequence[RealTimeInferenceRecommendation] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if recommendation_status is not None:
            _data["RecommendationStatus"] = _plain(recommendation_status)
        if real_time_inference_recommendations is not None:
            _data["RealTimeInferenceRecommendations"] = _plain(real_time_inference_recommendations)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("RecommendationStatus")
        put(self, "recommendation_status", None if value is None else enum_member(RecommendationStatus, value))
        value = get("RealTimeInferenceRecommendations")
        put(
            self,
            "real_time_inference_recommendations",
            None if value is None else tuple([RealTimeInferenceRecommendation._build(item) for item in value]),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.recommendation_status is not None:
            data["RecommendationStatus"] = enum_text(self.recommendation_status)
        if self.real_time_inference_recommendations is not None:
            data["RealTimeInferenceRecommendations"] = [
                item.to_dict() for item in self.real_time_inference_recommendations
            ]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
