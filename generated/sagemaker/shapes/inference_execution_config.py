"""Structure ``InferenceExecutionConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_inference_execution_config
from ..enums.inference_execution_mode import InferenceExecutionMode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.inference_execution_mode import InferenceExecutionModeLiteral

_MEMBERS: frozenset[str] = frozenset({"Mode"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class InferenceExecutionConfig(Structure):
    """Structure ``InferenceExecutionConfig`` of SageMaker.

    Attributes:
        mode: ``Mode``; required; enum InferenceExecutionMode (Serial, Direct).

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/InferenceExecutionConfig
    """

    _service = _service
    _checks = (check_inference_execution_config,)

    mode: InferenceExecutionMode | str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        mode: InferenceExecutionMode | InferenceExecutionModeLiteral,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if mode is not None:
            _data["Mode"] = _plain(mode)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("Mode")
        put(self, "mode", None if value is None else enum_member(InferenceExecutionMode, value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.mode is not None:
            data["Mode"] = enum_text(self.mode)
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
