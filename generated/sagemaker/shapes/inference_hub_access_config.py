"""Structure ``InferenceHubAccessConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_inference_hub_access_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"HubContentArn"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class InferenceHubAccessConfig(Structure):
    """Structure ``InferenceHubAccessConfig`` of SageMaker.

    Attributes:
        hub_content_arn: ``HubContentArn``; required; string; 0-255 code points; pattern ``.*``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/InferenceHubAccessConfig
    """

    _service = _service
    _checks = (check_inference_hub_access_config,)

    hub_content_arn: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        hub_content_arn: str,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if hub_content_arn is not None:
            _data["HubContentArn"] = _plain(hub_content_arn)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "hub_content_arn", get("HubContentArn"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.hub_content_arn is not None:
            data["HubContentArn"] = self.hub_content_arn
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
