"""Structure ``ClarifyExplainerConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_clarify_explainer_config
from .clarify_inference_config import ClarifyInferenceConfig
from .clarify_shap_config import ClarifyShapConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"EnableExplanations", "InferenceConfig", "ShapConfig"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ClarifyExplainerConfig(Structure):
    """Structure ``ClarifyExplainerConfig`` of SageMaker.

    Attributes:
        enable_explanations: ``EnableExplanations``; optional; string; 1-64 code points; pattern ``.*``; rules clarify-enable-explanations-jmespath.
        inference_config: ``InferenceConfig``; optional; structure ClarifyInferenceConfig; rules clarify-jsonlines-content-template.
        shap_config: ``ShapConfig``; required; structure ClarifyShapConfig; rules clarify-feature-types-need-text-config.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ClarifyExplainerConfig
    """

    _service = _service
    _checks = (check_clarify_explainer_config,)

    enable_explanations: str | None
    inference_config: ClarifyInferenceConfig | None
    shap_config: ClarifyShapConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        shap_config: ClarifyShapConfig,
        enable_explanations: str | None = None,
        inference_config: ClarifyInferenceConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if enable_explanations is not None:
            _data["EnableExplanations"] = _plain(enable_explanations)
        if inference_config is not None:
            _data["InferenceConfig"] = _plain(inference_config)
        if shap_config is not None:
            _data["ShapConfig"] = _plain(shap_config)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "enable_explanations", get("EnableExplanations"))
        value = get("InferenceConfig")
        put(self, "inference_config", None if value is None else ClarifyInferenceConfig._build(value))
        value = get("ShapConfig")
        put(self, "shap_config", None if value is None else ClarifyShapConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.enable_explanations is not None:
            data["EnableExplanations"] = self.enable_explanations
        if self.inference_config is not None:
            data["InferenceConfig"] = self.inference_config.to_dict()
        if self.shap_config is not None:
            data["ShapConfig"] = self.shap_config.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
