"""Structure ``DescribeEndpointConfigInput``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.describe_endpoint_config import check_describe_endpoint_config_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .describe_endpoint_config_output import DescribeEndpointConfigOutput

_MEMBERS: frozenset[str] = frozenset({"EndpointConfigName"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class DescribeEndpointConfigInput(Structure):
    """Structure ``DescribeEndpointConfigInput`` of SageMaker.

    Attributes:
        endpoint_config_name: ``EndpointConfigName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeEndpointConfigInput
    """

    _service = _service
    _checks = (check_describe_endpoint_config_input,)
    _operation = ("DescribeEndpointConfig", "describe_endpoint_config", "DescribeEndpointConfigOutput")

    endpoint_config_name: str
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        endpoint_config_name: str,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if endpoint_config_name is not None:
            _data["EndpointConfigName"] = _plain(endpoint_config_name)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "endpoint_config_name", get("EndpointConfigName"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.endpoint_config_name is not None:
            data["EndpointConfigName"] = self.endpoint_config_name
        if self.unknown_members:
            data.update(self.unknown_members)
        return data

    if TYPE_CHECKING:

        def _answer(self) -> DescribeEndpointConfigOutput: ...
