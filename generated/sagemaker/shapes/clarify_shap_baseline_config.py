"""Structure ``ClarifyShapBaselineConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_clarify_shap_baseline_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"MimeType", "ShapBaseline", "ShapBaselineUri"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ClarifyShapBaselineConfig(Structure):
    """Structure ``ClarifyShapBaselineConfig`` of SageMaker.

    Attributes:
        mime_type: ``MimeType``; optional; string; 0-255 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9])*\\/[a-zA-Z0-9](-*[a-zA-Z0-9+.])*``; rules clarify-mime-type-values.
        shap_baseline: ``ShapBaseline``; optional; string; 1-4096 code points; pattern ``[\\s\\S]+``; rules clarify-baseline-exactly-one.
        shap_baseline_uri: ``ShapBaselineUri``; optional; string; 0-1024 code points; pattern ``(https|s3)://([^/]+)/?(.*)``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ClarifyShapBaselineConfig
    """

    _service = _service
    _checks = (check_clarify_shap_baseline_config,)

    mime_type: str | None
    shap_baseline: str | None
    shap_baseline_uri: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        mime_type: str | None = None,
        shap_baseline: str | None = None,
        shap_baseline_uri: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if mime_type is not None:
            _data["MimeType"] = _plain(mime_type)
        if shap_baseline is not None:
            _data["ShapBaseline"] = _plain(shap_baseline)
        if shap_baseline_uri is not None:
            _data["ShapBaselineUri"] = _plain(shap_baseline_uri)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "mime_type", get("MimeType"))
        put(self, "shap_baseline", get("ShapBaseline"))
        put(self, "shap_baseline_uri", get("ShapBaselineUri"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.mime_type is not None:
            data["MimeType"] = self.mime_type
        if self.shap_baseline is not None:
            data["ShapBaseline"] = self.shap_baseline
        if self.shap_baseline_uri is not None:
            data["ShapBaselineUri"] = self.shap_baseline_uri
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
