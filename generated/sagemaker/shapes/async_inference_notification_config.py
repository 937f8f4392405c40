"""Structure ``AsyncInferenceNotificationConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_async_inference_notification_config
from ..enums.async_notification_topic_types import AsyncNotificationTopicTypes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..enums.async_notification_topic_types import AsyncNotificationTopicTypesLiteral

_MEMBERS: frozenset[str] = frozenset({"SuccessTopic", "ErrorTopic", "IncludeInferenceResponseIn"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class AsyncInferenceNotificationConfig(Structure):
    """Structure ``AsyncInferenceNotificationConfig`` of SageMaker.

    Attributes:
        success_topic: ``SuccessTopic``; optional; string; 0-2048 code points; pattern ``arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+``; rules async-response-needs-success-topic.
        error_topic: ``ErrorTopic``; optional; string; 0-2048 code points; pattern ``arn:aws[a-z\\-]*:sns:[a-z0-9\\-]*:[0-9]{12}:[a-zA-Z0-9_.-]+``; rules async-response-needs-error-topic.
        include_inference_response_in: ``IncludeInferenceResponseIn``; optional; list of enum AsyncNotificationTopicTypes (SUCCESS_NOTIFICATION_TOPIC, ERROR_NOTIFICATION_TOPIC); 0-2 items.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/AsyncInferenceNotificationConfig
    """

    _service = _service
    _checks = (check_async_inference_notification_config,)

    success_topic: str | None
    error_topic: str | None
    include_inference_response_in: tuple[AsyncNotificationTopicTypes | str, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        success_topic: str | None = None,
        error_topic: str | None = None,
        include_inference_response_in: Sequence[AsyncNotificationTopicTypes | AsyncNotificationTopicTypesLiteral]
        | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if success_topic is not None:
            _data["SuccessTopic"] = _plain(success_topic)
        if error_topic is not None:
            _data["ErrorTopic"] = _plain(error_topic)
        if include_inference_response_in is not None:
            _data["IncludeInferenceResponseIn"] = _plain(include_inference_response_in)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "success_topic", get("SuccessTopic"))
        put(self, "error_topic", get("ErrorTopic"))
        value = get("IncludeInferenceResponseIn")
        put(
            self,
            "include_inference_response_in",
            None if value is None else tuple([enum_member(AsyncNotificationTopicTypes, item) for item in value]),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.success_topic is not None:
            data["SuccessTopic"] = self.success_topic
        if self.error_topic is not None:
            data["ErrorTopic"] = self.error_topic
        if self.include_inference_response_in is not None:
            data["IncludeInferenceResponseIn"] = [enum_text(item) for item in self.include_inference_response_in]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
