"""Structure ``AsyncInferenceClientConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_async_inference_client_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"MaxConcurrentInvocationsPerInstance"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class AsyncInferenceClientConfig(Structure):
    """Structure ``AsyncInferenceClientConfig`` of SageMaker.

    Attributes:
        max_concurrent_invocations_per_instance: ``MaxConcurrentInvocationsPerInstance``; optional; integer; 1-1000.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/AsyncInferenceClientConfig
    """

    _service = _service
    _checks = (check_async_inference_client_config,)

    max_concurrent_invocations_per_instance: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        max_concurrent_invocations_per_instance: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if max_concurrent_invocations_per_instance is not None:
            _data["MaxConcurrentInvocationsPerInstance"] = _plain(max_concurrent_invocations_per_instance)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "max_concurrent_invocations_per_instance", get("MaxConcurrentInvocationsPerInstance"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.max_concurrent_invocations_per_instance is not None:
            data["MaxConcurrentInvocationsPerInstance"] = self.max_concurrent_invocations_per_instance
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
