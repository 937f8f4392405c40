"""Structure ``VpcConfig``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.shared import check_vpc_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"SecurityGroupIds", "Subnets"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class VpcConfig(Structure):
    """Structure ``VpcConfig`` of SageMaker.

    Attributes:
        security_group_ids: ``SecurityGroupIds``; required; list of string; 1-5 items.
        subnets: ``Subnets``; required; list of string; 1-16 items.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/VpcConfig
    """

    _service = _service
    _checks = (check_vpc_config,)

    security_group_ids: tuple[str, ...] | None
    subnets: tuple[str, ...] | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        security_group_ids: Sequence[str],
        subnets: Sequence[str],
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if security_group_ids is not None:
            _data["SecurityGroupIds"] = _plain(security_group_ids)
        if subnets is not None:
            _data["Subnets"] = _plain(subnets)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        value = get("SecurityGroupIds")
        put(self, "security_group_ids", None if value is None else tuple(value))
        value = get("Subnets")
        put(self, "subnets", None if value is None else tuple(value))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.security_group_ids is not None:
            data["SecurityGroupIds"] = list(self.security_group_ids)
        if self.subnets is not None:
            data["Subnets"] = list(self.subnets)
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
