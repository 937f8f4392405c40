"""Structure ``AsyncInferenceOutputConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_async_inference_output_config
from .async_inference_notification_config import AsyncInferenceNotificationConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"KmsKeyId", "S3OutputPath", "NotificationConfig", "S3FailurePath"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class AsyncInferenceOutputConfig(Structure):
    """Structure ``AsyncInferenceOutputConfig`` of SageMaker.

    Attributes:
        kms_key_id: ``KmsKeyId``; optional; string; 0-2048 code points; pattern ``[a-zA-Z0-9:/_-]*``.
        s3_output_path: ``S3OutputPath``; optional; string; 0-512 code points; pattern ``(https|s3)://([^/])/?(.*)``.
        notification_config: ``NotificationConfig``; optional; structure AsyncInferenceNotificationConfig.
        s3_failure_path: ``S3FailurePath``; optional; string; 0-512 code points; pattern ``(https|s3)://([^/])/?(.*)``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/AsyncInferenceOutputConfig
    """

    _service = _service
    _checks = (check_async_inference_output_config,)

    kms_key_id: str | None
    s3_output_path: str | None
    notification_config: AsyncInferenceNotificationConfig | None
    s3_failure_path: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        kms_key_id: str | None = None,
        s3_output_path: str | None = None,
        notification_config: AsyncInferenceNotificationConfig | None = None,
        s3_failure_path: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if kms_key_id is not None:
            _data["KmsKeyId"] = _plain(kms_key_id)
        if s3_output_path is not None:
            _data["S3OutputPath"] = _plain(s3_output_path)
        if notification_config is not None:
            _data["NotificationConfig"] = _plain(notification_config)
        if s3_failure_path is not None:
            _data["S3FailurePath"] = _plain(s3_failure_path)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "kms_key_id", get("KmsKeyId"))
        put(self, "s3_output_path", get("S3OutputPath"))
        value = get("NotificationConfig")
        put(self, "notification_config", None if value is None else AsyncInferenceNotificationConfig._build(value))
        put(self, "s3_failure_path", get("S3FailurePath"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.kms_key_id is not None:
            data["KmsKeyId"] = self.kms_key_id
        if self.s3_output_path is not None:
            data["S3OutputPath"] = self.s3_output_path
        if self.notification_config is not None:
            data["NotificationConfig"] = self.notification_config.to_dict()
        if self.s3_failure_path is not None:
            data["S3FailurePath"] = self.s3_failure_path
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
