"""Structure ``ExplainerConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_explainer_config
from .clarify_explainer_config import ClarifyExplainerConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"ClarifyExplainerConfig"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ExplainerConfig(Structure):
    """Structure ``ExplainerConfig`` of SageMaker.

    Attributes:
        clarify_explainer_config: ``ClarifyExplainerConfig``; optional; structure ClarifyExplainerConfig.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ExplainerConfig
    """

    _service = _service
    _checks = (check_explainer_config,)

    clarify_explainer_config: ClarifyExplainerConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        clarify_explainer_config: ClarifyExplainerConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if clarify_explainer_config is not None:
            _data["ClarifyExplainerConfig"] = _plain(clarify_explainer_config)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("ClarifyExplainerConfig")
        put(self, "clarify_explainer_config", None if value is None else ClarifyExplainerConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.clarify_explainer_config is not None:
            data["ClarifyExplainerConfig"] = self.clarify_explainer_config.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
