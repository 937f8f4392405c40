"""Structure ``DataCaptureConfigSummary``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..enums.capture_status import CaptureStatus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset(
    {"EnableCapture", "CaptureStatus", "CurrentSamplingPercentage", "DestinationS3Uri", "KmsKeyId"}
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class DataCaptureConfigSummary(Structure):
    """Structure ``DataCaptureConfigSummary`` of SageMaker.

    Attributes:
        enable_capture: ``EnableCapture``; required; boolean.
        capture_status: ``CaptureStatus``; required; enum CaptureStatus (Started, Stopped).
        current_sampling_percentage: ``CurrentSamplingPercentage``; required; integer; 0-100.
        destination_s3_uri: ``DestinationS3Uri``; required; string; 0-512 code points; pattern ``(https|s3)://([^/])/?(.*)``.
        kms_key_id: ``KmsKeyId``; required; string; 0-2048 code points; pattern ``[a-zA-Z0-9:/_-]*``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DataCaptureConfigSummary
    """

    _service = _service

    enable_capture: bool | None
    capture_status: CaptureStatus | str | None
    current_sampling_percentage: int | None
    destination_s3_uri: str | None
    kms_key_id: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        enable_capture: bool | None = None,
        capture_status: CaptureStatus | str | None = None,
        current_sampling_percentage: int | None = None,
        destination_s3_uri: str | None = None,
        kms_key_id: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if enable_capture is not None:
            _data["EnableCapture"] = _plain(enable_capture)
        if capture_status is not None:
            _data["CaptureStatus"] = _plain(capture_status)
        if current_sampling_percentage is not None:
            _data["CurrentSamplingPercentage"] = _plain(current_sampling_percentage)
        if destination_s3_uri is not None:
            _data["DestinationS3Uri"] = _plain(destination_s3_uri)
        if kms_key_id is not None:
            _data["KmsKeyId"] = _plain(kms_key_id)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "enable_capture", get("EnableCapture"))
        value = get("CaptureStatus")
        put(self, "capture_status", None if value is None else enum_member(CaptureStatus, value))
        put(self, "current_sampling_percentage", get("CurrentSamplingPercentage"))
        put(self, "destination_s3_uri", get("DestinationS3Uri"))
        put(self, "kms_key_id", get("KmsKeyId"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.enable_capture is not None:
            data["EnableCapture"] = self.enable_capture
        if self.capture_status is not None:
            data["CaptureStatus"] = enum_text(self.capture_status)
        if self.current_sampling_percentage is not None:
            data["CurrentSamplingPercentage"] = self.current_sampling_percentage
        if self.destination_s3_uri is not None:
            data["DestinationS3Uri"] = self.destination_s3_uri
        if self.kms_key_id is not None:
            data["KmsKeyId"] = self.kms_key_id
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
