"""Structure ``CreateEndpointConfigOutput``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.responses import Response
from ..._runtime.typed.structure import plain as _plain
from ..._runtime.typed.structure import unknown_members
from .. import _service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MEMBERS: frozenset[str] = frozenset({"EndpointConfigArn"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class CreateEndpointConfigOutput(Response):
    """Structure ``CreateEndpointConfigOutput`` of SageMaker.

    Attributes:
        endpoint_config_arn: ``EndpointConfigArn``; required; string; 20-2048 code points; pattern ``arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:endpoint-config/.*``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateEndpointConfigOutput
    """

    _service = _service

    endpoint_config_arn: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        endpoint_config_arn: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if endpoint_config_arn is not None:
            _data["EndpointConfigArn"] = _plain(endpoint_config_arn)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "endpoint_config_arn", get("EndpointConfigArn"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.endpoint_config_arn is not None:
            data["EndpointConfigArn"] = self.endpoint_config_arn
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
