"""Structure ``Alarm``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.shared import check_alarm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"AlarmName"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class Alarm(Structure):
    """Structure ``Alarm`` of SageMaker.

    Attributes:
        alarm_name: ``AlarmName``; optional; string; 1-255 code points; pattern ``(?!\\s*$).+``; rules alarm-name-missing.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/Alarm
    """

    _service = _service
    _checks = (check_alarm,)

    alarm_name: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        alarm_name: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if alarm_name is not None:
            _data["AlarmName"] = _plain(alarm_name)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "alarm_name", get("AlarmName"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.alarm_name is not None:
            data["AlarmName"] = self.alarm_name
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
