"""Structure ``ProductionVariantRoutingConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, enum_member, enum_text, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_production_variant_routing_config
from ..enums.routing_strategy import RoutingStrategy
from .prefix_aware_routing_config import PrefixAwareRoutingConfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..enums.routing_strategy import RoutingStrategyLiteral

_MEMBERS: frozenset[str] = frozenset({"RoutingStrategy", "PrefixAwareRoutingConfig"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariantRoutingConfig(Structure):
    """Structure ``ProductionVariantRoutingConfig`` of SageMaker.

    Attributes:
        routing_strategy: ``RoutingStrategy``; required; enum RoutingStrategy (LEAST_OUTSTANDING_REQUESTS, RANDOM, PREFIX_AWARE, KV_AWARE); rules kv-aware-routing-container.
        prefix_aware_routing_config: ``PrefixAwareRoutingConfig``; optional; structure PrefixAwareRoutingConfig; rules prefix-routing-config-only-prefix-aware, prefix-routing-config-required.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariantRoutingConfig
    """

    _service = _service
    _checks = (check_production_variant_routing_config,)

    routing_strategy: RoutingStrategy | str | None
    prefix_aware_routing_config: PrefixAwareRoutingConfig | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        routing_strategy: RoutingStrategy | RoutingStrategyLiteral,
        prefix_aware_routing_config: PrefixAwareRoutingConfig | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if routing_strategy is not None:
            _data["RoutingStrategy"] = _plain(routing_strategy)
        if prefix_aware_routing_config is not None:
            _data["PrefixAwareRoutingConfig"] = _plain(prefix_aware_routing_config)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("RoutingStrategy")
        put(self, "routing_strategy", None if value is None else enum_member(RoutingStrategy, value))
        value = get("PrefixAwareRoutingConfig")
        put(self, "prefix_aware_routing_config", None if value is None else PrefixAwareRoutingConfig._build(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.routing_strategy is not None:
            data["RoutingStrategy"] = enum_text(self.routing_strategy)
        if self.prefix_aware_routing_config is not None:
            data["PrefixAwareRoutingConfig"] = self.prefix_aware_routing_config.to_dict()
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
