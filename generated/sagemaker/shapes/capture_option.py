"""Structure ``CaptureOption``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_capture_option
from ..enums.capture_mode import CaptureMode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.capture_mode import CaptureModeLiteral

_MEMBERS: frozenset[str] = frozenset({"CaptureMode"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class CaptureOption(Structure):
    """Structure ``CaptureOption`` of SageMaker.

    Attributes:
        capture_mode: ``CaptureMode``; required; enum CaptureMode (Input, Output, InputAndOutput).

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CaptureOption
    """

    _service = _service
    _checks = (check_capture_option,)

    capture_mode: CaptureMode | str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        capture_mode: CaptureMode | CaptureModeLiteral,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if capture_mode is not None:
            _data["CaptureMode"] = _plain(capture_mode)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("CaptureMode")
        put(self, "capture_mode", None if value is None else enum_member(CaptureMode, value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.capture_mode is not None:
            data["CaptureMode"] = enum_text(self.capture_mode)
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
