"""Structure ``DataCaptureConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_data_capture_config
from .capture_content_type_header import CaptureContentTypeHeader
from .capture_option import CaptureOption

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset(
    {
        "EnableCapture",
        "InitialSamplingPercentage",
        "DestinationS3Uri",
        "KmsKeyId",
        "CaptureOptions",
        "CaptureContentTypeHeader",
    }
)


@frozen(kw_only=True, init=False, eq=False, repr=False)
class DataCaptureConfig(Structure):
    """Structure ``DataCaptureConfig`` of SageMaker.

    Attributes:
        enable_capture: ``EnableCapture``; optional; boolean.
        initial_sampling_percentage: ``InitialSamplingPercentage``; required; integer; 0-100; rules sampling-zero-with-capture-on.
        destination_s3_uri: ``DestinationS3Uri``; required; string; 0-512 code points; pattern ``(https|s3)://([^/])/?(.*)``.
        kms_key_id: ``KmsKeyId``; optional; string; 0-2048 code points; pattern ``[a-zA-Z0-9:/_-]*``.
        capture_options: ``CaptureOptions``; required; list of structure CaptureOption; 1-32 items; rules data-capture-options-redundant.
        capture_content_type_header: ``CaptureContentTypeHeader``; optional; structure CaptureContentTypeHeader.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DataCaptureConfig
    """

    _service = _service
    _checks = (check_data_capture_config,)

    enable_capture: bool | None
    initial_sampling_percentage: int | None
    destination_s3_uri: str | None
    kms_key_id: str | None
    capture_options: tuple[CaptureOption, ...] | None
    capture_content_type_header: CaptureContentTypeHeader | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        initial_sampling_percentage: int,
        destination_s3_uri: str,
        capture_options: Sequence[CaptureOption],
        enable_capture: bool | None = None,
        kms_key_id: str | None = None,
        capture_content_type_header: CaptureContentTypeHeader | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if enable_capture is not None:
            _data["EnableCapture"] = _plain(enable_capture)
        if initial_sampling_percentage is not None:
            _data["InitialSamplingPercentage"] = _plain(initial_sampling_percentage)
        if destination_s3_uri is not None:
            _data["DestinationS3Uri"] = _plain(destination_s3_uri)
        if kms_key_id is not None:
            _data["KmsKeyId"] = _plain(kms_key_id)
        if capture_options is not None:
            _data["CaptureOptions"] = _plain(capture_options)
        if capture_content_type_header is not None:
            _data["CaptureContentTypeHeader"] = _plain(capture_content_type_header)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "enable_capture", get("EnableCapture"))
        put(self, "initial_sampling_percentage", get("InitialSamplingPercentage"))
        put(self, "destination_s3_uri", get("DestinationS3Uri"))
        put(self, "kms_key_id", get("KmsKeyId"))
        value = get("CaptureOptions")
        put(self, "capture_options", None if value is None else tuple([CaptureOption._build(item) for item in value]))
        value = get("CaptureContentTypeHeader")
        put(self, "capture_content_type_header", None if value is None else CaptureContentTypeHeader._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.enable_capture is not None:
            data["EnableCapture"] = self.enable_capture
        if self.initial_sampling_percentage is not None:
            data["InitialSamplingPercentage"] = self.initial_sampling_percentage
        if self.destination_s3_uri is not None:
            data["DestinationS3Uri"] = self.destination_s3_uri
        if self.kms_key_id is not None:
            data["KmsKeyId"] = self.kms_key_id
        if self.capture_options is not None:
            data["CaptureOptions"] = [item.to_dict() for item in self.capture_options]
        if self.capture_content_type_header is not None:
            data["CaptureContentTypeHeader"] = self.capture_content_type_header.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
