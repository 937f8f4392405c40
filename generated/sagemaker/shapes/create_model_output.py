"""Structure ``CreateModelOutput``."""

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

_MEMBERS: frozenset[str] = frozenset({"ModelArn"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class CreateModelOutput(Response):
    """Structure ``CreateModelOutput`` of SageMaker.

    Attributes:
        model_arn: ``ModelArn``; required; string; 20-2048 code points; pattern ``arn:aws[a-z\\-]*:sagemaker:[a-z0-9\\-]*:[0-9]{12}:model/.*``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/CreateModelOutput
    """

    _service = _service

    model_arn: str | None
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        model_arn: str | None = None,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if model_arn is not None:
            _data["ModelArn"] = _plain(model_arn)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "model_arn", get("ModelArn"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.model_arn is not None:
            data["ModelArn"] = self.model_arn
        if self.unknown_members:
            data.update(self.unknown_members)
        return data
