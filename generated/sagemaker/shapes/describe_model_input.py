"""Structure ``DescribeModelInput``."""

from __future__ import annotations

from attrs import frozen

from ..._runtime.typed.structure import Structure, unknown_members
from ..._runtime.typed.structure import plain as _plain
from .. import _service
from ..checks.describe_model import check_describe_model_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .describe_model_output import DescribeModelOutput

_MEMBERS: frozenset[str] = frozenset({"ModelName"})


@frozen(kw_only=True, init=False, eq=False, repr=False)
class DescribeModelInput(Structure):
    """Structure ``DescribeModelInput`` of SageMaker.

    Attributes:
        model_name: ``ModelName``; required; string; 0-63 code points; pattern ``[a-zA-Z0-9]([\\-a-zA-Z0-9]*[a-zA-Z0-9])?``.

    https://docs.aws.amazon.com/goto/WebAPI/sagemaker-2017-07-24/DescribeModelInput
    """

    _service = _service
    _checks = (check_describe_model_input,)
    _operation = ("DescribeModel", "describe_model", "DescribeModelOutput")

    model_name: str
    unknown_members: Mapping[str, Any]

    def __init__(
        self,
        *,
        model_name: str,
        unknown_members: Mapping[str, Any] | None = None,
    ) -> None:
        _data: dict[str, Any] = {}
        if model_name is not None:
            _data["ModelName"] = _plain(model_name)
        self._init(_data, unknown_members)

    def _fill(self, data: Mapping[str, Any]) -> None:
        put = object.__setattr__
        get = data.get
        put(self, "model_name", get("ModelName"))
        put(self, "unknown_members", unknown_members(data, _MEMBERS))

    def to_dict(self) -> dict[str, Any]:
        """The structure as plain data under its wire names, with only the members that are set."""
        data: dict[str, Any] = {}
        if self.model_name is not None:
            data["ModelName"] = self.model_name
        if self.unknown_members:
            data.update(self.unknown_members)
        return data

    if TYPE_CHECKING:

        def _answer(self) -> DescribeModelOutput: ...
