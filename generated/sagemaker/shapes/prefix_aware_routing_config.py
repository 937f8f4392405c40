"""Structure ``PrefixAwareRoutingConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_prefix_aware_routing_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"PrefixLength", "ConcurrencyThreshold"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class PrefixAwareRoutingConfig(Structure):
    """Structure ``PrefixAwareRoutingConfig`` of SageMaker.

    Attributes:
        prefix_length: ``PrefixLength``; optional; integer; 1024-65536.
        concurrency_threshold: ``ConcurrencyThreshold``; optional; integer; 1-1024.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/PrefixAwareRoutingConfig
    """

    _service = _service
    _checks = (check_prefix_aware_routing_config,)

    prefix_length: int | None
    concurrency_threshold: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        prefix_length: int | None = None,
        concurrency_threshold: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if prefix_length is not None:
            _data["PrefixLength"] = _plain(prefix_length)
        if concurrency_threshold is not None:
            _data["ConcurrencyThreshold"] = _plain(concurrency_threshold)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "prefix_length", get("PrefixLength"))
        put(self, "concurrency_threshold", get("ConcurrencyThreshold"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.prefix_length is not None:
            data["PrefixLength"] = self.prefix_length
        if self.concurrency_threshold is not None:
            data["ConcurrencyThreshold"] = self.concurrency_threshold
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
