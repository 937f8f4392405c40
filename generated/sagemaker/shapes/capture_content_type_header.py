"""Structure ``CaptureContentTypeHeader``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_capture_content_type_header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"CsvContentTypes", "JsonContentTypes"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class CaptureContentTypeHeader(Structure):
    """Structure ``CaptureContentTypeHeader`` of SageMaker.

    Attributes:
        csv_content_types: ``CsvContentTypes``; optional; list of string; 1-10 items.
        json_content_types: ``JsonContentTypes``; optional; list of string; 1-10 items; rules capture-content-type-in-both.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CaptureContentTypeHeader
    """

    _service = _service
    _checks = (check_capture_content_type_header,)

    csv_content_types: tuple[str, ...] | None
    json_content_types: tuple[str, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        csv_content_types: Sequence[str] | None = None,
        json_content_types: Sequence[str] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if csv_content_types is not None:
            _data["CsvContentTypes"] = _plain(csv_content_types)
        if json_content_types is not None:
            _data["JsonContentTypes"] = _plain(json_content_types)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("CsvContentTypes")
        put(self, "csv_content_types", None if value is None else tuple(value))
        value = get("JsonContentTypes")
        put(self, "json_content_types", None if value is None else tuple(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.csv_content_types is not None:
            data["CsvContentTypes"] = list(self.csv_content_types)
        if self.json_content_types is not None:
            data["JsonContentTypes"] = list(self.json_content_types)
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
