"""Structure ``ClarifyInferenceConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_clarify_inference_config
from ..enums.clarify_feature_type import ClarifyFeatureType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..enums.clarify_feature_type import ClarifyFeatureTypeLiteral

_MEMBERS: frozenset[str] = frozenset(
    {
        "FeaturesAttribute",
        "ContentTemplate",
        "MaxRecordCount",
        "MaxPayloadInMB",
        "ProbabilityIndex",
        "LabelIndex",
        "ProbabilityAttribute",
        "LabelAttribute",
        "LabelHeaders",
        "FeatureHeaders",
        "FeatureTypes",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ClarifyInferenceConfig(Structure):
    """Structure ``ClarifyInferenceConfig`` of SageMaker.

    Attributes:
        features_attribute: ``FeaturesAttribute``; optional; string; 1-64 code points; pattern ``.*``.
        content_template: ``ContentTemplate``; optional; string; 1-64 code points; pattern ``.*``.
        max_record_count: ``MaxRecordCount``; optional; integer; at least 1.
        max_payload_in_mb: ``MaxPayloadInMB``; optional; integer; 1-25.
        probability_index: ``ProbabilityIndex``; optional; integer; at least 0.
        label_index: ``LabelIndex``; optional; integer; at least 0.
        probability_attribute: ``ProbabilityAttribute``; optional; string; 1-64 code points; pattern ``.*``.
        label_attribute: ``LabelAttribute``; optional; string; 1-64 code points; pattern ``.*``.
        label_headers: ``LabelHeaders``; optional; list of string; 1-16 items.
        feature_headers: ``FeatureHeaders``; optional; list of string; 1-256 items.
        feature_types: ``FeatureTypes``; optional; list of enum ClarifyFeatureType (numerical, categorical, text); 1-256 items; rules clarify-feature-types-text.

    Rules: clarify-index-and-attribute, clarify-attributes-jmespath.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ClarifyInferenceConfig
    """

    _service = _service
    _checks = (check_clarify_inference_config,)

    features_attribute: str | None
    content_template: str | None
    max_record_count: int | None
    max_payload_in_mb: int | None
    probability_index: int | None
    label_index: int | None
    probability_attribute: str | None
    label_attribute: str | None
    label_headers: tuple[str, ...] | None
    feature_headers: tuple[str, ...] | None
    feature_types: tuple[ClarifyFeatureType | str, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        features_attribute: str | None = None,
        content_template: str | None = None,
        max_record_count: int | None = None,
        max_payload_in_mb: int | None = None,
        probability_index: int | None = None,
        label_index: int | None = None,
        probability_attribute: str | None = None,
        label_attribute: str | None = None,
        label_headers: Sequence[str] | None = None,
        feature_headers: Sequence[str] | None = None,
        feature_types: Sequence[ClarifyFeatureType | ClarifyFeatureTypeLiteral] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if features_attribute is not None:
            _data["FeaturesAttribute"] = _plain(features_attribute)
        if content_template is not None:
            _data["ContentTemplate"] = _plain(content_template)
        if max_record_count is not None:
            _data["MaxRecordCount"] = _plain(max_record_count)
        if max_payload_in_mb is not None:
            _data["MaxPayloadInMB"] = _plain(max_payload_in_mb)
        if probability_index is not None:
            _data["ProbabilityIndex"] = _plain(probability_index)
        if label_index is not None:
            _data["LabelIndex"] = _plain(label_index)
        if probability_attribute is not None:
            _data["ProbabilityAttribute"] = _plain(probability_attribute)
        if label_attribute is not None:
            _data["LabelAttribute"] = _plain(label_attribute)
        if label_headers is not None:
            _data["LabelHeaders"] = _plain(label_headers)
        if feature_headers is not None:
            _data["FeatureHeaders"] = _plain(feature_headers)
        if feature_types is not None:
            _data["FeatureTypes"] = _plain(feature_types)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "features_attribute", get("FeaturesAttribute"))
        put(self, "content_template", get("ContentTemplate"))
        put(self, "max_record_count", get("MaxRecordCount"))
        put(self, "max_payload_in_mb", get("MaxPayloadInMB"))
        put(self, "probability_index", get("ProbabilityIndex"))
        put(self, "label_index", get("LabelIndex"))
        put(self, "probability_attribute", get("ProbabilityAttribute"))
        put(self, "label_attribute", get("LabelAttribute"))
        value = get("LabelHeaders")
        put(self, "label_headers", None if value is None else tuple(value))
        value = get("FeatureHeaders")
        put(self, "feature_headers", None if value is None else tuple(value))
        value = get("FeatureTypes")
        put(
            self,
            "feature_types",
            None if value is None else tuple([enum_member(ClarifyFeatureType, item) for item in value]),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.features_attribute is not None:
            data["FeaturesAttribute"] = self.features_attribute
        if self.content_template is not None:
            data["ContentTemplate"] = self.content_template
        if self.max_record_count is not None:
            data["MaxRecordCount"] = self.max_record_count
        if self.max_payload_in_mb is not None:
            data["MaxPayloadInMB"] = self.max_payload_in_mb
        if self.probability_index is not None:
            data["ProbabilityIndex"] = self.probability_index
        if self.label_index is not None:
            data["LabelIndex"] = self.label_index
        if self.probability_attribute is not None:
            data["ProbabilityAttribute"] = self.probability_attribute
        if self.label_attribute is not None:
            data["LabelAttribute"] = self.label_attribute
        if self.label_headers is not None:
            data["LabelHeaders"] = list(self.label_headers)
        if self.feature_headers is not None:
            data["FeatureHeaders"] = list(self.feature_headers)
        if self.feature_types is not None:
            data["FeatureTypes"] = [enum_text(item) for item in self.feature_types]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
