"""Structure ``AutoRollbackConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.shared import check_auto_rollback_config
from .alarm import Alarm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"Alarms"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class AutoRollbackConfig(Structure):
    """Structure ``AutoRollbackConfig`` of SageMaker.

    Attributes:
        alarms: ``Alarms``; optional; list of structure Alarm; 1-10 items; rules auto-rollback-alarms-missing, alarm-name-unique.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/AutoRollbackConfig
    """

    _service = _service
    _checks = (check_auto_rollback_config,)

    alarms: tuple[Alarm, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        alarms: Sequence[Alarm] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if alarms is not None:
            _data["Alarms"] = _plain(alarms)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("Alarms")
        put(self, "alarms", None if value is None else tuple([Alarm._build(item) for item in value]))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.alarms is not None:
            data["Alarms"] = [item.to_dict() for item in self.alarms]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
