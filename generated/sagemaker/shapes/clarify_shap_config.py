"""Structure ``ClarifyShapConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_clarify_shap_config
from .clarify_shap_baseline_config import ClarifyShapBaselineConfig
from .clarify_text_config import ClarifyTextConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"ShapBaselineConfig", "NumberOfSamples", "UseLogit", "Seed", "TextConfig"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ClarifyShapConfig(Structure):
    """Structure ``ClarifyShapConfig`` of SageMaker.

    Attributes:
        shap_baseline_config: ``ShapBaselineConfig``; required; structure ClarifyShapBaselineConfig.
        number_of_samples: ``NumberOfSamples``; optional; integer; at least 1.
        use_logit: ``UseLogit``; optional; boolean.
        seed: ``Seed``; optional; integer.
        text_config: ``TextConfig``; optional; structure ClarifyTextConfig.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ClarifyShapConfig
    """

    _service = _service
    _checks = (check_clarify_shap_config,)

    shap_baseline_config: ClarifyShapBaselineConfig | None
    number_of_samples: int | None
    use_logit: bool | None
    seed: int | None
    text_config: ClarifyTextConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        shap_baseline_config: ClarifyShapBaselineConfig,
        number_of_samples: int | None = None,
        use_logit: bool | None = None,
        seed: int | None = None,
        text_config: ClarifyTextConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if shap_baseline_config is not None:
            _data["ShapBaselineConfig"] = _plain(shap_baseline_config)
        if number_of_samples is not None:
            _data["NumberOfSamples"] = _plain(number_of_samples)
        if use_logit is not None:
            _data["UseLogit"] = _plain(use_logit)
        if seed is not None:
            _data["Seed"] = _plain(seed)
        if text_config is not None:
            _data["TextConfig"] = _plain(text_config)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("ShapBaselineConfig")
        put(self, "shap_baseline_config", None if value is None else ClarifyShapBaselineConfig._build(value))
        put(self, "number_of_samples", get("NumberOfSamples"))
        put(self, "use_logit", get("UseLogit"))
        put(self, "seed", get("Seed"))
        value = get("TextConfig")
        put(self, "text_config", None if value is None else ClarifyTextConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.shap_baseline_config is not None:
            data["ShapBaselineConfig"] = self.shap_baseline_config.to_dict()
        if self.number_of_samples is not None:
            data["NumberOfSamples"] = self.number_of_samples
        if self.use_logit is not None:
            data["UseLogit"] = self.use_logit
        if self.seed is not None:
            data["Seed"] = self.seed
        if self.text_config is not None:
            data["TextConfig"] = self.text_config.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
