"""Structure ``DeploymentConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.shared import check_deployment_config
from .auto_rollback_config import AutoRollbackConfig
from .blue_green_update_policy import BlueGreenUpdatePolicy
from .rolling_update_policy import RollingUpdatePolicy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"BlueGreenUpdatePolicy", "RollingUpdatePolicy", "AutoRollbackConfiguration"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class DeploymentConfig(Structure):
    """Structure ``DeploymentConfig`` of SageMaker.

    Attributes:
        blue_green_update_policy: ``BlueGreenUpdatePolicy``; optional; structure BlueGreenUpdatePolicy.
        rolling_update_policy: ``RollingUpdatePolicy``; optional; structure RollingUpdatePolicy; rules deployment-single-policy.
        auto_rollback_configuration: ``AutoRollbackConfiguration``; optional; structure AutoRollbackConfig; rules baking-without-alarms.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DeploymentConfig
    """

    _service = _service
    _checks = (check_deployment_config,)

    blue_green_update_policy: BlueGreenUpdatePolicy | None
    rolling_update_policy: RollingUpdatePolicy | None
    auto_rollback_configuration: AutoRollbackConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        blue_green_update_policy: BlueGreenUpdatePolicy | None = None,
        rolling_update_policy: RollingUpdatePolicy | None = None,
        auto_rollback_configuration: AutoRollbackConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if blue_green_update_policy is not None:
            _data["BlueGreenUpdatePolicy"] = _plain(blue_green_update_policy)
        if rolling_update_policy is not None:
            _data["RollingUpdatePolicy"] = _plain(rolling_update_policy)
        if auto_rollback_configuration is not None:
            _data["AutoRollbackConfiguration"] = _plain(auto_rollback_configuration)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("BlueGreenUpdatePolicy")
        put(self, "blue_green_update_policy", None if value is None else BlueGreenUpdatePolicy._build(value))
        value = get("RollingUpdatePolicy")
        put(self, "rolling_update_policy", None if value is None else RollingUpdatePolicy._build(value))
        value = get("AutoRollbackConfiguration")
        put(self, "auto_rollback_configuration", None if value is None else AutoRollbackConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.blue_green_update_policy is not None:
            data["BlueGreenUpdatePolicy"] = self.blue_green_update_policy.to_dict()
        if self.rolling_update_policy is not None:
            data["RollingUpdatePolicy"] = self.rolling_update_policy.to_dict()
        if self.auto_rollback_configuration is not None:
            data["AutoRollbackConfiguration"] = self.auto_rollback_configuration.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
