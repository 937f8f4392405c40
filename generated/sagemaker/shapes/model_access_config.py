"""Structure ``ModelAccessConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_model_access_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"AcceptEula"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ModelAccessConfig(Structure):
    """Structure ``ModelAccessConfig`` of SageMaker.

    Attributes:
        accept_eula: ``AcceptEula``; required; boolean; rules model-eula-not-accepted.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ModelAccessConfig
    """

    _service = _service
    _checks = (check_model_access_config,)

    accept_eula: bool | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        accept_eula: bool,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if accept_eula is not None:
            _data["AcceptEula"] = _plain(accept_eula)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "accept_eula", get("AcceptEula"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.accept_eula is not None:
            data["AcceptEula"] = self.accept_eula
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
