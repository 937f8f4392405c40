"""Structure ``ProductionVariantServerlessConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_production_variant_serverless_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"MemorySizeInMB", "MaxConcurrency", "ProvisionedConcurrency"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class ProductionVariantServerlessConfig(Structure):
    """Structure ``ProductionVariantServerlessConfig`` of SageMaker.

    Attributes:
        memory_size_in_mb: ``MemorySizeInMB``; required; integer; 1024-6144; rules serverless-memory-step.
        max_concurrency: ``MaxConcurrency``; required; integer; 1-200.
        provisioned_concurrency: ``ProvisionedConcurrency``; optional; integer; 1-200; rules serverless-provisioned-le-max.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/ProductionVariantServerlessConfig
    """

    _service = _service
    _checks = (check_production_variant_serverless_config,)

    memory_size_in_mb: int | None
    max_concurrency: int | None
    provisioned_concurrency: int | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        memory_size_in_mb: int,
        max_concurrency: int,
        provisioned_concurrency: int | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if memory_size_in_mb is not None:
            _data["MemorySizeInMB"] = _plain(memory_size_in_mb)
        if max_concurrency is not None:
            _data["MaxConcurrency"] = _plain(max_concurrency)
        if provisioned_concurrency is not None:
            _data["ProvisionedConcurrency"] = _plain(provisioned_concurrency)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "memory_size_in_mb", get("MemorySizeInMB"))
        put(self, "max_concurrency", get("MaxConcurrency"))
        put(self, "provisioned_concurrency", get("ProvisionedConcurrency"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.memory_size_in_mb is not None:
            data["MemorySizeInMB"] = self.memory_size_in_mb
        if self.max_concurrency is not None:
            data["MaxConcurrency"] = self.max_concurrency
        if self.provisioned_concurrency is not None:
            data["ProvisionedConcurrency"] = self.provisioned_concurrency
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
