"""Structure ``DeployedImage``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from ..._runtime.wire.values import to_datetime
from .. import _service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..._runtime.typed.aliases import datetime

_MEMBERS: frozenset[str] = frozenset({"SpecifiedImage", "ResolvedImage", "ResolutionTime"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class DeployedImage(Structure):
    """Structure ``DeployedImage`` of SageMaker.

    Attributes:
        specified_image: ``SpecifiedImage``; optional; string; 0-255 code points; pattern ``[\\S]+``.
        resolved_image: ``ResolvedImage``; optional; string; 0-255 code points; pattern ``[\\S]+``.
        resolution_time: ``ResolutionTime``; optional; timestamp.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DeployedImage
    """

    _service = _service

    specified_image: str | None
    resolved_image: str | None
    resolution_time: datetime | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        specified_image: str | None = None,
        resolved_image: str | None = None,
        resolution_time: datetime | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if specified_image is not None:
            _data["SpecifiedImage"] = _plain(specified_image)
        if resolved_image is not None:
            _data["ResolvedImage"] = _plain(resolved_image)
        if resolution_time is not None:
            _data["ResolutionTime"] = _plain(resolution_time)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "specified_image", get("SpecifiedImage"))
        put(self, "resolved_image", get("ResolvedImage"))
        value = get("ResolutionTime")
        put(self, "resolution_time", None if value is None else to_datetime(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.specified_image is not None:
            data["SpecifiedImage"] = self.specified_image
        if self.resolved_image is not None:
            data["ResolvedImage"] = self.resolved_image
        if self.resolution_time is not None:
            data["ResolutionTime"] = self.resolution_time
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
