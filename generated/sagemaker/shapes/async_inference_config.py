"""Structure ``AsyncInferenceConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_async_inference_config
from .async_inference_client_config import AsyncInferenceClientConfig
from .async_inference_output_config import AsyncInferenceOutputConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"ClientConfig", "OutputConfig"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class AsyncInferenceConfig(Structure):
    """Structure ``AsyncInferenceConfig`` of SageMaker.

    Attributes:
        client_config: ``ClientConfig``; optional; structure AsyncInferenceClientConfig.
        output_config: ``OutputConfig``; required; structure AsyncInferenceOutputConfig; rules async-output-path-missing.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/AsyncInferenceConfig
    """

    _service = _service
    _checks = (check_async_inference_config,)

    client_config: AsyncInferenceClientConfig | None
    output_config: AsyncInferenceOutputConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        output_config: AsyncInferenceOutputConfig,
        client_config: AsyncInferenceClientConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if client_config is not None:
            _data["ClientConfig"] = _plain(client_config)
        if output_config is not None:
            _data["OutputConfig"] = _plain(output_config)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("ClientConfig")
        put(self, "client_config", None if value is None else AsyncInferenceClientConfig._build(value))
        value = get("OutputConfig")
        put(self, "output_config", None if value is None else AsyncInferenceOutputConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.client_config is not None:
            data["ClientConfig"] = self.client_config.to_dict()
        if self.output_config is not None:
            data["OutputConfig"] = self.output_config.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
