"""Structure ``ContainerMetricsConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_model import check_container_metrics_config
from .metrics_endpoint import MetricsEndpoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"MetricsEndpoints"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ContainerMetricsConfig(Structure):
    """Structure ``ContainerMetricsConfig`` of SageMaker.

    Attributes:
        metrics_endpoints: ``MetricsEndpoints``; optional; list of structure MetricsEndpoint; 0-1 item.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ContainerMetricsConfig
    """

    _service = _service
    _checks = (check_container_metrics_config,)

    metrics_endpoints: tuple[MetricsEndpoint, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        metrics_endpoints: Sequence[MetricsEndpoint] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if metrics_endpoints is not None:
            _data["MetricsEndpoints"] = _plain(metrics_endpoints)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("MetricsEndpoints")
        put(
            self,
            "metrics_endpoints",
            None if value is None else tuple([MetricsEndpoint._build(item) for item in value]),
        )
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.metrics_endpoints is not None:
            data["MetricsEndpoints"] = [item.to_dict() for item in self.metrics_endpoints]
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
