"""Structure ``AcceleratorPartitionLayout``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.create_endpoint_config import check_accelerator_partition_layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"AcceleratorPartitionTypes"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class AcceleratorPartitionLayout(Structure):
    """Structure ``AcceleratorPartitionLayout`` of SageMaker.

    Attributes:
        accelerator_partition_types: ``AcceleratorPartitionTypes``; optional; list of string; 0-32 items; rules partition-layout-no-media-extensions, mig-profile-fits.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/AcceleratorPartitionLayout
    """

    _service = _service
    _checks = (check_accelerator_partition_layout,)

    accelerator_partition_types: tuple[str, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        accelerator_partition_types: Sequence[str] | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if accelerator_partition_types is not None:
            _data["AcceleratorPartitionTypes"] = _plain(accelerator_partition_types)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("AcceleratorPartitionTypes")
        put(self, "accelerator_partition_types", None if value is None else tuple(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.accelerator_partition_types is not None:
            data["AcceleratorPartitionTypes"] = list(self.accelerator_partition_types)
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
